"""What is asked about staff accounts and sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import RowMapping, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.access.tables import SentFormRow, StaffAccount, StaffSession
from mobile_api.database import Reader, Writing

_ACCOUNT = (
    col(StaffAccount.id),
    col(StaffAccount.hospital_id),
    col(StaffAccount.login),
    col(StaffAccount.display_name),
    col(StaffAccount.role),
    col(StaffAccount.departments),
    col(StaffAccount.language),
    col(StaffAccount.password_hash),
    col(StaffAccount.disabled_at),
)


async def account(db: Reader, login: str) -> RowMapping | None:
    """The account with this login."""
    rows = await db.execute(select(*_ACCOUNT).where(col(StaffAccount.login) == login))
    return rows.mappings().one_or_none()


async def account_by_id(db: Reader, staff_id: UUID) -> RowMapping | None:
    """One account."""
    rows = await db.execute(select(*_ACCOUNT).where(col(StaffAccount.id) == staff_id))
    return rows.mappings().one_or_none()


async def accounts(db: Reader, hospital_id: UUID) -> Sequence[RowMapping]:
    """All accounts of a hospital, by login."""
    rows = await db.execute(
        select(*_ACCOUNT)
        .where(col(StaffAccount.hospital_id) == hospital_id)
        .order_by(col(StaffAccount.login))
    )
    return rows.mappings().all()


async def logins(db: Reader, candidates: Sequence[str]) -> set[str]:
    """Those of the candidates that are taken."""
    rows = await db.execute(
        select(col(StaffAccount.login)).where(col(StaffAccount.login).in_(candidates))
    )
    return set(rows.scalars())


async def add_account(tx: Writing, row: dict[str, Any]) -> bool:
    """Add an account; False where the login is taken."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(StaffAccount)
    rows = await tx.execute(
        insert.values(row)
        .on_conflict_do_nothing(index_elements=["login"])
        .returning(col(StaffAccount.id))
    )
    return rows.one_or_none() is not None


async def set_password(tx: Writing, staff_id: UUID, password_hash: str) -> None:
    """Replace the hash of a password."""
    await tx.execute(
        update(StaffAccount)
        .where(col(StaffAccount.id) == staff_id)
        .values(password_hash=password_hash)
    )


async def disable(tx: Writing, hospital_id: UUID, staff_id: UUID, at: datetime) -> bool:
    """Let nobody sign in to this account any more; False where there is none."""
    rows = await tx.execute(
        update(StaffAccount)
        .where(col(StaffAccount.id) == staff_id, col(StaffAccount.hospital_id) == hospital_id)
        .values(disabled_at=func.coalesce(col(StaffAccount.disabled_at), at))
        .returning(col(StaffAccount.id))
    )
    return rows.one_or_none() is not None


async def add_session(
    tx: Writing, row: dict[str, Any]
) -> Literal["added", "there already", "ended"]:
    """Add a session, unless there is one with this token."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(StaffSession)
    rows = await tx.execute(
        insert.values(row)
        .on_conflict_do_nothing(index_elements=["token_digest"])
        .returning(col(StaffSession.staff_id))
    )
    if rows.one_or_none() is not None:
        return "added"
    known = await session(tx, row["token_digest"])
    return "ended" if known is None or known["ended_at"] is not None else "there already"


async def session(db: Reader, token_digest: bytes) -> RowMapping | None:
    """A session together with its account."""
    rows = await db.execute(
        select(
            *_ACCOUNT,
            col(StaffSession.last_used_at),
            col(StaffSession.expires_at),
            col(StaffSession.ended_at),
        )
        .join(StaffAccount, col(StaffAccount.id) == col(StaffSession.staff_id))
        .where(col(StaffSession.token_digest) == token_digest)
    )
    return rows.mappings().one_or_none()


async def touch(tx: Writing, token_digest: bytes, at: datetime) -> None:
    """Keep when a session was last used."""
    await tx.execute(
        update(StaffSession)
        .where(col(StaffSession.token_digest) == token_digest)
        .values(last_used_at=at)
    )


async def end_session(tx: Writing, token_digest: bytes, at: datetime) -> UUID | None:
    """End a session; its account, None where it had ended or never was."""
    rows = await tx.execute(
        update(StaffSession)
        .where(col(StaffSession.token_digest) == token_digest, col(StaffSession.ended_at).is_(None))
        .values(ended_at=at)
        .returning(col(StaffSession.staff_id))
    )
    found: UUID | None = rows.scalar_one_or_none()
    return found


async def end_sessions(tx: Writing, staff_id: UUID, at: datetime) -> None:
    """End all sessions of an account."""
    await tx.execute(
        update(StaffSession)
        .where(col(StaffSession.staff_id) == staff_id, col(StaffSession.ended_at).is_(None))
        .values(ended_at=at)
    )


async def take_form(tx: Writing, digest: bytes, now: datetime) -> bool:
    """Note that a form was sent; False where the same one was sent before."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(SentFormRow)
    rows = await tx.execute(
        insert.values(digest=digest, sent_at=now)
        .on_conflict_do_nothing(index_elements=["digest"])
        .returning(col(SentFormRow.digest))
    )
    return rows.one_or_none() is not None


async def forget_forms(tx: Writing, before: datetime) -> None:
    """Forget forms that were sent before a moment."""
    await tx.execute(delete(SentFormRow).where(col(SentFormRow.sent_at) < before))
