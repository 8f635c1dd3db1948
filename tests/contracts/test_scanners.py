"""A scanner that types, one on a serial port and one that looks through the camera."""

import os
import tty
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np
import pytest
import qrcode
from PIL import Image

from hardware.camera.frames import PlayedFrames
from hardware.camera.port import Frame
from hardware.errors import DeviceUnavailable
from hardware.scanner.camera_qr import CameraQrScanner
from hardware.scanner.port import Scanner
from hardware.scanner.serial import SerialScanner
from hardware.scanner.typed import TypedScanner

NOTHING_S = 0.3
SOON_S = 20.0
CHECK_IN = "v1." + "eyJhIjoxMjM0NTY3ODkwfQ" * 9 + ".c2lnbmF0dXJl-_"


@dataclass
class Rig:
    """A scanner, a hand that shows it codes, and one that pulls its cable."""

    scanner: Scanner
    show: Callable[[str], None]
    unplug: Callable[[], None]


def typed(_stack: ExitStack) -> Rig:
    # A busy machine may stall between two letters, which a clock that stands still forgives.
    scanner = TypedScanner(clock=lambda: 0.0)

    def show(code: str) -> None:
        for letter in code + "\r":
            scanner.typed(letter)

    return Rig(scanner, show, scanner.unplug)


def serial(stack: ExitStack) -> Rig:
    far, near = os.openpty()
    tty.setraw(near)
    stack.callback(os.close, near)
    pull = stack.enter_context(ExitStack())
    pull.callback(os.close, far)

    def show(code: str) -> None:
        os.write(far, f"{code}\r\n".encode())

    return Rig(SerialScanner(os.ttyname(near)), show, pull.close)


def camera(_stack: ExitStack) -> Rig:
    frames = PlayedFrames([nothing_but_grey()])

    def show(code: str) -> None:
        frames.show(held_before_the_camera(code))

    return Rig(CameraQrScanner(frames, every_s=0.01), show, frames.close)


def nothing_but_grey() -> Frame:
    return np.full((720, 1280, 3), 120, np.uint8)


def held_before_the_camera(code: str) -> Frame:
    """A symbol on a telephone: a little turned, on grey."""
    symbol = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, box_size=6)
    symbol.add_data(code)
    picture = symbol.make_image().get_image().convert("L").rotate(7, expand=True, fillcolor=255)
    picture.thumbnail((640, 640))
    ground = Image.fromarray(nothing_but_grey())
    ground.paste(picture.convert("RGB"), (300, 20))
    return np.asarray(ground)


ALL: tuple[Callable[[ExitStack], Rig], ...] = (typed, serial, camera)


@pytest.fixture(params=ALL, ids=lambda kind: kind.__name__)
def rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    with ExitStack() as stack:
        built: Rig = request.param(stack)
        assert built.scanner.read(0.0) is None  # opens a port before anybody shows anything
        yield built
        built.scanner.close()
        built.scanner.close()


@pytest.mark.parametrize("code", [CHECK_IN, "https://dmed.example/q/A7f3Kq9Z", "Навбат 12 ўқғҳ"])
def test_a_code_held_before_it_is_read(rig: Rig, code: str) -> None:
    rig.show(code)
    assert rig.scanner.read(SOON_S) == code


def test_one_showing_is_one_code(rig: Rig) -> None:
    rig.show(CHECK_IN)
    assert rig.scanner.read(SOON_S) == CHECK_IN
    assert rig.scanner.read(NOTHING_S) is None


def test_two_people_one_after_the_other(rig: Rig) -> None:
    rig.show("first")
    assert rig.scanner.read(SOON_S) == "first"
    rig.show("second")
    assert rig.scanner.read(SOON_S) == "second"


def test_the_next_visitor_does_not_get_the_last_ones_code(rig: Rig) -> None:
    rig.show(CHECK_IN)
    assert rig.scanner.read(SOON_S) == CHECK_IN
    rig.scanner.discard()
    assert rig.scanner.read(NOTHING_S) is None
    rig.show("the next one's")
    assert rig.scanner.read(SOON_S) == "the next one's"


@pytest.mark.parametrize("kind", [typed, serial])
def test_a_code_shown_between_two_visits_is_forgotten(kind: Callable[[ExitStack], Rig]) -> None:
    with ExitStack() as stack:
        rig = kind(stack)
        stack.callback(rig.scanner.close)
        assert rig.scanner.read(0.0) is None
        rig.show("one")
        rig.show("two")
        assert rig.scanner.read(SOON_S) == "one"
        rig.scanner.discard()
        assert rig.scanner.read(NOTHING_S) is None


def test_nothing_shown_is_nothing_read(rig: Rig) -> None:
    assert rig.scanner.read(NOTHING_S) is None


def test_a_pulled_cable_is_an_error_and_not_silence(rig: Rig) -> None:
    rig.unplug()
    with pytest.raises(DeviceUnavailable):
        rig.scanner.read(SOON_S)


def test_a_closed_scanner_reads_nothing(rig: Rig) -> None:
    rig.scanner.close()
    with pytest.raises(DeviceUnavailable):
        rig.scanner.read(SOON_S)


def test_noise_on_the_line_does_not_spoil_the_next_code() -> None:
    with ExitStack() as stack:
        far, near = os.openpty()
        tty.setraw(near)
        stack.callback(os.close, near)
        stack.callback(os.close, far)
        scanner = SerialScanner(os.ttyname(near))
        stack.callback(scanner.close)
        assert scanner.read(0.0) is None
        os.write(far, b"\xff\xfe\r\n\r\n" + b"one\rtwo\n")
        assert [scanner.read(SOON_S), scanner.read(SOON_S)] == ["one", "two"]


def test_letters_typed_by_a_person_are_not_a_code() -> None:
    now = 0.0
    scanner = TypedScanner(clock=lambda: now)
    for letter in "31708":
        scanner.typed(letter)
        now += 0.4
    scanner.typed("\r")
    assert scanner.read(0.0) is None
    ended = []
    for letter in "CODE\r4567\r":
        ended.append(scanner.typed(letter))
        now += 0.005
    assert (scanner.read(0.0), scanner.read(0.0)) == ("CODE", "4567")
    # Digits alone may be a quick person's: their Enter is theirs.
    assert [at for at, code in enumerate(ended) if code] == [4]


def test_a_code_shown_again_later_counts_again() -> None:
    now = 0.0
    frames = PlayedFrames([held_before_the_camera(CHECK_IN)])
    scanner = CameraQrScanner(frames, forget_s=2.0, clock=lambda: now)
    assert scanner.read(SOON_S) == CHECK_IN
    frames.show(nothing_but_grey())
    assert scanner.read(0.0) is None
    now = 2.5
    frames.show(held_before_the_camera(CHECK_IN))
    assert scanner.read(SOON_S) == CHECK_IN
