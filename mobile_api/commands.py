"""The command line of the hospital's back end: the second composition root beside app.py.

A mistake of the operator ends with one line that says what to do, and exit code 2.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Literal, TypeVar, cast
from uuid import UUID

import typer
from pydantic import SecretStr, ValidationError

from mobile_api import commands_keeping
from mobile_api import commands_running as running
from mobile_api.access.chats import ChatsService
from mobile_api.access.schemas import NewAccount
from mobile_api.access.service import AccessService
from mobile_api.actors import NOWHERE, Actor, Role
from mobile_api.app import compose, create_app, open_redis
from mobile_api.assessments.outcomes import OutcomesService
from mobile_api.audit.errors import AuditBroken
from mobile_api.audit.service import AuditService
from mobile_api.clock import system_clock
from mobile_api.commands_faces import faces
from mobile_api.commands_running import refuse
from mobile_api.database import Database
from mobile_api.demo import secrets_file, telling
from mobile_api.demo.seed import DemoSummary, seed
from mobile_api.devices.service import DevicesService
from mobile_api.errors import DmedError
from mobile_api.facilities.plans import HospitalPlan
from mobile_api.facilities.prefixes import NoLetterLeft
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import Services
from mobile_api.keys import Keyring, Vaulted
from mobile_api.messages.delivery_reports import playmobile_path
from mobile_api.observing import configure_logging
from mobile_api.settings import Settings

T = TypeVar("T")

# Exceptions are never shown with their variables: these hold keys and people.
app = typer.Typer(
    help="The hospital's memory: API, staff pages, database.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _group(name: str, help_text: str) -> typer.Typer:
    group = typer.Typer(help=help_text, no_args_is_help=True)
    app.add_typer(group, name=name)
    return group


_seed = _group("seed", "Put made-up data in.")
_keys = _group("keys", "Keys outside the database.")
_access = _group("access", "Staff accounts.")
_facilities = _group("facilities", "Hospitals.")
_devices = _group("devices", "Kiosks and boards.")
commands_keeping.add_to(app, _keys)
_messages = _group("messages", "Messages to people.")
_audit = _group("audit", "The audit trail.")
app.add_typer(faces, name="faces")


def _with_services(
    settings: Settings, act: Callable[[Database, Services], Awaitable[T]], *, keys: Keyring
) -> T:
    """Run ``act`` with wired services; our errors become one line and exit code 2."""

    async def run() -> T:
        database = Database(settings.effective_database_url)
        redis = open_redis(settings)
        try:
            return await act(database, compose(settings, keys, database, redis, system_clock, None))
        finally:
            await database.close()
            await redis.aclose()

    try:
        return asyncio.run(run())
    except DmedError as fault:
        facts = ", ".join(f"{name}: {value}" for name, value in fault.facts.items())
        refuse(f"{fault.message} ({facts})" if facts else fault.message)


def _prepared() -> tuple[Settings, Keyring]:
    settings = running.read_settings()
    configure_logging(settings.log_level)
    keys = running.require_keys(settings)
    running.require_schema(settings)
    running.require_own_keys(settings, keys)
    return settings, keys


def _operator(hospital_id: UUID) -> Actor:
    return Actor(role=Role.SYSTEM, id=UUID(int=0), hospital_id=hospital_id, label="operator")


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema; safe to repeat."""
    settings = running.read_settings()
    configure_logging(settings.log_level)
    running.migrate_schema(settings)
    typer.echo("The database has the newest schema.")


@app.command()
def serve() -> None:
    """Answer requests until SIGTERM."""
    settings, keys = _prepared()
    running.serve(settings, keys)


@app.command()
def work() -> None:
    """Do the periodic jobs until SIGTERM (``serve`` does them itself without Redis)."""
    settings, keys = _prepared()
    asyncio.run(running.work(settings, keys))


@app.command("triage-feedback")
def triage_feedback(
    out: Annotated[Path, typer.Option(help="File to write, JSON lines; replaced.")],
) -> None:
    """Write where patients really belonged, for ``python -m triage report --feedback``.

    Codes only: no words, no person.
    """
    settings, keys = _prepared()

    async def act(database: Database, services: Services) -> list[str]:
        async with database.reading() as db:
            return [line async for line in services.get(OutcomesService).lines(db)]

    lines = _with_services(settings, act, keys=keys)
    try:
        out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    except OSError as fault:
        refuse(f"{out} cannot be written: {fault.strerror}.")
    typer.echo(f"{len(lines)} lines written.")


@app.command()
def openapi() -> None:
    """Print the API's description (OpenAPI 3.1, JSON)."""
    described = create_app(
        running.read_settings(), keys=Keyring.generate(), triage=lambda _settings: None
    )
    typer.echo(json.dumps(described.openapi(), ensure_ascii=False, indent=2))


@_seed.command("demo")
def seed_demo(
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Make a small made-up hospital; at every further run, top its bookings up."""
    settings = running.read_settings()
    configure_logging(settings.log_level)
    _, summary = _seeded(settings)
    typer.echo(telling.as_json(summary) if as_json else telling.as_text(summary))


@app.command()
def demo(
    summary_file: Annotated[
        Path | None, typer.Option(help="Where to write what somebody needs to try it, as JSON.")
    ] = None,
) -> None:
    """Bring the schema up, put the made-up hospital in, and serve: all in one process."""
    settings = running.read_settings().model_copy(update={"demo": True})
    configure_logging(settings.log_level)
    running.ensure_schema(settings)
    keys, summary = _seeded(settings)
    if summary_file is not None:
        # Passwords of the demonstration: for their owner's eyes, like the files they come from.
        summary_file.touch(mode=0o600)
        summary_file.write_text(telling.as_json(summary), encoding="utf-8")
    running.serve(settings, keys)


def _seeded(settings: Settings) -> tuple[Keyring, DemoSummary]:
    running.make_folder(settings)
    if settings.keys is None and not settings.effective_keys_file.exists():
        Keyring.generate().save(settings.effective_keys_file)
    keys = running.require_keys(settings)
    running.require_schema(settings)
    running.require_own_keys(settings, keys)
    secrets = secrets_file.load_or_make(settings.data_dir)

    async def act(database: Database, services: Services) -> DemoSummary:
        return await seed(database, services, secrets, system_clock)

    return keys, _with_services(settings, act, keys=keys)


@_keys.command("generate")
def generate_keys() -> None:
    """Make the key file. Keep a copy elsewhere: without it nothing stored can be read."""
    settings = running.read_settings()
    running.make_folder(settings)
    path = settings.effective_keys_file
    try:
        Keyring.generate().save(path)
    except FileExistsError:
        refuse(f"There are keys at {path} already. They are never replaced.")
    typer.echo(f"Keys are at {path}. Keep a copy in a safe place.")


@_access.command("create-administrator")
def create_administrator(
    login: Annotated[str, typer.Option(prompt=True, help="3 to 64 of a-z, 0-9, dot, dash.")],
    name: Annotated[str, typer.Option(prompt=True, help="As colleagues know the person.")],
    hospital: Annotated[
        UUID | None, typer.Option(help="Needed where there are several hospitals.")
    ] = None,
    password_stdin: Annotated[
        bool, typer.Option(help="Read the password from standard input.")
    ] = False,
) -> None:
    """Make the account that makes all others."""
    settings, keys = _prepared()
    password = (
        sys.stdin.readline().rstrip("\n")
        if password_stdin
        else cast(
            str,
            typer.prompt(
                "Password (at least 15 characters)", hide_input=True, confirmation_prompt=True
            ),
        )
    )
    try:
        order = NewAccount(
            login=login,
            password=SecretStr(password),
            display_name=name,
            role=Role.ADMINISTRATOR,
        )
    except ValidationError:
        refuse("A login has 3 to 64 characters: a-z, 0-9, dot, dash, underscore.")

    async def act(database: Database, services: Services) -> None:
        actor = _operator(await _one_hospital(database, services, hospital))
        async with database.writing() as tx:
            await services.get(AccessService).create_account(tx, actor, order)

    _with_services(settings, act, keys=keys)
    typer.echo(f"{login} can sign in now.")


@_facilities.command("apply")
def apply_plan(
    plan: Annotated[Path, typer.Argument(help="A hospital's plan as JSON; see docs/operations.md")],
) -> None:
    """Make a hospital look like its plan; safe to repeat, removes nothing."""
    settings, keys = _prepared()
    try:
        wanted = HospitalPlan.model_validate_json(plan.read_bytes())
    except OSError as fault:
        refuse(f"{plan} cannot be read: {fault.strerror}.")
    except ValidationError as fault:
        first = fault.errors(include_input=False)[0]
        refuse(f"{plan}: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}.")

    async def act(database: Database, services: Services) -> None:
        async with database.writing() as tx:
            await services.get(FacilitiesService).apply(tx, _operator(wanted.id), wanted)

    try:
        _with_services(settings, act, keys=keys)
    except NoLetterLeft:
        refuse("A hospital can have at most 23 departments: one letter each.")
    typer.echo(f"Hospital {wanted.id} follows its plan.")


@_devices.command("enrol")
def enrol(
    name: Annotated[str, typer.Option(help="Short, as staff call it, e.g. K1.")],
    place: Annotated[str, typer.Option(help="Where a nurse finds it.")],
    kind: Annotated[str, typer.Option(help="kiosk or board")] = "kiosk",
    hospital: Annotated[
        UUID | None, typer.Option(help="Needed where there are several hospitals.")
    ] = None,
) -> None:
    """Give a device a key and print it: once, and nowhere else."""
    settings, keys = _prepared()
    if kind not in {"kiosk", "board"}:
        refuse("A device is a kiosk or a board.")

    async def act(database: Database, services: Services) -> str:
        actor = _operator(await _one_hospital(database, services, hospital))
        async with database.writing() as tx:
            enrolled = await services.get(DevicesService).enrol(
                tx, actor, name, place, cast(Literal["kiosk", "board"], kind)
            )
        return enrolled.key

    typer.echo(_with_services(settings, act, keys=keys))


@_messages.command("playmobile-address")
def playmobile_address() -> None:
    """Print where PlayMobile is to report deliveries: for PlayMobile, and for nobody else."""
    settings, keys = _prepared()
    typer.echo(settings.effective_public_url + playmobile_path(Vaulted(keys)))


@app.command("bot-key")
def make_bot_key(
    replace: Annotated[bool, typer.Option(help="Withdraw all other keys.")] = False,
) -> None:
    """Print a key for the Telegram bot: once, and nowhere else."""
    settings, keys = _prepared()

    async def act(database: Database, services: Services) -> str:
        async with database.writing() as tx:
            return await services.get(ChatsService).make_bot_key(
                tx, _operator(NOWHERE), replace=replace
            )

    typer.echo(_with_services(settings, act, keys=keys))


@_audit.command("verify")
def verify_audit() -> None:
    """Check that nothing in the audit trail was changed or removed."""
    settings, keys = _prepared()

    async def act(database: Database, services: Services) -> int:
        async with database.reading() as db:
            return await services.get(AuditService).verify(db)

    async def checked(database: Database, services: Services) -> int | AuditBroken:
        try:
            return await act(database, services)
        except AuditBroken as fault:
            return fault

    found = _with_services(settings, checked, keys=keys)
    if isinstance(found, AuditBroken):
        typer.echo(f"{found.message} {found.facts}", err=True)
        raise typer.Exit(1)
    typer.echo(f"{found} events verified.")


async def _one_hospital(database: Database, services: Services, wanted: UUID | None) -> UUID:
    async with database.reading() as db:
        there = await services.get(FacilitiesService).hospital_ids(db)
    if not there:
        refuse("There is no hospital yet. Run: python -m mobile_api facilities apply PLAN.json")
    if wanted is None and len(there) == 1:
        return there[0]
    if wanted not in there:
        refuse(f"Say which hospital, with --hospital: {', '.join(str(known) for known in there)}")
    return wanted
