"""Keys change while people are treated: nothing that is stored may become unreadable or unfound."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import LargeBinary, Table, func, insert, select, update

from mobile_api import key_check
from mobile_api.database import Database, Writing
from mobile_api.demo import people
from mobile_api.identifiers import read_pinfl
from mobile_api.keys import CannotOpen, Keyring, Vaulted
from mobile_api.patients import registry_store
from mobile_api.patients.encrypting import EncryptedRecords
from mobile_api.rekeying.columns import DIGESTS, ENCRYPTED, LOOKED_UP
from mobile_api.rekeying.fields import FieldsRekeying
from mobile_api.rekeying.indexes import IndexesRekeying, LookUpsStay, OtherIndexKey
from mobile_api.tables import metadata
from tests.conftest import BOTH
from tests.mobile_api.people_world import NOW, World

PEOPLE = 23
KEYS = Keyring.generate()
PHONE, PINFL = "+998901112233", people.UNKNOWN_PINFL
BORN = read_pinfl(PINFL, date.max).birth_date


class KilledError(Exception):
    """Somebody pulled the plug."""


class KilledInTheMiddle(FieldsRekeying):
    """Ends without a word after two batches."""

    batches = 0

    async def _move(
        self, tx: Writing, table: Table, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]
    ) -> tuple[int, int]:
        self.batches += bool(rows)
        if self.batches > 2:
            raise KilledError
        return await super()._move(tx, table, columns, rows)


class WhileTheApiWorks(FieldsRekeying):
    """Somebody's name is corrected between the moment it is read and the moment it is written."""

    corrected: UUID | None = None
    api: Vaulted

    async def _move(
        self, tx: Writing, table: Table, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]
    ) -> tuple[int, int]:
        if table.name == "patients" and rows and self.corrected is None:
            self.corrected = rows[0]["id"]
            name = self.api.encrypt("patients", rows[0]["id"], "given_name", "Corrected")
            patients = metadata.tables["patients"]
            await tx.execute(
                update(patients).where(patients.c.id == self.corrected).values(given_name=name)
            )
        return await super()._move(tx, table, columns, rows)


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    """People with numbers, phones, papers and an account."""
    database = Database(database_url)
    world = World(database)
    world.vaulted = Vaulted(KEYS)
    world.encrypted = EncryptedRecords(world.vaulted)
    await world.patient(phones=(PHONE,), pinfl=PINFL, certificate="I-AB 123456")
    for number in range(PEOPLE):
        await world.patient(given_name="Sinov", family_name=f"Bemor{'abcdefghij'[number % 10]}")
    account = UUID(int=7)
    async with database.writing() as tx:
        await key_check.remember(tx, world.vaulted)
        await tx.execute(
            insert(metadata.tables["app_accounts"]).values(
                id=account,
                phone=world.vaulted.encrypt("app_accounts", account, "phone", PHONE),
                phone_index=world.vaulted.blind_index("access.phone", PHONE),
                language="ru",
                created_at=NOW,
            )
        )
        await tx.execute(
            insert(metadata.tables["push_devices"]).values(
                id=account,
                account_id=account,
                platform="fcm",
                address=world.vaulted.encrypt(
                    "push_devices", account, "address", '{"token": "abc"}'
                ),
                address_index=world.vaulted.blind_index("push_devices.address", "fcm|abc"),
                registered_at=NOW,
            )
        )
    yield world
    await database.close()


async def everything(database: Database, vaulted: Vaulted) -> dict[tuple[str, UUID, str], str]:
    """Every encrypted field of every table in plain."""
    found = {}
    async with database.reading() as db:
        for name, columns in ENCRYPTED.items():
            table = metadata.tables[name]
            key = next(iter(table.primary_key))
            for row in (await db.execute(select(table))).mappings():
                for column in columns:
                    if row[column] is not None:
                        found[name, row[key.name], column] = vaulted.decrypt(
                            name, row[key.name], column, row[column]
                        )
    return found


def test_every_column_of_bytes_is_in_exactly_one_list() -> None:
    listed = [(name, column) for name, columns in ENCRYPTED.items() for column in columns]
    listed += [(one.table, one.column) for one in LOOKED_UP]
    listed += [(name, column) for name, columns in DIGESTS.items() for column in columns]
    listed += [("name_grams", "gram"), ("key_checks", "digest")]
    stored = [
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    ]
    # Keys of their own: see mobile_api/faces, whose rekeying is its own.
    stored = [one for one in stored if not one[0].startswith("face")]
    assert sorted(listed) == sorted(stored)


@BOTH
async def test_fields_move_to_the_new_key_after_a_kill_and_while_the_api_works(
    world: World,
) -> None:
    before = await everything(world.database, world.vaulted)
    keys, number = KEYS.with_new_field_key()
    both = Vaulted(keys.activated(number))

    killed = KilledInTheMiddle(world.database, both, number, batch=5)
    with pytest.raises(KilledError):
        await killed.run()
    assert await everything(world.database, both) == before
    with pytest.raises(CannotOpen):  # the first two batches are stored already
        await everything(world.database, world.vaulted)

    again = WhileTheApiWorks(world.database, both, number, batch=5)
    again.api = both
    done = await again.run()
    assert (done.left, done.unreadable) == (0, {})
    assert not any((await again.left()).values())
    # What the API wrote in that instant stands; the old key is not needed any more.
    assert again.corrected is not None
    before["patients", again.corrected, "given_name"] = "Corrected"
    only_new = Vaulted(keys.activated(number).without_field_key(1))
    assert await everything(world.database, only_new) == before
    assert sum((await again.run()).changed.values()) == 0


@BOTH
async def test_what_no_key_opens_stays_as_it_is_and_is_counted(world: World) -> None:
    stranger = Vaulted(Keyring.generate())
    patients = metadata.tables["patients"]
    async with world.database.writing() as tx:
        one = (await tx.execute(select(patients.c.id).limit(1))).scalar_one()
        lost = stranger.encrypt("patients", one, "given_name", "Lost")
        await tx.execute(update(patients).where(patients.c.id == one).values(given_name=lost))
    keys, number = KEYS.with_new_field_key()
    done = await FieldsRekeying(world.database, Vaulted(keys.activated(number)), number, 5).run()
    assert (done.unreadable, done.left) == ({"patients": 1}, 0)
    async with world.database.reading() as db:
        kept = await db.execute(select(patients.c.given_name).where(patients.c.id == one))
        assert kept.scalar_one() == lost


async def found_by(database: Database, records: EncryptedRecords) -> tuple[object, ...]:
    """The same person by number, phone, birth date, papers and name."""
    pieces = records.grams("Bemor", "Sinov")
    born = metadata.tables["patients"].c.birth_index == records.birth_index(BORN)
    documents = metadata.tables["patient_documents"].c.number_index
    paper = records.document_index("birth_certificate", "I-AB 123456")
    async with database.reading() as db:
        return (
            await registry_store.id_of_number(db, records.pinfl_index(PINFL)),
            *await registry_store.ids_of_phone(db, records.phone_index(PHONE), 5),
            (await db.execute(select(func.count()).where(born))).scalar_one(),
            (await db.execute(select(func.count()).where(documents == paper))).scalar_one(),
            len(await registry_store.ids_of_grams(db, pieces, len(pieces), 50)),
        )


@BOTH
async def test_everybody_is_found_under_a_new_index_key_or_nothing_has_changed(
    world: World,
) -> None:
    after = Vaulted(KEYS.with_new_index_key())
    found = await found_by(world.database, world.encrypted)
    assert None not in found
    assert all(found)

    class Killed(IndexesRekeying):
        async def _names(self, tx: Writing) -> int:
            raise KilledError

    with pytest.raises(KilledError):
        await Killed(world.database, world.vaulted, after, batch=5).run()
    assert await found_by(world.database, world.encrypted) == found

    moved = await IndexesRekeying(world.database, world.vaulted, after, batch=5).run()
    assert moved > PEOPLE
    assert await found_by(world.database, EncryptedRecords(after)) == found
    assert (await found_by(world.database, world.encrypted))[0] is None
    async with world.database.reading() as db:
        assert await key_check.fits(db, after)
        assert not await key_check.fits(db, world.vaulted)
        accounts = metadata.tables["app_accounts"].c.phone_index
        devices = metadata.tables["push_devices"].c.address_index
        assert (await db.execute(select(accounts))).scalar_one() == after.blind_index(
            "access.phone", PHONE
        )
        assert (await db.execute(select(devices))).scalar_one() == after.blind_index(
            "push_devices.address", "fcm|abc"
        )
    # Sent again it does nothing; with keys of somewhere else it refuses.
    assert await IndexesRekeying(world.database, world.vaulted, after).run() == 0
    with pytest.raises(OtherIndexKey):
        stranger = Vaulted(Keyring.generate())
        await IndexesRekeying(world.database, stranger, Vaulted(Keyring.generate())).run()


async def test_a_look_up_without_its_value_stops_everything(world: World) -> None:
    patients = metadata.tables["patients"]
    async with world.database.writing() as tx:
        await tx.execute(update(patients).values(pinfl=None))
    after = Vaulted(KEYS.with_new_index_key())
    with pytest.raises(LookUpsStay, match="pinfl_index: 1"):
        await IndexesRekeying(world.database, world.vaulted, after).run()
    assert await found_by(world.database, world.encrypted)
