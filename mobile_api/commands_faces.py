"""Commands for face templates: another rotation of one hospital."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar
from uuid import UUID

import typer

from mobile_api import commands_running as running
from mobile_api.actors import Actor, Role
from mobile_api.app import compose, open_redis
from mobile_api.clock import system_clock
from mobile_api.commands_running import refuse
from mobile_api.database import Database
from mobile_api.errors import Unavailable
from mobile_api.faces.renewing import FaceRenewalService
from mobile_api.observing import configure_logging

T = TypeVar("T")

faces = typer.Typer(help="Face templates.", no_args_is_help=True)


@faces.callback()
def _group() -> None:
    """Face templates."""


@faces.command("turn-anew")
def turn_anew(
    hospital: Annotated[UUID, typer.Argument(help="Id of the hospital.")],
) -> None:
    """Renew a hospital's templates: what was taken of them before fits nothing any more."""

    async def act(database: Database, renewal: FaceRenewalService) -> tuple[int, int]:
        actor = Actor(role=Role.SYSTEM, id=UUID(int=0), hospital_id=hospital, label="operator")
        async with database.writing() as tx:
            rotation = await renewal.turn_anew(tx, actor, hospital)
        return rotation, await renewal.rekey(database)

    rotation, written = _run(act)
    typer.echo(f"Rotation {rotation}: {written} templates were written anew.")


def _run(act: Callable[[Database, FaceRenewalService], Awaitable[T]]) -> T:
    settings = running.read_settings()
    configure_logging(settings.log_level)
    keys = running.require_keys(settings)
    running.require_schema(settings)

    async def run() -> T:
        database = Database(settings.effective_database_url)
        redis = open_redis(settings)
        services = compose(settings, keys, database, redis, system_clock, None)
        try:
            return await act(database, services.get(FaceRenewalService))
        finally:
            await database.close()
            await redis.aclose()

    try:
        return asyncio.run(run())
    except Unavailable:
        refuse("The database does not answer. Try again later.")
