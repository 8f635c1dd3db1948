"""Messages reach the chat at their time, once, with buttons that work there."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from bot.sender import Sender
from mobile_api.messages.schemas import Delivery
from tests.bot.world import ME, World
from tests.conftest import BOTH
from tests.mobile_api.clinic import thursday


@BOTH
async def test_somebody_is_reminded_and_confirms_by_one_tap(world: World) -> None:
    await world.link()
    booked = await world.book(thursday(13) - timedelta(minutes=20))
    (told,) = await world.send()
    assert "Thursday, 5 March" in told.fields["text"]
    assert told.fields["link_preview_options"]["is_disabled"], "Telegram would open the link"
    assert [one["text"] for one in told.buttons] == ["🗓 Another time", "✖️ Cancel"]
    world.clock.now = thursday(12, 41) - timedelta(days=1)
    (reminder,) = await world.send()
    confirmed = await world.telegram.tap(reminder, "I will come")
    assert "We expect you" in confirmed.fields["text"]
    assert (await world.state(booked.id))["confirmed_at"] is not None
    assert await world.send() == []
    assert (await world.outbox())["reminder-24h"] == "delivered"


@BOTH
async def test_a_reminder_is_the_way_to_another_time(world: World) -> None:
    await world.link()
    booked = await world.book(thursday(12))
    await world.send()
    world.clock.now = thursday(12, 1) - timedelta(days=1)
    (reminder,) = await world.send()
    calendar = await world.telegram.tap(reminder, "Another time")
    asked = await world.telegram.tap(await world.telegram.tap(calendar, "12"), "09:00")
    await world.telegram.tap(asked, "Yes, move it")
    assert (await world.state(booked.id))["moves"] == 1
    mark = len(world.telegram.calls)
    world.telegram.press(reminder.data("Cancel"), message=77)
    shown = await world.telegram.wait_for("editMessageText", after=mark)
    assert "out of date" in shown.fields["text"]
    assert (await world.state(booked.id))["status"] == "booked"


@BOTH
async def test_telegrams_wait_is_obeyed_and_nothing_is_lost(world: World) -> None:
    await world.link()
    await world.book(thursday(9))
    world.telegram.busy.append(17)
    assert await world.send() == []
    assert await world.send() == []
    world.clock.forward(seconds=16)
    assert await world.send() == []
    world.clock.forward(seconds=2)
    world.parts.sender._silent_until = 0.0  # the bot's own clock stands beside the back end's
    assert len(await world.send()) == 1
    assert (await world.outbox())["booked"] == "delivered"


@BOTH
async def test_who_has_blocked_the_bot_is_not_written_to_until_back(world: World) -> None:
    await world.link()
    world.telegram.blocked.add(ME)
    await world.book(thursday(9))
    assert await world.send() == []
    rows = await world.clinic.hall.rows("messages")
    assert [row["reason"] for row in rows if row["template"] == "booked"][:1] == ["blocked"]
    mark = len(world.telegram.calls)
    world.telegram.unblock()
    await world.telegram.ask("/help")
    await world.book(thursday(10))
    world.clock.forward(seconds=3)
    sent = await world.send()
    assert [call for call in sent if "10:00" in call.fields["text"]], world.telegram.calls[mark:]


async def test_a_message_that_telegram_has_is_not_sent_again_after_a_lost_acknowledgement(
    world: World,
) -> None:
    await world.link()
    await world.book(thursday(9))
    lost = Sender(
        world.parts.bot,
        world.parts.back_end,
        world.parts.phrases,
        world.parts.sender._seals,
        world.parts.redis,
        world.parts.follower,
    )

    async def not_told(claim_id: UUID, result: Delivery) -> None:
        return None

    lost._acknowledge = not_told  # type: ignore[method-assign]  # the process was killed here
    await lost.send_some()
    world.clock.forward(seconds=61)
    assert await world.send() == []
    assert (await world.outbox())["booked"] == "delivered"
    booked = [c for c in world.telegram.calls if "09:00" in str(c.fields.get("text"))]
    assert len(booked) == 1


async def test_reminders_can_be_switched_off_and_a_move_is_told_nevertheless(world: World) -> None:
    await world.link()
    settings = await world.telegram.ask("/settings")
    off = await world.telegram.tap(settings, "Turn reminders off")
    assert "Reminders are off" in off.fields["text"]
    await world.book(thursday(12))
    world.clock.now = thursday(10, 1)
    assert all(len(call.buttons) == 2 for call in await world.send())
    on = await world.telegram.tap(off, "Turn reminders on")
    assert "are on" in on.fields["text"]
