"""A kiosk carries no database and no web framework."""

from __future__ import annotations

import subprocess
import sys

_BLOCKED = """
import sys
for name in ("sqlalchemy", "sqlmodel", "fastapi", "starlette", "redis", "argon2", "cryptography"):
    sys.modules[name] = None
import mobile_api.client.kiosk, mobile_api.phrasebook
print(mobile_api.client.kiosk.KioskClient.__name__)
"""


def test_the_client_needs_neither_database_nor_web_framework() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _BLOCKED], capture_output=True, text=True, check=False
    )
    assert told.stdout.strip() == "KioskClient", told.stderr
