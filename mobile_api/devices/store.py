"""What devices and their alarms are asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.database import Prepared, Reader, Record, Writing
from mobile_api.devices.tables import AlarmRow, DeviceRow

_ALARM = (
    col(AlarmRow.id),
    col(AlarmRow.kind),
    col(AlarmRow.details),
    col(AlarmRow.assessment_id),
    col(AlarmRow.raised_at),
    col(AlarmRow.acknowledged_at),
    col(AlarmRow.body_digest),
)


# Asked with every request of a device.
_BY_KEY = Prepared(
    lambda _dialect: select(
        col(DeviceRow.id),
        col(DeviceRow.hospital_id),
        col(DeviceRow.name),
        col(DeviceRow.kind),
    ).where(
        col(DeviceRow.key_digest) == bindparam("key_digest"), col(DeviceRow.withdrawn_at).is_(None)
    )
)


async def by_key(db: Reader, key_digest: bytes) -> Record | None:
    """The device that has this key and was not withdrawn."""
    rows = await db.fetch(_BY_KEY, {"key_digest": key_digest})
    return rows[0] if rows else None


async def put(tx: Writing, device: dict[str, Any]) -> None:
    """Add a device, or give a known one a new key, name and place."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(DeviceRow)
    kept = {"id", "hospital_id", "enrolled_at", "states"}
    await tx.execute(
        insert.values(device).on_conflict_do_update(
            index_elements=["id"],
            set_={
                "withdrawn_at": None,
                **{name: value for name, value in device.items() if name not in kept},
            },
        )
    )


async def withdraw(tx: Writing, hospital_id: UUID, device_id: UUID, at: datetime) -> bool:
    """Make a device's key worthless; False where there is no such device."""
    rows = await tx.execute(
        update(DeviceRow)
        .where(col(DeviceRow.id) == device_id, col(DeviceRow.hospital_id) == hospital_id)
        .values(withdrawn_at=func.coalesce(col(DeviceRow.withdrawn_at), at))
        .returning(col(DeviceRow.id))
    )
    return rows.one_or_none() is not None


async def is_of(db: Reader, hospital_id: UUID, device_id: UUID) -> bool:
    """True where the hospital has this device, withdrawn or not."""
    rows = await db.execute(
        select(col(DeviceRow.id)).where(
            col(DeviceRow.id) == device_id, col(DeviceRow.hospital_id) == hospital_id
        )
    )
    return rows.one_or_none() is not None


async def rename(tx: Writing, hospital_id: UUID, device_id: UUID, name: str, place: str) -> bool:
    """Say what a device is called and where it stands; False where there is none."""
    rows = await tx.execute(
        update(DeviceRow)
        .where(col(DeviceRow.id) == device_id, col(DeviceRow.hospital_id) == hospital_id)
        .values(name=name, place=place)
        .returning(col(DeviceRow.id))
    )
    return rows.one_or_none() is not None


async def seen(tx: Writing, device_id: UUID, at: datetime, states: dict[str, str]) -> str | None:
    """Keep a sign of life; the device's name."""
    rows = await tx.execute(
        update(DeviceRow)
        .where(col(DeviceRow.id) == device_id)
        .values(last_seen_at=at, states=states)
        .returning(col(DeviceRow.name))
    )
    name: str | None = rows.scalar_one_or_none()
    return name


async def of_hospital(db: Reader, hospital_id: UUID) -> Sequence[RowMapping]:
    """All devices that were not withdrawn, by name."""
    rows = await db.execute(
        select(
            col(DeviceRow.id),
            col(DeviceRow.name),
            col(DeviceRow.place),
            col(DeviceRow.kind),
            col(DeviceRow.states),
            col(DeviceRow.last_seen_at),
        )
        .where(col(DeviceRow.hospital_id) == hospital_id, col(DeviceRow.withdrawn_at).is_(None))
        .order_by(col(DeviceRow.name))
    )
    return rows.mappings().all()


async def add_alarm(tx: Writing, alarm: dict[str, Any]) -> RowMapping | None:
    """Add an alarm; None where its id exists."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(AlarmRow)
    rows = await tx.execute(
        insert.values(alarm).on_conflict_do_nothing(index_elements=["id"]).returning(*_ALARM)
    )
    return rows.mappings().one_or_none()


async def alarm(db: Reader, alarm_id: UUID) -> RowMapping | None:
    """One alarm."""
    rows = await db.execute(select(*_ALARM).where(col(AlarmRow.id) == alarm_id))
    return rows.mappings().one_or_none()


async def open_alarms(db: Reader, hospital_id: UUID) -> Sequence[RowMapping]:
    """Alarms that nobody has acknowledged, oldest first, with where they come from."""
    rows = await db.execute(
        select(
            *_ALARM,
            col(DeviceRow.name).label("device_name"),
            col(DeviceRow.place).label("device_place"),
            col(DeviceRow.last_seen_at),
        )
        .join(DeviceRow, col(DeviceRow.id) == col(AlarmRow.device_id))
        .where(col(AlarmRow.hospital_id) == hospital_id, col(AlarmRow.acknowledged_at).is_(None))
        .order_by(col(AlarmRow.raised_at), col(AlarmRow.id))
    )
    return rows.mappings().all()


async def acknowledge(
    tx: Writing, hospital_id: UUID, alarm_id: UUID, at: datetime, by: UUID
) -> RowMapping | None:
    """Note who comes; the first one stays. None where this hospital has no such alarm."""
    rows = await tx.execute(
        update(AlarmRow)
        .where(col(AlarmRow.id) == alarm_id, col(AlarmRow.hospital_id) == hospital_id)
        .values(
            acknowledged_at=func.coalesce(col(AlarmRow.acknowledged_at), at),
            acknowledged_by=func.coalesce(col(AlarmRow.acknowledged_by), by),
        )
        .returning(*_ALARM)
    )
    return rows.mappings().one_or_none()
