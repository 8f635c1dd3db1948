"""Reads lists of departments, rooms, doctors, services and hours. Pure.

A list is a table: a line of column names, then one thing a line. What spreadsheets of this
region write is understood: commas, semicolons or tabs; a byte order mark; empty lines.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from pydantic import ValidationError

from mobile_api.administration.errors import ImportUnreadable
from mobile_api.administration.schemas import ImportKind
from mobile_api.facilities.orders import PutDepartment, PutPractitioner, PutRoom, PutService
from mobile_api.facilities.plans import Hours
from mobile_api.schemas import Language, Schema

MOST_LINES = 1000

NAME_COLUMNS: Mapping[str, Language] = {
    "name_uz": "uz-Latn",
    "name_uz_cyrl": "uz-Cyrl",
    "name_ru": "ru",
    "name_kaa": "kaa",
    "name_en": "en",
    "name_kk": "kk",
}

COLUMNS: Mapping[ImportKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # needed, possible
    "departments": (("code", "floor", "room"), ("letter", *NAME_COLUMNS, "active")),
    "rooms": (("department", "number", "floor"), ("active",)),
    "practitioners": (
        ("key", "name", "department", "room"),
        ("name_cyrillic", "speciality", "roles", "active"),
    ),
    "services": (
        ("department", "code", "name_uz", "minutes"),
        (*(name for name in NAME_COLUMNS if name != "name_uz"), "capacity", "active"),
    ),
    "schedules": (("key", "weekday", "starts", "ends"), ("slot_minutes",)),
}

EXAMPLES: Mapping[ImportKind, str] = {
    "departments": "code;floor;room;letter;name_uz;name_ru\ntherapy;2;201;T;Terapiya;Терапия\n",
    "rooms": "department;number;floor\ntherapy;201;2\ntherapy;202;2\n",
    "practitioners": (
        "key;name;name_cyrillic;department;room;speciality;roles\n"
        "T-0147;Gulnora Saidova;Гулнора Саидова;therapy;201;192;doctor\n"
    ),
    "services": (
        "department;code;name_uz;name_ru;minutes;capacity\n"
        "therapy;first_visit;Birinchi koʻrik;Первичный приём;20;1\n"
    ),
    "schedules": (
        "key;weekday;starts;ends;slot_minutes\nT-0147;1;08:00;13:00;20\nT-0147;1;14:00;18:00;20\n"
    ),
}

_IDENTITY: Mapping[ImportKind, tuple[str, ...]] = {
    "departments": ("code",),
    "rooms": ("number",),
    "practitioners": ("key",),
    "services": ("department", "code"),
    "schedules": ("key", "weekday", "starts"),
}

_TRUE = {"", "1", "yes", "true", "ha", "да", "иә", "awa"}
_FALSE = {"0", "no", "false", "yoq", "yoʻq", "yo'q", "нет", "жоқ", "joq"}
_FIELD_COLUMNS = {"prefix": "letter", **{f"names.{tag}": c for c, tag in NAME_COLUMNS.items()}}

# What pydantic says, as one of the few things that a person can do about it.
_RULES = {
    "missing": "required",
    "string_too_short": "required",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "int_parsing": "number",
    "int_type": "number",
    "greater_than_equal": "range",
    "less_than_equal": "range",
    "string_pattern_mismatch": "pattern",
    "literal_error": "choice",
    "time_parsing": "time",
    "time_type": "time",
    "date_from_datetime_parsing": "date",
    "datetime_from_date_parsing": "date",
    "datetime_parsing": "date",
    "date_parsing": "date",
    "date_type": "date",
    "enum": "choice",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one line."""

    line: int
    column: str
    code: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a list: the line it stands on and what is put."""

    number: int
    values: Mapping[str, str]
    order: Schema


def rule_of(kind: str, typed: object) -> str:
    """The code of what a person can do about a validation error of pydantic."""
    if typed is None or typed == "":
        return "required"
    return _RULES.get(kind, "pattern")


def column_of(field: str) -> str:
    """The column that a field of an order came from."""
    return _FIELD_COLUMNS.get(field, field.partition(".")[0])


def read(kind: ImportKind, text: str) -> tuple[list[Line], list[Fault]]:
    """Every line that can be understood, and what is wrong with the others.

    Raises:
        ImportUnreadable: ``reason`` is ``empty``, ``columns`` (``missing`` and ``unknown`` name
            them), ``lines`` (more than a thousand) or ``table``.
    """
    rows = _rows(kind, text)
    lines: list[Line] = []
    faults: list[Fault] = []
    seen: set[tuple[str, ...]] = set()
    for number, values in rows:
        identity = tuple(values.get(name, "").casefold() for name in _IDENTITY[kind])
        if identity in seen:
            faults.append(Fault(number, _IDENTITY[kind][0], "duplicate_line"))
            continue
        seen.add(identity)
        try:
            lines.append(Line(number, values, _order(kind, values)))
        except ValidationError as invalid:
            for fault in invalid.errors(include_url=False, include_context=False):
                field = ".".join(str(part) for part in fault["loc"])
                code = rule_of(fault["type"], fault["input"])
                faults.append(Fault(number, column_of(field), code))
        except _NotAWord as wrong:
            faults.append(Fault(number, wrong.column, "choice"))
    return lines, faults


class _NotAWord(Exception):
    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


def _rows(kind: ImportKind, text: str) -> list[tuple[int, dict[str, str]]]:
    head, _, _ = text.lstrip("\ufeff\r\n").partition("\n")
    if not head.strip():
        raise ImportUnreadable(reason="empty", field="file")
    delimiter = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter, strict=True)
    columns: list[str] = []
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        for cells in reader:
            cells = [cell.strip() for cell in cells]
            if not any(cells):
                continue
            if not columns:
                columns = [cell.casefold() for cell in cells]
                _check_columns(kind, columns)
                continue
            rows.append((reader.line_num, dict(zip(columns, cells, strict=False))))
            if len(rows) > MOST_LINES:
                raise ImportUnreadable(reason="lines", field="file")
    except csv.Error as fault:
        raise ImportUnreadable(reason="table", field="file") from fault
    if not rows:
        raise ImportUnreadable(reason="empty", field="file")
    return rows


def _check_columns(kind: ImportKind, columns: list[str]) -> None:
    needed, possible = COLUMNS[kind]
    missing = [name for name in needed if name not in columns]
    unknown = [name for name in columns if name and name not in (*needed, *possible)]
    if missing or unknown or len(set(columns)) != len(columns):
        raise ImportUnreadable(
            reason="columns",
            field="file",
            missing=", ".join(missing),
            # Only what looks like a name of ours: a list without a head would repeat its data.
            unknown=", ".join(name for name in unknown if name.isascii() and name.islower())[:200],
        )


def _order(kind: ImportKind, values: Mapping[str, str]) -> Schema:
    given: dict[str, Any] = {name: value for name, value in values.items() if value != ""}
    if kind != "schedules":
        given["active"] = _yes_or_no(values)
    if kind in {"departments", "services"}:
        names = {tag: given.pop(column) for column, tag in NAME_COLUMNS.items() if column in given}
        if names or kind == "services":
            given["names"] = names
    if kind == "departments":
        given.pop("code", None)
        if "letter" in given:
            given["prefix"] = str(given.pop("letter")).upper()
        return PutDepartment.model_validate(given)
    if kind == "rooms":
        return PutRoom.model_validate(given)
    if kind == "services":
        return PutService.model_validate(given)
    if kind == "practitioners":
        given.setdefault("key", "")
        roles = str(given.pop("roles", "doctor")).replace("|", " ").replace("+", " ").split()
        return PutPractitioner.model_validate({**given, "roles": roles})
    given.pop("key", None)
    return Hours.model_validate({**given, "weekday": _weekday(values), **_times(values)})


def _yes_or_no(values: Mapping[str, str]) -> bool:
    word = values.get("active", "").casefold()
    if word not in _TRUE | _FALSE:
        raise _NotAWord("active")
    return word in _TRUE


def _weekday(values: Mapping[str, str]) -> int:
    # People count Monday as 1 (ISO 8601); inside it is 0.
    try:
        day = int(values.get("weekday", ""))
    except ValueError:
        raise _NotAWord("weekday") from None
    if not 1 <= day <= 7:
        raise _NotAWord("weekday")
    return day - 1


def _times(values: Mapping[str, str]) -> dict[str, time | str]:
    found: dict[str, time | str] = {}
    for name in ("starts", "ends"):
        hours, _, minutes = values.get(name, "").replace(".", ":").partition(":")
        try:
            found[name] = time(int(hours), int(minutes or 0))
        except ValueError:
            found[name] = "?"  # refused below, with all that is wrong with the line
    return found
