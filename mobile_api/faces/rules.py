"""Who may be enrolled, for how long a template holds, how often somebody may try."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

Row = TypeVar("Row", bound=Mapping[Any, Any])

ADULT_YEARS = 18
"""Of age under the Civil Code of Uzbekistan (article 22); children's faces change, and nobody
agrees for them to a biometric that they cannot withdraw themselves."""

TEMPLATE_LIFE = timedelta(days=3 * 365)
"""After that the face has to be shown again. Error rates grow with the time between pictures
(NIST IR 8238, ageing); three years is this project's choice, not a measured optimum."""

CODE_LIFE = timedelta(minutes=60)
"""From the kiosk to the counter, with a queue between them."""

PROPOSAL_SECONDS = 5 * 60
"""Typing four digits; in a gallery of the day the proposal lives until midnight instead."""

TRIES_PER_NUMBER = 5
TRIES_SECONDS = 15 * 60
"""NIST SP 800-63B, 5.2.3: at most five failed tries in a row, then a pause of 30 seconds or more,
or another factor. Here the face rests for the rest of a quarter of an hour, and other ways stay."""

TRIES_PER_DEVICE = 40
DEVICE_SECONDS = 10 * 60
"""Those who are not enrolled try, too; whoever feeds a stolen device's key with made-up
embeddings learns at most this many yes or no in ten minutes."""

SELFIE_TASK_SECONDS = 5 * 60
"""Turning the head to two sides before a phone, and sending a megabyte over a slow line."""

SELFIES_PER_ACCOUNT = 5
"""Looks at selfies within ``TRIES_SECONDS``: each costs a processor a second or two."""

CODES_PER_ENROLMENT = 5
"""Wrong codes at the counter before the person has to go back to the kiosk."""

DIGITS_PER_PERSON = 5
"""Wrong last digits of the national number for one face, within ``TRIES_SECONDS``."""

MOST_CANDIDATES = 3
"""Of faces that are alike (twins) the digits choose one; more than that is no recognition."""

USES_KEPT = timedelta(days=400)
"""Counted rows hold no person; a year and its comparison with the year before."""

REMOVALS_KEPT = timedelta(days=7)
"""How long a process may have looked away and still catch up without reading everything."""


def is_adult(age_years: float | None) -> bool:
    """True for somebody known to be of age; who is of unknown age counts as a child."""
    return age_years is not None and age_years >= ADULT_YEARS


def expires_at(now: datetime) -> datetime:
    """Until when a template of today holds."""
    return now + TEMPLATE_LIFE


def few_enough(candidates: Sequence[object]) -> bool:
    """True where the digits can choose: one candidate, or a few who are alike."""
    return 0 < len(candidates) <= MOST_CANDIDATES


def living_on(rows: Sequence[Row], now: datetime) -> list[Row]:
    """Of the templates of one person's records the one of each network that is kept.

    The newest whose owner a person has seen; where nobody has seen any, the newest. What has
    expired is not kept.
    """
    kept: dict[str, Row] = {}
    for row in sorted(rows, key=lambda one: (one["checked_at"] is not None, one["enrolled_at"])):
        if row["expires_at"] > now:
            kept[row["model_id"]] = row
    return list(kept.values())
