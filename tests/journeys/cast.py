"""Who plays: the synthetic people and logins that the demo seed made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from mobile_api.demo.people import everybody
from mobile_api.identifiers import age_years, read_pinfl

_ADULT_YEARS = 18


@dataclass(frozen=True, slots=True)
class Person:
    """A synthetic person and the last four digits of the phone on file.

    Attributes:
        phone: the whole number, of whoever uses it to sign in; else empty.
    """

    pinfl: str
    last4: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Login:
    """A demo account of the staff."""

    login: str
    password: str


@dataclass(frozen=True, slots=True)
class Cast:
    """What a journey needs to know about the seeded hospital.

    Attributes:
        hospital_id: for the address of its board.
        booked: has an appointment today.
        walk_in: known here, without an appointment.
        stranger: a valid number that nobody here has.
        chatter: known here; books in the bot.
        staff: may call in every department.
        administrator: lets kiosks in.
    """

    hospital_id: str
    booked: Person
    walk_in: Person
    stranger: Person
    chatter: Person
    staff: Login
    administrator: Login

    @classmethod
    def of(cls, summary: str) -> Cast:
        """Read what ``python -m mobile_api seed demo --json`` printed."""
        told: dict[str, Any] = json.loads(summary)
        booked, walk_in, stranger = (
            Person(person["pinfl"], person["last4"]) for person in told["numbers"][:3]
        )
        passwords = told["passwords"]
        return cls(
            told["hospital_id"],
            booked,
            walk_in,
            stranger,
            _somebody({person["pinfl"] for person in told["numbers"]}),
            *(Login(login, passwords[login]) for login in ("hamshira", "administrator")),
        )


def _somebody(others: set[str]) -> Person:
    """The first grown-up of the demonstration whose number is not printed."""
    today = datetime.now(UTC).date()
    for one in everybody():
        pinfl = one.pinfl or ""
        born = read_pinfl(pinfl, today).birth_date
        if pinfl not in others and age_years(born, today) >= _ADULT_YEARS and one.phone:
            return Person(pinfl, one.phone[-4:], one.phone)
    raise LookupError("the demonstration has no other grown-up with a phone")
