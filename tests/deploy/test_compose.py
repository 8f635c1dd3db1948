"""The compose file: whole, unprivileged, without a secret in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import BotSettings
from mobile_api.settings import Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("migrate", "api", "worker", "bot")

# What the Compose Specification knows, as far as this file uses it: a misspelt key is silently
# ignored by nobody here.
_TOP = {"name", "services", "networks", "volumes", "secrets"}
_SERVICE = {
    *("image", "build", "command", "restart", "read_only", "user", "cap_drop", "cap_add"),
    *("security_opt", "tmpfs", "logging", "networks", "environment", "secrets", "depends_on"),
    *("deploy", "stop_grace_period", "healthcheck", "profiles", "ports", "volumes"),
}


def test_it_uses_what_the_specification_knows() -> None:
    assert {key for key in COMPOSE if not key.startswith("x-")} == _TOP
    for name, service in SERVICES.items():
        assert set(service) <= _SERVICE, name
        assert "image" in service
        for secret in service.get("secrets", []):
            assert secret in COMPOSE["secrets"]
        for network in service["networks"]:
            assert network in COMPOSE["networks"]
        for other in service.get("depends_on", {}):
            assert other in SERVICES
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in COMPOSE["volumes"] or (DEPLOY / source).exists()


@pytest.mark.parametrize("name", OURS)
def test_our_processes_are_unprivileged_and_end_gracefully(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["user"] == "10001:10001"
    assert service["cap_drop"] == ["ALL"]
    assert service["networks"] == ["inside"]
    assert "ports" not in service
    if name != "migrate":
        assert service["stop_grace_period"] in {"30s", "60s"}
        assert service["deploy"]["resources"]["limits"]["memory"]


def test_secrets_are_files_outside_the_repository() -> None:
    for secret in COMPOSE["secrets"].values():
        assert secret["file"].startswith("./secrets/")
    assert "/deploy/secrets/" in (DEPLOY.parent / ".gitignore").read_text()
    known = {f"DMED_{name.upper()}" for name in Settings.model_fields} | {"DMED_SECRETS_DIR"}
    bot = {f"DMED_{name.upper()}" for name in BotSettings.model_fields} | {"DMED_SECRETS_DIR"}
    for name in OURS:
        said = set(SERVICES[name]["environment"])
        assert said <= (bot if name == "bot" else known), name
        assert not [one for one in said if one.endswith(("PASSWORD", "TOKEN", "BOT_KEY"))]


def test_processes_wait_for_the_migration() -> None:
    for name in ("api", "worker"):
        wanted = SERVICES[name]["depends_on"]["migrate"]
        assert wanted == {"condition": "service_completed_successfully"}
