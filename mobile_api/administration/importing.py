"""Imports lists: checked first, then all of it or nothing."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import cast
from uuid import UUID, uuid5

from sqlalchemy import RowMapping

from mobile_api.actors import Actor
from mobile_api.administration import lists, store
from mobile_api.administration.errors import ImportFaulty, ImportOver
from mobile_api.administration.lists import Fault, Line
from mobile_api.administration.schemas import CheckList, ImportKind, ListFault, ListReport
from mobile_api.administration.service import AdministrationService
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Writing
from mobile_api.errors import DmedError, IdempotencyMismatch
from mobile_api.facilities.errors import NoSuchPractitioner
from mobile_api.facilities.orders import (
    PutDepartment,
    PutPractitioner,
    PutRoom,
    PutService,
    PutWeek,
)
from mobile_api.facilities.places import PlacesService
from mobile_api.facilities.plans import Hours
from mobile_api.facilities.practitioners import PractitionersService
from mobile_api.facilities.schemas import Configuration
from mobile_api.facilities.service import KEEPERS
from mobile_api.keys import Vaulted
from mobile_api.permissions import allowed

KEPT_FOR = timedelta(hours=1)
MOST_FAULTS = 100


class ListsService:
    """Lists are put through the very services that the pages use, so that they refuse the same.

    Args:
        clock: tells the time.
        vaulted: encrypts lists between check and import.
        administration: puts departments, rooms and people.
        places: puts services, knows what is there.
        practitioners: puts weekly hours.
        audit: keeps who imported what.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        administration: AdministrationService,
        places: PlacesService,
        practitioners: PractitionersService,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._administration = administration
        self._places = places
        self._practitioners = practitioners
        self._audit = audit

    @allowed(*KEEPERS)
    async def check(self, tx: Writing, actor: Actor, order: CheckList) -> ListReport:
        """See what a list would do: it is put, and undone.

        Raises:
            ImportUnreadable: it is no table, or lacks columns.
            IdempotencyMismatch: the id was used for another list.
        """
        digest = self._vaulted.blind_index("imports.body", f"{order.kind}|{order.text}")
        known = await store.import_of(tx, actor.hospital_id, order.id)
        if known is not None and known["body_digest"] != digest:
            raise IdempotencyMismatch
        if known is not None and known["applied_at"] is not None:
            return _done(known)
        lines, faults = lists.read(order.kind, order.text)
        async with tx.trial() as trial:
            counted = await self._put(trial, actor, order.kind, lines, faults)
        now = self._clock()
        await store.forget_lists(tx, now - KEPT_FOR)
        if known is None:
            sealed = self._vaulted.encrypt("imports", order.id, "content", order.text)
            added = await store.add_import(
                tx,
                {
                    "id": order.id,
                    "hospital_id": actor.hospital_id,
                    "kind": order.kind,
                    "content": sealed,
                    "body_digest": digest,
                    "checked_by": actor.id,
                    "checked_at": now,
                    "added": counted["added"],
                    "changed": counted["changed"],
                    "unchanged": counted["unchanged"],
                },
            )
            if not added:
                raise IdempotencyMismatch
            await self._audit.record(
                tx, actor, "administration.check_list", "import", order.id, kind=order.kind
            )
        read = len({line.number for line in lines} | {fault.line for fault in faults})
        return _report(order.id, order.kind, read, counted, faults, applied=False)

    @allowed(*KEEPERS)
    async def apply(self, tx: Writing, actor: Actor, import_id: UUID) -> ListReport:
        """Import a list that was checked. The same list, sent again, changes nothing.

        Raises:
            ImportOver: never checked here, or more than an hour ago.
            ImportFaulty: something in it is wrong (by now); nothing was imported.
        """
        row = await store.import_of(tx, actor.hospital_id, import_id)
        if row is None:
            raise ImportOver
        if row["applied_at"] is not None:
            return _done(row)
        now = self._clock()
        if row["content"] is None or now - row["checked_at"] > KEPT_FOR:
            raise ImportOver
        kind = cast(ImportKind, row["kind"])
        text = self._vaulted.decrypt("imports", import_id, "content", row["content"])
        lines, faults = lists.read(kind, text)
        counted = await self._put(tx, actor, kind, lines, faults)
        if faults:
            raise ImportFaulty(faults=len(faults))
        await store.applied(tx, import_id, now)
        await self._audit.record(
            tx,
            actor,
            "administration.import_list",
            "import",
            import_id,
            kind=kind,
            **{name: str(number) for name, number in counted.items()},
        )
        return _report(import_id, kind, len(lines), counted, faults, applied=True)

    async def _put(
        self,
        tx: Writing,
        actor: Actor,
        kind: ImportKind,
        lines: Sequence[Line],
        faults: list[Fault],
    ) -> Counter[str]:
        """Put every line; what is refused is added to ``faults`` (nothing of it was written)."""
        before = await self._places.configuration(tx, actor)
        counted: Counter[str] = Counter(added=0, changed=0, unchanged=0)
        if kind == "schedules":
            await self._put_weeks(tx, actor, lines, faults, counted)
            return counted
        for line in lines:
            try:
                counted[await self._put_line(tx, actor, kind, line, before)] += 1
            except DmedError as refused:
                column = lists.column_of(str(refused.facts.get("field", "")))
                faults.append(Fault(line.number, column, refused.code))
        return counted

    async def _put_line(
        self, tx: Writing, actor: Actor, kind: ImportKind, line: Line, before: Configuration
    ) -> str:
        hospital, order, values = actor.hospital_id, line.order, line.values
        there: object | None
        record: object
        if isinstance(order, PutDepartment):
            code = values["code"]
            department = next((one for one in before.departments if one.code == code), None)
            if department is not None and order.prefix is None:
                # A list without letters takes none away.
                order = order.model_copy(update={"prefix": department.prefix})
            there = department
            record = await self._administration.put_department(tx, actor, code, order)
        elif isinstance(order, PutRoom):
            room = next((one for one in before.rooms if one.number == order.number), None)
            there = room
            room_id = uuid5(hospital, f"room|{order.number}") if room is None else room.id
            record = await self._administration.put_room(tx, actor, room_id, order)
        elif isinstance(order, PutPractitioner):
            someone = next((one for one in before.practitioners if one.key == order.key), None)
            there = someone
            someone_id = (
                uuid5(hospital, f"practitioner|{order.key}") if someone is None else someone.id
            )
            record = await self._administration.put_practitioner(tx, actor, someone_id, order)
        else:
            assert isinstance(order, PutService)
            key = (order.department, order.code)
            offer = next(
                (one for one in before.services if (one.department, one.code) == key), None
            )
            there = offer
            offer_id = uuid5(hospital, f"service|{'|'.join(key)}") if offer is None else offer.id
            record = await self._places.put_service(tx, actor, offer_id, order)
        if there is None:
            return "added"
        return "unchanged" if there == record else "changed"

    async def _put_weeks(
        self,
        tx: Writing,
        actor: Actor,
        lines: Sequence[Line],
        faults: list[Fault],
        counted: Counter[str],
    ) -> None:
        """Each practitioner whom the list names gets exactly the week that it says."""
        by_key = sorted(lines, key=lambda line: (line.values["key"], line.number))
        for key, group in itertools.groupby(by_key, key=lambda line: line.values["key"]):
            own = list(group)
            try:
                someone = await self._practitioners.by_key(tx, actor, key)
                if someone is None:
                    raise NoSuchPractitioner(field="key")
                before = await self._practitioners.timetable(tx, actor, someone.id)
                week = PutWeek(hours=tuple(cast(Hours, line.order) for line in own))
                after = await self._practitioners.put_week(tx, actor, someone.id, week)
                verb = "unchanged" if before.hours == after.hours else "changed"
                counted[verb if before.hours else "added"] += len(own)
            except DmedError as refused:
                name, _, place = str(refused.facts.get("field", "")).partition(".")
                at = own[int(place)] if place else own[0]
                column = "starts" if name == "hours" else name
                faults.append(Fault(at.number, column, refused.code))


def _report(
    import_id: UUID,
    kind: ImportKind,
    lines: int,
    counted: Counter[str],
    faults: Sequence[Fault],
    *,
    applied: bool,
) -> ListReport:
    by_line = sorted(faults, key=lambda fault: (fault.line, fault.column))
    return ListReport(
        id=import_id,
        kind=kind,
        lines=lines,
        added=counted["added"],
        changed=counted["changed"],
        unchanged=counted["unchanged"],
        faults=[
            ListFault(line=one.line, column=one.column, code=one.code)
            for one in by_line[:MOST_FAULTS]
        ],
        applied=applied,
    )


def _done(row: RowMapping) -> ListReport:
    counted = Counter({name: int(row[name]) for name in ("added", "changed", "unchanged")})
    return _report(row["id"], row["kind"], counted.total(), counted, (), applied=True)
