"""What a look into the camera is for, how far it is, and why one brought nothing. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LOOKS: Final = 2
"""After two looks without success another way is offered, without a word of reproach."""


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
