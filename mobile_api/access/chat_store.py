"""What is asked about the bot's keys and the chats that act for accounts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.access.tables import AppAccount, BotKey, TelegramLink, TelegramLinkCode
from mobile_api.database import Reader, Writing

_ACCOUNT = (
    col(AppAccount.id),
    col(AppAccount.phone),
    col(AppAccount.language),
    col(AppAccount.disabled_at),
)


async def bot_key(db: Reader, key_digest: bytes) -> UUID | None:
    """The bot that holds this key, unless it was withdrawn."""
    rows = await db.execute(
        select(col(BotKey.id)).where(
            col(BotKey.key_digest) == key_digest, col(BotKey.withdrawn_at).is_(None)
        )
    )
    found: UUID | None = rows.scalar_one_or_none()
    return found


async def add_bot_key(tx: Writing, row: dict[str, Any]) -> None:
    """Add a key of the bot."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(BotKey)
    await tx.execute(insert.values(row))


async def withdraw_bot_keys(tx: Writing, at: datetime) -> None:
    """Make every key of the bot worthless."""
    await tx.execute(
        update(BotKey).where(col(BotKey.withdrawn_at).is_(None)).values(withdrawn_at=at)
    )


async def account_of_chat(db: Reader, chat_index: bytes) -> RowMapping | None:
    """The account for which a chat acts."""
    rows = await db.execute(
        select(*_ACCOUNT)
        .join(TelegramLink, col(TelegramLink.account_id) == col(AppAccount.id))
        .where(col(TelegramLink.chat_index) == chat_index)
    )
    return rows.mappings().one_or_none()


async def chat_of_account(db: Reader, account_id: UUID) -> RowMapping | None:
    """The chat that acts for an account."""
    rows = await db.execute(
        select(col(TelegramLink.id), col(TelegramLink.chat), col(TelegramLink.linked_at)).where(
            col(TelegramLink.account_id) == account_id
        )
    )
    return rows.mappings().one_or_none()


async def link_chat(tx: Writing, row: dict[str, Any]) -> bool:
    """Tie a chat to an account, instead of what either was tied to.

    Returns:
        False where somebody else ties one of them in this instant.
    """
    await tx.execute(
        delete(TelegramLink).where(
            (col(TelegramLink.account_id) == row["account_id"])
            | (col(TelegramLink.chat_index) == row["chat_index"])
        )
    )
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(TelegramLink)
    rows = await tx.execute(
        insert.values(row).on_conflict_do_nothing().returning(col(TelegramLink.id))
    )
    return rows.one_or_none() is not None


async def unlink_chat(tx: Writing, account_id: UUID) -> bool:
    """Untie the chat of an account; False where there is none."""
    rows = await tx.execute(
        delete(TelegramLink)
        .where(col(TelegramLink.account_id) == account_id)
        .returning(col(TelegramLink.id))
    )
    return rows.one_or_none() is not None


async def add_link_code(tx: Writing, row: dict[str, Any]) -> RowMapping | None:
    """Add a link code, or find the one that this id already made."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(TelegramLinkCode)
    await tx.execute(insert.values(row).on_conflict_do_nothing(index_elements=["id"]))
    rows = await tx.execute(
        select(col(TelegramLinkCode.account_id), col(TelegramLinkCode.expires_at)).where(
            col(TelegramLinkCode.id) == row["id"]
        )
    )
    return rows.mappings().one_or_none()


async def use_link_code(
    tx: Writing, code_digest: bytes, chat_index: bytes, at: datetime
) -> UUID | None:
    """Use a link code up; the account that made it, None where it is no longer good.

    The chat that has used it may repeat itself while the code lives.
    """
    rows = await tx.execute(
        update(TelegramLinkCode)
        .where(
            col(TelegramLinkCode.code_digest) == code_digest,
            col(TelegramLinkCode.expires_at) > at,
            col(TelegramLinkCode.used_at).is_(None) | (col(TelegramLinkCode.used_by) == chat_index),
        )
        .values(used_at=func.coalesce(col(TelegramLinkCode.used_at), at), used_by=chat_index)
        .returning(col(TelegramLinkCode.account_id))
    )
    found: UUID | None = rows.scalar_one_or_none()
    return found
