"""``python -m kiosk``: the composition root. Only here settings are read and parts chosen."""

from __future__ import annotations

import asyncio
import signal
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import structlog

from hardware.errors import DeviceMisconfigured
from hardware.printer.opening import open_printer
from hardware.printer.port import Printer
from kiosk.journey import Journey
from kiosk.kivy_environment import WindowOptions, prepare_environment
from kiosk.settings import Settings, SettingsWrong, read_settings
from kiosk.window_channel import events_to
from mobile_api.client.kiosk import KioskClient
from mobile_api.phrasebook import Phrasebook

PHRASES = Path(__file__).with_name("phrases")


def main() -> int:
    """Run the kiosk until its window is closed; 2 where it cannot start as it is set up."""
    _log_to_stderr()
    try:
        settings = read_settings()
        key = settings.device_key()
        printer = open_printer(settings.printer)
        options = _window_options(settings)
    except (SettingsWrong, DeviceMisconfigured) as fault:
        print(f"kiosk: {fault}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="dmed-kiosk-") as home:
        prepare_environment(Path(home), options)
        asyncio.run(_serve(settings, key, printer, options))
    return 0


async def _serve(settings: Settings, key: str, printer: Printer, options: WindowOptions) -> None:
    # Kivy opens its window while it is imported, so the environment comes first.
    from kiosk.app import KioskApp

    client = KioskClient(settings.api_url, key)
    phrases = Phrasebook(PHRASES)
    journey = Journey(client, printer, phrases, time.monotonic, _latest_date, _version())
    app = KioskApp(journey, phrases, options)
    loop = asyncio.get_running_loop()
    for ending in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(ending, app.stop)
    keeping_time = asyncio.create_task(journey.run())
    try:
        await app.run()
    finally:
        keeping_time.cancel()
        await asyncio.gather(keeping_time, return_exceptions=True)
        await journey.close()
        await client.close()


def _window_options(settings: Settings) -> WindowOptions:
    try:
        events = events_to(settings.kiosk_events) if settings.kiosk_events else None
    except OSError as fault:
        raise SettingsWrong(f"DMED_KIOSK_EVENTS cannot be opened: {fault.strerror}") from fault
    return WindowOptions(size=settings.size, events=events, command_socket=settings.kiosk_commands)


def _latest_date() -> date:
    """The latest date on Earth just now: only until the server told its time.

    A newborn of this morning must not be refused because the machine counts in UTC.
    """
    return (datetime.now(UTC) + timedelta(hours=14)).date()


def _version() -> str:
    try:
        return version("dmed-kiosk")
    except PackageNotFoundError:  # run from a checkout that was not installed
        return ""


def _log_to_stderr() -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


if __name__ == "__main__":
    sys.exit(main())
