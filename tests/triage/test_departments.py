"""Where a patient is sent in a hospital that lacks what they need."""

import pytest

from triage.departments import CODES, DEPARTMENTS, LANGUAGES, for_patient, nearest

ALL = frozenset(CODES)


def test_there_are_29_departments_named_in_six_languages() -> None:
    assert len(CODES) == len(set(CODES)) == 29
    for department in DEPARTMENTS.values():
        assert all(department.names[language] for language in LANGUAGES)
        assert department.names["uz-Cyrl"] != department.names["uz-Latn"]


@pytest.mark.parametrize("code", CODES)
def test_an_adult_ends_at_general_medicine_at_the_latest(code: str) -> None:
    expected = None if code == "emergency" else "therapy"
    assert nearest(code, frozenset({"therapy"}), 40) == expected


@pytest.mark.parametrize("code", sorted(ALL - {"emergency"}))
def test_a_child_ends_at_paediatrics_at_the_latest(code: str) -> None:
    assert nearest(code, frozenset({"therapy", "pediatrics"}), 5) == "pediatrics"


def test_an_emergency_never_becomes_a_waiting_room() -> None:
    assert nearest("emergency", ALL - {"emergency"}, 5) is None
    assert nearest("emergency", ALL, 5) == "emergency"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("cardiology", "pediatrics"),
        ("neurology", "pediatrics"),
        ("therapy", "pediatrics"),
        ("dentistry", "dentistry"),
        ("ophthalmology", "ophthalmology"),
        ("otolaryngology", "otolaryngology"),
        ("traumatology", "traumatology"),
        ("gynecology", "gynecology"),
        ("obstetrics", "obstetrics"),
    ],
)
def test_below_eighteen_the_paediatrician_comes_first_where_it_should(
    code: str, expected: str
) -> None:
    assert nearest(code, ALL, 17.9) == expected
    assert nearest(code, ALL, 18.0) == ("therapy" if code == "pediatrics" else code)


def test_a_child_is_seen_where_there_is_no_paediatrician() -> None:
    assert nearest("therapy", frozenset({"therapy"}), 5) == "therapy"


def test_a_missing_speciality_goes_to_its_neighbour() -> None:
    assert nearest("proctology", frozenset({"surgery", "therapy"}), 40) == "surgery"
    assert nearest("phthisiology", frozenset({"pulmonology", "therapy"}), 40) == "pulmonology"


def test_an_unknown_department_is_an_error() -> None:
    with pytest.raises(KeyError):
        nearest("alchemy", ALL, 40)


def test_moving_a_patient_keeps_all_the_weight() -> None:
    weights = {"therapy": 0.4, "cardiology": 0.3, "gynecology": 0.3}
    moved = for_patient(weights, child=True, male=True, pregnant=None)
    assert sum(moved.values()) == pytest.approx(1.0)
    assert moved["gynecology"] == 0
    assert moved["pediatrics"] == pytest.approx(0.4 + 0.2)
