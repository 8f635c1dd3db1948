"""Patients from a file: checked first, then all of it in one transaction, or nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import RowMapping

from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.facilities.service import FacilitiesService
from mobile_api.identifiers import read_pinfl
from mobile_api.patients import csv_files, registry_store, store
from mobile_api.patients.csv_files import Line, ReadFile
from mobile_api.patients.encrypting import EncryptedRecords, ListedNames, both_scripts
from mobile_api.patients.orders import Orders
from mobile_api.patients.registry_schemas import ImportFault, ImportOrder, ImportReport
from mobile_api.patients.tables import (
    NameGramRow,
    PatientAttachmentRow,
    PatientDocumentRow,
    PatientPhoneRow,
    PatientRow,
)
from mobile_api.permissions import allowed

_CHUNK = 500
_SOURCE = "import"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Matched:
    """Lines sorted by what they mean here."""

    new: list[Line]
    gaps: list[tuple[RowMapping, Line]]
    unchanged: int


class ImportingService:
    """Brings patients in from files.

    Somebody who is known (by number; without one by birth date and name) is never overwritten:
    only what is missing is filled in.

    Args:
        clock: tells the time.
        encrypted: makes rows.
        facilities: knows the hospital's day.
        audit: the trail.
    """

    def __init__(
        self,
        clock: Clock,
        encrypted: EncryptedRecords,
        facilities: FacilitiesService,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._encrypted = encrypted
        self._facilities = facilities
        self._audit = audit
        self._orders = Orders(clock, encrypted)

    @allowed(Role.IT_NURSE, Role.ADMINISTRATOR)
    async def read(self, db: Reader, actor: Actor, content: bytes) -> ReadFile:
        """What a file holds. It takes seconds for a long one, so it runs in a thread, and before
        a transaction begins: SQLite has one writer."""
        today = await self._facilities.local_day(db, actor.hospital_id, self._clock())
        return await asyncio.to_thread(csv_files.read, content, today, actor.language)

    @allowed(Role.IT_NURSE, Role.ADMINISTRATOR)
    async def check(self, db: Reader, actor: Actor, file: ReadFile) -> ImportReport:
        """A dry run: what would be done, and everything that is wrong."""
        if file.faults:
            return _report(file, None, applied=False)
        return _report(file, await self._matched(db, file.lines), applied=False)

    @allowed(Role.IT_NURSE, Role.ADMINISTRATOR)
    async def apply(
        self, tx: Writing, actor: Actor, order: ImportOrder, file: ReadFile
    ) -> ImportReport:
        """Bring everybody in; with a single fault in the file, nobody.

        Raises:
            IdempotencyMismatch: the id was used for another file.
        """
        if file.faults:
            return _report(file, None, applied=False)
        if await self._orders.came_before(tx, actor, order.id, order):
            return ImportReport.model_validate(await store.first_answer(tx, order.id))
        matched = await self._matched(tx, file.lines)
        today = await self._facilities.local_day(tx, actor.hospital_id, self._clock())
        attach_to = actor.hospital_id if order.attach_here else None
        await self._add(tx, matched.new, attach_to, today)
        for row, line in matched.gaps:
            await self._fill(tx, row, line)
        report = _report(file, matched, applied=True)
        await store.keep_answer(tx, order.id, report.model_dump(mode="json"))
        await self._audit.record(
            tx,
            actor,
            "patients.import",
            "registry",
            order.id,
            added=str(report.added),
            completed=str(report.completed),
        )
        return report

    async def _matched(self, db: Reader, lines: Sequence[Line]) -> _Matched:
        by_number: dict[bytes, RowMapping] = {}
        by_birth: dict[bytes, list[RowMapping]] = {}
        numbers = {
            self._encrypted.pinfl_index(line.facts.pinfl)
            for line in lines
            if line.facts.pinfl is not None
        }
        births = {
            self._encrypted.birth_index(line.facts.birth_date)
            for line in lines
            if line.facts.pinfl is None and line.facts.birth_date is not None
        }
        for chunk in _chunks(sorted(numbers)):
            for row in await registry_store.of_numbers(db, chunk):
                by_number[row["pinfl_index"]] = row
        for chunk in _chunks(sorted(births)):
            for row in await registry_store.of_births(db, chunk):
                by_birth.setdefault(row["birth_index"], []).append(row)
        new: list[Line] = []
        gaps: list[tuple[RowMapping, Line]] = []
        unchanged = 0
        in_file: set[tuple[bytes, str, str, str]] = set()
        names = ListedNames(self._encrypted)
        for line in lines:
            known = self._known(line, by_number, by_birth, names)
            if known is not None:
                if self._has_gap(known, line):
                    gaps.append((known, line))
                else:
                    unchanged += 1
                continue
            if line.facts.pinfl is None:
                same = self._signature(line, names)
                if same in in_file:
                    unchanged += 1
                    continue
                in_file.add(same)
            new.append(line)
        return _Matched(new, gaps, unchanged)

    def _known(
        self,
        line: Line,
        by_number: dict[bytes, RowMapping],
        by_birth: dict[bytes, list[RowMapping]],
        listed: ListedNames,
    ) -> RowMapping | None:
        if line.facts.pinfl is not None:
            return by_number.get(self._encrypted.pinfl_index(line.facts.pinfl))
        birth, *names = self._signature(line, listed)
        for row in by_birth.get(birth, []):
            stored = [
                self._encrypted.opened(row, column).casefold()
                for column in ("family_name", "given_name", "patronymic")
            ]
            if stored == names:
                return row
        return None

    def _signature(self, line: Line, listed: ListedNames) -> tuple[bytes, str, str, str]:
        assert line.facts.birth_date is not None  # the file's reading asks for it
        names = listed.both_scripts(line.facts)
        return (
            self._encrypted.birth_index(line.facts.birth_date),
            names["family_name"].casefold(),
            names["given_name"].casefold(),
            names["patronymic"].casefold(),
        )

    @staticmethod
    def _has_gap(row: RowMapping, line: Line) -> bool:
        return (
            row["given_name"] is None
            or (row["phone"] is None and bool(line.phones))
            or (row["insured"] is None and line.insured is not None)
            or (row["insured_until"] is None and line.insured_until is not None)
            or (row["documents"] == 0 and line.document is not None)
        )

    async def _add(
        self, tx: Writing, lines: Sequence[Line], attach_to: UUID | None, today: date
    ) -> None:
        now, listed = self._clock(), ListedNames(self._encrypted)
        for chunk in _chunks(lines):
            made = await asyncio.to_thread(self._rows, chunk, attach_to, today, now, listed)
            for table, rows in made:
                if table is NameGramRow:
                    await store.add_grams(tx, rows)
                else:
                    await store.add_rows(tx, table, rows)

    def _rows(
        self,
        lines: Sequence[Line],
        attach_to: UUID | None,
        today: date,
        now: datetime,
        listed: ListedNames,
    ) -> list[tuple[Any, list[dict[str, Any]]]]:
        make = self._encrypted
        people, phones, grams, documents, attachments = [], [], [], [], []
        for line in lines:
            one, names = uuid4(), listed.both_scripts(line.facts)
            people.append(
                make.row(one, line.facts, source=_SOURCE, now=now, names=names)
                | {"insured": line.insured, "insured_until": line.insured_until}
            )
            phones += [make.phone_row(one, phone, now) for phone in line.phones]
            grams += listed.gram_rows(one, names)
            if line.document is not None:
                kind, number = line.document
                documents.append(make.document_row(one, kind, number, source=_SOURCE, now=now))
            if attach_to is not None:
                attachments.append(
                    {"id": uuid4(), "patient_id": one, "hospital_id": attach_to, "since": today}
                )
        return [
            (PatientRow, people),
            (PatientPhoneRow, phones),
            (NameGramRow, grams),
            (PatientDocumentRow, documents),
            (PatientAttachmentRow, attachments),
        ]

    async def _fill(self, tx: Writing, row: RowMapping, line: Line) -> None:
        """What is missing on a record of somebody known; nothing is overwritten."""
        values: dict[str, Any] = {"compared_at": None}
        names = both_scripts(line.facts)
        if row["given_name"] is None:
            values |= self._encrypted.name_columns(row["id"], names)
            await store.add_rows(tx, NameGramRow, self._encrypted.gram_rows(row["id"], names))
        if row["birth_date"] is None and line.facts.pinfl is not None:
            born = read_pinfl(line.facts.pinfl, date.max).birth_date
            values |= self._encrypted.birth_columns(row["id"], born)
        if row["phone"] is None and line.phones:
            values["phone"] = self._encrypted.sealed(row["id"], "phone", line.phones[0])
            values["phone_index"] = self._encrypted.phone_index(line.phones[0])
            now = self._clock()
            made = [self._encrypted.phone_row(row["id"], phone, now) for phone in line.phones]
            await store.add_rows(tx, PatientPhoneRow, made)
        for name in ("insured", "insured_until"):
            if row[name] is None:
                values[name] = getattr(line, name)
        if row["documents"] == 0 and line.document is not None:
            kind, number = line.document
            document = self._encrypted.document_row(
                row["id"], kind, number, source=_SOURCE, now=self._clock()
            )
            await store.add_rows(tx, PatientDocumentRow, [document])
        await registry_store.change(tx, row["id"], values)


def _chunks(items: Sequence[T]) -> Iterable[Sequence[T]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]


def _report(file: ReadFile, matched: _Matched | None, *, applied: bool) -> ImportReport:
    return ImportReport(
        applied=applied,
        lines=len(file.lines),
        added=0 if matched is None else len(matched.new),
        completed=0 if matched is None else len(matched.gaps),
        unchanged=0 if matched is None else matched.unchanged,
        faults=[
            ImportFault(line=fault.line, column=fault.column, rule=fault.rule)
            for fault in file.faults
        ],
        fault_count=file.fault_count,
    )
