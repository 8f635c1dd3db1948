"""What happens between the outbox and a phone: re-checks, retries, other channels, dead letters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Update, update
from sqlmodel import col

from mobile_api.database import Reader
from mobile_api.keys import Keyring
from mobile_api.messages.codes import CodesByMessage
from mobile_api.messages.port import (
    AddressGone,
    ChannelMisconfigured,
    RefusedForGood,
    TryLater,
)
from mobile_api.messages.rules import MAX_ATTEMPTS, SEND_LEASE
from mobile_api.messages.schemas import ConfirmReceipt
from mobile_api.messages.tables import MessageRow
from tests.conftest import BOTH, SettableClock
from tests.mobile_api.messages.outbox import (
    ACCOUNT,
    PATIENT,
    Outbox,
    app_of,
    open_outbox,
)


async def send_code(outbox: Outbox, code: str = "48151623", minutes: int = 10) -> UUID:
    code_id = uuid4()
    async with outbox.database.writing() as tx:
        await CodesByMessage(outbox.messages).send_code(
            tx,
            code_id=code_id,
            phone="+998901234567",
            code=code,
            language="uz-Latn",
            expires_at=outbox.clock.now + timedelta(minutes=minutes),
        )
    return code_id


@BOTH
async def test_a_code_arrives_at_night_and_is_then_forgotten(outbox: Outbox) -> None:
    outbox.clock.forward(hours=16)  # 01:30
    await send_code(outbox)
    assert await outbox.sender.send_due("sms") == 1
    assert await outbox.sender.send_due("sms") == 0
    ((_, phone, said),) = outbox.sms.sent
    assert phone == "+998901234567"
    assert said.startswith("Kirish kodingiz: 48151623. 01:40 gacha")
    assert "ʻ" not in said
    (row,) = await outbox.rows()
    assert (row["state"], row["facts"], row["address"]) == ("sent", None, None)


async def test_a_code_that_is_too_old_is_not_sent(outbox: Outbox) -> None:
    await send_code(outbox, minutes=10)
    outbox.clock.forward(minutes=10)
    await outbox.sender.send_due("sms")
    assert outbox.sms.sent == []
    assert await outbox.states() == [("sms", "useless")]


async def test_a_code_is_tried_again_within_seconds(outbox: Outbox) -> None:
    await send_code(outbox)
    outbox.sms.faults = [TryLater("status_503"), TryLater("unreachable")]
    for _ in range(3):
        await outbox.sender.send_due("sms")
        outbox.clock.forward(seconds=7)
    assert len(outbox.sms.sent) == 1


@BOTH
async def test_what_is_no_longer_true_is_not_sent(outbox: Outbox) -> None:
    outbox.known()
    asked: list[UUID] = []

    async def moved(db: Reader, about_id: UUID, template: str) -> bool:
        asked.append(about_id)
        return template != "reminder-24h"

    outbox.rechecks["reminder-24h"] = moved
    order = outbox.order()
    await outbox.tell(order)
    await outbox.sender.send_due("sms")
    assert asked == [order.about_id]
    assert outbox.sms.sent == []
    assert await outbox.states() == [("sms", "withdrawn")]


async def test_nobody_is_told_who_died_between_booking_and_reminder(outbox: Outbox) -> None:
    outbox.known()
    await outbox.tell(due_at=outbox.clock.now + timedelta(days=1))
    outbox.audience.people[PATIENT] = []
    outbox.clock.forward(days=1)
    await outbox.sender.send_due("sms")
    assert outbox.sms.sent == []
    assert await outbox.states() == [("sms", "withdrawn")]


async def test_a_phone_that_changed_gets_the_message_in_the_new_language(outbox: Outbox) -> None:
    outbox.known()
    await outbox.tell(due_at=outbox.clock.now + timedelta(days=1))
    outbox.known(phone="+998935556677", language="en")
    outbox.clock.forward(days=1)
    await outbox.sender.send_due("sms")
    ((_, phone, said),) = outbox.sms.sent
    assert (phone, said[:10]) == ("+998935556677", "Your visit")


async def test_a_message_that_was_held_up_into_the_night_waits_for_the_morning(
    outbox: Outbox,
) -> None:
    outbox.known()
    await outbox.tell()
    outbox.clock.forward(hours=12)  # 21:30: nobody had sent it
    await outbox.sender.send_due("sms")
    assert outbox.sms.sent == []
    outbox.clock.forward(hours=10, minutes=29)
    await outbox.sender.send_due("sms")
    assert outbox.sms.sent == []
    outbox.clock.forward(minutes=1)
    await outbox.sender.send_due("sms")
    assert len(outbox.sms.sent) == 1


@BOTH
async def test_what_was_withdrawn_while_it_was_claimed_is_not_sent(outbox: Outbox) -> None:
    outbox.known()
    order = outbox.order()
    await outbox.tell(order)
    lease = uuid4()
    async with outbox.database.writing() as tx:
        (row,) = await outbox.outgoing.claim(tx, "sms", lease, 30, SEND_LEASE)
    async with outbox.database.writing() as tx:
        assert await outbox.messages.withdraw(tx, order.about_id, ["reminder-24h"]) == 1
    await outbox.sender._send(row, lease, {})
    assert outbox.sms.sent == []
    assert await outbox.states() == [("sms", "withdrawn")]


@BOTH
async def test_what_a_killed_worker_had_claimed_is_sent_by_another_after_a_minute(
    outbox: Outbox,
) -> None:
    outbox.known()
    await outbox.tell()
    async with outbox.database.writing() as tx:
        assert len(await outbox.outgoing.claim(tx, "sms", uuid4(), 30, SEND_LEASE)) == 1
    outbox.clock.forward(seconds=59)
    assert await outbox.sender.send_due("sms") == 0
    outbox.clock.forward(seconds=1)
    assert await outbox.sender.send_due("sms") == 1
    assert len(outbox.sms.sent) == 1


@BOTH
async def test_urgent_messages_go_before_a_pile_of_invitations(outbox: Outbox) -> None:
    outbox.known()
    for _ in range(40):
        await outbox.tell(template="visit-invitation", facts={}, kind="bulk")
    outbox.clock.forward(hours=11)
    await outbox.tell()
    now = outbox.clock.now
    times = {"starts_at": now.isoformat(), "until": (now + timedelta(minutes=5)).isoformat()}
    await outbox.tell(template="waitlist-offer", facts=times, kind="offer")
    async with outbox.database.writing() as tx:
        rows = await outbox.outgoing.claim(tx, "sms", uuid4(), 5, SEND_LEASE)
    kinds = [row["kind"] for row in rows]
    assert sorted(kinds) == ["bulk", "bulk", "bulk", "offer", "reminder"]


@BOTH
async def test_retries_wait_longer_each_time_and_end_as_a_dead_letter(outbox: Outbox) -> None:
    outbox.known()
    await outbox.tell()
    outbox.sms.faults = [TryLater("status_503")] * MAX_ATTEMPTS
    pauses = []
    for _ in range(MAX_ATTEMPTS):
        outbox.clock.now = outbox.clock.now.replace(hour=5, minute=0)  # 10:00
        async with outbox.database.writing() as tx:
            await tx.execute(due_now(outbox))
        await outbox.sender.send_due("sms")
        (row,) = await outbox.rows("state, attempts, next_at, reason, facts, created_at, channel")
        pauses.append((moment(row["next_at"]) - outbox.clock.now).total_seconds())
    assert row["state"] == "dead"
    assert row["facts"] is not None, "staff may try again"
    waits = pauses[:-1]
    assert waits == sorted(waits)
    assert 15 <= waits[0] <= 25
    assert waits[-1] <= 1.1 * 3600


async def test_a_gateways_own_wish_to_wait_is_obeyed(outbox: Outbox) -> None:
    outbox.known()
    await outbox.tell()
    outbox.sms.faults = [TryLater("status_429", 900)]
    await outbox.sender.send_due("sms")
    outbox.clock.forward(seconds=899)
    assert await outbox.sender.send_due("sms") == 0
    outbox.clock.forward(seconds=1)
    assert await outbox.sender.send_due("sms") == 1


@BOTH
async def test_push_goes_to_all_phones_and_the_ones_that_are_gone_are_forgotten(
    outbox: Outbox,
) -> None:
    outbox.known()
    await outbox.register("fcm-token-1")
    await outbox.register("fcm-token-2")
    await outbox.register("fcm-token-3")
    outbox.push.faults = {
        "fcm-token-2": AddressGone("unregistered"),
        "fcm-token-3": TryLater("status_503"),
    }
    order = outbox.order(
        facts={
            "starts_at": (outbox.clock.now + timedelta(days=1)).isoformat(),
            "link": "https://hospital.example/v/1",
        }
    )
    await outbox.tell(order)
    await outbox.sender.send_due("push")
    ((address, push),) = outbox.push.sent
    assert address.token == "fcm-token-1"
    assert push.title == "Напоминаем о приёме"
    assert "https" not in push.body
    assert push.data["link"] == "https://hospital.example/v/1"
    assert push.data["about_id"] == str(order.about_id)
    async with outbox.database.reading() as db:
        kept = await outbox.subscriptions.devices(db, app_of(ACCOUNT))
    assert len(kept.items) == 2
    assert await outbox.states() == [("push", "sent")]
    # One of them took it: nothing is sent twice because another did not.
    outbox.clock.forward(minutes=2)
    assert await outbox.sender.send_due("push") == 0


@BOTH
async def test_an_sms_follows_where_no_phone_takes_the_push(outbox: Outbox) -> None:
    outbox.known()
    await outbox.register()
    outbox.push.faults = {"fcm-token-1": AddressGone("unregistered")}
    await outbox.tell()
    await outbox.sender.send_due("push")
    await outbox.sender.send_due("sms")
    assert len(outbox.sms.sent) == 1
    assert await outbox.states() == [("push", "passed_on"), ("sms", "sent")]


@BOTH
async def test_an_sms_follows_a_push_that_nobody_received_and_only_then(outbox: Outbox) -> None:
    outbox.known()
    await outbox.register()
    await outbox.tell()
    await outbox.tell()
    await outbox.sender.send_due("push")
    received = outbox.push.sent[0][1].message_id
    async with outbox.database.writing() as tx:
        receipt = ConfirmReceipt(id=uuid4(), message_ids=[received])
        assert (await outbox.subscriptions.confirm_receipt(tx, app_of(ACCOUNT), receipt)).counted
    outbox.clock.forward(minutes=44)
    assert await outbox.sender.pass_on_overdue() == 0
    outbox.clock.forward(minutes=2)
    assert await outbox.sender.pass_on_overdue() == 1
    assert await outbox.sender.pass_on_overdue() == 0
    await outbox.sender.send_due("sms")
    assert len(outbox.sms.sent) == 1
    states = sorted(await outbox.states())
    assert states == [("push", "delivered"), ("push", "passed_on"), ("sms", "sent")]


async def test_a_receipt_that_comes_after_the_sms_changes_nothing(outbox: Outbox) -> None:
    outbox.known()
    await outbox.register()
    await outbox.tell()
    await outbox.sender.send_due("push")
    outbox.clock.forward(hours=1)
    await outbox.sender.pass_on_overdue()
    async with outbox.database.writing() as tx:
        receipt = ConfirmReceipt(id=uuid4(), message_ids=[outbox.push.sent[0][1].message_id])
        done = await outbox.subscriptions.confirm_receipt(tx, app_of(ACCOUNT), receipt)
    assert done.counted == 0


async def test_a_message_being_sent_is_not_passed_on_at_the_same_time(outbox: Outbox) -> None:
    outbox.known()
    await outbox.register()
    await outbox.tell()
    outbox.clock.forward(minutes=46)
    async with outbox.database.writing() as tx:
        await outbox.outgoing.claim(tx, "push", uuid4(), 30, SEND_LEASE)
    assert await outbox.sender.pass_on_overdue() == 0
    outbox.clock.forward(minutes=1)
    assert await outbox.sender.pass_on_overdue() == 1


async def test_an_unfinished_gateway_stops_no_other_channel_and_loses_nothing(
    outbox: Outbox,
) -> None:
    outbox.known()
    await outbox.tell()
    outbox.sms.faults = [ChannelMisconfigured("gateway_sign_in")]
    await outbox.sender.send_due("sms")
    assert await outbox.states() == [("sms", "queued")]
    outbox.clock.forward(minutes=3)
    await outbox.sender.send_due("sms")
    assert await outbox.states() == [("sms", "sent")]


async def test_without_any_gateway_sms_are_dead_letters_at_once(
    outbox: Outbox,
) -> None:
    outbox.known()
    await outbox.tell()
    outbox.sender._sms = None
    await outbox.sender.send_due("sms")
    (row,) = await outbox.rows()
    assert (row["state"], row["reason"]) == ("dead", "no_gateway")


async def test_a_message_whose_key_is_gone_is_shown_to_staff_and_stops_no_other(
    outbox: Outbox, clock: SettableClock
) -> None:
    outbox.known()
    await outbox.tell()
    other = await open_outbox(outbox.database.url, Keyring.generate(), clock)
    other.audience.people = outbox.audience.people
    await other.tell()
    assert await other.sender.send_due("sms") == 2
    assert len(other.sms.sent) == 1
    assert sorted(await other.states()) == [("sms", "dead"), ("sms", "sent")]
    await other.database.close()


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("DELIVRD", "delivered"),
        ("Delivered", "delivered"),
        ("UNDELIV", "dead"),
        ("waiting", "sent"),
    ],
)
async def test_gateways_tell_later_what_became_of_an_sms(
    outbox: Outbox, status: str, state: str
) -> None:
    outbox.known()
    await outbox.tell()
    await outbox.sender.send_due("sms")
    report = {"message-id": outbox.sms.sent[0][0].hex, "status": status}
    secret = outbox.vaulted.blind_index("messages.delivery", "playmobile").hex()
    async with outbox.database.writing() as tx:
        await outbox.reports.from_playmobile(tx, secret, {"messages": [report, {}, "nonsense"]})
    assert await outbox.states() == [("sms", state)]


async def test_a_refused_sms_is_followed_by_nothing_when_it_was_the_last_channel(
    outbox: Outbox,
) -> None:
    outbox.known()
    await outbox.tell()
    outbox.sms.faults = [RefusedForGood("status_400")]
    await outbox.sender.send_due("sms")
    (row,) = await outbox.rows()
    assert (row["state"], row["reason"]) == ("dead", "status_400")


@BOTH
async def test_what_messages_held_is_forgotten_after_days(outbox: Outbox) -> None:
    outbox.known()
    await outbox.tell()
    await outbox.tell()
    outbox.sms.faults = [RefusedForGood("status_400")]
    await outbox.sender.send_due("sms")
    assert all(row["facts"] for row in await outbox.rows())
    outbox.clock.forward(days=2, hours=23)
    assert await outbox.sender.forget_old() == 0
    outbox.clock.forward(hours=2)
    assert await outbox.sender.forget_old() == 1
    outbox.clock.forward(days=28)
    assert await outbox.sender.forget_old() == 1
    assert sorted(await outbox.states()) == [("sms", "closed"), ("sms", "silent")]
    assert not any(row["facts"] for row in await outbox.rows())


def due_now(outbox: Outbox) -> Update:
    """Whatever waits, waits no longer."""
    return (
        update(MessageRow).values(next_at=outbox.clock.now).where(col(MessageRow.state) == "queued")
    )


def moment(stored: str | datetime) -> datetime:
    """SQLite gives text, PostgreSQL a moment."""
    if isinstance(stored, str):
        return datetime.fromisoformat(stored).replace(tzinfo=UTC)
    return stored
