"""The audit page tells facts in words: no code of ours, no id in full, nobody's name."""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from typing import get_args
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from mobile_api.access.schemas import StaffRole
from mobile_api.administration.audit_words import CODED, LABELS, NAMED, about
from mobile_api.administration.schemas import ImportKind
from mobile_api.audit.schemas import AuditRecord
from mobile_api.devices.schemas import AlarmKind
from mobile_api.messages.schemas import MutableKind
from mobile_api.pages.rendering import FOLDER, Pages
from mobile_api.patients.registry_schemas import ChangePatient
from mobile_api.patients.schemas import Assurance, ConsentKind, Relation, Scope
from mobile_api.schemas import LANGUAGES, Language

PAGES = Pages(lambda code, _language: code)
ZONE = ZoneInfo("Asia/Tashkent")
DOCTOR = UUID("00000000-0000-4000-8000-0000000000d0")

VALUES = {
    "role": get_args(StaffRole),
    "kind": (*get_args(ImportKind), *get_args(AlarmKind), "kiosk", "board", "away", "extra"),
    "consent": get_args(ConsentKind),
    "relation": get_args(Relation),
    "assurance": get_args(Assurance),
    "scopes": get_args(Scope),
    "muted": (*get_args(MutableKind), ""),
    "fields": tuple(name for name in ChangePatient.model_fields if name != "id"),
    "decision": ("two_people", "same_person"),
    "state": ("waiting", "review", "active"),
    "how": ("code", "contact", "oneid", "myid"),
    "by": ("oneid", "myid"),
    "late": ("true",),
}


def told(language: Language, subject: str = "patient", about_id: str = "", **facts: str) -> str:
    """One line of the page."""
    record = AuditRecord(
        id=uuid4(),
        at=datetime(2026, 3, 4, tzinfo=UTC),
        actor_role="nurse",
        actor_id=uuid4(),
        action="patients.change",
        subject_kind=subject,
        subject_id=about_id or str(uuid4()),
        facts=facts,
    )
    return about(PAGES, language, ZONE, {DOCTOR: "Dr. Sinova A."}, record)


def test_every_fact_that_is_kept_has_words() -> None:
    known = {*LABELS, *CODED, *NAMED}
    kept = set()
    for file in FOLDER.parent.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("audit.record"):
                kept |= {one.arg for one in call.keywords if one.arg is not None}
    assert len(kept) > 20
    assert kept - known == set()
    assert set(VALUES) == set(CODED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_of_ours_is_left_in_any_language(language: Language) -> None:
    for name, values in VALUES.items():
        for value in values:
            keys = [family + (value.replace("_", "-") or "none") for family in CODED[name]]
            assert any(map(PAGES.knows, keys)), (name, value)
            line = told(language, **{name: value})
            assert "_" not in line
            assert "=" not in line


def test_what_has_a_name_is_called_by_it_and_nobody_else() -> None:
    assert told("ru", "practitioner", str(DOCTOR)) == "врач Dr. Sinova A."
    patient, other = str(uuid4()), str(uuid4())
    line = told("ru", "patient", patient, merged=other)
    assert line == f"пациент № {patient[:8]} (другая запись: № {other[:8]})"
    line = told("ru", "patient", patient, fields="add_phone,names")
    assert line.endswith("(изменено: телефон добавлен, имя)")
    assert told("en", "holiday", patient, day="2026-03-21") == "closed day (Saturday, 21 March)"
    assert told("ru", "assessment", patient, department="cardiology").endswith("(Кардиология)")
    assert told("en", "hospital", patient, service=DOCTOR.hex) == "hospital (Dr. Sinova A.)"
    assert told("en", "appointment", patient, late="false") == f"appointment № {patient[:8]}"
    # What nobody has words for yet is told as it is.
    assert told("en", "moon", patient, phase="full") == f"moon № {patient[:8]} (phase: full)"
