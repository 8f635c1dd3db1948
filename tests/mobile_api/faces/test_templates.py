"""What is stored: useless without the keys, bound to its owner, renewable, never lost."""

from __future__ import annotations

import dataclasses
import secrets
from datetime import timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest

from mobile_api.audit.service import AuditService
from mobile_api.database import Database
from mobile_api.faces.encrypting import EncryptedTemplates, Vector
from mobile_api.faces.index import FaceIndex
from mobile_api.faces.renewing import FaceRenewalService
from mobile_api.faces.service import FacesService
from mobile_api.keys import CannotOpen, Keyring, Vaulted
from tests.conftest import BOTH
from tests.mobile_api.faces.faces_world import NETWORK, SIZE, FacesHall, face_of, shown
from tests.mobile_api.hall import HOSPITAL, SYSTEM, person

OWNER, OTHER = uuid4(), uuid4()


def another_key(ring: Keyring) -> Keyring:
    """The same keys and a new active one."""
    number = max(ring.fields) + 1
    return dataclasses.replace(
        ring, fields={**ring.fields, number: secrets.token_bytes(32)}, active=number
    )


def seal(encrypted: EncryptedTemplates, owner: UUID, face: Vector, **how: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "model_id": NETWORK,
        "version": 1,
        "site": HOSPITAL,
        "rotation": 1,
    } | how
    return encrypted.sealed(owner, face, **given)


def test_a_template_opens_where_it_belongs_and_nowhere_else() -> None:
    encrypted = EncryptedTemplates(Vaulted(Keyring.generate()))
    row = seal(encrypted, OWNER, face_of(1))
    opened = encrypted.opened(row)
    assert opened.patient_id == OWNER
    assert np.allclose(opened.vector, face_of(1), atol=1e-5)
    moved = seal(encrypted, OTHER, face_of(2))["pseudonym"]
    wrong = ({"pseudonym": moved}, {"model_id": "x"}, {"version": 2}, {"key_id": 9})
    sealed = row["sealed"]
    damaged = {"sealed": sealed[:-1] + bytes([sealed[-1] ^ 1])}
    for change in (*wrong, damaged):
        with pytest.raises(CannotOpen):
            encrypted.opened({**row, **change})
    with pytest.raises(CannotOpen):
        EncryptedTemplates(Vaulted(Keyring.generate())).opened(row)


def test_a_rotation_keeps_angles_and_another_one_cannot_be_linked_with_it() -> None:
    # Keys that are always the same: of random ones, one pair in some thousands is that alike.
    known = Keyring({1: b"f" * 32}, 1, b"i" * 32, b"s" * 32, b"t" * 32)
    encrypted = EncryptedTemplates(Vaulted(known))
    faces = [face_of(serial) for serial in range(40)]

    def stored(site: UUID, rotation: int) -> Vector:
        turned = encrypted._rotation(1, site, rotation, SIZE)
        return np.stack([turned @ face for face in faces])

    first = stored(HOSPITAL, 1)
    assert np.allclose(first @ first.T, np.stack(faces) @ np.stack(faces).T, atol=1e-4)
    assert np.array_equal(first, stored(HOSPITAL, 1))
    # The same people under two secrets look like strangers: 128 dimensions, sd 0.09.
    for one, other in pairwise([first, stored(HOSPITAL, 2), stored(UUID(int=2), 1)]):
        assert abs(float(np.mean(np.sum(one * other, axis=1)))) < 0.06
        assert float(np.max(np.sum(one * other, axis=1))) < 0.44


async def test_who_has_the_database_without_the_keys_finds_nobody(faces: FacesHall) -> None:
    """An attacker with a whole dump and pictures of everybody tries all there is to try."""
    for serial in (1, 2, 3):
        await faces.enrol(serial)
    rows = await faces.hall.rows("face_templates")
    numbers, people = [face_of(s) for s in (1, 2, 3)], [person(s) for s in (1, 2, 3)]
    thief = EncryptedTemplates(Vaulted(Keyring.generate()))
    for row in rows:
        with pytest.raises(CannotOpen):
            thief.opened(row)
        content = bytes(row["sealed"])
        for one in people:
            assert one.id.bytes not in content
            assert one.id.bytes not in row["pseudonym"]
            assert row["pseudonym"] not in thief.pseudonyms(one.id)
        # Read as numbers at every offset, nothing in it looks like any of the three.
        for offset in range(len(content) - 4 * SIZE + 1):
            read = np.frombuffer(content, "<f4", SIZE, offset)
            if np.all(np.isfinite(read)):
                wide = read.astype(np.float64)
                wide /= np.linalg.norm(wide)
                assert max(float(face @ wide) for face in numbers) < 0.44
    # Nor does any other table say whose they are by the template's own columns.
    assert {row["pseudonym"] for row in rows}.isdisjoint({one.id.bytes for one in people})
    assert len({row["pseudonym"] for row in rows}) == 3


async def test_nothing_that_is_written_names_somebody_or_shows_a_face(
    faces: FacesHall, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    order = await faces.enrol(1)
    await faces.verify(1, shown(1))
    events = [
        str(row["facts"])
        for row in await faces.hall.rows("audit_events")
        if row["action"].startswith("faces.")
    ]
    written = caplog.text + capsys.readouterr().out + "".join(events)
    for secret in (person(1).pinfl, person(1).phone, order.face.vector[:40], "Dilshod"):
        assert secret not in written
    assert "vector" not in repr(shown(1))


@BOTH
async def test_a_new_key_and_a_new_rotation_lose_nobody_and_leave_nothing_behind(
    faces: FacesHall, keyring: Keyring
) -> None:
    for serial in (1, 2, 3):
        await faces.enrol(serial)
    before = {row["id"]: row for row in await faces.hall.rows("face_templates")}
    renewed = Vaulted(another_key(keyring))
    renewal = FaceRenewalService(renewed, EncryptedTemplates(renewed), faces_audit(faces))
    async with faces.database.writing() as tx:
        assert await renewal.turn_anew(tx, SYSTEM, HOSPITAL) == 2
    assert await renewal.left(faces.database) == 3
    assert await renewal.rekey(faces.database) == 3
    assert (await renewal.left(faces.database), await renewal.rekey(faces.database)) == (0, 0)
    only_new = dataclasses.replace(
        another_key(keyring), fields={renewed.active: renewed_key(renewed)}, active=renewed.active
    )
    opening = EncryptedTemplates(Vaulted(only_new))
    rows = await faces.hall.rows("face_templates")
    for row in rows:
        opened = opening.opened(row)
        assert (row["key_id"], row["rotation"], row["version"]) == (renewed.active, 2, 2)
        serial = next(s for s in (1, 2, 3) if person(s).id == opened.patient_id)
        assert float(opened.vector @ face_of(serial, look=1)) > 0.8
        # The old ciphertext in the new row does not open.
        with pytest.raises(CannotOpen):
            opening.opened({**row, "sealed": before[row["id"]]["sealed"]})


def faces_audit(faces: FacesHall) -> AuditService:
    return faces.hall.services.get(FacesService)._audit


def renewed_key(vaulted: Vaulted) -> bytes:
    return vaulted._field_keys[vaulted.active]


@BOTH
async def test_another_process_follows_without_a_restart(
    faces: FacesHall, keyring: Keyring
) -> None:
    await faces.enrol(1)
    elsewhere = FaceIndex(
        EncryptedTemplates(Vaulted(keyring)), faces.hall.services.get(FacesService)._thresholds
    )
    database = Database(faces.database.url)
    try:
        async with database.reading() as db:
            await elsewhere.refresh(db)
        assert elsewhere.size(NETWORK) == 1
        await faces.enrol(2)
        async with faces.database.writing() as tx:
            await faces.hall.services.get(FacesService)._consents._listeners[-1](
                tx, SYSTEM, person(1).id, "face_id"
            )
        async with database.reading() as db:
            await elsewhere.refresh(db)
            people = {person(serial).id for serial in (1, 2)}
            found = elsewhere.vectors(NETWORK, people, faces.hall.clock.now)
        assert [enrolled.patient_id for enrolled, _ in found] == [person(2).id]
    finally:
        await database.close()


@pytest.mark.parametrize(("others", "asked_about"), [(1, True), (1000, False)])
async def test_the_more_are_enrolled_the_more_alike_a_duplicate_has_to_be(
    faces: FacesHall, others: int, asked_about: bool
) -> None:
    """Cosine 0.57: reached by one pair of strangers in a thousand or so (curve of the hall)."""
    encrypted = EncryptedTemplates(Vaulted(Keyring.generate()))
    index = FaceIndex(encrypted, faces.hall.services.get(FacesService)._thresholds)
    now = faces.hall.clock.now
    rest = {"state": "active", "alike": False, "expires_at": now + timedelta(days=1)}
    people = [uuid4() for _ in range(others)]
    rows: list[Any] = [
        seal(encrypted, owner, face_of(serial)) | rest | {"id": uuid4()}
        for serial, owner in enumerate(people)
    ]
    index._take(rows, set(), whole=True)
    first, second = face_of(0), face_of(others + 1)
    second -= float(first @ second) * first
    probe = 0.57 * first + np.sqrt(1 - 0.57**2) * second / np.linalg.norm(second)
    found = await index.duplicates(NETWORK, probe.astype(np.float32), [], now)
    assert [one.patient_id for one in found] == people[:1] * asked_about


async def test_a_key_that_is_lost_hides_its_templates_and_stops_nobody_else(
    faces: FacesHall, keyring: Keyring
) -> None:
    await faces.enrol(1)
    vaulted = Vaulted(Keyring.generate())
    index = FaceIndex(
        EncryptedTemplates(vaulted), faces.hall.services.get(FacesService)._thresholds
    )
    async with faces.database.reading() as db:
        await index.refresh(db)
    assert index.size(NETWORK) == 0
