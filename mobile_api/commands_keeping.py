"""Commands that keep the data: other keys, backups, and back again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from mobile_api import backup as backups
from mobile_api import commands_running as running
from mobile_api.audit.service import AuditService
from mobile_api.clock import system_clock
from mobile_api.commands_running import refuse
from mobile_api.database import Database
from mobile_api.errors import Unavailable
from mobile_api.faces.encrypting import EncryptedTemplates
from mobile_api.faces.renewing import FaceRenewalService
from mobile_api.keys import CannotOpen, Keyring, KeysMissing, KeysUnreadable, Vaulted
from mobile_api.observing import configure_logging
from mobile_api.rekeying.fields import FieldsRekeying, Rekeyed
from mobile_api.rekeying.indexes import IndexesRekeying, LookUpsStay, OtherIndexKey
from mobile_api.settings import Settings

T = TypeVar("T")
NewFile = Annotated[Path, typer.Option("--out", help="Key file to write; never replaces one.")]


def add_to(app: typer.Typer, keys: typer.Typer) -> None:
    """Put these commands among the others."""
    app.command()(rekey)
    app.command()(rekey_index)
    app.command()(backup)
    app.command()(restore)
    keys.command()(add_key)
    keys.command()(activate)
    keys.command()(drop)
    keys.command()(new_index)


def rekey(
    check: Annotated[bool, typer.Option("--check", help="Only count what is left.")] = False,
) -> None:
    """Encrypt every field under the active key; the API may work on. Safe to repeat."""
    settings, keys = _prepared()

    async def act(database: Database) -> tuple[Rekeyed | None, dict[str, int]]:
        work = FieldsRekeying(database, Vaulted(keys), keys.active)
        done = None if check else await work.run()
        templates = _templates(keys)
        if done is not None:
            done.changed["face_templates"] = await templates.rekey(database)
        return done, {**await work.left(), "face_templates": await templates.left(database)}

    done, left = _run(settings, act)
    if done is not None:
        typer.echo(f"{sum(done.changed.values())} fields are under key {keys.active} now.")
        for table, rows in sorted(done.unreadable.items()):
            typer.echo(f"{table}: {rows} rows that no key here opens; left as they are.", err=True)
    remaining = {table: rows for table, rows in left.items() if rows}
    for table, rows in sorted(remaining.items()):
        typer.echo(f"{table}: {rows} rows under another key.", err=True)
    if remaining:
        raise typer.Exit(1)
    typer.echo(f"Nothing is under another key than {keys.active}.")


def rekey_index(
    new_keys: Annotated[Path, typer.Argument(help="Key file with the new index key.")],
) -> None:
    """Make all look-ups again under a new index key. The API must stand still meanwhile."""
    settings, keys = _prepared()
    try:
        after = Keyring.load(new_keys)
    except (KeysMissing, KeysUnreadable):
        refuse(f"{new_keys} is no key file.")
    if any(after.fields.get(number) != key for number, key in keys.fields.items()):
        refuse(f"{new_keys} does not hold the present field keys. Run: keys new-index")

    async def act(database: Database) -> int:
        return await IndexesRekeying(database, Vaulted(keys), Vaulted(after)).run()

    try:
        moved = _run(settings, act)
    except OtherIndexKey:
        refuse("These are not this database's keys. Nothing was changed.")
    except LookUpsStay as fault:
        refuse(f"{fault}: rows whose value is missing. Nothing was changed.")
    except CannotOpen as fault:
        refuse(f"{fault} cannot be read with these keys. Nothing was changed.")
    typer.echo(f"{moved} look-ups are under the new key. Give {new_keys} to every process now.")


def backup(
    path: Annotated[Path, typer.Argument(help="File to write; never replaces one.")],
) -> None:
    """Write the whole database, as it is in this moment, into one file. Keys are not in it."""
    settings = running.read_settings()
    configure_logging(settings.log_level)
    running.require_schema(settings)
    try:
        found = _run(settings, lambda database: backups.back_up(database, path))
    except FileExistsError:
        refuse(f"There is a file at {path} already. It is never replaced.")
    except OSError as fault:
        refuse(f"{path} cannot be written: {fault.strerror}.")
    typer.echo(f"{sum(one.rows for one in found.values())} rows of {len(found)} tables in {path}.")


def restore(
    path: Annotated[Path, typer.Argument(help="What backup wrote.")],
    check: Annotated[
        bool, typer.Option("--check", help="Only read it; needs no database.")
    ] = False,
) -> None:
    """Fill an empty database from a backup, and compare every table with it."""
    settings = running.read_settings()
    configure_logging(settings.log_level)
    try:
        if check:
            found = backups.check(path)
        else:
            running.require_schema(settings)
            found = _run(settings, lambda database: backups.restore(database, path))
    except OSError as fault:
        refuse(f"{path} cannot be read: {fault.strerror}.")
    except backups.BackupDamaged:
        refuse(f"{path} is damaged, or no backup. Nothing was restored.")
    except backups.OtherSchema as fault:
        refuse(f"{path} has schema {fault}: restore it with that version, then migrate.")
    except backups.NotEmpty as fault:
        refuse(f"The database holds something already ({fault}). Restore into an empty one.")
    except backups.NotTheSame as fault:
        refuse(f"{fault} did not come out as it was saved. Nothing was restored.")
    rows = sum(one.rows for one in found.values())
    typer.echo(
        f"{rows} rows of {len(found)} tables are whole."
        if check
        else f"{rows} rows of {len(found)} tables restored; rows and digests agree."
    )


def add_key(out: NewFile) -> None:
    """Write the keys with a further field key, which nothing is written with yet."""
    _, keys = _with_keys()
    fresh, number = keys.with_new_field_key()
    _save(fresh, out)
    typer.echo(f"Key {number} is in {out}. Give it to every process, then: keys activate {number}")


def activate(
    number: Annotated[int, typer.Argument(help="Of a field key that every process has.")],
    out: NewFile,
) -> None:
    """Write the keys with another active field key."""
    _, keys = _with_keys()
    try:
        _save(keys.activated(number), out)
    except KeyError:
        refuse(f"There is no field key {number}.")
    typer.echo(f"Give {out} to every process, then run: python -m mobile_api rekey")


def drop(
    number: Annotated[int, typer.Argument(help="Of a field key that nothing is under.")],
    out: NewFile,
) -> None:
    """Write the keys without a field key that is not needed any more. Asks the database."""
    settings, keys = _prepared()
    try:
        fewer = keys.without_field_key(number)
    except KeyError:
        refuse(f"There is no field key {number}.")
    except ValueError:
        refuse(f"Key {number} is the active one.")

    async def act(database: Database) -> dict[str, int]:
        fields = await FieldsRekeying(database, Vaulted(keys), keys.active).left()
        return {**fields, "face_templates": await _templates(keys).left(database)}

    if any(_run(settings, act).values()):
        refuse("Something is under another key than the active one. Run: rekey")
    _save(fewer, out)
    typer.echo(f"{out} has no key {number}. Backups of before need the file of before.")


def new_index(out: NewFile) -> None:
    """Write the keys with a fresh index key, for ``rekey-index``."""
    _, keys = _with_keys()
    _save(keys.with_new_index_key(), out)
    typer.echo(f"Stop every process, then run: python -m mobile_api rekey-index {out}")


def _templates(keys: Keyring) -> FaceRenewalService:
    vaulted = Vaulted(keys)
    return FaceRenewalService(vaulted, EncryptedTemplates(vaulted), AuditService(system_clock))


def _run(settings: Settings, act: Callable[[Database], Awaitable[T]]) -> T:
    async def run() -> T:
        database = Database(settings.effective_database_url)
        try:
            return await act(database)
        finally:
            await database.close()

    try:
        return asyncio.run(run())
    except Unavailable:
        refuse("The database does not answer, or somebody works on it. Try again later.")


def _with_keys() -> tuple[Settings, Keyring]:
    settings = running.read_settings()
    configure_logging(settings.log_level)
    return settings, running.require_keys(settings)


def _prepared() -> tuple[Settings, Keyring]:
    settings, keys = _with_keys()
    running.require_schema(settings)
    return settings, keys


def _save(keys: Keyring, path: Path) -> None:
    try:
        keys.save(path)
    except FileExistsError:
        refuse(f"There is a file at {path} already. It is never replaced.")
    except OSError as fault:
        refuse(f"{path} cannot be written: {fault.strerror}.")
