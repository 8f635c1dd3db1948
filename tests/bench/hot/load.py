"""Sends requests as fast as they are answered, with as little work of its own as possible."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_TICKS = 100
"""Of ``/proc/<pid>/stat`` a second (sysconf SC_CLK_TCK on every Linux that matters)."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    body: bytes


class Connection:
    """One kept-alive HTTP/1.1 connection; replies need a Content-Length."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, request: bytes) -> Reply:
        """Send a whole request and read the whole reply.

        Raises:
            OSError, asyncio.IncompleteReadError: the connection broke.
        """
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        try:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            lower = head.lower()
            at = lower.find(b"content-length:")
            length = int(lower[at + 15 : lower.index(b"\r\n", at)]) if at >= 0 else 0
            return Reply(int(head[9:12]), await reader.readexactly(length))
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            raise

    def close(self) -> None:
        """Close; the next request opens it anew."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


def request(method: str, path: str, headers: dict[str, str], body: bytes | None = None) -> bytes:
    """The bytes of a request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: x"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body is not None:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join((*lines, "", "")).encode() + (body or b"")


def cpu_seconds(pid: int) -> float:
    """Processor time of a process so far: its own code and the kernel's for it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


@dataclass(frozen=True, slots=True)
class Round:
    """One stretch of requests: a second, and processor time of the server for each."""

    per_second: float
    cpu_microseconds: float


async def measured(
    port: int, pid: int, wanted: Callable[[], bytes], requests: int, at_once: int
) -> Round:
    """Send so many requests over so many connections.

    Raises:
        AssertionError: one was not answered with 200.
    """
    left = iter(range(requests))

    async def one_after_another() -> None:
        connection = Connection(port)
        for _ in left:
            reply = await connection.send(wanted())
            assert reply.status == 200, (reply.status, reply.body[:300])
        connection.close()

    used, began = cpu_seconds(pid), time.perf_counter()
    await asyncio.gather(*(one_after_another() for _ in range(at_once)))
    seconds = time.perf_counter() - began
    return Round(requests / seconds, (cpu_seconds(pid) - used) / requests * 1e6)
