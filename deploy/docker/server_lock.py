"""The part of the hashed lock that a server needs: without window, camera and training.

Usage: ``python server_lock.py requirements.lock not_on_servers.txt > server.lock``
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_ENTRY = re.compile(r"^[a-z0-9][^\n]*\n(?:    [^\n]*\n?)*", re.MULTILINE)


def server_lock(lock: str, left_out: str) -> str:
    """The entries of ``lock``, hashes and all, but for the packages named in ``left_out``.

    Raises:
        ValueError: ``left_out`` names a package that the lock does not hold.
    """
    names = {line for line in left_out.splitlines() if line and not line.startswith("#")}
    entries = {re.split(r"[\[=]", entry, maxsplit=1)[0]: entry for entry in _ENTRY.findall(lock)}
    if unknown := names - set(entries):
        raise ValueError(f"not in the lock: {', '.join(sorted(unknown))}")
    return "".join(entry for name, entry in entries.items() if name not in names)


if __name__ == "__main__":
    sys.stdout.write(server_lock(Path(sys.argv[1]).read_text(), Path(sys.argv[2]).read_text()))
