"""Another time for a visit: a calendar of two weeks, the times of a day, a yes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot import dates
from bot.conversations import pressing, visits
from bot.conversations.pressing import Pressed
from bot.seals import Button, Seals
from bot.talk import Keys, Talk, show, wish_id
from mobile_api.appointments.errors import BookedElsewhere, NotATime, TimeTaken
from mobile_api.appointments.schemas import Appointment, FreeTime, MoveAppointment

NOTHING = "-"
"""Callback data of what cannot be pressed: heads of columns, full days."""

_DAYS = 14
_WEEK = 7
_MOST_TIMES = 40
_TIMES_IN_ROW = 4
_CLOSE = 6


def router(seals: Seals) -> Router:
    """Handlers of moving."""
    routes = Router(name="moving")

    @routes.callback_query(Pressed(seals, pressing.MOVE, pressing.MOVE_ANY))
    async def calendar(press: CallbackQuery, talk: Talk, pressed: Button) -> None:
        visit = await _present(press, talk, pressed)
        if visit is not None:
            await show(press, *await _days(talk, visit, pressed))

    @routes.callback_query(Pressed(seals, pressing.DAY, pressing.DAY_ANY))
    async def times(press: CallbackQuery, talk: Talk, pressed: Button) -> None:
        visit = await _present(press, talk, pressed)
        if visit is not None:
            await show(press, *await _times(talk, visit, pressed))

    @routes.callback_query(Pressed(seals, pressing.TIME, pressing.TIME_ANY))
    async def ask(press: CallbackQuery, talk: Talk, pressed: Button) -> None:
        visit = await _present(press, talk, pressed)
        if visit is None or pressed.wanted is None:
            return
        zone = ZoneInfo(visit.time_zone)
        anybody = pressed.action == pressing.TIME_ANY
        about = (visit.id, visit.starts_at)
        keys = [
            [
                talk.button(
                    "move-yes",
                    pressing.DO_MOVE_ANY if anybody else pressing.DO_MOVE,
                    *about,
                    pressed.wanted,
                )
            ],
            [talk.button("move-other", pressing.MOVE_ANY if anybody else pressing.MOVE, *about)],
            [talk.button("visit-cancel-no", pressing.CARD, *about)],
        ]
        text = talk.say(
            "move-ask",
            date=dates.day_name(pressed.wanted, zone, talk.language),
            time=dates.clock_time(pressed.wanted, zone),
        )
        await show(press, f"{visits.when_and_where(talk, visit)}\n\n{text}", keys)

    @routes.callback_query(Pressed(seals, pressing.DO_MOVE, pressing.DO_MOVE_ANY))
    async def move(press: CallbackQuery, talk: Talk, pressed: Button) -> None:
        if pressed.wanted is None:
            return
        visit = await talk.chat.appointment(pressed.subject)
        # Two fingers on one button ask for the same move, not for two.
        request = wish_id(press, visit.moves)
        if visit.starts_at == pressed.wanted and visit.moves:
            await visits.show_card(press, talk, visit)  # delivered again: it was done
            return
        if visit.starts_at != pressed.known or visit.status not in {"booked", "pending"}:
            await visits.show_as_it_is(press, talk, visit)
            return
        anybody = pressed.action == pressing.DO_MOVE_ANY
        try:
            practitioner = await _free_then(talk, visit, pressed.wanted) if anybody else None
            moved = await talk.chat.move(
                visit.id,
                MoveAppointment(id=request, starts_at=pressed.wanted, practitioner_id=practitioner),
            )
        except (TimeTaken, NotATime, BookedElsewhere) as fault:
            key = f"error-{fault.code.replace('_', '-')}"
            await show(press, *await _closest(talk, visit, talk.say(key)))
            return
        text, keys = visits.card(talk, moved)
        await show(press, f"{talk.say('move-done')}\n\n{text}", keys)

    return routes


async def _present(press: CallbackQuery, talk: Talk, pressed: Button) -> Appointment | None:
    visit = await talk.chat.appointment(pressed.subject)
    if visit.status in {"booked", "pending"} and visit.starts_at == pressed.known:
        return visit
    await visits.show_as_it_is(press, talk, visit)
    return None


async def _days(talk: Talk, visit: Appointment, pressed: Button) -> tuple[str, Keys]:
    """Two weeks; a full or closed day is a dot."""
    anybody = pressed.action == pressing.MOVE_ANY
    zone = ZoneInfo(visit.time_zone)
    first = pressed.wanted.astimezone(zone).date() if pressed.wanted else None
    found = await talk.chat.free_days(
        visit.hospital_id,
        visit.department,
        service=visit.service,
        practitioner_id=None if anybody else visit.practitioner_id,
        from_day=first,
        days=_DAYS,
    )
    about = (visit.id, visit.starts_at)
    action = pressing.DAY_ANY if anybody else pressing.DAY
    keys: Keys = [[_dead(name) for name in dates.short_weekdays(talk.language)]]
    row: list[InlineKeyboardButton] = []
    if found.items:
        row = [_dead(" ") for _ in range(found.items[0].day.weekday())]
    for item in found.items:
        if item.free:
            wanted = dates.midnight(item.day, zone)
            row.append(talk.labelled(str(item.day.day), action, *about, wanted))
        else:
            row.append(_dead("·"))
        if len(row) == _WEEK:
            keys.append(row)
            row = []
    if row:
        keys.append(row + [_dead(" ") for _ in range(_WEEK - len(row))])
    again = pressing.MOVE_ANY if anybody else pressing.MOVE
    if found.items:
        keys.append(_turning(talk, about, again, found.items[0].day, found.items[-1].day, zone))
    if anybody:
        keys.append([talk.button("move-same", pressing.MOVE, *about)])
    else:
        keys.append([talk.button("move-any", pressing.MOVE_ANY, *about)])
    keys.append([talk.button("visit-cancel-no", pressing.CARD, *about)])
    some = any(item.free for item in found.items)
    return talk.say("move-choose-day" if some else "move-no-day"), keys


def _turning(
    talk: Talk, about: tuple[UUID, datetime], action: str, first: date, last: date, zone: ZoneInfo
) -> list[InlineKeyboardButton]:
    later = dates.midnight(last + timedelta(days=1), zone)
    earlier = dates.midnight(first - timedelta(days=_DAYS), zone)
    return [
        talk.labelled("◀", action, *about, earlier),
        talk.labelled("▶", action, *about, later),
    ]


async def _times(talk: Talk, visit: Appointment, pressed: Button) -> tuple[str, Keys]:
    anybody = pressed.action == pressing.DAY_ANY
    zone = ZoneInfo(visit.time_zone)
    assert pressed.wanted is not None  # a day always names one
    day = pressed.wanted.astimezone(zone).date()
    found = await talk.chat.free_times(
        visit.hospital_id,
        visit.department,
        service=visit.service,
        practitioner_id=None if anybody else visit.practitioner_id,
        from_day=day,
        days=1,
    )
    about = (visit.id, visit.starts_at)
    action = pressing.TIME_ANY if anybody else pressing.TIME
    keys = _in_rows(
        [
            talk.labelled(dates.clock_time(begin, zone), action, *about, begin)
            for begin in _begins(found.items)[:_MOST_TIMES]
        ]
    )
    again = pressing.MOVE_ANY if anybody else pressing.MOVE
    keys.append([talk.button("move-other-day", again, *about)])
    text = talk.say("move-choose-time", date=dates.day_name(pressed.wanted, zone, talk.language))
    return text if len(keys) > 1 else talk.say("move-no-day"), keys


async def _closest(talk: Talk, visit: Appointment, why: str) -> tuple[str, Keys]:
    """Somebody was quicker: the next free times, with whichever doctor."""
    found = await talk.chat.other_times(visit.id)
    zone = ZoneInfo(visit.time_zone)
    about = (visit.id, visit.starts_at)
    keys: Keys = []
    for begin in _begins(found.items)[:_CLOSE]:
        day = dates.day_name(begin, zone, talk.language)
        text = f"{day}, {dates.clock_time(begin, zone)}"
        keys.append([talk.labelled(text, pressing.TIME_ANY, *about, begin)])
    keys.append([talk.button("move-other-day", pressing.MOVE, *about)])
    return why, keys


async def _free_then(talk: Talk, visit: Appointment, begin: datetime) -> UUID:
    """A doctor who is free at a time; the own one where there is a choice.

    Raises:
        TimeTaken: nobody is.
    """
    found = await talk.chat.free_times(
        visit.hospital_id,
        visit.department,
        service=visit.service,
        from_day=begin.astimezone(ZoneInfo(visit.time_zone)).date(),
        days=1,
    )
    free = [one.practitioner_id for one in found.items if one.starts_at == begin]
    if not free:
        raise TimeTaken
    return visit.practitioner_id if visit.practitioner_id in free else free[0]


def _begins(items: list[FreeTime]) -> list[datetime]:
    return sorted({one.starts_at for one in items})


def _in_rows(buttons: list[InlineKeyboardButton]) -> Keys:
    return [buttons[i : i + _TIMES_IN_ROW] for i in range(0, len(buttons), _TIMES_IN_ROW)]


def _dead(text: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=NOTHING)
