"""The page of the desk that registers somebody whom no search has found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from mobile_api.access.errors import InvalidPhone
from mobile_api.actors import Role
from mobile_api.administration.forms import (
    Act,
    Block,
    Fault,
    Faults,
    Field,
    FormBlock,
    PageMaker,
    Posted,
    PostedForm,
    Row,
    TableBlock,
    Values,
    attempt,
    show,
)
from mobile_api.administration.lists import rule_of
from mobile_api.database import Writing
from mobile_api.devices.staff_view import Staff, StaffView
from mobile_api.errors import NotAllowed
from mobile_api.http import service
from mobile_api.identifiers import read_pinfl
from mobile_api.pages.languages import NAMES
from mobile_api.pages.rendering import Pages
from mobile_api.patients.errors import (
    BirthDateInFuture,
    InvalidDocument,
    InvalidName,
    NumberTaken,
    WrongDate,
)
from mobile_api.patients.registry import DESK, RegistryService
from mobile_api.patients.registry_schemas import FoundPatient, RegisterPatient, SearchPatients
from mobile_api.patients.searching import SearchingService

ROOT = "/staff/patients"
HERE = f"{ROOT}/new"

router = APIRouter(prefix=ROOT, include_in_schema=False)

Registry = Annotated[RegistryService, service(RegistryService)]
Searching = Annotated[SearchingService, service(SearchingService)]

_NAMES = ("family_name", "given_name", "patronymic")
_SEXES = (("female", "sex-female"), ("male", "sex-male"))
_DOCUMENTS = ("id_card", "passport", "birth_certificate")
_TAKEN = Fault(NumberTaken.code)
_AGAINST_NUMBER = Fault("patients-against-number")

# Refusals of the registry: beside which field, and in which words. An empty place is said by the
# refusal itself.
_REFUSED: Mapping[str, tuple[str, Fault]] = {
    NumberTaken.code: ("pinfl", _TAKEN),
    InvalidName.code: ("", Fault("patients-name")),
    InvalidPhone.code: ("phone", Fault("patients-phone")),
    InvalidDocument.code: ("document_number", Fault("patients-document")),
    BirthDateInFuture.code: ("birth_date", Fault("patients-future")),
    WrongDate.code: ("birth_date", _AGAINST_NUMBER),
}
# What the order's schema refuses: what words cannot say by the kind of the error alone.
_INVALID: Mapping[str, Fault] = {
    "pinfl": Fault("patients-pinfl"),
    "document_number": Fault("patients-document"),
}


def _registrar(view: Staff) -> StaffView:
    if view.actor.role not in DESK:
        raise NotAllowed(role=view.actor.role.value)
    return view


Registrar = Annotated[StaffView, Depends(_registrar)]
"""The look of somebody who keeps records of patients; the service checks once more."""


@router.get("/new")
async def show_empty(pages: PageMaker, view: Registrar) -> Response:
    return await _form(pages, view, {"language": view.language})


@router.post("/new")
async def register(
    pages: PageMaker,
    view: Registrar,
    registry: Registry,
    searching: Searching,
    form: PostedForm,
) -> Response:
    if form.text("begin"):
        # The button beside a search: what was looked for needs not be typed again.
        return await _form(pages, view, {"language": view.language, **_looked_for(form)})
    order, faults = _order(form)
    if order is not None:
        wanted = order

        async def deed(tx: Writing) -> None:
            await registry.register(tx, view.actor, wanted)

        faults = _placed(await attempt(view, deed), numbered=wanted.pinfl is not None)
        if not faults:
            return RedirectResponse(
                f"{ROOT}/records/{wanted.id}?notice=registered", status_code=303
            )
    known: list[FoundPatient] = []
    if order is not None and order.pinfl is not None and faults.get("pinfl") == _TAKEN:
        # Masked, and in the audit: as if the number had been searched.
        reader = view.actor.model_copy(update={"language": view.language})
        async with view.database.writing() as tx:
            wish = SearchPatients(by="pinfl", text=order.pinfl)
            known = (await searching.search(tx, reader, wish)).items
    return await _form(pages, view, form.values(), faults, known)


def _looked_for(form: Posted) -> dict[str, str]:
    """What was typed into the search, in the field where it belongs."""
    by, typed = form.text("begin"), form.text("typed")
    if by == "name":
        # As documents write it: family name, given name, patronymic.
        return dict(zip(_NAMES, typed.split(maxsplit=2), strict=False))
    return {by: typed} if by in {"phone", "pinfl"} else {}


def _order(form: Posted) -> tuple[RegisterPatient | None, dict[str, Fault]]:
    """What is to be registered, or what is wrong by field."""
    order: dict[str, Any] = {
        "id": form.sent.order_id,  # a double tap brings the same one
        "names": {name: form.text(name) for name in _NAMES},
        "language": form.text("language"),
        **form.filled("birth_date", "sex"),
    }
    pinfl = "".join(form.text("pinfl").split())
    if pinfl:
        order["pinfl"] = pinfl
    if form.text("phone"):
        order["phones"] = [form.text("phone")]
    kind, number = form.text("document_kind"), form.text("document_number")
    if kind or number:
        order["documents"] = [{"kind": kind, "number": number}]
    faults: dict[str, Fault] = {}
    if not pinfl and not form.text("birth_date"):
        faults["pinfl"] = Fault("number-or-date")
    try:
        valid = RegisterPatient.model_validate(order)
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False, include_context=False):
            place = _place(error["loc"])
            typed = form.text(place)
            known = _INVALID.get(place) if typed else None
            faults.setdefault(place, known or Fault(rule_of(error["type"], typed)))
        return None, faults
    sex = None if valid.pinfl is None else read_pinfl(valid.pinfl, date.max).sex
    if sex is not None and valid.sex not in {None, sex}:
        # The number decides: a slip in one of them must not go by unseen.
        faults["sex"] = _AGAINST_NUMBER
    return (None if faults else valid), faults


def _place(path: tuple[int | str, ...]) -> str:
    """The field of the form that an error of the order belongs to."""
    match path:
        case ():
            return "pinfl"
        case ("names",):
            return "given_name"
        case ("names", str(name)):
            return name
        case ("documents", int(), str(name)):
            return f"document_{name}"
        case ("phones", *_):
            return "phone"
    return str(path[0])


def _placed(refused: Faults, *, numbered: bool) -> dict[str, Fault]:
    """Refusals of the registry beside the field that they are about.

    Args:
        numbered: a birth date that cannot be was read from the number.
    """
    found: dict[str, Fault] = {}
    for name, fault in refused.items():
        place, said = _REFUSED.get(fault.code, ("", fault))
        if numbered and fault.code == BirthDateInFuture.code:
            place = "pinfl"
        found[place or name] = said
    return found


async def _form(
    pages: Pages,
    view: StaffView,
    values: Values,
    faults: Faults | None = None,
    known: list[FoundPatient] | None = None,
) -> Response:
    none = ("", "–")
    sexes = [(one, pages.say(view.language, phrase)) for one, phrase in _SEXES]
    documents = [
        (one, pages.say(view.language, f"patients-document-{one.replace('_', '-')}"))
        for one in _DOCUMENTS
    ]
    fields = [
        Field("pinfl", "patients-by-pinfl", hint="register-pinfl-hint", length=20),
        Field("family_name", "patients-name-family-name", hint="register-names-hint", length=100),
        Field("given_name", "patients-name-given-name", length=100),
        Field("patronymic", "patients-name-patronymic", required=False, length=100),
        Field("phone", "patients-phone", "tel", "register-phone-hint", required=False, length=40),
        Field("language", "field-language", "select", options=list(NAMES.items())),
        Field("birth_date", "patients-birth-date", "date", required=False),
        Field("sex", "field-sex", "select", required=False, options=[none, *sexes]),
        Field(
            "document_kind",
            "import-column-document-kind",
            "select",
            "register-document-hint",
            required=False,
            options=[none, *documents],
        ),
        Field("document_number", "import-column-document-number", required=False, length=30),
    ]
    blocks: list[Block] = [_known(pages, view, known)] if known else []
    blocks.append(
        FormBlock(HERE, "register-do", fields, values, faults or {}, hint="register-hint")
    )
    return await show(pages, view, "register-title", blocks, back=ROOT)


def _known(pages: Pages, view: StaffView, known: list[FoundPatient]) -> TableBlock:
    """Who has the number already, told as the search tells it."""
    rows = []
    for one in known:
        record = f"{ROOT}/records/{one.id}"
        acts = [Act(record, "patients-open", leads=True)]
        if view.actor.role is Role.RECEPTION and not one.deceased:
            acts.append(Act(f"/staff/bookings/patients/{one.id}", "patients-book", leads=True))
        name = one.masked_name or pages.say(view.language, "patients-nameless")
        number = pages.say(view.language, "patients-number-ends", digits=one.pinfl_ending)
        rows.append(Row((name, number), href=record, acts=acts))
    return TableBlock(
        ("field-name", "patients-by-pinfl"), rows, "patients-nobody", title="register-known"
    )
