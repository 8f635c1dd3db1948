"""Statistics of a report card. Every share is given with its number of texts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from scipy.stats import beta

_BINS = 10
SHORT, MIDDLE = 40, 120  # characters


@dataclass(frozen=True, slots=True)
class Ranked:
    """One text with a known answer: departments best first, the first one's probability (0-1).

    `accepted`: the departments that count as right.
    """

    departments: tuple[str, ...]
    sure: float
    accepted: AbstractSet[str]

    @property
    def right(self) -> bool:
        """Whether the first department is accepted."""
        return self.departments[0] in self.accepted


def interval(hits: int, count: int, confidence: float = 0.95) -> tuple[float, float]:
    """Clopper and Pearson's exact interval of a share (Biometrika 26, 1934); (0, 1) for nothing.

    0 misses in 60 only bounds the rate of misses at 4.9 % (one-sided) or 6.0 % (two-sided, here).
    """
    if count == 0:
        return 0.0, 1.0
    tail = (1 - confidence) / 2
    low = float(beta.ppf(tail, hits, count - hits + 1)) if hits else 0.0
    high = float(beta.ppf(1 - tail, hits + 1, count - hits)) if hits < count else 1.0
    return low, high


def share(hits: int, count: int) -> str:
    """ "0.873 [0.846-0.898] of 681" """
    if count == 0:
        return "none"
    low, high = interval(hits, count)
    return f"{hits / count:.3f} [{low:.3f}–{high:.3f}] of {count}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def ranked(
    departments: Sequence[tuple[str, float]], accepted: Iterable[str], *, emergency: bool
) -> Ranked:
    """A verdict's ranking, with or without the emergency room among the departments."""
    kept = [(c, p) for c, p in departments if emergency or c != "emergency"]
    total = sum(p for _, p in kept)
    return Ranked(tuple(c for c, _ in kept), kept[0][1] / total, frozenset(accepted))


def length_of(text: str) -> str:
    """ "short" to 40 characters, "middle" to 120, or "long"."""
    return "short" if len(text) <= SHORT else "middle" if len(text) <= MIDDLE else "long"


def accepted_at(rows: Sequence[Ranked], places: int) -> int:
    """How many texts have an accepted department among the first `places`."""
    return sum(not row.accepted.isdisjoint(row.departments[:places]) for row in rows)


def macro_f1(rows: Sequence[Ranked]) -> float:
    """Mean F1 over the departments that are accepted somewhere.

    A wrong first department is a false alarm of its own and, in equal parts, a miss of each
    accepted one.
    """
    hits: Counter[str] = Counter()
    false: Counter[str] = Counter()
    missed: defaultdict[str, float] = defaultdict(float)
    for row in rows:
        first = row.departments[0]
        if row.right:
            hits[first] += 1
            continue
        false[first] += 1
        for code in row.accepted:
            missed[code] += 1 / len(row.accepted)
    codes = hits.keys() | missed.keys()
    f1 = [2 * hits[c] / (2 * hits[c] + false[c] + missed[c]) for c in codes]
    return sum(f1) / max(1, len(f1))


def calibration_error(rows: Sequence[Ranked]) -> float:
    """Expected calibration error of the first department in ten equal bins (Guo et al., 2017)."""
    bins: defaultdict[int, list[Ranked]] = defaultdict(list)
    for row in rows:
        bins[min(int(row.sure * _BINS), _BINS - 1)].append(row)
    gaps = (abs(sum(r.sure for r in b) - sum(r.right for r in b)) for b in bins.values())
    return sum(gaps) / max(1, len(rows))


def reliability(rows: Sequence[Ranked]) -> list[tuple[float, float]]:
    """Mean confidence and share of right answers of each of ten bins that holds ten texts."""
    bins: defaultdict[int, list[Ranked]] = defaultdict(list)
    for row in rows:
        bins[min(int(row.sure * _BINS), _BINS - 1)].append(row)
    return [
        (sum(r.sure for r in b) / len(b), sum(r.right for r in b) / len(b))
        for _, b in sorted(bins.items())
        if len(b) >= _BINS
    ]


def risk_coverage(rows: Sequence[Ranked], coverages: Sequence[float]) -> list[float]:
    """Share of wrong first departments when only the surest part of the texts is answered."""
    surest = sorted(rows, key=lambda row: -row.sure)
    risks = []
    for coverage in coverages:
        kept = surest[: max(1, round(coverage * len(surest)))]
        risks.append(sum(not row.right for row in kept) / len(kept))
    return risks
