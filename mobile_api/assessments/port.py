"""What an assessment needs of triage; ``triage.Triage`` is the real one."""

from __future__ import annotations

from typing import Protocol

from triage.answers import Answers, Verdict


class Labelling(Protocol):
    """Words for codes. Every method raises KeyError for an unknown code."""

    def finding(self, code: str, language: str) -> str:
        """A finding as the patient reads it."""

    def red_flag(self, code: str, language: str) -> str:
        """A red flag as the patient reads it."""

    def question(self, question_id: str, language: str) -> str:
        """The wording of a question."""

    def option(self, question_id: str, option: str, language: str) -> str:
        """The wording of one option of a question."""


class Assessor(Protocol):
    """Gives verdicts and the words for them."""

    @property
    def labels(self) -> Labelling:
        """Words of the same version as the verdicts."""

    def assess(self, answers: Answers) -> Verdict:
        """The verdict; never raises for any text, age or code."""
