"""What a patient is told when the hospital said no, or nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from kiosk.steps import Screen
from mobile_api.client.transport import is_transient
from mobile_api.errors import DmedError, TooManyAttempts
from mobile_api.phrasebook import Phrasebook
from mobile_api.queues.errors import AlreadyWaiting
from mobile_api.schemas import DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True)
class Failure:
    """A phrase to show.

    Attributes:
        phrase: its key.
        values: its numbers (minutes, or the number of a ticket).
        trouble: the same request may succeed later by itself.
    """

    phrase: str
    values: dict[str, int | str] = field(default_factory=dict)
    trouble: bool = False


def failure_of(error: DmedError, screen: Screen, phrases: Phrasebook) -> Failure:
    """How to tell ``error`` on ``screen``.

    Args:
        error: what the door raised.
        screen: where the request was made.
        phrases: a code for which it has no phrase is told as ``error-internal``.
    """
    if isinstance(error, TooManyAttempts):
        return _too_many(error, screen)
    number = error.facts.get("number")
    if isinstance(error, AlreadyWaiting) and isinstance(number, str):
        return Failure("error-already-waiting-number", {"number": number})
    key = "error-" + error.code.replace("_", "-")
    if not phrases.has(DEFAULT_LANGUAGE, key):
        key = "error-internal"
    # An unknown code of a newer server has the base class: repeating it forever helps nobody.
    trouble = is_transient(error) and type(error) is not DmedError
    return Failure(key, trouble=trouble)


def _too_many(error: TooManyAttempts, screen: Screen) -> Failure:
    seconds = error.facts.get("retry_after")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return Failure("error-unavailable")
    minutes = max(1, math.ceil(seconds / 60))
    if screen is Screen.ENROL:
        return Failure("error-too-many-codes", {"minutes": minutes})
    # Whoever cannot even type a number has nothing to go on with "without confirming".
    confirming = screen is Screen.CONFIRM
    key = "error-too-many-attempts" if confirming else "error-too-many-numbers"
    return Failure(key, {"minutes": minutes})
