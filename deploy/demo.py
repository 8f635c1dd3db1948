"""``make demo``: a demo hospital on the embedded default, with its kiosk.

With a display the kiosk's window opens. Without one the kiosk draws offscreen, the
scripted visit is played once, and the API and its pages keep being served.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

from models.face.errors import FaceUnavailable
from models.face.pack import default_directory, read_pack
from tests.journeys.cast import Cast
from tests.journeys.kiosk_window import KioskWindow, NotShown
from tests.journeys.messenger import Messenger
from tests.journeys.processes import ROOT, Process, ProcessFailed, answers, run
from tests.journeys.visits import Album, JourneyFailed, Visits

OFFSCREEN_SIZE = (540, 960)


class Stopped(Exception):
    """Somebody pressed Ctrl-C, or the service manager asked us to end."""


def main() -> int:
    """Run until Ctrl-C; 0 after a clean stop, 1 or 2 with a message otherwise."""
    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, _stop)
    host = os.environ.get("DMED_HOST", "127.0.0.1")
    port = os.environ.get("DMED_PORT", "8000")
    data = Path(os.environ.get("DMED_DATA_DIR", "var"))
    if not port.isdigit() or not _is_free(host, int(port)):
        print(
            f"Port {port} is in use on {host}. Choose another one: DMED_PORT=8010 make demo",
            file=sys.stderr,
        )
        return 2
    children: list[Process] = []
    chats = contextlib.ExitStack()
    try:
        _serve(host, int(port), data, children, chats)
    except Stopped:
        print("\nStopping.")
    except (ProcessFailed, NotShown, JourneyFailed) as fault:
        print(f"The demo failed: {fault}", file=sys.stderr)
        return 1
    finally:
        chats.close()
        for child in reversed(children):
            child.stop()
    return 0


def _serve(
    host: str, port: int, data: Path, children: list[Process], chats: contextlib.ExitStack
) -> None:
    began = time.perf_counter()
    environment = {"DMED_DATA_DIR": str(data), "DMED_HOST": host, "DMED_PORT": str(port)}
    told_in = data / "demo" / "summary.json"
    told_in.unlink(missing_ok=True)
    api = Process(
        "API",
        [sys.executable, "-m", "mobile_api", "demo", "--summary-file", str(told_in)],
        log=data / "demo" / "api.log",
        environment=environment,
    )
    children.append(api)
    url = f"http://{host}:{port}"
    api.wait_until(lambda: answers(f"{url}/readyz"), seconds=60, what="readiness")
    summary = told_in.read_text(encoding="utf-8")
    _print_welcome(url, json.loads(summary))
    _start_bot(url, data, environment, children, chats)
    print(
        f"  Ready after {time.perf_counter() - began:.1f} s. Ctrl-C stops everything.\n", flush=True
    )
    kiosk_environment = {
        **environment,
        "DMED_API_URL": url,
        "DMED_KIOSK_KEY_FILE": str(data / "keys" / "kiosk.key"),
    }
    if os.environ.get("DISPLAY"):
        kiosk = Process(
            "kiosk",
            [sys.executable, "-m", "kiosk"],
            log=data / "demo" / "kiosk.log",
            environment={
                "DMED_PRINTER": f"file:{data / 'demo' / 'tickets'}",
                "DMED_KIOSK_SIZE": "540x960",
                **kiosk_environment,
            },
        )
        children.append(kiosk)
        print(f"  The kiosk's window is open. Printed tickets: {data / 'demo' / 'tickets'}/")
    else:
        _play_offscreen(url, data, Cast.of(summary), kiosk_environment, children)
    while True:
        time.sleep(0.5)
        for child in children:
            if child.child.poll() is not None:
                if child.name == "kiosk":  # somebody closed its window
                    raise Stopped
                raise ProcessFailed(f"{child.name} ended: {child.tail()}")


def _start_bot(
    url: str,
    data: Path,
    environment: dict[str, str],
    children: list[Process],
    chats: contextlib.ExitStack,
) -> None:
    """The bot: at Telegram where there is a token, else on a page of this machine."""
    environment = {**environment, "DMED_API_URL": url}
    token = os.environ.get("DMED_BOT_TOKEN", "")
    if not token:
        chat = Messenger(data / "demo")
        chats.callback(chat.close)
        chat.start_bot(environment)
        print(f"  Bot            {chat.page}")
        print(f"{' ' * 17}In Telegram itself: DMED_BOT_TOKEN=(of @BotFather) make demo\n")
        return
    key = run("-m", "mobile_api", "bot-key", "--replace", environment=environment).strip()
    children.append(
        Process(
            "bot",
            [sys.executable, "-m", "bot"],
            log=data / "demo" / "bot.log",
            environment={**environment, "DMED_BOT_KEY": key},
        )
    )
    print("  Bot            in Telegram, with the token that you gave\n")


def _play_offscreen(
    url: str, data: Path, cast: Cast, environment: dict[str, str], children: list[Process]
) -> None:
    folder = data / "demo" / time.strftime("visit-%H%M%S")
    folder.mkdir(parents=True, exist_ok=True)
    print("  No display: the kiosk draws offscreen and plays the scripted visit once.")
    kiosk = KioskWindow(
        folder / "run",
        {**environment, "DMED_PRINTER": f"file:{folder / 'jobs'}"},
        None,
        OFFSCREEN_SIZE,
    )
    children.append(kiosk.process)
    kiosk.wait_for_screen("attract")
    visits = Visits(kiosk, Album(folder), cast, url, folder / "jobs")
    visits.booked_patient()
    visits.walk_in()
    visits.red_flag()
    children.remove(kiosk.process)
    kiosk.stop()
    print(f"  Pictures of every screen and the decoded tickets: {folder}/")
    print("  Still serving. Ctrl-C stops.", flush=True)


def _print_welcome(url: str, told: dict[str, Any]) -> None:
    print(f"\n  Staff pages    {url}/staff")
    print(f"  Hall board     {url}/board/{told['hospital_id']}")
    print(f"  API            {url}/openapi.json")
    print(f"  SMS not sent   {url}/dev/inbox\n")
    print("  Numbers (PINFL) to try at the kiosk, and the last four digits of the phone:")
    for person in told["numbers"]:
        print(f"    {person['pinfl']}   {person['last4'] or '–':<6} {person['what']}")
    print("\n  Staff of this demo (login, password):")
    for login, password in told["passwords"].items():
        print(f"    {login:<14} {password}")
    try:
        read_pack(Path(os.environ.get("DMED_FACE_MODELS_DIR") or default_directory()))
    except FaceUnavailable:
        print("\n  No Face ID: its networks are not here. To add them:")
        print(f"    {sys.executable} -m models fetch face")
    print()


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _stop(number: int, _frame: FrameType | None) -> None:
    # Who presses Ctrl-C twice must not leave half of the processes running.
    signal.signal(number, signal.SIG_IGN)
    raise Stopped


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
