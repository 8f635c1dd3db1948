"""The exam: texts by somebody who never saw the knowledge base, in five languages.

A folder of JSON lines, each with id, lang and text, and age_years, sex, pregnant where known:
`emergencies` (all of them are), `everyday` (urgency, departments: the acceptable codes), `lay` and
`long_ru` (departments), `vignettes` (urgency_sets: the acceptable levels; departments), `pairs` (a
and b, each with a text and urgency_sets; kind), `not_complaints` (kind).
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage.answers import Answers, Urgency, Verdict
from triage.assessment import Triage
from triage.training.measures import (
    Ranked,
    accepted_at,
    calibration_error,
    length_of,
    macro_f1,
    ranked,
    share,
    table,
)

LANGUAGES = ("uz", "uz-Cyrl", "ru", "en", "kaa", "kk")
_WITH_DEPARTMENTS = ("lay", "everyday", "long_ru", "vignettes")
_HEAD = (
    "accepted first",
    "among three",
    "macro-F1",
    "calibration error",
    "as shown",
    "in the likely set, of mean size",
)
_WAS_READ = (
    "**These figures flatter:** the errors on this half of the exam were read while this version "
    "was made, and general faults were mended after them; no text of it was copied. They say what "
    "changed, not what to expect of texts that nobody has read."
)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answered:
    """A row of the exam and what the engine said to it."""

    row: Row
    verdict: Verdict

    @property
    def level(self) -> Urgency:
        """The urgency that was called."""
        return Urgency.of(self.verdict.urgency)

    @property
    def acceptable(self) -> frozenset[Urgency]:
        """The urgencies that count as right; empty if the row says nothing of it."""
        codes = self.row.get("urgency_sets") or [self.row.get("urgency")]
        return frozenset(Urgency.of(code) for code in codes if code is not None)


def answers_of(row: Row) -> Answers:
    """What a row says of text and patient."""
    return Answers(row["text"], row.get("age_years"), row.get("sex"), row.get("pregnant"))


def read_rows(folder: Path, kind: str) -> list[Row]:
    """Rows of one kind; none if there is no such file. Raises ValueError for a broken line."""
    path = folder / f"{kind}.jsonl"
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def sit(triage: Triage, folder: Path, kind: str) -> list[Answered]:
    """The engine's answers to all rows of one kind."""
    return [Answered(row, triage.assess(answers_of(row))) for row in read_rows(folder, kind)]


def exam(
    triage: Triage, folder: Path, *, was_read: bool = False
) -> tuple[list[str], dict[str, list[Ranked]]]:
    """Paragraphs of Markdown over the whole exam, and its rankings for the plots, by name.

    `was_read`: somebody looked at its errors while this version was made. Raises OSError,
    ValueError.
    """
    sat = {kind: sit(triage, folder, kind) for kind in ("emergencies", "not_complaints")}
    sat |= {kind: sit(triage, folder, kind) for kind in _WITH_DEPARTMENTS}
    curves = {
        "exam: short texts": rank([*sat["lay"], *sat["everyday"]], emergency=False),
        "exam: long texts, ru": rank(sat["long_ru"], emergency=False),
    }
    parts = [
        "## Independent exam",
        (
            "Written by somebody who saw neither the knowledge base nor the engine, in the voice "
            "of patients; no clinician and no native speaker has read it. Shares with the exact "
            "95 % interval and the number of texts."
        ),
        *([_WAS_READ] if was_read else []),
        *_urgency(sat),
        *_vignettes(sat["vignettes"]),
        *_pairs(triage, read_rows(folder, "pairs")),
        *_departments(sat),
        *_reception(sat),
    ]
    return parts, {name: rows for name, rows in curves.items() if rows}


def _share(answered: Iterable[Answered], holds: Callable[[Answered], bool]) -> str:
    results = [holds(one) for one in answered]
    return share(sum(results), len(results))


def _of(answered: Sequence[Answered], language: str) -> list[Answered]:
    return [a for a in answered if language in (a.row["lang"], "all")]


def _is_emergency(one: Answered) -> bool:
    return one.level is Urgency.EMERGENCY


def _abstained(one: Answered) -> bool:
    return one.verdict.abstain


def _safe(one: Answered) -> bool:
    """Never more than one level below the lowest acceptable one."""
    return one.level >= min(one.acceptable) - 1


def _urgency(sat: Mapping[str, Sequence[Answered]]) -> list[str]:
    grave, calm = sat["emergencies"], sat["everyday"]
    rows = [
        [
            language,
            _share(_of(grave, language), _is_emergency),
            _share(_of(grave, language), lambda a: a.level >= Urgency.TODAY),
            _share(_of(calm, language), _is_emergency),
            _share(_of(calm, language), lambda a: a.level in a.acceptable),
        ]
        for language in (*LANGUAGES, "all")
    ]
    levels = sorted(Urgency, reverse=True)
    both = [*grave, *calm]
    counts = [
        [
            real.code,
            *(
                str(sum(real in a.acceptable and a.level is called for a in both))
                for called in levels
            ),
        ]
        for real in levels
    ]
    judged = [*both, *sat["vignettes"]]
    rules = _share(grave, lambda a: any(level == "emergency" for _, level in a.verdict.red_flags))
    return [
        "### Urgency",
        table(
            [
                "",
                "emergencies called so",
                "emergencies at least today",
                "everyday complaints called an emergency",
                "everyday: urgency right",
            ],
            rows,
        ),
        f"Emergencies that a rule alone calls so: {rules}.",
        "Urgency of the author (rows) against the urgency called (columns):",
        table(["", *(level.code for level in levels)], counts),
        (
            "Never more than one level too low, vignettes included: "
            f"{_share(judged, _safe)}. Too low at all: "
            f"{_share(judged, lambda a: a.level < min(a.acceptable))}. Too high: "
            f"{_share(judged, lambda a: a.level > max(a.acceptable))}."
        ),
    ]


def _vignettes(answered: Sequence[Answered]) -> list[str]:
    groups: tuple[tuple[str, Callable[[Answered], bool]], ...] = (
        ("emergent", lambda a: min(a.acceptable) is Urgency.EMERGENCY),
        (
            "non-emergent",
            lambda a: Urgency.SELF_CARE not in a.acceptable and min(a.acceptable) != 3,
        ),
        ("self-care", lambda a: Urgency.SELF_CARE in a.acceptable),
        ("all", lambda _: True),
    )
    rows = []
    for name, holds in groups:
        chosen = [a for a in answered if holds(a)]
        rows.append(
            [
                name,
                _share(chosen, lambda a: a.level in a.acceptable),
                _share(chosen, lambda a: a.level < min(a.acceptable)),
                _share(chosen, lambda a: a.level > max(a.acceptable)),
            ]
        )
    return [
        "### The vignettes of Semigran (BMJ 2015), retold",
        table(["", "urgency right", "too low", "too high"], rows),
    ]


def _pairs(triage: Triage, pairs: Sequence[Row]) -> list[str]:
    def right(row: Row) -> bool:
        return all(
            one.level in one.acceptable
            for side in ("a", "b")
            for one in [Answered(row[side], triage.assess(answers_of(row[side])))]
        )

    def apart(row: Row) -> bool:
        """Whether the graver side is called graver, or both are called an emergency's side."""
        called = [Urgency.of(triage.assess(answers_of(row[s])).urgency) for s in ("a", "b")]
        wanted = [min(Urgency.of(u) for u in row[s]["urgency_sets"]) for s in ("a", "b")]
        return (called[0] > called[1]) == (wanted[0] > wanted[1]) and called[0] != called[1]

    rows = []
    for kind in (*sorted({str(p["kind"]) for p in pairs}), "all"):
        chosen = [p for p in pairs if kind in (p["kind"], "all")]
        rows.append(
            [
                kind,
                share(sum(map(right, chosen)), len(chosen)),
                share(sum(map(apart, chosen)), len(chosen)),
            ]
        )
    return [
        "### Minimal pairs",
        table(["", "both urgencies right", "the graver one is called graver"], rows),
    ]


def _departments(sat: Mapping[str, Sequence[Answered]]) -> list[str]:
    rows = []
    known = [a for kind in _WITH_DEPARTMENTS for a in sat[kind] if a.row.get("departments")]
    groups: list[tuple[str, Sequence[Answered]]] = [
        (kind, [a for a in sat[kind] if a.row.get("departments")]) for kind in _WITH_DEPARTMENTS
    ]
    groups += [(language, _of(known, language)) for language in LANGUAGES]
    lengths = {length_of(a.row["text"]) for a in known}
    groups += [
        (
            f"{language}, {length}",
            [a for a in _of(known, language) if length_of(a.row["text"]) == length],
        )
        for language in LANGUAGES
        for length in sorted(lengths, reverse=True)
    ]
    groups.append(("all", known))
    for name, chosen in groups:
        if not chosen:
            continue
        plain = rank(chosen, emergency=False)
        shown = rank(chosen, emergency=True)
        rows.append(
            [
                name,
                share(accepted_at(plain, 1), len(plain)),
                share(accepted_at(plain, 3), len(plain)),
                f"{macro_f1(plain):.3f}",
                f"{calibration_error(plain):.3f}",
                share(accepted_at(shown, 1), len(shown)),
                _sets(chosen),
            ]
        )
    return [
        "### Departments",
        (
            "Ranking without the emergency room (an urgency there), and as a patient would be "
            "shown it, whose answer to an emergency is the emergency room."
        ),
        table(["", *_HEAD], rows),
    ]


def _sets(answered: Sequence[Answered]) -> str:
    """How often the conformal set holds an accepted department, and how large it is."""
    named = [a for a in answered if a.verdict.likely]
    if not named:
        return "none"
    held = sum(not set(a.verdict.likely).isdisjoint(a.row["departments"]) for a in named)
    size = sum(len(a.verdict.likely) for a in named) / len(named)
    return f"{held / len(named):.3f} with {size:.1f}"


def rank(answered: Iterable[Answered], *, emergency: bool) -> list[Ranked]:
    """Rankings of the rows that name departments, with or without the emergency room."""
    return [
        ranked(a.verdict.departments, a.row["departments"], emergency=emergency)
        for a in answered
        if a.row.get("departments")
    ]


def _reception(sat: Mapping[str, Sequence[Answered]]) -> list[str]:
    idle = sat["not_complaints"]
    kinds = sorted({str(a.row["kind"]) for a in idle})
    rows = [
        [kind, _share([a for a in idle if kind in (a.row["kind"], "all")], _abstained)]
        for kind in (*kinds, "all")
    ]
    return [
        "### Not a complaint",
        table(["", "sent to reception"], rows),
        "Complaints turned away: "
        + "; ".join(
            f"{kind} {_share(sat[kind], _abstained)}"
            for kind in ("emergencies", "everyday", "lay", "long_ru")
        )
        + ".",
    ]
