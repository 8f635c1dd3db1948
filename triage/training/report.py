"""The report card: what was measured, beside the answer that ignores the text."""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage.answers import Answers, Urgency, Verdict
from triage.assessment import Triage
from triage.scripts import uz_to_cyrillic
from triage.training.exam import answers_of, exam
from triage.training.measures import (
    MIDDLE,
    SHORT,
    Ranked,
    accepted_at,
    calibration_error,
    length_of,
    macro_f1,
    ranked,
    reliability,
    risk_coverage,
    share,
    table,
)
from triage.training.plots import Series, line_chart
from triage.training.written import LANGUAGES, Written, read_not_complaints, read_written

_CONSTANT = ("therapy", "neurology", "traumatology")
_COVERAGES = (1.0, 0.8, 0.6, 0.4)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the texts are: `outside` JSON lines from elsewhere, `written` our own; or None.

    `exam`: the independent exam (see exam.py); `exam_was_read`: its errors were looked at.
    """

    outside: Path | None
    written: Path | None
    exam: Path | None = None
    exam_was_read: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A page of Markdown and the pictures that it shows, by the name of their file (SVG)."""

    text: str
    pictures: Mapping[str, str]


def report(triage: Triage, fit: Mapping[str, float], sources: Sources) -> Report:
    """Everything that can be measured here.

    `fit`: figures of the held-out phrases (Compiled.fit). Rows of `outside` with "accept" (a set
    of departments, or null) give accuracies; rows with "acuity" (KTAS 1-5) urgencies by acuity.
    Raises OSError, ValueError for a file that cannot be read.
    """
    parts = [
        "# Triage report",
        (
            f"Version {triage.version}, digest `{triage.digest[:12]}`. Written by "
            "`python -m triage report`; shares are followed by the exact 95 % interval of Clopper "
            'and Pearson and the number of texts. The constant answer is "therapy, neurology, '
            'traumatology" for everybody.'
        ),
        *_held_out(fit),
    ]
    curves: dict[str, list[Ranked]] = {}
    if sources.written is not None:
        parts += _written(triage, sources.written)
    if sources.exam is not None:
        told, curves = exam(triage, sources.exam, was_read=sources.exam_was_read)
        parts += told
    if sources.outside is not None:
        told, rankings = _outside(triage, sources.outside)
        parts += told
        curves |= rankings
    pictures = _pictures(curves)
    if pictures:
        parts.append("## Calibration and the price of answering everybody")
        parts += [f"![{title}]({name})" for name, (title, _) in pictures.items()]
    text = "\n\n".join([*parts, _LIMITS]) + "\n"
    return Report(text, {name: svg for name, (_, svg) in pictures.items()})


def _pictures(curves: Mapping[str, Sequence[Ranked]]) -> dict[str, tuple[str, str]]:
    """Title and SVG of each picture; none without rankings."""
    if not curves:
        return {}
    steps = tuple(i / 20 for i in range(1, 21))
    wrong = "Wrong first departments when only the surest texts are answered"
    sure = "How often a first department is right, by how sure the engine is of it"
    return {
        "triage-risk-coverage.svg": (
            wrong,
            line_chart(
                wrong,
                "share of texts answered",
                "share of wrong ones",
                [
                    Series(name, tuple(zip(steps, risk_coverage(rows, steps), strict=True)))
                    for name, rows in curves.items()
                ],
            ),
        ),
        "triage-calibration.svg": (
            sure,
            line_chart(
                sure,
                "probability of the first department",
                "share that is right",
                [
                    Series("perfect", ((0.0, 0.0), (1.0, 1.0))),
                    *(Series(name, tuple(reliability(rows))) for name, rows in curves.items()),
                ],
            ),
        ),
    }


def _held_out(fit: Mapping[str, float]) -> list[str]:
    """Figures of a network that was trained without one phrase in five, on those phrases."""
    groups = {"texts and phrases together": ""}
    names = ("messages", "uz", "uz-Cyrl", "ru", "en", "kaa", "kk")
    groups |= {name: f"{name}:" for name in names}
    figures = (
        "texts", "accepted_at_1", "calibration_error", "finding_precision", "finding_recall",
        "emergency_recall", "emergency_false_alarms",
    )  # fmt: skip
    rows = [
        [
            group,
            *(
                f"{fit[prefix + n]:.0f}" if n == "texts" else f"{fit[prefix + n]:.3f}"
                for n in figures
            ),
        ]
        for group, prefix in groups.items()
        if prefix + "texts" in fit
    ]
    return [
        "## Phrases that the network had not seen",
        (
            "One phrase and one message in five were kept from a network trained like the shipped "
            "one; thresholds and temperature were fitted on texts written from them, so the "
            "calibration flatters a little. Messages carry their own urgency, and the levels were "
            "fitted on them alone. Single languages: bare phrases, with nothing around them, which "
            "have the urgency of their complaint."
        ),
        table(["", *(n.replace("_", " ") for n in figures)], rows),
        *_levels_of(fit, "messages:" if "messages:texts" in fit else ""),
    ]


def _levels_of(fit: Mapping[str, float], prefix: str) -> list[str]:
    """Urgency that was meant against urgency that was called."""
    levels = [level.code for level in reversed(Urgency)]
    counts = {(a, b): int(fit.get(f"{prefix}{a}>{b}", 0)) for a in levels for b in levels}
    total = sum(counts.values())
    low = sum(n for (a, b), n in counts.items() if Urgency.of(a) - Urgency.of(b) > 1)
    under = sum(n for (a, b), n in counts.items() if Urgency.of(a) > Urgency.of(b))
    over = sum(n for (a, b), n in counts.items() if Urgency.of(a) < Urgency.of(b))
    whose = "messages" if prefix else "the knowledge base"
    return [
        f"Urgency of {whose} (rows) against the urgency called (columns), rules counted:",
        table(["", *levels], [[a, *(str(counts[a, b]) for b in levels)] for a in levels]),
        (
            f"Never more than one level too low: {share(total - low, total)}. Too low at all: "
            f"{share(under, total)}. Too high: {share(over, total)}."
        ),
    ]


def _written(triage: Triage, folder: Path) -> list[str]:
    emergencies = read_written(folder / "emergencies.yaml")
    everyday = read_written(folder / "everyday.yaml")
    idle = read_not_complaints(folder / "not_complaints.yaml")
    rows = []
    for language in (*LANGUAGES, "all"):
        chosen = [_verdicts(triage, _of(texts, language)) for texts in (emergencies, everyday)]
        grave, calm = chosen
        rows.append(
            [
                language,
                share(sum(v.urgency == "emergency" for v in grave), len(grave)),
                share(sum(v.urgency in ("emergency", "today") for v in grave), len(grave)),
                share(sum(v.urgency == "emergency" for v in calm), len(calm)),
                share(sum(v.abstain for v in calm), len(calm)),
            ]
        )
    refused = [triage.assess(Answers(text, 30.0)).abstain for text in idle]
    uzbek = [w.answers for w in (*emergencies, *everyday) if w.language == "uz"]
    same = sum(_same_in_both_scripts(triage, answers) for answers in uzbek)
    return [
        "## Texts written from the names of danger signs and complaints",
        (
            "By the author of the rules, who knew them: these figures flatter. Used for measuring "
            "only. `tests/triage/data`."
        ),
        table(
            [
                "",
                "emergencies called so",
                "emergencies at least today",
                "everyday complaints called an emergency",
                "everyday complaints turned away",
            ],
            rows,
        ),
        f"Not a complaint, sent to reception: {share(sum(refused), len(refused))}.",
        f"The same Uzbek text in both scripts gives the same verdict: {share(same, len(uzbek))}.",
        _speed(triage, [w.answers for w in (*emergencies, *everyday)]),
    ]


def _of(texts: Sequence[Written], language: str) -> list[Answers]:
    return [w.answers for w in texts if language in (w.language, "all")]


def _verdicts(triage: Triage, answers: Sequence[Answers]) -> list[Verdict]:
    return [triage.assess(a) for a in answers]


def _same_in_both_scripts(triage: Triage, answers: Answers) -> bool:
    cyrillic = Answers(
        uz_to_cyrillic(answers.text), answers.age_years, answers.sex, answers.pregnant
    )
    return triage.assess(cyrillic) == triage.assess(answers)


def _speed(triage: Triage, answers: Sequence[Answers]) -> str:
    """Time of this thread, so that what else runs on the machine counts less."""
    long = [Answers(". ".join(a.text for a in answers[i : i + 4])[:120]) for i in range(300)]
    taken = []
    for each in long:
        begin = time.thread_time_ns()
        triage.assess(each)
        taken.append((time.thread_time_ns() - begin) / 1e6)
    taken.sort()
    return (
        f"Speed on this machine, one thread, {len(long)} texts of up to 120 characters, the age "
        f"unknown, so that a question is weighed: median {taken[len(taken) // 2]:.2f} ms, 99th "
        f"percentile {taken[int(len(taken) * 0.99)]:.2f} ms of processor time."
    )


def _outside(triage: Triage, folder: Path) -> tuple[list[str], dict[str, list[Ranked]]]:
    curves: dict[str, list[Ranked]] = {}
    parts = [
        "## Outside text",
        (
            "Nobody who wrote the knowledge base used these sets; the sets of acceptable "
            "departments are drafts made from topics and ICD-10 codes, not a clinician's verdict. "
            "The first line leaves the emergency room out of the ranking (it is an urgency "
            "there), the second shows departments as a patient would see them."
        ),
    ]
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        verdicts = [triage.assess(answers_of(row)) for row in rows]
        parts.append(f"### {path.stem}, {len(rows)} texts")
        if any("accept" in row for row in rows):
            parts += _departments(rows, verdicts)
            curves[path.stem] = [
                ranked(v.departments, r["accept"], emergency=False)
                for r, v in zip(rows, verdicts, strict=True)
                if r.get("accept")
            ]
        if any("acuity" in row for row in rows):
            parts += _acuity(rows, verdicts)
        urgencies = Counter(v.urgency for v in verdicts)
        flagged = sum(any(level == "emergency" for _, level in v.red_flags) for v in verdicts)
        parts.append(
            f"Abstained: {share(sum(v.abstain for v in verdicts), len(rows))}. A rule called an "
            f"emergency: {share(flagged, len(rows))}. Urgencies: "
            + ", ".join(f"{u.code} {urgencies[u.code]}" for u in reversed(Urgency))
            + "."
        )
    return parts, curves


def _departments(rows: Sequence[Row], verdicts: Sequence[Verdict]) -> list[str]:
    known = [(r, v) for r, v in zip(rows, verdicts, strict=True) if r.get("accept")]
    quiet = [ranked(v.departments, r["accept"], emergency=False) for r, v in known]
    shown = [ranked(v.departments, r["accept"], emergency=True) for r, v in known]
    constant = [Ranked(_CONSTANT, 1.0, row.accepted) for row in quiet]
    groups: dict[str, list[Ranked]] = defaultdict(list)
    for (row, _), one in zip(known, quiet, strict=True):
        groups[f"{length_of(row['text'])} texts (to {SHORT}, to {MIDDLE}, longer)"].append(one)
    lines = [
        [name, *_figures(chosen)]
        for name, chosen in (
            ("departments", quiet), ("as shown", shown), ("constant answer", constant),
            *sorted(groups.items()),
        )
    ]  # fmt: skip
    risks = risk_coverage(quiet, _COVERAGES)
    parts = [
        table(["", "accepted first", "among three", "macro-F1", "calibration error"], lines),
        "Wrong first departments when only the surest are answered: "
        + ", ".join(
            f"{risk:.3f} of {coverage:.0%}"
            for coverage, risk in zip(_COVERAGES, risks, strict=True)
        )
        + ".",
    ]
    nothing = [v for r, v in zip(rows, verdicts, strict=True) if not r.get("accept")]
    if nothing:
        parts.append(
            f"Nothing specific said, abstained: "
            f"{share(sum(v.abstain for v in nothing), len(nothing))}."
        )
    return parts


def _figures(rows: Sequence[Ranked]) -> tuple[str, str, str, str]:
    return (
        share(accepted_at(rows, 1), len(rows)),
        share(accepted_at(rows, 3), len(rows)),
        f"{macro_f1(rows):.3f}",
        f"{calibration_error(rows):.3f}",
    )


def _acuity(rows: Sequence[Row], verdicts: Sequence[Verdict]) -> list[str]:
    counts: Counter[tuple[int, str]] = Counter()
    for row, verdict in zip(rows, verdicts, strict=True):
        if "acuity" in row:
            counts[int(row["acuity"]), verdict.urgency] += 1
    levels = [level.code for level in reversed(Urgency)]
    lines = [
        [str(acuity), *(str(counts[acuity, code]) for code in levels)]
        for acuity in sorted({a for a, _ in counts})
    ]

    def called(wanted: Callable[[int], bool]) -> str:
        chosen = {key: n for key, n in counts.items() if wanted(key[0])}
        hits = sum(n for (_, code), n in chosen.items() if code == "emergency")
        return share(hits, sum(chosen.values()))

    return [
        "Acuity by experts (rows; vital signs decided it too) against the urgency called:",
        table(["acuity", *levels], lines),
        (
            f"Called an emergency: of acuity 1 {called(lambda a: a == 1)}, of acuity 4 and 5 "
            f"{called(lambda a: a >= 4)}."
        ),
    ]


_LIMITS = """## What this cannot tell

- No clinician has read the rules, the knowledge base or these texts; no native speaker has read the
  Uzbek, Karakalpak or Kazakh. There is no outside text in these three languages to measure on.
- Urgency was never compared with a clinician's verdict on patients' own words. Nobody may be sent
  home on it: `self_care` and `planned` are offers, staff decide.
- An interval speaks of texts like these, not of the people who will stand in front of a kiosk.
- Sarcasm, quoted speech, several people in one text and doctors' abbreviations are read badly."""
