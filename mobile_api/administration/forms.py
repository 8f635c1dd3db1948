"""What pages of administration are made of: forms and tables, described in words of ours.

A form that was refused is shown again with everything that was typed, and beside each field
what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile

from mobile_api.access.door import SentForm
from mobile_api.access.sent_forms import Sent
from mobile_api.actors import Role
from mobile_api.administration.lists import rule_of
from mobile_api.database import Writing
from mobile_api.devices.staff_view import Staff, StaffView
from mobile_api.errors import DmedError, Kind, NotAllowed
from mobile_api.facilities.service import KEEPERS
from mobile_api.http import service
from mobile_api.pages.rendering import Pages
from mobile_api.schemas import LANGUAGES, Language

HOME = "/staff/administration"
WEEKDAYS = range(7)
SHIFTS = range(2)
"""Before and after lunch. Who works three times a day is imported, or put over the API."""

# What a person can do something about; everything else is an error page.
_SAID = frozenset({Kind.INVALID, Kind.NOT_FOUND, Kind.CONFLICT, Kind.MISMATCH, Kind.TOO_MANY})

Values = Mapping[str, str]
FieldKind = Literal[
    "text",
    "tel",
    "number",
    "time",
    "date",
    "datetime-local",
    "select",
    "check",
    "names",
    "week",
    "many",
    "file",
    "hidden",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: the code of a phrase ``fault-…``, and what it names."""

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def phrase(self) -> str:
        """Key of the phrase."""
        return "fault-" + self.code.replace("_", "-")


Faults = Mapping[str, Fault]
"""By name of the field; ``""``: the form as a whole."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    Attributes:
        name: also that of the order's field, so that refusals find it.
        label: key of a phrase.
        options: value and words, for ``select`` and ``many``.
    """

    name: str
    label: str
    kind: FieldKind = "text"
    hint: str | None = None
    options: Sequence[tuple[str, str]] = ()
    required: bool = True
    least: int | None = None
    most: int | None = None
    length: int = 200


@dataclass(frozen=True, slots=True)
class FormBlock:
    """A form."""

    action: str
    submit: str
    fields: Sequence[Field]
    values: Values
    faults: Faults = field(default_factory=dict)
    title: str | None = None
    hint: str | None = None
    method: str = "post"
    kind: str = "form"


@dataclass(frozen=True, slots=True)
class Act:
    """A button on a row that does something at once; ``leads``: that opens a page instead."""

    action: str
    label: str
    fields: Values = field(default_factory=dict)
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: the first cell leads to ``href``; ``off`` is closed or gone."""

    cells: Sequence[str]
    href: str | None = None
    off: bool = False
    acts: Sequence[Act] = ()


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; on a phone each line becomes a card."""

    columns: Sequence[str]
    rows: Sequence[Row]
    empty: str
    title: str | None = None
    hint: str | None = None
    add: tuple[str, str] | None = None
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class SecretBlock:
    """Something that is shown once: a password, a code."""

    title: str
    text: str
    hint: str
    kind: str = "secret"


Block = FormBlock | TableBlock | SecretBlock


def _keeper(view: Staff) -> StaffView:
    if view.actor.role not in KEEPERS:
        raise NotAllowed(role=view.actor.role.value)
    return view


def _administrator(view: Staff) -> StaffView:
    if view.actor.role is not Role.ADMINISTRATOR:
        raise NotAllowed(role=view.actor.role.value)
    return view


Keeper = Annotated[StaffView, Depends(_keeper)]
"""The look of an administrator or IT nurse; the services check once more."""

Administrator = Annotated[StaffView, Depends(_administrator)]
"""The look of an administrator."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A form that was sent by our own page, read as text.

    Attributes:
        sent: whether it came before.
    """

    data: FormData
    sent: Sent

    def text(self, name: str) -> str:
        """One value, without spaces around it; ``""`` where it was not sent."""
        value = self.data.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def many(self, name: str) -> list[str]:
        """All values of a field."""
        return [value for value in self.data.getlist(name) if isinstance(value, str)]

    def filled(self, *names: str) -> dict[str, str]:
        """Those of the fields that hold something."""
        return {name: self.text(name) for name in names if self.text(name)}

    def on(self, name: str) -> bool:
        """True where a box was ticked."""
        return bool(self.text(name))

    def names(self) -> dict[Language, str]:
        """Names in every language that has one."""
        found = {tag: self.text(f"names.{tag}") for tag in LANGUAGES}
        return {tag: name for tag, name in found.items() if name}

    def week(self, begin: str, finish: str) -> tuple[list[dict[str, Any]], list[str]]:
        """Hours that were filled in, and the field in which each begins."""
        hours: list[dict[str, Any]] = []
        places: list[str] = []
        for day in WEEKDAYS:
            for shift in SHIFTS:
                name = f"week-{day}-{shift}"
                starts, ends = (_wall(self.text(f"{name}-{end}")) for end in ("from", "to"))
                if starts or ends:
                    hours.append({"weekday": day, begin: starts, finish: ends})
                    places.append(name)
        return hours, places

    def values(self) -> dict[str, str]:
        """Everything as it was typed, to be shown again."""
        found: dict[str, str] = {}
        for name, value in self.data.multi_items():
            if isinstance(value, str):
                # Several ticks of one field, one after the other.
                found[name] = f"{found[name]} {value}" if name in found else value
        return found

    async def file(self, name: str) -> bytes:
        """The content of a file; empty where none was chosen."""
        value = self.data.get(name)
        return await value.read() if isinstance(value, UploadFile) else b""


def _wall(typed: str) -> str:
    """``08:30`` out of ``8.30``, ``8:30``, ``0830`` or ``8``; anything else as it is."""
    found = re.fullmatch(r"(\d{1,2})(?:[:. ]?(\d{2}))?", typed)
    return typed if found is None else f"{int(found[1]):02d}:{found[2] or '00'}"


async def _posted(request: Request, sent: SentForm) -> AsyncIterator[Posted]:
    async with request.form() as form:  # closes files that were sent along
        yield Posted(form, sent)


PostedForm = Annotated[Posted, Depends(_posted)]
"""What was sent, once its field ``csrf`` was verified; raises ForeignForm."""

PageMaker = Annotated[Pages, service(Pages)]


def faults_of(error: ValidationError | DmedError, places: Sequence[str] = ()) -> dict[str, Fault]:
    """What is wrong, by field.

    Args:
        error: a refusal.
        places: fields of a week, in the order in which they were sent (``hours.3`` → the 4th).
    """
    if isinstance(error, ValidationError):
        found: dict[str, Fault] = {}
        for fault in error.errors(include_url=False, include_context=False):
            name = _field([str(part) for part in fault["loc"]], places)
            code = rule_of(fault["type"], fault["input"])
            found.setdefault(name, Fault(code))
        return found
    name = _field(str(error.facts.get("field", "")).split("."), places)
    facts: dict[str, str | int] = {
        key: value if isinstance(value, str) else int(value)
        for key, value in error.facts.items()
        if not isinstance(value, list) and key != "field"
    }
    return {name: Fault(error.code, facts)}


def _field(parts: list[str], places: Sequence[str]) -> str:
    if parts[0] == "hours" and len(parts) > 1 and places:
        if parts[-1] == "slot_minutes":
            return "slot_minutes"
        return places[int(parts[1])]
    return ".".join(parts[:2]) if parts[0] == "names" else parts[0]


async def attempt(
    view: StaffView,
    deed: Callable[[Writing], Awaitable[object]],
    places: Sequence[str] = (),
) -> dict[str, Fault]:
    """Do something in one transaction; what is wrong, by field, or nothing.

    Raises:
        DmedError: not about what was typed (not allowed, no database).
    """
    try:
        async with view.database.writing() as tx:
            await deed(tx)
    except ValidationError as invalid:
        return faults_of(invalid, places)
    except DmedError as refused:
        if refused.kind not in _SAID:
            raise
        return faults_of(refused, places)
    return {}


async def show(
    pages: Pages,
    view: StaffView,
    title: str,
    blocks: Sequence[Block],
    *,
    back: str | None = HOME,
    subtitle: str = "",
    said: str = "",
    well: bool = False,
    topics: Sequence[str] = (),
) -> Response:
    """A page of blocks.

    Args:
        title: key of a phrase.
        back: where "back" leads; None: nowhere.
        subtitle: what or whom the page is about, as it is.
        said: what has just happened, in words.
        well: it is good news.
        topics: what the home page leads to.
    """
    status = 200
    async with view.database.reading() as db:
        # Alarms lead back to the list: a form that was refused cannot be opened again.
        frame = await view.frame(db, back=back or HOME)
    del frame["path"]
    if any(block.kind == "form" and block.faults for block in blocks):  # type: ignore[union-attr]  # only forms have faults
        status = 422
    return pages.page(
        view.request,
        "administration.html",
        view.language,
        status=status,
        headers={"Cache-Control": "no-store"},
        title=title,
        subtitle=subtitle,
        blocks=blocks,
        back_to=back,
        saved=view.request.query_params.get("saved") == "1",
        weekdays=WEEKDAYS,
        shifts=SHIFTS,
        said=said,
        well=well,
        topics=topics,
        **frame,
    )


def done(address: str) -> Response:
    """Lead to a page that says that all was kept."""
    joint = "&" if "?" in address else "?"
    return RedirectResponse(f"{address}{joint}saved=1", status_code=303)


def name_values(names: Mapping[Language, str]) -> dict[str, str]:
    """Names as the values of a form."""
    return {f"names.{tag}": name for tag, name in names.items()}


def clock(minutes: int) -> str:
    """Minutes after midnight as ``08:30``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def week_values(hours: Sequence[tuple[int, int, int]]) -> dict[str, str]:
    """Weekly hours (weekday, begin, end in minutes) as the values of a form."""
    found: dict[str, str] = {}
    used = dict.fromkeys(WEEKDAYS, 0)
    for weekday, begin, end in sorted(hours):
        name = f"week-{weekday}-{used[weekday]}"
        used[weekday] += 1
        found[f"{name}-from"], found[f"{name}-to"] = clock(begin), clock(end)
    return found
