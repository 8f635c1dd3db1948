"""Hospitals, their letters and their days."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from pydantic import ValidationError

from mobile_api.errors import NotFound
from mobile_api.facilities import prefixes
from mobile_api.facilities.errors import NoSuchDepartment
from mobile_api.facilities.plans import DepartmentPlan, HospitalPlan
from mobile_api.facilities.service import FacilitiesService
from mobile_api.facilities.terminology import DEPARTMENT_TERMS
from mobile_api.schemas import LANGUAGES
from tests.conftest import BOTH
from tests.mobile_api.hall import HOSPITAL, SYSTEM, Hall

ALL_CODES = list(DEPARTMENT_TERMS)


def test_every_department_has_a_letter_to_ask_for_and_a_name_in_six_languages() -> None:
    assert set(prefixes.PREFERRED) == set(ALL_CODES)
    for code in ALL_CODES:
        assert set(prefixes.names_of(code)) == set(LANGUAGES)
        assert all(prefixes.names_of(code).values())


def test_no_letter_stands_for_two_queues_and_none_looks_like_a_digit() -> None:
    letters = prefixes.assign(ALL_CODES[-23:], {})
    assert len(set(letters.values())) == 23
    assert not set(letters.values()) & set("IOQ")


def test_a_new_department_takes_no_letter_over() -> None:
    before = prefixes.assign(["allergology", "reception"], {})
    assert before["allergology"] == "A"
    after = prefixes.assign(["obstetrics", "allergology", "reception"], before)
    assert after["allergology"] == "A"
    assert len(set(after.values())) == 3


def test_more_departments_than_letters_are_refused() -> None:
    with pytest.raises(prefixes.NoLetterLeft):
        prefixes.assign(ALL_CODES, {})


@pytest.mark.parametrize("wrong", [{"time_zone": "Asia/Nowhere"}, {"departments": [{"code": "x"}]}])
def test_a_plan_with_a_mistake_is_refused_before_anything_is_stored(wrong: dict[str, str]) -> None:
    plan = {"id": str(HOSPITAL), "names": {"ru": "Больница"}, "departments": [], **wrong}
    with pytest.raises(ValidationError):
        HospitalPlan.model_validate(plan)


@BOTH
async def test_a_plan_can_be_applied_again_and_changed(hall: Hall) -> None:
    facilities = hall.services.get(FacilitiesService)
    before = {d.code: d.prefix for d in (await hall.kiosk.hospital()).departments}
    plan = HospitalPlan(
        id=HOSPITAL,
        names={"ru": "Новое имя"},
        departments=(
            DepartmentPlan(code="therapy", floor=5, room="501"),
            DepartmentPlan(code="urology", floor=1, room="7"),
        ),
    )
    for _ in range(2):
        async with hall.database.writing() as tx:
            await facilities.apply(tx, SYSTEM, plan)
    after = await hall.kiosk.hospital()
    assert after.names == {"ru": "Новое имя"}
    # What a plan no longer names stays: tickets of today still point there.
    assert {d.code for d in after.departments} == {*before, "urology"}
    therapy = next(d for d in after.departments if d.code == "therapy")
    assert (therapy.floor, therapy.room, therapy.prefix) == (5, "501", before["therapy"])


@BOTH
async def test_a_department_that_is_not_there_is_said_so(hall: Hall) -> None:
    async with hall.database.reading() as db:
        facilities = hall.services.get(FacilitiesService)
        assert (await facilities.department(db, HOSPITAL, "therapy")).room == "201"
        with pytest.raises(NoSuchDepartment):
            await facilities.department(db, HOSPITAL, "urology")
        with pytest.raises(NoSuchDepartment):
            await facilities.department(db, UUID(int=1), "therapy")


async def test_the_day_is_the_hospitals_own(hall: Hall) -> None:
    facilities = hall.services.get(FacilitiesService)
    late = datetime(2026, 3, 4, 19, 0, tzinfo=UTC)
    async with hall.database.reading() as db:
        assert await facilities.local_day(db, HOSPITAL, late) == date(2026, 3, 5)
        with pytest.raises(NotFound):
            await facilities.local_day(db, UUID(int=1), late)
