"""Documents of people who do not exist, with check digits of our own counting."""

from __future__ import annotations

from itertools import cycle

from mobile_api.identifiers import check_digit as pinfl_digit
from tests.kiosk.fake_hospital import PINFL

FILLER = "<"


def digit(data: str) -> str:
    """ICAO 9303 part 3, section 4.9, counted apart from the kiosk's own code."""
    values = {FILLER: 0} | {sign: at for at, sign in enumerate("0123456789")}
    values |= {sign: at for at, sign in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", start=10)}
    return str(sum(values[s] * w for s, w in zip(data, cycle((7, 3, 1)), strict=False)) % 10)


def birth_of(pinfl: str) -> str:
    """YYMMDD."""
    return pinfl[5:7] + pinfl[3:5] + pinfl[1:3]


def id_card(
    number: str = PINFL,
    *,
    birth: str | None = None,
    expiry: str = "331231",
    more: str = "",
    document: str = "AD1234567",
    state: str = "UZB",
) -> tuple[str, str, str]:
    """Three lines of 30; ``more`` is the optional data of the second one."""
    birth = birth or birth_of(PINFL)
    if len(document) > 9:
        number = document[9:] + digit(document) + FILLER + number
    begin = document[:9].ljust(9, FILLER) + (digit(document) if len(document) <= 9 else FILLER)
    first = f"IU{state}{begin}{number.ljust(15, FILLER)}"
    dates = (birth + digit(birth), expiry + digit(expiry))
    optional = more.ljust(11, FILLER)
    composite = digit(first[5:] + dates[0] + dates[1] + optional)
    second = f"{dates[0]}F{dates[1]}{state}{optional}{composite}"
    return first, second, "KARIMOVA<<DILNOZA".ljust(30, FILLER)


def passport(number: str = PINFL, *, expiry: str = "331231", state: str = "UZB") -> tuple[str, str]:
    """Two lines of 44."""
    document, birth = "FA1234567", birth_of(PINFL)
    optional = number.ljust(14, FILLER)
    begin, dates = document + digit(document), (birth + digit(birth), expiry + digit(expiry))
    own = optional + digit(optional)
    composite = digit(begin + dates[0] + dates[1] + own)
    second = f"{begin}{state}{dates[0]}F{dates[1]}{own}{composite}"
    return f"P<{state}KARIMOVA<<DILNOZA".ljust(44, FILLER), second


def somebody_born(day: int, month: int, year: int) -> str:
    """A PINFL of the twentieth century."""
    first = f"4{day:02}{month:02}{year % 100:02}170001"
    return first + str(pinfl_digit(first))
