"""What gets into the outbox: once, to the right people, over the right channel, at a fit hour."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import uuid4

import pytest

from mobile_api.messages.port import Recipient
from mobile_api.messages.rules import Quiet
from mobile_api.messages.templates import FactNotAllowed
from tests.conftest import BOTH
from tests.mobile_api.hall import HOSPITAL
from tests.mobile_api.messages.outbox import PATIENT, Outbox


@BOTH
async def test_a_fact_is_told_once_however_often_somebody_says_so(outbox: Outbox) -> None:
    outbox.known()
    order = outbox.order()
    assert [await outbox.tell(order) for _ in range(3)] == [1, 0, 0]
    assert await outbox.states() == [("sms", "queued")]


@BOTH
async def test_what_was_withdrawn_is_told_again_with_its_new_facts(outbox: Outbox) -> None:
    outbox.known()
    order = outbox.order()
    await outbox.tell(order)
    async with outbox.database.writing() as tx:
        assert await outbox.messages.withdraw(tx, order.about_id, ["reminder-2h"]) == 0
        assert await outbox.messages.withdraw(tx, order.about_id, ["reminder-24h"]) == 1
    (row,) = await outbox.rows()
    assert (row["state"], row["facts"], row["address"]) == ("withdrawn", None, None)

    moved = (outbox.clock.now + timedelta(days=2)).isoformat()
    assert await outbox.tell(order.model_copy(update={"facts": {"starts_at": moved}})) == 1
    assert await outbox.tell(order) == 0
    await outbox.sender.send_due("sms")
    ((_, _, said),) = outbox.sms.sent
    assert "6 марта" in said


@BOTH
async def test_nothing_is_told_of_what_was_rolled_back(outbox: Outbox) -> None:
    outbox.known()
    with pytest.raises(RuntimeError):
        async with outbox.database.writing() as tx:
            await outbox.messages.tell(tx, HOSPITAL, outbox.order())
            raise RuntimeError
    assert await outbox.rows() == []


async def test_nobody_is_told_about_somebody_who_has_died_or_has_no_phone(outbox: Outbox) -> None:
    assert await outbox.tell() == 0
    outbox.known(phone=None)
    assert await outbox.tell() == 0
    assert await outbox.rows() == []


async def test_both_parents_are_told_each_in_their_language(outbox: Outbox) -> None:
    mother = outbox.known()
    father = Recipient(key=uuid4(), account_id=uuid4(), phone="+998901112233", language="uz-Latn")
    outbox.audience.people[PATIENT] = [mother, father]
    assert await outbox.tell() == 2
    await outbox.sender.send_due("sms")
    told = {phone: said for _, phone, said in outbox.sms.sent}
    assert told[mother.phone or ""].startswith("Ваш приём")
    assert told[father.phone or ""].startswith("Qabulingiz")


async def test_the_outbox_holds_nothing_that_can_be_read(outbox: Outbox) -> None:
    outbox.known()
    await outbox.tell(
        facts={
            "starts_at": "2026-03-05T09:30:00+05:00",
            "floor": 3,
            # Letters: three digits stand by chance in a row's random keys.
            "room": "X-ray 301",
            "link": "https://hospital.example/v/secret",
        }
    )
    async with outbox.database.writing() as tx:
        await outbox.codes.send_code(
            tx,
            code_id=uuid4(),
            phone="+998901234567",
            code="48151623",
            language="ru",
            expires_at=outbox.clock.now + timedelta(minutes=10),
        )
    stored = repr(await outbox.rows())
    for secret in ("901234567", "48151623", "secret", "X-ray", "2026-03-05T09:30"):
        assert secret not in stored


@pytest.mark.parametrize(
    ("template", "facts"),
    [
        ("no-such-template", {}),
        ("reminder-24h", {}),
        ("reminder-24h", {"starts_at": "2026-03-05T09:30:00"}),
        ("reminder-24h", {"starts_at": "tomorrow"}),
        ("reminder-24h", {"starts_at": "2026-03-05T09:30:00Z", "department": "cardiology"}),
        ("reminder-24h", {"starts_at": "2026-03-05T09:30:00Z", "room": "x" * 30}),
        ("result-ready", {"link": "https://elsewhere.example/v/1"}),
        ("result-ready", {"link": "https://hospital.example.evil.example/"}),
        ("result-ready", {"drug": "warfarin"}),
        ("code", {"code": "123456", "until": "2026-03-05T09:30:00Z", "name": "Dilshod"}),
    ],
)
async def test_what_a_template_does_not_allow_is_refused_without_repeating_it(
    outbox: Outbox, template: str, facts: dict[str, str]
) -> None:
    outbox.known()
    with pytest.raises(FactNotAllowed) as refused:
        await outbox.tell(template=template, facts=facts)
    for value in facts.values():
        assert value not in str(refused.value)
    assert await outbox.rows() == []


async def test_the_first_channel_is_the_one_that_the_person_prefers(outbox: Outbox) -> None:
    outbox.known(telegram=True)
    await outbox.tell()
    outbox.known(telegram=True, preferred=("sms", "telegram"))
    await outbox.tell()
    outbox.known(telegram=False, preferred=("telegram",))
    assert await outbox.tell() == 0
    assert {(row["channel"], row["fallbacks"]) for row in await outbox.rows()} == {
        ("telegram", "sms"),
        ("sms", "telegram"),
    }


async def test_night_is_quiet_but_not_for_what_cannot_wait(outbox: Outbox) -> None:
    outbox.known()
    outbox.clock.forward(hours=13)  # 22:30
    now = outbox.clock.now
    tomorrow_noon = now + timedelta(hours=13, minutes=30)
    at_four = now + timedelta(hours=5, minutes=30)
    cases = {
        "reminder of noon": outbox.order(facts={"starts_at": tomorrow_noon.isoformat()}),
        "visit of 04:00": outbox.order(
            facts={"starts_at": at_four.isoformat()}, useless_after=at_four
        ),
        "early visit": outbox.order(
            facts={"starts_at": (now + timedelta(hours=9)).isoformat()},
            due_at=now + timedelta(hours=7),
        ),
        "invitation": outbox.order(template="visit-invitation", facts={}, kind="bulk"),
    }
    for order in cases.values():
        await outbox.tell(order)
    due = {row["about_id"].replace("-", ""): row["next_at"] for row in await outbox.rows()}
    seen = {name: str(due[order.about_id.hex])[:16] for name, order in cases.items()}
    assert seen["reminder of noon"] == "2026-03-05 03:00"  # 08:00 in Tashkent
    assert seen["visit of 04:00"] == "2026-03-04 17:30"  # at once
    assert seen["early visit"] == "2026-03-05 00:30"  # 05:30, for 07:30 on the same day
    assert "2026-03-05 03:00" <= seen["invitation"] < "2026-03-05 16:00"


async def test_a_million_invitations_are_spread_over_the_day(outbox: Outbox) -> None:
    outbox.known()

    async def invite(number: int) -> None:
        # The moment follows from the key: with keys made up anew each time, an hour of this test
        # would once in seventy runs get less than its share, as hours do.
        await outbox.tell(
            template="visit-invitation", facts={}, kind="bulk", dedupe=f"invitation:{number}"
        )

    for number in range(200):
        await invite(number)
    outbox.clock.forward(hours=11)  # 20:30: not enough left of today
    for number in range(200, 250):
        await invite(number)
    moments = sorted(str(row["next_at"])[:16] for row in await outbox.rows())
    today, tomorrow = moments[:200], moments[200:]
    assert today[0] >= "2026-03-04 04:30"
    assert today[-1] < "2026-03-04 16:00"
    assert tomorrow[0] >= "2026-03-05 03:00"
    assert tomorrow[-1] < "2026-03-05 16:00"
    by_hour = [sum(1 for at in today if at[11:13] == f"{hour:02}") for hour in range(5, 16)]
    assert min(by_hour) >= 7
    assert max(by_hour) <= 32


async def test_who_helps_with_visits_is_not_told_of_documents(outbox: Outbox) -> None:
    outbox.known()
    await outbox.tell()
    await outbox.tell(template="result-ready", facts={}, kind="transactional")
    assert outbox.audience.scopes == ["appointments", "records"]


async def test_somebody_who_works_at_night_has_other_quiet_hours(outbox: Outbox) -> None:
    outbox.known(quiet=Quiet(time(9), time(17)))
    await outbox.tell()
    assert await outbox.sender.send_due("sms") == 0
    outbox.clock.forward(hours=7, minutes=30)  # 17:00
    assert await outbox.sender.send_due("sms") == 1
    outbox.known(quiet=Quiet(time(16), time(18)))
    await outbox.tell()
    outbox.known(quiet=Quiet(time(18), time(17)))
    outbox.clock.forward(hours=1)  # 18:00: in the meantime the person wants other hours
    await outbox.sender.send_due("sms")
    assert len(outbox.sms.sent) == 1
