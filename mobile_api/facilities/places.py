"""Keeps departments, rooms and services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import RowMapping

from mobile_api.actors import Actor
from mobile_api.audit.service import AuditService
from mobile_api.database import Reader, Writing
from mobile_api.errors import NotFound
from mobile_api.facilities import editing_store as store
from mobile_api.facilities import prefixes
from mobile_api.facilities.errors import (
    LettersUsedUp,
    LetterTaken,
    NameMissing,
    NoSuchDepartment,
    RoomTaken,
    ServiceCodeTaken,
    UnknownDepartmentCode,
)
from mobile_api.facilities.orders import PutDepartment, PutHospital, PutRoom, PutService
from mobile_api.facilities.schemas import (
    Configuration,
    DepartmentRecord,
    PractitionerRecord,
    RoomRecord,
    ServiceRecord,
)
from mobile_api.facilities.service import KEEPERS
from mobile_api.facilities.tables import DepartmentRow, HospitalRow, RoomRow, ServiceRow
from mobile_api.facilities.terminology import DEPARTMENT_TERMS, complete_names
from mobile_api.permissions import allowed
from mobile_api.schemas import Language


class PlacesService:
    """Where things are, and what is offered there. Nothing here is personal."""

    def __init__(self, audit: AuditService) -> None:
        self._audit = audit

    @allowed(*KEEPERS)
    async def configuration(self, db: Reader, actor: Actor) -> Configuration:
        """Everything that a hospital has, closed and inactive things included."""
        hospital = actor.hospital_id
        return Configuration(
            departments=[_department(row) for row in await store.departments(db, hospital)],
            rooms=[RoomRecord(**row) for row in await store.rooms(db, hospital)],
            practitioners=[
                PractitionerRecord(**row) for row in await store.practitioners(db, hospital)
            ],
            services=[ServiceRecord(**row) for row in await store.services(db, hospital)],
        )

    @allowed(*KEEPERS)
    async def put_hospital(self, tx: Writing, actor: Actor, order: PutHospital) -> None:
        """Say what the hospital is called and which number saves a life there.

        Raises:
            NameMissing: no name in Uzbek.
        """
        await self._lock(tx, actor)
        names = _names(order.names)
        row = {"id": actor.hospital_id, "names": names, "emergency_phone": order.emergency_phone}
        await store.change(tx, HospitalRow, row)
        await self._audit.record(
            tx, actor, "facilities.put_hospital", "hospital", actor.hospital_id
        )

    @allowed(*KEEPERS)
    async def put_department(
        self, tx: Writing, actor: Actor, code: str, order: PutDepartment
    ) -> DepartmentRecord:
        """Open a department, or change one. Whether it may be closed, administration asks.

        Raises:
            UnknownDepartmentCode: not in the catalogue.
            NameMissing: names were given, none of them in Uzbek.
            LetterTaken: another department has the letter.
            LettersUsedUp: none is left.
        """
        if code not in DEPARTMENT_TERMS:
            raise UnknownDepartmentCode(field="code")
        await self._lock(tx, actor)
        there = {row["code"]: row for row in await store.departments(tx, actor.hospital_id)}
        given = {one: str(row["prefix"]) for one, row in there.items()}
        before = there.get(code)
        prefix = order.prefix
        if prefix is None:
            try:
                prefix = prefixes.assign([code], given)[code]
            except prefixes.NoLetterLeft as fault:
                raise LettersUsedUp(field="prefix") from fault
        if prefix in {letter for one, letter in given.items() if one != code}:
            raise LetterTaken(field="prefix")
        if order.names is not None:
            names = _names(order.names)
        else:
            names = prefixes.names_of(code) if before is None else before["names"]
        row = {
            "id": uuid5(actor.hospital_id, code) if before is None else before["id"],
            "hospital_id": actor.hospital_id,
            "code": code,
            "names": names,
            "prefix": prefix,
            "floor": order.floor,
            "room": order.room,
            "active": order.active,
        }
        await store.put(tx, DepartmentRow, row)
        await self._note(tx, actor, "department", row["id"], before, order.active, code=code)
        return _department(row)

    @allowed(*KEEPERS)
    async def put_room(
        self, tx: Writing, actor: Actor, room_id: UUID, order: PutRoom
    ) -> RoomRecord:
        """Add a room, or change one.

        Raises:
            NoSuchDepartment: the hospital does not have it.
            RoomTaken: another room of the hospital has this number.
            NotFound: the room is another hospital's.
        """
        await self._lock(tx, actor)
        department = await self._department(tx, actor, order.department)
        before = await self._own(tx, actor, RoomRow, room_id, store.rooms)
        for other in await store.rooms(tx, actor.hospital_id):
            same = other["number"].casefold() == order.number.casefold()
            if same and other["id"] != room_id:
                raise RoomTaken(field="number")
        row = {
            "id": room_id,
            "department_id": department,
            "number": order.number,
            "floor": order.floor,
            "active": order.active,
        }
        await store.put(tx, RoomRow, row)
        await self._note(tx, actor, "room", room_id, before, order.active)
        return RoomRecord(
            **order.model_dump(),
            id=room_id,
            practitioners=0 if before is None else before["practitioners"],
        )

    @allowed(*KEEPERS)
    async def put_service(
        self, tx: Writing, actor: Actor, service_id: UUID, order: PutService
    ) -> ServiceRecord:
        """Add a service of a department, or change one.

        Raises:
            NoSuchDepartment: the hospital does not have it.
            NameMissing: no name in Uzbek.
            ServiceCodeTaken: another service of the department has this code.
            NotFound: the service is another hospital's.
        """
        await self._lock(tx, actor)
        department = await self._department(tx, actor, order.department)
        before = await self._own(tx, actor, ServiceRow, service_id, store.services)
        for other in await store.services(tx, actor.hospital_id):
            same = (other["department"], other["code"]) == (order.department, order.code)
            if same and other["id"] != service_id:
                raise ServiceCodeTaken(field="code")
        names = _names(order.names)
        row = {
            "id": service_id,
            "department_id": department,
            "code": order.code,
            "names": names,
            "minutes": order.minutes,
            "capacity": order.capacity,
            "active": order.active,
        }
        await store.put(tx, ServiceRow, row)
        await self._note(tx, actor, "service", service_id, before, order.active)
        return ServiceRecord(**{**order.model_dump(), "names": names}, id=service_id)

    async def _lock(self, tx: Writing, actor: Actor) -> None:
        if not await store.lock_hospital(tx, actor.hospital_id):
            raise NotFound

    async def _department(self, tx: Writing, actor: Actor, code: str) -> UUID:
        for row in await store.departments(tx, actor.hospital_id):
            if row["code"] == code:
                found: UUID = row["id"]
                return found
        raise NoSuchDepartment(field="department")

    async def _own(
        self, tx: Writing, actor: Actor, table: Any, row_id: UUID, listed: Any
    ) -> RowMapping | None:
        """The row as it is; None for a new one. Another hospital's is not found."""
        owner = await store.hospital_of(tx, table, row_id)
        if owner is None:
            return None
        if owner != actor.hospital_id:
            raise NotFound
        rows: Sequence[RowMapping] = await listed(tx, actor.hospital_id)
        return next(row for row in rows if row["id"] == row_id)

    async def _note(
        self,
        tx: Writing,
        actor: Actor,
        kind: str,
        row_id: object,
        before: RowMapping | None,
        active: bool,
        **facts: str,
    ) -> None:
        verb = "add" if before is None else "change"
        if before is not None and before["active"] != active:
            verb = "open" if active else "close"
        await self._audit.record(tx, actor, f"facilities.{verb}_{kind}", kind, row_id, **facts)


def _names(given: dict[Language, str]) -> dict[Language, str]:
    names = complete_names(given)
    if "uz-Latn" not in names:
        raise NameMissing(field="names.uz-Latn")
    return names


def _department(row: RowMapping | dict[str, Any]) -> DepartmentRecord:
    term = DEPARTMENT_TERMS.get(row["code"])
    return DepartmentRecord(**row, national_code=None if term is None else term.national)
