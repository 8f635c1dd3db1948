"""How similar is similar enough: the thresholds of one network, by purpose.

A threshold belongs to one network and to the people it was measured on. Until a site has measured
its own (`python -m models face-report`), figures from elsewhere are used where we have any, and
`calibrated` is False: every place that shows thresholds then says "not calibrated".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Purpose(StrEnum):
    """What a comparison is for."""

    ONE_TO_ONE = "one_to_one"
    """The holder of a card or a typed number says who they are."""
    ONE_TO_MANY = "one_to_many"
    """Somebody of a small gallery; only proposes, a second factor confirms."""
    DUPLICATE = "duplicate"
    """At enrolment: the same face under another number. A person decides, so it may be wrong
    more often."""


NIST_FMR = 1e-4
"""NIST SP 800-63B: a biometric comparison's false match rate is 1 in 10,000 or better."""
DUPLICATE_FMR = 1e-3
"""Ours: the laxest rate at which an enrolment is held against the others."""
FALSE_DUPLICATES = 0.1
"""Ours: at most about one enrolment in ten shows a stranger to the person who decides."""
FALSE_PROPOSALS = 0.01
"""Ours: at most one search in a hundred of somebody who is not in the gallery proposes anyone."""
STRICTEST = 0.9
"""Cosine up to which a curve is continued: beyond, two looks of one person hardly meet."""
UNSURE_FMR = 1e-2
"""Ours: between this and the purpose's rate the answer is "not sure", below it is "no"."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The measured curve of one network."""

    model_id: str
    curve: tuple[tuple[float, float], ...]
    """(false match rate, cosine similarity), the rate falling, the similarity rising."""
    live: float
    """What the median of passive liveness has to reach, 0 to 1."""
    calibrated: bool
    """Measured at this site, on its camera."""
    people: int
    """On how many people the curve was measured."""
    source: str
    """Where the figures come from, in words."""

    def __post_init__(self) -> None:
        rates = [rate for rate, _ in self.curve]
        if not rates or any(not 0 < rate <= 1 for rate in rates):
            raise ValueError("a curve needs false match rates above 0 and up to 1")
        for (rate, similarity), (next_rate, next_similarity) in pairwise(self.curve):
            if next_rate >= rate or next_similarity < similarity:
                raise ValueError("along a curve rates fall and similarities do not")

    def at(self, rate: float) -> float:
        """Cosine similarity whose false match rate is `rate`, between measured points by the
        logarithm of the rate.

        Above the first rate the first similarity. Below the last rate the last two points are
        continued, up to `STRICTEST`: not measured (`measured_for` says so), but on the safe side
        of taking the last one.
        """
        if rate >= self.curve[0][0]:
            return self.curve[0][1]
        for (rate_0, similarity_0), (rate_1, similarity_1) in pairwise(self.curve):
            if rate >= rate_1:
                part = math.log(rate_0 / rate) / math.log(rate_0 / rate_1)
                return similarity_0 + part * (similarity_1 - similarity_0)
        if len(self.curve) == 1:
            return self.curve[0][1]
        (rate_0, similarity_0), (rate_1, similarity_1) = self.curve[-2:]
        decades = math.log(rate_1 / rate) / math.log(rate_0 / rate_1)
        return min(
            max(STRICTEST, similarity_1), similarity_1 + decades * (similarity_1 - similarity_0)
        )

    def similarity(self, purpose: Purpose, gallery_size: int = 1) -> float:
        """Cosine similarity that counts as the same person.

        In a gallery of N strangers FPIR ≈ 1 − (1 − FMR)^N, so that for 1:N the rate per comparison
        is `FALSE_PROPOSALS` / N, and never above NIST's. Source: NIST IR 8271 for FPIR.
        """
        return self.at(wanted_rate(purpose, gallery_size))

    def measured_for(self, purpose: Purpose, gallery_size: int = 1) -> bool:
        """Whether the curve reaches the rate that this purpose wants.

        If not, the threshold is a continuation of the curve, and nobody has seen whether strangers
        stay below it: say so where a gallery's size is shown.
        """
        return self.curve[-1][0] <= wanted_rate(purpose, gallery_size)

    @property
    def unsure(self) -> float:
        """Below this similarity the answer is "no" rather than "not sure"."""
        return self.at(UNSURE_FMR)


def wanted_rate(purpose: Purpose, gallery_size: int = 1) -> float:
    """False match rate of one comparison that a purpose allows."""
    if purpose is Purpose.DUPLICATE:
        return min(DUPLICATE_FMR, FALSE_DUPLICATES / max(1, gallery_size))
    if purpose is Purpose.ONE_TO_MANY:
        return min(NIST_FMR, FALSE_PROPOSALS / max(1, gallery_size))
    return NIST_FMR
