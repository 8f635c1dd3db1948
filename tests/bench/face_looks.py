"""Face ID: from the first good frame to the answer, before a camera that was recorded."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from models.face.challenge import Side
from models.face.engine import FaceEngine
from models.face.observation import Frame
from models.face.quality import QualityGate
from models.face.session import RECOGNITION, LookPlan, RecognitionSession
from models.face.templates import Failed, Guidance, Progress
from tests.models.face.sample_pictures import group_picture, head_turned, portrait

LOOKS = 5
FURTHEST = 32
"""Degrees; enough for the nose to move by what is asked."""
STEP = 4
"""Degrees between two recorded pictures of a turn."""
REACTION = 0.5
"""Seconds from what the screen asks to the first movement: assumed, not measured on people."""
TURNING = 0.6
"""Seconds for the whole turn to one side; assumed as well."""

_SIDES = {Guidance.TURN_LEFT: 1, Guidance.TURN_RIGHT: -1}


@dataclass(slots=True)
class RecordedPerson:
    """A camera with somebody before it who does, after a moment, what the screen says.

    Pictures come when the camera takes them; one that nobody fetched in time is lost.
    """

    pictures: dict[int, Frame]
    """By degrees to the own left."""
    rate: int
    """Frames per second."""
    _began: float = field(default_factory=time.perf_counter)
    _number: int = 0
    _from: float = 0.0
    _to: float = 0.0
    _asked_at: float = 0.0

    def read(self) -> Frame:
        """The next picture, as soon as it has been taken."""
        now = time.perf_counter() - self._began
        self._number = max(self._number + 1, int(now * self.rate))
        time.sleep(max(0.0, self._number / self.rate - now))
        degrees = round(self._angle(time.perf_counter()) / STEP) * STEP
        return self.pictures[degrees]

    def ask(self, guidance: Guidance) -> None:
        """The screen says so."""
        now, to = time.perf_counter(), float(FURTHEST * _SIDES.get(guidance, 0))
        if to != self._to:
            self._from, self._to, self._asked_at = self._angle(now), to, now

    def _angle(self, now: float) -> float:
        moved = (now - self._asked_at - REACTION) * FURTHEST / TURNING
        way = self._to - self._from
        return self._from + max(-abs(way), min(abs(way), max(0.0, moved) * (1 if way > 0 else -1)))


def look_rows(engine: FaceEngine) -> list[tuple[str, str]]:
    """Seconds of a look without and with the turn, at 15 and 30 frames a second."""
    face = portrait(group_picture(), 0, zoom=2.4)
    pictures = {
        degrees: head_turned(face, degrees) for degrees in range(-FURTHEST, FURTHEST + 1, STEP)
    }
    rows = []
    for plan, name in ((replace(RECOGNITION, turns=0), "five frames"), (RECOGNITION, "and a turn")):
        for rate in (15, 30):
            looks = [_look(engine, pictures, plan, rate, side) for side in _sides(LOOKS)]
            rows.append((f"face: decision, {name}, {rate}/s", _in_words(looks)))
    return rows


def gate_of(engine: FaceEngine) -> FaceEngine:
    """The same networks behind the gate of a kiosk."""
    return FaceEngine(engine.networks, engine.thresholds, QualityGate())


def _sides(count: int) -> list[Side]:
    return [list(Side)[number % 2] for number in range(count)]


def _look(
    engine: FaceEngine, pictures: dict[int, Frame], plan: LookPlan, rate: int, side: Side
) -> tuple[float, str]:
    """Seconds from the moment the first good frame was handed over, and how the look ended."""
    session = RecognitionSession(engine, plan, lambda: side)
    camera = RecordedPerson(pictures, rate)
    first_good: float | None = None
    while True:
        frame = camera.read()
        taken = time.perf_counter()
        step = session.feed(frame, time.monotonic())
        if not isinstance(step, Progress):
            break
        if first_good is None and step.share > 0:
            first_good = taken
        camera.ask(step.guidance)
    seconds = time.perf_counter() - (taken if first_good is None else first_good)
    return seconds, step.reason.value if isinstance(step, Failed) else "template"


def _in_words(looks: Sequence[tuple[float, str]]) -> str:
    seconds = [each for each, _ in looks]
    ended = ", ".join(sorted({how for _, how in looks}))
    return (
        f"p50 {statistics.median(seconds):7.2f} s    worst {max(seconds):7.2f} s    "
        f"(n = {len(looks)}; {ended})"
    )
