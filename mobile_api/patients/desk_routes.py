"""Routes for the desk: patients found, registered, corrected, merged."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from mobile_api.access.door import StaffActor
from mobile_api.access.errors import ForeignForm, InvalidPhone
from mobile_api.errors import (
    IdempotencyMismatch,
    InvalidRequest,
    NotAllowed,
    NotAuthenticated,
    Unavailable,
)
from mobile_api.http import (
    IdempotencyKey,
    ReadingConnection,
    UnneededKey,
    WritingTransaction,
    problems,
    require_same_key,
    service,
)
from mobile_api.patients.door import CsvBody
from mobile_api.patients.errors import (
    AlreadyMerged,
    BirthDateInFuture,
    FileTooLarge,
    InvalidDocument,
    InvalidName,
    MergeOtherWay,
    NoSuchPerson,
    NothingToSearch,
    NumberKept,
    NumberTaken,
    TwoNumbers,
    WrongDate,
)
from mobile_api.patients.importing import ImportingService
from mobile_api.patients.merging import MergingService
from mobile_api.patients.registry import RegistryService
from mobile_api.patients.registry_schemas import (
    ChangePatient,
    Duplicates,
    FoundPatients,
    ImportOrder,
    ImportReport,
    Merge,
    MergePatients,
    Merges,
    NotTheSame,
    PatientRecord,
    RegisterPatient,
    SearchPatients,
    UndoMerge,
)
from mobile_api.patients.searching import SearchingService

router = APIRouter(prefix="/v1/patients", tags=["patients: desk"])

Registry = Annotated[RegistryService, service(RegistryService)]
Searching = Annotated[SearchingService, service(SearchingService)]
Merging = Annotated[MergingService, service(MergingService)]
Cursor = Annotated[str | None, Query(max_length=200, description="`next` of the page before.")]

Importing = Annotated[ImportingService, service(ImportingService)]

_CSV = (
    "UTF-8, UTF-16 or Windows-1251; comma, semicolon or tab; at most 100,000 lines. Columns: "
    "pinfl, family_name, given_name, patronymic, birth_date, sex, phone, second_phone, language, "
    "document_kind, document_number, insured, insured_until (or their Uzbek and Russian names). "
    "Known people are only completed, never overwritten. Faults say line and column."
)
_CSV_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "text/csv": {
                "schema": {"type": "string", "format": "binary"},
                "example": "pinfl;family_name;given_name\n31505901710017;Sinov;Bemor\n",
            }
        },
    }
}

_ASK = (NotAuthenticated, ForeignForm, NotAllowed, InvalidRequest, Unavailable)
_WRITE = (*_ASK, IdempotencyMismatch)
_FACTS = (BirthDateInFuture, InvalidName, InvalidPhone, InvalidDocument, WrongDate, NumberTaken)


@router.post(
    "/searches",
    summary="Find patients by name, phone or number, masked",
    description=(
        "Every search is one of its own: repeating it finds who is there by then, and is another "
        "line in the audit."
    ),
    responses=problems(*_ASK, NothingToSearch),
)
async def search(
    actor: StaffActor,
    searching: Searching,
    tx: WritingTransaction,
    order: SearchPatients,
    _key: UnneededKey = None,
) -> FoundPatients:
    return await searching.search(tx, actor, order)


@router.post(
    "/records",
    summary="Register somebody whom nobody knew yet",
    responses=problems(*_WRITE, *_FACTS),
)
async def register(
    actor: StaffActor,
    registry: Registry,
    tx: WritingTransaction,
    order: RegisterPatient,
    key: IdempotencyKey = None,
) -> PatientRecord:
    require_same_key(key, order.id)
    return await registry.register(tx, actor, order)


@router.get(
    "/records/{patient_id}",
    summary="A record in plain; the look is kept in the audit",
    responses=problems(*_ASK, NoSuchPerson),
)
async def look(
    actor: StaffActor, registry: Registry, tx: WritingTransaction, patient_id: UUID
) -> PatientRecord:
    return await registry.look(tx, actor, patient_id)


@router.post(
    "/records/{patient_id}/changes",
    summary="Correct a record: only what is sent",
    responses=problems(*_WRITE, *_FACTS, NoSuchPerson, NumberKept),
)
async def change(
    actor: StaffActor,
    registry: Registry,
    tx: WritingTransaction,
    patient_id: UUID,
    order: ChangePatient,
    key: IdempotencyKey = None,
) -> PatientRecord:
    require_same_key(key, order.id)
    return await registry.change(tx, actor, patient_id, order)


@router.get(
    "/duplicates",
    summary="Records that may be one person, the likeliest first",
    responses=problems(*_ASK),
)
async def duplicates(
    actor: StaffActor, merging: Merging, db: ReadingConnection, cursor: Cursor = None
) -> Duplicates:
    return await merging.duplicates(db, actor, cursor)


@router.post(
    "/duplicates/decisions",
    summary="Say that two records are two people",
    status_code=204,
    responses=problems(*_WRITE, NoSuchPerson),
)
async def not_the_same(
    actor: StaffActor,
    merging: Merging,
    tx: WritingTransaction,
    order: NotTheSame,
    key: IdempotencyKey = None,
) -> None:
    require_same_key(key, order.id)
    await merging.not_the_same(tx, actor, order)


@router.get("/merges", summary="What was merged, newest first", responses=problems(*_ASK))
async def merges(
    actor: StaffActor, merging: Merging, db: ReadingConnection, cursor: Cursor = None
) -> Merges:
    return await merging.merges(db, actor, cursor)


@router.post(
    "/merges",
    summary="Two records are one person",
    description=(
        "Nothing is deleted or moved: whoever asks for the merged id gets the kept record, "
        "which takes over only what it lacks."
    ),
    responses=problems(*_WRITE, NoSuchPerson, AlreadyMerged, MergeOtherWay, TwoNumbers),
)
async def merge(
    actor: StaffActor,
    merging: Merging,
    tx: WritingTransaction,
    order: MergePatients,
    key: IdempotencyKey = None,
) -> Merge:
    require_same_key(key, order.id)
    return await merging.merge(tx, actor, order)


@router.post(
    "/merges/{merge_id}/undo",
    summary="The two were two people after all",
    responses=problems(*_WRITE, NoSuchPerson, AlreadyMerged),
)
async def undo(
    actor: StaffActor,
    merging: Merging,
    tx: WritingTransaction,
    merge_id: UUID,
    order: UndoMerge,
    key: IdempotencyKey = None,
) -> Merge:
    require_same_key(key, order.id)
    return await merging.undo(tx, actor, merge_id, order)


@router.post(
    "/imports/check",
    summary="What a CSV file of patients would do; nothing is written",
    description=f"{_CSV} Repeating it only checks again.",
    openapi_extra=_CSV_BODY,
    responses=problems(*_ASK, FileTooLarge),
)
async def check_import(
    actor: StaffActor,
    file: CsvBody,
    importing: Importing,
    db: ReadingConnection,
    _key: UnneededKey = None,
) -> ImportReport:
    return await importing.check(db, actor, file.read)


@router.post(
    "/imports",
    summary="Bring patients in from a CSV file: all of it, or nothing",
    description=_CSV,
    openapi_extra=_CSV_BODY,
    responses=problems(*_WRITE, FileTooLarge),
)
async def apply_import(
    actor: StaffActor,
    file: CsvBody,
    importing: Importing,
    tx: WritingTransaction,
    import_id: Annotated[UUID, Query(alias="id", description="Of the import, by the caller.")],
    attach_here: Annotated[
        bool, Query(description="Attach who is new to the clinic of who brings them in.")
    ] = False,
    key: IdempotencyKey = None,
) -> ImportReport:
    require_same_key(key, import_id)
    order = ImportOrder(id=import_id, digest=file.digest, attach_here=attach_here)
    return await importing.apply(tx, actor, order, file.read)
