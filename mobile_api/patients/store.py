"""What is asked about patients. Nothing here can read an encrypted column."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, LargeBinary, RowMapping, Uuid, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel, col

from mobile_api.database import Prepared, Reader, Writing
from mobile_api.patients.encrypting import NAME_COLUMNS
from mobile_api.patients.links import same_person
from mobile_api.patients.tables import (
    NameGramRow,
    PatientDocumentRow,
    PatientPhoneRow,
    PatientRow,
    PersonOrderRow,
)

_PERSON = (
    col(PatientRow.id),
    col(PatientRow.family_name),
    col(PatientRow.given_name),
    col(PatientRow.family_name_cyrillic),
    col(PatientRow.given_name_cyrillic),
    col(PatientRow.phone),
    col(PatientRow.language),
    col(PatientRow.deceased_on),
    col(PatientRow.merged_into),
    col(PatientRow.birth_date),
    col(PatientRow.sex),
)


async def by_pinfl(db: Reader, pinfl_index: bytes) -> RowMapping | None:
    """The person with this number. A record with a number is never merged away."""
    rows = await db.execute(select(*_PERSON).where(col(PatientRow.pinfl_index) == pinfl_index))
    return rows.mappings().one_or_none()


async def by_id(db: Reader, patient_id: UUID) -> RowMapping | None:
    """One person: of a merged record, the one that is kept."""
    rows = await db.execute(
        select(*_PERSON).where(
            col(PatientRow.id).in_(same_person(patient_id)), col(PatientRow.merged_into).is_(None)
        )
    )
    return rows.mappings().one_or_none()


async def numbers_of(db: Reader, patient_ids: Collection[UUID]) -> Sequence[RowMapping]:
    """The kept records of some people, with their encrypted numbers."""
    kept = {row["id"] for row in (await kept_of(db, patient_ids)).values()}
    rows = await db.execute(
        select(*_PERSON, col(PatientRow.pinfl)).where(col(PatientRow.id).in_(kept))
    )
    return rows.mappings().all()


async def kept_of(db: Reader, patient_ids: Collection[UUID]) -> dict[UUID, RowMapping]:
    """Each of the ids → the record that is kept for it."""
    if not patient_ids:
        return {}
    way = (
        select(col(PatientRow.id).label("start"), col(PatientRow.id), col(PatientRow.merged_into))
        .where(col(PatientRow.id).in_(patient_ids))
        .cte("way", recursive=True)
    )
    way = way.union(
        select(way.c.start, col(PatientRow.id), col(PatientRow.merged_into)).join(
            way, col(PatientRow.id) == way.c.merged_into
        )
    )
    rows = await db.execute(
        select(way.c.start, *_PERSON)
        .join(way, col(PatientRow.id) == way.c.id)
        .where(way.c.merged_into.is_(None))
    )
    return {row["start"]: row for row in rows.mappings()}


_MADE = (
    *("id", "pinfl", "pinfl_index", *NAME_COLUMNS, "birth_date", "birth_index"),
    *("phone", "phone_index", "sex", "language", "source", "created_at"),
)


def _ensuring(dialect: Any) -> Any:
    upsert = dialect.insert(PatientRow)
    # An update that changes nothing returns the row that was there first, in one statement.
    return (
        upsert.values({name: bindparam(name) for name in _MADE})
        .on_conflict_do_update(
            index_elements=["pinfl_index"], set_={"pinfl_index": upsert.excluded.pinfl_index}
        )
        .returning(col(PatientRow.id))
    )


_ENSURE = Prepared(_ensuring)


async def ensure(tx: Writing, patient: dict[str, Any]) -> UUID:
    """The person with this number: the one that exists, else this new one."""
    rows = await tx.fetch(_ENSURE, patient)
    found: UUID = rows[0]["id"]
    return found


async def known(db: Reader, patient_ids: Sequence[UUID]) -> set[UUID]:
    """Those of the ids that exist."""
    rows = await db.execute(select(col(PatientRow.id)).where(col(PatientRow.id).in_(patient_ids)))
    return set(rows.scalars())


async def add(tx: Writing, patients: Sequence[dict[str, Any]]) -> None:
    """Add those whose id and number nobody has yet."""
    await add_rows(tx, PatientRow, patients)


async def add_rows(tx: Writing, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Add rows; those that are there already stay as they are."""
    if rows:
        insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(table)
        await tx.execute(insert.on_conflict_do_nothing(), rows)


async def add_grams(tx: Writing, rows: Sequence[dict[str, Any]]) -> None:
    """Add pieces of names: some twenty for a person, so PostgreSQL gets them as two arrays.

    SQLite has no arrays, and needs none: nothing travels to it.
    """
    if tx.dialect != "postgresql":
        await add_rows(tx, NameGramRow, rows)
    elif rows:
        grams = bindparam("grams", [row["gram"] for row in rows], ARRAY(LargeBinary()))
        people = bindparam("people", [row["patient_id"] for row in rows], ARRAY(Uuid()))
        await tx.execute(
            postgresql.insert(NameGramRow)
            .from_select(["gram", "patient_id"], select(func.unnest(grams), func.unnest(people)))
            .on_conflict_do_nothing()
        )


async def phones_of(db: Reader, patient_id: UUID) -> Sequence[RowMapping]:
    """The phones of a person that are in use, over all of their records."""
    rows = await db.execute(
        select(
            col(PatientPhoneRow.id),
            col(PatientPhoneRow.number),
            col(PatientPhoneRow.number_index),
            col(PatientPhoneRow.verified_at),
        )
        .where(
            col(PatientPhoneRow.patient_id).in_(same_person(patient_id)),
            col(PatientPhoneRow.ended_at).is_(None),
        )
        .order_by(col(PatientPhoneRow.added_at), col(PatientPhoneRow.id))
    )
    return rows.mappings().all()


async def holders_of_document(db: Reader, kind: str, number_index: bytes) -> Sequence[RowMapping]:
    """Kept records or merged ones on which this document stands."""
    rows = await db.execute(
        select(
            col(PatientDocumentRow.patient_id),
            col(PatientDocumentRow.source),
            col(PatientRow.birth_index),
        )
        .join(PatientRow, col(PatientRow.id) == col(PatientDocumentRow.patient_id))
        .where(
            col(PatientDocumentRow.kind) == kind,
            col(PatientDocumentRow.number_index) == number_index,
            col(PatientDocumentRow.withdrawn_at).is_(None),
        )
        .order_by(col(PatientDocumentRow.added_at), col(PatientDocumentRow.id))
    )
    return rows.mappings().all()


async def take_order(tx: Writing, order_id: UUID, digest: bytes, by: UUID, now: datetime) -> bytes:
    """Take a caller's id for an order.

    Returns:
        The digest that the id belongs to: another one than ``digest`` where it was used for
        something else; an empty one where it is new.
    """
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(PersonOrderRow)
    taken = await tx.execute(
        insert.values(id=order_id, body_digest=digest, made_by=by, made_at=now)
        .on_conflict_do_nothing(index_elements=["id"])
        .returning(col(PersonOrderRow.id))
    )
    if taken.scalar_one_or_none() is not None:
        return b""
    rows = await tx.execute(
        select(col(PersonOrderRow.body_digest)).where(col(PersonOrderRow.id) == order_id)
    )
    found: bytes = rows.scalar_one()
    return found


async def seen_document(tx: Writing, document: dict[str, Any]) -> None:
    """Add a document that somebody showed; one that was only typed before counts from now on."""
    upsert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(PatientDocumentRow)
    await tx.execute(
        upsert.values(document).on_conflict_do_update(
            index_elements=["patient_id", "kind", "number_index"],
            set_={
                "source": upsert.excluded.source,
                "expires_on": upsert.excluded.expires_on,
                "withdrawn_at": None,
            },
        )
    )


async def verify_phone(tx: Writing, patient_id: UUID, number_index: bytes, now: datetime) -> None:
    """A one-time code that was sent to this phone came back from its owner."""
    await tx.execute(
        update(PatientPhoneRow)
        .where(
            col(PatientPhoneRow.patient_id).in_(same_person(patient_id)),
            col(PatientPhoneRow.number_index) == number_index,
            col(PatientPhoneRow.verified_at).is_(None),
        )
        .values(verified_at=now)
    )


async def keep_answer(tx: Writing, order_id: UUID, answer: dict[str, Any]) -> None:
    """Remember the first answer to an order."""
    await tx.execute(
        update(PersonOrderRow).where(col(PersonOrderRow.id) == order_id).values(answer=answer)
    )


async def first_answer(db: Reader, order_id: UUID) -> dict[str, Any] | None:
    """The first answer to an order, where it was kept."""
    rows = await db.execute(
        select(col(PersonOrderRow.answer)).where(col(PersonOrderRow.id) == order_id)
    )
    found: dict[str, Any] | None = rows.scalar_one_or_none()
    return found
