"""The own visits: when and where, confirm and cancel. Never with whom, or for what."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot import dates
from bot.conversations import pressing
from bot.conversations.pressing import Pressed
from bot.seals import Button, Seals
from bot.talk import Keys, Talk, request_id, show
from mobile_api.appointments.schemas import AboutAppointment, Appointment
from mobile_api.schemas import in_language

LIST, BOOK, QUEUE = "visits", "book", "queue"
"""Callback data of the buttons that name nothing."""

_MOST = 10
_OPEN = ("booked", "pending")


def router(seals: Seals) -> Router:
    """Handlers of the own visits."""
    routes = Router(name="visits")

    @routes.message(Command("visits"))
    async def listed(message: Message, talk: Talk) -> None:
        await show_all(message, talk)

    @routes.callback_query(F.data == LIST)
    async def back_to_list(press: CallbackQuery, talk: Talk) -> None:
        text, keys = await all_visits(talk)
        await show(press, text, keys)

    @routes.callback_query(Pressed(seals, pressing.CARD))
    async def one(press: CallbackQuery, talk: Talk, pressed: Button) -> None:
        await show_card(press, talk, await talk.chat.appointment(pressed.subject))

    @routes.callback_query(Pressed(seals, pressing.CONFIRM))
    async def confirm(press: CallbackQuery, talk: Talk, pressed: Button) -> None:
        if await is_old(press, talk, pressed):
            return
        request = AboutAppointment(id=request_id(press))
        visit = await talk.chat.confirm(pressed.subject, request)
        await show_card(press, talk, visit)

    @routes.callback_query(Pressed(seals, pressing.ASK_CANCEL))
    async def ask(press: CallbackQuery, talk: Talk, pressed: Button) -> None:
        visit = await talk.chat.appointment(pressed.subject)
        if visit.status not in _OPEN or visit.starts_at != pressed.known:
            await show_as_it_is(press, talk, visit)
            return
        about = (visit.id, visit.starts_at)
        keys = [
            [talk.button("visit-cancel-yes", pressing.CANCEL, *about)],
            [talk.button("visit-cancel-no", pressing.CARD, *about)],
        ]
        await show(press, f"{when_and_where(talk, visit)}\n\n{talk.say('visit-cancel-ask')}", keys)

    @routes.callback_query(Pressed(seals, pressing.CANCEL))
    async def cancel(press: CallbackQuery, talk: Talk, pressed: Button) -> None:
        if await is_old(press, talk, pressed):
            return
        request = AboutAppointment(id=request_id(press))
        visit = await talk.chat.cancel(pressed.subject, request)
        await show_card(press, talk, visit)

    return routes


async def is_old(press: CallbackQuery, talk: Talk, pressed: Button) -> bool:
    """True, and answered with how things stand, where the visit is not as the button knew it."""
    visit = await talk.chat.appointment(pressed.subject)
    if visit.status in _OPEN and visit.starts_at == pressed.known:
        return False
    await show_as_it_is(press, talk, visit)
    return True


async def show_as_it_is(press: CallbackQuery, talk: Talk, visit: Appointment) -> None:
    """An old button: say so, and show the visit as it stands now."""
    text, keys = card(talk, visit)
    note = talk.say("visit-changed") + "\n\n" if visit.status in _OPEN else ""
    await show(press, note + text, keys)


async def show_card(press: CallbackQuery, talk: Talk, visit: Appointment) -> None:
    """The visit in place of the message under which the button was."""
    await show(press, *card(talk, visit))


async def show_all(message: Message, talk: Talk) -> None:
    """The visits to come, as a new message.

    Raises:
        ChatNotLinked: the chat is nobody's.
    """
    text, keys = await all_visits(talk)
    await message.answer(text, reply_markup=InlineKeyboardMarkup(inline_keyboard=keys))


async def all_visits(talk: Talk) -> tuple[str, Keys]:
    """The visits to come of everybody for whom the account acts, and a button for each."""
    found = [one for one in (await talk.chat.appointments()).items if one.status in _OPEN]
    people = (await talk.chat.people()).items
    names = {one.id: one.name.split()[0] for one in people if one.name} if len(people) > 1 else {}
    keys: Keys = []
    for visit in found[:_MOST]:
        zone = ZoneInfo(visit.time_zone)
        day = dates.day_name(visit.starts_at, zone, talk.language)
        name = names.get(visit.patient_id)
        text = f"{day}, {dates.clock_time(visit.starts_at, zone)}" + (f" · {name}" if name else "")
        keys.append([talk.labelled(text, pressing.CARD, visit.id, visit.starts_at)])
    keys.append([InlineKeyboardButton(text=talk.say("book"), callback_data=BOOK)])
    keys.append([InlineKeyboardButton(text=talk.say("queue"), callback_data=QUEUE)])
    return talk.say("visits-some" if found else "visits-none"), keys


def card(talk: Talk, visit: Appointment) -> tuple[str, Keys]:
    """One visit and what can be done about it."""
    about = (visit.id, visit.starts_at)
    keys: Keys = []
    status = visit.status
    if status == "booked" and not visit.confirmed:
        keys.append([talk.button("visit-confirm", pressing.CONFIRM, *about)])
    if status in _OPEN:
        keys.append([talk.button("visit-move", pressing.MOVE, *about)])
        keys.append([talk.button("visit-cancel", pressing.ASK_CANCEL, *about)])
    keys.append([InlineKeyboardButton(text=talk.say("visits-all"), callback_data=LIST)])
    if status == "booked":
        status_key = "visit-is-confirmed" if visit.confirmed else "visit-is-booked"
    elif status in {"pending", "cancelled"}:
        status_key = f"visit-is-{status}"
    else:
        status_key = "visit-is-over"
    return f"{when_and_where(talk, visit)}\n\n{talk.say(status_key)}", keys


def when_and_where(talk: Talk, visit: Appointment) -> str:
    """Day, time, hospital, floor and room: all that ever enters a chat about a visit."""
    zone = ZoneInfo(visit.time_zone)
    return talk.say(
        "visit-when-where",
        date=dates.day_name(visit.starts_at, zone, talk.language),
        time=dates.clock_time(visit.starts_at, zone),
        hospital=in_language(visit.hospital_names, talk.language),
        floor=visit.floor,
        room=visit.room,
    )
