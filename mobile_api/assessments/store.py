"""What assessments are asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, literal, select, true, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.assessments.tables import AssessmentRow, OutcomeRow
from mobile_api.database import Reader, Writing


async def add(tx: Writing, assessment: dict[str, Any]) -> bool:
    """Store a verdict; False where the id is there already."""
    into = (postgresql if tx.dialect == "postgresql" else sqlite).insert(AssessmentRow)
    rows = await tx.execute(
        into.values(**assessment).on_conflict_do_nothing().returning(col(AssessmentRow.id))
    )
    return rows.one_or_none() is not None


async def told(db: Reader, assessment_id: UUID) -> RowMapping | None:
    """What a patient was told, and by which request."""
    rows = await db.execute(
        select(
            col(AssessmentRow.body_digest),
            col(AssessmentRow.device_id),
            col(AssessmentRow.answer),
        ).where(col(AssessmentRow.id) == assessment_id)
    )
    return rows.mappings().one_or_none()


async def urgency_in_visit(
    db: Reader, hospital_id: UUID, visit_id: UUID, assessment_id: UUID
) -> str | None:
    """Urgency of an assessment of this visit."""
    rows = await db.execute(
        select(col(AssessmentRow.urgency)).where(
            col(AssessmentRow.id) == assessment_id,
            col(AssessmentRow.hospital_id) == hospital_id,
            col(AssessmentRow.visit_id) == visit_id,
        )
    )
    found: str | None = rows.scalar_one_or_none()
    return found


async def verdicts(db: Reader, hospital_id: UUID, ids: Collection[UUID]) -> Sequence[RowMapping]:
    """The verdicts of several assessments of one hospital."""
    rows = await db.execute(
        select(
            col(AssessmentRow.id),
            col(AssessmentRow.urgency),
            col(AssessmentRow.abstain),
            col(AssessmentRow.verdict),
            col(AssessmentRow.answer),
            col(AssessmentRow.created_at),
            col(AssessmentRow.text).is_not(None).label("has_text"),
        ).where(col(AssessmentRow.hospital_id) == hospital_id, col(AssessmentRow.id).in_(ids))
    )
    return rows.mappings().all()


async def text_of(db: Reader, hospital_id: UUID, assessment_id: UUID) -> RowMapping | None:
    """The encrypted words of one assessment."""
    rows = await db.execute(
        select(col(AssessmentRow.id), col(AssessmentRow.text)).where(
            col(AssessmentRow.id) == assessment_id,
            col(AssessmentRow.hospital_id) == hospital_id,
        )
    )
    return rows.mappings().one_or_none()


async def delete_texts(tx: Writing, before: datetime) -> int:
    """Delete the words of all complaints that were given before an instant; returns how many."""
    rows = await tx.execute(
        update(AssessmentRow)
        .where(col(AssessmentRow.text_consent_at) < before, col(AssessmentRow.text).is_not(None))
        .values(text=None)
        .returning(col(AssessmentRow.id))
    )
    return len(rows.all())


async def outcome(db: Reader, assessment_id: UUID) -> RowMapping | None:
    """Where the patient of an assessment belonged, as far as anybody has said."""
    rows = await db.execute(
        select(
            col(OutcomeRow.assessment_id),
            col(OutcomeRow.actual).label("department"),
            col(OutcomeRow.source),
            col(OutcomeRow.said_at),
        ).where(col(OutcomeRow.assessment_id) == assessment_id)
    )
    return rows.mappings().one_or_none()


async def put_outcome(tx: Writing, row: dict[str, Any], *, replace: bool) -> None:
    """Keep where a patient belonged; ``replace`` says whether this word counts over others.

    Nothing is kept for an assessment that this hospital does not have.
    """
    into = (postgresql if tx.dialect == "postgresql" else sqlite).insert(OutcomeRow)
    values = {
        name: literal(value, OutcomeRow.__table__.c[name].type)  # type: ignore[attr-defined]  # SQLModel's tables have it
        for name, value in row.items()
    }
    own = select(*values.values()).where(
        select(col(AssessmentRow.id))
        .where(
            col(AssessmentRow.id) == row["assessment_id"],
            col(AssessmentRow.hospital_id) == row["hospital_id"],
        )
        .exists()
    )
    statement = into.from_select(list(values), own)
    changing = {
        name: statement.excluded[name] for name in ("actual", "source", "said_by", "said_at")
    }
    await tx.execute(
        statement.on_conflict_do_update(index_elements=["assessment_id"], set_=changing)
        if replace
        else statement.on_conflict_do_nothing()
    )


async def outcomes(db: Reader, after: UUID | None, limit: int) -> Sequence[RowMapping]:
    """What was said about assessments, with what triage had said, by id."""
    rows = await db.execute(
        select(
            col(OutcomeRow.assessment_id),
            col(OutcomeRow.actual),
            col(AssessmentRow.verdict),
            col(AssessmentRow.answer),
            col(AssessmentRow.version),
            col(AssessmentRow.hospital_id),
            col(AssessmentRow.created_at),
        )
        .join(AssessmentRow, col(AssessmentRow.id) == col(OutcomeRow.assessment_id))
        .where(true() if after is None else col(OutcomeRow.assessment_id) > after)
        .order_by(col(OutcomeRow.assessment_id))
        .limit(limit)
    )
    return rows.mappings().all()
