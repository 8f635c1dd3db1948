"""Enrols devices, hears their signs of life, and rings for people."""

from __future__ import annotations

import json
import secrets
from functools import partial
from typing import Any, Literal
from uuid import UUID, uuid4

from sqlalchemy import RowMapping

from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.devices import rules, store
from mobile_api.devices.errors import DeviceNotEnrolled
from mobile_api.devices.schemas import (
    Alarm,
    DeviceOverview,
    DeviceStatus,
    EnrolledDevice,
    OpenAlarm,
    RaiseAlarm,
    SignOfLife,
)
from mobile_api.errors import IdempotencyMismatch, NotFound
from mobile_api.keys import Vaulted, token_digest
from mobile_api.live import Live
from mobile_api.permissions import STAFF, allowed

_KEY_BYTES = 32


def alarms_topic(hospital_id: UUID) -> str:
    """The topic under which a hospital's alarms are told."""
    return f"alarms:{hospital_id}"


class DevicesService:
    """Kiosks and boards, and the alarms they raise."""

    def __init__(self, clock: Clock, vaulted: Vaulted, live: Live, audit: AuditService) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._live = live
        self._audit = audit

    async def actor_of(self, db: Reader, key: str) -> Actor:
        """The device that holds ``key``, as an actor.

        Raises:
            DeviceNotEnrolled: nobody has this key, or it was withdrawn.
        """
        found = await store.by_key(db, token_digest(key))
        if found is None:
            raise DeviceNotEnrolled
        return Actor(
            role=Role(found["kind"]),
            id=found["id"],
            hospital_id=found["hospital_id"],
            label=found["name"],
        )

    @allowed(Role.ADMINISTRATOR, Role.IT_NURSE, Role.SYSTEM)
    async def enrol(
        self,
        tx: Writing,
        actor: Actor,
        name: str,
        place: str,
        kind: Literal["kiosk", "board"] = "kiosk",
        *,
        device_id: UUID | None = None,
        key: str | None = None,
    ) -> EnrolledDevice:
        """Give a device a key.

        Args:
            tx: the transaction.
            actor: who enrols.
            name: short, as staff call it.
            place: where it stands, so that a nurse finds it.
            kind: what it is.
            device_id: a known device gets a new key; default: a new device.
            key: a key that was made before; default: 256 fresh random bits.

        Returns:
            The device's id and its key, which is stored nowhere.
        """
        device_id, key = device_id or uuid4(), key or secrets.token_urlsafe(_KEY_BYTES)
        await store.put(
            tx,
            {
                "id": device_id,
                "hospital_id": actor.hospital_id,
                "name": name,
                "place": place,
                "kind": kind,
                "key_digest": token_digest(key),
                "enrolled_at": self._clock(),
                "states": {},
            },
        )
        await self._audit.record(tx, actor, "devices.enrol", "device", device_id, kind=kind)
        return EnrolledDevice(id=device_id, key=key)

    @allowed(Role.ADMINISTRATOR, Role.IT_NURSE)
    async def rename(
        self, tx: Writing, actor: Actor, device_id: UUID, name: str, place: str
    ) -> None:
        """Say what a device is called and where it stands.

        Raises:
            NotFound: this hospital has no such device.
        """
        if not await store.rename(tx, actor.hospital_id, device_id, name, place):
            raise NotFound
        self._tell_after(tx, actor.hospital_id)
        await self._audit.record(tx, actor, "devices.rename", "device", device_id)

    @allowed(Role.ADMINISTRATOR, Role.IT_NURSE)
    async def withdraw(self, tx: Writing, actor: Actor, device_id: UUID) -> None:
        """Make a device's key worthless.

        Raises:
            NotFound: this hospital has no such device.
        """
        if not await store.withdraw(tx, actor.hospital_id, device_id, self._clock()):
            raise NotFound
        await self._audit.record(tx, actor, "devices.withdraw", "device", device_id)

    @allowed(Role.KIOSK, Role.BOARD)
    async def sign_of_life(self, tx: Writing, actor: Actor, state: SignOfLife) -> DeviceStatus:
        """Keep how a device is.

        Raises:
            DeviceNotEnrolled: it was removed in the meantime.
        """
        now = self._clock()
        name = await store.seen(tx, actor.id, now, state.model_dump())
        if name is None:
            raise DeviceNotEnrolled
        return DeviceStatus(id=actor.id, name=name, server_time=now)

    @allowed(*STAFF)
    async def devices(self, db: Reader, actor: Actor) -> list[DeviceOverview]:
        """All devices of the hospital, and which of them are silent."""
        now = self._clock()
        return [
            DeviceOverview(**row, silent=rules.is_silent(row["last_seen_at"], now))
            for row in await store.of_hospital(db, actor.hospital_id)
        ]

    @allowed(Role.KIOSK)
    async def raise_alarm(self, tx: Writing, actor: Actor, order: RaiseAlarm) -> Alarm:
        """Ring for a person; the same id rings once.

        Raises:
            IdempotencyMismatch: the id was used for another alarm.
        """
        return await self._raise(tx, actor, order.id, order.kind, [], None)

    @allowed(Role.KIOSK)
    async def raise_red_flag(
        self,
        tx: Writing,
        actor: Actor,
        alarm_id: UUID,
        flags: list[str],
        assessment_id: UUID | None,
    ) -> Alarm:
        """Ring for a nurse because a complaint raised red flags; the same id rings once.

        Args:
            tx: the transaction in which the assessment is stored.
            actor: the kiosk at which the patient stands.
            alarm_id: may be the assessment's own id.
            flags: codes of red flags.
            assessment_id: what raised them.

        Raises:
            IdempotencyMismatch: the id was used for another alarm.
        """
        return await self._raise(tx, actor, alarm_id, "red_flag", flags, assessment_id)

    @allowed(*STAFF)
    async def open_alarms(self, db: Reader, actor: Actor) -> list[OpenAlarm]:
        """What nobody has acknowledged, longest waiting first."""
        now = self._clock()
        return [
            OpenAlarm(
                id=row["id"],
                kind=row["kind"],
                raised_at=row["raised_at"],
                acknowledged=False,
                red_flags=row["details"],
                assessment_id=row["assessment_id"],
                device_name=row["device_name"],
                device_place=row["device_place"],
                device_silent=rules.is_silent(row["last_seen_at"], now),
                age_seconds=max(0, int((now - row["raised_at"]).total_seconds())),
            )
            for row in await store.open_alarms(db, actor.hospital_id)
        ]

    @allowed(*STAFF)
    async def acknowledge(self, tx: Writing, actor: Actor, alarm_id: UUID) -> Alarm:
        """Say "I am coming"; the first who says so is kept.

        Raises:
            NotFound: this hospital has no such alarm.
        """
        row = await store.acknowledge(tx, actor.hospital_id, alarm_id, self._clock(), actor.id)
        if row is None:
            raise NotFound
        self._tell_after(tx, actor.hospital_id)
        await self._audit.record(tx, actor, "devices.acknowledge", "alarm", alarm_id)
        return _alarm(row)

    async def _raise(
        self,
        tx: Writing,
        actor: Actor,
        alarm_id: UUID,
        kind: str,
        details: list[str],
        assessment_id: UUID | None,
    ) -> Alarm:
        content: list[Any] = [str(actor.id), kind, sorted(details), str(assessment_id)]
        digest = self._vaulted.blind_index("alarms.body", json.dumps(content))
        added = await store.add_alarm(
            tx,
            {
                "id": alarm_id,
                "device_id": actor.id,
                "hospital_id": actor.hospital_id,
                "kind": kind,
                "details": details,
                "assessment_id": assessment_id,
                "raised_at": self._clock(),
                "body_digest": digest,
            },
        )
        if added is not None:
            self._tell_after(tx, actor.hospital_id)
            await self._audit.record(tx, actor, "devices.alarm", "alarm", alarm_id, kind=kind)
            return _alarm(added)
        first = await store.alarm(tx, alarm_id)
        if first is None or first["body_digest"] != digest:
            raise IdempotencyMismatch
        return _alarm(first)

    def _tell_after(self, tx: Writing, hospital_id: UUID) -> None:
        tx.after_commit(partial(self._live.tell, alarms_topic(hospital_id)))


def _alarm(row: RowMapping) -> Alarm:
    return Alarm(
        id=row["id"],
        kind=row["kind"],
        raised_at=row["raised_at"],
        acknowledged=row["acknowledged_at"] is not None,
    )
