"""Devices in the hall: who they are, that they live, and that they ring."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest

from mobile_api.actors import Actor, Role
from mobile_api.client.kiosk import KioskClient
from mobile_api.devices.errors import DeviceNotEnrolled
from mobile_api.devices.schemas import RaiseAlarm, SignOfLife
from mobile_api.devices.service import DevicesService, alarms_topic
from mobile_api.errors import IdempotencyMismatch, NotAllowed, NotFound
from mobile_api.live import Live
from tests.conftest import BOTH
from tests.mobile_api.hall import BASE, HOSPITAL, SYSTEM, Hall

NURSE = Actor(role=Role.NURSE, id=UUID(int=3), hospital_id=HOSPITAL)
ELSEWHERE = NURSE.model_copy(update={"hospital_id": UUID(int=9)})


async def call_nurse(hall: Hall) -> UUID:
    alarm = RaiseAlarm(id=uuid4(), kind="nurse_call")
    await hall.kiosk.raise_alarm(alarm)
    return alarm.id


async def open_alarms(hall: Hall, who: Actor = NURSE) -> list[Any]:
    async with hall.database.reading() as db:
        return await hall.services.get(DevicesService).open_alarms(db, who)


@BOTH
async def test_a_kiosk_learns_its_hospital_and_is_told_when_nothing_changed(hall: Hall) -> None:
    hospital = await hall.kiosk.hospital()
    assert hospital.emergency_phone == "103"
    codes = {department.code for department in hospital.departments}
    assert codes == {"reception", "emergency", "therapy", "cardiology", "pediatrics"}
    assert len({department.prefix for department in hospital.departments}) == 5
    first = await hall.http.get("/v1/facilities/hospital")
    again = await hall.http.get(
        "/v1/facilities/hospital", headers={"If-None-Match": f"W/{first.headers['etag']}"}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("key", ["", "x", "Bearer", "a" * 43])
async def test_a_stranger_learns_nothing(hall: Hall, key: str) -> None:
    for path in ("/v1/facilities/hospital", "/v1/appointments/today"):
        reply = await hall.http.get(path, headers={"Authorization": f"Bearer {key}"})
        assert (reply.status_code, reply.json()["code"]) == (401, "device_not_enrolled")


async def test_a_withdrawn_key_opens_nothing(hall: Hall) -> None:
    administrator = NURSE.model_copy(update={"role": Role.ADMINISTRATOR})
    devices = hall.services.get(DevicesService)
    async with hall.database.writing() as tx:
        kiosk = await devices.actor_of(tx, hall.key)
        await devices.withdraw(tx, administrator, kiosk.id)
    with pytest.raises(DeviceNotEnrolled):
        await hall.kiosk.hospital()


@BOTH
async def test_a_new_key_makes_the_old_one_worthless(hall: Hall) -> None:
    devices = hall.services.get(DevicesService)
    async with hall.database.writing() as tx:
        kiosk = await devices.actor_of(tx, hall.key)
        new = await devices.enrol(tx, SYSTEM, "Kiosk 1", "Hall", device_id=kiosk.id)
    with pytest.raises(DeviceNotEnrolled):
        await hall.kiosk.hospital()
    hall.http.headers.clear()
    await KioskClient(BASE, new.key, hall.http).hospital()


@BOTH
async def test_a_kiosk_that_says_nothing_for_two_minutes_is_silent(hall: Hall) -> None:
    devices = hall.services.get(DevicesService)

    async def look() -> tuple[bool, str | None]:
        async with hall.database.reading() as db:
            (kiosk,) = await devices.devices(db, NURSE)
        return kiosk.silent, kiosk.states.get("printer")

    assert await look() == (True, None)
    told = await hall.kiosk.sign_of_life(SignOfLife(printer="low", app_version="0.1.0"))
    assert told.server_time == hall.clock.now
    hall.clock.forward(minutes=2)
    assert await look() == (False, "low")
    hall.clock.forward(seconds=1)
    assert await look() == (True, "low")


@BOTH
async def test_an_alarm_rings_once_however_often_it_is_sent(hall: Hall) -> None:
    alarm = RaiseAlarm(id=uuid4(), kind="nurse_call")
    answers = await asyncio.gather(*(hall.kiosk.raise_alarm(alarm) for _ in range(20)))
    assert len({answer.model_dump_json() for answer in answers}) == 1
    (ringing,) = await open_alarms(hall)
    assert (ringing.device_name, ringing.device_place) == ("Kiosk 1", "Hall")
    with pytest.raises(IdempotencyMismatch):
        await hall.kiosk.raise_alarm(RaiseAlarm(id=alarm.id, kind="out_of_paper"))


@BOTH
async def test_an_alarm_rings_until_somebody_says_that_they_come(hall: Hall) -> None:
    alarm_id = await call_nurse(hall)
    hall.clock.forward(seconds=90)
    (ringing,) = await open_alarms(hall)
    assert (ringing.kind, ringing.age_seconds) == ("nurse_call", 90)
    devices = hall.services.get(DevicesService)
    async with hall.database.writing() as tx:
        await devices.acknowledge(tx, NURSE, alarm_id)
    async with hall.database.writing() as tx:
        late = NURSE.model_copy(update={"id": UUID(int=4)})
        assert (await devices.acknowledge(tx, late, alarm_id)).acknowledged
    assert await open_alarms(hall) == []
    (kept,) = await hall.rows("alarms")
    assert kept["acknowledged_by"] == NURSE.id


async def test_another_hospital_neither_hears_nor_silences_an_alarm(hall: Hall) -> None:
    alarm_id = await call_nurse(hall)
    assert await open_alarms(hall, ELSEWHERE) == []
    with pytest.raises(NotFound):
        async with hall.database.writing() as tx:
            await hall.services.get(DevicesService).acknowledge(tx, ELSEWHERE, alarm_id)


async def test_a_kiosk_cannot_silence_an_alarm(hall: Hall) -> None:
    alarm_id = await call_nurse(hall)
    kiosk = NURSE.model_copy(update={"role": Role.KIOSK})
    with pytest.raises(NotAllowed):
        async with hall.database.writing() as tx:
            await hall.services.get(DevicesService).acknowledge(tx, kiosk, alarm_id)


@BOTH
async def test_a_red_flag_rings_with_its_codes_and_only_once(hall: Hall) -> None:
    devices, alarm_id = hall.services.get(DevicesService), uuid4()
    for _ in range(2):
        async with hall.database.writing() as tx:
            kiosk = await devices.actor_of(tx, hall.key)
            await devices.raise_red_flag(tx, kiosk, alarm_id, ["no_breath"], alarm_id)
    (ringing,) = await open_alarms(hall)
    assert (ringing.kind, ringing.red_flags) == ("red_flag", ["no_breath"])
    assert ringing.assessment_id == alarm_id


async def test_the_nurses_page_hears_of_an_alarm_only_once_it_is_stored(hall: Hall) -> None:
    told: list[str] = []

    class Listening(Live):
        async def tell(self, *topics: str) -> None:
            told.extend(topics)

    devices = hall.services.get(DevicesService)
    devices._live = Listening(None)  # type: ignore[arg-type]  # only tell() is used
    with pytest.raises(RuntimeError):
        async with hall.database.writing() as tx:
            kiosk = await devices.actor_of(tx, hall.key)
            await devices.raise_alarm(tx, kiosk, RaiseAlarm(id=uuid4(), kind="nurse_call"))
            raise RuntimeError
    assert told == []
    await call_nurse(hall)
    assert told == [alarms_topic(HOSPITAL)]
