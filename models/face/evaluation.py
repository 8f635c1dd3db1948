"""From a table of pictures to a report: who was confused with whom, how often, on how many people.

Templates are means of consecutive pictures of one session, as at the kiosk. People are compared
with themselves across sessions where they have several; a report on single sessions says so,
because it flatters the network.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from models.face.decision import TWIN_MARGIN
from models.face.error_rates import (
    RULE_OF,
    Comparisons,
    Rate,
    SearchRates,
    bootstrap,
    equal_error_rate,
    false_match_rate,
    false_non_match_rate,
    search_rates,
    threshold_at,
    wilson,
)
from models.face.picture_table import PictureTable
from models.face.thresholds import Purpose, Thresholds

RATES = (1e-2, 1e-3, 1e-4)
"""False match rates whose thresholds are shown."""
GALLERIES = (10, 50, 200, 1000)


@dataclass(frozen=True, slots=True, eq=False)
class Templates:
    """Means of consecutive pictures."""

    embeddings: NDArray[np.float32]
    people: NDArray[np.int64]
    """Number of the person, from 0 on, in the order of `names`."""
    sessions: NDArray[np.int64]
    names: tuple[str, ...]
    live: NDArray[np.float32]
    """Median liveness of the pictures, NaN where there is none."""
    groups_of: tuple[str, ...] = ()
    """For attacks: the kind of each template."""


@dataclass(frozen=True, slots=True)
class Operating:
    """Errors at one threshold."""

    what: str
    threshold: float
    fmr: float
    fnmr: float
    fmr_interval: tuple[float, float]
    fnmr_interval: tuple[float, float]
    measured: bool
    """Enough comparisons to show such a rate."""


@dataclass(frozen=True, slots=True)
class GroupRates:
    """Errors within one labelled group at the threshold in use."""

    group: str
    people: int
    fmr: Rate
    fnmr: Rate


@dataclass(frozen=True, slots=True)
class AttackRates:
    """One kind of attack: presentations, taken for alive (APCER), and matched as well (IAPMR)."""

    kind: str
    apcer: Rate
    iapmr: Rate | None
    """None where the folders do not say whom the attack imitates."""


@dataclass(frozen=True, slots=True)
class LivenessRates:
    """Passive liveness alone, at `threshold`; medians of as many pictures as a template has."""

    threshold: float
    bpcer: Rate
    attacks: tuple[AttackRates, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """Everything that face-report prints."""

    model_id: str
    pictures: int
    found: int
    people: int
    templates: int
    frames: int
    across_sessions: bool
    genuine: int
    impostor: int
    eer: float
    eer_interval: tuple[float, float]
    operating: tuple[Operating, ...]
    searches: tuple[SearchRates, ...]
    groups: tuple[GroupRates, ...]
    liveness: LivenessRates | None
    thresholds: Thresholds | None
    """Those in use; None where nobody has measured this network yet."""
    comparisons: Comparisons = field(repr=False)


def templates_of(table: PictureTable, frames: int, *, attacks: bool = False) -> Templates:
    """Means of up to `frames` consecutive pictures with a face, within one person and session.

    For `attacks` the folders are kind / person instead of person / session.
    """
    rows = [row for row in range(len(table.paths)) if table.detected[row]]
    person, session = (1, 0) if attacks else (0, 1)
    names = sorted({table.folder(row, person) for row in rows})
    number = {name: index for index, name in enumerate(names)}
    sessions: dict[tuple[str, str], int] = {}
    made: list[tuple[NDArray[np.float32], int, int, float, str]] = []
    for (who, when), each in groupby(
        rows, key=lambda row: (table.folder(row, person), table.folder(row, session))
    ):
        session_number = sessions.setdefault((who, when), len(sessions))
        for chunk in _chunks(list(each), frames):
            mean = table.embeddings[chunk].sum(axis=0)
            mean /= max(float(np.linalg.norm(mean)), 1e-12)
            seen = table.live[chunk][~np.isnan(table.live[chunk])]
            live = float(np.median(seen)) if seen.size else math.nan
            made.append((mean, number[who], session_number, live, when))
    width = table.embeddings.shape[1]
    return Templates(
        embeddings=np.stack([m[0] for m in made]) if made else np.zeros((0, width), np.float32),
        people=np.array([m[1] for m in made], dtype=np.int64),
        sessions=np.array([m[2] for m in made], dtype=np.int64),
        names=tuple(names),
        live=np.array([m[3] for m in made], dtype=np.float32),
        groups_of=tuple(m[4] for m in made),
    )


def _chunks(rows: list[int], size: int) -> Iterable[list[int]]:
    """Whole chunks only, unless there is not even one."""
    whole = len(rows) // size
    if whole == 0:
        return [rows]
    return [rows[start * size : (start + 1) * size] for start in range(whole)]


def compare(templates: Templates) -> tuple[Comparisons, bool]:
    """All pairs; those of one person across sessions only, where anybody has several sessions.

    The second value is whether pairs are across sessions.
    """
    similarity = (templates.embeddings @ templates.embeddings.T).astype(np.float64)
    first, second = np.triu_indices(templates.people.size, k=1)
    left, right = templates.people[first], templates.people[second]
    apart = templates.sessions[first] != templates.sessions[second]
    across = bool(np.any((left == right) & apart))
    keep = (left != right) | apart if across else np.ones(left.size, dtype=bool)
    return (
        Comparisons(similarity[first, second][keep], left[keep], right[keep], len(templates.names)),
        across,
    )


def evaluate(
    table: PictureTable,
    thresholds: Thresholds | None,
    *,
    attacks: PictureTable | None = None,
    groups: Mapping[str, str] | None = None,
    frames: int = 5,
    rounds: int = 400,
) -> Report:
    """The report on `table` (folders person / session).

    `attacks` (folders kind / person or kind) for liveness, `groups` from a person's folder to a
    label. Raises ValueError if there are fewer than two people, or nobody twice.
    """
    templates = templates_of(table, frames)
    comparisons, across = compare(templates)
    genuine, impostor = comparisons.genuine, comparisons.impostor
    if genuine.size == 0 or impostor.size == 0:
        raise ValueError("a report needs at least two people, and somebody with two templates")
    chosen = [(f"FMR {rate:g}", threshold_at(impostor, rate)) for rate in RATES]
    if thresholds is not None:
        chosen.append(("in use, 1:1", thresholds.similarity(Purpose.ONE_TO_ONE)))
    intervals = bootstrap(comparisons, [at for _, at in chosen], rounds=rounds)
    return Report(
        model_id=table.model_id,
        pictures=len(table.paths),
        found=int(table.detected.sum()),
        people=len(templates.names),
        templates=templates.people.size,
        frames=frames,
        across_sessions=across,
        genuine=genuine.size,
        impostor=impostor.size,
        eer=equal_error_rate(genuine, impostor)[0],
        eer_interval=intervals.eer,
        operating=tuple(
            _operating(comparisons, what, at, intervals.fmr[number], intervals.fnmr[number])
            for number, (what, at) in enumerate(chosen)
        ),
        searches=_searches(templates, thresholds),
        groups=_groups(templates, comparisons, groups or {}, chosen[-1][1]),
        liveness=_liveness(templates, attacks, thresholds, frames),
        thresholds=thresholds,
        comparisons=comparisons,
    )


def _operating(
    comparisons: Comparisons,
    what: str,
    threshold: float,
    fmr_interval: tuple[float, float],
    fnmr_interval: tuple[float, float],
) -> Operating:
    return Operating(
        what,
        threshold,
        false_match_rate(comparisons.impostor, threshold),
        false_non_match_rate(comparisons.genuine, threshold),
        fmr_interval,
        fnmr_interval,
        measured=int(np.sum(comparisons.impostor >= threshold)) >= RULE_OF,
    )


def _searches(templates: Templates, thresholds: Thresholds | None) -> tuple[SearchRates, ...]:
    if thresholds is None:
        return ()
    return tuple(
        search_rates(
            templates.embeddings,
            templates.people,
            templates.sessions,
            thresholds.similarity(Purpose.ONE_TO_MANY, size),
            size,
            margin=TWIN_MARGIN,
            draws=20,
        )
        for size in GALLERIES
        if size < len(templates.names)
    )


def _groups(
    templates: Templates, comparisons: Comparisons, groups: Mapping[str, str], threshold: float
) -> tuple[GroupRates, ...]:
    """Within each group only: strangers of one group resemble each other most."""
    label = np.array([groups.get(name, "") for name in templates.names], dtype=np.str_)
    found = []
    for group in sorted(set(label.tolist()) - {""}):
        inside = (label[comparisons.first] == group) & (label[comparisons.second] == group)
        same = comparisons.first == comparisons.second
        genuine, impostor = comparisons.scores[inside & same], comparisons.scores[inside & ~same]
        found.append(
            GroupRates(
                group,
                int(np.sum(label == group)),
                wilson(int(np.sum(impostor >= threshold)), impostor.size),
                wilson(int(np.sum(genuine < threshold)), genuine.size),
            )
        )
    return tuple(found)


def _liveness(
    templates: Templates,
    attacks: PictureTable | None,
    thresholds: Thresholds | None,
    frames: int,
) -> LivenessRates | None:
    seen = templates.live[~np.isnan(templates.live)]
    if thresholds is None or seen.size == 0:
        return None
    bpcer = wilson(int(np.sum(seen < thresholds.live)), seen.size)
    if attacks is None:
        return LivenessRates(thresholds.live, bpcer, ())
    shown = templates_of(attacks, frames, attacks=True)
    kinds = sorted(set(shown.groups_of))
    return LivenessRates(
        thresholds.live,
        bpcer,
        tuple(_attack(kind, shown, templates, thresholds) for kind in kinds),
    )


def _attack(
    kind: str, shown: Templates, templates: Templates, thresholds: Thresholds
) -> AttackRates:
    rows = [row for row, each in enumerate(shown.groups_of) if each == kind]
    alive = [row for row in rows if shown.live[row] >= thresholds.live]
    known = {name: number for number, name in enumerate(templates.names)}
    targets = [known.get(shown.names[shown.people[row]]) for row in rows]
    iapmr = None
    if all(target is not None for target in targets):
        limit = thresholds.similarity(Purpose.ONE_TO_ONE)
        matched = sum(
            row in alive
            and float((templates.embeddings[templates.people == who] @ shown.embeddings[row]).max())
            >= limit
            for row, who in zip(rows, targets, strict=True)
        )
        iapmr = wilson(matched, len(rows))
    return AttackRates(kind, wilson(len(alive), len(rows)), iapmr)


def worst_attack_threshold(live: Sequence[tuple[str, float]], apcer: float = 0.05) -> float:
    """The lowest liveness threshold at which every kind of attack has APCER ≤ `apcer`.

    `live` are (kind, median) of attack presentations. 5 % is the operating point that ISO/IEC
    30107-3 calls BPCER20. Raises ValueError without attacks.
    """
    kinds = {kind for kind, _ in live}
    if not kinds:
        raise ValueError("no attacks were given")
    return max(
        threshold_at(np.array([value for each, value in live if each == kind]), apcer)
        for kind in kinds
    )
