"""``python -m tests.bench.messages [--rows 1000000]``: due reminders claimed and acknowledged.

What is measured is the outbox on PostgreSQL: the statements that claim and acknowledge, their
transactions, and everything that Python adds to them. Deciding about each message (who may be
told now, in which language, over which channel) comes on top; the last line says how much.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import text

from mobile_api.database import Database
from mobile_api.keys import Keyring
from mobile_api.messages import store
from mobile_api.messages.outgoing import Place, Ready
from mobile_api.messages.port import Recipient
from mobile_api.messages.rules import SEND_LEASE
from mobile_api.migrations.running import migrate
from tests.conftest import SettableClock
from tests.mobile_api.messages.outbox import CHAT, open_outbox
from tests.postgres import PostgresServer

BATCH = 500
PROCESSES = 4
DECIDED = 2000
ROWS = 50_000
Row = tuple[str, str]

_FILL = """
INSERT INTO messages (id, hospital_id, patient_id, recipient, about_id, template, kind, rank,
  language, channel, fallbacks, dedupe, facts, state, due_at, next_at, disturbs, attempts, reason,
  created_at)
SELECT gen_random_uuid(), :hospital, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
  'reminder-24h', 'reminder', 1, 'uz-Latn', 'telegram', 'sms', 'appointment|' || n,
  decode(repeat('ab', 120), 'hex'), 'queued', :now,
  CAST(:now AS timestamptz) - n * interval '1 ms', false, 0, '', :now
FROM generate_series(1, :rows) AS n
"""


async def drain(url: str) -> int:
    """Claim and acknowledge until nothing is due; how many."""
    database, total = Database(url), 0
    while True:
        lease, now = uuid4(), datetime.now(UTC)
        async with database.writing() as tx:
            rows = await store.claim(tx, "telegram", 1, now, now + SEND_LEASE, lease, BATCH)
        if not rows:
            await database.close()
            return total
        async with database.writing() as tx:
            total += await store.arrived(tx, [row["id"] for row in rows], now)


async def outbox_rows(server: PostgresServer, rows: int, processes: int) -> list[Row]:
    """Fill the outbox and let ``processes`` empty it."""
    url = server.create("bench_messages")
    await migrate(url)
    database = Database(url)
    async with database.writing() as tx:
        await tx.execute(text(_FILL), {"rows": rows, "hospital": uuid4(), "now": datetime.now(UTC)})
    workers = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.bench.messages", "--drain", url),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(processes)
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert await worker.stdout.readline() == b"ready\n"
    began = time.perf_counter()
    told = [json.loads((await worker.communicate(b"go\n"))[0]) for worker in workers]
    seconds = time.perf_counter() - began
    async with database.reading() as db:
        left = (
            await db.execute(text("SELECT count(*) FROM messages WHERE state <> 'delivered'"))
        ).scalar_one()
    await database.close()
    counted = sum(one["counted"] for one in told)
    assert counted == rows, f"{counted} acknowledged of {rows}"
    assert left == 0
    name = f"messages: {rows} claimed and acknowledged by {processes} processes"
    used = sum(one["cpu_seconds"] for one in told) / rows * 1e6
    return [(name, f"{rows / seconds:,.0f} a second ({used:.0f} µs of CPU each in Python)")]


async def decided_rows(server: PostgresServer) -> list[Row]:
    """How many messages a second one process decides about and puts into words."""
    url = server.create("bench_deciding")
    await migrate(url)
    clock = SettableClock(datetime(2026, 3, 4, 4, 30, tzinfo=UTC))
    outbox = await open_outbox(url, Keyring.generate(), clock)
    people = [
        Recipient(UUID(int=n), UUID(int=n), "+998901234567", "uz-Latn", telegram=True)
        for n in range(1, DECIDED + 1)
    ]
    outbox.audience.linked = {one.key: CHAT + one.key.int for one in people}
    for one in people:
        patient = UUID(int=one.key.int + 10**9)
        outbox.audience.people[patient] = [one]
        await outbox.tell(patient_id=patient)
    began, places = time.perf_counter(), dict[UUID, Place]()
    async with outbox.database.writing() as tx:
        rows = await outbox.outgoing.claim(tx, "telegram", uuid4(), DECIDED, SEND_LEASE)
        for row in rows:
            assert isinstance(await outbox.outgoing.look(tx, row, places), Ready)
    seconds = time.perf_counter() - began
    await outbox.database.close()
    return [
        (
            "messages: looked at again and put into words, one process",
            f"{DECIDED / seconds:,.0f} a second",
        )
    ]


async def rows_of(server: PostgresServer, rows: int, processes: int = PROCESSES) -> list[Row]:
    """All figures."""
    return [*await outbox_rows(server, rows, processes), *await decided_rows(server)]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--processes", type=int, default=PROCESSES)
    parser.add_argument("--drain", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.drain:
        print("ready", flush=True)
        sys.stdin.readline()
        began = time.process_time()
        counted = asyncio.run(drain(arguments.drain))
        print(json.dumps({"counted": counted, "cpu_seconds": time.process_time() - began}))
        return 0
    server = PostgresServer()
    try:
        found = asyncio.run(rows_of(server, arguments.rows, arguments.processes))
    finally:
        server.stop()
    for name, value in found:
        print(f"{name:<64} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
