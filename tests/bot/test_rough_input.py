"""What a chat can be sent besides what is asked for; and everything twice, late, or at once."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from mobile_api.access.errors import ChatNotLinked
from mobile_api.access.schemas import MakeLinkCode
from tests.bot.telegram import Call
from tests.bot.world import ME, World
from tests.conftest import BOTH
from tests.mobile_api.access.phone import Phone, listen
from tests.mobile_api.clinic import thursday

GROUP = -100_200_300
FILES: list[dict[str, Any]] = [
    {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]},
    {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 3}},
    {"sticker": {"file_id": "f", "file_unique_id": "u", "type": "regular", "width": 9,
                 "height": 9, "is_animated": False, "is_video": False}},
    {"document": {"file_id": "f", "file_unique_id": "u", "file_name": "analiz.pdf"},
     "caption": "mening tahlilim"},
    {"text": "boshim og‘riyapti " * 240},
]  # fmt: skip


async def _kept(world: World) -> str:
    """Everything that the bot remembers, as text."""
    keys = await world.parts.redis.keys("*")
    for key in keys:
        assert b"string" in await world.parts.redis.type(key)
    return " ".join([str(await world.parts.redis.get(key)) for key in keys])


async def test_pictures_voices_files_and_long_texts_are_answered_once_and_never_fetched_or_kept(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    for content in FILES:
        mark = len(world.telegram.calls)
        world.telegram.send(**content)
        said = await world.telegram.wait_for("sendMessage", after=mark)
        assert "103" in said.fields["text"]
    assert [call.method for call in world.telegram.calls] == ["sendMessage"] * len(FILES)
    assert "analiz" not in caplog.text + await _kept(world)
    assert "boshim" not in caplog.text + await _kept(world)
    greeted = await world.telegram.ask("/start from-a-poster")
    assert "Tilni tanlang" in greeted.fields["text"], "other words than a code only greet"
    world.telegram.blocked.add(5)
    world.telegram.write("/help", user=5)
    world.telegram.write("/help", user=5)
    said = await world.telegram.ask("/help", user=6)
    assert "103" in said.fields["text"], "who blocks the bot stops nobody else"


async def test_in_a_group_the_bot_says_nothing_and_an_edited_message_is_no_second_wish(
    world: World,
) -> None:
    await world.link()
    await world.book(thursday(9))
    listed = await world.telegram.ask("/visits")
    mark = len(world.telegram.calls)
    command = [{"type": "bot_command", "offset": 0, "length": 7}]
    world.telegram.send(group=GROUP, text="/visits", entities=command)
    world.telegram.send(group=GROUP, text="/start", entities=command[:0])
    world.telegram.send(
        group=GROUP, contact={"phone_number": "1", "first_name": "S", "user_id": ME}
    )
    message = {
        "message_id": 9,
        "date": 1,
        "chat": {"id": GROUP, "type": "supergroup", "title": "F"},
    }
    person = {"id": ME, "is_bot": False, "first_name": "Synthetic"}
    world.telegram.happen(
        callback_query={
            "id": "in-a-group",
            "from": person,
            "chat_instance": "1",
            "data": listed.data("09:00"),
            "message": message,
        }
    )
    chat = {"id": ME, "type": "private", "first_name": "Synthetic"}
    edited = {"message_id": 1, "date": 1, "edit_date": 2, "from": person, "chat": chat}
    world.telegram.happen(edited_message={**edited, "text": "/visits"})
    await world.telegram.ask("/help", user=5)
    assert [call.fields.get("chat_id") for call in world.telegram.calls[mark:]] == [5]
    world.telegram._shown.clear()  # more than 48 hours ago, or deleted
    mark = len(world.telegram.calls)
    gone = {"message_id": 6, "date": 0, "chat": chat}
    world.telegram.happen(
        callback_query={
            "id": "an-old-button",
            "from": person,
            "chat_instance": "1",
            "data": listed.data("09:00"),
            "message": gone,
        }
    )
    said = await world.telegram.wait_for("sendMessage", after=mark)
    assert "Thursday, 5 March, 09:00" in said.fields["text"], "it is said anew"


@BOTH
async def test_a_link_that_was_used_or_is_too_old_ties_nobody_and_a_new_chat_replaces_the_old(
    world: World,
) -> None:
    hall = world.clinic.hall
    phone = Phone(hall, listen(hall))
    await phone.sign_in()
    old = (await phone.client.make_link_code(MakeLinkCode(id=uuid4()))).code
    await phone.later(minutes=11)
    said = await world.telegram.ask(f"/start {old}")
    assert "bogʻlandi" not in said.fields["text"]
    with pytest.raises(ChatNotLinked):
        await world.parts.back_end.for_chat(ME).account()
    used = (await phone.client.make_link_code(MakeLinkCode(id=uuid4()))).code
    assert "bogʻlandi" in (await world.telegram.ask(f"/start {used}", user=78)).fields["text"]
    said = await world.telegram.ask(f"/start {used}")
    assert "bogʻlandi" not in said.fields["text"]
    with pytest.raises(ChatNotLinked):
        await world.parts.back_end.for_chat(ME).account()
    # A second chat of the account takes the place of the first.
    code = (await phone.client.make_link_code(MakeLinkCode(id=uuid4()))).code
    assert "bogʻlandi" in (await world.telegram.ask(code, user=79)).fields["text"]
    first = await world.telegram.ask("/visits", user=78)
    assert "keyboard" in first.fields["reply_markup"], "it is told how to connect"
    second = await world.telegram.ask("/visits", user=79)
    assert second.buttons
    await phone.client.close()


@BOTH
async def test_two_taps_in_the_same_instant_move_or_cancel_once(world: World) -> None:
    await world.link()
    booked = await world.book(thursday(9))
    card = await world.telegram.tap(await world.telegram.ask("/visits"), "09:00")
    calendar = await world.telegram.tap(card, "Another time")
    asked = await world.telegram.tap(await world.telegram.tap(calendar, "12"), "10:20")
    taps = [
        world.telegram.press(asked.data("Yes, move it"), message=asked.message) for _ in range(2)
    ]
    await _answered(world, taps)
    row = await world.state(booked.id)
    assert (row["moves"], row["starts_at"]) == (1, thursday(10, 20) + timedelta(days=7))
    card = await world.telegram.tap(await world.telegram.ask("/visits"), "10:20")
    sure = await world.telegram.tap(card, "Cancel")
    taps = [world.telegram.press(sure.data("Yes, cancel"), message=sure.message) for _ in range(2)]
    await _answered(world, taps)
    assert (await world.state(booked.id))["status"] == "cancelled"
    cancelled = [
        m for m in await world.clinic.hall.rows("messages") if m["template"] == "cancelled"
    ]
    assert len({row["about_id"] for row in cancelled}) == 1
    assert len([row for row in cancelled if row["channel"] == "telegram"]) == 1


async def _answered(world: World, taps: list[dict[str, Any]]) -> None:
    """Each of these presses: an answer to an earlier one may still be on its way."""
    for tap in taps:
        await world.telegram.wait_for("answerCallbackQuery", partial(_answers, tap))


def _answers(tap: dict[str, Any], call: Call) -> bool:
    return bool(call.fields["callback_query_id"] == tap["callback_query"]["id"])
