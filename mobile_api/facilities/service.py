"""Answers where things are and what day it is there."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.database import Reader, Writing
from mobile_api.errors import NotFound
from mobile_api.facilities import prefixes, store
from mobile_api.facilities.errors import NoSuchDepartment
from mobile_api.facilities.plans import HospitalPlan
from mobile_api.facilities.schemas import (
    Department,
    Departments,
    Hospital,
    HospitalOverview,
    Hospitals,
    PublicPractitioner,
    PublicPractitioners,
    PublicService,
    PublicServices,
)
from mobile_api.facilities.terminology import SPECIALITIES
from mobile_api.permissions import STAFF, allowed

KEEPERS = (Role.ADMINISTRATOR, Role.IT_NURSE, Role.SYSTEM)
"""Who keeps a hospital's data (order 3758: data quality is the IT nurse's)."""

_READERS = (Role.PATIENT, Role.BOT, Role.SYSTEM, *STAFF)


class FacilitiesService:
    """Hospitals and their departments. Nothing here is personal."""

    def __init__(self, audit: AuditService) -> None:
        self._audit = audit

    @allowed(Role.KIOSK, Role.BOARD, Role.SYSTEM, *STAFF)
    async def hospital(self, db: Reader, actor: Actor) -> Hospital:
        """The hospital of whoever asks, with all its departments.

        Raises:
            NotFound: the hospital does not exist (any more).
        """
        found = await store.hospital(db, actor.hospital_id)
        if found is None:
            raise NotFound
        departments = await self.departments(db, actor.hospital_id)
        return Hospital(**found, departments=departments)

    async def departments(self, db: Reader, hospital_id: UUID) -> list[Department]:
        """The open departments of a hospital, by floor, then by letter."""
        return [Department(**row) for row in await store.departments(db, hospital_id)]

    async def department(self, db: Reader, hospital_id: UUID, code: str) -> Department:
        """One department of a hospital, even if it was closed: old tickets refer to it.

        Raises:
            NoSuchDepartment: this hospital never had it.
        """
        found = await store.department(db, hospital_id, code)
        if found is None:
            raise NoSuchDepartment
        return Department(**found)

    async def open_department(self, db: Reader, hospital_id: UUID, code: str) -> Department:
        """One department that takes patients.

        Raises:
            NoSuchDepartment: this hospital does not have it (any more).
        """
        found = await store.department(db, hospital_id, code, only_open=True)
        if found is None:
            raise NoSuchDepartment
        return Department(**found)

    @allowed(*_READERS)
    async def hospitals(self, db: Reader, actor: Actor) -> Hospitals:
        """All hospitals of this installation."""
        return Hospitals(items=[HospitalOverview(**row) for row in await store.hospitals(db)])

    @allowed(*_READERS)
    async def departments_of(self, db: Reader, actor: Actor, hospital_id: UUID) -> Departments:
        """The open departments of any hospital.

        Raises:
            NotFound: the hospital does not exist.
        """
        await self.zone(db, hospital_id)
        return Departments(items=await self.departments(db, hospital_id))

    @allowed(*_READERS)
    async def practitioners_of(
        self, db: Reader, actor: Actor, hospital_id: UUID, department: str
    ) -> PublicPractitioners:
        """Who sees patients in an open department, by name.

        Raises:
            NoSuchDepartment: the hospital does not have it.
        """
        await self.open_department(db, hospital_id, department)
        found = []
        for row in await store.practitioners_of(db, hospital_id, department):
            term = SPECIALITIES.get(row["speciality"] or "")
            names = None if term is None else dict(term.names)
            found.append(PublicPractitioner(**row, speciality_names=names))
        return PublicPractitioners(items=found)

    @allowed(*_READERS)
    async def services_of(
        self, db: Reader, actor: Actor, hospital_id: UUID, department: str
    ) -> PublicServices:
        """What an open department offers, by code.

        Raises:
            NoSuchDepartment: the hospital does not have it.
        """
        await self.open_department(db, hospital_id, department)
        rows = await store.services_of(db, hospital_id, department)
        return PublicServices(items=[PublicService(**row) for row in rows])

    async def rooms(self, db: Reader, hospital_id: UUID) -> dict[str, list[str]]:
        """Numbers of the rooms in which departments see patients, by department code."""
        rooms: dict[str, list[str]] = {}
        for row in await store.rooms(db, hospital_id):
            rooms.setdefault(row["code"], []).append(row["number"])
        return rooms

    async def zone(self, db: Reader, hospital_id: UUID) -> ZoneInfo:
        """The hospital's time zone.

        Raises:
            NotFound: the hospital does not exist.
        """
        name = await store.time_zone(db, hospital_id)
        if name is None:
            raise NotFound
        return ZoneInfo(name)

    async def local_day(self, db: Reader, hospital_id: UUID, moment: datetime) -> date:
        """The date on the hospital's own wall at ``moment`` (aware).

        Raises:
            NotFound: the hospital does not exist.
        """
        return moment.astimezone(await self.zone(db, hospital_id)).date()

    async def emergency_phone(self, db: Reader, hospital_id: UUID) -> str:
        """The ambulance's number where a hospital stands.

        Raises:
            NotFound: the hospital does not exist.
        """
        found = await store.hospital(db, hospital_id)
        if found is None:
            raise NotFound
        phone: str = found["emergency_phone"]
        return phone

    async def hospital_ids(self, db: Reader) -> list[UUID]:
        """All hospitals of this installation."""
        return await store.hospital_ids(db)

    @allowed(Role.SYSTEM)
    async def apply(self, tx: Writing, actor: Actor, plan: HospitalPlan) -> None:
        """Make a hospital look like its plan; safe to repeat.

        Nothing is removed: tickets and appointments of the past refer to it. A department
        keeps the letter that it has.

        Raises:
            NoLetterLeft: more departments than letters.
        """
        codes = [department.code for department in plan.departments]
        letters = prefixes.assign(codes, await store.prefixes(tx, plan.id))
        await store.put_plan(tx, plan, letters)
        await self._audit.record(tx, actor, "facilities.apply", "hospital", plan.id)
