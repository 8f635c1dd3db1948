"""Events out of the window and commands into it, as JSON lines: for tests and the demo.

Events: ``screen`` and ``view`` (after it was really drawn), ``widgets`` (where everything
that can be touched is, in pixels from the top left), ``shot``. None holds anything that a
person typed. Commands: ``{"do": "shot", "path": …}``, ``{"do": "widgets"}``,
``{"do": "tap", "id": …}``, ``{"do": "press", "id": …, "seconds": …}``, ``{"do": "quit"}``.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from kiosk.kivy_environment import Event, WindowOptions

Command = Mapping[str, Any]
Obey = Callable[[Command], Awaitable[None]]


def events_to(target: str) -> Callable[[Event], None]:
    """A sink that writes JSON lines.

    Args:
        target: ``-`` for standard output, digits for a file descriptor, else a path to
            append to.

    Raises:
        OSError: the path cannot be opened.
    """
    if target == "-":
        stream = sys.stdout
    elif target.isdigit():
        stream = os.fdopen(int(target), "w", encoding="utf-8", closefd=False)
    else:
        stream = Path(target).open("a", encoding="utf-8")  # noqa: SIM115 - lives as long as the process

    def write(event: Event) -> None:
        stream.write(json.dumps(event, ensure_ascii=False) + "\n")
        stream.flush()

    return write


class CommandReader:
    """Reads commands from a descriptor or a unix socket and has them obeyed, one by one."""

    def __init__(self, options: WindowOptions, obey: Obey) -> None:
        self._options = options
        self._obey = obey
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen where the options say; nowhere is fine.

        Raises:
            OSError: the socket cannot be made.
        """
        if self._options.commands is not None:
            reader = asyncio.StreamReader()
            pipe = os.fdopen(self._options.commands, "rb", buffering=0, closefd=False)
            await asyncio.get_running_loop().connect_read_pipe(
                lambda: asyncio.StreamReaderProtocol(reader), pipe
            )
            self._keep(asyncio.create_task(self._read(reader)))
        if self._options.command_socket is not None:
            self._server = await asyncio.start_unix_server(
                lambda reader, _writer: self._read(reader), str(self._options.command_socket)
            )

    async def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            if line.strip():
                await self._obey(json.loads(line))
