"""From similarities to an answer, which may be: I am not sure."""

from __future__ import annotations

from enum import StrEnum

from models.face.thresholds import Purpose, Thresholds

TWIN_MARGIN = 0.05
"""Cosine. Ours, not measured on twins: somebody else as near as this, and we do not choose."""


class Answer(StrEnum):
    """What a comparison says. Only the answer leaves the process, never a similarity: from scores
    a face can be rebuilt (Mai et al. 2018)."""

    YES = "yes"
    NOT_SURE = "not_sure"
    """Alike, not alike enough, or two people are: look again, or another way to identify."""
    NO = "no"


def verify(similarity: float, thresholds: Thresholds) -> Answer:
    """1:1. `similarity` is the cosine of two templates of `thresholds.model_id`, −1 to 1."""
    if similarity >= thresholds.similarity(Purpose.ONE_TO_ONE):
        return Answer.YES
    return Answer.NOT_SURE if similarity >= thresholds.unsure else Answer.NO


def identify(
    best: float, runner_up: float | None, thresholds: Thresholds, gallery_size: int
) -> Answer:
    """1:N. `best` and `runner_up` are the cosines of the two nearest *people*, not templates.

    YES proposes the nearest; it is confirmed by a second factor before anything is shown.
    """
    if best < thresholds.similarity(Purpose.ONE_TO_MANY, gallery_size):
        return Answer.NOT_SURE if best >= thresholds.unsure else Answer.NO
    if runner_up is not None and best - runner_up < TWIN_MARGIN:
        return Answer.NOT_SURE
    return Answer.YES
