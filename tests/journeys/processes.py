"""Start the project's own processes, wait until they work, stop them cleanly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]


class ProcessFailed(Exception):
    """A process ended, or did not become ready; holds the end of its log."""


class Process:
    """One child in a process group of its own, its output in a file."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        log: Path,
        environment: Mapping[str, str] | None = None,
        stdin: bool = False,
    ) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        self.name = name
        self._log = log
        with log.open("wb") as output:
            self.child = subprocess.Popen(
                list(command),
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until(self, ready: Callable[[], bool], *, seconds: float, what: str) -> None:
        """Wait until ``ready``.

        Raises:
            ProcessFailed: the process ended, or ``seconds`` passed.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.child.poll() is not None:
                raise ProcessFailed(
                    f"{self.name} ended with {self.child.returncode}: {self.tail()}"
                )
            if ready():
                return
            time.sleep(0.03)
        raise ProcessFailed(f"{self.name}: {what} did not happen within {seconds} s: {self.tail()}")

    def tail(self) -> str:
        """The end of what it printed."""
        return self._log.read_text(errors="replace")[-3000:]

    def stop(self, *, seconds: float = 8) -> int:
        """Ask it to end (SIGTERM), insist after ``seconds``; returns its exit status."""
        if self.child.poll() is None:
            os.killpg(self.child.pid, signal.SIGTERM)
            try:
                self.child.wait(seconds)
            except subprocess.TimeoutExpired:
                os.killpg(self.child.pid, signal.SIGKILL)
                self.child.wait()
        if self.child.stdin is not None:
            self.child.stdin.close()
        return self.child.returncode


def free_port() -> int:
    """A TCP port on loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*arguments: str, environment: Mapping[str, str] | None = None) -> str:
    """Run ``python ARGUMENTS`` in the checkout and give its output.

    Raises:
        ProcessFailed: it ended with another status than 0.
    """
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode:
        raise ProcessFailed(f"{' '.join(arguments)}: {done.stdout[-1500:]}{done.stderr[-1500:]}")
    return done.stdout


def answers(url: str) -> bool:
    """True where ``url`` answers with a success."""
    try:
        return httpx.get(url, timeout=10, trust_env=False).is_success
    except httpx.HTTPError:
        return False
