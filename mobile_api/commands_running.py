"""What must be right before a process runs, and the two processes that run for long."""

from __future__ import annotations

import asyncio
import errno
import importlib
import signal
import socket
from typing import NoReturn

import typer
import uvicorn
from fastapi import FastAPI
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from mobile_api import key_check
from mobile_api.app import compose, create_app, jobs_of, load_keys, open_redis
from mobile_api.app_messages import WrongChannelSettings
from mobile_api.clock import Clock, system_clock
from mobile_api.database import Database
from mobile_api.errors import Unavailable
from mobile_api.keys import Keyring, KeysMissing, KeysUnreadable, Vaulted
from mobile_api.live import Live
from mobile_api.migrations.current import is_current
from mobile_api.settings import Settings
from mobile_api.working import Job, Worker

GRACEFUL_SECONDS = 10
"""How long a request that has begun may take after SIGTERM."""

ALIVE_EVERY_SECONDS = 10


def refuse(message: str) -> NoReturn:
    """End with one line on standard error and exit code 2: the operator has to act."""
    typer.echo(message, err=True)
    raise typer.Exit(2)


def read_settings() -> Settings:
    """The settings from the environment; ends the process where one is wrong."""
    try:
        return Settings()
    except ValidationError as fault:
        first = fault.errors(include_input=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        refuse(f"Setting DMED_{name}: {first['msg']}.")


def require_keys(settings: Settings) -> Keyring:
    """The keys; ends the process where there are none."""
    try:
        return load_keys(settings)
    except KeysMissing:
        refuse(
            f"There are no keys at {settings.effective_keys_file}. "
            "Run: python -m mobile_api keys generate"
        )
    except KeysUnreadable:
        where = "DMED_KEYS" if settings.keys is not None else str(settings.effective_keys_file)
        refuse(f"The keys in {where} cannot be read. Put the right ones back.")


def require_schema(settings: Settings) -> None:
    """End the process where the database does not have the newest schema."""
    if not _has_newest_schema(settings):
        refuse(
            "The database does not have this version's schema. Run: python -m mobile_api migrate"
        )


def _has_newest_schema(settings: Settings) -> bool:
    make_folder(settings)
    try:
        return asyncio.run(_is_current(settings))
    except (OSError, DBAPIError, Unavailable) as fault:
        _refuse_unreachable(fault)


def require_own_keys(settings: Settings, keys: Keyring) -> None:
    """End the process where the database was made with another index key.

    The first process that meets a new database ties it to its key.
    """

    async def ask() -> bool:
        database, vaulted = Database(settings.effective_database_url), Vaulted(keys)
        try:
            async with database.reading() as db:
                known = await key_check.fits(db, vaulted)
            if known:
                async with database.writing() as tx:
                    await key_check.remember(tx, vaulted)
            async with database.reading() as db:
                return await key_check.fits(db, vaulted)
        finally:
            await database.close()

    if not asyncio.run(ask()):
        refuse(
            "These are not this database's keys: nobody would be found. Put the right ones back."
        )


async def _is_current(settings: Settings) -> bool:
    database = Database(settings.effective_database_url)
    try:
        return await is_current(database)
    finally:
        await database.close()


def ensure_schema(settings: Settings) -> None:
    """Migrate where that is needed; ends the process where the database does not answer."""
    if not _has_newest_schema(settings):
        migrate_schema(settings)


def migrate_schema(settings: Settings) -> None:
    """Run the migrations; ends the process where the database does not answer."""
    make_folder(settings)
    # Only here, because importing Alembic is a tenth of a start that has nothing to migrate.
    running = importlib.import_module("mobile_api.migrations.running")
    try:
        asyncio.run(running.migrate(settings.effective_database_url))
    except (OSError, DBAPIError) as fault:
        _refuse_unreachable(fault)


def make_folder(settings: Settings) -> None:
    """Make the data folder, readable by its owner only; ends the process where that fails."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as fault:
        refuse(f"Cannot make the folder {settings.data_dir}: {fault.strerror}.")


def serve(settings: Settings, keys: Keyring, clock: Clock = system_clock) -> None:
    """Answer requests until SIGTERM or Ctrl-C; a journey brings a clock that it moves."""
    listening = _listen(settings)
    # Without Redis there is one process only, and it works as well.
    try:
        app = create_app(settings, keys=keys, clock=clock, with_worker=not settings.redis_url)
    except WrongChannelSettings as fault:
        listening.close()
        refuse(str(fault))
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        log_config=None,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
    )
    host, port = listening.getsockname()[:2]
    typer.echo(f"Listening on http://{host}:{port}", err=True)
    try:
        _Server(config, app).run(sockets=[listening])
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)


async def work(settings: Settings, keys: Keyring) -> None:
    """Do the periodic jobs until SIGTERM or Ctrl-C; what has begun is finished."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    database = Database(settings.effective_database_url)
    redis = open_redis(settings)
    try:
        try:
            services = compose(settings, keys, database, redis, system_clock, None)
        except WrongChannelSettings as fault:
            refuse(str(fault))
        await Worker([*jobs_of(services), _sign_of_life(settings)]).run(stop)
    finally:
        await database.close()
        await redis.aclose()


def _sign_of_life(settings: Settings) -> Job:
    """A file whose age tells an orchestrator that the worker's loop still turns."""
    alive = settings.data_dir / "worker.alive"

    async def touch() -> None:
        alive.touch()

    return Job("worker.alive", ALIVE_EVERY_SECONDS, touch)


class _Server(uvicorn.Server):
    """Lets pages that wait for news go first, so that stopping does not wait for them."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._live: Live = app.state.services.get(Live)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, after the live pages were let go."""
        await self._live.stop()
        await super().shutdown(sockets)


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(1024)
    except OSError as fault:
        listening.close()
        if fault.errno == errno.EADDRINUSE:
            refuse(f"Port {settings.port} is in use. Set DMED_PORT to a free one.")
        refuse(f"Cannot listen on {settings.host}:{settings.port}: {fault.strerror}.")
    return listening


def _refuse_unreachable(fault: Exception) -> NoReturn:
    refuse(f"The database does not answer ({type(fault).__name__}). Check DMED_DATABASE_URL.")
