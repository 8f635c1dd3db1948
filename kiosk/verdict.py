"""What a verdict means for the next screen. Medicine is decided in triage, not here."""

from __future__ import annotations

from typing import Final

from kiosk.steps import Screen
from mobile_api.assessments.schemas import Assessment
from mobile_api.facilities.schemas import Department, Hospital

RECEPTION: Final = "reception"
EMERGENCY: Final = "emergency"


def rings_by_itself(assessment: Assessment) -> bool:
    """True where the server raised the alarm together with this verdict."""
    return any(flag.level == "emergency" for flag in assessment.red_flags)


def is_emergency(assessment: Assessment) -> bool:
    """True where the patient must not walk on alone: a red flag, or the urgency by itself."""
    return rings_by_itself(assessment) or assessment.urgency == "emergency"


def next_screen(assessment: Assessment, *, ask: bool) -> Screen:
    """Where a verdict leads.

    Args:
        assessment: the verdict.
        ask: the one question was not asked yet.
    """
    if is_emergency(assessment):
        return Screen.NURSE
    if ask and assessment.question is not None:
        return Screen.QUESTION
    return Screen.RESULT


def department_of(assessment: Assessment, hospital: Hospital | None) -> Department | None:
    """The department to which the result leads here; None: to reception, to a person."""
    if assessment.abstain or assessment.department == RECEPTION or hospital is None:
        return None
    return _department(assessment.department, hospital)


def emergency_department(hospital: Hospital | None) -> str:
    """Code of the queue for an emergency: reception where the hospital has no such department."""
    if hospital is not None and _department(EMERGENCY, hospital) is not None:
        return EMERGENCY
    return RECEPTION


def keep_struck(
    assessment: Assessment, before: Assessment | None, struck: tuple[str, ...]
) -> Assessment:
    """The verdict with the findings that were struck out still listed, in their old order.

    The server no longer knows them; the patient has to see them to take one back.
    """
    if before is None or not struck:
        return assessment
    now = {finding.code: finding for finding in assessment.findings}
    order = [
        now.pop(old.code, old) for old in before.findings if old.code in now or old.code in struck
    ]
    return assessment.model_copy(update={"findings": [*order, *now.values()]})


def _department(code: str, hospital: Hospital) -> Department | None:
    return next((d for d in hospital.departments if d.code == code), None)
