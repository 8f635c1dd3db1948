"""What is asked about accounts of people, their signed-in phones and one-time codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from mobile_api.access.tables import AppAccount, AppSession, OneTimeCode, TelegramLink
from mobile_api.database import Prepared, Reader, Record, Writing

_ACCOUNT = (
    col(AppAccount.id),
    col(AppAccount.phone),
    col(AppAccount.language),
    col(AppAccount.disabled_at),
)

_SESSION = (
    col(AppSession.id),
    col(AppSession.account_id),
    col(AppSession.device_id),
    col(AppSession.device_name),
    col(AppSession.platform),
    col(AppSession.created_at),
    col(AppSession.generation),
    col(AppSession.renewed_at),
    col(AppSession.renewed_by),
    col(AppSession.expires_at),
    col(AppSession.proven_until),
    col(AppSession.ended_at),
)


async def app_account(db: Reader, account_id: UUID) -> RowMapping | None:
    """One account of a person."""
    rows = await db.execute(select(*_ACCOUNT).where(col(AppAccount.id) == account_id))
    return rows.mappings().one_or_none()


async def account_by_phone(db: Reader, phone_index: bytes) -> RowMapping | None:
    """The account with this phone."""
    rows = await db.execute(select(*_ACCOUNT).where(col(AppAccount.phone_index) == phone_index))
    return rows.mappings().one_or_none()


async def add_app_account(tx: Writing, row: dict[str, Any]) -> None:
    """Add an account, unless its phone has one."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(AppAccount)
    await tx.execute(insert.values(row).on_conflict_do_nothing(index_elements=["phone_index"]))


async def set_phone(tx: Writing, account_id: UUID, phone: bytes, phone_index: bytes) -> bool:
    """Give an account a phone; False where another account has it, if only for an instant."""
    taken = (
        select(col(AppAccount.id))
        .where(col(AppAccount.phone_index) == phone_index, col(AppAccount.id) != account_id)
        .exists()
    )
    try:
        rows = await tx.execute(
            update(AppAccount)
            .where(col(AppAccount.id) == account_id, ~taken)
            .values(phone=phone, phone_index=phone_index)
            .returning(col(AppAccount.id))
        )
    except IntegrityError:
        # The other one was stored after we looked. Whoever asks raises: nothing is written.
        return False
    return rows.one_or_none() is not None


async def set_language(tx: Writing, account_id: UUID, language: str) -> None:
    """The language in which an account is spoken to."""
    await tx.execute(
        update(AppAccount).where(col(AppAccount.id) == account_id).values(language=language)
    )


async def disable_app_accounts(tx: Writing, account_ids: Sequence[UUID], at: datetime) -> None:
    """Close accounts of people, with their sessions and chats."""
    await tx.execute(
        update(AppAccount)
        .where(col(AppAccount.id).in_(account_ids))
        .values(disabled_at=func.coalesce(col(AppAccount.disabled_at), at))
    )
    await tx.execute(
        update(AppSession)
        .where(col(AppSession.account_id).in_(account_ids), col(AppSession.ended_at).is_(None))
        .values(ended_at=at, end_reason="closed")
    )
    await tx.execute(delete(TelegramLink).where(col(TelegramLink.account_id).in_(account_ids)))


async def contacts(db: Reader, account_ids: Sequence[UUID]) -> Sequence[RowMapping]:
    """How the owners of open accounts can be reached."""
    rows = await db.execute(
        select(*_ACCOUNT, col(TelegramLink.id).label("link_id"), col(TelegramLink.chat))
        .outerjoin(TelegramLink, col(TelegramLink.account_id) == col(AppAccount.id))
        .where(col(AppAccount.id).in_(account_ids), col(AppAccount.disabled_at).is_(None))
    )
    return rows.mappings().all()


# Asked with every request of the app.
_SESSION_BY_ID = Prepared(
    lambda _dialect: (
        select(*_SESSION, col(AppAccount.language), col(AppAccount.disabled_at))
        .join(AppAccount, col(AppAccount.id) == col(AppSession.account_id))
        .where(col(AppSession.id) == bindparam("session_id"))
    )
)


async def app_session(db: Reader, session_id: UUID) -> Record | None:
    """A signed-in phone together with its account."""
    rows = await db.fetch(_SESSION_BY_ID, {"session_id": session_id})
    return rows[0] if rows else None


async def live_app_sessions(db: Reader, account_id: UUID, now: datetime) -> Sequence[RowMapping]:
    """The signed-in phones of an account, the last used first."""
    rows = await db.execute(
        select(*_SESSION)
        .where(
            col(AppSession.account_id) == account_id,
            col(AppSession.ended_at).is_(None),
            col(AppSession.expires_at) > now,
        )
        .order_by(col(AppSession.renewed_at).desc(), col(AppSession.id))
    )
    return rows.mappings().all()


async def add_app_session(tx: Writing, row: dict[str, Any]) -> bool:
    """Add a signed-in phone; False where its id exists."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(AppSession)
    rows = await tx.execute(
        insert.values(row)
        .on_conflict_do_nothing(index_elements=["id"])
        .returning(col(AppSession.id))
    )
    return rows.one_or_none() is not None


async def renew_app_session(
    tx: Writing, session_id: UUID, generation: int, by: UUID, now: datetime, expires_at: datetime
) -> RowMapping | None:
    """The next generation of a live session; None where this one is not the present one."""
    rows = await tx.execute(
        update(AppSession)
        .where(
            col(AppSession.id) == session_id,
            col(AppSession.generation) == generation,
            col(AppSession.ended_at).is_(None),
            col(AppSession.expires_at) > now,
        )
        .values(generation=generation + 1, renewed_at=now, renewed_by=by, expires_at=expires_at)
        .returning(*_SESSION)
    )
    return rows.mappings().one_or_none()


async def end_app_sessions(
    tx: Writing, account_id: UUID, session_ids: Sequence[UUID], at: datetime, reason: str
) -> list[UUID]:
    """Sign phones of an account out; those that were signed in."""
    rows = await tx.execute(
        update(AppSession)
        .where(
            col(AppSession.id).in_(session_ids),
            col(AppSession.account_id) == account_id,
            col(AppSession.ended_at).is_(None),
        )
        .values(ended_at=at, end_reason=reason)
        .returning(col(AppSession.id))
    )
    return list(rows.scalars())


async def prove_session(tx: Writing, session_id: UUID, until: datetime) -> bool:
    """Open records on a signed-in phone; False where it has been signed out."""
    rows = await tx.execute(
        update(AppSession)
        .where(col(AppSession.id) == session_id, col(AppSession.ended_at).is_(None))
        .values(proven_until=until)
        .returning(col(AppSession.id))
    )
    return rows.one_or_none() is not None


_CODE = (
    col(OneTimeCode.id),
    col(OneTimeCode.purpose),
    col(OneTimeCode.session_id),
    col(OneTimeCode.phone),
    col(OneTimeCode.phone_index),
    col(OneTimeCode.code_digest),
    col(OneTimeCode.created_at),
    col(OneTimeCode.expires_at),
)


async def code(db: Reader, request_id: UUID) -> RowMapping | None:
    """The code of a request."""
    rows = await db.execute(select(*_CODE).where(col(OneTimeCode.id) == request_id))
    return rows.mappings().one_or_none()


async def add_code(tx: Writing, row: dict[str, Any]) -> RowMapping | None:
    """Add a code; None where the request has one."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(OneTimeCode)
    rows = await tx.execute(
        insert.values(row).on_conflict_do_nothing(index_elements=["id"]).returning(*_CODE)
    )
    return rows.mappings().one_or_none()


async def use_code(tx: Writing, request_id: UUID, by: UUID, at: datetime) -> bool:
    """Use a code up; False where another request has used it."""
    rows = await tx.execute(
        update(OneTimeCode)
        .where(
            col(OneTimeCode.id) == request_id,
            col(OneTimeCode.used_at).is_(None) | (col(OneTimeCode.used_by) == by),
        )
        .values(used_at=func.coalesce(col(OneTimeCode.used_at), at), used_by=by)
        .returning(col(OneTimeCode.id))
    )
    return rows.one_or_none() is not None
