"""What a look into the camera is for, how far it is, and why one brought nothing. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LOOKS: Final = 2
"""After two looks without success another way is offered, without a word of reproach."""

DRAWINGS: Final = {
    "look_here": "eye-outline",
    "one_person": "account",
    "closer": "arrow-expand-all",
    "back": "arrow-collapse-all",
    "centre": "image-filter-center-focus",
    "more_light": "lightbulb-on-outline",
    "less_light": "white-balance-sunny",
    "hold_still": "hand-back-right-outline",
    "look_straight": "eye-outline",
    "wait": "check-circle",
    "turn_left": "arrow-left",
    "turn_right": "arrow-right",
    "turn_back": "eye-outline",
}
"""Guidance → icon, for those who do not read."""


class Purpose(StrEnum):
    """What a look is for."""

    SEARCH = "search"  # who of those booked here today
    VERIFY = "verify"  # the holder of the number that was typed
    ENROL = "enrol"  # to be recognised next time


class Missed(StrEnum):
    """Why a look brought nothing; the screen has words for each, none of them blames anybody."""

    NOBODY = "nobody"
    UNCLEAR = "unclear"  # light, distance, sharpness
    SEVERAL = "several"
    NOT_TURNED = "not_turned"
    NOT_SURE = "not_sure"  # liveness, or nobody similar enough: not told apart on purpose
    NO_CAMERA = "no_camera"


@dataclass(frozen=True, slots=True)
class Look:
    """What the screen shows of a look.

    Attributes:
        purpose: what it is for.
        guidance: a value of ``models.face.templates.Guidance``: what the person should do.
        share: 0 to 1, how much of the way is done.
        missed: why the last look brought nothing; None while one goes on.
    """

    purpose: Purpose
    guidance: str = "look_here"
    share: float = 0.0
    missed: Missed | None = None
