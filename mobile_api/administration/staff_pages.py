"""Pages for accounts of staff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, get_args
from uuid import UUID, uuid4

from fastapi import APIRouter, Response
from pydantic import SecretStr

from mobile_api.access.schemas import HireStaff, PutStaff, StaffRecord, StaffRole
from mobile_api.access.staff import StaffService, fresh_password
from mobile_api.actors import Role
from mobile_api.administration.forms import (
    HOME,
    Administrator,
    Block,
    Fault,
    Field,
    FormBlock,
    PageMaker,
    Posted,
    PostedForm,
    Row,
    SecretBlock,
    TableBlock,
    Values,
    attempt,
    done,
    show,
)
from mobile_api.database import Writing
from mobile_api.devices.staff_view import StaffView
from mobile_api.http import service
from mobile_api.pages.languages import NAMES
from mobile_api.pages.rendering import Pages
from mobile_api.schemas import in_language

router = APIRouter(prefix=f"{HOME}/staff", include_in_schema=False)

Accounts = Annotated[StaffService, service(StaffService)]

_LIST = f"{HOME}/staff"


@router.get("")
async def list_staff(pages: PageMaker, view: Administrator, accounts: Accounts) -> Response:
    async with view.database.reading() as db:
        there = await accounts.accounts(db, view.actor)
    names = {one.code: in_language(one.names, view.language) for one in view.hospital.departments}
    rows = [
        Row(
            (
                one.display_name,
                one.login,
                _role(pages, view, one.role),
                ", ".join(names.get(code, code) for code in one.departments)
                or pages.say(view.language, "everywhere"),
            ),
            href=f"{_LIST}/{one.id}",
            off=one.disabled,
        )
        for one in there
    ]
    columns = ("field-name", "field-login", "field-role", "field-departments")
    block = TableBlock(columns, rows, "staff-none", add=(f"{_LIST}/new", "staff-add"))
    return await show(pages, view, "topic-staff", [block])


def _role(pages: Pages, view: StaffView, role: Role) -> str:
    return pages.say(view.language, f"staff-role-{role.value.replace('_', '-')}")


def _fields(pages: Pages, view: StaffView, *, new: bool) -> list[Field]:
    roles = [(role.value, _role(pages, view, role)) for role in get_args(StaffRole)]
    departments = [
        (one.code, in_language(one.names, view.language)) for one in view.hospital.departments
    ]
    fields = [
        Field("display_name", "field-name", hint="hint-staff-name", length=120),
        Field("role", "field-role", "select", options=roles),
        Field(
            "departments",
            "field-departments",
            "many",
            hint="hint-departments",
            options=departments,
            required=False,
        ),
        Field("language", "field-language", "select", options=list(NAMES.items())),
    ]
    if new:
        return [
            Field("id", "field-code", "hidden"),
            Field("login", "field-login", hint="hint-login", length=64),
            *fields,
        ]
    return [*fields, Field("open", "field-may-sign-in", "check", required=False)]


def _order(form: Posted) -> dict[str, object]:
    names = ("display_name", "role", "language")
    return {
        **{name: form.text(name) for name in names},
        "departments": form.many("departments"),
    }


@router.get("/new")
async def new_account(pages: PageMaker, view: Administrator) -> Response:
    values = {"id": str(uuid4()), "language": view.actor.language}
    return await _new_page(pages, view, values)


async def _new_page(
    pages: Pages, view: StaffView, values: Values, faults: Mapping[str, Fault] | None = None
) -> Response:
    fields = _fields(pages, view, new=True)
    block = FormBlock(f"{_LIST}/new", "staff-add", fields, values, faults or {}, hint="staff-hint")
    return await show(pages, view, "staff-add", [block], back=_LIST)


@router.post("/new")
async def hire(
    pages: PageMaker, view: Administrator, accounts: Accounts, form: PostedForm
) -> Response:
    async def deed(tx: Writing) -> None:
        order = HireStaff.model_validate(
            {
                "id": form.text("id"),
                "login": form.text("login").lower(),
                "password": SecretStr(fresh_password()),
                **_order(form),
            }
        )
        # A second press waits here until the account is there, and gets the same password.
        await form.sent.is_first(tx)
        key = form.sent.order_id
        made.append(await accounts.hire_on_a_page(tx, view.actor, order, key=key))

    made: list[tuple[StaffRecord, str | None]] = []
    faults = await attempt(view, deed)
    if faults:
        return await _new_page(pages, view, form.values(), faults)
    account, password = made[0]
    if password is None:
        return done(f"{_LIST}/{account.id}")
    return await _secret_page(pages, view, account, password)


async def _secret_page(
    pages: Pages, view: StaffView, account: StaffRecord, password: str
) -> Response:
    block = SecretBlock("password-title", password, "password-hint")
    return await show(
        pages,
        view,
        "staff-title",
        [block],
        back=f"{_LIST}/{account.id}",
        subtitle=f"{account.display_name} · {account.login}",
    )


@router.get("/{staff_id}")
async def show_account(
    pages: PageMaker, view: Administrator, accounts: Accounts, staff_id: UUID
) -> Response:
    async with view.database.reading() as db:
        one = await accounts.account(db, view.actor, staff_id)
    values = {
        "display_name": one.display_name,
        "role": one.role.value,
        "departments": " ".join(one.departments),
        "language": one.language,
        "open": "" if one.disabled else "1",
    }
    return await _account_page(pages, view, one, values)


async def _account_page(
    pages: Pages,
    view: StaffView,
    one: StaffRecord,
    values: Values,
    faults: Mapping[str, Fault] | None = None,
) -> Response:
    fields = _fields(pages, view, new=False)
    blocks: list[Block] = [FormBlock(f"{_LIST}/{one.id}", "keep", fields, values, faults or {})]
    if not one.disabled and one.id != view.actor.id:
        blocks.append(
            FormBlock(
                f"{_LIST}/{one.id}/password",
                "password-reset",
                [],
                {},
                title="password-reset-title",
                hint="password-reset-hint",
            )
        )
    subtitle = f"{one.display_name} · {one.login}"
    return await show(pages, view, "staff-title", blocks, back=_LIST, subtitle=subtitle)


@router.post("/{staff_id}")
async def put_account(
    pages: PageMaker,
    view: Administrator,
    accounts: Accounts,
    staff_id: UUID,
    form: PostedForm,
) -> Response:
    async def deed(tx: Writing) -> None:
        order = PutStaff.model_validate({**_order(form), "disabled": not form.on("open")})
        await accounts.put(tx, view.actor, staff_id, order)

    faults = await attempt(view, deed)
    if not faults:
        return done(f"{_LIST}/{staff_id}")
    if "disabled" in faults:
        faults["open"] = faults.pop("disabled")
    async with view.database.reading() as db:
        one = await accounts.account(db, view.actor, staff_id)
    return await _account_page(pages, view, one, form.values(), faults)


@router.post("/{staff_id}/password")
async def reset_password(
    pages: PageMaker,
    view: Administrator,
    accounts: Accounts,
    staff_id: UUID,
    form: PostedForm,
) -> Response:
    async with view.database.writing() as tx:
        password = await accounts.reset_password(tx, view.actor, staff_id, key=form.sent.order_id)
        account = await accounts.account(tx, view.actor, staff_id)
    return await _secret_page(pages, view, account, password)
