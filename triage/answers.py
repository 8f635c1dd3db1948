"""What goes into an assessment and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import Literal

Sex = Literal["female", "male"]
RaisedBy = Literal["rule", "network", "both", "unknown"]
_NO_ANSWERS: Mapping[str, str] = MappingProxyType({})


class Urgency(IntEnum):
    """How soon somebody must be seen; a higher number is sooner."""

    SELF_CARE = 0
    PLANNED = 1
    TODAY = 2
    EMERGENCY = 3

    @property
    def code(self) -> str:
        """The word that travels: emergency, today, planned or self_care."""
        return self.name.lower()

    @classmethod
    def of(cls, code: str) -> "Urgency":
        """The level of a code; an unknown code is the highest level, never the lowest."""
        return cls.__members__.get(code.upper(), cls.EMERGENCY)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a patient has told us.

    `age_years` is decimal (an infant of 5 days is 0.014). `struck` are findings (or red flags of
    level today) that the patient says were misunderstood; `confirmed` are findings that the patient
    chose or confirmed; `answered` maps ids of questions to the chosen options.
    """

    text: str = ""
    age_years: float | None = None
    sex: Sex | None = None
    pregnant: bool | None = None
    struck: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    answered: Mapping[str, str] = field(default_factory=lambda: _NO_ANSWERS)


@dataclass(frozen=True, slots=True)
class Question:
    """One question worth asking: its id, `kind` (always "choice" so far) and option codes."""

    id: str
    kind: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where to go and how soon; never a diagnosis.

    `departments`: all codes with probabilities that sum to 1, best first. `urgency` is a code of
    `Urgency`. `red_flags`: (code, level), highest level first. `findings`: recognised concepts,
    surest first. `reasons`: codes such as "red_flag:stroke_signs", "age:child", "gibberish".
    `likely`: departments that hold an acceptable one for nine texts of ten (conformal set), best
    first; empty when abstaining. `abstain`: the text decides nothing, a person should look.
    `digest`: SHA-256 over the network and the knowledge that gave this verdict.
    """

    departments: tuple[tuple[str, float], ...]
    urgency: str
    urgency_raised_by: RaisedBy
    red_flags: tuple[tuple[str, str], ...]
    findings: tuple[str, ...]
    reasons: tuple[str, ...]
    question: Question | None
    abstain: bool
    version: str
    digest: str
    likely: tuple[str, ...] = ()
