"""``make bench``: print a table of measured figures. Run it when nothing else runs."""

from __future__ import annotations

import asyncio
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import UUID, uuid4

from hardware.printer.layout import TicketContent, TicketLayout
from hardware.printer.raster import encode
from mobile_api.client.kiosk import KioskClient
from mobile_api.demo import people
from mobile_api.patients.schemas import ConfirmIdentity, Identify
from mobile_api.queues.schemas import CheckIn, JoinQueue
from models import Vault, shipped_root
from tests.bench import messages
from tests.bench.face import face_rows
from tests.bench.hot import comparing as hot
from tests.bench.hot.__main__ import REQUESTS, ROUNDS
from tests.bench.triage_baseline import triage_baseline_rows
from tests.journeys.display import Display
from tests.journeys.hospital import Hospital, open_hospital
from tests.journeys.kiosk_window import KioskWindow
from tests.postgres import PostgresServer
from triage import Answers, Triage

Row = tuple[str, str]
PEOPLE = 50
"""A device may begin 60 visits in ten minutes."""

COMPLAINT = (
    "Boshim qattiq ogʻriyapti, uch kundan beri koʻnglim ayniyapti, isitmam 38.5, "
    "kecha ikki marta qusdim, dori ichdim"
)


def main() -> int:
    """Measure and print."""
    rows: list[Row] = []
    rows += triage_rows()
    rows += triage_baseline_rows()
    rows += ticket_rows()
    rows += face_rows()
    with tempfile.TemporaryDirectory(prefix="dmed-bench-") as folder:
        with open_hospital(Path(folder) / "sqlite") as hospital:
            rows += asyncio.run(request_rows(hospital, "SQLite"))
            rows += window_rows(hospital, Path(folder) / "kiosk")
        server = PostgresServer()
        try:
            url = server.create("bench")
            with open_hospital(Path(folder) / "postgres", database_url=url) as hospital:
                rows += asyncio.run(request_rows(hospital, "PostgreSQL"))
            rows += asyncio.run(messages.rows_of(server, messages.ROWS))
            rows += hot.rows_of(server, Path(folder) / "hot", REQUESTS, ROUNDS)
        finally:
            server.stop()
    print(f"\n{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name:<{width}}  {value}")
    return 0


def milliseconds(work: Callable[[], object], times: int) -> list[float]:
    """Run ``work`` and give each run's milliseconds, the first three left out."""
    taken = []
    for _ in range(times + 3):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return taken[3:]


def spread(taken: list[float]) -> str:
    """Median and 99th percentile."""
    ordered = sorted(taken)
    p99 = ordered[min(len(ordered) - 1, round(0.99 * len(ordered)))]
    return f"p50 {statistics.median(taken):7.2f} ms   p99 {p99:7.2f} ms   (n = {len(taken)})"


def triage_rows() -> list[Row]:
    """One text through folding, network and rules, and loading all of it."""
    began = time.perf_counter()
    engine = Triage.load(Vault(shipped_root()))
    load = (time.perf_counter() - began) * 1000
    answers = Answers(text=COMPLAINT, age_years=54.0, sex="female")
    taken = milliseconds(lambda: engine.assess(answers), 2000)
    return [
        ("triage: load model, knowledge and rules", f"{load:.0f} ms"),
        (f"triage: one text of {len(COMPLAINT)} characters", spread(taken)),
    ]


def ticket_rows() -> list[Row]:
    """One ticket from strings to the printer's bytes."""
    content = TicketContent(
        hospital="Намуна шифохонаси",
        caption="Навбат рақами",
        number="B-007",
        department="Оториноларингология",
        facts=(("Қават, хона", "2-қават, 214-хона"), ("Кутиш", "15–25 дақиқа"), ("Олдинда", "3")),
        qr="https://hospital.example/t/" + "A" * 107,
        help_line="Рақамингиз экранда кўринганда киринг",
    )
    layout = TicketLayout(576)
    picture = layout.render(content)
    return [
        ("ticket: render", spread(milliseconds(lambda: layout.render(content), 100))),
        ("ticket: encode", spread(milliseconds(lambda: encode(picture), 100))),
    ]


async def request_rows(hospital: Hospital, database: str) -> list[Row]:
    """Requests of one kiosk, one after the other, over real HTTP."""
    key = (hospital.data / "keys" / "kiosk.key").read_text().strip()
    client = KioskClient(hospital.url, key)
    person = hospital.cast.booked
    try:
        visit = await client.identify(Identify(id=uuid4(), for_whom="self", pinfl=person.pinfl))
        confirmed = await client.confirm(visit.token, ConfirmIdentity(phone_last4=person.last4))

        async def take_number() -> UUID:
            order = JoinQueue(id=uuid4(), department="therapy", language="uz-Latn")
            return (await client.join_queue(visit.token, order)).id

        return [
            (f"{database}: check in (write)", spread(await check_ins(client))),
            (f"{database}: take a number (write)", spread(await timed(take_number, 300))),
            (
                f"{database}: today's appointments (read)",
                spread(await timed(lambda: client.todays_appointments(confirmed.token), 300)),
            ),
        ]
    finally:
        await client.close()


async def check_ins(client: KioskClient) -> list[float]:
    """Check in everybody among the first people who is booked today; milliseconds of each."""
    taken = []
    for person in people.everybody()[:PEOPLE]:
        visit = await client.identify(Identify(id=uuid4(), for_whom="self", pinfl=person.pinfl))
        digits = ConfirmIdentity(phone_last4=person.phone[-4:])
        token = (await client.confirm(visit.token, digits)).token
        for appointment in (await client.todays_appointments(token)).items:
            if appointment.status == "booked":
                arrival = CheckIn(id=uuid4(), appointment_id=appointment.id, language="ru")
                began = time.perf_counter()
                await client.check_in(token, arrival)
                taken.append((time.perf_counter() - began) * 1000)
    return taken


async def timed(work: Callable[[], Awaitable[object]], times: int) -> list[float]:
    """Await ``work`` and give each run's milliseconds, the first ten left out."""
    taken = []
    for _ in range(times + 10):
        began = time.perf_counter()
        await work()
        taken.append((time.perf_counter() - began) * 1000)
    return taken[10:]


def window_rows(hospital: Hospital, folder: Path) -> list[Row]:
    """Cold start of the kiosk, and from a finger to the next screen, under Xvfb."""
    display = Display(540, 960)
    starts, taps = [], []
    try:
        for attempt in range(3):
            kiosk = KioskWindow(
                folder / str(attempt),
                {
                    "DMED_API_URL": hospital.url,
                    "DMED_DATA_DIR": str(hospital.data),
                    "DMED_KIOSK_KEY_FILE": str(hospital.data / "keys" / "kiosk.key"),
                    "DMED_PRINTER": "none",
                },
                display,
                (540, 960),
            )
            kiosk.wait_for_screen("attract")
            starts.append((time.monotonic() - kiosk.began) * 1000)
            for language in ("uz-Latn", "ru", "uz-Cyrl"):
                shown = kiosk.tap(f"language-{language}", then="for_whom")
                assert shown is not None
                taps.append(float(shown["touch_ms"]))
                kiosk.tap("button-back", then="attract")
            kiosk.stop()
    finally:
        display.close()
    return [
        ("kiosk: cold start to the first screen (540×960, software)", spread(starts)),
        ("kiosk: finger to the next screen", spread(taps)),
    ]


if __name__ == "__main__":
    sys.exit(main())
