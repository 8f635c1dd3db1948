"""``python -m tests.bench.hot [--requests 800] [--rounds 5]``: the hot paths beside two others."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.hot.comparing import rows_of
from tests.postgres import PostgresServer

REQUESTS = 500
ROUNDS = 5


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=REQUESTS, help="in one round")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    server = PostgresServer()
    try:
        with tempfile.TemporaryDirectory(prefix="dmed-hot-") as folder:
            found = rows_of(server, Path(folder), asked.requests, asked.rounds)
    finally:
        server.stop()
    width = max(len(name) for name, _ in found)
    for name, value in found:
        print(f"{name:<{width}}  {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
