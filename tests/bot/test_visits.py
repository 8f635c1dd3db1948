"""What somebody does in the chat with visits: sees, confirms, moves and cancels them."""

from __future__ import annotations

import re

import pytest

from tests.bot.telegram import Call
from tests.bot.world import ME, World
from tests.conftest import BOTH
from tests.mobile_api.clinic import DOCTOR_B, account, thursday

_HEALTH = re.compile(r"cardio|kardio|кардио|sinov[ao]?\b.*a\.|dr\.", re.IGNORECASE)


def texts(world: World) -> list[str]:
    """Everything that has entered the chat, buttons included."""
    return [
        " ".join([str(call.fields.get("text", "")), *(one["text"] for one in call.buttons)])
        for call in world.telegram.calls
    ]


@BOTH
async def test_visits_are_shown_confirmed_and_cancelled_and_never_say_with_whom(
    world: World,
) -> None:
    listed = await world.link()
    assert "no visits" in listed.fields["text"]
    booked = await world.book(thursday(9))
    listed = await world.telegram.ask("/visits")
    card = await world.telegram.tap(listed, "Thursday, 5 March, 09:00")
    assert card.fields["text"].splitlines()[:3] == [
        "Thursday, 5 March, 09:00",
        "Test hospital",
        "Floor 4, room 301",
    ]
    confirmed = await world.telegram.tap(card, "I will come")
    assert "We expect you" in confirmed.fields["text"]
    assert (await world.state(booked.id))["confirmed_at"] is not None
    asked = await world.telegram.tap(confirmed, "Cancel")
    kept = await world.telegram.tap(asked, "No, keep it")
    assert (await world.state(booked.id))["status"] == "booked"
    asked = await world.telegram.tap(kept, "Cancel")
    cancelled = await world.telegram.tap(asked, "Yes, cancel")
    assert "do not need to come" in cancelled.fields["text"]
    assert (await world.state(booked.id))["status"] == "cancelled"
    assert not [text for text in texts(world) if _HEALTH.search(text)]


@BOTH
async def test_a_visit_is_moved_by_the_calendar(world: World) -> None:
    await world.link()
    booked = await world.book(thursday(9))
    card = await _card(world)
    calendar = await world.telegram.tap(card, "Another time")
    head = [one["text"] for one in calendar.buttons[:7]]
    assert head == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    pressable = [one["text"] for one in calendar.buttons if one["text"].isdigit()]
    assert pressable == ["5", "12"]
    times = await world.telegram.tap(calendar, "12")
    assert [one["text"] for one in times.buttons][:3] == ["09:00", "09:20", "09:40"]
    asked = await world.telegram.tap(times, "10:20")
    assert "Thursday, 12 March, 10:20?" in asked.fields["text"]
    moved = await world.telegram.tap(asked, "Yes, move it")
    assert "Thursday, 12 March, 10:20" in moved.fields["text"]
    row = await world.state(booked.id)
    assert (row["starts_at"] - thursday(10, 20)).days == 7
    assert not [text for text in texts(world) if _HEALTH.search(text)]


@BOTH
async def test_a_time_that_was_taken_meanwhile_leads_to_the_next_free_ones(world: World) -> None:
    await world.link()
    booked = await world.book(thursday(9))
    calendar = await world.telegram.tap(await _card(world), "Another time")
    times = await world.telegram.tap(calendar, "5")
    asked = await world.telegram.tap(times, "10:00")
    await world.clinic.book(account(2), 2, thursday(10))
    instead = await world.telegram.tap(asked, "Yes, move it")
    assert "Somebody has just taken this time" in instead.fields["text"]
    assert "Thursday, 5 March, 09:40" in [one["text"] for one in instead.buttons]
    asked = await world.telegram.tap(instead, "09:40")
    await world.telegram.tap(asked, "Yes, move it")
    assert (await world.state(booked.id))["starts_at"] == thursday(9, 40)


async def test_another_doctor_is_found_where_the_own_one_has_no_time(world: World) -> None:
    await world.link()
    await world.clinic.works(DOCTOR_B, 4)
    booked = await world.book(thursday(9))
    calendar = await world.telegram.tap(await _card(world), "Another time")
    anybody = await world.telegram.tap(calendar, "Other doctors")
    times = await world.telegram.tap(anybody, "6")
    asked = await world.telegram.tap(times, "09:00")
    await world.telegram.tap(asked, "Yes, move it")
    row = await world.state(booked.id)
    assert (row["practitioner_id"], row["starts_at"].day) == (DOCTOR_B, 6)


@BOTH
async def test_an_update_that_is_delivered_twice_does_nothing_twice(world: World) -> None:
    await world.link()
    booked = await world.book(thursday(9))
    calendar = await world.telegram.tap(await _card(world), "Another time")
    asked = await world.telegram.tap(await world.telegram.tap(calendar, "12"), "09:00")
    mark = len(world.telegram.calls)
    update = world.telegram.press(asked.data("Yes, move it"))
    await world.telegram.wait_for("editMessageText", after=mark)
    world.telegram.again(update)
    world.telegram.again(update)
    await world.telegram.ask("/help")
    assert len([c for c in world.telegram.calls[mark:] if c.method == "editMessageText"]) == 1
    assert (await world.state(booked.id))["moves"] == 1


async def test_old_buttons_answer_with_how_things_stand(world: World) -> None:
    await world.link()
    booked = await world.book(thursday(9))
    old = await _card(world)
    calendar = await world.telegram.tap(old, "Another time")
    asked = await world.telegram.tap(await world.telegram.tap(calendar, "5"), "12:00")
    await world.telegram.tap(asked, "Yes, move it")
    for pressed in (old.data("I will come"), old.data("Cancel"), asked.data("Yes, move it")):
        mark = len(world.telegram.calls)
        world.telegram.press(pressed, message=900 + mark)
        shown = await world.telegram.wait_for("editMessageText", after=mark)
        assert "12:00" in shown.fields["text"]
    row = await world.state(booked.id)
    assert (row["status"], row["starts_at"], row["moves"]) == ("booked", thursday(12), 1)
    assert row["confirmed_at"] is None


async def test_a_button_of_another_chat_or_a_made_up_one_does_nothing(world: World) -> None:
    await world.link()
    await world.link(2, user=78)
    booked = await world.book(thursday(9))
    card = await _card(world)
    stolen = card.data("I will come")
    for data in (stolen, stolen[:-2] + "AA", "s" + "A" * 48, "zzz"):
        mark = len(world.telegram.calls)
        world.telegram.press(data, user=78, message=900 + mark)
        shown = await world.telegram.wait_for("editMessageText", after=mark)
        assert "out of date" in shown.fields["text"]
    assert (await world.state(booked.id))["confirmed_at"] is None


async def test_a_family_sees_whose_visit_it_is(world: World) -> None:
    await world.link()
    me = await world.parts.back_end.for_chat(ME).account()
    await world.clinic.trust(account().model_copy(update={"id": me.id}), 2, relation="trusted")
    await world.book(thursday(9), 2)
    listed = await world.telegram.ask("/visits")
    assert "Thursday, 5 March, 09:00 · Dilshod" in [one["text"] for one in listed.buttons]


async def test_a_chat_that_is_nobodys_is_told_how_to_connect_and_what_that_agrees_to(
    world: World,
) -> None:
    said = await world.telegram.ask("/visits")
    assert "Telegramda olishga roziman" in said.fields["text"]
    assert said.fields["reply_markup"]["keyboard"][0][0]["request_contact"] is True


@pytest.mark.parametrize("language", ["uz-Latn", "uz-Cyrl", "ru", "kaa", "en", "kk"])
async def test_every_language_has_a_whole_calendar(world: World, language: str) -> None:
    await world.link(language=language)
    await world.book(thursday(9))
    listed = await world.telegram.ask("/visits")
    card = await world.telegram.tap(listed, "09:00")
    mark = len(world.telegram.calls)
    world.telegram.press(card.buttons[1]["callback_data"])
    calendar = await world.telegram.wait_for("editMessageText", after=mark)
    assert [one["text"] for one in calendar.buttons if one["text"].isdigit()] == ["5", "12"]
    assert all(0 < len(one["text"]) <= 4 for one in calendar.buttons[:7])


async def _card(world: World) -> Call:
    listed = await world.telegram.ask("/visits")
    return await world.telegram.tap(listed, "09:00")
