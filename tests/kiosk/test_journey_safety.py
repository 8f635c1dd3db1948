"""Emergencies, the call for a nurse, and lost connections."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from kiosk.steps import PrintState, Screen
from mobile_api.assessments.errors import NoSuchAssessment
from mobile_api.client.errors import ApiUnreachable
from mobile_api.devices.errors import DeviceNotEnrolled
from mobile_api.errors import DmedError, Unavailable
from mobile_api.queues.errors import AlreadyWaiting
from tests.kiosk.fake_hospital import CARDIOLOGY, PINFL, RECEPTION
from tests.kiosk.visiting import COMPLAINT, Kiosk


@pytest.fixture
async def kiosk() -> AsyncIterator[Kiosk]:
    made = Kiosk()
    yield made
    await made.journey.close()


def alarms(kiosk: Kiosk) -> list[str]:
    return [alarm.kind for alarm in kiosk.hospital.calls["raise_alarm"]]


# -- emergencies ---------------------------------------------------------------


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


async def test_an_emergency_has_no_way_back_even_after_an_earlier_call(kiosk: Kiosk) -> None:
    await kiosk.to_complaint()
    kiosk.journey.call_nurse()
    await kiosk.settle()
    kiosk.journey.back()
    kiosk.hospital.is_an_emergency()
    kiosk.journey.submit()
    await kiosk.settle()
    kiosk.journey.back()
    assert kiosk.shows(Screen.NURSE)


async def test_an_emergency_in_a_verdict_that_was_asked_for_again(kiosk: Kiosk) -> None:
    await kiosk.to_result()
    kiosk.hospital.is_an_emergency()
    kiosk.hospital.faults["join_queue"].append(NoSuchAssessment())
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.NURSE)
    assert kiosk.hospital.calls["join_queue"][-1].department == "emergency"


async def test_identifying_again_after_a_lost_line_is_the_same_visit(kiosk: Kiosk) -> None:
    await kiosk.to_pinfl()
    kiosk.hospital.faults["identify"] = [ApiUnreachable()]
    kiosk.type_digits(PINFL)
    kiosk.journey.submit()
    await kiosk.settle()
    kiosk.journey.retry()
    await kiosk.settle()
    assert kiosk.shows(Screen.CONFIRM)
    assert len({who.id for who in kiosk.hospital.calls["identify"]}) == 1


# -- connection ----------------------------------------------------------------


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


async def test_when_triage_is_away_reception_can_be_asked_from_trouble(kiosk: Kiosk) -> None:
    await kiosk.to_complaint()
    kiosk.hospital.faults["assess"] = [Unavailable(part="triage")] * 9
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.TROUBLE)
    assert kiosk.view.online  # the line is fine, the banner would be untrue
    kiosk.journey.to_reception()
    await kiosk.settle()
    assert kiosk.shows(Screen.TICKET)
    assert kiosk.hospital.calls["join_queue"][0].department == "reception"


async def test_reception_from_trouble_before_the_hospital_knows_the_number(kiosk: Kiosk) -> None:
    await kiosk.to_pinfl()
    kiosk.hospital.faults["identify"] = [ApiUnreachable()]
    kiosk.type_digits(PINFL)
    kiosk.journey.submit()
    await kiosk.settle()
    kiosk.journey.to_reception()
    await kiosk.settle()
    assert kiosk.shows(Screen.TICKET)
