"""The house in order: locks, settings, files, licences, and processes that need only their own."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest

from mobile_api.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def tracked(pattern: str) -> list[Path]:
    """Files of the project, without what commands leave behind."""
    skip = {".venv", "var", "node_modules", ".git", "build"}
    return [p for p in ROOT.glob(pattern) if not skip & set(p.relative_to(ROOT).parts)]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_has_a_hash_for_everything(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert "--index-url" not in text
    packages = re.findall(
        r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z,]+\])?==\S+ \\\n    --hash=", text, re.MULTILINE
    )
    lines = re.findall(r"^[a-z0-9].*", text, re.MULTILINE)
    assert len(packages) == len(lines) > 50


def test_both_locks_agree() -> None:
    versions = [
        dict(
            re.findall(
                r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z,]+\])?==(\S+)",
                (ROOT / lock).read_text(),
                re.MULTILINE,
            )
        )
        for lock in LOCKS
    ]
    run, dev = versions
    assert {name: dev.get(name) for name in run} == run


def test_a_kiosk_needs_no_database_and_no_web_framework() -> None:
    blocked(
        "kiosk.journey, kiosk.visit, kiosk.ticket, kiosk.settings",
        "sqlalchemy sqlmodel fastapi redis",
    )


def test_a_server_needs_no_window_and_no_camera() -> None:
    blocked("mobile_api.app", "kivy cv2 escpos insightface aiogram hardware kiosk bot")


def test_a_bot_needs_no_database_and_no_window() -> None:
    blocked("bot.app", "sqlalchemy sqlmodel fastapi kivy cv2")


def blocked(modules: str, without: str) -> None:
    """Import ``modules`` in a process where ``without`` cannot be imported."""
    program = (
        f"import sys\nfor name in {without.split()!r}: sys.modules[name] = None\nimport {modules}\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr[-800:]


def test_every_setting_is_described_for_the_operator() -> None:
    page = (ROOT / "docs" / "operations.md").read_text()
    missing = [name for name in Settings.model_fields if f"`DMED_{name.upper()}`" not in page]
    assert missing == []


def test_no_file_has_grown_past_reading() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked("**/*.py")
        if not {"tests", "versions"} & set(path.parts)
        and (lines := len(path.read_text().splitlines())) > 400
    }
    assert long == {}


def test_names_say_what_is_inside() -> None:
    vague = [
        str(path.relative_to(ROOT))
        for path in tracked("**/*.py")
        if re.fullmatch(r"(utils?|helpers?|common|misc|manager)(\.py)?", path.name)
    ]
    assert vague == []


def test_nothing_that_is_installed_is_under_gpl() -> None:
    guilty = []
    for found in distributions():
        fields = found.metadata.json
        told = [fields.get("license_expression"), str(fields.get("license"))[:80]]
        told += [c for c in fields.get("classifier", []) if c.startswith("License")]
        licence = " ".join(filter(None, map(str, told)))
        strong = re.search(r"\bA?GPL|GNU (Affero )?General Public", licence)
        if strong and not re.search(r"LGPL|Lesser|MPL|MIT|BSD|Apache", licence):
            guilty.append(f"{fields['name']}: {licence}")
    assert guilty == []
