"""A bar on a terminal, nothing elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import Self, TextIO

WIDTH = 30


class Bar:
    """Shows how much is done, redrawn at each new percent; silent where nobody looks."""

    def __init__(self, label: str, stream: TextIO) -> None:
        """`label` stands before the bar."""
        self._label = label
        self._stream = stream
        self._shown = -1
        self._live = stream.isatty()

    def show(self, done: int, whole: int) -> None:
        """`done` of `whole`, in whatever unit."""
        percent = 100 * done // whole if whole else 100
        if not self._live or percent == self._shown:
            return
        self._shown = percent
        filled = WIDTH * percent // 100
        bar = "█" * filled + "·" * (WIDTH - filled)
        self._stream.write(f"\r{self._label} {bar} {percent:3d} %")
        self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live and self._shown >= 0:
            self._stream.write("\n")
