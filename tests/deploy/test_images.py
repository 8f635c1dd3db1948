"""The image is built from the hashed lock, holds no secret, and is started by nobody's root."""

from __future__ import annotations

import re
import subprocess
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy.docker.server_lock import server_lock

ROOT = Path(__file__).parents[2]
DOCKER = ROOT / "deploy" / "docker"
LOCK = (ROOT / "requirements.lock").read_text()
LEFT_OUT = (DOCKER / "not_on_servers.txt").read_text()


def names(lock: str) -> set[str]:
    """Packages of a lock."""
    return set(re.findall(r"^([a-z0-9][a-z0-9._-]*)(?:\[|==)", lock, re.MULTILINE))


def needed(*extras: str) -> set[str]:
    """Everything that the project's extras lead to."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = list(project["dependencies"])
    for extra in extras:
        wanted += project["optional-dependencies"][extra]
    seen: set[tuple[str, frozenset[str]]] = set()

    def follow(lines: list[str], asked: set[str]) -> None:
        for line in lines:
            one = Requirement(line)
            if one.marker and not any(one.marker.evaluate({"extra": name}) for name in asked):
                continue
            known = (canonicalize_name(one.name), frozenset(one.extras))
            if known not in seen:
                seen.add(known)
                follow(requires(one.name) or [], {"", *one.extras})

    follow(wanted, {""})
    return {str(name) for name, _ in seen}


def test_a_server_gets_what_it_needs_and_nothing_else() -> None:
    lock = server_lock(LOCK, LEFT_OUT)
    assert names(lock) == needed("api", "bot")
    assert lock.count("--hash=sha256:") > len(names(lock))
    assert set(lock.splitlines()) <= set(LOCK.splitlines())


def test_a_name_that_the_lock_does_not_hold_is_noticed() -> None:
    with pytest.raises(ValueError, match="no-such-thing"):
        server_lock(LOCK, LEFT_OUT + "no-such-thing\n")


def test_the_image_is_hashed_unprivileged_and_without_secrets() -> None:
    text = (DOCKER / "Dockerfile").read_text()
    final = text[text.rindex("\nFROM ") :]
    assert "--require-hashes" in text
    assert re.search(r"^USER 10001:10001$", final, re.MULTILINE)
    assert final.index("USER") > final.rindex("COPY")
    for source in re.findall(r"^COPY (?!--from)(?:--\S+ )*(.+) \S+$", text, re.MULTILINE):
        for path in source.split():
            assert (ROOT / path).exists(), path
    assert not re.search(r"TOKEN|PASSWORD|_KEY", text)


def test_only_what_is_named_reaches_the_builder() -> None:
    rules = (ROOT / ".dockerignore").read_text().split("\n")
    assert "*" in rules
    for line in rules:
        if line.startswith("!"):
            assert (ROOT / line[1:]).exists(), line
    assert not [line for line in rules if re.match(r"!\S*(var|keys|secrets|\.git)", line)]


def test_secrets_come_from_files_and_the_process_takes_the_shells_place(tmp_path: Path) -> None:
    (tmp_path / "DMED_DATABASE_URL").write_text("postgresql+asyncpg://a:b c'd$e@f/g\n")
    (tmp_path / "other").write_text("not a setting")
    shown = subprocess.run(
        [DOCKER / "with-secrets", "sh", "-c", 'echo "$$ $DMED_DATABASE_URL ${other-none}"'],
        env={"DMED_SECRETS_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    assert shown.stdout.split(" ", 1)[1] == "postgresql+asyncpg://a:b c'd$e@f/g none\n"
