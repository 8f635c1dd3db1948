"""Who is booked today: enough people at times around now, whenever the demonstration starts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain, cycle
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from mobile_api.appointments.service import NewAppointment
from mobile_api.demo import hospital
from mobile_api.demo.people import DEMO, WALK_IN, everybody
from mobile_api.identifiers import age_years, read_pinfl

_BLOCK_HOURS = 3
_SLOT = timedelta(minutes=20)
_LATEST = time(23, 0)
"""Still this day for the last of them, and until midnight nobody is marked as not come: that
is an hour after the begin."""
_ADULT_YEARS = 18.0


def bookings(now: datetime, zone: ZoneInfo) -> list[NewAppointment]:
    """Appointments of this part of the day: two for every doctor on duty.

    The day is cut into blocks of three hours; each block has its own appointments, with ids
    that follow from day and block, so that starting again within a block adds nothing. Every
    other doctor serves even blocks, the others odd ones: neighbouring blocks reach into each
    other, and nobody is booked twice at the same time.

    Args:
        now: aware.
        zone: of the hospital.
    """
    local = now.astimezone(zone)
    block = local.hour // _BLOCK_HOURS
    begins = _next_slot(local)
    waiting = _Waiting(local.date(), block)
    # Nobody books an emergency. General medicine first: it gets the first of each pool.
    doctors = [doctor for doctor in hospital.practitioners() if doctor[0] != "emergency"]
    on_duty = sorted(doctors[block % 2 :: 2], key=lambda doctor: doctor[0] != "therapy")
    return [
        NewAppointment(
            id=uuid5(DEMO, f"appointment|{local.date()}|{block}|{key}|{turn}"),
            patient_id=waiting.next_for(department),
            practitioner_id=hospital.practitioner_id(key),
            department=department,
            starts_at=begins + turn * _SLOT,
            ends_at=begins + (turn + 1) * _SLOT,
        )
        for turn in range(2)
        for department, key in on_duty
    ]


class _Waiting:
    """People who can be booked: children with the children's doctor, women with theirs."""

    def __init__(self, today: date, block: int) -> None:
        pools: dict[str, list[UUID]] = {"pediatrics": [], "gynecology": [], "": []}
        for person in everybody():
            if person.pinfl == WALK_IN.pinfl:
                continue
            facts = read_pinfl(person.pinfl, today)
            if age_years(facts.birth_date, today) < _ADULT_YEARS:
                pools["pediatrics"].append(person.id)
            elif facts.sex == "female" and len(pools["gynecology"]) < len(pools[""]):
                pools["gynecology"].append(person.id)
            else:
                pools[""].append(person.id)
        # The first of a pool is a printed person and is booked in every block.
        self._pools = {name: _turned(pool, block) for name, pool in pools.items()}

    def next_for(self, department: str) -> UUID:
        """The next person for this department."""
        return next(self._pools.get(department, self._pools[""]))


def _turned(pool: list[UUID], block: int) -> Iterator[UUID]:
    first, others = pool[:1], pool[1:]
    shift = block * len(others) // (24 // _BLOCK_HOURS)
    return chain(first, cycle(others[shift:] + others[:shift]))


def _next_slot(local: datetime) -> datetime:
    minutes = int(_SLOT.total_seconds() // 60)
    slot = local.replace(minute=local.minute // minutes * minutes, second=0, microsecond=0) + _SLOT
    latest = local.replace(hour=_LATEST.hour, minute=_LATEST.minute, second=0, microsecond=0)
    return min(slot, latest)
