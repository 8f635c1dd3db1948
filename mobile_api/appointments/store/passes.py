"""Passes of apps, and ratings of visits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.appointments.tables import AppointmentRow, CheckInPass, VisitRating
from mobile_api.database import Reader, Writing
from mobile_api.facilities.tables import DepartmentRow


async def add(tx: Writing, row: dict[str, Any]) -> bool:
    """Put a pass in; False where the id is taken."""
    into = (postgresql if tx.dialect == "postgresql" else sqlite).insert(CheckInPass)
    rows = await tx.execute(
        into.values(**row).on_conflict_do_nothing().returning(col(CheckInPass.id))
    )
    return rows.one_or_none() is not None


async def one(db: Reader, pass_id: UUID) -> RowMapping | None:
    """One pass."""
    rows = await db.execute(
        select(
            col(CheckInPass.patient_id), col(CheckInPass.account_id), col(CheckInPass.expires_at)
        ).where(col(CheckInPass.id) == pass_id)
    )
    return rows.mappings().one_or_none()


async def use(tx: Writing, pass_id: UUID, device_id: UUID, now: datetime) -> bool:
    """Use a pass at a device; False where it is not there, over, or was used at another."""
    rows = await tx.execute(
        update(CheckInPass)
        .where(
            col(CheckInPass.id) == pass_id,
            col(CheckInPass.expires_at) > now,
            or_(col(CheckInPass.device_id).is_(None), col(CheckInPass.device_id) == device_id),
        )
        .values(used_at=func.coalesce(CheckInPass.used_at, now), device_id=device_id)
        .returning(col(CheckInPass.id))
    )
    return rows.one_or_none() is not None


async def forget(tx: Writing, before: datetime) -> int:
    """Delete passes that ended before an instant; how many."""
    rows = await tx.execute(
        delete(CheckInPass)
        .where(col(CheckInPass.expires_at) < before)
        .returning(col(CheckInPass.id))
    )
    return len(rows.all())


async def rate(tx: Writing, row: dict[str, Any]) -> bool:
    """Put a rating in; False where the visit was rated."""
    into = (postgresql if tx.dialect == "postgresql" else sqlite).insert(VisitRating)
    rows = await tx.execute(
        into.values(**row).on_conflict_do_nothing().returning(col(VisitRating.appointment_id))
    )
    return rows.one_or_none() is not None


async def rating(db: Reader, appointment_id: UUID) -> RowMapping | None:
    """How a visit was rated."""
    rows = await db.execute(
        select(col(VisitRating.id), col(VisitRating.body_digest)).where(
            col(VisitRating.appointment_id) == appointment_id
        )
    )
    return rows.mappings().one_or_none()


async def ratings_by_department(
    db: Reader, hospital_id: UUID, since: datetime
) -> Sequence[RowMapping]:
    """How many ratings each department has since an instant, and their mean."""
    rows = await db.execute(
        select(
            col(DepartmentRow.names).label("department_names"),
            func.count().label("count"),
            func.avg(col(VisitRating.stars)).label("mean"),
        )
        .join(AppointmentRow, col(AppointmentRow.id) == col(VisitRating.appointment_id))
        .join(
            DepartmentRow,
            (col(DepartmentRow.hospital_id) == col(AppointmentRow.hospital_id))
            & (col(DepartmentRow.code) == col(AppointmentRow.department)),
        )
        .where(col(AppointmentRow.hospital_id) == hospital_id, col(VisitRating.at) > since)
        .group_by(col(DepartmentRow.id), col(DepartmentRow.code))
        .order_by(col(DepartmentRow.code))
    )
    return rows.mappings().all()


async def ratings_with_words(
    db: Reader, hospital_id: UUID, since: datetime, most: int
) -> Sequence[RowMapping]:
    """Ratings to which somebody has written something, the newest first."""
    rows = await db.execute(
        select(
            col(VisitRating.appointment_id),
            col(VisitRating.stars),
            col(VisitRating.words),
            col(VisitRating.at),
            col(DepartmentRow.names).label("department_names"),
        )
        .join(AppointmentRow, col(AppointmentRow.id) == col(VisitRating.appointment_id))
        .join(
            DepartmentRow,
            (col(DepartmentRow.hospital_id) == col(AppointmentRow.hospital_id))
            & (col(DepartmentRow.code) == col(AppointmentRow.department)),
        )
        .where(
            col(AppointmentRow.hospital_id) == hospital_id,
            col(VisitRating.at) > since,
            col(VisitRating.words).is_not(None),
        )
        .order_by(col(VisitRating.at).desc(), col(VisitRating.appointment_id))
        .limit(most)
    )
    return rows.mappings().all()
