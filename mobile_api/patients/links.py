"""What is asked about links between accounts and patients.

A merged record and the one that is kept are one person: every question here follows
``merged_into`` to its end, upwards and downwards.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    RowMapping,
    Select,
    Uuid,
    bindparam,
    case,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.database import Prepared, Reader, Record, UtcDateTime, Writing
from mobile_api.patients.tables import MessagePreferencesRow, PatientRow, PersonLinkRow

_LINK = (
    col(PersonLinkRow.account_id),
    col(PersonLinkRow.patient_id),
    col(PersonLinkRow.relation),
    col(PersonLinkRow.scopes),
    col(PersonLinkRow.assurance),
    col(PersonLinkRow.linked_at),
    col(PersonLinkRow.ends_at),
)


def _open(now: datetime | BindParameter[datetime]) -> tuple[ColumnElement[bool], ...]:
    return (
        col(PersonLinkRow.ended_at).is_(None),
        or_(col(PersonLinkRow.ends_at).is_(None), col(PersonLinkRow.ends_at) > now),
    )


def _kept_record(patient_id: UUID | BindParameter[UUID]) -> CTE:
    """The record that is kept for a patient: column ``id``."""
    way = (
        select(col(PatientRow.id), col(PatientRow.merged_into))
        .where(col(PatientRow.id) == patient_id)
        .cte("way", recursive=True)
    )
    way = way.union(
        select(col(PatientRow.id), col(PatientRow.merged_into)).join(
            way, col(PatientRow.id) == way.c.merged_into
        )
    )
    return select(way.c.id).where(way.c.merged_into.is_(None)).cte("kept")


def same_person(patient_id: UUID | BindParameter[UUID]) -> Select[tuple[UUID]]:
    """A statement for the ids of all records of one person, whichever of them is given."""
    everybody = select(_kept_record(patient_id).c.id).cte("everybody", recursive=True)
    everybody = everybody.union(
        select(col(PatientRow.id)).join(everybody, col(PatientRow.merged_into) == everybody.c.id)
    )
    return select(everybody.c.id)


async def kept_record(db: Reader, patient_id: UUID) -> UUID | None:
    """The id of the record that is kept; None where there is no such patient."""
    rows = await db.execute(select(_kept_record(patient_id).c.id))
    found: UUID | None = rows.scalar_one_or_none()
    return found


async def all_records(db: Reader, kept: Collection[UUID]) -> set[UUID]:
    """Some kept records, and all that were merged into them."""
    everybody = (
        select(col(PatientRow.id)).where(col(PatientRow.id).in_(kept)).cte("all", recursive=True)
    )
    everybody = everybody.union(
        select(col(PatientRow.id)).join(everybody, col(PatientRow.merged_into) == everybody.c.id)
    )
    rows = await db.execute(select(everybody.c.id))
    return set(rows.scalars())


def _links_of_person() -> Select[*tuple[Any, ...]]:
    person = same_person(bindparam("patient_id", type_=Uuid()))
    died = exists().where(col(PatientRow.id).in_(person), col(PatientRow.deceased_on).is_not(None))
    return select(*_LINK, died.label("deceased")).where(
        col(PersonLinkRow.account_id) == bindparam("account_id"),
        col(PersonLinkRow.patient_id).in_(person),
        *_open(bindparam("now", type_=UtcDateTime())),
    )


# Built once: asked with every booking, and putting it together costs more than running it.
_OF_PERSON = Prepared(lambda _dialect: _links_of_person())


async def of_person(
    db: Reader, account_id: UUID, patient_id: UUID, now: datetime
) -> Sequence[Record]:
    """The links of an account to any record of a person that hold at ``now``.

    ``deceased``: one of the person's records says so.
    """
    return await db.fetch(
        _OF_PERSON, {"account_id": account_id, "patient_id": patient_id, "now": now}
    )


async def ever(db: Reader, account_id: UUID, patient_id: UUID) -> bool:
    """True where the account was ever linked to a person."""
    rows = await db.execute(
        select(col(PersonLinkRow.id))
        .where(
            col(PersonLinkRow.account_id) == account_id,
            col(PersonLinkRow.patient_id).in_(same_person(patient_id)),
        )
        .limit(1)
    )
    return rows.scalar_one_or_none() is not None


async def to_person(db: Reader, patient_id: UUID, now: datetime) -> Sequence[RowMapping]:
    """Everybody's links to any record of a person that hold at ``now``, oldest first."""
    rows = await db.execute(
        select(*_LINK)
        .where(col(PersonLinkRow.patient_id).in_(same_person(patient_id)), *_open(now))
        .order_by(col(PersonLinkRow.linked_at), col(PersonLinkRow.account_id))
    )
    return rows.mappings().all()


async def of_account(db: Reader, account_id: UUID, now: datetime) -> Sequence[RowMapping]:
    """All links of an account that hold at ``now``, oneself first."""
    rows = await db.execute(
        select(*_LINK)
        .where(col(PersonLinkRow.account_id) == account_id, *_open(now))
        .order_by(
            case((col(PersonLinkRow.relation) == "self", 0), else_=1),
            col(PersonLinkRow.linked_at),
        )
    )
    return rows.mappings().all()


async def ran_out(
    db: Reader, account_id: UUID, since: datetime, now: datetime
) -> Sequence[RowMapping]:
    """Links of an account that ended by themselves between ``since`` and ``now``."""
    rows = await db.execute(
        select(*_LINK).where(
            col(PersonLinkRow.account_id) == account_id,
            col(PersonLinkRow.ended_at).is_(None),
            col(PersonLinkRow.ends_at) <= now,
            col(PersonLinkRow.ends_at) > since,
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


async def end(
    tx: Writing,
    account_id: UUID,
    patient_id: UUID,
    now: datetime,
    relations: Collection[str] = ("self", "child", "trusted"),
) -> int:
    """End the links of an account to a person; how many were open."""
    done = await tx.execute(
        update(PersonLinkRow)
        .where(
            col(PersonLinkRow.account_id) == account_id,
            col(PersonLinkRow.patient_id).in_(same_person(patient_id)),
            col(PersonLinkRow.relation).in_(relations),
            *_open(now),
        )
        .values(ended_at=now)
        .returning(col(PersonLinkRow.id))
    )
    return len(done.all())


async def preferences(db: Reader, account_ids: Collection[UUID]) -> dict[UUID, RowMapping]:
    """Account → how it wants to be told things, for those that said so."""
    rows = await db.execute(
        select(
            col(MessagePreferencesRow.account_id),
            col(MessagePreferencesRow.channels),
            col(MessagePreferencesRow.quiet_from),
            col(MessagePreferencesRow.quiet_until),
        ).where(col(MessagePreferencesRow.account_id).in_(account_ids))
    )
    return {row["account_id"]: row for row in rows.mappings()}


async def put_preferences(tx: Writing, wish: dict[str, Any]) -> None:
    """Remember how an account wants to be told things."""
    upsert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(MessagePreferencesRow)
    await tx.execute(
        upsert.values(wish).on_conflict_do_update(
            index_elements=["account_id"],
            set_={name: upsert.excluded[name] for name in wish if name != "account_id"},
        )
    )
