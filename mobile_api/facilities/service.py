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
from mobile_api.facilities.schemas import Department, Hospital
from mobile_api.permissions import STAFF, allowed


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
        """The departments that a hospital has, by floor, then by letter."""
        return [Department(**row) for row in await store.departments(db, hospital_id)]

    async def department(self, db: Reader, hospital_id: UUID, code: str) -> Department:
        """One department of a hospital.

        Raises:
            NoSuchDepartment: this hospital does not have it.
        """
        found = await store.department(db, hospital_id, code)
        if found is None:
            raise NoSuchDepartment
        return Department(**found)

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
