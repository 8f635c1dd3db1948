"""Those booked today, for a broken line: encrypted, of this kiosk, over at midnight."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.face_gallery import OfflineGallery
from kiosk.recognition import Recogniser
from kiosk.steps import Screen
from mobile_api.client.errors import ApiUnreachable
from mobile_api.faces.schemas import DayGallery, Embedding, GalleryEntry
from tests.kiosk.face_before_camera import (
    NETWORK,
    THRESHOLDS,
    Somebody,
    TinyNetwork,
    face_of,
)
from tests.kiosk.fake_hospital import PINFL
from tests.kiosk.test_face_journey import FaceKiosk, TickingClock
from tests.kiosk.visiting import Kiosk, until

KEY = "device-key-of-this-kiosk"
EVENING = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


def gallery(
    file: Path, key: str = KEY, now: datetime = EVENING - timedelta(hours=5)
) -> OfflineGallery:
    """As the kiosk opens it at a start."""
    return OfflineGallery(file, key, THRESHOLDS, lambda: now)


def day(*people: int, version: str = "1") -> DayGallery:
    """What the hospital gives."""
    entries = [
        GalleryEntry(proposal=f"sealed-{who}", face=Embedding.of(NETWORK, face_of(who)))
        for who in people
    ]
    return DayGallery(version=version, expires_at=EVENING, entries=entries)


def shown(who: int) -> Embedding:
    """Another look of the same person."""
    return Embedding.of(NETWORK, face_of(who, 7))


def test_it_finds_who_is_booked_and_nobody_else_also_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "faces.gallery"
    gallery(file).keep(day(1, 2))
    again = gallery(file)
    assert again.known == "1"
    assert [again.find(shown(who)) for who in (1, 2, 3)] == ["sealed-1", "sealed-2", None]
    assert again.find(Embedding.of("another-net", face_of(1))) is None


def test_who_withdrew_is_gone_from_memory_and_disk_at_the_next_sign_of_life(
    tmp_path: Path,
) -> None:
    file = tmp_path / "faces.gallery"
    kept = gallery(file)
    kept.keep(day(1, 2))
    kept.keep(day(2, version="2"))
    assert (kept.find(shown(1)), gallery(file).find(shown(1))) == (None, None)
    kept.keep(day(version="3"))
    assert not file.exists()


async def test_who_withdraws_while_the_line_stands_is_gone_before_the_next_sign_of_life(
    tmp_path: Path,
) -> None:
    file = tmp_path / "faces.gallery"
    kept = gallery(file)
    kiosk = Kiosk(recogniser=Recogniser(Somebody(), TinyNetwork(), TickingClock()), gallery=kept)
    kiosk.hospital.gallery = day(1, 2)
    await kiosk.wake()
    asked = kiosk.hospital.calls["day_gallery"]
    # The question after an answer is asked when that answer is in memory and on disk.
    await until(lambda: len(asked) >= 2)
    assert (kept.find(shown(1)), gallery(file).find(shown(1))) == ("sealed-1", "sealed-1")
    kiosk.hospital.gallery = day(2, version="2")
    kiosk.hospital.gallery_changed.set()
    await until(lambda: len(asked) >= 3)
    assert (kept.find(shown(1)), kept.find(shown(2))) == (None, "sealed-2")
    assert gallery(file).find(shown(1)) is None
    assert len(kiosk.hospital.calls["sign_of_life"]) == 1
    await kiosk.journey.close()


def test_a_stolen_disk_shows_nothing_and_another_kiosk_cannot_open_it(tmp_path: Path) -> None:
    file = tmp_path / "faces.gallery"
    gallery(file).keep(day(1))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    content = file.read_bytes()
    assert b"sealed-1" not in content
    assert face_of(1).tobytes()[:40] not in content
    assert day(1).entries[0].face.vector[:40].encode() not in content
    assert gallery(file, "the-key-of-another-kiosk").find(shown(1)) is None
    assert not file.exists()  # useless here: asked for again


@pytest.mark.parametrize("late", [timedelta(), timedelta(hours=9)])
def test_at_midnight_it_is_over_in_memory_and_on_disk(tmp_path: Path, late: timedelta) -> None:
    file = tmp_path / "faces.gallery"
    moment = [EVENING - timedelta(seconds=1)]
    kept = OfflineGallery(file, KEY, THRESHOLDS, lambda: moment[0])
    kept.keep(day(1))
    assert kept.find(shown(1)) == "sealed-1"
    moment[0] = EVENING + late
    assert (kept.find(shown(1)), kept.known) == (None, "")
    assert not file.exists()
    gallery(file).keep(day(1))
    assert gallery(file, now=moment[0]).find(shown(1)) is None


def test_two_who_look_alike_are_not_told_apart_without_the_hospital(tmp_path: Path) -> None:
    twins = day(1)
    entry = GalleryEntry(proposal="sealed-twin", face=Embedding.of(NETWORK, face_of(1, 3)))
    kept = gallery(tmp_path / "faces.gallery")
    kept.keep(twins.model_copy(update={"entries": [*twins.entries, entry]}))
    assert kept.find(shown(1)) is None


async def test_a_broken_line_still_asks_for_the_digits_and_the_hospital_decides_later(
    tmp_path: Path,
) -> None:
    person, network = Somebody(), TinyNetwork()
    recogniser = Recogniser(person, network, TickingClock())
    kiosk = Kiosk(recogniser=recogniser, gallery=gallery(tmp_path / "faces.gallery"))
    person.view = lambda: kiosk.view
    kiosk.hospital.gallery = day(1)
    at = FaceKiosk(kiosk, person, network, recogniser)
    await kiosk.to_pinfl()
    assert kiosk.hospital.calls["day_gallery"][0] == ""
    kiosk.hospital.faults["search_face"] = [ApiUnreachable()]
    kiosk.hospital.faults["confirm_face"] = [ApiUnreachable()]
    kiosk.journey.look_at_camera()
    await at.looked()
    assert kiosk.shows(Screen.FACE_DIGITS)
    await kiosk.confirm(PINFL[-4:])
    assert kiosk.shows(Screen.TROUBLE)
    await kiosk.pass_seconds(6)
    assert kiosk.shows(Screen.COMPLAINT)
    first, again = kiosk.hospital.calls["confirm_face"]
    assert first == again
    assert first.proposal == "sealed-1"
    await kiosk.journey.close()
