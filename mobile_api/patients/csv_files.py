"""Patients in a CSV file as hospitals really have them: any encoding, any separator.

Pure: text in, people and faults out. A fault says line and column and which rule, never what
stands there.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal, cast

from mobile_api.identifiers import InvalidPinfl, read_pinfl
from mobile_api.patients import rules
from mobile_api.patients.encrypting import PersonalFacts
from mobile_api.patients.schemas import DocumentKind, Sex
from mobile_api.phones import NotAPhone, normal_phone
from mobile_api.schemas import LANGUAGES, Language

MAX_LINES = 100_000
MAX_BYTES = 32 * 1024 * 1024
"""About 300 bytes a line, and UTF-16 doubles them."""

FAULTS_SHOWN = 200

Rule = Literal[
    "unreadable",
    "empty",
    "too_many_lines",
    "unknown_column",
    "column_twice",
    "column_missing",
    "quotes",
    "cells",
    "needed",
    "pinfl",
    "rounded",
    "name",
    "date",
    "future",
    "against_number",
    "sex",
    "phone",
    "language",
    "document",
    "yes_or_no",
    "twice",
]
"""What is wrong; the page has words for each."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "pinfl": ("pinfl", "jshshir", "jshshr", "пинфл", "жшшир"),
    "family_name": ("family_name", "familiya", "familya", "фамилия", "surname"),
    "given_name": ("given_name", "ism", "ismi", "имя", "исм", "first_name"),
    "patronymic": ("patronymic", "otasining_ismi", "sharif", "отчество", "отасининг_исми"),
    "birth_date": ("birth_date", "tugilgan_sana", "дата_рождения", "туғилган_сана"),
    "sex": ("sex", "gender", "jinsi", "jins", "пол", "жинси"),
    "phone": ("phone", "telefon", "телефон"),
    "second_phone": ("second_phone", "telefon_2", "телефон_2"),
    "language": ("language", "til", "язык", "тил"),
    "document_kind": ("document_kind", "hujjat", "вид_документа", "ҳужжат"),
    "document_number": ("document_number", "hujjat_raqami", "номер_документа", "ҳужжат_рақами"),
    "insured": ("insured", "sugurta", "страховка", "суғурта"),
    "insured_until": ("insured_until", "sugurta_muddati", "страховка_до", "суғурта_муддати"),
}
_NAMED = {name: column for column, names in COLUMNS.items() for name in names}
_SEXES: Mapping[str, Sex] = {
    **dict.fromkeys(("m", "male", "erkak", "м", "муж", "мужской", "эркак", "1"), "male"),
    **dict.fromkeys(("f", "female", "ayol", "ж", "жен", "женский", "аёл", "2"), "female"),
}
_YES = frozenset({"yes", "1", "ha", "да", "ҳа", "true"})
_NO = frozenset({"no", "0", "yoq", "нет", "йўқ", "false"})
_KINDS: Mapping[str, DocumentKind] = {
    **dict.fromkeys(("id_card", "id", "id-karta", "id-карта"), "id_card"),
    **dict.fromkeys(("passport", "pasport", "паспорт"), "passport"),
    **dict.fromkeys(
        ("birth_certificate", "metrika", "метрика", "tugilganlik", "свидетельство"),
        "birth_certificate",
    ),
}
# What spreadsheets make of 14 digits: 3,15059E+13. The rest of the number is lost.
_ROUNDED = re.compile(r"\d[.,]\d+[eE]\+\d+")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that cannot be read.

    Attributes:
        line: of the file, from 1; 0 for the file as a whole.
        column: as the file's head names it, ``""`` for the whole line.
        rule: what is wrong.
    """

    line: int
    column: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the file, in plain; lives only as long as the request."""

    facts: PersonalFacts = field(repr=False)
    phones: tuple[str, ...] = field(repr=False)
    document: tuple[DocumentKind, str] | None = field(repr=False)
    insured: bool | None
    insured_until: date | None


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file holds: people, or why not all of it could be read.

    Attributes:
        lines: people; worth nothing where there are faults.
        faults: the first ``FAULTS_SHOWN``.
        fault_count: all of them.
    """

    lines: list[Line]
    faults: list[Fault]
    fault_count: int


class _Refused(Exception):
    """A cell that cannot be read."""

    def __init__(self, column: str, rule: Rule) -> None:
        super().__init__(rule)
        self.column = column
        self.rule: Rule = rule


def decoded(content: bytes) -> str | None:
    """The text of a file: UTF-8, UTF-16 (with its mark or without), else Windows-1251.

    Returns:
        None where it is none of them (a spreadsheet or a picture instead of a CSV file).
    """
    if content[:4] == b"PK\x03\x04" or content[:2] in {b"\xd0\xcf", b"\xff\xd8", b"\x89P"}:
        return None
    encodings = ["utf-8-sig", "cp1251"]
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encodings = ["utf-16"]
    elif b"\x00" in content[:200]:
        # The separators of the first line are ASCII: their other byte is zero.
        even = content[:200:2].count(0) > content[1:200:2].count(0)
        encodings = ["utf-16-be" if even else "utf-16-le"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def read(content: bytes, today: date, language: Language) -> ReadFile:
    """Everybody in a file, and everything that is wrong with it.

    Args:
        content: of the file.
        today: the hospital's date; nobody is born tomorrow.
        language: of people whose line names none.
    """
    text = decoded(content)
    if text is None:
        return ReadFile([], [Fault(0, "", "unreadable")], 1)
    if not text.strip():
        return ReadFile([], [Fault(0, "", "empty")], 1)
    reading = _Reading(today, language)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        for cells in rows:
            if not reading.take(rows.line_num, [" ".join(cell.split()) for cell in cells]):
                break
    except csv.Error:
        # Nobody knows where the next line begins.
        reading.faults.append(Fault(rows.line_num, "", "quotes"))
    faults = reading.faults
    if not reading.lines and not faults:
        faults.append(Fault(0, "", "empty"))
    return ReadFile([] if faults else reading.lines, faults[:FAULTS_SHOWN], len(faults))


class _Reading:
    """A file, line by line."""

    def __init__(self, today: date, language: Language) -> None:
        self._today = today
        self._language = language
        self._head: Sequence[str] | None = None
        self._first_seen: dict[str, int] = {}
        self.lines: list[Line] = []
        self.faults: list[Fault] = []

    def take(self, number: int, cells: Sequence[str]) -> bool:
        """Read one line; False where reading on makes no sense."""
        if not any(cells):
            return True
        if self._head is None:
            self._head = _head(cells, self.faults)
            return not self.faults
        if len(self.lines) >= MAX_LINES:
            self.faults.append(Fault(number, "", "too_many_lines"))
            return False
        if len(cells) != len(self._head):
            self.faults.append(Fault(number, "", "cells"))
            return True
        line, wrong = _line(dict(zip(self._head, cells, strict=True)), self._today, self._language)
        self.faults += [Fault(number, one.column, one.rule) for one in wrong]
        pinfl = line.facts.pinfl
        if pinfl is not None and self._first_seen.setdefault(pinfl, number) != number:
            self.faults.append(Fault(number, "pinfl", "twice"))
        self.lines.append(line)
        return True


def _plain(word: str) -> str:
    """Small letters without the apostrophes that everybody types differently."""
    return re.sub(r"[ʻʼ'’‘`]", "", word.casefold())


def _separator(text: str) -> str:
    head = text.lstrip().split("\n", 1)[0]
    return max(",;\t", key=head.count)


def _head(cells: Sequence[str], faults: list[Fault]) -> Sequence[str]:
    columns = []
    for cell in cells:
        name = _plain(cell).replace(" ", "_")
        column = _NAMED.get(name)
        if column is None:
            faults.append(Fault(1, cell[:40], "unknown_column"))
        elif column in columns:
            faults.append(Fault(1, cell[:40], "column_twice"))
        columns.append(column or "")
    if "given_name" not in columns:
        faults.append(Fault(1, "given_name", "column_missing"))
    if not {"pinfl", "birth_date"} & set(columns):
        faults.append(Fault(1, "pinfl", "column_missing"))
    return columns


def _line(cells: Mapping[str, str], today: date, language: Language) -> tuple[Line, list[_Refused]]:
    wrong: list[_Refused] = []

    def cell(column: str, reading: Callable[[str], object], *, needed: bool = False) -> object:
        typed = cells.get(column, "")
        if not typed:
            if needed:
                wrong.append(_Refused(column, "needed"))
            return None
        try:
            return reading(typed)
        except _Refused as fault:
            wrong.append(_Refused(column, fault.rule))
            return None

    pinfl = cast("str | None", cell("pinfl", lambda typed: _pinfl(typed, today)))
    born = cast("date | None", cell("birth_date", lambda typed: _past(typed, today)))
    if pinfl is None and born is None and not wrong:
        wrong.append(_Refused("birth_date" if "birth_date" in cells else "pinfl", "needed"))
    if pinfl is not None and born not in {None, read_pinfl(pinfl, today).birth_date}:
        wrong.append(_Refused("birth_date", "against_number"))
    phones = [cell(column, _phone) for column in ("phone", "second_phone")]
    found = tuple(dict.fromkeys(cast(str, phone) for phone in phones if phone is not None))
    facts = PersonalFacts(
        pinfl=pinfl,
        family_name=cast(str, cell("family_name", _name) or ""),
        given_name=cast(str, cell("given_name", _name, needed=True) or ""),
        patronymic=cast(str, cell("patronymic", _name) or ""),
        birth_date=born,
        sex=cast("Sex | None", cell("sex", _choice(_SEXES, "sex"))),
        phone=found[0] if found else None,
    )
    spoken = cast("Language | None", cell("language", _choice(_LANGUAGES, "language")))
    line = Line(
        facts=replace(facts, language=spoken or language),
        phones=found,
        document=_document(cells, wrong),
        insured=cast("bool | None", cell("insured", _yes_or_no)),
        insured_until=cast("date | None", cell("insured_until", _date)),
    )
    return line, wrong


def _document(cells: Mapping[str, str], wrong: list[_Refused]) -> tuple[DocumentKind, str] | None:
    typed, number = cells.get("document_kind", ""), cells.get("document_number", "")
    if not typed and not number:
        return None
    kind = _KINDS.get(_plain(typed))
    if kind is None:
        wrong.append(_Refused("document_kind", "document"))
        return None
    try:
        return kind, rules.normal_document(kind, number)
    except rules.NotADocument:
        wrong.append(_Refused("document_number", "document"))
        return None


def _pinfl(typed: str, today: date) -> str:
    digits = typed.replace(" ", "")
    if _ROUNDED.fullmatch(digits):
        raise _Refused("pinfl", "rounded")
    try:
        read_pinfl(digits, today)
    except InvalidPinfl as fault:
        raise _Refused("pinfl", "pinfl") from fault
    return digits


def _name(typed: str) -> str:
    try:
        return rules.normal_name(typed)
    except rules.NotAName as fault:
        raise _Refused("", "name") from fault


def _date(typed: str) -> date:
    for shape in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(typed, shape).date()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
    raise _Refused("", "date")


def _past(typed: str, today: date) -> date:
    found = _date(typed)
    if found > today:
        raise _Refused("", "future")
    return found


def _phone(typed: str) -> str:
    try:
        return normal_phone(typed)
    except NotAPhone as fault:
        raise _Refused("", "phone") from fault


def _choice(choices: Mapping[str, str], rule: Rule) -> Callable[[str], str]:
    def chosen(typed: str) -> str:
        found = choices.get(_plain(typed))
        if found is None:
            raise _Refused("", rule)
        return found

    return chosen


def _yes_or_no(typed: str) -> bool:
    word = _plain(typed)
    if word not in _YES | _NO:
        raise _Refused("", "yes_or_no")
    return word in _YES


_LANGUAGES: Mapping[str, str] = {
    **{tag.casefold(): tag for tag in LANGUAGES},
    "uz": "uz-Latn",
    "ozbekcha": "uz-Latn",
    "ўзбекча": "uz-Cyrl",
    "русский": "ru",
    "qaraqalpaqsha": "kaa",
    "қазақша": "kk",
}
