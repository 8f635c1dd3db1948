"""Statistics of a report card. Every share is given with its number of texts."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from scipy.stats import beta

_BINS = 10


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


def risk_coverage(rows: Sequence[Ranked], coverages: Sequence[float]) -> list[float]:
    """Share of wrong first departments when only the surest part of the texts is answered."""
    surest = sorted(rows, key=lambda row: -row.sure)
    risks = []
    for coverage in coverages:
        kept = surest[: max(1, round(coverage * len(surest)))]
        risks.append(sum(not row.right for row in kept) / len(kept))
    return risks
