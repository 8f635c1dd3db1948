"""Where this kiosk keeps the key that enrolment gave it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


class KeyFile:
    """One file, readable by its owner only.

    Args:
        path: of the file; its folder is made when a key is kept.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> str | None:
        """The key, or None where this kiosk has none yet.

        Raises:
            OSError, UnicodeDecodeError: there is one, and it cannot be read.
        """
        try:
            return self.path.read_text(encoding="utf-8").strip() or None
        except (FileNotFoundError, NotADirectoryError):
            return None

    def require_place(self) -> None:
        """Make sure that a key could be kept: a code is good for one key only.

        Raises:
            OSError: it could not.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=self.path.parent):
            pass

    def keep(self, key: str) -> None:
        """Write the key: whole, or not at all.

        Raises:
            OSError: it cannot be written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # NamedTemporaryFile makes it for its owner only.
        with tempfile.NamedTemporaryFile(
            "w", dir=self.path.parent, prefix=".key-", delete=False, encoding="utf-8"
        ) as fresh:
            fresh.write(key + "\n")
            fresh.flush()
            os.fsync(fresh.fileno())
        Path(fresh.name).replace(self.path)
