"""Nothing that a patient told the kiosk stands in a log line, an address or a metric."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from uuid import uuid4

import pytest
import structlog

from mobile_api.assessments.schemas import Assess
from mobile_api.observing import configure_logging
from mobile_api.patients.errors import NotConfirmed
from mobile_api.patients.schemas import ConfirmIdentity, Identify
from mobile_api.queues import numbering_store
from mobile_api.queues.schemas import JoinQueue
from tests.mobile_api.hall import Hall, person

WORDS = "boshim juda qattiq yorilib ketyapti"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Log as the process does, as much as it can."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    written = io.StringIO()
    configure_logging("debug", written)
    structlog.configure(cache_logger_on_first_use=False)  # else later tests write to this one's
    yield written
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


async def _whole_visit(hall: Hall) -> None:
    who = person(1)
    begun = await hall.kiosk.identify(Identify(id=uuid4(), for_whom="self", pinfl=who.pinfl))
    with pytest.raises(NotConfirmed):
        await hall.kiosk.confirm(begun.token, ConfirmIdentity(phone_last4="0000"))
    await hall.kiosk.confirm(begun.token, ConfirmIdentity(phone_last4=who.phone[-4:]))
    verdict = await hall.kiosk.assess(
        begun.token, Assess(id=uuid4(), text=WORDS, language="uz-Latn", keep_text=True)
    )
    order = JoinQueue(
        id=uuid4(), department=verdict.department, assessment_id=verdict.id, language="uz-Latn"
    )
    ticket = await hall.kiosk.join_queue(begun.token, order)
    await hall.kiosk.place(ticket.qr.rsplit("/", 1)[1])
    await hall.post("/v1/patients/visits", begun.token, {"pinfl": who.pinfl, "for_whom": WORDS})


def _secrets(hall: Hall) -> list[str]:
    who = person(1)
    return [who.pinfl, who.phone, WORDS, "Karimov", "Dilshod", hall.key]


async def test_a_whole_visit_leaves_nothing_personal_in_the_log(
    hall: Hall, log: io.StringIO
) -> None:
    await _whole_visit(hall)
    written = log.getvalue()
    assert '"route": "/v1/assessments"' in written
    assert [secret for secret in _secrets(hall) if secret in written] == []


async def test_a_crash_leaves_nothing_personal_in_the_log_or_the_answer(
    hall: Hall, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = person(1)
    begun = await hall.kiosk.identify(Identify(id=uuid4(), for_whom="self", pinfl=who.pinfl))

    async def crash(*_: object) -> None:
        raise RuntimeError(f"cannot number the ticket of {who.pinfl}: {WORDS}")

    monkeypatch.setattr(numbering_store, "take_number", crash)
    order = {"id": str(uuid4()), "department": "therapy", "language": "uz-Latn"}
    answer = await hall.post("/v1/queues/tickets", begun.token, order)
    written = log.getvalue() + answer.text
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal"
    assert "unexpected_error" in written
    assert [secret for secret in _secrets(hall) if secret in written] == []


def test_what_libraries_warn_of_holds_no_text_of_an_exception(
    log: io.StringIO,
) -> None:
    try:
        raise RuntimeError(f"duplicate key: {person(1).pinfl}")
    except RuntimeError as fault:
        logging.getLogger("some.library").exception("It failed")
        logging.getLogger("asyncio").error("Task exception was never retrieved\n%r", fault)
    written = log.getvalue()
    assert '"kind": "RuntimeError"' in written
    assert "never retrieved" in written
    assert person(1).pinfl not in written


async def test_metrics_name_routes_and_nobody(hall: Hall) -> None:
    await _whole_visit(hall)
    shown = (await hall.http.get("/metrics")).text
    assert 'route="/v1/queues/places/{signed}"' in shown
    assert [secret for secret in _secrets(hall) if secret in shown] == []
