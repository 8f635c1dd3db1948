"""Two hundred people who do not exist, the same ones every time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID, uuid5

from mobile_api.demo.names import ALL, UZBEK, Naming
from mobile_api.identifiers import check_digit
from mobile_api.patients.schemas import NewPerson

PEOPLE = 200
DEMO = UUID("0d5c7d6e-9a53-4b8e-8f0c-3f6f6a7b2c11")
"""All ids of the demonstration are derived from this one."""

_SEED = 20_260_104
_OLDEST, _YOUNGEST = date(1936, 1, 1), date(2024, 12, 31)


@dataclass(frozen=True, slots=True)
class _Printed:
    """Somebody whose number is printed, for trying things out."""

    pinfl: str
    family: str
    given: str
    patronymic: str
    phone: str


BOOKED = _Printed("40803851720420", "Karimova", "Dilnoza", "Anvar qizi", "+998901234567")
WALK_IN = _Printed("31505901710017", "Sinov", "Bemor", "Olim oʻgʻli", "+998907654321")
CHILD = _Printed("63112102171238", "Yusupova", "Malika", "Botir qizi", "+998901112233")
UNKNOWN_PINFL = "50101012000071"
"""Valid, and nobody's."""


def person_id(number: int) -> UUID:
    """Id of the n-th person: says nothing about the person."""
    return uuid5(DEMO, f"person|{number}")


def everybody() -> list[NewPerson]:
    """All of them; the first three are ``BOOKED``, ``WALK_IN`` and ``CHILD``."""
    chance = random.Random(_SEED)  # noqa: S311 - no secret: the same people every time
    people = [
        NewPerson(
            id=person_id(number),
            pinfl=printed.pinfl,
            family_name=printed.family,
            given_name=printed.given,
            patronymic=printed.patronymic,
            phone=printed.phone,
            language=UZBEK.language,
        )
        for number, printed in enumerate((BOOKED, WALK_IN, CHILD))
    ]
    taken = {person.pinfl for person in people} | {UNKNOWN_PINFL}
    while len(people) < PEOPLE:
        person = _somebody(chance, len(people))
        if person.pinfl not in taken:
            taken.add(person.pinfl)
            people.append(person)
    return people


def _somebody(chance: random.Random, number: int) -> NewPerson:
    naming: Naming = chance.choice(ALL)
    sex: Literal["female", "male"] = chance.choice(("female", "male"))
    born = _OLDEST + timedelta(days=chance.randrange((_YOUNGEST - _OLDEST).days))
    return NewPerson(
        id=person_id(number),
        pinfl=_pinfl(chance, sex, born),
        family_name=naming.family(chance.choice(naming.families), sex),
        given_name=chance.choice(naming.female if sex == "female" else naming.male),
        patronymic=naming.patronymic(chance.choice(naming.fathers), sex),
        phone=f"+99890{chance.randrange(1_000_000, 10_000_000)}",
        language=naming.language,
    )


def _pinfl(chance: random.Random, sex: str, born: date) -> str:
    first = {1900: 3, 2000: 5}[born.year // 100 * 100] + (sex == "female")
    thirteen = f"{first}{born:%d%m%y}{chance.randrange(100, 300):03d}{chance.randrange(1000):03d}"
    return thirteen + str(check_digit(thirteen))
