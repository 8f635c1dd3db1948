"""The page on which administrators see who did what, and that nothing was changed since."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Response

from mobile_api.access.staff import StaffService
from mobile_api.administration.audit_words import about
from mobile_api.administration.forms import (
    HOME,
    Administrator,
    Block,
    Field,
    FormBlock,
    PageMaker,
    Row,
    TableBlock,
    show,
)
from mobile_api.administration.service import AdministrationService
from mobile_api.audit.errors import AuditBroken
from mobile_api.audit.schemas import AuditFilter, AuditRecord
from mobile_api.devices.service import DevicesService
from mobile_api.devices.staff_view import StaffView
from mobile_api.errors import InvalidRequest
from mobile_api.facilities.places import PlacesService
from mobile_api.http import ReadingConnection, service
from mobile_api.pages.dates import clock_time, day_name
from mobile_api.pages.rendering import Pages
from mobile_api.permissions import STAFF
from mobile_api.schemas import in_language

router = APIRouter(prefix=f"{HOME}/audit", include_in_schema=False)

Administration = Annotated[AdministrationService, service(AdministrationService)]
Accounts = Annotated[StaffService, service(StaffService)]
Devices = Annotated[DevicesService, service(DevicesService)]
Places = Annotated[PlacesService, service(PlacesService)]

_PAGE = f"{HOME}/audit"
_DOMAINS = (
    "access", "administration", "appointments", "assessments", "devices", "facilities", "faces",
    "messages", "patients", "queues",
)  # fmt: skip


@router.get("")
async def show_audit(
    pages: PageMaker,
    view: Administrator,
    administration: Administration,
    accounts: Accounts,
    devices: Devices,
    places: Places,
    db: ReadingConnection,
    since: str = "",
    until: str = "",
    who: str = "",
    domain: str = "",
    cursor: str = "",
    check: str = "",
) -> Response:
    wanted = AuditFilter(
        since=_midnight(view, since),
        until=_midnight(view, until, after=1),
        actor_id=_id(who),
        domain=domain if domain in _DOMAINS else None,
    )
    try:
        found = await administration.events(db, view.actor, wanted, cursor=cursor or None)
    except InvalidRequest:
        # An address that somebody shortened: the first page is better than none.
        found = await administration.events(db, view.actor, wanted)
    people = await accounts.names(db, view.actor.hospital_id)
    names = people | {one.id: one.name for one in await devices.devices(db, view.actor)}
    things = names | await _things(view, places, db)
    said, whole = "", False
    if check == "1":
        said, whole = await _checked(pages, view, administration, db)
    kept = {"since": since, "until": until, "who": who, "domain": domain}
    rows = [
        Row(
            (
                f"{day_name(one.at, view.zone, view.language)}, {clock_time(one.at, view.zone)}",
                names.get(one.actor_id) or _role(pages, view, one.actor_role),
                _action(pages, view, one),
                about(pages, view.language, view.zone, things, one),
            )
        )
        for one in found.items
    ]
    columns = ("audit-when", "audit-who", "audit-what", "audit-about")
    more = None
    if found.next is not None:
        more = (f"{_PAGE}?{urlencode({**kept, 'cursor': found.next})}", "audit-older")
    anybody = pages.say(view.language, "audit-anybody")
    everything = pages.say(view.language, "audit-everything")
    by_name = sorted(((str(one), name) for one, name in people.items()), key=lambda o: o[1])
    fields = (
        Field("since", "audit-since", "date", required=False),
        Field("until", "audit-until", "date", required=False),
        Field(
            "who",
            "audit-who",
            "select",
            options=[("", anybody), *by_name],
            required=False,
        ),
        Field(
            "domain",
            "audit-domain",
            "select",
            options=[("", everything)]
            + [(one, pages.say(view.language, f"audit-domain-{one}")) for one in _DOMAINS],
            required=False,
        ),
    )
    blocks: list[Block] = [
        FormBlock(_PAGE, "audit-filter", fields, kept, title="audit-filter-title", method="get"),
        TableBlock(columns, rows, "audit-none", add=more),
        FormBlock(
            _PAGE,
            "audit-check",
            [Field("check", "audit-check", "hidden")],
            {"check": "1"},
            title="audit-check-title",
            hint="audit-check-hint",
            method="get",
        ),
    ]
    return await show(pages, view, "topic-audit", blocks, said=said, well=whole)


async def _things(view: StaffView, places: PlacesService, db: ReadingConnection) -> dict[UUID, str]:
    """What departments, rooms, doctors and services are called."""
    there = await places.configuration(db, view.actor)
    return {
        **{one.id: in_language(one.names, view.language) for one in there.departments},
        **{one.id: one.number for one in there.rooms},
        **{one.id: one.name for one in there.practitioners},
        **{one.id: in_language(one.names, view.language) for one in there.services},
    }


async def _checked(
    pages: Pages, view: StaffView, administration: AdministrationService, db: ReadingConnection
) -> tuple[str, bool]:
    """What the check found, in words, and whether all is well."""
    try:
        verified = await administration.verify_audit(db, view.actor)
    except AuditBroken as broken:
        # Said on the page of whoever asked, in words; the server's log has it as an error.
        facts = {name: str(broken.facts.get(name, "")) for name in ("shard", "sequence")}
        return pages.say(view.language, "audit-broken", **facts), False
    return pages.say(view.language, "audit-whole", events=verified.events), True


def _midnight(view: StaffView, text: str, after: int = 0) -> datetime | None:
    try:
        day = date.fromisoformat(text) + timedelta(days=after)
    except (ValueError, OverflowError):
        return None
    return datetime.combine(day, time(), tzinfo=view.zone)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _role(pages: Pages, view: StaffView, role: str) -> str:
    key = f"actor-{role.replace('_', '-')}"
    return pages.say(view.language, key) if pages.knows(key) else role


def _action(pages: Pages, view: StaffView, one: AuditRecord) -> str:
    key = "action-" + one.action.replace(".", "-").replace("_", "-")
    # What patients do themselves, and the desk for them.
    if one.actor_role in STAFF and pages.knows(f"{key}-at-the-desk"):
        key += "-at-the-desk"
    return pages.say(view.language, key) if pages.knows(key) else one.action
