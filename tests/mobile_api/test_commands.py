"""What an operator meets on the command line."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from mobile_api import commands, commands_keeping

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a data folder of its own."""
    # Logging belongs to the process, and here the process is the test run.
    for room in (commands, commands_keeping):
        monkeypatch.setattr(room, "configure_logging", lambda level: None)
    for name in [name for name in os.environ if name.startswith("DMED_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DMED_DATA_DIR", str(tmp_path / "var"))

    def invoke(*words: str, typed: str | None = None, **settings: str) -> Result:
        return CliRunner().invoke(commands.app, words, input=typed, env=settings)

    return invoke


def told(result: Result) -> str:
    """The one line that a refusal has."""
    assert result.exit_code == 2, result.output
    assert result.output.count("\n") == 1
    return result.output


def test_what_is_missing_is_said_one_after_the_other(run: Run, tmp_path: Path) -> None:
    assert "Run: python -m mobile_api keys generate" in told(run("serve"))
    assert run("keys", "generate").exit_code == 0
    assert (tmp_path / "var").stat().st_mode & 0o077 == 0
    assert "Run: python -m mobile_api migrate" in told(run("serve"))
    assert run("migrate").exit_code == 0
    assert run("migrate").exit_code == 0
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert told(run("serve", DMED_PORT=port)) == (
            f"Port {port} is in use. Set DMED_PORT to a free one.\n"
        )
    assert "Cannot listen on 192.0.2.1:8000" in told(run("serve", DMED_HOST="192.0.2.1"))


def test_keys_are_never_replaced(run: Run, tmp_path: Path) -> None:
    run("keys", "generate")
    file = tmp_path / "var" / "keys" / "keys.json"
    before = file.read_text()
    assert "never replaced" in told(run("keys", "generate"))
    assert file.read_text() == before


def test_damaged_keys_are_not_taken_for_missing_ones(run: Run, tmp_path: Path) -> None:
    run("keys", "generate")
    (tmp_path / "var" / "keys" / "keys.json").write_text("{}")
    assert "Put the right ones back" in told(run("serve"))
    assert "DMED_KEYS" in told(run("serve", DMED_KEYS="secret-but-wrong"))
    assert "secret-but-wrong" not in run("serve", DMED_KEYS="secret-but-wrong").output


def test_a_wrong_setting_is_named(run: Run) -> None:
    assert told(run("serve", DMED_PORT="x")).startswith("Setting DMED_PORT:")
    refused = told(run("migrate", DMED_DATABASE_URL="mysql://me:hidden@x"))
    assert "DMED_DATABASE_URL" in refused
    assert "hidden" not in refused


def test_a_database_that_does_not_answer_is_said_without_its_password(run: Run) -> None:
    run("keys", "generate")
    url = "postgresql+asyncpg://me:hidden@127.0.0.1:1/x"
    for words in (["migrate"], ["serve"]):
        refused = told(run(*words, DMED_DATABASE_URL=url))
        assert "does not answer" in refused
        assert "hidden" not in refused


def test_the_demonstration_needs_two_commands(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    # Between two commands no new day may begin, and no new part of one: it has its own bookings.
    morning = datetime(2026, 3, 4, 4, 30, tzinfo=UTC)
    monkeypatch.setattr(commands, "system_clock", lambda: morning)
    run("migrate")
    first = run("seed", "demo")
    assert first.exit_code == 0, first.output
    assert "40803851720420  4567  booked today" in first.output
    second = run("seed", "demo")
    assert "Appointments added for today: 0" in second.output
    checked = run("audit", "verify")
    assert (checked.exit_code, checked.output.split()[1:]) == (0, ["events", "verified."])
    assert int(checked.output.split()[0]) > 5


def test_a_real_hospital_from_a_plan_to_its_first_administrator(run: Run, tmp_path: Path) -> None:
    run("keys", "generate")
    run("migrate")
    words = ("access", "create-administrator", "--login", "boshliq", "--name", "Sinova S.")
    typed = "Juda uzun parol 2026\n"
    assert "no hospital yet" in told(run(*words, "--password-stdin", typed=typed))
    plan = tmp_path / "plan.json"
    assert "cannot be read" in told(run("facilities", "apply", str(plan)))
    content = {
        "id": "7b1c8f0e-0000-4000-8000-000000000002",
        "names": {"uz-Latn": "Sinov"},
        "departments": [{"code": "reception", "floor": 1, "room": "1"}],
    }
    plan.write_text(json.dumps({**content, "departments": [{"code": "nonsense"}]}))
    assert "departments.0.code" in told(run("facilities", "apply", str(plan)))
    plan.write_text(json.dumps(content))
    assert run("facilities", "apply", str(plan)).exit_code == 0
    assert "short" in told(run(*words, "--password-stdin", typed="Qisqa\n"))
    made = run(*words, "--password-stdin", typed=typed)
    assert (made.exit_code, made.output) == (0, "boshliq can sign in now.\n")
    assert "taken" in told(run(*words, "--password-stdin", typed=typed))
    key = run("devices", "enrol", "--name", "K1", "--place", "Hall")
    assert (key.exit_code, len(key.output.strip())) == (0, 43)


def test_the_description_needs_neither_keys_nor_database(run: Run, tmp_path: Path) -> None:
    described = json.loads(run("openapi").output)
    assert "/v1/patients/visits" in described["paths"]
    assert not (tmp_path / "var").exists()


def test_serving_answers_and_stops_when_it_is_told_to(tmp_path: Path) -> None:
    env = {
        "PATH": os.environ["PATH"],
        "DMED_DATA_DIR": str(tmp_path),
        "DMED_PORT": "0",
        "DMED_LOG_LEVEL": "warning",
    }
    me = [sys.executable, "-m", "mobile_api"]
    for words in (["migrate"], ["keys", "generate"]):
        subprocess.run([*me, *words], env=env, check=True, capture_output=True)
    server = subprocess.Popen([*me, "serve"], env=env, stderr=subprocess.PIPE, text=True)
    watchdog = threading.Timer(200, server.kill)
    watchdog.start()
    try:
        assert server.stderr is not None
        address = next(line.split()[-1] for line in server.stderr if "Listening on" in line)
        with httpx.Client(base_url=address, trust_env=False, timeout=60) as http:
            assert http.get("/healthz").json() == {"status": "ok"}
            ready = http.get("/readyz").json()
            assert (ready["database"], ready["schema"]) == ("ok", "ok")
        server.send_signal(signal.SIGTERM)
        assert server.wait() in {0, -signal.SIGTERM}
        assert "Traceback" not in server.stderr.read()
    finally:
        watchdog.cancel()
        server.kill()
        server.communicate()


def test_keys_change_step_by_step_and_a_backup_comes_back(run: Run, tmp_path: Path) -> None:
    keys = tmp_path / "var" / "keys" / "keys.json"
    run("migrate")
    run("keys", "generate")
    assert "Something" not in run("rekey", "--check").output
    two, active, one = (str(tmp_path / name) for name in ("two.json", "active.json", "one.json"))
    assert run("keys", "add-key", "--out", two).exit_code == 0
    assert run("keys", "activate", "2", "--out", active, DMED_KEYS_FILE=two).exit_code == 0
    assert "no field key 3" in told(run("keys", "activate", "3", "--out", one, DMED_KEYS_FILE=two))
    assert "is the active one" in told(
        run("keys", "drop", "2", "--out", one, DMED_KEYS_FILE=active)
    )
    assert "under key 2 now" in run("rekey", DMED_KEYS_FILE=active).output
    assert run("keys", "drop", "1", "--out", one, DMED_KEYS_FILE=active).exit_code == 0
    assert list(json.loads(Path(one).read_text())["fields"]) == ["2"]

    assert run("bot-key").exit_code == 0
    saved = str(tmp_path / "backup.zip")
    assert run("backup", saved).exit_code == 0
    assert "never replaced" in told(run("backup", saved))
    assert "holds something already" in told(run("restore", saved))
    assert "are whole" in run("restore", saved, "--check").output
    other = {"DMED_DATA_DIR": str(tmp_path / "other")}
    assert "Run: python -m mobile_api migrate" in told(run("restore", saved, **other))
    run("migrate", **other)
    assert "rows and digests agree" in run("restore", saved, **other).output
    Path(saved).write_bytes(Path(saved).read_bytes()[:-50])
    assert "is damaged" in told(run("restore", saved, "--check"))

    # Keys of another installation would find nobody, and store everybody a second time.
    run("keys", "generate", **other)
    assert "not this database's keys" in told(run("bot-key", **other))
    fresh = str(tmp_path / "fresh.json")
    assert run("keys", "new-index", "--out", fresh).exit_code == 0
    assert "under the new key" in run("rekey-index", fresh).output
    assert "not this database's keys" in told(run("serve"))
    keys.unlink()
    Path(fresh).rename(keys)
    assert run("bot-key").exit_code == 0
