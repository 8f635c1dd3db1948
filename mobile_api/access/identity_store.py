"""What is asked about proven identities and the way to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.access.tables import (
    AppAccount,
    IdentityRequest,
    OneTimeCode,
    ProvenIdentity,
    TelegramLinkCode,
)
from mobile_api.database import Reader, Writing

_ACCOUNT = (
    col(AppAccount.id),
    col(AppAccount.phone),
    col(AppAccount.language),
    col(AppAccount.disabled_at),
)


async def proven_identity(db: Reader, account_id: UUID) -> RowMapping | None:
    """Who the owner of an account is proven to be."""
    rows = await db.execute(
        select(*ProvenIdentity.__table__.columns).where(  # type: ignore[attr-defined]  # SQLModel's
            col(ProvenIdentity.account_id) == account_id
        )
    )
    return rows.mappings().one_or_none()


async def accounts_proven_as(db: Reader, pinfl_index: bytes) -> Sequence[RowMapping]:
    """The accounts of one proven person, the last proven first."""
    rows = await db.execute(
        select(*_ACCOUNT)
        .join(ProvenIdentity, col(ProvenIdentity.account_id) == col(AppAccount.id))
        .where(col(ProvenIdentity.pinfl_index) == pinfl_index)
        .order_by(col(ProvenIdentity.proven_at).desc(), col(AppAccount.id))
    )
    return rows.mappings().all()


async def put_proven_identity(tx: Writing, row: dict[str, Any]) -> bool:
    """Keep who the owner of an account is; False where the account is somebody else's."""
    upsert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(ProvenIdentity)
    rows = await tx.execute(
        upsert.values(row)
        .on_conflict_do_update(
            index_elements=["account_id"],
            set_={name: upsert.excluded[name] for name in row if name != "account_id"},
            where=col(ProvenIdentity.pinfl_index) == upsert.excluded.pinfl_index,
        )
        .returning(col(ProvenIdentity.account_id))
    )
    return rows.one_or_none() is not None


_REQUEST = (
    col(IdentityRequest.id),
    col(IdentityRequest.provider),
    col(IdentityRequest.session_id),
    col(IdentityRequest.challenge),
    col(IdentityRequest.secret),
    col(IdentityRequest.reference),
    col(IdentityRequest.body_digest),
    col(IdentityRequest.expires_at),
    col(IdentityRequest.used_at),
    col(IdentityRequest.used_by),
)


async def identity_request(db: Reader, request_id: UUID) -> RowMapping | None:
    """Somebody's way to an identity service."""
    rows = await db.execute(select(*_REQUEST).where(col(IdentityRequest.id) == request_id))
    return rows.mappings().one_or_none()


async def add_identity_request(tx: Writing, row: dict[str, Any]) -> RowMapping | None:
    """Add one, or find the one that has this id."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(IdentityRequest)
    await tx.execute(insert.values(row).on_conflict_do_nothing(index_elements=["id"]))
    return await identity_request(tx, row["id"])


async def came_back(db: Reader, state_digest: bytes, now: datetime) -> UUID | None:
    """The request of a state that is still open."""
    rows = await db.execute(
        select(col(IdentityRequest.id)).where(
            col(IdentityRequest.state_digest) == state_digest,
            col(IdentityRequest.expires_at) > now,
            col(IdentityRequest.used_at).is_(None),
        )
    )
    found: UUID | None = rows.scalar_one_or_none()
    return found


async def keep_answer(tx: Writing, request_id: UUID, secret: bytes, reference: str) -> bool:
    """Keep what an identity service sent back; the first answer stays."""
    rows = await tx.execute(
        update(IdentityRequest)
        .where(col(IdentityRequest.id) == request_id, col(IdentityRequest.secret).is_(None))
        .values(secret=secret, reference=reference)
        .returning(col(IdentityRequest.id))
    )
    return rows.one_or_none() is not None


async def use_identity_request(tx: Writing, request_id: UUID, by: UUID, now: datetime) -> bool:
    """Use a request up; False where it is too old or used."""
    rows = await tx.execute(
        update(IdentityRequest)
        .where(
            col(IdentityRequest.id) == request_id,
            col(IdentityRequest.expires_at) > now,
            col(IdentityRequest.used_at).is_(None),
        )
        .values(used_at=now, used_by=by)
        .returning(col(IdentityRequest.id))
    )
    return rows.one_or_none() is not None


async def reopen_identity_request(tx: Writing, request_id: UUID, by: UUID) -> None:
    """Let a request be used once more: the service has not answered."""
    await tx.execute(
        update(IdentityRequest)
        .where(col(IdentityRequest.id) == request_id, col(IdentityRequest.used_by) == by)
        .values(used_at=None, used_by=None)
    )


async def end_identity_request(tx: Writing, request_id: UUID, by: UUID) -> None:
    """Forget what a request needs: it was answered with no."""
    await tx.execute(
        update(IdentityRequest)
        .where(col(IdentityRequest.id) == request_id, col(IdentityRequest.used_by) == by)
        .values(secret=None)
    )


async def delete_old(tx: Writing, before: datetime) -> None:
    """Delete codes and requests that ended before a moment."""
    for table in (OneTimeCode, IdentityRequest, TelegramLinkCode):
        await tx.execute(delete(table).where(col(table.expires_at) < before))
