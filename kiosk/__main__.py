"""``python -m kiosk``: the composition root. Only here settings are read and parts chosen."""

from __future__ import annotations

import asyncio
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import structlog

from hardware.camera.opening import open_camera
from hardware.camera.port import FrameSource
from hardware.errors import DeviceMisconfigured
from hardware.printer.opening import open_printer
from hardware.printer.port import Printer
from hardware.scanner.opening import open_scanner
from hardware.scanner.port import Scanner
from hardware.scanner.typed import TypedScanner
from kiosk.enrolment import Enrolment
from kiosk.face_parts import open_gallery, open_recogniser
from kiosk.journey import Journey
from kiosk.kivy_environment import WindowOptions, prepare_environment
from kiosk.recognition import Mirror
from kiosk.settings import Settings, SettingsWrong, read_settings
from kiosk.window_channel import events_to
from mobile_api.client.enrolment import enrol_device
from mobile_api.client.kiosk import KioskClient
from mobile_api.phrasebook import Phrasebook

PHRASES = Path(__file__).with_name("phrases")


def main() -> int:
    """Run the kiosk until its window is closed; 2 where it cannot start as it is set up."""
    _log_to_stderr()
    try:
        settings = read_settings()
        key = settings.device_key()
        devices = Devices(
            open_printer(settings.printer),
            open_scanner(settings.scanner),
            open_camera(settings.camera),
        )
        options = _window_options(settings)
    except (SettingsWrong, DeviceMisconfigured) as fault:
        print(f"kiosk: {fault}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="dmed-kiosk-") as home:
        prepare_environment(Path(home), options)
        asyncio.run(_serve(settings, key, devices, options))
    return 0


@dataclass(frozen=True, slots=True)
class Devices:
    """What hangs on this kiosk."""

    printer: Printer
    scanner: Scanner | None
    camera: FrameSource | None


class Visits:
    """A journey and its line to the hospital."""

    def __init__(self, settings: Settings, key: str, devices: Devices, phrases: Phrasebook) -> None:
        self._client = KioskClient(settings.api_url, key)
        networks, calibration = settings.face_networks, settings.face_calibration
        recogniser = open_recogniser(devices.camera, networks, calibration)
        gallery = None
        self.mirror: Mirror | None = None
        if recogniser is not None:
            gallery = open_gallery(settings.data_dir, key, recogniser)
            self.mirror = recogniser.mirror
        self.journey = Journey(
            self._client,
            devices.printer,
            phrases,
            time.monotonic,
            _latest_date,
            _version(),
            devices.scanner,
            recogniser,
            gallery,
            settings.scanner_documents,
        )

    async def run(self) -> None:
        """Serve until cancelled."""
        try:
            await self.journey.run()
        finally:
            await self.journey.close()
            await self._client.close()


async def _serve(
    settings: Settings, key: str | None, devices: Devices, options: WindowOptions
) -> None:
    # Kivy opens its window while it is imported, so the environment comes first.
    from kiosk.app import KioskApp

    phrases = Phrasebook(PHRASES)
    exchange = partial(enrol_device, settings.api_url)
    enrolment = Enrolment(exchange, settings.key_file.keep, phrases)
    visits = None if key is None else Visits(settings, key, devices, phrases)
    typed = devices.scanner.typed if isinstance(devices.scanner, TypedScanner) else _drop
    app = KioskApp(visits.journey if visits else enrolment, phrases, options, typed)
    app.mirror = None if visits is None else visits.mirror
    loop = asyncio.get_running_loop()
    for ending in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(ending, app.stop)

    async def serve() -> None:
        serving = visits
        if serving is None:
            serving = Visits(settings, await enrolment.key(), devices, phrases)
            app.mirror = serving.mirror
            app.attend(serving.journey)
        await serving.run()

    serving = asyncio.create_task(serve())
    try:
        await app.run()
    finally:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        await enrolment.close()


def _drop(_text: str) -> bool:
    """Nobody scans by typing here."""
    return False


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
