"""The report card: accuracy on outside text, beside the answer that ignores the text."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from triage.answers import Answers, Verdict
from triage.assessment import Triage
from triage.departments import CODES

_CONSTANT = ("therapy", "neurology", "traumatology")
Row = Mapping[str, Any]


def report(triage: Triage, folder: Path) -> str:
    """A text table over every *.jsonl in `folder`.

    Rows with "accept" (a set of acceptable departments, or null) give accuracies and the mean over
    acceptable first departments; rows with "acuity" (KTAS 1-5) give urgencies by acuity. Raises
    OSError, ValueError for a file that cannot be read.
    """
    lines = [f"model {triage.version}, digest {triage.digest[:12]}"]
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        verdicts = [triage.assess(_answers(row)) for row in rows]
        lines.append(f"\n{path.stem}: {len(rows)} texts")
        if any("accept" in row for row in rows):
            lines += _departments(rows, verdicts)
        if any("acuity" in row for row in rows):
            lines += _acuity(rows, verdicts)
        flagged = sum(any(level == "emergency" for _, level in v.red_flags) for v in verdicts)
        lines.append(
            f"  abstained {_share(v.abstain for v in verdicts)}, "
            f"emergency flag {flagged / len(rows):.3f}, "
            f"urgency {dict(sorted(Counter(v.urgency for v in verdicts).items()))}"
        )
    return "\n".join(lines)


def _answers(row: Row) -> Answers:
    return Answers(row["text"], row.get("age_years"), row.get("sex"), row.get("pregnant"))


def _share(values: Iterable[bool]) -> str:
    seen = list(values)
    return f"{sum(seen) / max(1, len(seen)):.3f}"


def _departments(rows: Sequence[Row], verdicts: Sequence[Verdict]) -> list[str]:
    """Accuracy where something is acceptable; emergency is set aside: it is an urgency there."""
    shown = [
        ([code for code, _ in v.departments], set(row["accept"]))
        for row, v in zip(rows, verdicts, strict=True)
        if row.get("accept")
    ]
    pairs = [([c for c in ranked if c != "emergency"], accepted) for ranked, accepted in shown]
    constant = [(list(_CONSTANT), accepted) for _, accepted in shown]
    lines = [
        f"  accepted@1 {_at(pairs, 1)}  accepted@3 {_at(pairs, 3)}  (n={len(pairs)})",
        f"  as shown@1 {_at(shown, 1)}  as shown@3 {_at(shown, 3)}  (emergency room counted)",
        f"  constant@1 {_at(constant, 1)}  constant@3 {_at(constant, 3)}",
    ]
    by_first: dict[str, list[bool]] = {}
    for ranked, accepted in pairs:
        for code in accepted:
            by_first.setdefault(code, []).append(ranked[0] in accepted)
    recalls = [sum(hits) / len(hits) for code, hits in by_first.items() if code in CODES]
    lines.append(f"  macro accepted@1 {sum(recalls) / max(1, len(recalls)):.3f}")
    nothing = [v for row, v in zip(rows, verdicts, strict=True) if not row.get("accept")]
    if nothing:
        lines.append(
            f"  of {len(nothing)} with nothing specific, abstained "
            f"{_share(v.abstain for v in nothing)}"
        )
    return lines


def _at(pairs: Sequence[tuple[list[str], set[str]]], count: int) -> str:
    return _share(bool(accepted.intersection(ranked[:count])) for ranked, accepted in pairs)


def _acuity(rows: Sequence[Row], verdicts: Sequence[Verdict]) -> list[str]:
    table: dict[int, Counter[str]] = {}
    for row, verdict in zip(rows, verdicts, strict=True):
        table.setdefault(int(row["acuity"]), Counter())[verdict.urgency] += 1
    return [
        f"  acuity {level}: {dict(sorted(counts.items()))}"
        for level, counts in sorted(table.items())
    ]
