"""When a device counts as silent."""

from __future__ import annotations

from datetime import datetime, timedelta

SILENT_AFTER = timedelta(minutes=2)
"""Four signs of life missed in a row (a kiosk sends one every 30 seconds)."""


def is_silent(last_seen_at: datetime | None, now: datetime) -> bool:
    """True where a device was not heard of for two minutes, or never."""
    return last_seen_at is None or now - last_seen_at > SILENT_AFTER
