"""Features in, heads out: the recognising network, run through the vault's runtime."""

import math
from array import array
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models import Network
from triage.answers import Urgency
from triage.text import Tokens, pair_features, word_features

Floats = NDArray[np.float32]
Span = tuple[int, int]
OUTPUTS = ("departments", "concepts", "urgency", "topic")
TOPICS = ("medical", "administrative", "gibberish")
_FIRST_CLAUSES, _LAST_CLAUSES = 30, 10  # of a text with more, these are read
_FAINT = 0.3  # all concepts together less probable than this stand for nothing
_ONE_CLAUSE = 0.1
_KEPT = 0.5
_UNDERSTOOD, _RIVAL = 0.85, 0.6
_BYTES = 8  # of a feature id, as the network takes it


@dataclass(frozen=True, slots=True)
class Recognition:
    """Probabilities for one text.

    `departments` [29] and `topic` [3] sum to 1; `concepts` [K] are independent. `levels` [4]: how
    sure it is that the text is of that urgency or a higher one, by its most urgent clause.
    `leading`: indices of the concepts that lead the whole text or one of its clauses; `surest`:
    probability of the concept that is surest in any of these. `mentioned`: the same as `leading`,
    of all that was read, be it over or not.
    """

    departments: Floats
    concepts: Floats
    leading: frozenset[int]
    mentioned: frozenset[int]
    surest: float
    levels: Floats
    topic: Floats

    def at_present(self, present: "Recognition") -> "Recognition":
        """This one, with the urgency of `present`, which read less of the text, and no findings
        but those that lead there, and are not half as sure without what was left out."""
        leading = frozenset(
            i for i in present.leading if present.concepts[i] >= _KEPT * self.concepts[i]
        )
        return replace(self, leading=leading, surest=present.surest, levels=present.levels)

    def nothing_present(self) -> "Recognition":
        """This one, of a text that says of everything that it is over, denied or normal."""
        levels = self.levels.copy()
        levels[Urgency.EMERGENCY] = 0.0
        return replace(self, leading=frozenset(), levels=levels)


@dataclass(frozen=True, slots=True)
class Features:
    """The network's input for one or more readings of a text.

    Feature ids [L] and averaging weights [R, L]: each row averages the whole of a reading or one
    of its clauses. `rows`: of each reading, the whole text's row and then one for each clause (none
    if there is a single clause). Readings share the rows that they have in common.
    """

    ids: NDArray[np.int64]
    weights: Floats
    rows: tuple[tuple[int, ...], ...]


class FeatureTable:
    """Turns words into the network's input; remembers the features of words it has met.

    Only words of the knowledge base are remembered: what else a patient types (a name, a number)
    leaves nothing behind.
    """

    def __init__(self, vocabulary: AbstractSet[str]) -> None:
        self._vocabulary = vocabulary
        self._remembered: dict[str, bytes] = {}

    def encode(self, *readings: Tokens) -> Features:
        """Features of readings of a text, each of at least one word."""
        remembered = self._remembered
        parts: list[bytes] = []
        clauses: dict[tuple[str, ...], Span] = {}
        rows: dict[tuple[Span, ...], int] = {}
        length = 0
        chosen: list[tuple[int, ...]] = []
        for tokens in readings:
            spans: list[Span] = []
            for start, end in _read(tokens.clauses):
                words = tokens.words[start:end]
                span = clauses.get(words)
                if span is None:
                    of_words = [remembered.get(word) or self._of_word(word) for word in words]
                    encoded = b"".join([*of_words, _packed(pair_features(words))])
                    span = clauses[words] = (length, length + len(encoded) // _BYTES)
                    length = span[1]
                    parts.append(encoded)
                spans.append(span)
            keys = [tuple(spans), *([(span,) for span in spans] if len(spans) > 1 else [])]
            chosen.append(tuple([rows.setdefault(key, len(rows)) for key in keys]))
        weights = np.zeros((len(rows), length), dtype=np.float32)
        for key, row in rows.items():
            share = 1.0 / sum([end - begin for begin, end in key])
            for begin, end in key:
                weights[row, begin:end] += share
        return Features(np.frombuffer(b"".join(parts), dtype=np.int64), weights, tuple(chosen))

    def _of_word(self, word: str) -> bytes:
        found = _packed(word_features(word))
        if word in self._vocabulary:
            self._remembered[word] = found
        return found


def _packed(ids: Sequence[int]) -> bytes:
    return array("q", ids).tobytes()


def _read(clauses: Sequence[Span]) -> Sequence[Span]:
    if len(clauses) <= _FIRST_CLAUSES + _LAST_CLAUSES:
        return clauses
    return (*clauses[:_FIRST_CLAUSES], *clauses[-_LAST_CLAUSES:])


class Recogniser:
    """The network of one version, with what it needs to know of the knowledge base."""

    def __init__(
        self, network: Network, vocabulary: AbstractSet[str], urgencies: Sequence[Urgency]
    ) -> None:
        """`urgencies`: of each concept, in the order of the network's outputs."""
        self._network = network
        self._table = FeatureTable(vocabulary)
        levels = np.array(sorted(Urgency))
        by_number = np.array([int(urgency) for urgency in urgencies])
        self._is_grave: list[bool] = (by_number == Urgency.EMERGENCY).tolist()
        (self._grave,) = np.nonzero(by_number == Urgency.EMERGENCY)
        self._of_level: Floats = (by_number[:, None] >= levels).astype(np.float32)

    def recognise(self, *readings: Tokens) -> list[Recognition]:
        """Run the network once on readings of a text, each of at least one word.

        All have the departments and the topic of the first, which is the fullest.

        Whole text and clauses weigh half each in departments and concepts. A level of urgency has
        two witnesses, the urgency head and the share of what was recognised that is of this level
        by itself, and is their geometric mean: "very badly" without a complaint that is urgent by
        itself is no emergency. (The head alone knows better what passes by itself, and of 320
        everyday complaints of an exam left nine at home that were for today, for two.) The whole
        text is asked; one clause counts with a tenth of what it says, which is enough where it is
        sure of a danger. With more of it, every long message holds a clause that sounds bad by
        itself. And where a complaint that is no emergency was understood, a danger that merely
        shares its words does not make it one: "qornim ogʻriyapti" is no acute abdomen. (Chosen on
        held-out phrases and messages among some fifty ways; the last rule costs no recall there.)
        """
        features = self._table.encode(*readings)
        pools = np.zeros((len(readings), len(features.weights)), dtype=np.float32)
        for pool, (whole, *clauses) in zip(pools, features.rows, strict=True):
            pool[whole] = 0.5 if clauses else 1.0
            for row in clauses:  # the same clause may stand there twice
                pool[row] += 0.5 / len(clauses)
        departments, concepts, urgency, topic = self._network.run(
            {"ids": features.ids, "weights": features.weights, "pool": pools[:1]}, OUTPUTS
        )
        by_row = self._levels(urgency, concepts)
        leading: list[int] = concepts.argmax(axis=1).tolist()
        surest = [float(concepts.item(row, i)) for row, i in enumerate(leading)]
        read = []
        for pooled, rows in zip(pools @ concepts, features.rows, strict=True):
            leaders = frozenset([leading[row] for row in rows])
            read.append(
                Recognition(
                    departments[0],
                    pooled,
                    leaders,
                    leaders,
                    max([surest[row] for row in rows]),
                    self._pooled_levels(by_row, rows, concepts, leading, surest),
                    topic[0],
                )
            )
        return read

    def _levels(self, urgency: Floats, concepts: Floats) -> list[list[float]]:
        """How sure each row is of each level or a higher one, by its two witnesses."""
        evidence = (concepts @ self._of_level).tolist()
        levels = []
        for (_, planned, today, emergency), seen in zip(urgency.tolist(), evidence, strict=True):
            by_head = (1.0, planned + today + emergency, today + emergency, emergency)
            everything = max(seen[0], _FAINT)
            levels.append(
                [math.sqrt(head * of / everything) for head, of in zip(by_head, seen, strict=True)]
            )
        return levels

    def _pooled_levels(
        self,
        by_row: Sequence[Sequence[float]],
        rows: Sequence[int],
        concepts: Floats,
        leading: Sequence[int],
        surest: Sequence[float],
    ) -> Floats:
        """Levels of one reading from those of its rows, the whole text's first."""
        whole = rows[0]
        clauses = [max(level) for level in zip(*[by_row[row] for row in rows], strict=True)]
        pooled = [
            max(of_whole, _ONE_CLAUSE * of_clause)
            for of_whole, of_clause in zip(by_row[whole], clauses, strict=True)
        ]
        # Where an emergency leads the whole text, it is surer than all that is none.
        if surest[whole] >= _UNDERSTOOD and not self._is_grave[leading[whole]]:
            # In any clause: a danger may stand among other complaints.
            grave = concepts[list(rows)].take(self._grave, axis=1).max(initial=0.0)
            if grave < _RIVAL * surest[whole]:
                pooled[Urgency.EMERGENCY] = 0.0
        return np.array(pooled, dtype=np.float32)
