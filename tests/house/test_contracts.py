"""The import contracts hold, and each says in a sentence what went wrong."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[2]
ROOMS = {"kiosk", "bot", "mobile_api", "triage", "hardware", "models"}


@pytest.fixture
def loggers_stay() -> Iterator[None]:
    """The linter sets logging up as a program does, and silences every logger that is there."""
    there = [
        logger
        for logger in logging.root.manager.loggerDict.values()
        if isinstance(logger, logging.Logger) and not logger.disabled
    ]
    yield
    for logger in there:
        logger.disabled = False


@pytest.mark.usefixtures("loggers_stay")
def test_the_import_contracts_hold() -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, "run .venv/bin/lint-imports to see which and why"


def test_every_room_is_under_contract() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert set(config["root_packages"]) == ROOMS
    assert packages - {"tests", "deploy"} == ROOMS


def test_every_domain_is_under_the_contract_of_its_inside() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    inside = next(c for c in config["contracts"] if c["name"].startswith("Inside a domain"))
    domains = {
        f"mobile_api.{path.parent.name}" for path in (ROOT / "mobile_api").glob("*/service.py")
    }
    assert domains == set(inside["containers"])
