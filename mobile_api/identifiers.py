"""National identity numbers: the PINFL (JSHSHIR) of Uzbekistan, and the IIN of Kazakhstan.

PINFL: layout ``G DDMMYY RRR NNN C``: G = century and sex (1/2: 18xx, 3/4: 19xx, 5/6: 20xx;
odd = male), the birth date, RRR = district of birth, NNN = serial number,
C = check digit = (sum of the first 13 digits times 7, 3, 1, 7, 3, 1, ...) mod 10,
the weights of ICAO 9303.

IIN: ``YYMMDD S NNNN C``: birth date, S = century and sex (1/2: 18xx, 3/4: 19xx, 5/6: 20xx;
odd = male), NNNN = serial number, C = (sum of the first 11 digits times 1 to 11) mod 11; where
that is 10, the weights 3 to 11, 1, 2 are taken; where it is 10 again, the number was never issued.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, WithJsonSchema

PINFL_LENGTH = 14
_WEIGHTS = (7, 3, 1)
_CENTURY = {1: 1800, 2: 1800, 3: 1900, 4: 1900, 5: 2000, 6: 2000}

PinflFault = Literal["incomplete", "not_digits", "first_digit", "birth_date", "check_digit"]
"""What is wrong with a number, in the order in which a person typing it can be told."""


class InvalidPinfl(ValueError):
    """The number is not a PINFL; ``fault`` says why. Never holds the number itself."""

    def __init__(self, fault: PinflFault) -> None:
        super().__init__(f"not a PINFL: {fault}")
        self.fault: PinflFault = fault


@dataclass(frozen=True, slots=True)
class PinflFacts:
    """What a PINFL says about its holder: it confirms nothing about who typed it."""

    sex: Literal["female", "male"]
    birth_date: date


def check_digit(first_thirteen: str) -> int:
    """The 14th digit for 13 given ones (weights 7, 3, 1 as in ICAO 9303)."""
    return sum(int(d) * _WEIGHTS[i % 3] for i, d in enumerate(first_thirteen)) % 10


def find_fault(typed: str, today: date) -> PinflFault | None:
    """What is already known to be wrong with a number that is still being typed.

    Args:
        typed: digits so far, at most 14.
        today: the hospital's date; nobody is born tomorrow.

    Returns:
        The first fault, ``"incomplete"`` where nothing is wrong but digits are
        missing, None for a valid number.
    """
    if not typed.isascii() or (typed and not typed.isdigit()):
        return "not_digits"
    if len(typed) > PINFL_LENGTH:
        return "check_digit"
    if typed and int(typed[0]) not in _CENTURY:
        return "first_digit"
    if len(typed) >= 3 and not 1 <= int(typed[1:3]) <= 31:
        return "birth_date"
    if len(typed) >= 5 and not 1 <= int(typed[3:5]) <= 12:
        return "birth_date"
    if len(typed) >= 7 and not _is_past_date(typed, today):
        return "birth_date"
    if len(typed) < PINFL_LENGTH:
        return "incomplete"
    return None if check_digit(typed[:13]) == int(typed[13]) else "check_digit"


def _birth_date(pinfl: str) -> date:
    return date(_CENTURY[int(pinfl[0])] + int(pinfl[5:7]), int(pinfl[3:5]), int(pinfl[1:3]))


def _is_past_date(typed: str, today: date) -> bool:
    try:
        return _birth_date(typed) <= today
    except ValueError:
        return False


def read_pinfl(pinfl: str, today: date) -> PinflFacts:
    """Birth date and sex of a complete, valid number.

    Raises:
        InvalidPinfl: length, digits, first digit, date or check digit are wrong.
    """
    fault = find_fault(pinfl, today)
    if fault is not None:
        raise InvalidPinfl(fault)
    return PinflFacts("male" if int(pinfl[0]) % 2 else "female", _birth_date(pinfl))


IIN_LENGTH = 12
_IIN_WEIGHTS = (range(1, 12), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))

IinFault = Literal["incomplete", "not_digits", "century", "birth_date", "check_digit"]


class InvalidIin(ValueError):
    """The number is not an IIN; ``fault`` says why. Never holds the number itself."""

    def __init__(self, fault: IinFault) -> None:
        super().__init__(f"not an IIN: {fault}")
        self.fault: IinFault = fault


def iin_check_digit(first_eleven: str) -> int | None:
    """The 12th digit for 11 given ones; None where such a number is never issued."""
    for weights in _IIN_WEIGHTS:
        digit = sum(int(d) * w for d, w in zip(first_eleven, weights, strict=True)) % 11
        if digit < 10:
            return digit
    return None


def read_iin(iin: str, today: date) -> PinflFacts:
    """Birth date and sex of a complete, valid IIN.

    Args:
        iin: 12 digits.
        today: nobody is born tomorrow.

    Raises:
        InvalidIin: length, digits, century, date or check digit are wrong.
    """
    if not (iin.isascii() and iin.isdigit()):
        raise InvalidIin("not_digits")
    if len(iin) != IIN_LENGTH:
        raise InvalidIin("incomplete" if len(iin) < IIN_LENGTH else "check_digit")
    century = _CENTURY.get(int(iin[6]))
    if century is None:
        raise InvalidIin("century")
    try:
        born = date(century + int(iin[:2]), int(iin[2:4]), int(iin[4:6]))
    except ValueError as fault:
        raise InvalidIin("birth_date") from fault
    if born > today:
        raise InvalidIin("birth_date")
    if iin_check_digit(iin[:11]) != int(iin[11]):
        raise InvalidIin("check_digit")
    return PinflFacts("male" if int(iin[6]) % 2 else "female", born)


def age_years(birth_date: date, today: date) -> float:
    """Age in decimal years (365.25 days): an infant of 5 days is 0.014."""
    return max(0.0, (today - birth_date).days / 365.25)


def _pinfl_shape(value: str) -> str:
    # The date is checked against the year 9999 here, because a schema knows no
    # clock; the service checks it against the hospital's own day.
    fault = find_fault(value, date.max)
    if fault is not None:
        raise InvalidPinfl(fault)
    return value


Pinfl = Annotated[
    str,
    AfterValidator(_pinfl_shape),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^[1-6][0-9]{13}$",
            "examples": ["31505901710017"],
            "description": "PINFL (JSHSHIR), 14 digits; date and check digit are verified.",
        }
    ),
]
