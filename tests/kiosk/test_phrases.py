"""What is only true of the kiosk's phrases; tests/house checks what all fronts share."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mobile_api.client.transport
from hardware.printer.fonts import Weight, typeface
from kiosk.steps import PrintState, Screen
from mobile_api.assessments.schemas import Urgency
from mobile_api.errors import DmedError
from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import LANGUAGES, Language
from tests.kiosk.visiting import PHRASES, phrasebook

STAFF_ONLY = {
    "wrong_login",
    "login_taken",
    "weak_password",
    "audit_broken",
    "nobody_waiting",
    "ticket_not_called",
    "ticket_not_waiting",
    "no_complaint_kept",
    "foreign_form",
    "last_administrator",
    "not_oneself",
    "no_such_room",
    "no_such_practitioner",
    "unknown_department_code",
    "unknown_speciality",
    "name_missing",
    "room_taken",
    "letter_taken",
    "letters_used_up",
    "service_code_taken",
    "personnel_number_taken",
    "hours_reversed",
    "slot_too_long",
    "hours_overlap",
    "outside_opening_hours",
    "closed_on_holiday",
    "already_past",
    "holiday_taken",
    "still_needed",
    "import_unreadable",
    "import_faulty",
    "import_over",
    "message_not_dead",
    "number_taken",
    "number_kept",
    "wrong_date",
    "nothing_to_search",
    "already_merged",
    "merge_other_way",
    "two_numbers",
    "file_too_large",
    "face_not_checked",
    "face_review_over",
}
"""Codes of pages and programs that no kiosk asks for anything."""

OF_ANY_PART = {
    "internal",
    "invalid_request",
    "not_authenticated",
    "not_allowed",
    "not_found",
    "idempotency_mismatch",
    "too_many_attempts",
    "unavailable",
    "device_not_enrolled",
    "no_such_department",
}
"""Codes for which every front has words."""


def texts(language: str) -> dict[str, str]:
    """Key → everything after the equals sign, comments left out."""
    source = (PHRASES / language / "kiosk.ftl").read_text(encoding="utf-8")
    found = re.findall(r"^([a-z0-9-]+) = ((?:.*\n)(?:[ \t}].*\n)*)", source, re.MULTILINE)
    return dict(found)


def errors_of_the_hospital() -> set[str]:
    """Every code that a class of this project has; tests of other rooms define their own."""
    known = DmedError._by_code.values()
    return {error.code for error in known if error.__module__.startswith("mobile_api.")}


def test_every_error_that_a_person_can_meet_has_words() -> None:
    """At the kiosk, or in the catalogue that app and bot share."""
    app = Phrasebook(Path(mobile_api.client.__file__).parent / "phrases")
    told_by_app = {
        code
        for code in errors_of_the_hospital()
        if all(app.has(language, "error-" + code.replace("_", "-")) for language in LANGUAGES)
    }
    # What any part may refuse, a kiosk says in words of its own; it sends nothing large.
    told_by_app -= OF_ANY_PART
    codes = (errors_of_the_hospital() | {DmedError.code}) - STAFF_ONLY - told_by_app
    assert len(codes) > 15
    missing = [
        code
        for code in sorted(codes)
        if not phrasebook().has("uz-Latn", "error-" + code.replace("_", "-"))
    ]
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_shown_has_a_name(language: Language) -> None:
    keys = [f"{screen.value.replace('_', '-')}-title" for screen in Screen]
    keys += [f"ticket-{state.value.replace('_', '-')}" for state in PrintState]
    keys += [f"urgency-{level.replace('_', '-')}" for level in Urgency.__args__]  # type: ignore[attr-defined]  # Literal
    keys += [f"for-whom-{who}" for who in ("self", "child", "other")]
    for fault in ("incomplete", "not-digits", "first-digit", "birth-date", "check-digit"):
        keys.append(f"pinfl-fault-{fault}")
    for status in ("booked", "arrived", "fulfilled", "cancelled", "noshow"):
        keys.append(f"appointment-status-{status}")
    assert not [key for key in keys if not phrasebook().has(language, key)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_told_of_errors_or_failure(language: str) -> None:
    blunt = {
        "uz-Latn": r"xato|muvaffaqiyatsiz|notoʻgʻri|noto‘g‘ri",
        "uz-Cyrl": r"хато|муваффақиятсиз|нотўғри",
        "ru": r"ошибк|неуспешн|неверн|неправильн|не удалось|сбой",
        "kaa": r"qáte|nadurıs",
        "en": r"\berror|unsuccessful|invalid|wrong|failed|failure",
        "kk": r"қате|дұрыс емес|сәтсіз",
    }
    for key, said in texts(language).items():
        assert not re.search(blunt[language], said, re.IGNORECASE), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_and_screen_have_every_letter(language: str) -> None:
    font = typeface(Weight.REGULAR, 40)
    missing = bytes(font.getmask("\uffff"))  # the box that stands for what a font lacks
    letters = {c for said in texts(language).values() for c in said if c > " "}
    assert len(letters) > 40
    assert not [letter for letter in sorted(letters) if bytes(font.getmask(letter)) == missing]


def test_one_script_on_a_screen() -> None:
    latin = re.compile(r"[A-Za-z]{2,}")
    allowed = {"QR", "ID", "Dmed", "JSHSHIR"}
    for language in ("uz-Cyrl", "ru", "kk"):
        for key, said in texts(language).items():
            plain = re.sub(r"\{[^{}]*->|\[\w+\]|\*\[\w+\]|\{ \$\w+ \}", "", said)
            assert set(latin.findall(plain)) <= allowed, (language, key)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 5, 11, 21, 105])
def test_counting_works_in_every_language(language: Language, count: int) -> None:
    for key, name in [
        ("idle-hint", "seconds"),
        ("error-too-many-attempts", "minutes"),
        ("error-too-many-numbers", "minutes"),
        ("complaint-left", "left"),
        ("pinfl-left", "left"),
        ("ticket-ahead-count", "count"),
        ("ticket-wait-minutes", "minutes"),
    ]:
        assert str(count) in phrasebook().say(language, key, {name: count})


def test_russian_declines_its_numbers() -> None:
    said = [phrasebook().say("ru", "idle-hint", {"seconds": n}) for n in (1, 2, 5, 11, 21)]
    assert [re.findall(r"секунд\w*", text)[0] for text in said] == [
        "секунду",
        "секунды",
        "секунд",
        "секунд",
        "секунду",
    ]
