"""What is asked about consents: only ever added to, the newest decision counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, case, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.database import Reader, Writing
from mobile_api.patients.links import same_person
from mobile_api.patients.tables import ConsentRow

# Of two decisions in the same instant, the withdrawal counts.
_NEWEST = (
    col(ConsentRow.at).desc(),
    case((col(ConsentRow.decision) == "withdrawn", 0), else_=1),
)


async def latest(db: Reader, patient_id: UUID, kind: str) -> str | None:
    """The newest decision about a kind, over all records of the person; None: never asked."""
    rows = await db.execute(
        select(col(ConsentRow.decision))
        .where(
            col(ConsentRow.patient_id).in_(same_person(patient_id)), col(ConsentRow.kind) == kind
        )
        .order_by(*_NEWEST)
        .limit(1)
    )
    found: str | None = rows.scalar_one_or_none()
    return found


async def history(db: Reader, patient_id: UUID) -> Sequence[RowMapping]:
    """Every decision of a person, newest first."""
    rows = await db.execute(
        select(
            col(ConsentRow.id),
            col(ConsentRow.kind),
            col(ConsentRow.decision),
            col(ConsentRow.text_version),
            col(ConsentRow.language),
            col(ConsentRow.channel),
            col(ConsentRow.at),
        )
        .where(col(ConsentRow.patient_id).in_(same_person(patient_id)))
        .order_by(*_NEWEST)
    )
    return rows.mappings().all()


async def add(tx: Writing, consent: dict[str, Any]) -> bool:
    """Add a decision; False where its id is there already."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(ConsentRow)
    rows = await tx.execute(
        insert.values(consent)
        .on_conflict_do_nothing(index_elements=["id"])
        .returning(col(ConsentRow.id))
    )
    return rows.scalar_one_or_none() is not None
