"""Many people want the same times: ``python -m tests.bench.booking postgresql 100000``.

Real processes, real HTTP. Afterwards the table itself is asked whether any two appointments
share a doctor's or a patient's time, and whether as many stand in it as were promised.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4, uuid5

import httpx
from sqlalchemy import insert, text

from mobile_api.access.tables import AppAccount, AppSession
from mobile_api.access.tokens import AppTokens
from mobile_api.actors import Actor, Role
from mobile_api.appointments.tables import BookingRulesRow
from mobile_api.audit.service import AuditService
from mobile_api.clock import system_clock
from mobile_api.database import Database
from mobile_api.facilities.plans import (
    DepartmentPlan,
    HospitalPlan,
    Hours,
    PractitionerPlan,
    RoomPlan,
)
from mobile_api.facilities.service import FacilitiesService
from mobile_api.keys import Keyring, Vaulted
from mobile_api.migrations.running import migrate
from mobile_api.patients.tables import PatientRow, PersonLinkRow
from tests.journeys.processes import Process, answers, free_port
from tests.postgres import PostgresServer

HOSPITAL = UUID("6b1c8f0e-0000-4000-8000-0000000000b0")
DEPARTMENT = "therapy"
DOCTORS = 10
PEOPLE = 400
TRIES = 20
"""How often an attempt that was told to try again tries again before it is given up."""

_PAIRS = """
SELECT count(*) FROM appointments a JOIN appointments b
  ON a.id < b.id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
 AND a.{same} = b.{same}
WHERE a.status = 'booked' AND b.status = 'booked'
"""


@dataclass(frozen=True, slots=True)
class Slot:
    """A time with a doctor."""

    practitioner_id: UUID
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody with the app."""

    token: str
    patient_id: UUID


def _doctor(number: int) -> UUID:
    return uuid5(HOSPITAL, f"practitioner|{number}")


async def prepare(url: str, keys: Keyring, slots: int) -> tuple[list[Slot], list[Owner]]:
    """A department with so many times, and people who are signed in."""
    await migrate(url)
    database = Database(url)
    hours = tuple(
        Hours(weekday=day, starts=clock_time(8), ends=clock_time(18), slot_minutes=20)
        for day in range(7)
    )
    rooms = tuple(
        RoomPlan(
            number=str(n),
            floor=1,
            practitioners=(PractitionerPlan(key=str(n), name=f"Dr. {n}", hours=hours),),
        )
        for n in range(DOCTORS)
    )
    plan = HospitalPlan(
        id=HOSPITAL,
        names={"en": "Bench"},
        departments=(DepartmentPlan(code=DEPARTMENT, floor=1, room="1", rooms=rooms),),
    )
    system = Actor(role=Role.SYSTEM, id=uuid4(), hospital_id=HOSPITAL)
    now = datetime.now(UTC)
    vaulted = Vaulted(keys)
    tokens = AppTokens(vaulted)
    owners = []
    async with database.writing() as tx:
        await FacilitiesService(AuditService(system_clock)).apply(tx, system, plan)
        await tx.execute(
            insert(BookingRulesRow).values(
                hospital_id=HOSPITAL, service_key="", most_open=100_000, most_late=100_000
            )
        )
        for _ in range(PEOPLE):
            patient, account, session = uuid4(), uuid4(), uuid4()
            await tx.execute(
                insert(PatientRow).values(id=patient, language="ru", source="bench", created_at=now)
            )
            await tx.execute(
                insert(AppAccount).values(
                    id=account,
                    phone=vaulted.encrypt("app_accounts", account, "phone", "+998900000000"),
                    phone_index=account.bytes,
                    language="ru",
                    created_at=now,
                )
            )
            await tx.execute(
                insert(AppSession).values(
                    id=session,
                    account_id=account,
                    device_id=uuid4(),
                    device_name=vaulted.encrypt("app_sessions", session, "device_name", "bench"),
                    platform="android",
                    created_at=now,
                    generation=1,
                    renewed_at=now,
                    renewed_by=uuid4(),
                    expires_at=now + timedelta(days=1),
                )
            )
            await tx.execute(
                insert(PersonLinkRow).values(
                    id=uuid4(),
                    account_id=account,
                    patient_id=patient,
                    relation="self",
                    scopes=["appointments"],
                    assurance="confirmed",
                    linked_at=now,
                )
            )
            owners.append(Owner(tokens.access(session, now + timedelta(days=1)), patient))
    await database.close()
    first = datetime.combine(date.today() + timedelta(days=1), clock_time(3), UTC)  # noqa: DTZ011
    times = [
        Slot(_doctor(n), first + timedelta(days=day, minutes=20 * at))
        for day in range(14)
        for at in range(30)
        for n in range(DOCTORS)
    ]
    return times[:slots], owners


async def attempt(
    http: httpx.AsyncClient, base: str, slot: Slot, owner: Owner
) -> tuple[str, float, int]:
    """One person wants one time: what came of it, seconds, and how often to try again."""
    wish_id = str(uuid4())
    body = {
        "id": wish_id,
        "hospital_id": str(HOSPITAL),
        "department": DEPARTMENT,
        "practitioner_id": str(slot.practitioner_id),
        "starts_at": slot.starts_at.isoformat(),
        "patient_id": str(owner.patient_id),
    }
    headers = {"Authorization": f"Bearer {owner.token}", "Idempotency-Key": wish_id}
    began = time.perf_counter()
    for again in range(TRIES):
        try:
            reply = await http.post(f"{base}/v1/appointments", json=body, headers=headers)
        except httpx.TransportError:
            await asyncio.sleep(random.uniform(0.2, 1))
            continue
        if reply.status_code == 503:
            await asyncio.sleep(random.uniform(0.2, 1))
            continue
        code = "booked" if reply.status_code == 200 else str(reply.json().get("code"))
        return code, time.perf_counter() - began, again
    return "given_up", time.perf_counter() - began, TRIES


async def storm(
    bases: list[str], slots: list[Slot], owners: list[Owner], attempts: int, in_flight: int
) -> tuple[Counter[str], list[float], int, float]:
    """All attempts, so many at a time, over all processes."""
    outcomes: Counter[str] = Counter()
    taken: list[float] = []
    again = 0
    left = iter(range(attempts))
    limits = httpx.Limits(max_connections=in_flight, max_keepalive_connections=in_flight)
    began = time.perf_counter()
    async with httpx.AsyncClient(timeout=60, limits=limits, trust_env=False) as http:

        async def one_after_another() -> None:
            nonlocal again
            for n in left:
                code, seconds, retries = await attempt(
                    http, bases[n % len(bases)], random.choice(slots), random.choice(owners)
                )
                outcomes[code] += 1
                taken.append(seconds)
                again += retries
                if sum(outcomes.values()) % 5000 == 0:
                    print(f"  {sum(outcomes.values())} {dict(outcomes)}", flush=True)

        await asyncio.gather(*(one_after_another() for _ in range(in_flight)))
    return outcomes, taken, again, time.perf_counter() - began


async def check(url: str) -> tuple[int, int, int]:
    """What the table says: appointments, pairs of a doctor, pairs of a patient."""
    database = Database(url)
    async with database.reading() as db:
        booked = (
            await db.execute(text("SELECT count(*) FROM appointments WHERE status = 'booked'"))
        ).scalar_one()
        doctors = (await db.execute(text(_PAIRS.format(same="practitioner_id")))).scalar_one()
        patients = (await db.execute(text(_PAIRS.format(same="patient_id")))).scalar_one()
    await database.close()
    return booked, doctors, patients


def main() -> int:
    """Measure and print; 1 where anything was booked twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", choices=["postgresql", "sqlite"])
    parser.add_argument("attempts", type=int, nargs="?", default=5000)
    parser.add_argument("--in-flight", type=int, default=500)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--slots", type=int, default=2000)
    asked = parser.parse_args()
    processes = asked.processes if asked.database == "postgresql" else 1
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dmed-bench-")))
        url = f"sqlite+aiosqlite:///{folder}/bench.sqlite3"
        if asked.database == "postgresql":
            server = PostgresServer()
            stack.callback(server.stop)
            url = server.create("bench")
        keys = Keyring.generate()
        keys.save(folder / "keys" / "keys.json")
        slots, owners = asyncio.run(prepare(url, keys, asked.slots))
        bases = [f"http://127.0.0.1:{free_port()}" for _ in range(processes)]
        started = []
        for base in bases:
            process = Process(
                f"API at {base}",
                [sys.executable, "-m", "mobile_api", "serve"],
                log=folder / f"api-{base[-5:]}.log",
                environment={
                    "DMED_DATA_DIR": str(folder),
                    "DMED_DATABASE_URL": url,
                    "DMED_REDIS_URL": "",
                    "DMED_PORT": base.rpartition(":")[2],
                    "DMED_LOG_LEVEL": "error",
                },
            )
            stack.callback(process.stop)
            started.append(process)
        for base, process in zip(bases, started, strict=True):
            ready = partial(answers, f"{base}/readyz")
            process.wait_until(ready, seconds=600, what="readiness")
        outcomes, taken, again, seconds = asyncio.run(
            storm(bases, slots, owners, asked.attempts, asked.in_flight)
        )
        booked, doctors, patients = asyncio.run(check(url))
    ordered = sorted(taken)
    print(f"{asked.database}: {asked.attempts} attempts on {len(slots)} times by {PEOPLE} people,")
    print(f"  {asked.in_flight} in flight, {processes} processes, {seconds:.0f} s")
    print(f"  outcomes {dict(outcomes)}, told to try again {again} times")
    print(
        f"  {asked.attempts / seconds:.0f}/s, p50 {statistics.median(ordered):.2f} s,"
        f" p99 {ordered[int(len(ordered) * 0.99)]:.2f} s"
    )
    print(f"  in the table: {booked} booked; double: {doctors} by doctor, {patients} by patient")
    return 1 if doctors or patients or booked != outcomes["booked"] else 0


if __name__ == "__main__":
    sys.exit(main())
