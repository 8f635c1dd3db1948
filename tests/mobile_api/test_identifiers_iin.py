"""The identity number of Kazakhstan."""

from __future__ import annotations

from datetime import date

import pytest

from mobile_api.identifiers import InvalidIin, iin_check_digit, read_iin

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("iin", "sex", "born"),
    [
        ("900515300008", "male", date(1990, 5, 15)),
        ("850308400126", "female", date(1985, 3, 8)),
        ("010101500013", "male", date(2001, 1, 1)),
        ("991231300457", "male", date(1999, 12, 31)),
    ],
)
def test_valid_numbers_tell_birth_date_and_sex(iin: str, sex: str, born: date) -> None:
    facts = read_iin(iin, TODAY)
    assert (facts.sex, facts.birth_date) == (sex, born)


@pytest.mark.parametrize(
    ("iin", "fault"),
    [
        ("900515300009", "check_digit"),
        ("901315300008", "birth_date"),
        ("900230300008", "birth_date"),
        ("900515000008", "century"),
        ("900515700008", "century"),
        ("90051530000", "incomplete"),
        ("9005153000080", "check_digit"),
        ("90051530000٨", "not_digits"),
        ("", "not_digits"),
        ("270101500017", "birth_date"),
    ],
)
def test_wrong_numbers_say_what_is_wrong_and_not_the_number(iin: str, fault: str) -> None:
    with pytest.raises(InvalidIin) as refused:
        read_iin(iin, TODAY)
    assert refused.value.fault == fault
    assert not iin or iin not in str(refused.value)


def test_some_numbers_are_never_issued_and_some_take_the_second_weights() -> None:
    digits = {iin_check_digit(f"9005153{serial:04d}") for serial in range(2000)}
    assert digits == {None, *range(10)}
