"""What is asked about records that may be one person, and about merges."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, and_, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlmodel import col

from mobile_api.database import Reader, Writing
from mobile_api.patients.tables import (
    DuplicateRow,
    NameGramRow,
    PatientDocumentRow,
    PatientMergeRow,
    PatientPhoneRow,
    PatientRow,
)

_MERGE = (
    col(PatientMergeRow.id),
    col(PatientMergeRow.from_id),
    col(PatientMergeRow.into_id),
    col(PatientMergeRow.filled),
    col(PatientMergeRow.merged_at),
    col(PatientMergeRow.undone_at),
)


async def not_compared(db: Reader, limit: int) -> list[UUID]:
    """Records that are new or were changed since they were compared with the others."""
    rows = await db.execute(
        select(col(PatientRow.id))
        .where(col(PatientRow.compared_at).is_(None), col(PatientRow.merged_into).is_(None))
        .order_by(col(PatientRow.id))
        .limit(limit)
    )
    return list(rows.scalars())


async def compared(tx: Writing, patient_ids: Collection[UUID], now: datetime) -> None:
    """These were compared with the others."""
    await tx.execute(
        update(PatientRow).where(col(PatientRow.id).in_(patient_ids)).values(compared_at=now)
    )


async def sharing(db: Reader, patient_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], set[str]]:
    """Pairs (low, high) of which one is given and that share a document, a phone, a birth date."""
    pairs: dict[tuple[UUID, UUID], set[str]] = {}

    def keep(reason: str, rows: Sequence[Any]) -> None:
        for one, other in rows:
            pairs.setdefault((min(one, other), max(one, other)), set()).add(reason)

    document, other_document = aliased(PatientDocumentRow), aliased(PatientDocumentRow)
    found = await db.execute(
        select(col(document.patient_id), col(other_document.patient_id)).where(
            col(document.patient_id).in_(patient_ids),
            col(document.kind) == col(other_document.kind),
            col(document.number_index) == col(other_document.number_index),
            col(document.patient_id) != col(other_document.patient_id),
        )
    )
    keep("document", found.all())
    phone, other_phone = aliased(PatientPhoneRow), aliased(PatientPhoneRow)
    found = await db.execute(
        select(col(phone.patient_id), col(other_phone.patient_id)).where(
            col(phone.patient_id).in_(patient_ids),
            col(phone.number_index) == col(other_phone.number_index),
            col(phone.patient_id) != col(other_phone.patient_id),
        )
    )
    keep("phone", found.all())
    person, other = aliased(PatientRow), aliased(PatientRow)
    found = await db.execute(
        select(col(person.id), col(other.id)).where(
            col(person.id).in_(patient_ids),
            col(person.birth_index) == col(other.birth_index),
            col(person.id) != col(other.id),
            col(other.merged_into).is_(None),
            # Two national numbers are two people: most pairs end here.
            or_(col(person.pinfl_index).is_(None), col(other.pinfl_index).is_(None)),
        )
    )
    keep("birth_date", found.all())
    return pairs


async def facts_of(db: Reader, patient_ids: Collection[UUID]) -> dict[UUID, RowMapping]:
    """What decides whether two records can be one person at all."""
    rows = await db.execute(
        select(
            col(PatientRow.id),
            col(PatientRow.pinfl_index),
            col(PatientRow.birth_index),
            col(PatientRow.merged_into),
        ).where(col(PatientRow.id).in_(patient_ids))
    )
    return {row["id"]: row for row in rows.mappings()}


async def grams_of(db: Reader, patient_ids: Collection[UUID]) -> dict[UUID, set[bytes]]:
    """Pieces of names, by record."""
    rows = await db.execute(
        select(col(NameGramRow.patient_id), col(NameGramRow.gram)).where(
            col(NameGramRow.patient_id).in_(patient_ids)
        )
    )
    found: dict[UUID, set[bytes]] = {}
    for row in rows:
        found.setdefault(row.patient_id, set()).add(row.gram)
    return found


async def suspect(tx: Writing, pairs: Sequence[dict[str, Any]]) -> None:
    """Put pairs up for a decision; one that was decided stays decided."""
    if not pairs:
        return
    upsert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(DuplicateRow)
    await tx.execute(
        upsert.on_conflict_do_update(
            index_elements=["low", "high"],
            set_={"reasons": upsert.excluded.reasons, "likeness": upsert.excluded.likeness},
        ),
        pairs,
    )


async def undecided(
    db: Reader, limit: int, after: tuple[int, UUID, UUID] | None
) -> Sequence[RowMapping]:
    """Pairs that wait for a decision, the likeliest first."""
    low, high = aliased(PatientRow), aliased(PatientRow)
    likeness = col(DuplicateRow.likeness)
    statement = (
        select(col(DuplicateRow.low), col(DuplicateRow.high), col(DuplicateRow.reasons), likeness)
        .join(low, col(low.id) == col(DuplicateRow.low))
        .join(high, col(high.id) == col(DuplicateRow.high))
        .where(
            col(DuplicateRow.decision).is_(None),
            col(low.merged_into).is_(None),
            col(high.merged_into).is_(None),
        )
        .order_by(likeness.desc(), col(DuplicateRow.low), col(DuplicateRow.high))
        .limit(limit)
    )
    if after is not None:
        percent, first, second = after
        statement = statement.where(
            or_(
                likeness < percent,
                and_(likeness == percent, col(DuplicateRow.low) > first),
                and_(
                    likeness == percent,
                    col(DuplicateRow.low) == first,
                    col(DuplicateRow.high) > second,
                ),
            )
        )
    return (await db.execute(statement)).mappings().all()


async def decide(
    tx: Writing, low: UUID, high: UUID, decision: str, by: UUID, now: datetime
) -> None:
    """What staff said about a pair, whether it was put up for a decision or not."""
    upsert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(DuplicateRow)
    said = {"decision": decision, "decided_by": by, "decided_at": now}
    await tx.execute(
        upsert.values(
            low=low, high=high, reasons=["name"], likeness=0, found_at=now, **said
        ).on_conflict_do_update(index_elements=["low", "high"], set_=said)
    )


async def add_merge(tx: Writing, merge: dict[str, Any]) -> None:
    """Keep that a record was merged into another."""
    await tx.execute(insert(PatientMergeRow).values(merge))


async def merge(db: Reader, merge_id: UUID) -> RowMapping | None:
    """One merge."""
    rows = await db.execute(select(*_MERGE).where(col(PatientMergeRow.id) == merge_id))
    return rows.mappings().one_or_none()


async def merges(
    db: Reader, limit: int, after: tuple[datetime, UUID] | None
) -> Sequence[RowMapping]:
    """Merges, newest first."""
    at, number = col(PatientMergeRow.merged_at), col(PatientMergeRow.id)
    statement = select(*_MERGE).order_by(at.desc(), number.desc()).limit(limit)
    if after is not None:
        statement = statement.where(or_(at < after[0], and_(at == after[0], number < after[1])))
    return (await db.execute(statement)).mappings().all()


async def undo(tx: Writing, merge_id: UUID, by: UUID, now: datetime) -> bool:
    """Keep that a merge was undone; False where it was undone before."""
    rows = await tx.execute(
        update(PatientMergeRow)
        .where(col(PatientMergeRow.id) == merge_id, col(PatientMergeRow.undone_at).is_(None))
        .values(undone_by=by, undone_at=now)
        .returning(col(PatientMergeRow.id))
    )
    return rows.scalar_one_or_none() is not None
