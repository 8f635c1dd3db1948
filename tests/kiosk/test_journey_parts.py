"""The parts of the journey: the paper's words, the settings, and that no window is needed."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hardware.printer.layout import TicketContent, TicketLayout
from kiosk.settings import Settings, SettingsWrong, read_settings
from kiosk.ticket import ticket_content
from mobile_api.facilities.schemas import Hospital
from mobile_api.queues.schemas import Ticket
from mobile_api.schemas import LANGUAGES, Language
from tests.kiosk.fake_hospital import FakeHospital
from tests.kiosk.visiting import phrasebook


def a_ticket(**changes: object) -> Ticket:
    facts: dict[str, object] = {
        "id": "00000000-0000-4000-8000-000000000001",
        "number": "K-047",
        "status": "waiting",
        "priority": "booked",
        "department": "cardiology",
        "department_names": {"uz-Latn": "Kardiologiya", "ru": "Кардиология"},
        "practitioner": "Gʻaniyev Oʻ. H.",
        "floor": 2,
        "room": "214",
        "ahead": 3,
        "wait_minutes_from": 15,
        "wait_minutes_to": 25,
        "issued_at": datetime(2026, 3, 4, 21, 7, tzinfo=UTC),
        "language": "uz-Latn",
        "qr": "https://hospital.example/q/signed",
    }
    return Ticket.model_validate(facts | changes)


def the_hospital() -> Hospital:
    return asyncio.run(FakeHospital().hospital())


def content(language: Language = "uz-Latn", **changes: object) -> TicketContent:
    return ticket_content(a_ticket(**changes), the_hospital(), phrasebook(), language)


def test_the_paper_says_everything_in_the_patients_language() -> None:
    said = content()
    assert said.hospital == "Shahar shifoxonasi"
    assert said.caption == "Navbat raqami"
    assert said.department == "Kardiologiya"
    assert dict(said.facts) == {
        "Qayerda": "2-qavat, 214-xona",
        "Kutish": "15–25 daqiqa",
        "Sizdan oldin": "3 kishi",
        "Shifokor": "Gʻaniyev Oʻ. H.",
        "Berilgan vaqti": "05.03.2026, 02:07",  # the hospital's clock, and its next day
    }
    assert said.notice is None
    assert said.qr == "https://hospital.example/q/signed"
    assert "103" in said.help_line
    assert content("ru").department == "Кардиология"
    assert content("ru").hospital == "Городская больница"


@pytest.mark.parametrize(
    ("shortest", "longest", "said"),
    [
        (0, 0, "Tez orada chaqiramiz"),
        (0, 10, "10 daqiqagacha"),
        (10, 10, "10 daqiqagacha"),
        (100, 1200, "100–1200 daqiqa"),
    ],
)
def test_a_wait_is_a_range_or_a_limit(shortest: int, longest: int, said: str) -> None:
    facts = dict(content(wait_minutes_from=shortest, wait_minutes_to=longest).facts)
    assert facts["Kutish"].replace("\xa0", "").replace(" ", "") == said.replace(" ", "")


def test_what_there_is_not_is_not_said() -> None:
    facts = dict(content(practitioner=None, room="", ahead=0).facts)
    assert "Shifokor" not in facts
    assert facts["Qayerda"] == "2-qavat"
    assert facts["Sizdan oldin"] == "Hech kim yoʻq"


def test_who_is_called_out_of_order_can_show_why() -> None:
    assert content(priority="emergency").notice == "Shoshilinch: navbatsiz chaqirilasiz"
    assert content(priority="unknown").notice is not None
    assert content(priority="today").notice is None


def test_the_doctor_is_named_in_the_script_of_the_ticket() -> None:
    assert dict(content("uz-Cyrl").facts)["Шифокор"] == "Ғаниев Ў. Ҳ."
    assert dict(content("ru").facts)["Врач"] == "Ғаниев Ў. Ҳ."
    assert dict(content("en").facts)["Doctor"] == "Gʻaniyev Oʻ. H."
    assert dict(content(practitioner="Ғаниев Ў. Ҳ.").facts)["Shifokor"] == "Gʻaniyev Oʻ. H."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [512, 576])
def test_the_longest_ticket_can_be_drawn(language: Language, width: int) -> None:
    said = content(
        language,
        priority="emergency",
        practitioner="Abdurahmonova-Xudoyberganova Gulchehraxon Muhammadjonovna",
        room="214-A",
        wait_minutes_from=105,
        wait_minutes_to=240,
    )
    picture = TicketLayout(width).render(said)
    assert picture.width == width


def test_a_hospital_that_did_not_answer_yet_takes_no_number_away() -> None:
    said = ticket_content(a_ticket(), None, phrasebook(), "uz-Latn")
    assert (said.number, said.hospital, said.help_line) == ("K-047", "", "")
    TicketLayout().render(said)


def test_an_unknown_time_zone_prints_the_servers_time() -> None:
    hospital = the_hospital().model_copy(update={"time_zone": "Mars/Olympus"})
    said = ticket_content(a_ticket(), hospital, phrasebook(), "uz-Latn")
    assert dict(said.facts)["Berilgan vaqti"] == "04.03.2026, 21:07"


# -- settings ---------------------------------------------------------------------


@pytest.fixture
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("DMED_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("_no_settings")
def test_settings_have_working_defaults() -> None:
    settings = read_settings()
    assert settings.api_url == "http://127.0.0.1:8000"
    assert (settings.printer, settings.size) == ("none", None)
    assert settings.device_key() is None, "it is enrolled at its first start"


@pytest.mark.usefixtures("_no_settings")
def test_the_key_comes_from_a_file_or_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DMED_DATA_DIR", str(tmp_path))
    file = tmp_path / "keys" / "kiosk.key"
    file.parent.mkdir()
    file.write_text("secret-of-the-file\n")
    assert read_settings().device_key() == "secret-of-the-file"
    monkeypatch.setenv("DMED_KIOSK_KEY", "secret-itself")
    settings = read_settings()
    assert settings.device_key() == "secret-itself"
    assert "secret-itself" not in repr(settings)
    monkeypatch.delenv("DMED_KIOSK_KEY")
    file.write_text("")
    assert read_settings().device_key() is None
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsWrong, match="cannot be read"):
        read_settings().device_key()
    monkeypatch.setenv("DMED_KIOSK_KEY_FILE", str(file / "below-a-file"))
    with pytest.raises(SettingsWrong, match="DMED_KIOSK_KEY_FILE"):
        read_settings().device_key()


@pytest.mark.usefixtures("_no_settings")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DMED_API_URL", "hospital.example"),
        ("DMED_API_URL", "ftp://hospital.example"),
        ("DMED_KIOSK_SIZE", "1080"),
        ("DMED_KIOSK_SIZE", "0x1920"),
    ],
)
def test_a_wrong_setting_is_named_and_its_value_is_not(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsWrong, match=name) as told:
        read_settings()
    assert value not in str(told.value).replace("1080x1920", "")


@pytest.mark.usefixtures("_no_settings")
def test_a_size_is_two_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DMED_KIOSK_SIZE", "540x960")
    assert Settings().size == (540, 960)


# -- no window --------------------------------------------------------------------


def test_a_visit_needs_no_window() -> None:
    blocked = (
        "import sys; sys.modules['kivy'] = None\n"
        "import kiosk.journey, kiosk.settings, kiosk.__main__\n"
        "assert not [name for name in sys.modules if name.startswith('kivy.')]\n"
    )
    done = subprocess.run([sys.executable, "-c", blocked], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
