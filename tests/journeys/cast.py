"""Who plays: the synthetic people and logins that the demo seed made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Person:
    """A synthetic person and the last four digits of the phone on file."""

    pinfl: str
    last4: str


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
        staff: may call in every department.
    """

    hospital_id: str
    booked: Person
    walk_in: Person
    stranger: Person
    staff: Login

    @classmethod
    def of(cls, summary: str) -> Cast:
        """Read what ``python -m mobile_api seed demo --json`` printed."""
        told: dict[str, Any] = json.loads(summary)
        booked, walk_in, stranger = (
            Person(person["pinfl"], person["last4"]) for person in told["numbers"][:3]
        )
        login = "hamshira"
        return cls(
            told["hospital_id"], booked, walk_in, stranger, Login(login, told["passwords"][login])
        )
