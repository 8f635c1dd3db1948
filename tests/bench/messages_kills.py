"""``python -m tests.bench.messages_kills [--kills 50]``: workers are killed at random (kill −9).

Real workers on a real PostgreSQL send SMS to a gateway of this script's own, which counts what
arrives. Nothing may be lost; what arrives twice must be at most one message a kill: the one that
was being handed over in that instant.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.process import BaseProcess
from pathlib import Path
from uuid import uuid4

from pydantic import SecretStr
from sqlalchemy import text

from mobile_api.app import compose, jobs_of, open_redis
from mobile_api.clock import system_clock
from mobile_api.database import Database
from mobile_api.keys import Keyring
from mobile_api.messages.codes import CodesByMessage
from mobile_api.messages.rules import SEND_LEASE
from mobile_api.migrations.running import migrate
from mobile_api.observing import configure_logging
from mobile_api.settings import Settings
from mobile_api.working import Worker
from tests.postgres import PostgresServer

WORKERS = 3
_LONGEST_REPLY_SECONDS = 0.03

# Copies of this process, imports and all: a kill is as hard, and the next worker starts at once.
_fork = multiprocessing.get_context("fork")


class Gateway(BaseHTTPRequestHandler):
    """As PlayMobile; writes down every message before it answers, and takes its time."""

    arrived: Path

    def do_POST(self) -> None:
        """One message."""
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        with self.arrived.open("a", encoding="ascii") as file:
            file.write("".join(f"{one['message-id']}\n" for one in body["messages"]))
        time.sleep(random.uniform(0, _LONGEST_REPLY_SECONDS))
        try:
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()
        except OSError:
            pass  # whoever asked was killed meanwhile

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


def serve(server: ThreadingHTTPServer) -> None:
    """Be the gateway until killed."""
    server.serve_forever()


def work(settings: Settings, keys: Keyring) -> None:
    """Be a worker until killed: as ``python -m mobile_api work``."""

    async def run() -> None:
        database, redis = Database(settings.effective_database_url), open_redis(settings)
        services = compose(settings, keys, database, redis, system_clock, None)
        await Worker(jobs_of(services)).run(asyncio.Event())

    configure_logging("error")
    asyncio.run(run())


async def fill(settings: Settings, keys: Keyring, messages: int) -> None:
    """Put codes into the outbox."""
    database = Database(settings.effective_database_url)
    services = compose(settings, keys, database, open_redis(settings), system_clock, None)
    codes, expires_at = services.get(CodesByMessage), system_clock() + timedelta(hours=3)
    async with database.writing() as tx:
        for number in range(messages):
            await codes.send_code(
                tx,
                code_id=uuid4(),
                phone=f"+99890{number:07d}",
                code="1234567",
                language="uz-Latn",
                expires_at=expires_at,
            )
    await database.close()


async def left(url: str) -> int:
    """Messages that were not sent yet."""
    database = Database(url)
    async with database.reading() as db:
        found = await db.execute(text("SELECT count(*) FROM messages WHERE state = 'queued'"))
        number = int(found.scalar_one())
    await database.close()
    return number


def kill_and_count(folder: Path, server: PostgresServer, kills: int, messages: int) -> int:
    """Kill, let others finish, count; 0 where nothing was lost and no kill doubled two."""
    url = server.create("kills")
    asyncio.run(migrate(url))
    Gateway.arrived = folder / "arrived"
    Gateway.arrived.touch()
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    gateway = _fork.Process(target=serve, args=(listening,))
    gateway.start()
    keys = Keyring.generate()
    settings = Settings(
        data_dir=folder,
        database_url=url,
        sms_gateway="playmobile",
        sms_login="bench",
        sms_password=SecretStr("bench"),
        sms_url=f"http://127.0.0.1:{listening.server_port}",
    )
    asyncio.run(fill(settings, keys, messages))

    def start() -> BaseProcess:
        worker = _fork.Process(target=work, args=(settings, keys))
        worker.start()
        return worker

    workers = [start() for _ in range(WORKERS)]
    began, killed_while_busy = time.monotonic(), 0
    try:
        for _ in range(kills):
            time.sleep(random.uniform(0.3, 1.5))
            victim = random.randrange(WORKERS)
            killed_while_busy += asyncio.run(left(url)) > 0
            os.kill(workers[victim].pid or 0, signal.SIGKILL)
            workers[victim].join()
            workers[victim] = start()
        deadline = time.monotonic() + 2 * SEND_LEASE.total_seconds() + messages / 10
        while asyncio.run(left(url)) and time.monotonic() < deadline:
            time.sleep(1)
    finally:
        for process in (*workers, gateway):
            os.kill(process.pid or 0, signal.SIGKILL)
            process.join()
    arrived = Counter(Gateway.arrived.read_text(encoding="ascii").split())
    lost, twice = messages - len(arrived), sum(arrived.values()) - len(arrived)
    print(f"{kills} kills ({killed_while_busy} with work left) in {time.monotonic() - began:.0f} s")
    print(f"{messages} messages: {lost} lost, {twice} arrived twice (at most {kills} may)")
    return 0 if lost == 0 and twice <= kills else 1


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--messages", type=int, default=3000)
    arguments = parser.parse_args()
    server = PostgresServer()
    try:
        with tempfile.TemporaryDirectory(prefix="dmed-kills-") as folder:
            return kill_and_count(Path(folder), server, arguments.kills, arguments.messages)
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main())
