"""The machine-readable zone of ID cards and passports, and what does not pass for one."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.mrz import Reading, check_digit, lines_in, read_document
from tests.kiosk.documents import id_card, passport, somebody_born
from tests.kiosk.fake_hospital import PINFL
from tests.kiosk.visiting import TODAY

# Doc 9303, the specimens of parts 4 and 5: Utopia gives nobody a PINFL.
SPECIMENS = (
    (
        "I<UTOD231458907<<<<<<<<<<<<<<<",
        "7408122F1204159UTO<<<<<<<<<<<6",
        "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    ),
    (
        "I<UTOD23145890<7349<<<<<<<<<<<",
        "3407127M9507122UTO<<<<<<<<<<<2",
        "STEVENSON<<PETER<JOHN<<<<<<<<<",
    ),
    (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ),
)


@pytest.mark.parametrize("lines", SPECIMENS)
def test_the_specimens_of_icao_are_read_and_have_no_national_number(lines: tuple[str, ...]) -> None:
    assert read_document(lines, TODAY) == Reading(fault="no_number")


@pytest.mark.parametrize("lines", [id_card(), passport()])
def test_the_number_on_an_id_card_and_in_a_passport(lines: tuple[str, ...]) -> None:
    assert read_document(lines, TODAY) == Reading(PINFL)


@pytest.mark.parametrize("lines", [id_card(), passport()])
def test_no_digit_may_be_another_one(lines: tuple[str, ...]) -> None:
    """Every digit that a check digit covers, and every check digit itself."""
    assert check_digit("520727") == 3  # the example of part 3
    tried = 0
    for at, line in enumerate(lines):
        for place, sign in enumerate(line):
            if sign.isdigit():
                other = line[:place] + str((int(sign) + 1) % 10) + line[place + 1 :]
                spoilt = (*lines[:at], other, *lines[at + 1 :])
                assert read_document(spoilt, TODAY) == Reading(fault="unreadable"), (at, place)
                tried += 1
    assert tried > 30


@pytest.mark.parametrize(
    "lines",
    [
        id_card(state="DEU", number=""),
        passport(state="DEU", number="12345678901234"),
        id_card(number=PINFL[:13] + "8"),  # the document's own check digits hold
        id_card(birth="900102"),  # of somebody else
        id_card(number=somebody_born(1, 1, 1970)),
    ],
)
def test_a_document_without_its_holders_number(lines: tuple[str, ...]) -> None:
    assert read_document(lines, TODAY) == Reading(fault="no_number")


def test_a_document_is_good_until_the_end_of_its_last_day() -> None:
    lines = id_card(expiry="261122")
    assert read_document(lines, date(2026, 11, 22)) == Reading(PINFL)
    assert read_document(lines, date(2026, 11, 23)) == Reading(fault="expired")
    assert read_document(id_card(expiry="261131"), TODAY) == Reading(fault="unreadable")


def test_a_number_that_finds_no_room_goes_on_in_the_second_line() -> None:
    lines = id_card(PINFL[:9], document="AD12345678", more=PINFL[9:])
    assert read_document(lines, TODAY) == Reading(PINFL)


def test_the_number_of_kazakhstan() -> None:
    iin = "900115300013"
    lines = id_card(iin, birth="900115", state="KAZ")
    assert read_document(lines, TODAY, "iin") == Reading(iin)
    assert read_document(lines, TODAY) == Reading(fault="no_number")
    assert read_document(id_card(iin, birth="900116"), TODAY, "iin").fault == "no_number"


@pytest.mark.parametrize("lines", [id_card(), passport()])
@pytest.mark.parametrize("between", ["", " ", "\t"])
def test_a_scanner_may_send_all_lines_at_once(lines: tuple[str, ...], between: str) -> None:
    assert lines_in(between.join(lines)) == lines
    assert lines_in(lines[0]) == lines[:1]


def test_another_keyboard_layout_types_another_filler() -> None:
    lines = id_card()
    assert lines_in("".join(lines).replace("<", "Б")) == lines
    assert lines_in(lines[0].replace("<", ";").replace("1", "!")) == ()


@pytest.mark.parametrize(
    "code",
    ["", PINFL, "4" * 30, "https://hospital.example/q/Abc", "HTTPS://CLINIC.UZ/TICKET-00007"],
)
def test_what_is_no_document(code: str) -> None:
    assert lines_in(code) == ()


def test_a_reading_does_not_say_whose_it_is() -> None:
    assert PINFL not in repr(read_document(id_card(), TODAY))
