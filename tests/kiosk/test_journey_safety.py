"""Emergencies, lost connections, missing paper, and that nobody reads the one before."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator

import pytest

from hardware.printer.recording import Condition
from kiosk.steps import PrintState, Screen
from mobile_api.client.errors import ApiUnreachable
from mobile_api.devices.errors import DeviceNotEnrolled
from mobile_api.errors import DmedError
from mobile_api.queues.errors import AlreadyWaiting
from tests.kiosk.fake_hospital import CARDIOLOGY, LAST4, PINFL, RECEPTION
from tests.kiosk.visiting import COMPLAINT, Kiosk


@pytest.fixture
async def kiosk() -> AsyncIterator[Kiosk]:
    made = Kiosk()
    yield made
    await made.journey.close()


def alarms(kiosk: Kiosk) -> list[str]:
    return [alarm.kind for alarm in kiosk.hospital.calls["raise_alarm"]]


# -- emergencies ------------------------------------------------------------------


async def test_a_red_flag_stops_the_walk_and_brings_the_ticket_by_itself(kiosk: Kiosk) -> None:
    kiosk.hospital.is_an_emergency()
    await kiosk.to_result()
    assert kiosk.shows(Screen.NURSE)
    assert kiosk.view.nurse_called
    assert alarms(kiosk) == []  # the server rang with the verdict
    order = kiosk.hospital.calls["join_queue"][0]
    assert order.department == "emergency"
    assert order.assessment_id == kiosk.hospital.calls["assess"][0].id
    assert kiosk.view.ticket is not None
    assert kiosk.view.print_state is PrintState.PRINTED
    assert len(kiosk.printer.jobs) == 1

    kiosk.journey.call_nurse()
    kiosk.journey.back()
    await kiosk.settle()
    assert kiosk.shows(Screen.NURSE)
    assert alarms(kiosk) == []


async def test_without_an_emergency_department_reception_takes_the_emergency(kiosk: Kiosk) -> None:
    kiosk.hospital.departments = [CARDIOLOGY, RECEPTION]
    kiosk.hospital.is_an_emergency()
    await kiosk.to_result()
    assert kiosk.view.ticket is not None
    assert kiosk.view.ticket.department == "reception"


async def test_an_urgency_without_a_flag_rings_from_here(kiosk: Kiosk) -> None:
    kiosk.hospital.leads_to("cardiology", "emergency")
    await kiosk.to_result()
    assert kiosk.shows(Screen.NURSE)
    assert alarms(kiosk) == ["nurse_call"]
    assert kiosk.view.nurse_called
    assert kiosk.view.ticket is not None


async def test_a_flag_that_appears_after_striking_is_an_emergency_too(kiosk: Kiosk) -> None:
    await kiosk.to_result()
    kiosk.hospital.is_an_emergency()
    kiosk.journey.strike("nausea")
    await kiosk.settle()
    assert kiosk.shows(Screen.NURSE)
    assert kiosk.view.ticket is not None


async def test_the_emergency_ticket_is_tried_until_the_line_is_back(kiosk: Kiosk) -> None:
    kiosk.hospital.is_an_emergency()
    kiosk.hospital.faults["join_queue"] = [ApiUnreachable(), ApiUnreachable()]
    await kiosk.to_result()
    assert kiosk.shows(Screen.NURSE)
    assert kiosk.view.nurse_called
    assert not kiosk.view.ticket
    await kiosk.pass_seconds(11)
    assert kiosk.view.ticket is not None
    assert len({order.id for order in kiosk.hospital.calls["join_queue"]}) == 1
    assert len(kiosk.printer.jobs) == 1


async def test_who_waits_already_keeps_the_nurse(kiosk: Kiosk) -> None:
    kiosk.hospital.is_an_emergency()
    kiosk.hospital.faults["join_queue"] = [AlreadyWaiting()]
    await kiosk.to_result()
    await kiosk.pass_seconds(11)
    assert kiosk.shows(Screen.NURSE)
    assert len(kiosk.hospital.calls["join_queue"]) == 1


async def test_a_nurse_can_be_called_from_anywhere_and_one_call_is_one_alarm(kiosk: Kiosk) -> None:
    await kiosk.to_complaint()
    kiosk.journey.call_nurse()
    kiosk.journey.call_nurse()
    assert kiosk.shows(Screen.NURSE)
    assert kiosk.view.busy
    await kiosk.settle()
    assert kiosk.view.nurse_called
    assert not kiosk.view.busy
    kiosk.journey.back()
    assert (kiosk.screen, kiosk.view.text) == (Screen.COMPLAINT, COMPLAINT)
    kiosk.journey.call_nurse()
    await kiosk.settle()
    assert alarms(kiosk) == ["nurse_call"]


async def test_a_nurse_that_could_not_be_reached_is_not_promised(kiosk: Kiosk) -> None:
    kiosk.hospital.faults["raise_alarm"] = [ApiUnreachable()]
    await kiosk.to_complaint()
    kiosk.journey.call_nurse()
    await kiosk.settle()
    assert kiosk.shows(Screen.NURSE)
    assert not kiosk.view.nurse_called
    assert not kiosk.view.busy
    await kiosk.pass_seconds(6)
    assert kiosk.view.nurse_called
    assert len({alarm.id for alarm in kiosk.hospital.calls["raise_alarm"]}) == 1


async def test_a_call_for_a_nurse_arrives_even_if_the_person_walks_away(kiosk: Kiosk) -> None:
    gate = kiosk.hospital.gates["raise_alarm"] = asyncio.Event()
    await kiosk.to_complaint()
    kiosk.journey.call_nurse()
    await kiosk.settle()
    kiosk.journey.finish()
    gate.set()
    await kiosk.settle()
    assert alarms(kiosk) == ["nurse_call"]
    assert not kiosk.view.nurse_called  # news for whoever called, not for the next one


async def test_a_nurse_called_while_waiting_is_not_taken_off_the_screen(kiosk: Kiosk) -> None:
    await kiosk.to_complaint()
    gate = kiosk.hospital.gates["assess"] = asyncio.Event()
    kiosk.journey.submit()
    await kiosk.settle()
    kiosk.journey.call_nurse()
    gate.set()
    await kiosk.settle()
    assert kiosk.shows(Screen.NURSE)
    kiosk.journey.back()
    assert kiosk.shows(Screen.COMPLAINT)
    assert not kiosk.view.busy


# -- connection -------------------------------------------------------------------


async def test_a_lost_connection_loses_nothing(kiosk: Kiosk) -> None:
    await kiosk.to_complaint()
    kiosk.hospital.faults["assess"] = [ApiUnreachable(), ApiUnreachable()]
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.TROUBLE)
    assert not kiosk.view.online
    kiosk.journey.retry()
    await kiosk.settle()
    assert kiosk.shows(Screen.TROUBLE)
    kiosk.journey.back()
    assert (kiosk.screen, kiosk.view.text) == (Screen.COMPLAINT, COMPLAINT)
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.RESULT)
    assert kiosk.view.online
    assert len({c.id for c in kiosk.hospital.calls["assess"]}) == 1


async def test_it_tries_again_by_itself_every_five_seconds(kiosk: Kiosk) -> None:
    await kiosk.to_result()
    kiosk.hospital.faults["join_queue"] = [ApiUnreachable()] * 3
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.TROUBLE)
    await kiosk.pass_seconds(4)
    assert len(kiosk.hospital.calls["join_queue"]) == 1
    await kiosk.pass_seconds(16)
    assert kiosk.shows(Screen.TICKET)
    assert kiosk.hospital.numbers() == ["K-001"]
    assert len({order.id for order in kiosk.hospital.calls["join_queue"]}) == 1


async def test_the_nurse_is_asked_for_from_trouble_and_back_returns_there(kiosk: Kiosk) -> None:
    await kiosk.to_result()
    kiosk.hospital.faults["join_queue"] = [ApiUnreachable()]
    kiosk.hospital.faults["raise_alarm"] = [ApiUnreachable()]
    kiosk.journey.submit()
    await kiosk.settle()
    kiosk.journey.call_nurse()
    await kiosk.settle()
    assert (kiosk.screen, kiosk.view.nurse_called) == (Screen.NURSE, False)
    kiosk.journey.back()
    assert kiosk.shows(Screen.TROUBLE)
    kiosk.journey.retry()
    await kiosk.settle()
    assert kiosk.shows(Screen.TICKET)


async def test_back_from_trouble_while_it_tries_again(kiosk: Kiosk) -> None:
    await kiosk.to_complaint()
    kiosk.hospital.faults["assess"] = [ApiUnreachable()]
    kiosk.journey.submit()
    await kiosk.settle()
    kiosk.hospital.gates["assess"] = asyncio.Event()
    kiosk.journey.retry()
    await kiosk.settle()
    kiosk.journey.back()
    assert (kiosk.screen, kiosk.view.busy) == (Screen.COMPLAINT, False)
    kiosk.hospital.gates["assess"].set()
    await kiosk.settle()
    assert kiosk.shows(Screen.COMPLAINT)


async def test_what_no_retry_can_mend_is_said_beside_the_field(kiosk: Kiosk) -> None:
    await kiosk.to_complaint()
    kiosk.hospital.faults["assess"] = [DeviceNotEnrolled(), DmedError()]
    for key in ("error-device-not-enrolled", "error-internal"):
        kiosk.journey.submit()
        await kiosk.settle()
        assert (kiosk.screen, kiosk.view.error) == (Screen.COMPLAINT, key)


async def test_the_banner_follows_the_sign_of_life(kiosk: Kiosk) -> None:
    kiosk.hospital.faults["sign_of_life"] = [ApiUnreachable()]
    await kiosk.wake()
    assert not kiosk.view.online
    assert not kiosk.view.hospital
    await kiosk.pass_seconds(31)
    await kiosk.sign_of_life(2)
    assert kiosk.view.online
    assert kiosk.view.hospital is not None
    state = kiosk.hospital.calls["sign_of_life"][-1]
    assert (state.printer, state.camera, state.app_version) == ("ready", "absent", "0.1")


# -- paper ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "state", "rung"),
    [
        (Condition.PAPER_LOW, PrintState.PRINTED, []),
        (Condition.MUTE, PrintState.PRINTED, []),
        (Condition.PAPER_OUT, PrintState.NO_PAPER, ["out_of_paper"]),
        (Condition.RUNS_OUT_MID_JOB, PrintState.NO_PAPER, ["out_of_paper"]),
        (Condition.COVER_OPEN, PrintState.NO_PAPER, ["device_fault"]),
        (Condition.ABSENT, PrintState.NO_PRINTER, []),
        (Condition.BREAKS_MID_JOB, PrintState.NO_PRINTER, []),
    ],
)
async def test_the_number_stays_whatever_becomes_of_the_paper(
    kiosk: Kiosk, condition: Condition, state: PrintState, rung: list[str]
) -> None:
    await kiosk.to_result()
    kiosk.printer.condition = condition
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.TICKET)
    assert kiosk.view.ticket is not None
    assert kiosk.view.print_state is state
    assert alarms(kiosk) == rung


async def test_missing_paper_rings_once_until_it_is_there_again(kiosk: Kiosk) -> None:
    kiosk.printer.condition = Condition.PAPER_OUT
    kiosk.hospital.faults["raise_alarm"] = [ApiUnreachable()]

    async def half_a_minute() -> None:
        seen = len(kiosk.hospital.calls["sign_of_life"])
        await kiosk.pass_seconds(30)
        await kiosk.sign_of_life(seen + 1)

    await half_a_minute()
    await half_a_minute()
    await half_a_minute()
    first = kiosk.hospital.calls["raise_alarm"]
    assert alarms(kiosk) == ["out_of_paper"] * 2  # did not arrive, did arrive, and no more
    assert first[0].id == first[1].id
    assert kiosk.hospital.calls["sign_of_life"][-1].printer == "needs_person"
    kiosk.printer.condition = Condition.FINE
    await half_a_minute()
    kiosk.printer.condition = Condition.PAPER_OUT
    await half_a_minute()
    assert len({alarm.id for alarm in kiosk.hospital.calls["raise_alarm"]}) == 2


# -- nobody there -----------------------------------------------------------------


async def test_nobody_touches_then_a_countdown_then_the_wipe(kiosk: Kiosk) -> None:
    await kiosk.to_confirm()
    await kiosk.pass_seconds(44)
    assert kiosk.seconds_left() is None
    await kiosk.pass_seconds(6)
    assert kiosk.seconds_left() == 15
    kiosk.journey.touched()
    assert kiosk.seconds_left() is None
    await kiosk.pass_seconds(64)
    assert (kiosk.screen, kiosk.seconds_left()) == (Screen.CONFIRM, 1)
    await kiosk.pass_seconds(1)
    assert kiosk.shows(Screen.ATTRACT)
    await kiosk.pass_seconds(200)
    assert kiosk.seconds_left() is None


async def test_who_types_has_twice_the_time(kiosk: Kiosk) -> None:
    await kiosk.to_complaint()
    await kiosk.pass_seconds(89)
    assert kiosk.view.idle_left is None
    await kiosk.pass_seconds(20)
    assert kiosk.shows(Screen.COMPLAINT)
    await kiosk.pass_seconds(2)
    assert kiosk.shows(Screen.ATTRACT)


@pytest.mark.parametrize(
    ("condition", "seconds"), [(Condition.FINE, 15), (Condition.PAPER_OUT, 65)]
)
async def test_a_ticket_that_is_not_on_paper_stays_longer(
    kiosk: Kiosk, condition: Condition, seconds: int
) -> None:
    await kiosk.to_result()
    kiosk.printer.condition = condition
    kiosk.journey.submit()
    await kiosk.settle()
    await kiosk.pass_seconds(seconds - 1)
    assert kiosk.shows(Screen.TICKET)
    await kiosk.pass_seconds(1.5)
    assert kiosk.shows(Screen.ATTRACT)


async def test_the_nurse_screen_stays_a_minute(kiosk: Kiosk) -> None:
    await kiosk.wake()
    kiosk.journey.call_nurse()
    await kiosk.settle()
    await kiosk.pass_seconds(59)
    assert kiosk.shows(Screen.NURSE)
    await kiosk.pass_seconds(1.5)
    assert kiosk.shows(Screen.ATTRACT)
    assert not kiosk.view.nurse_called


async def test_a_late_answer_never_reaches_the_next_person(kiosk: Kiosk) -> None:
    await kiosk.to_result()
    gate = kiosk.hospital.gates["join_queue"] = asyncio.Event()
    kiosk.journey.submit()
    await kiosk.settle()
    kiosk.journey.finish()
    kiosk.journey.choose_language("ru")
    gate.set()
    await kiosk.settle()
    assert kiosk.shows(Screen.FOR_WHOM)
    assert (kiosk.view.ticket, kiosk.view.busy) == (None, False)
    assert not kiosk.printer.jobs


class Deaf:
    """A door that does not notice that nobody waits any more."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._inner = kiosk.hospital
        self.gate = asyncio.Event()

    async def identify(self, who: object) -> object:
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            await self.gate.wait()
        return await self._inner.identify(who)  # type: ignore[arg-type]  # passed on unread


async def test_even_a_request_that_survives_its_cancelling_changes_nothing(kiosk: Kiosk) -> None:
    await kiosk.to_pinfl()
    deaf = Deaf(kiosk)
    kiosk.journey._serving.visit._door = deaf  # type: ignore[assignment]  # half a door
    kiosk.type_digits(PINFL)
    kiosk.journey.submit()
    await kiosk.settle()
    kiosk.journey.finish()
    await kiosk.settle()
    deaf.gate.set()
    await kiosk.settle()
    assert (kiosk.screen, kiosk.view.pinfl) == (Screen.ATTRACT, "")


def everything_reachable(root: object, *, beyond: object) -> list[object]:
    """Every object that can be reached from ``root``, short of code, and not through ``beyond``."""
    seen: dict[int, object] = {}
    todo = [root]
    while todo:
        thing = todo.pop()
        is_code = isinstance(thing, type) or type(thing).__name__ == "module"
        is_globals = isinstance(thing, dict) and "__builtins__" in thing
        if id(thing) in seen or is_code or is_globals or thing is beyond:
            continue
        seen[id(thing)] = thing
        todo.extend(gc.get_referents(thing))
    return list(seen.values())


def strings_of(kiosk: Kiosk) -> list[str]:
    """All text that the kiosk still holds. What the hospital remembers is not the kiosk's."""
    kiosk.views.clear()
    things = everything_reachable(kiosk.journey, beyond=kiosk.hospital)
    return [str(thing) for thing in things if isinstance(thing, str | bytes)]


@pytest.mark.parametrize("ending", ["finish", "idle", "trouble"])
async def test_after_the_wipe_nothing_of_the_person_is_left(kiosk: Kiosk, ending: str) -> None:
    appointment = kiosk.hospital.book()
    await kiosk.to_confirm()
    await kiosk.confirm(LAST4)
    kiosk.journey.something_else()
    kiosk.journey.set_text(COMPLAINT)
    secrets = [PINFL, COMPLAINT, "Dil••• K.", str(appointment.practitioner)]
    held = strings_of(kiosk)
    assert all(secret in held for secret in secrets)
    if ending == "trouble":
        kiosk.hospital.faults["assess"] = [ApiUnreachable()]
    kiosk.journey.submit()
    await kiosk.settle()
    if ending != "trouble":
        kiosk.journey.submit()
        await kiosk.settle()
        assert kiosk.shows(Screen.TICKET)
    if ending == "idle":
        await kiosk.pass_seconds(16)
    else:
        kiosk.journey.finish()
    await kiosk.settle()
    assert kiosk.shows(Screen.ATTRACT)

    left = strings_of(kiosk)
    assert "Shahar shifoxonasi" in left  # the walk did reach what the kiosk keeps
    for secret in secrets:
        assert not [text for text in left if secret in text], secret
    assert LAST4 not in left
