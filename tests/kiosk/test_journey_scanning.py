"""The app's QR and documents at the kiosk's scanner: less to type, and nothing kept."""

from __future__ import annotations

import asyncio

import pytest

from hardware.scanner.typed import TypedScanner
from kiosk.scanning import CodeReader, is_check_in_code
from kiosk.steps import PrintState, Screen
from mobile_api.client.errors import ApiUnreachable
from tests.kiosk.documents import id_card, passport
from tests.kiosk.fake_hospital import LAST4, PINFL
from tests.kiosk.visiting import Kiosk, until

PASS = "https://hospital.example/q/" + "Zm9yIHRlc3RzIG9ubHk-_" * 4
TICKET = "https://hospital.example/t/" + "Zm9yIHRlc3RzIG9ubHk-_" * 4


def _hold(kiosk: Kiosk, lines: tuple[str, ...]) -> None:
    """A document against the scanner, one line after the other."""
    for line in lines:
        kiosk.journey.scanned(line)


async def _ready() -> Kiosk:
    kiosk = Kiosk()
    kiosk.hospital.passes.add(PASS)
    await kiosk.wake()
    return kiosk


async def test_who_is_booked_today_checks_in_with_one_touch() -> None:
    kiosk = await _ready()
    booked = kiosk.hospital.book()
    kiosk.journey.scanned(PASS)
    await kiosk.settle()
    assert kiosk.screen is Screen.APPOINTMENTS
    assert kiosk.view.masked_name == "Dil••• K."
    kiosk.journey.check_in(str(booked.id))
    await kiosk.settle()
    assert (kiosk.screen, kiosk.view.print_state) == (Screen.TICKET, PrintState.PRINTED)
    assert kiosk.hospital.calls["identify"] == []


async def test_who_is_not_booked_tells_the_complaint_and_back_leads_to_the_number() -> None:
    kiosk = await _ready()
    kiosk.journey.choose_language("ru")
    kiosk.journey.scanned(PASS)
    await kiosk.settle()
    assert (kiosk.screen, kiosk.view.language) == (Screen.COMPLAINT, "ru")
    kiosk.journey.back()
    assert kiosk.screen is Screen.PINFL


async def test_a_code_that_is_over_leaves_the_way_by_the_number_open() -> None:
    kiosk = await _ready()
    kiosk.journey.scanned(PASS.replace("Zm9", "Zm8"))
    await kiosk.settle()
    assert (kiosk.screen, kiosk.view.error) == (Screen.PINFL, "error-pass-over")
    kiosk.type_digits(PINFL)
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.screen is Screen.CONFIRM


async def test_something_else_than_the_apps_code_is_said_and_not_sent() -> None:
    kiosk = await _ready()
    for code in (TICKET, PINFL, "q/short", "x" * 4000):
        kiosk.journey.scanned(code)
        assert kiosk.view.error == "error-foreign-code"
    assert kiosk.hospital.calls["visit_by_qr"] == []
    assert not is_check_in_code(PASS + " and more")


async def test_a_code_is_read_only_where_somebody_says_who_they_are() -> None:
    kiosk = await _ready()
    await kiosk.to_complaint()
    kiosk.journey.scanned(PASS)
    await kiosk.settle()
    assert kiosk.screen is Screen.COMPLAINT
    kiosk.journey.finish()
    kiosk.hospital.gates["visit_by_qr"] = asyncio.Event()
    kiosk.journey.scanned(PASS)
    kiosk.journey.scanned(PASS)
    await kiosk.settle()
    assert len(kiosk.hospital.calls["visit_by_qr"]) == 1


async def test_without_a_line_the_same_code_is_sent_again_by_itself() -> None:
    kiosk = await _ready()
    kiosk.hospital.book()
    kiosk.hospital.faults["visit_by_qr"].append(ApiUnreachable())
    kiosk.journey.scanned(PASS)
    await kiosk.settle()
    assert kiosk.shows(Screen.TROUBLE)
    await kiosk.pass_seconds(6)
    assert kiosk.shows(Screen.APPOINTMENTS)
    first, second = kiosk.hospital.calls["visit_by_qr"]
    assert first == second


async def test_after_a_wipe_nothing_of_the_code_is_left() -> None:
    kiosk = await _ready()
    kiosk.hospital.book()
    kiosk.journey.scanned(PASS)
    await kiosk.settle()
    kiosk.journey.finish()
    assert (kiosk.view.masked_name, kiosk.view.appointments) == ("", ())
    kiosk.journey.choose_language("ru")
    kiosk.journey.choose_for_whom("self")
    kiosk.journey.back()
    assert not kiosk.journey._serving.visit.has_begun


async def test_one_visitors_code_is_never_the_next_ones() -> None:
    scanner = TypedScanner()
    found: list[str] = []
    reader = CodeReader(scanner, found.append, lambda: None)
    scanner.scanned("of the one before")
    reader.forget()
    reading = asyncio.create_task(reader.run())
    await until(lambda: reader.answers)
    scanner.scanned("of this one")
    await until(lambda: bool(found))
    assert found == ["of this one"]
    reading.cancel()
    scanner.close()
    await asyncio.gather(reading, return_exceptions=True)


async def test_a_scanner_that_is_pulled_out_is_told_and_offered_no_more() -> None:
    kiosk = Kiosk()
    running = asyncio.create_task(kiosk.journey.run())
    await until(lambda: kiosk.view.scanner)
    kiosk.scanner.unplug()
    await until(lambda: not kiosk.view.scanner)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    count = len(kiosk.hospital.calls["sign_of_life"])
    kiosk.clock.now += 31
    kiosk.journey.tick()
    await kiosk.sign_of_life(count + 1)
    told = [state.scanner for state in kiosk.hospital.calls["sign_of_life"]]
    assert told[-1] == "absent"
    await kiosk.journey.close()


@pytest.mark.parametrize("document", [id_card(), passport()])
async def test_a_visit_with_a_document_is_the_visit_of_a_typed_number(
    document: tuple[str, ...],
) -> None:
    kiosk = await _ready()
    booked = kiosk.hospital.book()
    kiosk.journey.choose_language("ru")
    _hold(kiosk, document)
    await kiosk.settle()
    assert (kiosk.screen, kiosk.view.language, kiosk.view.last4) == (Screen.CONFIRM, "ru", "")
    (sent,) = kiosk.hospital.calls["identify"]
    assert (sent.pinfl, sent.for_whom) == (PINFL, "self")
    assert kiosk.view.masked_name == ""  # it says a number and confirms nothing
    kiosk.type_digits("12")
    _hold(kiosk, document)
    assert (kiosk.screen, kiosk.view.error) == (Screen.CONFIRM, "error-confirmation-needed")
    await kiosk.confirm(LAST4)
    kiosk.journey.check_in(str(booked.id))
    await kiosk.settle()
    assert (kiosk.screen, kiosk.view.print_state) == (Screen.TICKET, PrintState.PRINTED)
    assert len(kiosk.hospital.calls["identify"]) == 1
    assert [one.way for one in kiosk.hospital.calls["count_way"]] == ["card"]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (id_card(expiry="200101"), "error-document-expired"),
        (passport("", state="DEU"), "error-document-no-number"),
        ((*id_card()[:1], "0" + id_card()[1][1:], id_card()[2]), "error-document-unreadable"),
    ],
)
async def test_a_document_that_does_not_do_leaves_the_other_ways_open(
    document: tuple[str, ...], said: str
) -> None:
    kiosk = await _ready()
    kiosk.journey.choose_language("ru")
    kiosk.journey.choose_for_whom("child")
    kiosk.type_digits("7408")  # a scanner that types
    _hold(kiosk, document)
    await kiosk.settle()
    assert (kiosk.screen, kiosk.view.error, kiosk.view.pinfl) == (Screen.PINFL, said, "")
    assert kiosk.hospital.calls["identify"] == []
    kiosk.type_digits(PINFL)
    kiosk.journey.submit()
    await kiosk.settle()
    assert (kiosk.screen, kiosk.view.for_whom) == (Screen.CONFIRM, "child")


async def test_lines_that_stop_coming_are_asked_for_once_more() -> None:
    kiosk = await _ready()
    first, second, names = id_card()
    kiosk.journey.scanned(first)
    await kiosk.pass_seconds(2)
    kiosk.journey.scanned(second)
    await kiosk.pass_seconds(2)
    assert kiosk.shows(Screen.ATTRACT)
    await kiosk.pass_seconds(2)
    assert (kiosk.screen, kiosk.view.error) == (Screen.PINFL, "error-document-unreadable")
    kiosk.journey.scanned(names)
    assert kiosk.view.pinfl == ""
    _hold(kiosk, (first, second))
    _hold(kiosk, ("IVANOVA<<INNA".ljust(30, "<"),))  # as if a document began
    await kiosk.settle()
    assert kiosk.shows(Screen.CONFIRM)


async def test_half_a_document_is_not_the_next_visitors() -> None:
    kiosk = await _ready()
    first, *rest = id_card()
    kiosk.journey.scanned(first)
    kiosk.journey.finish()
    for line in rest:
        kiosk.journey.scanned(line)
    await kiosk.settle()
    assert kiosk.hospital.calls["identify"] == []
    kiosk.journey.scanned(PASS)
    await kiosk.settle()
    assert kiosk.shows(Screen.COMPLAINT)
    kiosk.journey.set_text("Boshim ogʻriyapti" + "".join(id_card()))  # typed by a scanner
    _hold(kiosk, id_card())
    assert kiosk.view.text == "Boshim ogʻriyapti"
