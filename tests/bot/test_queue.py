"""The own place in the queue, in the chat: kept up to date, told once when it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID, uuid4

import httpx
import pytest

from bot.app import PHRASES
from bot.queue_words import place_in_words
from mobile_api.phrasebook import Phrasebook
from mobile_api.queues.schemas import JoinQueue, PlaceInQueue, Ticket, TicketStatus
from mobile_api.schemas import LANGUAGES, Language
from tests.bot.telegram import Call
from tests.bot.world import ME, World
from tests.conftest import BOTH
from tests.mobile_api.clinic import thursday

HEALTH = re.compile(r"kardio|cardio|кардио|terap|терап", re.IGNORECASE)


@dataclass
class Queue:
    """A queue with people in it, the bot's follower, and its clock."""

    world: World
    now: float = 1000.0

    async def join(self, serial: int) -> Ticket:
        """Somebody takes a number at the kiosk."""
        kiosk = self.world.clinic.hall.kiosk
        visit = await self.world.clinic.hall.visit(serial)
        order = JoinQueue(id=uuid4(), department="cardiology", language="en")
        return await kiosk.join_queue(visit, order)

    async def call(self, room: str = "302") -> None:
        """The next one is called."""
        async with await self.world.clinic.hall.staff() as doctor:
            body = {"id": str(uuid4()), "room": room}
            done = await doctor.post("/v1/queues/cardiology/calls", json=body)
            assert done.status_code == 200

    async def say(self, ticket: UUID, what: str) -> httpx.Response:
        """Staff finish with somebody, or note that nobody came."""
        async with await self.world.clinic.hall.staff() as doctor:
            body = {"id": str(uuid4())}
            return await doctor.post(f"/v1/queues/tickets/{ticket}/{what}", json=body)

    async def pass_seconds(self, seconds: float) -> list[Call]:
        """Time passes for the follower; what reached Telegram."""
        mark = len(self.world.telegram.calls)
        self.now += seconds
        await self.world.parts.follower.look_at_some()
        return self.world.telegram.calls[mark:]


@pytest.fixture
async def queue(world: World) -> Queue:
    """The chat's person waits, with somebody before them."""
    await world.link()
    found = Queue(world)
    world.parts.follower._clock = lambda: found.now
    await found.join(2)
    await found.join(1)
    return found


@BOTH
async def test_the_place_is_edited_as_the_queue_moves_and_the_call_is_a_message_of_its_own(
    queue: Queue,
) -> None:
    shown = await queue.world.telegram.ask("/queue")
    assert "1 person before you" in shown.fields["text"]
    assert await queue.pass_seconds(5) == []
    await queue.call()
    # Looked at often, and written once: Telegram allows one message a second and chat.
    looks = [await queue.pass_seconds(0.5) for _ in range(10)]
    assert looks[0] == []
    (moved,) = [call for calls in looks for call in calls]
    assert (moved.method, moved.message) == ("editMessageText", shown.message)
    assert "You are next" in moved.fields["text"]
    await queue.call("301")
    told, closed = await queue.pass_seconds(5)
    assert told.method == "sendMessage", "an edited message makes no sound"
    assert told.fields["text"].splitlines()[1] == "Floor 4, room 301"
    assert closed.message == shown.message
    assert "you are called" not in closed.fields["text"], "it stands below"
    assert await queue.pass_seconds(60) == []
    assert not [line for line in queue.world.telegram.lines if HEALTH.search(line.text)]


async def test_a_number_taken_after_asking_or_after_a_reminder_appears_by_itself_once(
    queue: Queue,
) -> None:
    await queue.world.link(3, user=79)
    none = await queue.world.telegram.ask("/queue", user=79)
    assert "no queue number" in none.fields["text"]
    await queue.world.parts.follower.forget(79)
    queue.world.parts.sender._now = queue.world.clock
    await queue.world.book(thursday(12), 3, user=79)
    await queue.world.send()
    assert await queue.pass_seconds(25) == [], "nobody waits for a number the day before"
    queue.world.clock.now = thursday(10, 1)
    await queue.world.send()
    await queue.join(2)
    await queue.join(1)
    await queue.join(3)
    (shown,) = await queue.pass_seconds(25)
    assert "2 people before you" in shown.fields["text"]
    for _ in range(3):
        await queue.call()
    await queue.pass_seconds(5)
    assert await queue.pass_seconds(30) == []
    assert list(await queue.world.parts.redis.keys("bot:queue*")) == []


async def test_who_blocks_the_bot_or_disconnects_the_chat_is_followed_no_more(
    queue: Queue,
) -> None:
    telegram = queue.world.telegram
    await telegram.ask("/queue")
    settings = await telegram.ask("/settings")
    await telegram.tap(await telegram.tap(settings, "Disconnect"), "Yes, disconnect")
    await queue.call()
    assert await queue.pass_seconds(5) == []
    await queue.world.link()
    await telegram.ask("/queue")
    await queue.world.parts.back_end.for_chat(ME).unlink_chat()  # in the app
    await queue.call()
    assert await queue.pass_seconds(5) == []
    await queue.world.link()
    await queue.join(1)
    await telegram.ask("/queue")
    telegram.blocked.add(ME)
    await queue.call()
    assert await queue.pass_seconds(5) == []
    telegram.blocked.clear()
    assert await queue.pass_seconds(60) == []
    assert list(await queue.world.parts.redis.keys("bot:queue*")) == []


async def test_when_telegram_asks_for_silence_nothing_is_sent_and_the_call_comes_after_it(
    queue: Queue,
) -> None:
    await queue.world.telegram.ask("/queue")
    await queue.call()
    await queue.call()
    queue.world.telegram.busy.append(17)
    assert await queue.pass_seconds(5) == []
    assert await queue.pass_seconds(16) == []
    told = await queue.pass_seconds(5)
    assert "you are called" in told[0].fields["text"]
    ticket = (await queue.world.parts.back_end.for_chat(ME).places()).items[0]
    await queue.say(ticket.id, "no-answer")
    shown = await queue.world.telegram.ask("/queue")
    assert "did not come" in shown.fields["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_words_and_never_a_department(language: Language) -> None:
    phrases = Phrasebook(*PHRASES)
    states: tuple[TicketStatus, ...] = ("waiting", "called", "no_answer", "done", "void")
    said = set()
    for status in states:
        for room, ahead, wait in (("214", 3, (15, 25)), ("", 0, (0, 4)), ("1", 1, (0, 0))):
            place = PlaceInQueue(
                number="K-007",
                status=status,
                department_names=dict.fromkeys(LANGUAGES, "Kardiologiya"),
                floor=2,
                room=room,
                ahead=ahead,
                wait_minutes_from=wait[0],
                wait_minutes_to=wait[1],
            )
            text = place_in_words(phrases, language, place)
            assert "K-007" in text
            assert not HEALTH.search(text)
            assert "queue-" not in text, "a phrase is missing"
            said.add(text)
    assert len(said) == 9
