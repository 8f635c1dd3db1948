"""Patients come in from a file: checked first, then all of them or nobody."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobile_api.actors import Role
from mobile_api.devices.service import DevicesService
from mobile_api.patients import csv_files, door
from mobile_api.patients.csv_files import MAX_LINES
from mobile_api.patients.service import PatientsService
from tests.conftest import BOTH
from tests.mobile_api.hall import Hall, person, pinfl_of

TODAY = date(2026, 11, 23)
HEAD = "pinfl;family_name;given_name;patronymic;phone;document_kind;document_number;insured"
ONE = f"{pinfl_of(31)};Yusupova;Малика;Botir qizi;90 123-45-67;passport;FA1234567;ha"
TWO = f"{pinfl_of(32)};O'ktamov;G'ayrat;;+998 93 555 00 00;;;yo'q"


def read(text: str | bytes) -> csv_files.ReadFile:
    content = text if isinstance(text, bytes) else text.encode()
    return csv_files.read(content, TODAY, "ru")


def faults(text: str | bytes) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, one.rule) for one in read(text).faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_are_read_as_hospitals_have_them(encoding: str, separator: str, end: str) -> None:
    text = end.join([HEAD, ONE, "", TWO, ""]).replace(";", separator)
    found = read(text.encode(encoding))
    assert found.faults == []
    first, second = found.lines
    assert (first.facts.family_name, first.facts.given_name) == ("Yusupova", "Малика")
    assert (first.phones, first.insured) == (("+998901234567",), True)
    assert first.document == ("passport", "FA1234567")
    assert (second.facts.given_name, second.insured, second.document) == ("Gʻayrat", False, None)
    assert second.facts.language == "ru"


def test_a_file_of_old_windows_is_read() -> None:
    text = f"ПИНФЛ;Фамилия;Имя;Дата рождения;Пол\n{pinfl_of(33)};Щербаков;Пётр;05.06.1990;М\n"
    (line,) = read(text.encode("cp1251")).lines
    assert (line.facts.family_name, line.facts.given_name) == ("Щербаков", "Пётр")
    assert line.facts.birth_date == date(1990, 6, 5)


def test_quoted_cells_may_hold_separators_and_line_ends() -> None:
    text = f'pinfl,given_name\n{pinfl_of(34)},"Ali\nVali"\n{pinfl_of(35)},"Zulfiya"\nx,y\n'
    assert faults(text) == [(5, "pinfl", "pinfl")]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("40803851720421;Ali;;;", ("pinfl", "pinfl")),
        ("3,15059E+13;Ali;;;", ("pinfl", "rounded")),
        (f"{pinfl_of(36)};;;;", ("given_name", "needed")),
        (f"{pinfl_of(36)};Al1;;;", ("given_name", "name")),
        (f"{pinfl_of(36)};Ali;1990-06-06;;", ("birth_date", "against_number")),
        (";Ali;1990-13-01;;", ("birth_date", "date")),
        (";Ali;24.11.2026;;", ("birth_date", "future")),
        (";Ali;;;", ("birth_date", "needed")),
        (f"{pinfl_of(36)};Ali;;+7 900 1234567;", ("phone", "phone")),
        (f"{pinfl_of(36)};Ali;;;???", ("sex", "sex")),
        (f"{pinfl_of(36)};Ali;;", ("", "cells")),
        (f'{pinfl_of(36)};Ali;;;"', ("", "quotes")),
    ],
)
def test_a_fault_says_line_and_column_and_not_what_stands_there(
    line: str, fault: tuple[str, str]
) -> None:
    text = f"pinfl;given_name;birth_date;phone;sex\n{pinfl_of(37)};Vali;;;m\n{line}\n"
    found = read(text)
    assert faults(text) == [(3, *fault)]
    assert found.lines == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"PK\x03\x04 a spreadsheet", (0, "", "unreadable")),
        (b"", (0, "", "empty")),
        ("given_name;pinfl\n", (0, "", "empty")),
        ("given_name;pinfl;shoe size\n", (1, "shoe size", "unknown_column")),
        ("given_name;Ism;pinfl\n", (1, "Ism", "column_twice")),
        ("pinfl\n", (1, "given_name", "column_missing")),
        ("given_name\n", (1, "pinfl", "column_missing")),
    ],
)
def test_a_file_that_is_none_is_said(text: str | bytes, fault: tuple[int, str, str]) -> None:
    assert faults(text) == [fault]


def test_the_same_number_twice_is_a_fault() -> None:
    assert faults(f"{HEAD}\n{ONE}\n{TWO}\n{ONE}\n") == [(4, "pinfl", "twice")]


def test_a_file_has_a_hundred_thousand_lines_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_LINES == 100_000
    monkeypatch.setattr(csv_files, "MAX_LINES", 3)
    head = "given_name;birth_date\n"
    assert faults(head + "Ali;1990-01-01\n" * 3) == []
    assert faults(head + "Ali;1990-01-01\n" * 4) == [(5, "", "too_many_lines")]


@given(st.binary(max_size=300))
def test_no_file_breaks_the_reader(content: bytes) -> None:
    found = csv_files.read(b"given_name;birth_date\n" + content, TODAY, "ru")
    assert bool(found.faults) != bool(found.lines)


async def send(hall: Hall, path: str, text: str, role: Role = Role.IT_NURSE, **query: Any) -> Any:
    """What somebody new at the desk sends."""
    async with await hall.staff(role) as nurse:
        return await post(nurse, path, text, **query)


async def post(nurse: httpx.AsyncClient, path: str, text: str, **query: Any) -> Any:
    """A file."""
    return await nurse.post(
        f"/v1/patients/{path}",
        content=text.encode(),
        params=query,
        headers={"Content-Type": "text/csv"},
    )


@BOTH
async def test_a_dry_run_writes_nothing_and_says_what_would_be_done(hall: Hall) -> None:
    text = f"{HEAD}\n{ONE}\n{TWO}\n{person(1).pinfl};Karimov;Dilshod;;;;;\n"
    before = await hall.rows("patients")
    report = (await send(hall, "imports/check", text)).json()
    assert (report["lines"], report["added"], report["unchanged"]) == (3, 2, 1)
    assert not report["applied"]
    assert await hall.rows("patients") == before


@BOTH
async def test_everybody_comes_in_or_nobody(hall: Hall) -> None:
    wrong = f"{HEAD}\n{ONE}\n{TWO}\nx;;;;;;;\n"
    refused = (await send(hall, "imports", wrong, id=str(uuid4()))).json()
    assert not refused["applied"]
    assert {(one["line"], one["column"]) for one in refused["faults"]} >= {(4, "pinfl")}
    assert len(await hall.rows("patients")) == 2

    text, order = f"{HEAD}\n{ONE}\n{TWO}\n", str(uuid4())
    nurse = await hall.staff(Role.IT_NURSE)
    done = (await post(nurse, "imports", text, id=order, attach_here="true")).json()
    assert (done["applied"], done["added"]) == (True, 2)
    assert len(await hall.rows("patients")) == 4
    assert len(await hall.rows("patient_attachments")) == 2
    stored = repr([await hall.rows(t) for t in ("patients", "patient_phones", "name_grams")])
    for secret in (pinfl_of(31), "Yusupova", "901234567"):
        assert secret not in stored

    again = (await post(nurse, "imports", text, id=order)).json()
    assert again.get("code") == "idempotency_mismatch"  # the other choice of clinic
    assert (await post(nurse, "imports", text, id=order, attach_here="true")).json() == done
    await nurse.aclose()
    other = (await send(hall, "imports", text, id=str(uuid4()))).json()
    assert (other["added"], other["unchanged"]) == (0, 2)
    assert len(await hall.rows("patients")) == 4


@BOTH
async def test_known_people_are_completed_and_never_overwritten(hall: Hall) -> None:
    visit = await hall.visit(40)
    async with hall.database.reading() as db:
        kiosk = await hall.services.get(DevicesService).actor_of(db, hall.key)
    patients = hall.services.get(PatientsService)
    async with hall.database.writing() as tx:
        made = await patients.ensure_patient(tx, kiosk, patients.visit_of(kiosk, visit))
    text = (
        "pinfl;family_name;given_name;phone\n"
        f"{person(40).pinfl};Rahimov;Bekzod;{person(40).phone}\n"
        f"{person(1).pinfl};Boshqa;Odam;901110000\n"
    )
    report = (await send(hall, "imports", text, id=str(uuid4()))).json()
    assert (report["added"], report["completed"], report["unchanged"]) == (0, 1, 1)
    assert made is not None
    async with hall.database.reading() as db:
        names = [await patients.masked_name(db, kiosk, one) for one in (made, person(1).id)]
    assert names == ["Bek••• R.", "Dil••• K."]
    await hall.visit(40, confirmed=True)


@BOTH
async def test_people_without_a_number_come_in_once(hall: Hall) -> None:
    text = "given_name;family_name;birth_date\nAli;Valiyev;1990-01-01\nALI;VALIYEV;01.01.1990\n"
    first = (await send(hall, "imports", text, id=str(uuid4()))).json()
    second = (await send(hall, "imports", text, id=str(uuid4()))).json()
    assert [(one["added"], one["unchanged"]) for one in (first, second)] == [(1, 1), (0, 2)]


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.NURSE, Role.DOCTOR])
async def test_others_bring_nobody_in(hall: Hall, role: Role) -> None:
    for path in ("imports/check", "imports"):
        reply = await send(hall, path, f"{HEAD}\n{ONE}\n", role, id=str(uuid4()))
        assert (reply.status_code, reply.json()["code"]) == (403, "not_allowed")


async def test_a_file_that_is_too_large_is_not_read(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "MAX_BYTES", 1000)
    reply = await send(hall, "imports/check", "x" * 1001)
    assert (reply.status_code, reply.json()["code"]) == (422, "file_too_large")
