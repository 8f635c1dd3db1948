"""The ways through the kiosk, each as the list of steps that a patient takes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import pytest

from kiosk.steps import PrintState, Screen
from mobile_api.assessments.errors import NoSuchAssessment
from mobile_api.errors import TooManyAttempts
from mobile_api.patients.errors import VisitExpired
from mobile_api.queues.errors import AlreadyWaiting
from tests.kiosk.fake_hospital import LAST4, PINFL, FakeHospital, a_question
from tests.kiosk.visiting import COMPLAINT, Kiosk


@pytest.fixture
async def kiosk() -> AsyncIterator[Kiosk]:
    made = Kiosk()
    yield made
    await made.journey.close()


async def test_a_booked_patient_checks_in_with_five_taps_beside_the_digits(kiosk: Kiosk) -> None:
    appointment = kiosk.hospital.book()
    await kiosk.wake()
    taps = 0

    kiosk.journey.choose_language("ru")
    taps += 1
    assert kiosk.shows(Screen.FOR_WHOM)
    kiosk.journey.choose_for_whom("self")
    taps += 1
    kiosk.type_digits(PINFL)
    assert kiosk.view.pinfl_fault is None
    kiosk.journey.submit()
    taps += 1
    await kiosk.settle()
    assert kiosk.shows(Screen.CONFIRM)
    kiosk.type_digits(LAST4)
    kiosk.journey.submit()
    taps += 1
    await kiosk.settle()
    assert kiosk.shows(Screen.APPOINTMENTS)
    assert kiosk.view.masked_name == "Dil••• K."
    assert [a.id for a in kiosk.view.appointments] == [appointment.id]
    kiosk.journey.check_in(str(appointment.id))
    taps += 1
    await kiosk.settle()

    assert kiosk.shows(Screen.TICKET)
    assert kiosk.view.ticket is not None
    assert kiosk.view.ticket.number == "K-001"
    assert kiosk.view.print_state is PrintState.PRINTED
    assert len(kiosk.printer.jobs) == 1
    assert taps <= 5


async def test_a_walk_in_describes_the_complaint_and_gets_a_number(kiosk: Kiosk) -> None:
    await kiosk.to_complaint()
    assert kiosk.shows(Screen.COMPLAINT)
    kiosk.journey.set_keep_text(True)
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.RESULT)
    assert kiosk.view.department is not None
    assert kiosk.view.department.room == "214"
    kiosk.journey.submit()
    await kiosk.settle()

    assert kiosk.shows(Screen.TICKET)
    complaint = kiosk.hospital.calls["assess"][0]
    assert (complaint.text, complaint.keep_text) == (COMPLAINT, True)
    order = kiosk.hospital.calls["join_queue"][0]
    assert (order.department, order.assessment_id) == ("cardiology", complaint.id)


async def test_confirmed_without_an_appointment_goes_on_to_the_complaint(kiosk: Kiosk) -> None:
    await kiosk.to_confirm()
    await kiosk.confirm(LAST4)
    assert kiosk.shows(Screen.COMPLAINT)
    assert kiosk.view.masked_name == "Dil••• K."


async def test_something_else_than_the_appointment(kiosk: Kiosk) -> None:
    kiosk.hospital.book()
    await kiosk.to_confirm()
    await kiosk.confirm(LAST4)
    kiosk.journey.something_else()
    assert kiosk.shows(Screen.COMPLAINT)
    kiosk.journey.back()
    assert kiosk.shows(Screen.APPOINTMENTS)


async def test_without_a_number_a_ticket_for_reception(kiosk: Kiosk) -> None:
    await kiosk.to_pinfl()
    kiosk.journey.no_number()
    await kiosk.settle()
    assert kiosk.shows(Screen.TICKET)
    assert kiosk.hospital.calls["identify"][0].pinfl is None
    assert kiosk.hospital.calls["join_queue"][0].department == "reception"


async def test_a_child_or_somebody_else_is_told_to_the_hospital(kiosk: Kiosk) -> None:
    await kiosk.wake()
    kiosk.journey.choose_language("uz-Latn")
    kiosk.journey.choose_for_whom("child")
    kiosk.type_digits(PINFL)  # an adult's number: not ours to contradict
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.CONFIRM)
    assert kiosk.hospital.calls["identify"][0].for_whom == "child"


async def test_the_one_question_is_asked_once(kiosk: Kiosk) -> None:
    kiosk.hospital.question = a_question()
    await kiosk.to_complaint()
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.QUESTION)
    # Even a server that would ask again does not get a second question past the journey.
    kiosk.hospital.leads_to("cardiology", question=a_question())
    kiosk.journey.answer("weeks")
    await kiosk.settle()
    assert kiosk.shows(Screen.RESULT)
    first, second = kiosk.hospital.calls["assess"]
    assert second.answered == {"duration": "weeks"}
    assert second.id != first.id

    kiosk.journey.back()
    assert kiosk.view.text == COMPLAINT
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.RESULT)


async def test_other_words_may_be_asked_about_again(kiosk: Kiosk) -> None:
    kiosk.hospital.question = a_question()
    await kiosk.to_complaint()
    kiosk.journey.submit()
    await kiosk.settle()
    kiosk.journey.answer("weeks")
    await kiosk.settle()
    kiosk.journey.back()
    kiosk.journey.set_text("Tizzam ogʻriyapti")
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.QUESTION)
    assert kiosk.hospital.calls["assess"][-1].answered == {}


async def test_a_struck_finding_is_assessed_again_and_can_be_taken_back(kiosk: Kiosk) -> None:
    await kiosk.to_result()
    kiosk.journey.strike("headache")
    await kiosk.settle()
    assert kiosk.shows(Screen.RESULT)
    assert kiosk.view.struck == ("headache",)
    assert kiosk.hospital.calls["assess"][1].struck == ("headache",)
    assert kiosk.hospital.calls["assess"][1].id != kiosk.hospital.calls["assess"][0].id
    assert kiosk.view.assessment is not None
    # Still there to be touched once more, where it was.
    assert [f.code for f in kiosk.view.assessment.findings] == ["headache", "nausea"]

    kiosk.journey.strike("headache")
    await kiosk.settle()
    assert kiosk.view.struck == ()
    # The same input as at first is the same request as at first.
    assert kiosk.hospital.calls["assess"][2] == kiosk.hospital.calls["assess"][0]


@pytest.mark.parametrize(("code", "abstain"), [("reception", False), ("cardiology", True)])
async def test_where_triage_does_not_know_reception_helps(
    kiosk: Kiosk, code: str, abstain: bool
) -> None:
    kiosk.hospital.leads_to(code, "today", abstain=abstain)
    await kiosk.to_result()
    assert kiosk.shows(Screen.RESULT)
    assert kiosk.view.department is None
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.hospital.calls["join_queue"][0].department == "reception"


async def test_the_patient_may_prefer_reception_and_the_urgency_goes_along(kiosk: Kiosk) -> None:
    await kiosk.to_result()
    kiosk.journey.to_reception()
    await kiosk.settle()
    order = kiosk.hospital.calls["join_queue"][0]
    assert order.department == "reception"
    assert order.assessment_id == kiosk.hospital.calls["assess"][0].id


async def test_wrong_digits_keep_the_number_and_clear_themselves(kiosk: Kiosk) -> None:
    await kiosk.to_confirm()
    await kiosk.confirm("0000")
    assert kiosk.shows(Screen.CONFIRM)
    assert kiosk.view.error == "error-not-confirmed"
    assert kiosk.view.last4 == ""
    assert kiosk.view.pinfl == PINFL
    kiosk.journey.type_digit("4")
    assert kiosk.view.error is None


async def test_too_many_attempts_say_how_long_and_leave_ways_open(kiosk: Kiosk) -> None:
    await kiosk.to_confirm()
    kiosk.hospital.faults["confirm"].append(TooManyAttempts(retry_after=241))
    await kiosk.confirm("0000")
    assert kiosk.view.error == "error-too-many-attempts"
    assert kiosk.view.error_values == {"minutes": 5}
    kiosk.journey.skip_confirmation()
    assert kiosk.shows(Screen.COMPLAINT)


async def test_too_many_numbers_leave_reception_open(kiosk: Kiosk) -> None:
    await kiosk.to_pinfl()
    kiosk.hospital.faults["identify"].append(TooManyAttempts(retry_after=60))
    kiosk.type_digits(PINFL)
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.PINFL)
    assert (kiosk.view.error, kiosk.view.error_values) == ("error-too-many-numbers", {"minutes": 1})
    kiosk.journey.to_reception()
    await kiosk.settle()
    assert kiosk.shows(Screen.TICKET)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [("9", "first_digit"), ("332", "birth_date"), (PINFL[:-1] + "8", "check_digit")],
)
async def test_a_mistyped_number_is_told_while_it_is_typed(
    kiosk: Kiosk, typed: str, fault: str
) -> None:
    await kiosk.to_pinfl()
    kiosk.type_digits(typed)
    assert kiosk.view.pinfl_fault == fault
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.PINFL)
    assert not kiosk.hospital.calls["identify"]
    kiosk.journey.erase_digit()
    assert kiosk.view.pinfl == typed[:-1]
    kiosk.journey.clear_digits()
    assert (kiosk.view.pinfl, kiosk.view.pinfl_fault) == ("", None)


async def test_an_unfinished_number_says_how_many_digits_are_missing(kiosk: Kiosk) -> None:
    await kiosk.to_pinfl()
    kiosk.type_digits(PINFL[:10])
    kiosk.journey.submit()
    assert kiosk.view.error == "pinfl-fault-incomplete"
    assert kiosk.view.error_values == {"left": 4}
    kiosk.type_digits(PINFL[10:] + "5")
    assert kiosk.view.pinfl == PINFL


async def test_nobody_is_born_tomorrow_even_if_the_machine_lost_its_clock(kiosk: Kiosk) -> None:
    kiosk.journey._lifeline._machine_today = lambda: date(1970, 1, 1)
    await kiosk.to_pinfl()
    kiosk.type_digits(PINFL)
    assert kiosk.view.pinfl_fault is None


async def test_language_changes_in_the_middle_and_nothing_typed_is_lost(kiosk: Kiosk) -> None:
    await kiosk.to_complaint()
    kiosk.journey.choose_language("kaa")
    assert kiosk.shows(Screen.COMPLAINT)
    assert (kiosk.view.language, kiosk.view.text) == ("kaa", COMPLAINT)
    kiosk.journey.submit()
    await kiosk.settle()
    kiosk.journey.choose_language("kk")
    await kiosk.settle()
    assert kiosk.shows(Screen.RESULT)
    assert [c.language for c in kiosk.hospital.calls["assess"]] == ["kaa", "kk"]


async def test_back_leads_through_all_screens_and_keeps_what_was_typed(kiosk: Kiosk) -> None:
    await kiosk.to_result()
    seen = []
    while not kiosk.shows(Screen.ATTRACT):
        kiosk.journey.back()
        seen.append(kiosk.screen)
        if kiosk.shows(Screen.COMPLAINT):
            assert kiosk.view.text == COMPLAINT
        if kiosk.shows(Screen.PINFL):
            assert kiosk.view.pinfl == PINFL
    assert seen == [
        Screen.COMPLAINT,
        Screen.CONFIRM,
        Screen.PINFL,
        Screen.FOR_WHOM,
        Screen.ATTRACT,
    ]
    assert kiosk.view.pinfl == ""


@pytest.mark.parametrize("text", ["", "   \n", "😭😭", "…?!"])
async def test_an_empty_complaint_is_answered_here(kiosk: Kiosk, text: str) -> None:
    await kiosk.to_complaint(text)
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.COMPLAINT)
    assert kiosk.view.error == "error-complaint-empty"
    assert not kiosk.hospital.calls["assess"]


async def test_text_is_cut_and_cleaned_and_emoji_stay(kiosk: Kiosk) -> None:
    await kiosk.to_complaint("Bosh\x00im\x1b 😭\r\nogʻriyapti")
    assert kiosk.view.text == "Boshim 😭\nogʻriyapti"
    kiosk.journey.set_text("a" * 1200)
    assert (len(kiosk.view.text), kiosk.view.text_left) == (1000, 0)
    kiosk.journey.set_text("bosh")
    assert kiosk.view.text_left == 996


async def test_a_double_touch_on_print_is_one_ticket(kiosk: Kiosk) -> None:
    await kiosk.to_result()
    gate = kiosk.hospital.gates["join_queue"] = asyncio.Event()
    kiosk.journey.submit()
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.view.busy
    kiosk.journey.submit()
    kiosk.journey.to_reception()
    gate.set()
    await kiosk.settle()
    assert not kiosk.view.busy
    assert kiosk.hospital.numbers() == ["K-001"]
    assert len(kiosk.printer.jobs) == 1


async def test_an_expired_visit_begins_again_by_itself(kiosk: Kiosk) -> None:
    kiosk.hospital.book()
    await kiosk.to_confirm()
    await kiosk.confirm(LAST4)
    kiosk.hospital.end_all_visits()
    kiosk.journey.check_in(str(kiosk.view.appointments[0].id))
    await kiosk.settle()
    assert kiosk.shows(Screen.TICKET)
    first, again = kiosk.hospital.calls["identify"]
    assert again.pinfl == first.pinfl == PINFL
    assert again.id != first.id
    assert [c.phone_last4 for c in kiosk.hospital.calls["confirm"]] == [LAST4, LAST4]


async def test_a_visit_that_expires_twice_asks_for_the_number(kiosk: Kiosk) -> None:
    await kiosk.to_complaint()
    kiosk.hospital.faults["assess"] = [VisitExpired(), VisitExpired()]
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.PINFL)
    assert kiosk.view.error == "error-visit-expired"
    assert kiosk.view.text == COMPLAINT
    assert len(kiosk.hospital.calls["assess"]) == 2


async def test_a_verdict_that_the_server_forgot_is_asked_for_again(kiosk: Kiosk) -> None:
    await kiosk.to_result()
    kiosk.hospital.faults["join_queue"].append(NoSuchAssessment())
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.TICKET)
    first, second = kiosk.hospital.calls["assess"]
    assert second.text == first.text
    assert kiosk.hospital.calls["join_queue"][-1].assessment_id == second.id


async def test_who_waits_already_is_told_so(kiosk: Kiosk) -> None:
    await kiosk.to_result()
    kiosk.hospital.faults["join_queue"].append(AlreadyWaiting(number="K-007"))
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.RESULT)
    assert kiosk.view.error == "error-already-waiting-number"
    assert kiosk.view.error_values == {"number": "K-007"}
    kiosk.journey.to_reception()
    await kiosk.settle()
    assert kiosk.shows(Screen.TICKET)


async def test_finish_ends_the_visit(kiosk: Kiosk) -> None:
    await kiosk.to_result()
    kiosk.journey.submit()
    await kiosk.settle()
    kiosk.journey.finish()
    assert kiosk.shows(Screen.ATTRACT)
    assert kiosk.view.ticket is None
    assert kiosk.view.hospital is not None


async def test_a_mistake_of_ours_does_not_leave_the_patient_waiting(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(self: FakeHospital, visit: str, complaint: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(FakeHospital, "assess", broken)
    await kiosk.to_complaint()
    kiosk.journey.submit()
    await kiosk.settle()
    assert not kiosk.view.busy
    assert kiosk.view.error == "error-internal"


async def test_a_window_that_has_gone_is_not_drawn_on(kiosk: Kiosk) -> None:
    await kiosk.to_complaint()
    shown = len(kiosk.views)
    await kiosk.journey.close()
    assert len(kiosk.views) == shown
    assert kiosk.view.text == ""
