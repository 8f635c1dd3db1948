"""Pictures that somebody took of themselves with a phone, one after the other, as one look.

The same rules as before a kiosk's camera: good frontal pictures, the head turned to both sides (the
first side is told beforehand and not to be guessed), the same face all the way, passive liveness.
Weaker than a kiosk all the same: nobody sees the phone's camera, and pictures may come from a file.
So this is no proof of identity; whoever calls has made sure by something else who it is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from models.face.challenge import Side
from models.face.observation import Frame, Observer
from models.face.quality import QualityGate
from models.face.session import LookPlan, RecognitionSession
from models.face.templates import Failed, FailedReason, Guidance, Progress, Template

SELFIES = LookPlan(
    frames=5,
    spacing=0.0,
    turns=2,
    gate=QualityGate(min_eye_distance=80.0, min_sharpness=60.0),
)
"""As for enrolment before a kiosk, with fewer pictures: they have to travel."""
APART = 0.2
"""Seconds that count between two pictures: a phone takes them one after the other."""
FEWEST = SELFIES.frames + 2 * 4
"""Five frontal ones; for each side three turned ones and one that looks back."""
MOST = 24
LARGEST_SIDE = 1600
"""Pixels: a picture of a megabyte may unpack to gigabytes."""

_TURNING = {Guidance.TURN_LEFT, Guidance.TURN_RIGHT, Guidance.TURN_BACK}


@dataclass(slots=True)
class SelfieEyes:
    """Networks that look at selfies, one look at a time."""

    observer: Observer
    decode: Callable[[bytes], Frame | None]
    """A JPEG as a frame; None where it is none."""
    _one_look: threading.Lock = field(default_factory=threading.Lock)

    @property
    def model_id(self) -> str:
        """Which network makes the embeddings."""
        return self.observer.model_id

    def look(self, pictures: Sequence[bytes], first: Side) -> Template | Failed:
        """What the pictures show, in their order; `first` is the side asked for first.

        Takes a fraction of a second for each picture: call it in a thread. Nothing is kept.
        Raises ValueError where a picture is no JPEG of at most `LARGEST_SIDE` pixels each way.
        """
        session = RecognitionSession(self.observer, SELFIES, lambda: first)
        step: Progress | Template | Failed = Failed(FailedReason.NOBODY)
        with self._one_look:
            for number, picture in enumerate(pictures):
                size = jpeg_size(picture)
                frame = None if size is None or max(size) > LARGEST_SIDE else self.decode(picture)
                if frame is None:
                    raise ValueError("no picture that can be read")
                step = session.feed(frame, number * APART)
                if not isinstance(step, Progress):
                    return step
        turning = isinstance(step, Progress) and step.guidance in _TURNING
        return Failed(FailedReason.NOT_TURNED if turning else FailedReason.TOO_FEW_GOOD_FRAMES)


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height that a JPEG says of itself, before it is unpacked; None: it is no JPEG.

    Source: ITU-T T.81, B.1.1.2 (markers) and B.2.2 (frame header).
    """
    at = 2
    if data[:2] != b"\xff\xd8":
        return None
    while at + 9 <= len(data) and data[at] == 0xFF:
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= kind <= 0xCF and kind not in {0xC4, 0xC8, 0xCC}:
            height = int.from_bytes(data[at + 5 : at + 7], "big")
            width = int.from_bytes(data[at + 7 : at + 9], "big")
            return (width, height) if width and height else None
        at += 2 + length
    return None
