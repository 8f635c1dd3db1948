"""The arithmetic of recognition errors, as ISO/IEC 19795-1 and 30107-3 name them. Pure numpy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]

RULE_OF = 30
"""A rate is measured from 30 errors on: it is then within ± 30 % with 90 % confidence, if trials
are independent (Doddington et al., The NIST speaker recognition evaluation, 2000)."""
Z95 = 1.959964
"""Normal quantile of two-sided 95 %."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of trials with its 95 % interval."""

    value: float
    low: float
    high: float
    trials: int


def false_match_rate(impostor: Scores, threshold: float) -> float:
    """Share of comparisons of different people that reach `threshold`; NaN without any."""
    return float(np.mean(impostor >= threshold)) if impostor.size else math.nan


def false_non_match_rate(genuine: Scores, threshold: float) -> float:
    """Share of comparisons of one person that stay below `threshold`; NaN without any."""
    return float(np.mean(genuine < threshold)) if genuine.size else math.nan


def threshold_at(impostor: Scores, rate: float) -> float:
    """The lowest similarity at which FMR ≤ `rate`. Raises ValueError without comparisons."""
    if impostor.size == 0:
        raise ValueError("no comparisons of different people")
    allowed = math.floor(rate * impostor.size + 1e-9)
    if allowed >= impostor.size:
        return float(impostor.min())
    # The (allowed + 1)-th highest must stay below; ties all fall with it.
    barrier = np.partition(impostor, impostor.size - allowed - 1)[impostor.size - allowed - 1]
    return float(np.nextafter(barrier, np.inf))


def equal_error_rate(genuine: Scores, impostor: Scores) -> tuple[float, float]:
    """(EER, threshold): where FMR and FNMR cross; their mean where they step over one another.

    NaN without trials of either kind.
    """
    if genuine.size == 0 or impostor.size == 0:
        return math.nan, math.nan
    return _Crossing(genuine, impostor).eer(np.ones(genuine.size), np.ones(impostor.size))


class _Crossing:
    """Scores sorted once, so that many weightings of them are quick."""

    def __init__(self, genuine: Scores, impostor: Scores) -> None:
        scores = np.concatenate((genuine, impostor))
        self._order = np.argsort(scores, kind="stable")
        self._sorted = scores[self._order]
        self._genuine = genuine.size
        # Entry k is the threshold just above the k-th score; ties count together.
        self._ends = np.flatnonzero(np.append(self._sorted[1:] != self._sorted[:-1], True))

    def eer(self, genuine_weight: Scores, impostor_weight: Scores) -> tuple[float, float]:
        """(EER, threshold) where trials count as often as their weights say."""
        signed = np.concatenate(
            (genuine_weight / genuine_weight.sum(), impostor_weight / impostor_weight.sum())
        )[self._order]
        of_genuine = self._order < self._genuine
        missed = np.cumsum(np.where(of_genuine, signed, 0.0))[self._ends]
        matched = 1 - np.cumsum(np.where(of_genuine, 0.0, signed))[self._ends]
        best = int(np.argmin(np.abs(missed - matched)))
        return (
            max(0.0, float(missed[best] + matched[best]) / 2),
            float(self._sorted[self._ends[best]]),
        )


def wilson(errors: int, trials: int) -> Rate:
    """A share of independent trials with Wilson's 95 % interval; NaN and 0 to 1 without trials."""
    if trials == 0:
        return Rate(math.nan, 0.0, 1.0, 0)
    share, z2 = errors / trials, Z95**2
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = Z95 / (1 + z2 / trials) * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials**2))
    return Rate(share, max(0.0, middle - half), min(1.0, middle + half), trials)


@dataclass(frozen=True, slots=True, eq=False)
class Comparisons:
    """All comparisons of a test: `first` and `second` are numbers of people from 0 on."""

    scores: Scores
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    people: int

    @property
    def genuine(self) -> Scores:
        """Of one person with themselves."""
        scores: Scores = self.scores[self.first == self.second]
        return scores

    @property
    def impostor(self) -> Scores:
        """Of two people."""
        scores: Scores = self.scores[self.first != self.second]
        return scores


@dataclass(frozen=True, slots=True)
class Intervals:
    """95 % intervals; `fmr` and `fnmr` in the order of the thresholds."""

    eer: tuple[float, float]
    fmr: tuple[tuple[float, float], ...]
    fnmr: tuple[tuple[float, float], ...]


def bootstrap(
    comparisons: Comparisons, thresholds: Sequence[float], *, rounds: int = 400, seed: int = 1
) -> Intervals:
    """95 % intervals of EER, and of FMR and FNMR at each of `thresholds`.

    People are drawn with replacement, not comparisons: those of one person are not independent
    (ISO/IEC 19795-1, annex on bootstrap; Bolle et al. 2004).
    """
    same = comparisons.first == comparisons.second
    genuine, impostor = comparisons.genuine, comparisons.impostor
    owner = comparisons.first[same]
    left, right = comparisons.first[~same], comparisons.second[~same]
    reached = [np.flatnonzero(impostor >= threshold) for threshold in thresholds]
    below = [np.flatnonzero(genuine < threshold) for threshold in thresholds]
    crossing = _Crossing(genuine, impostor)
    random = np.random.default_rng(seed)
    eer: list[float] = []
    fmr: list[list[float]] = [[] for _ in thresholds]
    fnmr: list[list[float]] = [[] for _ in thresholds]
    for _ in range(rounds):
        times = np.bincount(
            random.integers(0, comparisons.people, comparisons.people), minlength=comparisons.people
        ).astype(np.float64)
        gw, iw = times[owner], times[left] * times[right]
        if gw.sum() == 0 or iw.sum() == 0:
            continue
        eer.append(crossing.eer(gw, iw)[0])
        for number in range(len(thresholds)):
            fmr[number].append(float(iw[reached[number]].sum() / iw.sum()))
            fnmr[number].append(float(gw[below[number]].sum() / gw.sum()))
    return Intervals(
        _middle_95(eer),
        tuple(_middle_95(values) for values in fmr),
        tuple(_middle_95(values) for values in fnmr),
    )


def _middle_95(values: Sequence[float]) -> tuple[float, float]:
    if not values:
        return math.nan, math.nan
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def false_proposals(rate: float, gallery_size: int) -> float:
    """FPIR of a gallery of N strangers: 1 − (1 − FMR)^N, comparisons taken as independent."""
    return -math.expm1(gallery_size * math.log1p(-rate)) if rate < 1 else 1.0


def curve(impostor: Scores, rates: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """(rate, threshold) for those of `rates`, falling, that so many comparisons can show.

    Rates with fewer than `RULE_OF` errors in `impostor` are left out.
    """
    return tuple(
        (rate, threshold_at(impostor, rate))
        for rate in sorted(rates, reverse=True)
        if rate * impostor.size >= RULE_OF
    )


@dataclass(frozen=True, slots=True)
class SearchRates:
    """Of searches in galleries of `gallery_size` people, one template each."""

    gallery_size: int
    fpir: Rate
    """Searches of people who are not in the gallery that propose somebody."""
    fnir: Rate
    """Searches of people who are in it that do not propose them."""


def search_rates(
    embeddings: NDArray[np.float32],
    people: NDArray[np.int64],
    sessions: NDArray[np.int64],
    threshold: float,
    gallery_size: int,
    *,
    margin: float = 0.0,
    draws: int = 50,
    seed: int = 1,
) -> SearchRates:
    """Draw galleries of `gallery_size` people and search with templates of other sessions.

    `embeddings` (n, dimensions) of length 1; a template is enrolled per person, and everybody's
    templates of other sessions are searched for (of the same session, where there is only one).
    Proposed is the nearest with similarity ≥ `threshold` that leads the second by `margin`.
    Raises ValueError if there are not more than `gallery_size` people.
    """
    everybody = np.unique(people)
    if gallery_size >= everybody.size:
        raise ValueError("a gallery has to leave somebody outside")
    rows_of = {int(each): np.flatnonzero(people == each) for each in everybody}
    random = np.random.default_rng(seed)
    inside, outside = _Tally(), _Tally()
    for _ in range(draws):
        enrolled = random.permutation(everybody)[:gallery_size]
        rows = np.array([random.choice(rows_of[int(each)]) for each in enrolled])
        strangers = np.flatnonzero(~np.isin(people, enrolled))
        members = np.concatenate([_others(rows_of[int(people[r])], sessions, r) for r in rows])
        for probes, tally in ((strangers, outside), (members, inside)):
            proposed = _proposed(embeddings[probes] @ embeddings[rows].T, threshold, margin)
            found = np.where(proposed >= 0, enrolled[proposed], -1)
            right = people[probes] if tally is inside else np.full(probes.size, -1)
            tally.add(probes, int(np.sum(found != right)))
    return SearchRates(gallery_size, outside.rate(), inside.rate())


def _others(
    rows: NDArray[np.int64], sessions: NDArray[np.int64], enrolled: np.int64
) -> NDArray[np.int64]:
    """Templates of one person to search with: of other sessions, where there are any."""
    apart: NDArray[np.int64] = rows[sessions[rows] != sessions[enrolled]]
    same_day: NDArray[np.int64] = rows[rows != enrolled]
    return apart if apart.size else same_day


def _proposed(
    similarities: NDArray[np.float32], threshold: float, margin: float
) -> NDArray[np.int64]:
    """Column of whom each row proposes, −1 for nobody."""
    best = similarities.argmax(axis=1)
    each = np.arange(len(similarities))
    highest = similarities[each, best]
    enough = highest >= threshold
    if similarities.shape[1] > 1:
        others = similarities.copy()
        others[each, best] = -np.inf
        enough &= highest - others.max(axis=1) >= margin
    return np.where(enough, best, -1)


@dataclass(slots=True)
class _Tally:
    """Errors over many draws, with an interval for as many trials as there are templates: the
    same template searched in fifty galleries is not fifty people."""

    errors: int = 0
    trials: int = 0
    templates: set[int] = field(default_factory=set)

    def add(self, templates: NDArray[np.int64], errors: int) -> None:
        self.errors += errors
        self.trials += templates.size
        self.templates.update(templates.tolist())

    def rate(self) -> Rate:
        if not self.trials:
            return wilson(0, 0)
        value = self.errors / self.trials
        low_and_high = wilson(round(value * len(self.templates)), len(self.templates))
        return Rate(
            value, min(low_and_high.low, value), max(low_and_high.high, value), len(self.templates)
        )
