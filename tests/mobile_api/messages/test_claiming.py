"""What the bot gets and says: paced, leased, once, and with a way out where a chat is closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal
from uuid import UUID, uuid4

import asyncpg
import pytest

from mobile_api.actors import NOWHERE, Actor, Role
from mobile_api.database import Reader
from mobile_api.errors import IdempotencyMismatch, NotAllowed, Unavailable
from mobile_api.messages.pace import Pace
from mobile_api.messages.port import Recipient
from mobile_api.messages.schemas import ClaimedMessage, ClaimMessages, Delivery, TalksAgain
from mobile_api.messages.store import CLAIM
from tests.conftest import BOTH
from tests.mobile_api.messages.outbox import ACCOUNT, CHAT, PATIENT, Outbox, app_of


def with_chats(outbox: Outbox, number: int, phone: str | None = "+998901234567") -> None:
    """So many people with a linked chat each, who are told about one patient."""
    people = [
        Recipient(
            key=UUID(int=5000 + n),
            account_id=UUID(int=5000 + n),
            phone=phone,
            language="uz-Latn",
            telegram=True,
        )
        for n in range(number)
    ]
    outbox.audience.people[PATIENT] = people
    outbox.audience.linked = {one.key: CHAT + n for n, one in enumerate(people)}


def said(
    message: ClaimedMessage,
    outcome: Literal["delivered", "blocked", "failed", "retry_after"] = "delivered",
    retry_after: int | None = None,
) -> Delivery:
    return Delivery(message_id=message.id, outcome=outcome, retry_after=retry_after)


@BOTH
async def test_the_bot_gets_text_chat_buttons_and_a_moment_for_each(outbox: Outbox) -> None:
    with_chats(outbox, 3)
    order = outbox.order(
        facts={"starts_at": "2026-03-05T09:30:00+05:00", "floor": 3, "room": "301"}
    )
    await outbox.tell(order)
    claimed = await outbox.claim()
    assert [one.chat_id for one in claimed.messages] != []
    assert {one.chat_id for one in claimed.messages} == {CHAT, CHAT + 1, CHAT + 2}
    assert [one.delay_ms for one in claimed.messages] == [0, 40, 80]
    first = claimed.messages[0]
    assert first.text == (
        "Qabulingizni eslatamiz\n"
        "Payshanba, 5-mart, soat 09:30. Test hospital. Iltimos, kelishingizni tasdiqlang. "
        "3-qavat, 301-xona."
    ).replace("Test hospital", "Sinov shifoxonasi")
    assert first.actions == ["confirm", "move", "cancel"]
    assert first.about_id == order.about_id
    answer = await outbox.acknowledge(UUID(int=1), *[said(one) for one in claimed.messages])
    assert answer.counted == 3
    assert {state for _, state in await outbox.states()} == {"delivered"}
    assert all(row["facts"] is None for row in await outbox.rows())


@BOTH
async def test_two_bots_get_different_messages_and_share_one_measure(outbox: Outbox) -> None:
    with_chats(outbox, 80)
    await outbox.tell()
    one, other = await outbox.claim(30), await outbox.claim(30)
    assert len(one.messages) == 30
    assert len(other.messages) == 20, "50 are all that two seconds allow"
    assert not {m.id for m in one.messages} & {m.id for m in other.messages}
    moments = sorted(m.delay_ms for m in (*one.messages, *other.messages))
    assert moments == [40 * n for n in range(50)]
    nothing = await outbox.claim(30)
    assert nothing.messages == []
    assert nothing.not_before_ms == 1000
    outbox.clock.forward(seconds=1)
    assert len((await outbox.claim(500)).messages) == 25


@BOTH
async def test_an_answer_that_was_lost_is_given_again_and_nothing_new_with_it(
    outbox: Outbox,
) -> None:
    with_chats(outbox, 5)
    await outbox.tell()
    claim_id = uuid4()
    first = await outbox.claim(3, claim_id)
    again = await outbox.claim(3, claim_id)
    # A chat gets one message a second: the moments that the lost answer had are not given away
    # a second time, so what it held waits for its chats.
    assert [m.id for m in again.messages] == []
    outbox.clock.forward(seconds=2)
    third = await outbox.claim(30)
    assert {m.id for m in third.messages} >= {m.id for m in first.messages}
    with pytest.raises(IdempotencyMismatch):
        await outbox.claim(4, claim_id)


async def test_an_acknowledgement_that_was_sent_twice_counts_once(outbox: Outbox) -> None:
    with_chats(outbox, 1)
    await outbox.tell()
    claim_id, request_id = uuid4(), uuid4()
    (message,) = (await outbox.claim(30, claim_id)).messages
    first = await outbox.acknowledge(claim_id, said(message), request_id=request_id)
    again = await outbox.acknowledge(claim_id, said(message), request_id=request_id)
    assert (first, again.counted) == (again, 1)
    assert (await outbox.acknowledge(claim_id, said(message))).counted == 0
    with pytest.raises(IdempotencyMismatch):
        await outbox.acknowledge(claim_id, said(message, "failed"), request_id=request_id)


@BOTH
async def test_who_has_blocked_the_bot_is_told_by_sms_from_then_on(outbox: Outbox) -> None:
    with_chats(outbox, 1)
    account = outbox.audience.people[PATIENT][0].key
    await outbox.tell()
    claim_id = uuid4()
    (message,) = (await outbox.claim(30, claim_id)).messages
    await outbox.acknowledge(claim_id, said(message, "blocked"))
    await outbox.tell()
    assert sorted(await outbox.states()) == [
        ("sms", "queued"),
        ("sms", "queued"),
        ("telegram", "passed_on"),
    ]
    async with outbox.database.writing() as tx:
        await outbox.subscriptions.unblocked(tx, app_of(account), TalksAgain(id=uuid4()))
    await outbox.tell()
    assert (await outbox.states()).count(("telegram", "queued")) == 1


@BOTH
async def test_telegrams_word_to_wait_stops_all_bots_and_costs_the_message_nothing(
    outbox: Outbox,
) -> None:
    with_chats(outbox, 2)
    await outbox.tell()
    claim_id = uuid4()
    one, other = (await outbox.claim(30, claim_id)).messages
    answer = await outbox.acknowledge(claim_id, said(one), said(other, "retry_after", 17))
    assert answer.not_before_ms == 17_000
    outbox.clock.forward(seconds=14)
    await outbox.tell()
    silent = await outbox.claim()
    assert (silent.messages, silent.not_before_ms) == ([], 2000)
    outbox.clock.forward(seconds=3)
    assert len((await outbox.claim()).messages) == 2, "and the same chat only a second later"
    (row,) = [row for row in await outbox.rows() if str(row["id"]).replace("-", "") == other.id.hex]
    assert row["attempts"] == 1


async def test_a_message_that_telegram_refuses_goes_by_sms(outbox: Outbox) -> None:
    with_chats(outbox, 1)
    await outbox.tell()
    claim_id = uuid4()
    (message,) = (await outbox.claim(30, claim_id)).messages
    await outbox.acknowledge(claim_id, said(message, "failed"))
    assert sorted(await outbox.states()) == [("sms", "queued"), ("telegram", "passed_on")]


@BOTH
async def test_a_bot_that_died_loses_nothing_and_its_late_word_does_no_harm(
    outbox: Outbox,
) -> None:
    with_chats(outbox, 1, phone=None)
    await outbox.tell()
    first, second = uuid4(), uuid4()
    (message,) = (await outbox.claim(30, first)).messages
    outbox.clock.forward(seconds=61)
    (same,) = (await outbox.claim(30, second)).messages
    assert same.id == message.id
    # It failed for the first bot, but the second has it now.
    assert (await outbox.acknowledge(first, said(message, "failed"))).counted == 0
    # It arrived after all, through the first bot: true, whoever holds the lease.
    assert (await outbox.acknowledge(first, said(message))).counted == 1
    assert await outbox.states() == [("telegram", "delivered")]


async def test_nothing_is_said_in_a_chat_that_was_unlinked_or_whose_owner_objected(
    outbox: Outbox,
) -> None:
    with_chats(outbox, 2)
    await outbox.tell()
    first, second = outbox.audience.people[PATIENT]
    outbox.audience.linked.pop(first.key)
    outbox.audience.people[PATIENT] = [
        first,
        Recipient(second.key, second.account_id, second.phone, "ru", telegram=False),
    ]
    assert (await outbox.claim()).messages == []
    assert sorted(await outbox.states()) == [
        ("sms", "queued"),
        ("sms", "queued"),
        ("telegram", "passed_on"),
        ("telegram", "passed_on"),
    ]


async def test_what_nobody_claims_goes_by_sms_after_a_while(outbox: Outbox) -> None:
    with_chats(outbox, 1)
    now = outbox.clock.now
    times = {"starts_at": now.isoformat(), "until": (now + timedelta(minutes=30)).isoformat()}
    await outbox.tell(template="waitlist-offer", facts=times, kind="offer")
    outbox.clock.forward(minutes=3)
    assert await outbox.sender.pass_on_overdue() == 1
    assert (await outbox.claim()).messages == []
    await outbox.sender.send_due("sms")
    assert len(outbox.sms.sent) == 1


async def test_nothing_is_handed_out_while_nobody_can_measure(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_chats(outbox, 1)
    await outbox.tell()

    async def away(self: Pace, chats: object) -> None:
        raise Unavailable(part="redis")

    with monkeypatch.context() as patch:
        patch.setattr(Pace, "reserve", away)
        with pytest.raises(Unavailable):
            await outbox.claim()
    assert len((await outbox.claim()).messages) == 1


async def test_a_recheck_is_asked_before_a_chat_is_told(outbox: Outbox) -> None:
    with_chats(outbox, 1)

    async def gone(db: Reader, about_id: UUID, template: str) -> bool:
        return False

    outbox.rechecks["reminder-24h"] = gone
    await outbox.tell()
    assert (await outbox.claim()).messages == []
    assert await outbox.states() == [("telegram", "withdrawn")]


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_plan_that_is_kept_reads_what_is_due_by_its_index(database_url: str) -> None:
    """A worker keeps the plan it made while the outbox was empty; then come the reminders."""
    connection = await asyncpg.connect(database_url.replace("+asyncpg", ""))
    try:
        await connection.execute("SET plan_cache_mode = force_generic_plan")
        await connection.execute(f"PREPARE claim AS {CLAIM.on_postgresql.sql}")
        values = ", ".join(["NULL"] * len(CLAIM.on_postgresql.arguments({})))
        plan = [row[0] for row in await connection.fetch(f"EXPLAIN EXECUTE claim({values})")]
    finally:
        await connection.close()
    assert any("Index Scan using ix_messages_due" in line for line in plan), plan
    assert not any("Seq Scan" in line or "Sort" in line for line in plan), plan


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.BOT])
async def test_only_the_bot_claims(outbox: Outbox, role: Role) -> None:
    other = Actor(role=role, id=ACCOUNT, hospital_id=NOWHERE)
    async with outbox.database.writing() as tx:
        with pytest.raises(NotAllowed):
            await outbox.claiming.claim(tx, other, ClaimMessages(id=uuid4()))
