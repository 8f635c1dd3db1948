"""Who waits for an earlier time, and what was offered to whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, and_, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.appointments.tables import WaitlistEntry, WaitlistOffer
from mobile_api.database import Reader, Writing
from mobile_api.facilities.tables import HospitalRow, PractitionerRow, RoomRow, ServiceRow

_ENTRIES: Select[*tuple[Any, ...]] = (
    select(
        col(WaitlistEntry.id),
        col(WaitlistEntry.body_digest),
        col(WaitlistEntry.hospital_id),
        col(WaitlistEntry.department),
        col(WaitlistEntry.service_id),
        col(ServiceRow.code).label("service"),
        col(WaitlistEntry.practitioner_id),
        col(WaitlistEntry.patient_id),
        col(WaitlistEntry.account_id),
        col(WaitlistEntry.from_day),
        col(WaitlistEntry.to_day),
        col(WaitlistEntry.earliest),
        col(WaitlistEntry.latest),
        col(WaitlistEntry.status),
        col(WaitlistEntry.created_at),
    )
    .select_from(WaitlistEntry)
    .outerjoin(ServiceRow, col(ServiceRow.id) == col(WaitlistEntry.service_id))
)
_OFFERS: Select[*tuple[Any, ...]] = (
    select(
        col(WaitlistOffer.id),
        col(WaitlistOffer.entry_id),
        col(WaitlistOffer.hold_id),
        col(WaitlistOffer.practitioner_id),
        col(PractitionerRow.name).label("practitioner"),
        col(WaitlistOffer.service_id),
        col(WaitlistOffer.starts_at),
        col(WaitlistOffer.ends_at),
        col(WaitlistOffer.until),
        col(WaitlistOffer.status),
        col(WaitlistOffer.appointment_id),
        col(WaitlistEntry.hospital_id),
        col(WaitlistEntry.department),
        col(WaitlistEntry.patient_id),
        col(WaitlistEntry.account_id),
        col(HospitalRow.names).label("hospital_names"),
        col(HospitalRow.time_zone),
        col(RoomRow.floor),
        col(RoomRow.number).label("room"),
    )
    .select_from(WaitlistOffer)
    .join(WaitlistEntry, col(WaitlistEntry.id) == col(WaitlistOffer.entry_id))
    .join(PractitionerRow, col(PractitionerRow.id) == col(WaitlistOffer.practitioner_id))
    .join(RoomRow, col(RoomRow.id) == col(PractitionerRow.room_id))
    .join(HospitalRow, col(HospitalRow.id) == col(WaitlistEntry.hospital_id))
)


async def add(tx: Writing, row: dict[str, Any]) -> bool:
    """Put an entry in; False where the id is taken."""
    into = (postgresql if tx.dialect == "postgresql" else sqlite).insert(WaitlistEntry)
    rows = await tx.execute(
        into.values(**row).on_conflict_do_nothing().returning(col(WaitlistEntry.id))
    )
    return rows.one_or_none() is not None


async def entry(db: Reader, entry_id: UUID) -> RowMapping | None:
    """One entry."""
    rows = await db.execute(_ENTRIES.where(col(WaitlistEntry.id) == entry_id))
    return rows.mappings().one_or_none()


async def same(
    db: Reader, hospital_id: UUID, department: str, service_id: UUID | None, patient_id: UUID
) -> bool:
    """True where the patient waits for this already."""
    rows = await db.execute(
        select(col(WaitlistEntry.id))
        .where(
            col(WaitlistEntry.hospital_id) == hospital_id,
            col(WaitlistEntry.department) == department,
            col(WaitlistEntry.service_id).is_not_distinct_from(service_id),
            col(WaitlistEntry.patient_id) == patient_id,
            col(WaitlistEntry.status).in_(("waitlist", "offered")),
        )
        .limit(1)
    )
    return rows.first() is not None


async def of_account(db: Reader, account_id: UUID) -> Sequence[RowMapping]:
    """What an account has its people wait for, newest first."""
    rows = await db.execute(
        _ENTRIES.where(col(WaitlistEntry.account_id) == account_id)
        .order_by(col(WaitlistEntry.created_at).desc())
        .limit(100)
    )
    return rows.mappings().all()


async def fitting(
    tx: Writing,
    *,
    hospital_id: UUID,
    department: str,
    service_id: UUID | None,
    practitioner_id: UUID,
    starts_at: datetime,
    day: date,
    minute: int,
) -> Sequence[RowMapping]:
    """Everybody who waits for such a time and was not offered this one, first come first.

    On PostgreSQL entries that another transaction is just offering something are passed over.
    """
    offered = select(col(WaitlistOffer.id)).where(
        col(WaitlistOffer.entry_id) == col(WaitlistEntry.id),
        col(WaitlistOffer.practitioner_id) == practitioner_id,
        col(WaitlistOffer.starts_at) == starts_at,
    )
    rows = await tx.execute(
        _ENTRIES.where(
            col(WaitlistEntry.hospital_id) == hospital_id,
            col(WaitlistEntry.department) == department,
            col(WaitlistEntry.status) == "waitlist",
            col(WaitlistEntry.service_id).is_not_distinct_from(service_id),
            or_(
                col(WaitlistEntry.practitioner_id).is_(None),
                col(WaitlistEntry.practitioner_id) == practitioner_id,
            ),
            and_(col(WaitlistEntry.from_day) <= day, col(WaitlistEntry.to_day) >= day),
            and_(col(WaitlistEntry.earliest) <= minute, col(WaitlistEntry.latest) >= minute),
            ~offered.exists(),
        )
        .order_by(col(WaitlistEntry.created_at), col(WaitlistEntry.id))
        .limit(20)
        .with_for_update(skip_locked=True, of=WaitlistEntry)
    )
    return rows.mappings().all()


async def set_entry(tx: Writing, entry_id: UUID, before: Sequence[str], status: str) -> bool:
    """Change an entry that is in one of these states; False where it is not."""
    rows = await tx.execute(
        update(WaitlistEntry)
        .where(col(WaitlistEntry.id) == entry_id, col(WaitlistEntry.status).in_(before))
        .values(status=status)
        .returning(col(WaitlistEntry.id))
    )
    return rows.one_or_none() is not None


async def expire_entries(tx: Writing, before: date) -> int:
    """End the waiting for days that are over; how many."""
    rows = await tx.execute(
        update(WaitlistEntry)
        .where(col(WaitlistEntry.status) == "waitlist", col(WaitlistEntry.to_day) < before)
        .values(status="expired")
        .returning(col(WaitlistEntry.id))
    )
    return len(rows.all())


async def add_offer(tx: Writing, row: dict[str, Any]) -> bool:
    """Put an offer in; False where this entry was offered this time already."""
    into = (postgresql if tx.dialect == "postgresql" else sqlite).insert(WaitlistOffer)
    rows = await tx.execute(
        into.values(**row).on_conflict_do_nothing().returning(col(WaitlistOffer.id))
    )
    return rows.one_or_none() is not None


async def whose_offer(db: Reader, offer_id: UUID) -> UUID | None:
    """The account to which a time was offered."""
    rows = await db.execute(
        select(col(WaitlistEntry.account_id))
        .join(WaitlistOffer, col(WaitlistOffer.entry_id) == col(WaitlistEntry.id))
        .where(col(WaitlistOffer.id) == offer_id)
    )
    found: UUID | None = rows.scalar_one_or_none()
    return found


async def offer(db: Reader, offer_id: UUID) -> RowMapping | None:
    """One offer with the place that it leads to."""
    rows = await db.execute(_OFFERS.where(col(WaitlistOffer.id) == offer_id))
    return rows.mappings().one_or_none()


async def open_offers(db: Reader, entries: Sequence[UUID], now: datetime) -> Sequence[RowMapping]:
    """Open offers to these entries."""
    rows = await db.execute(
        _OFFERS.where(
            col(WaitlistOffer.entry_id).in_(entries),
            col(WaitlistOffer.status) == "open",
            col(WaitlistOffer.until) > now,
        )
    )
    return rows.mappings().all()


async def ended_offers(db: Reader, now: datetime, most: int) -> Sequence[RowMapping]:
    """Open offers whose time is over."""
    rows = await db.execute(
        _OFFERS.where(col(WaitlistOffer.status) == "open", col(WaitlistOffer.until) <= now).limit(
            most
        )
    )
    return rows.mappings().all()


async def set_offer(tx: Writing, offer_id: UUID, values: dict[str, Any]) -> bool:
    """End an open offer; False where it has ended."""
    rows = await tx.execute(
        update(WaitlistOffer)
        .where(col(WaitlistOffer.id) == offer_id, col(WaitlistOffer.status) == "open")
        .values(**values)
        .returning(col(WaitlistOffer.id))
    )
    return rows.one_or_none() is not None
