"""What is asked about links between accounts and patients."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, case, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.database import Reader, Writing
from mobile_api.patients.tables import PatientRow, PersonLinkRow

_LINK = (
    col(PersonLinkRow.patient_id),
    col(PersonLinkRow.relation),
    col(PersonLinkRow.scopes),
    col(PersonLinkRow.assurance),
    col(PersonLinkRow.ends_at),
)


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        col(PersonLinkRow.ended_at).is_(None),
        or_(col(PersonLinkRow.ends_at).is_(None), col(PersonLinkRow.ends_at) > now),
    )


async def one(db: Reader, account_id: UUID, patient_id: UUID, now: datetime) -> RowMapping | None:
    """The link of an account to a patient that holds at ``now``."""
    rows = await db.execute(
        select(*_LINK).where(
            col(PersonLinkRow.account_id) == account_id,
            col(PersonLinkRow.patient_id) == patient_id,
            *_open(now),
        )
    )
    return rows.mappings().one_or_none()


async def of_account(db: Reader, account_id: UUID, now: datetime) -> Sequence[RowMapping]:
    """All links of an account that hold at ``now``, oneself first."""
    rows = await db.execute(
        select(*_LINK, col(PatientRow.given_name), col(PatientRow.family_name))
        .join(PatientRow, col(PatientRow.id) == col(PersonLinkRow.patient_id))
        .where(col(PersonLinkRow.account_id) == account_id, *_open(now))
        .order_by(
            case((col(PersonLinkRow.relation) == "self", 0), else_=1),
            col(PersonLinkRow.linked_at),
        )
    )
    return rows.mappings().all()


async def put(tx: Writing, link: dict[str, Any]) -> None:
    """Add a link, or make the one that is there say this."""
    upsert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(PersonLinkRow)
    changing = ("relation", "scopes", "assurance", "linked_at", "ends_at", "ended_at")
    await tx.execute(
        upsert.values(link).on_conflict_do_update(
            index_elements=["account_id", "patient_id"],
            set_={name: upsert.excluded[name] for name in changing},
        )
    )
