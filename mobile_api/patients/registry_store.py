"""What the desk asks about patients. Nothing here can read an encrypted column."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, func, select, update
from sqlmodel import col

from mobile_api.database import Reader, Writing
from mobile_api.patients.links import same_person
from mobile_api.patients.tables import (
    NameGramRow,
    PatientAttachmentRow,
    PatientDocumentRow,
    PatientPhoneRow,
    PatientRow,
)

_ALL = tuple(PatientRow.__table__.columns)  # type: ignore[attr-defined]  # SQLModel sets it


async def whole(db: Reader, patient_id: UUID) -> RowMapping | None:
    """Everything on one record; of a merged one, on the one that is kept."""
    rows = await db.execute(
        select(*_ALL).where(
            col(PatientRow.id).in_(same_person(patient_id)), col(PatientRow.merged_into).is_(None)
        )
    )
    return rows.mappings().one_or_none()


async def whole_each(db: Reader, patient_ids: Collection[UUID]) -> dict[UUID, RowMapping]:
    """Everything on these records themselves, by id."""
    rows = await db.execute(select(*_ALL).where(col(PatientRow.id).in_(patient_ids)))
    return {row["id"]: row for row in rows.mappings()}


async def locked(tx: Writing, patient_ids: Collection[UUID]) -> dict[UUID, RowMapping]:
    """The same, and nobody else changes them until the transaction ends.

    In the order of their ids, so that two who lock the same two never wait for each other.
    """
    rows = await tx.execute(
        select(*_ALL)
        .where(col(PatientRow.id).in_(patient_ids))
        .order_by(col(PatientRow.id))
        .with_for_update()
    )
    return {row["id"]: row for row in rows.mappings()}


async def change(tx: Writing, patient_id: UUID, values: dict[str, Any]) -> None:
    """Change one record."""
    await tx.execute(update(PatientRow).where(col(PatientRow.id) == patient_id).values(values))


async def id_of_number(db: Reader, pinfl_index: bytes) -> UUID | None:
    """Whose number it is."""
    rows = await db.execute(
        select(col(PatientRow.id)).where(col(PatientRow.pinfl_index) == pinfl_index)
    )
    found: UUID | None = rows.scalar_one_or_none()
    return found


async def ids_of_phone(db: Reader, phone_index: bytes, limit: int) -> list[UUID]:
    """On whose records a phone is in use."""
    rows = await db.execute(
        select(col(PatientPhoneRow.patient_id))
        .where(
            col(PatientPhoneRow.number_index) == phone_index,
            col(PatientPhoneRow.ended_at).is_(None),
        )
        .order_by(col(PatientPhoneRow.added_at), col(PatientPhoneRow.patient_id))
        .limit(limit)
    )
    return list(rows.scalars())


async def ids_of_grams(db: Reader, grams: Sequence[bytes], at_least: int, limit: int) -> list[UUID]:
    """Whose names have the most of these pieces, at least so many of them."""
    hits = func.count().label("hits")
    rows = await db.execute(
        select(col(NameGramRow.patient_id), hits)
        .where(col(NameGramRow.gram).in_(grams))
        .group_by(col(NameGramRow.patient_id))
        .having(hits >= at_least)
        .order_by(hits.desc(), col(NameGramRow.patient_id))
        .limit(limit)
    )
    return [row.patient_id for row in rows]


async def merged_into(db: Reader, patient_id: UUID) -> list[UUID]:
    """The ids of the other records of a person."""
    rows = await db.execute(same_person(patient_id))
    return sorted(one for one in rows.scalars() if one != patient_id)


async def documents_of(db: Reader, patient_id: UUID) -> Sequence[RowMapping]:
    """The documents of a person, over all records."""
    rows = await db.execute(
        select(
            col(PatientDocumentRow.id),
            col(PatientDocumentRow.kind),
            col(PatientDocumentRow.number),
            col(PatientDocumentRow.expires_on),
            col(PatientDocumentRow.source),
        )
        .where(
            col(PatientDocumentRow.patient_id).in_(same_person(patient_id)),
            col(PatientDocumentRow.withdrawn_at).is_(None),
        )
        .order_by(col(PatientDocumentRow.added_at), col(PatientDocumentRow.id))
    )
    return rows.mappings().all()


async def attachments_of(db: Reader, patient_id: UUID) -> Sequence[RowMapping]:
    """To which clinics a person was attached, newest first."""
    rows = await db.execute(
        select(
            col(PatientAttachmentRow.hospital_id),
            col(PatientAttachmentRow.since),
            col(PatientAttachmentRow.until),
        )
        .where(col(PatientAttachmentRow.patient_id).in_(same_person(patient_id)))
        .order_by(col(PatientAttachmentRow.since).desc(), col(PatientAttachmentRow.id))
    )
    return rows.mappings().all()


async def end_attachments(tx: Writing, patient_id: UUID, until: date) -> None:
    """Somebody is attached nowhere any more."""
    await tx.execute(
        update(PatientAttachmentRow)
        .where(
            col(PatientAttachmentRow.patient_id).in_(same_person(patient_id)),
            col(PatientAttachmentRow.until).is_(None),
        )
        .values(until=until)
    )


async def end_phone(tx: Writing, phone_id: UUID, now: datetime) -> None:
    """A phone is no longer somebody's."""
    await tx.execute(
        update(PatientPhoneRow).where(col(PatientPhoneRow.id) == phone_id).values(ended_at=now)
    )


async def reopen_phone(tx: Writing, patient_id: UUID, number_index: bytes) -> None:
    """A phone that was given up is somebody's again."""
    await tx.execute(
        update(PatientPhoneRow)
        .where(
            col(PatientPhoneRow.patient_id) == patient_id,
            col(PatientPhoneRow.number_index) == number_index,
        )
        .values(ended_at=None)
    )


async def forget_grams(tx: Writing, patient_id: UUID) -> None:
    """A name that was corrected is no longer found."""
    await tx.execute(
        NameGramRow.__table__.delete().where(  # type: ignore[attr-defined]  # SQLModel sets it
            col(NameGramRow.patient_id) == patient_id
        )
    )


def _with_gaps() -> tuple[Any, ...]:
    documents = (
        select(func.count())
        .where(col(PatientDocumentRow.patient_id) == col(PatientRow.id))
        .scalar_subquery()
    )
    return (
        col(PatientRow.id),
        col(PatientRow.pinfl_index),
        col(PatientRow.birth_index),
        col(PatientRow.family_name),
        col(PatientRow.given_name),
        col(PatientRow.patronymic),
        col(PatientRow.birth_date),
        col(PatientRow.phone),
        col(PatientRow.insured),
        col(PatientRow.insured_until),
        documents.label("documents"),
    )


async def of_numbers(db: Reader, indexes: Sequence[bytes]) -> Sequence[RowMapping]:
    """Whose numbers these are, and what is missing on their records."""
    rows = await db.execute(select(*_with_gaps()).where(col(PatientRow.pinfl_index).in_(indexes)))
    return rows.mappings().all()


async def of_births(db: Reader, indexes: Sequence[bytes]) -> Sequence[RowMapping]:
    """Who was born on these days, and what is missing on their records."""
    rows = await db.execute(
        select(*_with_gaps()).where(
            col(PatientRow.birth_index).in_(indexes), col(PatientRow.merged_into).is_(None)
        )
    )
    return rows.mappings().all()
