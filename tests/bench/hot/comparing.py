"""Three processes, one after the other, again and again: what a request costs in each."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from uuid import uuid4

import httpx

from mobile_api.client.kiosk import KioskClient
from mobile_api.keys import Keyring, Vaulted
from mobile_api.patients.encrypting import EncryptedRecords
from mobile_api.patients.schemas import Identify
from tests.bench.hot.load import Round, measured, request
from tests.bench.hot.world import (
    DEPARTMENT,
    HOSPITAL,
    KIOSK_KEY,
    PINFL,
    Owner,
    Slot,
    prepare,
    times,
)
from tests.bench.redis_server import open_redis
from tests.journeys.processes import Process, ProcessFailed, free_port
from tests.postgres import PostgresServer

Row = tuple[str, str]
DOCTORS = 10
PEOPLE = 200
AT_ONCE = 16
WANTED = {"list of 100 free times": 0.9, "book": 0.6, "take a ticket": 0.6}
"""What a path must reach of the bare process's pace."""


@dataclass(frozen=True, slots=True)
class Server:
    """One of the three."""

    name: str
    port: int
    process: Process
    requests: dict[str, Callable[[], bytes]]


def bookings(slots: list[Slot], owners: list[Owner]) -> Iterator[tuple[Slot, Owner]]:
    """A time that nobody has, and somebody who is free then: each time once."""
    return zip(slots, cycle(owners), strict=False)


def our_requests(
    owners: list[Owner], visits: list[str], slots: list[Slot]
) -> dict[str, Callable[[], bytes]]:
    """As the app and the kiosk send them."""
    to_book, people, tokens = bookings(slots, owners), cycle(owners), cycle(visits)

    def free() -> bytes:
        headers = {"Authorization": f"Bearer {next(people).token}"}
        place = f"/v1/appointments/hospitals/{HOSPITAL}/departments/{DEPARTMENT}"
        return request("GET", f"{place}/free-times?limit=100", headers)

    def book() -> bytes:
        (slot, owner), wish_id = next(to_book), str(uuid4())
        body = {
            "id": wish_id,
            "hospital_id": str(HOSPITAL),
            "department": DEPARTMENT,
            "practitioner_id": str(slot.practitioner_id),
            "starts_at": slot.starts_at.isoformat(),
            "patient_id": str(owner.patient_id),
        }
        headers = {"Authorization": f"Bearer {owner.token}", "Idempotency-Key": wish_id}
        return request("POST", "/v1/appointments", headers, json.dumps(body).encode())

    def ticket() -> bytes:
        order_id = str(uuid4())
        body = {"id": order_id, "department": DEPARTMENT, "language": "uz-Latn"}
        headers = {
            "Authorization": f"Bearer {KIOSK_KEY}",
            "Dmed-Visit": next(tokens),
            "Idempotency-Key": order_id,
        }
        return request("POST", "/v1/queues/tickets", headers, json.dumps(body).encode())

    return dict(zip(WANTED, (free, book, ticket), strict=True))


def plain_requests(owners: list[Owner], slots: list[Slot]) -> dict[str, Callable[[], bytes]]:
    """The same for the bare process and the tutorial's."""
    to_book, people = bookings(slots, owners), cycle(owners)

    def free() -> bytes:
        return request("GET", "/free", {"Authorization": f"Bearer {next(people).token}"})

    def book() -> bytes:
        slot, owner = next(to_book)
        body = {
            "id": str(uuid4()),
            "practitioner_id": str(slot.practitioner_id),
            "starts_at": slot.starts_at.isoformat(),
            "patient_id": str(owner.patient_id),
        }
        headers = {"Authorization": f"Bearer {owner.token}"}
        return request("POST", "/book", headers, json.dumps(body).encode())

    def ticket() -> bytes:
        body = {"id": str(uuid4()), "department": DEPARTMENT, "language": "uz-Latn"}
        headers = {"Authorization": f"Bearer {KIOSK_KEY}"}
        return request("POST", "/ticket", headers, json.dumps(body).encode())

    return dict(zip(WANTED, (free, book, ticket), strict=True))


async def visits(port: int, number: int) -> list[str]:
    """Tokens of people who have typed their number at the kiosk."""
    client = KioskClient(f"http://127.0.0.1:{port}", KIOSK_KEY)
    try:
        order = {"for_whom": "self", "pinfl": PINFL}
        return [
            (await client.identify(Identify.model_validate({"id": uuid4(), **order}))).token
            for _ in range(number)
        ]
    finally:
        await client.close()


def listens(port: int) -> bool:
    """Whether somebody answers, with whatever."""
    try:
        httpx.get(f"http://127.0.0.1:{port}/", timeout=2, trust_env=False)
    except httpx.TransportError:
        return False
    return True


def _start(
    stack: ExitStack, name: str, folder: Path, command: list[str], **environment: str
) -> Process:
    process = Process(
        name, [sys.executable, "-m", *command], log=folder / f"{name}.log", environment=environment
    )
    stack.callback(process.stop)
    return process


def open_servers(stack: ExitStack, postgres: PostgresServer, folder: Path) -> list[Server]:
    """Ours, the bare one and the tutorial's, each with a database of its own."""
    keys = Keyring.generate()
    keys.save(folder / "keys" / "keys.json")
    owners, urls = {}, {}
    for name in ("ours", "bare"):
        urls[name] = postgres.create(f"hot_{name}")
        owners[name] = asyncio.run(prepare(urls[name], keys, DOCTORS, PEOPLE))
    urls["tutorial"] = postgres.create("hot_tutorial")
    plain = urls["bare"].replace("+asyncpg", "")
    pinfl = EncryptedRecords(Vaulted(keys)).pinfl_index(PINFL).hex()
    ports = {name: free_port() for name in urls}
    started = {
        "ours": _start(
            stack,
            "ours",
            folder,
            ["mobile_api", "serve"],
            DMED_DATA_DIR=str(folder),
            DMED_DATABASE_URL=urls["ours"],
            DMED_REDIS_URL=open_redis(stack, folder),
            DMED_PORT=str(ports["ours"]),
            DMED_LOG_LEVEL="error",
        ),
        "bare": _start(
            stack, "bare", folder, ["tests.bench.hot.bare", plain, str(ports["bare"]), pinfl]
        ),
        "tutorial": _start(
            stack,
            "tutorial",
            folder,
            ["tests.bench.hot.tutorial", urls["tutorial"], str(ports["tutorial"]), str(DOCTORS)],
        ),
    }
    for name, process in started.items():
        process.wait_until(partial(listens, ports[name]), seconds=300, what="an answer")
    slots = list(times(DOCTORS))
    wanted = {
        "ours": our_requests(owners["ours"], asyncio.run(visits(ports["ours"], 20)), slots),
        "bare": plain_requests(owners["bare"], slots),
        "tutorial": plain_requests(owners["bare"], slots),
    }
    return [Server(name, ports[name], started[name], wanted[name]) for name in started]


async def _round(server: Server, path: str, requests: int) -> Round:
    pid, wanted = server.process.child.pid, server.requests[path]
    try:
        return await measured(server.port, pid, wanted, requests, AT_ONCE)
    except AssertionError as fault:
        raise ProcessFailed(f"{server.name}, {path}: {fault} {server.process.tail()}") from fault


def compare(servers: list[Server], requests: int, rounds: int) -> dict[str, dict[str, Round]]:
    """Path → server → the median of its rounds; the servers take turns, so that a busy moment of
    the machine meets all of them.
    """
    found: dict[str, dict[str, list[Round]]] = {}
    for path in WANTED:
        of_path = found.setdefault(path, {})
        for turn in range(rounds + 1):
            for server in servers:
                number = requests if turn else requests // 4
                one = asyncio.run(_round(server, path, number))
                if turn:  # the first one warms up
                    of_path.setdefault(server.name, []).append(one)
    return {
        path: {
            name: Round(
                statistics.median(one.per_second for one in taken),
                statistics.median(one.cpu_microseconds for one in taken),
            )
            for name, taken in of_path.items()
        }
        for path, of_path in found.items()
    }


def rows_of(postgres: PostgresServer, folder: Path, requests: int, rounds: int) -> list[Row]:
    """The table."""
    with ExitStack() as stack:
        found = compare(open_servers(stack, postgres, folder), requests, rounds)
    rows = []
    for path, servers in found.items():
        bare = servers["bare"]
        for name, one in servers.items():
            told = f"{one.per_second:7.0f} a second  {one.cpu_microseconds:6.0f} µs of CPU"
            told += f"   {one.per_second / bare.per_second:5.2f} × bare"
            told += f" ({bare.cpu_microseconds / one.cpu_microseconds:.2f} × by CPU)"
            if name == "ours":
                told += f"   wanted {WANTED[path]}"
            rows.append((f"hot: {path}, {name}", told))
    return rows
