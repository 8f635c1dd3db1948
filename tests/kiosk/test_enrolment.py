"""The first start of a kiosk: staff type a one-time code, and it is a kiosk from then on."""

from __future__ import annotations

import stat
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from kiosk.enrolment import Enrolment
from kiosk.key_file import KeyFile
from kiosk.steps import Screen
from mobile_api.client.errors import ApiUnreachable
from mobile_api.devices.errors import WrongEnrolmentCode
from mobile_api.devices.schemas import EnrolByCode, EnrolledDevice
from mobile_api.errors import DmedError, TooManyAttempts
from tests.kiosk.visiting import phrasebook, until

CODE, KEY = "04123456", "key-of-this-kiosk"


class Office:
    """An administrator's page that has made one code; answers like the server."""

    def __init__(self, *faults: DmedError) -> None:
        self.orders: list[EnrolByCode] = []
        self.used: UUID | None = None
        self._faults = list(faults)

    async def exchange(self, order: EnrolByCode) -> EnrolledDevice:
        self.orders.append(order)
        if order.code == CODE and self.used in {None, order.id}:
            self.used = order.id
            if not self._faults:
                return EnrolledDevice(id=uuid4(), key=KEY)
        if self._faults:
            raise self._faults.pop(0)  # the answer is lost, or refused
        raise WrongEnrolmentCode


async def _type(kiosk: Enrolment, digits: str) -> None:
    for digit in digits:
        kiosk.type_digit(digit)
    kiosk.submit()
    await until(lambda: not kiosk.view.busy or kiosk._enrolled.is_set())


async def test_the_right_code_makes_it_a_kiosk_and_the_key_is_for_its_owner_only(
    tmp_path: Path,
) -> None:
    office, file = Office(), KeyFile(tmp_path / "keys" / "kiosk.key")
    file.require_place()
    kiosk = Enrolment(office.exchange, file.keep, phrasebook())
    await _type(kiosk, "0412")
    assert office.orders == [], "half a code is not sent"
    await _type(kiosk, "3456" + "9")
    assert await kiosk.key() == KEY
    assert file.read() == KEY
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert [one.name for one in file.path.parent.iterdir()] == ["kiosk.key"]


async def test_another_code_is_refused_in_words_and_can_be_typed_again(tmp_path: Path) -> None:
    office = Office()
    kiosk = Enrolment(office.exchange, KeyFile(tmp_path / "key").keep, phrasebook())
    await _type(kiosk, "11111111")
    assert (kiosk.view.error, kiosk.view.code) == ("error-wrong-enrolment-code", "")
    await _type(kiosk, CODE)
    assert await kiosk.key() == KEY


async def test_a_lost_answer_is_asked_for_again_with_the_same_id(tmp_path: Path) -> None:
    office = Office(ApiUnreachable())
    kiosk = Enrolment(office.exchange, KeyFile(tmp_path / "key").keep, phrasebook())
    await _type(kiosk, CODE)
    assert (kiosk.view.error, kiosk.view.code) == ("error-api-unreachable", CODE)
    await _type(kiosk, "")
    assert await kiosk.key() == KEY
    assert len({order.id for order in office.orders}) == 1


async def test_a_key_that_cannot_be_kept_is_not_lost_with_its_code(tmp_path: Path) -> None:
    office, full = Office(), [OSError(28, "No space left on device")]

    def keep(key: str) -> None:
        if full:
            raise full.pop()
        KeyFile(tmp_path / "key").keep(key)

    kiosk = Enrolment(office.exchange, keep, phrasebook())
    await _type(kiosk, CODE)
    assert kiosk.view.error == "enrol-not-kept"
    await _type(kiosk, "")
    assert await kiosk.key() == KEY


async def test_too_many_codes_say_how_long_to_wait(tmp_path: Path) -> None:
    office = Office(TooManyAttempts(retry_after=601))
    kiosk = Enrolment(office.exchange, KeyFile(tmp_path / "key").keep, phrasebook())
    await _type(kiosk, "22222222")
    assert kiosk.view.error == "error-too-many-codes"
    assert "11" in phrasebook().say("en", "error-too-many-codes", kiosk.view.error_values)


async def test_whoever_needs_help_before_is_told_to_ask_the_people_around(tmp_path: Path) -> None:
    kiosk = Enrolment(Office().exchange, KeyFile(tmp_path / "key").keep, phrasebook())
    kiosk.type_digit("1")
    kiosk.choose_language("ru")
    kiosk.call_nurse()
    assert (kiosk.view.screen, kiosk.view.nurse_called) == (Screen.NURSE, False)
    kiosk.back()
    assert (kiosk.view.screen, kiosk.view.code, kiosk.view.language) == (Screen.ENROL, "", "ru")


def test_a_disk_without_a_place_for_the_key_is_told_before_a_code_is_used(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    file = KeyFile(tmp_path / "plain" / "kiosk.key")
    assert file.read() is None
    with pytest.raises(FileExistsError):
        file.require_place()
