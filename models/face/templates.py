"""What a look into the camera ends in: a template, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from models.face.observation import Embedding


class Guidance(StrEnum):
    """What the person is asked to do now. Screens have words and a drawing for each."""

    LOOK_HERE = "look_here"
    """No face in the picture."""
    ONE_PERSON = "one_person"
    """A second face is about as near as the first: ask the others to step aside."""
    CLOSER = "closer"
    BACK = "back"
    CENTRE = "centre"
    """The face is cut by the edge of the picture."""
    MORE_LIGHT = "more_light"
    LESS_LIGHT = "less_light"
    """Too bright, or light from behind."""
    HOLD_STILL = "hold_still"
    """The picture is blurred."""
    LOOK_STRAIGHT = "look_straight"
    """The head is turned or tilted."""
    WAIT = "wait"
    """All is well: frames are being collected."""
    TURN_LEFT = "turn_left"
    """To the person's own left."""
    TURN_RIGHT = "turn_right"
    TURN_BACK = "turn_back"
    """Enough turned: look at the camera again."""


class FailedReason(StrEnum):
    """Why there is no template. None of them says that somebody is a fraud: the screen offers
    another way to identify, without reproach."""

    NOBODY = "nobody"
    """No face came before the camera in time."""
    TOO_FEW_GOOD_FRAMES = "too_few_good_frames"
    """There was a face, but light, distance or sharpness never sufficed."""
    SEVERAL_PEOPLE = "several_people"
    """Until the end a second person stood as near as the first."""
    NOT_LIVE = "not_live"
    """Passive liveness: the median is below the threshold."""
    NOT_TURNED = "not_turned"
    """The head was not turned as asked within the time."""
    OTHER_PERSON = "other_person"
    """The face changed on the way."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The look goes on."""

    guidance: Guidance
    share: float
    """0 to 1: how much of the way is done; never falls."""
    box: tuple[float, float, float, float] | None = None
    """Where the face is in the frame, in pixels, for the drawing."""


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """The mean of the good frames of one look. Biometric: encrypted wherever it is kept."""

    embedding: Embedding = field(repr=False)
    """(dimensions,), float32, length 1."""
    model_id: str
    live: float | None
    """Median of passive liveness over the frames; None if there was no such network."""
    frames: int
    """How many frames are in the mean."""
    sharpest: float
    """Best sharpness among them, as `Quality.sharpness`."""
    turned: bool
    """Whether the head was turned as asked; a template without is not for enrolment."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The look ended without a template."""

    reason: FailedReason
