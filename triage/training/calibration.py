"""Thresholds and temperature, fitted on texts whose phrases the network has not been shown.

A split by row would flatter: the same phrase would stand on both sides. So a network is trained
without one phrase in five, everything here is fitted on texts written from those phrases, and the
network that ships is then trained on all of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from triage.age import age_in_text
from triage.answers import Answers, Urgency
from triage.compiled import Compiled
from triage.departments import CODES
from triage.patient import patient_of
from triage.ranking import Ranker
from triage.reading import Reader
from triage.red_flags import RedFlags
from triage.training.generator import Example

FALSE_ALARMS = 0.15
"""Of messages without an emergency, how many may be called one, by rules or network: all that was
allowed, as an emergency that is overlooked costs more than one that is not."""
COVERED = 0.90
"""Of texts, how many shall have an accepted department in the set of likely ones."""
TURNED_AWAY = 0.045
"""Of true complaints, how many may be answered with "reception will help you"."""
_PAPER, _NOISE = 0.01, 0.015  # of these, taken for paperwork and for noise
_EMERGENCIES_BELOW_TODAY = 0.03
_TODAY_BELOW_PLANNED = 0.01
# Of all emergencies, and of all that is for today: how many may wait, no complaint recognised.
_UNKNOWN_EMERGENCIES_WAIT, _UNKNOWN_TODAY_WAIT = 0.01, 0.05
_ACCEPTED_FROM = 0.25  # a department with this share of a concept is a right answer for it
_BINS = 10
START: Mapping[str, float] = {
    "finding": 0.4,
    "administrative": 0.6,
    "gibberish": 0.6,
    "known_share": 0.25,
    "certain": 0.5,
    "unsure": 0.0,
    "emergency": 0.5,
    "today": 0.5,
    "planned": 0.5,
    "quiet": 0.0,
    "concept_share": 0.5,
    "sharpening": 1.0,
    "likely": 1.0,
}
"""What is in force while the others are fitted; known_share, certain and concept_share stay."""
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Observed:
    """Held-out texts [N] with what was made of them.

    `departments` [N, 29] before sharpening, `accepted` [N, 29]; `concepts` and `said` [N, K];
    `surest` [N] of all clauses;
    `levels` [N, 4], `rule` and `truth` [N] (urgency, rule -1 if none held); `topics` [N, 3] and
    `topic` [N]; `known_share` [N].
    """

    departments: Floats
    accepted: Bools
    concepts: Floats
    surest: Floats
    said: Bools
    levels: Floats
    rule: NDArray[np.int64]
    truth: NDArray[np.int64]
    topics: Floats
    topic: NDArray[np.int64]
    known_share: Floats


def observe(
    compiled: Compiled, flags: RedFlags, reader: Reader, examples: Iterable[Example]
) -> Observed:
    """Read every example that says anything, as at run time, of an adult of unknown age."""
    ranker = Ranker(compiled)
    rows = [row for e in examples if (row := _one(compiled, flags, reader, ranker, e)) is not None]
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    return Observed(*columns)


def _one(
    compiled: Compiled, flags: RedFlags, reader: Reader, ranker: Ranker, example: Example
) -> tuple[object, ...] | None:
    answers = Answers(example.text)
    evidence = reader.read(answers)
    seen = evidence.recognition
    if seen is None:
        return None
    signs = evidence.signs
    patient = patient_of(answers, age_in_text(signs.tokens), signs.signals)
    ranked = dict(ranker.departments(answers, ranker.read(seen, ()), patient))
    concepts = [compiled.concepts[i] for i in example.concepts]
    raised = flags.raised(signs.signals, signs.vitals, patient)
    said = np.zeros(len(compiled.concepts), dtype=np.bool_)
    said[list(example.concepts)] = True
    return (
        [ranked[code] for code in CODES],
        [any(c.departments.get(code, 0) >= _ACCEPTED_FROM for c in concepts) for code in CODES],
        seen.concepts,
        seen.surest,
        said,
        seen.levels,
        max((int(flag.level) for flag in raised), default=-1),
        int(example.urgency)
        if example.urgency is not None
        else max((int(c.urgency) for c in concepts), default=-1),
        seen.topic,
        example.topic,
        evidence.known_share,
    )


def fit(parts: Sequence[Observed], messages: Observed) -> tuple[dict[str, float], dict[str, float]]:
    """Calibration and what it reaches on the texts that it was fitted on, of several kinds.

    The levels of urgency are fitted on `messages` alone: only there a text has an urgency of its
    own. A phrase has its complaint's, whatever it says, and would make everybody hurry.
    """
    parts = [*parts, messages]
    calibration = dict(START)
    seen = _joined(parts)
    medical = seen.topic == 0
    calibration["finding"] = _best_f1(seen.concepts[medical], seen.said[medical])
    calibration["sharpening"] = _sharpening(parts)
    calibration["likely"] = likely_from(
        sharpened(seen.departments[medical], calibration["sharpening"]), seen.accepted[medical]
    )
    calibration |= _levels(messages, messages.topic == 0)
    calibration["quiet"] = _quiet(messages, calibration["finding"])
    calibration |= _refusals(seen, medical, calibration["finding"])
    return calibration, _reached(seen, medical, calibration)


def _grid(low: float, high: float, step: float) -> list[float]:
    return [round(float(v), 3) for v in np.arange(low, high + step / 2, step)]


def _best_f1(probabilities: Floats, truth: Bools) -> float:
    def f1(threshold: float) -> float:
        found = probabilities >= threshold
        return 2 * float((found & truth).sum()) / float(found.sum() + truth.sum())

    return max(_grid(0.1, 0.7, 0.05), key=f1)


def _joined(parts: Sequence[Observed]) -> Observed:
    names = [field.name for field in fields(Observed)]
    return Observed(*(np.concatenate([getattr(part, n) for part in parts]) for n in names))


def _sharpening(parts: Sequence[Observed]) -> float:
    """The exponent (1 / temperature) with the least calibration error on the kind it suits worst.

    Long texts want a larger one than bare phrases, and nobody knows how many of each will come.
    """

    def error(exponent: float) -> float:
        return max(
            calibration_error(
                *confidence(part.departments[medical], part.accepted[medical], exponent)
            )
            for part in parts
            for medical in [part.topic == 0]
        )

    return min(_grid(0.6, 3.5, 0.1), key=error)


def likely_from(departments: Floats, accepted: Bools) -> float:
    """The probability from which a department belongs to the set of likely ones.

    Split conformal prediction (Vovk et al., 2005): with the n texts held out, the set has an
    accepted department for at least `COVERED` of texts like them. `departments` are sharpened.
    """
    best = np.sort(np.where(accepted, departments, 0.0).max(axis=1))
    allowed = int(np.floor((len(best) + 1) * (1 - COVERED)))
    return float(best[allowed - 1]) if allowed else 0.0


def sharpened(departments: Floats, exponent: float) -> Floats:
    """Probabilities [N, 29] raised to a power, summing to 1 again."""
    sharp = departments**exponent
    result: Floats = sharp / sharp.sum(axis=1, keepdims=True)
    return result


def confidence(departments: Floats, accepted: Bools, exponent: float) -> tuple[Floats, Bools]:
    """Probability of the first department after sharpening, and whether it was accepted, [N]."""
    sharp = sharpened(departments, exponent)
    first = sharp.argmax(axis=1)
    rows = np.arange(len(first))
    return sharp[rows, first], accepted[rows, first]


def calibration_error(sure: Floats, right: Bools) -> float:
    """Expected calibration error in ten equal bins (Guo et al., 2017): 0 is perfect."""
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
        for b in range(_BINS)
        if (bins == b).any()
    ]
    return float(sum(gaps))


def _levels(seen: Observed, medical: Bools) -> dict[str, float]:
    """The lowest threshold for an emergency that keeps to the false alarms allowed, rules counted.

    For the other levels the one that is right most often, as long as hardly any text that is more
    urgent falls below: an emergency is called at least "today", and so on.
    """
    levels, truth, rule = seen.levels[medical], seen.truth[medical], seen.rule[medical]
    calm = truth < Urgency.EMERGENCY
    by_rule = rule == Urgency.EMERGENCY
    grid = _grid(0.05, 0.95, 0.01)

    def alarms(threshold: float) -> float:
        return float(((levels[:, Urgency.EMERGENCY] >= threshold) | by_rule)[calm].mean())

    found = {"emergency": next((t for t in grid if alarms(t) <= FALSE_ALARMS), grid[-1])}
    for level, graver, allowed in (
        (Urgency.TODAY, Urgency.EMERGENCY, _EMERGENCIES_BELOW_TODAY),
        (Urgency.PLANNED, Urgency.TODAY, _TODAY_BELOW_PLANNED),
    ):
        of_level, flagged = levels[:, level], rule >= level
        chosen = [t for t in grid if ((of_level < t) & ~flagged)[truth >= graver].mean() <= allowed]

        def balanced(t: float, of_level: Floats = of_level, level: Urgency = level) -> float:
            above = of_level >= t
            return float(above[truth >= level].mean() + (~above)[truth < level].mean())

        found[level.code] = max(chosen or grid[:1], key=balanced)
    return found


def _quiet(seen: Observed, finding: float) -> float:
    """Below which probability of "today" a text in which nothing was recognised may wait."""
    medical = seen.topic == 0
    of_today, truth = seen.levels[medical, Urgency.TODAY], seen.truth[medical]
    silent = (seen.concepts[medical].max(axis=1) < finding) & (seen.rule[medical] < Urgency.TODAY)

    def waiting(threshold: float, level: Urgency) -> float:
        return float(((of_today < threshold) & silent)[truth == level].mean())

    if not {Urgency.EMERGENCY, Urgency.TODAY} <= set(truth.tolist()):
        return START["quiet"]
    allowed = [
        t
        for t in _grid(0.01, 0.5, 0.01)
        if waiting(t, Urgency.EMERGENCY) <= _UNKNOWN_EMERGENCIES_WAIT
        and waiting(t, Urgency.TODAY) <= _UNKNOWN_TODAY_WAIT
    ]
    return max(allowed, default=START["quiet"])


def _refusals(seen: Observed, medical: Bools, finding: float) -> dict[str, float]:
    """Thresholds for sending somebody to reception, from the costliest mistake upwards."""
    surest = seen.surest
    administrative, gibberish = seen.topics[:, 1], seen.topics[:, 2]

    def lost(refused: Bools) -> float:
        return float((refused & (seen.rule < 0))[medical].mean())

    weak, nothing_found = surest < START["certain"], surest < finding
    grid = _grid(0.35, 0.95, 0.05)
    paper = next((t for t in grid if lost((administrative >= t) & weak) <= _PAPER), grid[-1])
    noise = next((t for t in grid if lost((gibberish >= t) & weak) <= _NOISE), grid[-1])
    refused = ((administrative >= paper) | (gibberish >= noise)) & weak
    refused |= (seen.known_share < START["known_share"]) & nothing_found
    refused |= seen.known_share == 0
    unsure = [
        t
        for t in _grid(0.0, finding, 0.01)
        if lost(refused | ((surest < t) & nothing_found)) <= TURNED_AWAY
    ]
    return {
        "administrative": paper,
        "gibberish": noise,
        "unsure": max(unsure, default=0.0),
    }


def _reached(seen: Observed, medical: Bools, calibration: Mapping[str, float]) -> dict[str, float]:
    sure, right = confidence(
        seen.departments[medical], seen.accepted[medical], calibration["sharpening"]
    )
    found = seen.concepts[medical] >= calibration["finding"]
    said = seen.said[medical]
    levels, truth, rule = seen.levels[medical], seen.truth[medical], seen.rule[medical]
    likely = sharpened(seen.departments[medical], calibration["sharpening"])
    likely_set = likely >= min(calibration["likely"], 1.0)
    likely_set[np.arange(len(likely)), likely.argmax(axis=1)] = True
    called = (levels[:, Urgency.EMERGENCY] >= calibration["emergency"]) | (
        rule == Urgency.EMERGENCY
    )
    figures: Sequence[tuple[str, Callable[[], float]]] = (
        ("texts", lambda: float(medical.sum())),
        ("accepted_at_1", lambda: float(right.mean())),
        ("calibration_error", lambda: calibration_error(sure, right)),
        ("set_size", lambda: float(likely_set.sum(axis=1).mean())),
        ("set_covers", lambda: float((likely_set & seen.accepted[medical]).any(axis=1).mean())),
        ("finding_precision", lambda: float((found & said).sum() / max(1, found.sum()))),
        ("finding_recall", lambda: float((found & said).sum() / said.sum())),
        ("emergency_recall", lambda: float(called[truth == Urgency.EMERGENCY].mean())),
        ("emergency_false_alarms", lambda: float(called[truth < Urgency.EMERGENCY].mean())),
    )
    called_as = called_level(seen, calibration)[medical]
    reached = {name: round(value(), 4) for name, value in figures}
    for real in Urgency:
        for said_to_be in Urgency:
            count = ((truth == real) & (called_as == said_to_be)).sum()
            reached[f"{real.code}>{said_to_be.code}"] = float(count)
    return reached


def called_level(seen: Observed, calibration: Mapping[str, float]) -> NDArray[np.int64]:
    """The urgency that each text is given, [N]: the higher of rule and network."""
    level = np.zeros(len(seen.truth), dtype=np.int64)
    for urgency in (Urgency.PLANNED, Urgency.TODAY, Urgency.EMERGENCY):
        level[seen.levels[:, urgency] >= calibration[urgency.code]] = urgency
    unrecognised = seen.concepts.max(axis=1) < calibration["finding"]
    quiet = seen.levels[:, Urgency.TODAY] < calibration["quiet"]
    level[unrecognised & quiet] = np.maximum(level[unrecognised & quiet], int(Urgency.PLANNED))
    level[unrecognised & ~quiet] = np.maximum(level[unrecognised & ~quiet], int(Urgency.TODAY))
    return np.maximum(level, seen.rule)


def measure(seen: Observed, calibration: Mapping[str, float]) -> dict[str, float]:
    """Figures of texts that are all complaints, with a given calibration; see `_reached`."""
    return _reached(seen, seen.topic == 0, calibration)
