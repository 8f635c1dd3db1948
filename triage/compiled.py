"""The compiled knowledge that travels beside the network (knowledge.json), as typed values."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage.answers import Sex, Urgency


@dataclass(frozen=True, slots=True)
class Concept:
    """A complaint that can be recognised. Ages in years, inclusive minimum, exclusive maximum."""

    id: str
    label: Mapping[str, str]
    departments: Mapping[str, float]
    urgency: Urgency
    min_age_years: float
    max_age_years: float
    sex: Sex | None


@dataclass(frozen=True, slots=True)
class VitalRange:
    """A vital sign at or beyond a bound: value >= minimum, or value <= maximum."""

    name: str
    minimum: float | None
    maximum: float | None

    def holds(self, vitals: Mapping[str, float]) -> bool:
        value = vitals.get(self.name)
        if value is None:
            return False
        above = self.minimum is None or value >= self.minimum
        below = self.maximum is None or value <= self.maximum
        return above and below


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a red flag is raised: every condition that is stated must hold."""

    all: frozenset[str]
    any: frozenset[str]
    at_least: int
    none: frozenset[str]
    vitals: tuple[VitalRange, ...]
    min_age_years: float | None
    max_age_years: float | None
    sex: Sex | None
    pregnant: bool


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A danger sign: level is emergency or today; `source` says where the rule comes from."""

    code: str
    level: Urgency
    source: str
    label: Mapping[str, str]
    when: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class QuestionText:
    """Wording of a follow-up question and of its options, by language."""

    id: str
    text: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Compiled:
    """Everything from knowledge.json. Concepts stand in the order of the network's outputs.

    `calibration`: thresholds and the exponent of the departments' probabilities, by name. `fit`:
    what was measured on held-out phrases when they were fitted (see training/calibration.py).
    """

    concepts: tuple[Concept, ...]
    patterns: Mapping[str, tuple[str, ...]]
    signal_findings: Mapping[str, tuple[str, ...]]
    idioms: tuple[str, ...]
    flags: tuple[RedFlag, ...]
    questions: tuple[QuestionText, ...]
    vocabulary: frozenset[str]
    complaints_in_the_negative: frozenset[str]
    calibration: Mapping[str, float]
    fit: Mapping[str, float]
    folded: bool = False


def read_compiled(path: Path) -> Compiled:
    """Parse knowledge.json. Raises OSError, ValueError, KeyError if it is not one."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Compiled(
        concepts=tuple(_concept(c) for c in data["concepts"]),
        patterns={code: tuple(s["patterns"]) for code, s in data["signals"].items()},
        signal_findings={code: tuple(s["findings"]) for code, s in data["signals"].items()},
        idioms=tuple(data["idioms"]),
        flags=tuple(_flag(f) for f in data["flags"]),
        questions=tuple(QuestionText(q["id"], q["text"], q["options"]) for q in data["questions"]),
        vocabulary=frozenset(data["vocabulary"]),
        complaints_in_the_negative=frozenset(data["complaints_in_the_negative"]),
        calibration=data["calibration"],
        fit=data["fit"],
        folded=data.get("folded", False),
    )


def _concept(data: Mapping[str, Any]) -> Concept:
    ages = data.get("ages", {})
    return Concept(
        id=data["id"],
        label=data["label"],
        departments=data["departments"],
        urgency=Urgency.of(data["urgency"]),
        min_age_years=float(ages.get("min", 0.0)),
        max_age_years=float(ages.get("max", 200.0)),
        sex=data.get("sex"),
    )


def _flag(data: Mapping[str, Any]) -> RedFlag:
    return RedFlag(
        code=data["code"],
        level=Urgency.of(data["level"]),
        source=data["source"],
        label=data["label"],
        when=tuple(_rule(r) for r in data["when"]),
    )


def _rule(data: Mapping[str, Any]) -> Rule:
    vitals: Sequence[Mapping[str, Any]] = data.get("vitals", ())
    return Rule(
        all=frozenset(data.get("all", ())),
        any=frozenset(data.get("any", ())),
        at_least=int(data.get("at_least", 1)),
        none=frozenset(data.get("none", ())),
        vitals=tuple(VitalRange(v["name"], v.get("min"), v.get("max")) for v in vitals),
        min_age_years=data.get("min_age_years"),
        max_age_years=data.get("max_age_years"),
        sex=data.get("sex"),
        pregnant=bool(data.get("pregnant", False)),
    )
