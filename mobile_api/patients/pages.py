"""Pages of the desk: patients found and corrected, duplicates decided, files brought in."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID, uuid4

from fastapi import APIRouter, Form, Query, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from mobile_api.access.door import CheckedForm, SentForm
from mobile_api.access.errors import InvalidPhone
from mobile_api.actors import Actor, Role
from mobile_api.database import Reader
from mobile_api.devices.staff_view import Staff, StaffView
from mobile_api.errors import DmedError, NotAllowed
from mobile_api.http import ReadingConnection, WritingTransaction, service
from mobile_api.pages.rendering import Pages
from mobile_api.patients.csv_files import COLUMNS, MAX_BYTES
from mobile_api.patients.door import read_sent
from mobile_api.patients.encrypting import NAME_COLUMNS
from mobile_api.patients.errors import (
    AlreadyMerged,
    FileTooLarge,
    InvalidName,
    MergeOtherWay,
    NothingToSearch,
    NumberKept,
    NumberTaken,
    TwoNumbers,
    WrongDate,
)
from mobile_api.patients.importing import ImportingService
from mobile_api.patients.merging import MergingService
from mobile_api.patients.registry import DESK, RegistryService
from mobile_api.patients.registry_schemas import (
    ChangePatient,
    ImportOrder,
    MergePatients,
    NotTheSame,
    PatientRecord,
    SearchPatients,
    UndoMerge,
)
from mobile_api.patients.searching import SearchingService

ROOT = "/staff/patients"

router = APIRouter(prefix=ROOT, include_in_schema=False)

PageMaker = Annotated[Pages, service(Pages)]
Registry = Annotated[RegistryService, service(RegistryService)]
Searching = Annotated[SearchingService, service(SearchingService)]
Merging = Annotated[MergingService, service(MergingService)]
Importing = Annotated[ImportingService, service(ImportingService)]
Cursor = Annotated[str | None, Query(max_length=200)]
Typed = Annotated[str, Form(max_length=200)]

# What was typed cannot be, or a colleague was quicker: said in words on the page.
_SAID = (
    AlreadyMerged,
    FileTooLarge,
    InvalidName,
    InvalidPhone,
    MergeOtherWay,
    NothingToSearch,
    NumberKept,
    NumberTaken,
    TwoNumbers,
    WrongDate,
)
_CODES = frozenset(fault.code for fault in _SAID) | {"saved", "decided", "registered"}


def _reader(view: StaffView) -> Actor:
    """Who looks, in the language of the page: names stand in its script."""
    return view.actor.model_copy(update={"language": view.language})


async def _page(
    pages: Pages, view: StaffView, db: Reader, template: str, tab: str, **values: Any
) -> Response:
    if view.actor.role not in {*DESK, Role.ADMINISTRATOR}:
        raise NotAllowed(role=view.actor.role.value)
    frame = await view.frame(db, back=ROOT)
    del frame["path"]  # the page's own
    values.setdefault("notice", "")
    return pages.page(view.request, template, view.language, tab=tab, **frame, **values)


@router.get("")
async def show_search(pages: PageMaker, view: Staff, db: ReadingConnection) -> Response:
    return await _page(pages, view, db, "patients.html", "search", by="name", typed="", found=None)


@router.post("")
async def search(
    _actor: CheckedForm,
    pages: PageMaker,
    view: Staff,
    searching: Searching,
    tx: WritingTransaction,
    by: Annotated[Literal["name", "phone", "pinfl"], Form()] = "name",
    typed: Typed = "",
) -> Response:
    # A form that is sent, never an address: addresses are kept in histories and logs.
    found, notice = None, ""
    try:
        found = await searching.search(tx, _reader(view), SearchPatients(by=by, text=typed or " "))
    except NothingToSearch as fault:
        notice = fault.code
    return await _page(
        pages,
        view,
        tx,
        "patients.html",
        "search",
        by=by,
        typed=typed,
        found=found,
        notice=notice,
    )


@router.get("/records/{patient_id}")
async def show_record(
    pages: PageMaker,
    view: Staff,
    registry: Registry,
    tx: WritingTransaction,
    patient_id: UUID,
    notice: str = "",
) -> Response:
    record = await registry.look(tx, view.actor, patient_id)
    return await _record(pages, view, tx, record, notice if notice in _CODES else "")


@router.post("/records/{patient_id}")
async def change_record(
    request: Request,
    actor: CheckedForm,
    sent: SentForm,
    pages: PageMaker,
    view: Staff,
    registry: Registry,
    patient_id: UUID,
) -> Response:
    typed = {
        name: value for name, value in (await request.form()).items() if isinstance(value, str)
    }
    try:
        order = _order(sent.order_id, typed)
        # A transaction of its own: a refusal takes back what was written before it.
        async with view.database.writing() as tx:
            await registry.change(tx, actor, patient_id, order)
    except (*_SAID, ValidationError) as fault:
        code = fault.code if isinstance(fault, DmedError) else WrongDate.code
        async with view.database.reading() as db:
            record = await registry.read(db, patient_id)
            return await _record(pages, view, db, record, code, typed)
    return RedirectResponse(f"{ROOT}/records/{patient_id}?notice=saved", status_code=303)


def _order(order_id: UUID, typed: dict[str, str]) -> ChangePatient:
    """What a form of the record's page wants changed.

    Raises:
        ValidationError: no date, or a name that is too long.
    """
    order: dict[str, Any] = {"id": order_id}
    if "given_name" in typed:
        order["names"] = {name: typed.get(name, "") for name in NAME_COLUMNS}
    if typed.get("phone"):
        order["add_phone"] = typed["phone"]
    if typed.get("end_phone"):
        order["end_phone"] = typed["end_phone"]
    if "deceased_on" in typed:
        order["deceased_on"] = typed["deceased_on"] or None
    return ChangePatient.model_validate(order)


async def _record(
    pages: Pages,
    view: StaffView,
    db: Reader,
    record: PatientRecord,
    notice: str,
    typed: dict[str, str] | None = None,
) -> Response:
    return await _page(
        pages,
        view,
        db,
        "patient_record.html",
        "search",
        record=record,
        notice=notice,
        typed=typed or {},
        name_columns=NAME_COLUMNS,
    )


@router.get("/duplicates")
async def show_duplicates(
    pages: PageMaker,
    view: Staff,
    merging: Merging,
    db: ReadingConnection,
    cursor: Cursor = None,
    notice: str = "",
) -> Response:
    found = await merging.duplicates(db, _reader(view), cursor)
    return await _page(
        pages,
        view,
        db,
        "duplicates.html",
        "duplicates",
        found=found,
        notice=notice if notice in _CODES else "",
    )


@router.get("/compare")
async def show_both(
    pages: PageMaker,
    view: Staff,
    merging: Merging,
    tx: WritingTransaction,
    first: UUID,
    second: UUID,
    notice: str = "",
) -> Response:
    both = await merging.side_by_side(tx, view.actor, first, second)
    numbers = [record.pinfl is not None for record in both]
    return await _page(
        pages,
        view,
        tx,
        "compare.html",
        "duplicates",
        both=both,
        name_columns=NAME_COLUMNS,
        # The record with the national number is kept; two numbers are two people.
        may_keep=[not numbers[1 - place] for place in (0, 1)],
        two_numbers=all(numbers),
        order_id=uuid4(),
        notice=notice if notice in _CODES else "",
    )


@router.post("/compare")
async def decide(
    actor: CheckedForm,
    view: Staff,
    merging: Merging,
    first: Annotated[UUID, Form()],
    second: Annotated[UUID, Form()],
    order_id: Annotated[UUID, Form()],
    said: Annotated[Literal["keep_first", "keep_second", "two_people"], Form()],
) -> Response:
    try:
        async with view.database.writing() as tx:
            if said == "two_people":
                await merging.not_the_same(
                    tx, actor, NotTheSame(id=order_id, first_id=first, second_id=second)
                )
            else:
                away, kept = (second, first) if said == "keep_first" else (first, second)
                await merging.merge(
                    tx, actor, MergePatients(id=order_id, from_id=away, into_id=kept)
                )
    except (AlreadyMerged, MergeOtherWay, TwoNumbers) as fault:
        return RedirectResponse(f"{ROOT}/duplicates?notice={fault.code}", status_code=303)
    return RedirectResponse(f"{ROOT}/duplicates?notice=decided", status_code=303)


@router.get("/merges")
async def show_merges(
    pages: PageMaker,
    view: Staff,
    merging: Merging,
    db: ReadingConnection,
    cursor: Cursor = None,
    notice: str = "",
) -> Response:
    return await _page(
        pages,
        view,
        db,
        "merges.html",
        "merges",
        found=await merging.merges(db, _reader(view), cursor),
        order_id=uuid4(),
        notice=notice if notice in _CODES else "",
    )


@router.post("/merges/{merge_id}")
async def undo(
    actor: CheckedForm,
    view: Staff,
    merging: Merging,
    merge_id: UUID,
    order_id: Annotated[UUID, Form()],
) -> Response:
    notice = "decided"
    try:
        async with view.database.writing() as tx:
            await merging.undo(tx, actor, merge_id, UndoMerge(id=order_id))
    except AlreadyMerged as fault:
        notice = fault.code
    return RedirectResponse(f"{ROOT}/merges?notice={notice}", status_code=303)


@router.get("/import")
async def show_import(pages: PageMaker, view: Staff, db: ReadingConnection) -> Response:
    return await _import_page(pages, view, db)


@router.post("/import")
async def bring_in(
    request: Request,
    actor: CheckedForm,
    pages: PageMaker,
    view: Staff,
    importing: Importing,
    file: UploadFile,
    order_id: Annotated[UUID, Form()],
    verb: Annotated[Literal["check", "import"], Form()] = "check",
    checked: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    content = await file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        async with view.database.reading() as db:
            return await _import_page(pages, view, db, notice=FileTooLarge.code)
    sent = await read_sent(request, actor, content)
    # Only what was looked at is brought in: the file travels again, and must be the same one.
    if verb == "import" and checked == sent.digest:
        order = ImportOrder(id=order_id, digest=sent.digest, attach_here=True)
        async with view.database.writing() as tx:
            report = await importing.apply(tx, actor, order, sent.read)
    else:
        async with view.database.reading() as db:
            report = await importing.check(db, actor, sent.read)
    async with view.database.reading() as db:
        return await _import_page(
            pages,
            view,
            db,
            report=report,
            order_id=order_id,
            checked="" if report.faults or report.applied else sent.digest,
            other_file=verb == "import" and checked != sent.digest,
        )


async def _import_page(pages: Pages, view: StaffView, db: Reader, **values: Any) -> Response:
    if view.actor.role is Role.RECEPTION:
        raise NotAllowed(role=view.actor.role.value)
    shown = {"report": None, "checked": "", "other_file": False, "order_id": uuid4(), **values}
    return await _page(pages, view, db, "patients_import.html", "import", columns=COLUMNS, **shown)
