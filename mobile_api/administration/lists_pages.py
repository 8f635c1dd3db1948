"""Pages for lists: checked first, line by line, then all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Annotated, cast, get_args
from uuid import UUID, uuid4

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from mobile_api.administration import lists
from mobile_api.administration.errors import ImportUnreadable
from mobile_api.administration.forms import (
    HOME,
    Block,
    Fault,
    Field,
    FormBlock,
    Keeper,
    PageMaker,
    PostedForm,
    Row,
    TableBlock,
    Values,
    attempt,
    show,
)
from mobile_api.administration.importing import ListsService
from mobile_api.administration.schemas import (
    MOST_CHARACTERS,
    CheckList,
    ImportKind,
    ListReport,
)
from mobile_api.database import Writing
from mobile_api.devices.staff_view import StaffView
from mobile_api.errors import NotFound
from mobile_api.http import service
from mobile_api.pages.rendering import Pages
from mobile_api.patients.csv_files import MAX_BYTES
from mobile_api.patients.importing import ImportingService as PatientsImport
from mobile_api.patients.registry_schemas import ImportOrder

router = APIRouter(prefix=f"{HOME}/lists", include_in_schema=False)

Lists = Annotated[ListsService, service(ListsService)]
PatientsOf = Annotated[PatientsImport, service(PatientsImport)]

_PAGE = f"{HOME}/lists"
_PATIENTS = f"{_PAGE}/patients"


@router.get("")
async def show_lists(pages: PageMaker, view: Keeper) -> Response:
    return await _page(pages, view, {"id": str(uuid4())})


@router.get("/examples/{kind}.csv")
async def example(view: Keeper, kind: str) -> Response:
    if kind not in lists.EXAMPLES:
        raise NotFound
    # With a byte order mark, or spreadsheets read it as another alphabet.
    text = "\ufeff" + lists.EXAMPLES[cast(ImportKind, kind)]
    headers = {"Content-Disposition": f'attachment; filename="{kind}.csv"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


@router.post("")
async def check(pages: PageMaker, view: Keeper, importing: Lists, form: PostedForm) -> Response:
    content = await form.file("file")
    found: list[ListReport] = []

    async def deed(tx: Writing) -> None:
        order = CheckList.model_validate(
            # A file that was mended is another list.
            {"id": str(uuid4()), "kind": form.text("kind"), "text": _text(content)}
        )
        found.append(await importing.check(tx, view.actor, order))

    faults = await attempt(view, deed)
    if "text" in faults:
        faults["file"] = faults.pop("text")
    values = {"kind": form.text("kind")}
    if faults:
        return await _page(pages, view, values, faults)
    return await _page(pages, view, values, report=found[0])


def _text(content: bytes) -> str:
    if not content:
        raise ImportUnreadable(reason="empty", field="file")
    if len(content) > MOST_CHARACTERS * 2:
        raise ImportUnreadable(reason="lines", field="file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ImportUnreadable(reason="encoding", field="file") from fault


@router.post("/patients")
async def patients(
    pages: PageMaker, view: Keeper, importing: PatientsOf, form: PostedForm
) -> Response:
    content = await form.file("file")
    only_check = form.text("what") != "import"
    values = {"what": form.text("what"), "id": form.text("id")}
    if not content or len(content) > MAX_BYTES:
        reason = "lines" if content else "empty"
        faults = {"file": Fault("import_unreadable", {"reason": reason})}
        return await _page(pages, view, {}, patient_values=values, patient_faults=faults)
    async with view.database.reading() as db:
        file = await importing.read(db, view.actor, content)
        report = await importing.check(db, view.actor, file)
    if not only_check and not report.faults:
        order = ImportOrder(id=UUID(form.text("id")), digest=hashlib.sha256(content).hexdigest())
        async with view.database.writing() as tx:
            report = await importing.apply(tx, view.actor, order, file)
    text = pages.say(
        view.language,
        "lists-done-patients" if report.applied else "lists-would-patients",
        added=report.added,
        completed=report.completed,
        unchanged=report.unchanged,
    )
    rows = _fault_rows(
        pages, view, ((one.line, one.column, f"patients-{one.rule}") for one in report.faults)
    )
    return await _page(
        pages,
        view,
        {},
        patient_values=values | {"id": str(uuid4())},
        said=text if not rows else pages.say(view.language, "lists-refused"),
        rows=rows,
    )


@router.post("/{import_id}")
async def apply(
    pages: PageMaker, view: Keeper, importing: Lists, import_id: UUID, _form: PostedForm
) -> Response:
    found: list[ListReport] = []

    async def deed(tx: Writing) -> None:
        found.append(await importing.apply(tx, view.actor, import_id))

    faults = await attempt(view, deed)
    if faults:
        return await _page(pages, view, {}, {"": next(iter(faults.values()))})
    return await _page(pages, view, {"kind": found[0].kind}, report=found[0])


def _fault_rows(pages: Pages, view: StaffView, faults: Iterable[tuple[int, str, str]]) -> list[Row]:
    rows = []
    for line, column, code in faults:
        key = "fault-" + code.replace("_", "-")
        if not pages.knows(key):
            key = "fault-pattern"
        # What a phrase could count, a list does not know line by line.
        words = pages.say(view.language, key, waiting=0, booked=0, practitioners=0)
        rows.append(Row((str(line), column or "–", words)))
    return rows


async def _page(
    pages: Pages,
    view: StaffView,
    values: Values,
    faults: Mapping[str, Fault] | None = None,
    *,
    report: ListReport | None = None,
    patient_values: Values | None = None,
    patient_faults: Mapping[str, Fault] | None = None,
    said: str = "",
    rows: list[Row] | None = None,
) -> Response:
    kinds = [(kind, pages.say(view.language, f"list-{kind}")) for kind in get_args(ImportKind)]
    blocks: list[Block] = []
    if report is not None:
        said = pages.say(
            view.language,
            "lists-done" if report.applied else "lists-would",
            added=report.added,
            changed=report.changed,
            unchanged=report.unchanged,
        )
        rows = _fault_rows(pages, view, ((one.line, one.column, one.code) for one in report.faults))
        if rows:
            said = pages.say(view.language, "lists-refused")
        elif not report.applied:
            blocks.append(
                FormBlock(f"{_PAGE}/{report.id}", "lists-apply", [], {}, title="lists-apply-title")
            )
    if rows:
        columns = ("lists-line", "lists-column", "lists-mistake")
        blocks.append(TableBlock(columns, rows, "lists-none", title="lists-mistakes"))
    fields = (
        Field("kind", "lists-kind", "select", options=kinds),
        Field("file", "lists-file", "file", hint="lists-file-hint"),
    )
    blocks.append(
        FormBlock(_PAGE, "lists-check", fields, values, faults or {}, "lists-title", "lists-hint")
    )
    examples = [
        Row((words, ", ".join((*lists.COLUMNS[kind][0], *lists.COLUMNS[kind][1]))),
            href=f"{_PAGE}/examples/{kind}.csv")
        for kind, words in cast("list[tuple[ImportKind, str]]", kinds)
    ]  # fmt: skip
    blocks.append(
        TableBlock(("lists-kind", "lists-columns"), examples, "lists-none", "lists-examples")
    )
    steps = [(step, pages.say(view.language, f"lists-step-{step}")) for step in ("check", "import")]
    blocks.append(
        FormBlock(
            _PATIENTS,
            "lists-go",
            (
                Field("id", "lists-kind", "hidden"),
                Field("file", "lists-file", "file", hint="lists-patients-file-hint"),
                Field("what", "lists-what", "select", options=steps),
            ),
            patient_values or {"id": str(uuid4())},
            patient_faults or {},
            title="lists-patients-title",
            hint="lists-patients-hint",
        )
    )
    return await show(pages, view, "topic-lists", blocks, said=said, well=bool(said) and not rows)


@router.get("/{rest:path}")
async def back_to_lists(_view: Keeper, rest: str) -> Response:
    # As for practitioners: an address that only takes forms.
    return RedirectResponse(_PAGE, status_code=303)
