"""``python -m tests.journeys.moved_clock FILE``: the API, on a clock that a journey moves.

FILE holds how many seconds the clock is ahead of the machine's; missing, it is right. A visit
that is booked for the day after tomorrow is so reminded of today.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mobile_api import commands_running as running


class MovedClock:
    """The machine's clock, ahead by what a file says.

    Args:
        file: read at every look.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self) -> datetime:
        """The present moment of the journey, in UTC."""
        try:
            ahead = float(self._file.read_text(encoding="ascii"))
        except FileNotFoundError:
            ahead = 0.0
        return datetime.now(UTC) + timedelta(seconds=ahead)

    def move_to(self, moment: datetime) -> None:
        """From now on it is ``moment``, and time goes on from there."""
        ahead = (moment - datetime.now(UTC)).total_seconds()
        fresh = self._file.with_suffix(".new")
        fresh.write_text(f"{ahead:.3f}", encoding="ascii")
        fresh.replace(self._file)


def main() -> None:
    """Serve like ``python -m mobile_api serve``."""
    settings = running.read_settings()
    keys = running.require_keys(settings)
    running.require_schema(settings)
    running.serve(settings, keys, MovedClock(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
