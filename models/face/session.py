"""One look into the camera, from the first frame to a template or to another way.

Good frontal frames of one face are collected and averaged; then the head is turned to a random
side and back, the same person all the way; passive liveness is the median over the frames. The
caller feeds frames with their time and shows the guidance; nothing here sleeps, draws or stores.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from models.face.challenge import HeadTurn, Side, TurnState
from models.face.observation import Embedding, FaceSeen, Frame, Landmarks, Observation, Observer
from models.face.quality import Flaw, QualityGate
from models.face.templates import Failed, FailedReason, Guidance, Progress, Template
from models.face.tracking import MeanEmbedding, Track, second_person

CLOCK = 1e-6
"""Seconds by which sums of times may be off."""
Ended = TypeVar("Ended", Template, Failed)

_ADVICE = {
    Flaw.CUT_OFF: Guidance.CENTRE,
    Flaw.TOO_FAR: Guidance.CLOSER,
    Flaw.TOO_NEAR: Guidance.BACK,
    Flaw.TOO_DARK: Guidance.MORE_LIGHT,
    Flaw.TOO_BRIGHT: Guidance.LESS_LIGHT,
    Flaw.FLAT: Guidance.LESS_LIGHT,
    Flaw.TURNED: Guidance.LOOK_STRAIGHT,
    Flaw.TILTED: Guidance.LOOK_STRAIGHT,
    Flaw.BLURRED: Guidance.HOLD_STILL,
}

STILL_THE_SAME_TURNED = 0.35
"""Cosine between a turned frame and the frontal mean. Ours, not measured: laxer than between
frontal frames, because a turned face resembles itself less."""


@dataclass(frozen=True, slots=True)
class LookPlan:
    """How much one look asks for. Times in seconds."""

    frames: int = 5
    """Good frontal frames in the mean."""
    spacing: float = 0.1
    """Seconds between two of them: frames of one blink say little more than one of them."""
    turns: int = 1
    """Head turns; the second goes to the other side."""
    gate: QualityGate = field(default_factory=QualityGate)
    nobody_after: float = 10.0
    good_frames_within: float = 20.0
    """From the first face. Generous: people read, put glasses on, step nearer."""
    turn_within: float = 10.0
    """For each turn, there and back."""


RECOGNITION = LookPlan()
"""To recognise somebody: five frames, one turn."""
ENROLMENT = LookPlan(
    frames=10,
    turns=2,
    gate=QualityGate(min_eye_distance=80.0, min_sharpness=60.0),
    good_frames_within=40.0,
)
"""To enrol: more and better frames, both sides, because every later look is held against it."""


@dataclass(slots=True)
class RecognitionSession:
    """See the module. Not for several threads at a time."""

    observer: Observer
    plan: LookPlan = RECOGNITION
    choose_side: Callable[[], Side] = field(
        default=lambda: random.SystemRandom().choice(list(Side))
    )
    """Which side to ask for; not to be guessed by whoever holds a recording."""
    result: Template | Failed | None = None
    """Set once the look has ended."""

    _began: float | None = None
    _first_face: float | None = None
    _counted_at: float | None = None
    _seen_by: Track = field(default_factory=Track)
    _mean: MeanEmbedding = field(default_factory=MeanEmbedding)
    _live: list[float] = field(default_factory=list)
    _landmarks: list[Landmarks] = field(default_factory=list)
    _sharpest: float = 0.0
    _turn: HeadTurn | None = None
    _turn_asked: float = 0.0
    _turns_done: int = 0
    _wrong_ways: int = 0
    _crowded: bool = False
    _share: float = 0.0

    def feed(self, frame: Frame, at: float) -> Progress | Template | Failed:
        """Look at one more frame. `at` in seconds of a clock that does not go back.

        After the end the result is given again, whatever is fed.
        """
        return self.result or self.consider(self.observer.observe(frame), at)

    def consider(self, observation: Observation, at: float) -> Progress | Template | Failed:
        """As `feed`, for a frame that has been observed already."""
        if self.result is not None:
            return self.result
        self._began = at if self._began is None else self._began
        self._crowded = second_person(observation)
        face = observation.faces[0] if observation.faces else None
        same = self._seen_by.follow(face, at)
        over = self._over(at, face)
        if over is not None:
            return self._end(Failed(over))
        if self._turn is not None:
            return self._turning(face, same, at)
        return self._collecting(face, same, at)

    def _over(self, at: float, face: FaceSeen | None) -> FailedReason | None:
        """Why the time is up, if it is."""
        if self._first_face is None:
            if face is None:
                assert self._began is not None
                return FailedReason.NOBODY if at - self._began > self.plan.nobody_after else None
            self._first_face = at
        if self._turn is not None:
            late = at - self._turn_asked > self.plan.turn_within
            return FailedReason.NOT_TURNED if late else None
        if at - self._first_face <= self.plan.good_frames_within:
            return None
        if face is None and self._mean.frames == 0:
            return FailedReason.NOBODY
        return FailedReason.SEVERAL_PEOPLE if self._crowded else FailedReason.TOO_FEW_GOOD_FRAMES

    def _collecting(
        self, face: FaceSeen | None, same: bool, at: float
    ) -> Progress | Template | Failed:
        if not same:
            self._forget()
        if face is None:
            return self._progress(Guidance.LOOK_HERE, None)
        if self._crowded:
            return self._progress(Guidance.ONE_PERSON, face)
        flaw = self.plan.gate.flaw(face.quality)
        if flaw is not None or face.embedding is None:
            return self._progress(_ADVICE[flaw] if flaw else Guidance.HOLD_STILL, face)
        if self._mean.similarity(face.embedding) < self.observer.thresholds.unsure:
            self._forget()
        elif self._counted_at is not None and at - self._counted_at < self.plan.spacing - CLOCK:
            return self._progress(Guidance.WAIT, face)
        self._counted_at = at
        self._count_in(face, face.embedding)
        if self._mean.frames < self.plan.frames:
            return self._progress(Guidance.WAIT, face)
        return self._ask(at, face)

    def _ask(self, at: float, face: FaceSeen) -> Progress | Template | Failed:
        """Ask for the next turn, or end well."""
        if self._turns_done == self.plan.turns:
            return self._finish()
        side = self.choose_side()
        if self._turn is not None and self._turn.state is TurnState.DONE:
            side = Side.LEFT if self._turn.side is Side.RIGHT else Side.RIGHT
        frontal: Landmarks = np.median(np.stack(self._landmarks[-5:]), axis=0).astype(np.float32)
        self._turn, self._turn_asked = HeadTurn(side, frontal), at
        return self._progress(_asked(side), face)

    def _turning(
        self, face: FaceSeen | None, same: bool, at: float
    ) -> Progress | Template | Failed:
        assert self._turn is not None
        if not same:
            return self._end(Failed(FailedReason.OTHER_PERSON))
        if face is None:
            return self._progress(self._turn_guidance(), None)
        if self._crowded:
            return self._progress(Guidance.ONE_PERSON, face)
        if not self._still_the_same(face):
            return self._end(Failed(FailedReason.OTHER_PERSON))
        before = self._turn.state
        # Back again counts only with an embedding: it proves that the same person came back.
        frontal = face.embedding is not None and self.plan.gate.flaw(face.quality) is None
        if before is TurnState.ASKED or frontal:
            self._turn.see(face.landmarks)
        if self._turn.state is TurnState.WRONG_WAY:
            self._wrong_ways += 1
            if self._wrong_ways > 1:
                return self._end(Failed(FailedReason.NOT_TURNED))
            return self._ask(at, face)
        if self._turn.state is TurnState.DONE:
            assert face.embedding is not None
            self._count_in(face, face.embedding)
            self._turns_done += 1
            return self._ask(at, face)
        return self._progress(self._turn_guidance(), face)

    def _still_the_same(self, face: FaceSeen) -> bool:
        if face.embedding is None:
            return True
        unsure = self.observer.thresholds.unsure
        frontal = self.plan.gate.flaw(face.quality) is None
        limit = unsure if frontal else min(unsure, STILL_THE_SAME_TURNED)
        return self._mean.similarity(face.embedding) >= limit

    def _count_in(self, face: FaceSeen, embedding: Embedding) -> None:
        self._mean.add(embedding)
        self._landmarks.append(face.landmarks)
        self._sharpest = max(self._sharpest, face.quality.sharpness)
        if face.live is not None:
            self._live.append(face.live)

    def _forget(self) -> None:
        """Somebody else came, or the face was lost: begin again with who is there now."""
        self._mean = MeanEmbedding()
        self._counted_at = None
        self._live.clear()
        self._landmarks.clear()
        self._sharpest = 0.0

    def _finish(self) -> Template | Failed:
        live = statistics.median(self._live) if self._live else None
        # A liveness network that never saw the face well enough has not said that it is alive.
        if self.observer.checks_liveness and (live is None or live < self.observer.thresholds.live):
            return self._end(Failed(FailedReason.NOT_LIVE))
        return self._end(
            Template(
                embedding=self._mean.unit(),
                model_id=self.observer.model_id,
                live=live,
                frames=self._mean.frames,
                sharpest=self._sharpest,
                turned=self.plan.turns > 0,
            )
        )

    def _end(self, result: Ended) -> Ended:
        self.result = result
        return result

    def _turn_guidance(self) -> Guidance:
        assert self._turn is not None
        if self._turn.state is TurnState.TURNED or self._turn.too_far:
            return Guidance.TURN_BACK
        return _asked(self._turn.side)

    def _progress(self, guidance: Guidance, face: FaceSeen | None) -> Progress:
        steps = self.plan.frames + 2 * self.plan.turns
        done = min(self._mean.frames, self.plan.frames) + 2 * self._turns_done
        if self._turn is not None and self._turn.state is TurnState.TURNED:
            done += 1
        self._share = max(self._share, min(1.0, done / steps))
        return Progress(guidance, self._share, face.box if face is not None else None)


def _asked(side: Side) -> Guidance:
    return Guidance.TURN_LEFT if side is Side.LEFT else Guidance.TURN_RIGHT
