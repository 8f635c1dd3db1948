"""What devices for push and people's choices are asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.access.tables import AppSession
from mobile_api.database import Reader, Writing
from mobile_api.messages.tables import MessageChoicesRow, PushDeviceRow


def _listening(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """A device whose session was ended (signed out, stolen) hears nothing more."""
    return (
        or_(
            col(PushDeviceRow.session_id).is_(None),
            and_(col(AppSession.ended_at).is_(None), col(AppSession.expires_at) > now),
        ),
    )


async def accounts_with_devices(db: Reader, accounts: Collection[UUID], now: datetime) -> set[UUID]:
    """Those of the accounts that have at least one device for push."""
    if not accounts:
        return set()
    rows = await db.execute(
        select(col(PushDeviceRow.account_id))
        .outerjoin(AppSession, col(AppSession.id) == col(PushDeviceRow.session_id))
        .where(col(PushDeviceRow.account_id).in_(accounts), *_listening(now))
        .distinct()
    )
    return set(rows.scalars())


async def devices(db: Reader, account_id: UUID, now: datetime) -> Sequence[RowMapping]:
    """Devices of an account that may be sent to, in the order in which they came."""
    rows = await db.execute(
        select(
            col(PushDeviceRow.id),
            col(PushDeviceRow.platform),
            col(PushDeviceRow.address),
            col(PushDeviceRow.registered_at),
        )
        .outerjoin(AppSession, col(AppSession.id) == col(PushDeviceRow.session_id))
        .where(col(PushDeviceRow.account_id) == account_id, *_listening(now))
        .order_by(col(PushDeviceRow.registered_at), col(PushDeviceRow.id))
    )
    return rows.mappings().all()


async def keep_newest(tx: Writing, account_id: UUID, number: int) -> None:
    """Forget all but the devices of an account that registered last."""
    newest = (
        select(col(PushDeviceRow.id))
        .where(col(PushDeviceRow.account_id) == account_id)
        .order_by(col(PushDeviceRow.registered_at).desc(), col(PushDeviceRow.id))
        .limit(number)
    )
    await tx.execute(
        delete(PushDeviceRow).where(
            col(PushDeviceRow.account_id) == account_id, col(PushDeviceRow.id).not_in(newest)
        )
    )


async def device(db: Reader, device_id: UUID) -> RowMapping | None:
    """One device."""
    rows = await db.execute(
        select(
            col(PushDeviceRow.id),
            col(PushDeviceRow.account_id),
            col(PushDeviceRow.platform),
            col(PushDeviceRow.address_index),
            col(PushDeviceRow.registered_at),
        ).where(col(PushDeviceRow.id) == device_id)
    )
    return rows.mappings().one_or_none()


async def put_device(tx: Writing, device: dict[str, Any]) -> None:
    """Register a device; its address belongs to whoever registered it last."""
    await tx.execute(
        delete(PushDeviceRow).where(
            col(PushDeviceRow.address_index) == device["address_index"],
            col(PushDeviceRow.id) != device["id"],
        )
    )
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(PushDeviceRow)
    await tx.execute(
        insert.values(device).on_conflict_do_update(
            index_elements=["id"],
            set_={name: value for name, value in device.items() if name != "id"},
            where=col(PushDeviceRow.account_id) == device["account_id"],
        )
    )


async def remove_device(tx: Writing, account_id: UUID, device_id: UUID) -> bool:
    """Forget a device; False where this account has no such device."""
    rows = await tx.execute(
        delete(PushDeviceRow)
        .where(col(PushDeviceRow.id) == device_id, col(PushDeviceRow.account_id) == account_id)
        .returning(col(PushDeviceRow.id))
    )
    return rows.one_or_none() is not None


async def choices(db: Reader, accounts: Collection[UUID]) -> Mapping[UUID, RowMapping]:
    """What accounts do not want to hear; accounts that never chose are left out."""
    if not accounts:
        return {}
    rows = await db.execute(
        select(
            col(MessageChoicesRow.account_id),
            col(MessageChoicesRow.muted),
            col(MessageChoicesRow.telegram_blocked_at),
        ).where(col(MessageChoicesRow.account_id).in_(accounts))
    )
    return {row["account_id"]: row for row in rows.mappings()}


async def set_muted(tx: Writing, account_id: UUID, muted: Sequence[str]) -> None:
    """Keep what an account does not want to hear."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(MessageChoicesRow)
    await tx.execute(
        insert.values(account_id=account_id, muted=list(muted)).on_conflict_do_update(
            index_elements=["account_id"], set_={"muted": list(muted)}
        )
    )


async def set_telegram_blocked(tx: Writing, account_id: UUID, at: datetime | None) -> None:
    """Keep that a chat has blocked the bot, or (None) that it talks to it again."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(MessageChoicesRow)
    await tx.execute(
        insert.values(
            account_id=account_id, muted=[], telegram_blocked_at=at
        ).on_conflict_do_update(index_elements=["account_id"], set_={"telegram_blocked_at": at})
    )
