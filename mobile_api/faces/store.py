"""What is asked about templates, reviews and counts. Nothing here can open a template."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel, col

from mobile_api.database import Reader, Writing
from mobile_api.faces.tables import (
    FaceIndexRow,
    FaceRemovalRow,
    FaceReviewRow,
    FaceSiteRow,
    FaceTemplateRow,
    FaceUseRow,
)
from mobile_api.patients.tables import ConsentRow, PatientAttachmentRow, PatientRow

_TEMPLATE = (
    col(FaceTemplateRow.id),
    col(FaceTemplateRow.pseudonym),
    col(FaceTemplateRow.model_id),
    col(FaceTemplateRow.version),
    col(FaceTemplateRow.key_id),
    col(FaceTemplateRow.site),
    col(FaceTemplateRow.rotation),
    col(FaceTemplateRow.sealed),
    col(FaceTemplateRow.state),
    col(FaceTemplateRow.alike),
    col(FaceTemplateRow.changed),
    col(FaceTemplateRow.enrolled_at),
    col(FaceTemplateRow.expires_at),
    col(FaceTemplateRow.code_expires_at),
    col(FaceTemplateRow.checked_at),
    col(FaceTemplateRow.checked_by),
)
_REVIEW = (
    col(FaceReviewRow.id),
    col(FaceReviewRow.hospital_id),
    col(FaceReviewRow.template_id),
    col(FaceReviewRow.patient_id),
    col(FaceReviewRow.other_id),
    col(FaceReviewRow.found_at),
)


# -- the index ---------------------------------------------------------------------------


async def index_version(db: Reader) -> tuple[int, int]:
    """The present version of the index, and the oldest from which removals are still known."""
    rows = await db.execute(select(col(FaceIndexRow.version), col(FaceIndexRow.floor)))
    found = rows.mappings().one_or_none()
    return (0, 0) if found is None else (found["version"], found["floor"])


async def next_version(tx: Writing) -> int:
    """Count a change. Writers queue here until they commit, so versions appear in their order."""
    upsert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(FaceIndexRow)
    rows = await tx.execute(
        upsert.values(id=1, version=1, floor=0)
        .on_conflict_do_update(index_elements=["id"], set_={"version": FaceIndexRow.version + 1})
        .returning(col(FaceIndexRow.version))
    )
    version: int = rows.scalar_one()
    return version


async def changed_since(db: Reader, version: int) -> Sequence[RowMapping]:
    """Templates that were written after ``version``."""
    rows = await db.execute(select(*_TEMPLATE).where(col(FaceTemplateRow.changed) > version))
    return rows.mappings().all()


async def removed_since(db: Reader, version: int) -> set[UUID]:
    """Templates that went after ``version``."""
    rows = await db.execute(
        select(col(FaceRemovalRow.template_id)).where(col(FaceRemovalRow.changed) > version)
    )
    return set(rows.scalars())


async def forget_removals(tx: Writing, before: datetime) -> None:
    """Drop old notes of removals; who remembers less reads everything again."""
    gone = await tx.execute(
        delete(FaceRemovalRow)
        .where(col(FaceRemovalRow.removed_at) < before)
        .returning(col(FaceRemovalRow.changed))
    )
    versions = list(gone.scalars())
    if versions:
        await tx.execute(
            update(FaceIndexRow)
            .where(col(FaceIndexRow.id) == 1, col(FaceIndexRow.floor) < max(versions))
            .values(floor=max(versions))
        )


# -- templates ---------------------------------------------------------------------------


async def of_pseudonyms(db: Reader, pseudonyms: Collection[bytes]) -> Sequence[RowMapping]:
    """All templates of one person."""
    rows = await db.execute(
        select(*_TEMPLATE)
        .where(col(FaceTemplateRow.pseudonym).in_(pseudonyms))
        .order_by(col(FaceTemplateRow.enrolled_at).desc())
    )
    return rows.mappings().all()


async def template(db: Reader, template_id: UUID) -> RowMapping | None:
    """One template."""
    rows = await db.execute(select(*_TEMPLATE).where(col(FaceTemplateRow.id) == template_id))
    return rows.mappings().one_or_none()


async def add_template(tx: Writing, row: dict[str, Any]) -> None:
    """Add a template; the caller counts the change first, so that two of them come one by one."""
    await tx.execute(insert(FaceTemplateRow).values(row))


async def change_template(tx: Writing, template_id: UUID, values: dict[str, Any]) -> bool:
    """Change a template; False where it is gone."""
    rows = await tx.execute(
        update(FaceTemplateRow)
        .where(col(FaceTemplateRow.id) == template_id)
        .values(values)
        .returning(col(FaceTemplateRow.id))
    )
    return rows.scalar_one_or_none() is not None


async def remove_templates(
    tx: Writing, template_ids: Collection[UUID], changed: int, now: datetime
) -> None:
    """Delete templates and note it for every memory."""
    if not template_ids:
        return
    await tx.execute(delete(FaceTemplateRow).where(col(FaceTemplateRow.id).in_(template_ids)))
    await tx.execute(
        insert(FaceRemovalRow),
        [{"template_id": one, "changed": changed, "removed_at": now} for one in template_ids],
    )


async def over(db: Reader, now: datetime) -> list[UUID]:
    """Templates that have expired, or that nobody has checked in time."""
    rows = await db.execute(
        select(col(FaceTemplateRow.id)).where(
            or_(
                col(FaceTemplateRow.expires_at) <= now,
                col(FaceTemplateRow.checked_at).is_(None)
                & (col(FaceTemplateRow.code_expires_at) <= now),
            )
        )
    )
    return list(rows.scalars())


async def waiting_at(db: Reader, hospital_id: UUID, now: datetime) -> Sequence[RowMapping]:
    """Templates whose owners have not shown their document yet, longest waiting first."""
    rows = await db.execute(
        select(*_TEMPLATE)
        .where(
            col(FaceTemplateRow.site) == hospital_id,
            col(FaceTemplateRow.checked_at).is_(None),
            col(FaceTemplateRow.code_expires_at) > now,
        )
        .order_by(col(FaceTemplateRow.enrolled_at), col(FaceTemplateRow.id))
    )
    return rows.mappings().all()


async def count_active(db: Reader, hospital_id: UUID, now: datetime) -> int:
    """How many templates that were made here are in use."""
    rows = await db.execute(
        select(func.count()).where(
            col(FaceTemplateRow.site) == hospital_id,
            col(FaceTemplateRow.state) == "active",
            col(FaceTemplateRow.expires_at) > now,
        )
    )
    found: int = rows.scalar_one()
    return found


def _is_outdated(key_id: int, rotations: dict[UUID, int]) -> ColumnElement[bool]:
    earlier = [
        and_(col(FaceTemplateRow.site) == hospital, col(FaceTemplateRow.rotation) != rotation)
        for hospital, rotation in rotations.items()
    ]
    return or_(col(FaceTemplateRow.key_id) != key_id, *earlier)


async def count_outdated(db: Reader, key_id: int, rotations: dict[UUID, int]) -> int:
    """How many templates are under another key or an earlier rotation."""
    rows = await db.execute(
        select(func.count()).select_from(FaceTemplateRow).where(_is_outdated(key_id, rotations))
    )
    found: int = rows.scalar_one()
    return found


async def outdated(
    db: Reader, key_id: int, rotations: dict[UUID, int], after: UUID, limit: int
) -> Sequence[RowMapping]:
    """Templates under another key or an earlier rotation, by id."""
    rows = await db.execute(
        select(*_TEMPLATE)
        .where(col(FaceTemplateRow.id) > after, _is_outdated(key_id, rotations))
        .order_by(col(FaceTemplateRow.id))
        .limit(limit)
    )
    return rows.mappings().all()


async def renew(tx: Writing, before: RowMapping, values: dict[str, Any]) -> bool:
    """Write a template anew, unless somebody changed or removed it in the meantime."""
    rows = await tx.execute(
        update(FaceTemplateRow)
        .where(
            col(FaceTemplateRow.id) == before["id"],
            col(FaceTemplateRow.sealed) == before["sealed"],
        )
        .values(values)
        .returning(col(FaceTemplateRow.id))
    )
    return rows.scalar_one_or_none() is not None


# -- sites -------------------------------------------------------------------------------


async def rotations(db: Reader) -> dict[UUID, int]:
    """Hospital → its present rotation, for those that have renewed."""
    rows = await db.execute(select(col(FaceSiteRow.hospital_id), col(FaceSiteRow.rotation)))
    return {row["hospital_id"]: row["rotation"] for row in rows.mappings()}


async def next_rotation(tx: Writing, hospital_id: UUID) -> int:
    """A hospital's templates are turned anew from now on."""
    upsert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(FaceSiteRow)
    rows = await tx.execute(
        upsert.values(hospital_id=hospital_id, rotation=2)
        .on_conflict_do_update(
            index_elements=["hospital_id"], set_={"rotation": FaceSiteRow.rotation + 1}
        )
        .returning(col(FaceSiteRow.rotation))
    )
    rotation: int = rows.scalar_one()
    return rotation


async def attached(db: Reader, hospital_id: UUID) -> set[UUID]:
    """All records of those attached to a clinic now who ever agreed: tens of thousands may be
    attached, so it begins with those who agreed, and names nobody."""
    record = (col(PatientRow.id), col(PatientRow.merged_into))
    upwards = (
        select(*record)
        .join(ConsentRow, col(ConsentRow.patient_id) == col(PatientRow.id))
        .where(col(ConsentRow.kind) == "face_id", col(ConsentRow.decision) == "given")
        .cte("upwards", recursive=True)
    )
    above = col(PatientRow.id) == upwards.c.merged_into
    upwards = upwards.union(select(*record).join(upwards, above))
    family = (
        select(upwards.c.id.label("kept"), upwards.c.id)
        .where(upwards.c.merged_into.is_(None))
        .cte("family", recursive=True)
    )
    below = col(PatientRow.merged_into) == family.c.id
    family = family.union(select(family.c.kept, col(PatientRow.id)).join(family, below))
    here = (
        select(family.c.kept)
        .join(PatientAttachmentRow, col(PatientAttachmentRow.patient_id) == family.c.id)
        .where(
            col(PatientAttachmentRow.hospital_id) == hospital_id,
            col(PatientAttachmentRow.until).is_(None),
        )
    )
    rows = await db.execute(select(family.c.id).where(family.c.kept.in_(here)))
    return set(rows.scalars())


# -- reviews and counts ------------------------------------------------------------------


async def add_rows(tx: Writing, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Add rows; those whose id is there already stay as they are."""
    if rows:
        adding = (postgresql if tx.dialect == "postgresql" else sqlite).insert(table)
        await tx.execute(adding.on_conflict_do_nothing(index_elements=["id"]), list(rows))


async def open_reviews(
    db: Reader, *, hospital_id: UUID | None = None, template_id: UUID | None = None
) -> Sequence[RowMapping]:
    """Reviews that wait for a decision, oldest first."""
    statement = select(*_REVIEW).where(col(FaceReviewRow.decision).is_(None))
    if hospital_id is not None:
        statement = statement.where(col(FaceReviewRow.hospital_id) == hospital_id)
    if template_id is not None:
        statement = statement.where(col(FaceReviewRow.template_id) == template_id)
    rows = await db.execute(statement.order_by(col(FaceReviewRow.found_at), col(FaceReviewRow.id)))
    return rows.mappings().all()


async def told_apart(db: Reader, records: Collection[UUID]) -> set[UUID]:
    """Of whom a person said that they only look like this one."""
    rows = await db.execute(
        select(col(FaceReviewRow.patient_id), col(FaceReviewRow.other_id)).where(
            col(FaceReviewRow.decision) == "two_people",
            or_(
                col(FaceReviewRow.patient_id).in_(records),
                col(FaceReviewRow.other_id).in_(records),
            ),
        )
    )
    return {one for pair in rows for one in pair} - set(records)


async def decide_review(
    tx: Writing, review_id: UUID, hospital_id: UUID, decision: str, by: UUID, now: datetime
) -> RowMapping | None:
    """Close a review; None where it is closed already, or of another hospital."""
    rows = await tx.execute(
        update(FaceReviewRow)
        .where(
            col(FaceReviewRow.id) == review_id,
            col(FaceReviewRow.hospital_id) == hospital_id,
            col(FaceReviewRow.decision).is_(None),
        )
        .values(decision=decision, decided_by=by, decided_at=now)
        .returning(*_REVIEW)
    )
    return rows.mappings().one_or_none()


async def close_reviews(
    tx: Writing, template_ids: Collection[UUID], decision: str, by: UUID, now: datetime
) -> None:
    """Reviews of templates that are gone need no decision."""
    await tx.execute(
        update(FaceReviewRow)
        .where(
            col(FaceReviewRow.template_id).in_(template_ids), col(FaceReviewRow.decision).is_(None)
        )
        .values(decision=decision, decided_by=by, decided_at=now)
    )


async def close_reviews_among(
    tx: Writing, records: Collection[UUID], decision: str, by: UUID, now: datetime
) -> None:
    """Reviews between records that are one person need no decision."""
    await tx.execute(
        update(FaceReviewRow)
        .where(
            col(FaceReviewRow.patient_id).in_(records),
            col(FaceReviewRow.other_id).in_(records),
            col(FaceReviewRow.decision).is_(None),
        )
        .values(decision=decision, decided_by=by, decided_at=now)
    )


async def uses(db: Reader, hospital_id: UUID, since: datetime) -> list[tuple[str, str, int]]:
    """Way, outcome and how often, of a hospital."""
    rows = await db.execute(
        select(col(FaceUseRow.way), col(FaceUseRow.outcome), func.count().label("times"))
        .where(col(FaceUseRow.hospital_id) == hospital_id, col(FaceUseRow.at) >= since)
        .group_by(col(FaceUseRow.way), col(FaceUseRow.outcome))
    )
    return [(row["way"], row["outcome"], row["times"]) for row in rows.mappings()]


async def forget_uses(tx: Writing, before: datetime) -> None:
    """Delete counted rows that are too old."""
    await tx.execute(delete(FaceUseRow).where(col(FaceUseRow.at) < before))
