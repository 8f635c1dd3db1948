"""The machine-readable zone of identity documents, and the national number that stands in it.

ICAO Doc 9303, eighth edition: part 3 (section 4.9, check digits), part 5 (TD1, three lines of 30:
ID cards) and part 4 (TD3, two lines of 44: passports). Names are never looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from mobile_api.identifiers import InvalidIin, find_fault, read_iin

TD1_WIDTH: Final = 30
TD3_WIDTH: Final = 44
LINES: Final = {TD1_WIDTH: 3, TD3_WIDTH: 2}
"""How many lines of this width are one document."""

_WEIGHTS: Final = (7, 3, 1)
_FILLER: Final = "<"

DocumentFault = Literal["unreadable", "expired", "no_number"]
"""What a person can be told: once more; no longer valid; not the document of a citizen."""

NumberScheme = Literal["pinfl", "iin"]
"""Which national number is looked for: of Uzbekistan or of Kazakhstan."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document was good for.

    Attributes:
        number: the national number; empty where there is a fault.
        fault: None where the number can be used.
    """

    number: str = field(default="", repr=False)
    fault: DocumentFault | None = None


@dataclass(frozen=True, slots=True, repr=False)
class _Zone:
    """Dates as YYMMDD, and where a national number may stand."""

    birth: str
    expiry: str
    numbers: tuple[str, ...]


def check_digit(data: str) -> int:
    """Weights 7, 3, 1 over digits, letters (A is 10) and fillers (0); part 3, section 4.9.

    Args:
        data: only ``0``-``9``, ``A``-``Z`` and ``<``.
    """
    values = (0 if letter == _FILLER else int(letter, 36) for letter in data)
    return sum(value * _WEIGHTS[at % 3] for at, value in enumerate(values)) % 10


def lines_in(code: str) -> tuple[str, ...]:
    """The lines of a zone in what a scanner gave; none where it was something else.

    A scanner sends one line at a time or several as one code, with or without a sign between
    them. A keyboard of another layout types another sign for every filler; the check digits
    decide whether it was one.
    """
    for width, most in LINES.items():
        for count in range(1, most + 1):
            for gap in (0, 1) if count > 1 else (0,):
                if len(code) == count * width + (count - 1) * gap:
                    step = width + gap
                    cut = [_plain(code[at * step : at * step + width]) for at in range(count)]
                    lines = tuple(line for line in cut if line is not None)
                    return lines if len(lines) == count else ()
    return ()


def begins_document(line: str) -> bool:
    """Whether this may be a first line: ID cards begin with A, C or I, passports with P."""
    return line[0] in ("P" if len(line) == TD3_WIDTH else "ACI")


def read_document(lines: Sequence[str], today: date, scheme: NumberScheme = "pinfl") -> Reading:
    """The national number on a document.

    It counts only where every check digit holds, the number's own included, and where its birth
    date is the document's.

    Args:
        lines: of one document, from ``lines_in``.
        today: the hospital's date; a document is good until the end of its last day.
        scheme: which number is looked for.
    """
    zone = _zone(lines)
    last_day = None if zone is None else _expires(zone.expiry)
    if zone is None or last_day is None:
        return Reading(fault="unreadable")
    for number in zone.numbers:
        if _is_of(number, zone.birth, today, scheme):
            return Reading(fault="expired") if last_day < today else Reading(number)
    return Reading(fault="no_number")


def _plain(line: str) -> str | None:
    others = {sign for sign in line if not (sign.isascii() and (sign.isupper() or sign.isdigit()))}
    if len(others) > 1 or any(sign.islower() for sign in others) or line.isdigit():
        return None
    return "".join(_FILLER if sign in others else sign for sign in line)


def _zone(lines: Sequence[str]) -> _Zone | None:
    widths = {len(line) for line in lines}
    if not begins_document(lines[0]) or len(widths) != 1 or len(lines) != LINES[len(lines[0])]:
        return None
    return _td3(lines[1]) if len(lines[0]) == TD3_WIDTH else _td1(lines[0], lines[1])


def _td1(first: str, second: str) -> _Zone | None:
    number, digit, optional = first[5:14], first[14], first[15:30]
    if digit == _FILLER:
        # A longer number goes on in the optional data, with its check digit at the end
        # (part 5, note j to the data structure).
        rest, _, optional = optional.partition(_FILLER)
        number, digit = number + rest[:-1], rest[-1:]
    birth, expiry, more = second[:6], second[8:14], second[18:29]
    holds = (
        _fits(number, digit)
        and _fits(birth, second[6])
        and _fits(expiry, second[14])
        and _fits(first[5:30] + second[:7] + second[8:15] + more, second[29])
    )
    own, more = optional.rstrip(_FILLER), more.rstrip(_FILLER)
    # What finds no room in the first line goes on in the second.
    return _Zone(birth, expiry, (own, own + more)) if holds else None


def _td3(second: str) -> _Zone | None:
    number, birth, expiry, optional = second[:9], second[13:19], second[21:27], second[28:42]
    empty = optional == _FILLER * len(optional)
    holds = (
        _fits(number, second[9])
        and _fits(birth, second[19])
        and _fits(expiry, second[27])
        # Over nothing the check digit may be 0 or a filler (part 4, note n).
        and (_fits(optional, second[42]) or (empty and second[42] == _FILLER))
        and _fits(second[:10] + second[13:20] + second[21:43], second[43])
    )
    return _Zone(birth, expiry, (optional.rstrip(_FILLER),)) if holds else None


def _fits(data: str, digit: str) -> bool:
    return digit.isdigit() and check_digit(data) == int(digit)


def _expires(yymmdd: str) -> date | None:
    # No document in use runs out before 2000 or after 2099.
    if not yymmdd.isdigit():
        return None
    try:
        return date(2000 + int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:]))
    except ValueError:
        return None


def _is_of(number: str, birth: str, today: date, scheme: NumberScheme) -> bool:
    if scheme == "pinfl":
        born = number[5:7] + number[3:5] + number[1:3]
        return find_fault(number, today) is None and born == birth
    try:
        read_iin(number, today)
    except InvalidIin:
        return False
    return number[:6] == birth
