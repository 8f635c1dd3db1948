"""What is asked about patients. Nothing here can read an encrypted column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.database import Reader, Writing
from mobile_api.patients.tables import PatientRow

_PERSON = (
    col(PatientRow.id),
    col(PatientRow.family_name),
    col(PatientRow.given_name),
    col(PatientRow.phone),
)


async def by_pinfl(db: Reader, pinfl_index: bytes) -> RowMapping | None:
    """The person with this number."""
    rows = await db.execute(select(*_PERSON).where(col(PatientRow.pinfl_index) == pinfl_index))
    return rows.mappings().one_or_none()


async def by_id(db: Reader, patient_id: UUID) -> RowMapping | None:
    """One person."""
    rows = await db.execute(select(*_PERSON).where(col(PatientRow.id) == patient_id))
    return rows.mappings().one_or_none()


async def ensure(tx: Writing, patient: dict[str, Any]) -> UUID:
    """The person with this number: the one that exists, else this new one."""
    upsert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(PatientRow)
    rows = await tx.execute(
        upsert.values(patient)
        # An update that changes nothing returns the row that was there first, in one statement.
        .on_conflict_do_update(
            index_elements=["pinfl_index"], set_={"pinfl_index": upsert.excluded.pinfl_index}
        )
        .returning(col(PatientRow.id))
    )
    found: UUID = rows.scalar_one()
    return found


async def known(db: Reader, patient_ids: Sequence[UUID]) -> set[UUID]:
    """Those of the ids that exist."""
    rows = await db.execute(select(col(PatientRow.id)).where(col(PatientRow.id).in_(patient_ids)))
    return set(rows.scalars())


async def add(tx: Writing, patients: Sequence[dict[str, Any]]) -> None:
    """Add those whose id and number nobody has yet."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(PatientRow)
    await tx.execute(insert.on_conflict_do_nothing(), patients)
