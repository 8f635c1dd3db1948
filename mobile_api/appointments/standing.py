"""Who may know of an appointment, and whether a request was carried out before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel

from mobile_api.actors import Actor, Role
from mobile_api.appointments.errors import NoSuchAppointment
from mobile_api.appointments.schemas import Appointment
from mobile_api.appointments.store import appointments as store
from mobile_api.clock import Clock
from mobile_api.database import Reader, Record, Writing
from mobile_api.errors import IdempotencyMismatch
from mobile_api.keys import Vaulted
from mobile_api.patients.errors import NoSuchPerson, PersonDeceased
from mobile_api.patients.people import PeopleService

DESK = (Role.RECEPTION, Role.NURSE, Role.CALL_CENTRE_AGENT, Role.CALL_CENTRE_SUPERVISOR)
"""Staff who book for people; a doctor's own calendar is reception's to keep."""

SURE = ("confirmed", "proven")


@dataclass(frozen=True, slots=True)
class Standing:
    """How an account stands to a patient.

    Attributes:
        patient_id: the patient.
        sure: the link was confirmed or proven; a typed number alone shows nothing of the
            person but what this very account has booked.
    """

    patient_id: UUID
    sure: bool


class Standings:
    """Looks up whether somebody may act for a patient or know of an appointment."""

    def __init__(self, people: PeopleService) -> None:
        self._people = people

    async def of(self, db: Reader, actor: Actor, patient_id: UUID) -> Standing:
        """How the account stands to the patient.

        Raises:
            NoSuchPerson: it may not act for this patient's appointments.
        """
        sure = await self.is_sure(db, actor, patient_id)
        return Standing(await store.kept_id(db, patient_id), sure)

    async def is_sure(self, db: Reader, actor: Actor, patient_id: UUID) -> bool:
        """Whether the account's link to the patient was confirmed or proven.

        Raises:
            NoSuchPerson: it may not act for this patient's appointments.
        """
        return await self._people.may_act_for(db, actor, patient_id, "appointments") in SURE

    async def at_the_desk(self, db: Reader, patient_id: UUID) -> Standing:
        """Anybody, for staff who book at the desk.

        Raises:
            NoSuchPerson: there is no such patient.
            PersonDeceased: nothing can be booked any more.
        """
        found = await store.patient(db, patient_id)
        if found is None:
            raise NoSuchPerson
        if found["deceased_on"] is not None:
            raise PersonDeceased
        return Standing(found["id"], sure=True)

    async def all_of(self, db: Reader, actor: Actor) -> list[Standing]:
        """Everybody whose appointments the account may keep."""
        people = (await self._people.own(db, actor)).items
        return [
            Standing(one.id, one.assurance in SURE)
            for one in people
            if "appointments" in one.scopes
        ]

    async def row(self, db: Reader, actor: Actor, appointment_id: UUID) -> Record:
        """An appointment that the actor may know of: of own people, or of the own hospital.

        Raises:
            NoSuchAppointment: it does not exist, or is somebody else's: one answer for both.
        """
        row = await store.one(db, appointment_id)
        if row is None or row["status"] == "proposed":
            raise NoSuchAppointment
        if actor.role is not Role.PATIENT:
            if row["hospital_id"] != actor.hospital_id:
                raise NoSuchAppointment
            return row
        try:
            standing = await self.of(db, actor, row["patient_id"])
        except NoSuchPerson as fault:
            raise NoSuchAppointment from fault
        if not standing.sure and row["booked_by"] != actor.id:
            raise NoSuchAppointment
        return row


class Requests:
    """Recognises requests that were sent before."""

    def __init__(self, clock: Clock, vaulted: Vaulted) -> None:
        self._clock = clock
        self._vaulted = vaulted

    async def claim(
        self, tx: Writing, request_id: UUID, verb: str, about: UUID, body: BaseModel | None = None
    ) -> bool:
        """True for a new request; False for one that was carried out.

        Raises:
            IdempotencyMismatch: the id came with another verb, subject or body.
        """
        digest = self.digest(f"{verb}|{about}", body)
        first = await store.claim_request(tx, request_id, digest, about, self._clock())
        if first is not None and first != digest:
            raise IdempotencyMismatch
        return first is None

    def digest(self, verb: str, body: BaseModel | None) -> bytes:
        """Keyed hash of what is asked."""
        content = "" if body is None else json.dumps(body.model_dump(mode="json"), sort_keys=True)
        return self._vaulted.blind_index("appointments.body", f"{verb}|{content}")


def shown(row: Record) -> Appointment:
    """An appointment as its patient sees it."""
    return Appointment(**{**row, "confirmed": row["confirmed_at"] is not None})
