"""Many people want the same times: ``python -m tests.bench.booking postgresql 100000``.

Real processes, real HTTP. Afterwards the table itself is asked whether any two appointments
share a doctor's or a patient's time, and whether as many stand in it as were promised.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from uuid import uuid4

from sqlalchemy import text

from mobile_api.database import Database
from mobile_api.keys import Keyring
from tests.bench.hot.load import Connection, request
from tests.bench.hot.world import DEPARTMENT, HOSPITAL, Owner, Slot, prepare, times
from tests.bench.redis_server import open_redis
from tests.journeys.processes import Process, answers, free_port
from tests.postgres import PostgresServer

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


async def attempt(connection: Connection, slot: Slot, owner: Owner) -> tuple[str, float, int]:
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
    wanted = request("POST", "/v1/appointments", headers, json.dumps(body).encode())
    began = time.perf_counter()
    for again in range(TRIES):
        try:
            reply = await connection.send(wanted)
        except (OSError, asyncio.IncompleteReadError):
            await asyncio.sleep(random.uniform(0.2, 1))
            continue
        if reply.status == 503:
            await asyncio.sleep(random.uniform(0.2, 1))
            continue
        code = "booked" if reply.status == 200 else str(json.loads(reply.body).get("code"))
        return code, time.perf_counter() - began, again
    return "given_up", time.perf_counter() - began, TRIES


async def storm(
    ports: list[int], slots: list[Slot], owners: list[Owner], attempts: int, in_flight: int
) -> tuple[Counter[str], list[float], int, float]:
    """All attempts, so many at a time, over all processes."""
    outcomes: Counter[str] = Counter()
    taken: list[float] = []
    again = 0
    left = iter(range(attempts))
    began = time.perf_counter()

    async def one_after_another(port: int) -> None:
        nonlocal again
        connection = Connection(port)
        for _ in left:
            code, seconds, retries = await attempt(
                connection, random.choice(slots), random.choice(owners)
            )
            outcomes[code] += 1
            taken.append(seconds)
            again += retries
            if len(taken) % 5000 == 0:
                print(f"  {len(taken)} {dict(outcomes)}", flush=True)
        connection.close()

    await asyncio.gather(*(one_after_another(ports[n % len(ports)]) for n in range(in_flight)))
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
        owners = asyncio.run(prepare(url, keys, DOCTORS, PEOPLE))
        slots = list(times(DOCTORS))[: asked.slots]
        redis = open_redis(stack, folder) if asked.database == "postgresql" else ""
        ports = [free_port() for _ in range(processes)]
        started = []
        for port in ports:
            process = Process(
                f"API at {port}",
                [sys.executable, "-m", "mobile_api", "serve"],
                log=folder / f"api-{port}.log",
                environment={
                    "DMED_DATA_DIR": str(folder),
                    "DMED_DATABASE_URL": url,
                    "DMED_REDIS_URL": redis,
                    "DMED_PORT": str(port),
                    "DMED_LOG_LEVEL": "error",
                },
            )
            stack.callback(process.stop)
            started.append(process)
        for port, process in zip(ports, started, strict=True):
            ready = partial(answers, f"http://127.0.0.1:{port}/readyz")
            process.wait_until(ready, seconds=600, what="readiness")
        outcomes, taken, again, seconds = asyncio.run(
            storm(ports, slots, owners, asked.attempts, asked.in_flight)
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
