"""Features in, heads out: the recognising network, run through the vault's runtime."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models import Network
from triage.answers import Urgency
from triage.text import Tokens, pair_features, word_features

Floats = NDArray[np.float32]
OUTPUTS = ("departments", "concepts", "urgency", "topic")
TOPICS = ("medical", "administrative", "gibberish")
_FIRST_CLAUSES, _LAST_CLAUSES = 30, 10  # of a text with more, these are read
_FAINT = 0.3  # all concepts together less probable than this stand for nothing
_ONE_CLAUSE = 0.2
_KEPT = 0.5
_UNDERSTOOD, _RIVAL = 0.9, 0.6
# Probabilities of four levels into those of "this level or a higher one".
_AT_LEAST = np.tril(np.ones((4, 4), dtype=np.float32))


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


class FeatureTable:
    """Turns words into the network's input; remembers the features of words it has met.

    Only words of the knowledge base are remembered: what else a patient types (a name, a number)
    leaves nothing behind.
    """

    def __init__(self, vocabulary: AbstractSet[str]) -> None:
        self._vocabulary = vocabulary
        self._remembered: dict[str, NDArray[np.int64]] = {}

    def encode(self, tokens: Tokens) -> tuple[NDArray[np.int64], Floats]:
        """Input of the network for a text of at least one word.

        Returns the feature ids [L] and the averaging weights [1 + C, L]: row 0 averages the whole
        text, each further row one clause (none if there is a single clause).
        """
        parts: list[NDArray[np.int64]] = []
        spans: list[tuple[int, int]] = []
        length = 0
        clauses = tokens.clauses
        if len(clauses) > _FIRST_CLAUSES + _LAST_CLAUSES:
            clauses = clauses[:_FIRST_CLAUSES] + clauses[-_LAST_CLAUSES:]
        for start, end in clauses:
            begin = length
            words = tokens.words[start:end]
            parts += [self._of_word(word) for word in words]
            parts.append(np.array(pair_features(words), dtype=np.int64))
            length += sum(map(len, parts[-len(words) - 1 :]))
            spans.append((begin, length))
        rows = [(0, length), *(spans if len(spans) > 1 else [])]
        weights = np.zeros((len(rows), length), dtype=np.float32)
        for row, (begin, end) in enumerate(rows):
            weights[row, begin:end] = 1.0 / (end - begin)
        return np.concatenate(parts), weights

    def _of_word(self, word: str) -> NDArray[np.int64]:
        known = self._remembered.get(word)
        if known is None:
            known = np.array(word_features(word), dtype=np.int64)
            if word in self._vocabulary:
                self._remembered[word] = known
        return known


class Recogniser:
    """The network of one version, with what it needs to know of the knowledge base."""

    def __init__(
        self, network: Network, vocabulary: AbstractSet[str], urgencies: Sequence[Urgency]
    ) -> None:
        """`urgencies`: of each concept, in the order of the network's outputs."""
        self._network = network
        self._table = FeatureTable(vocabulary)
        levels = np.array(sorted(Urgency))
        is_emergency = np.array(urgencies) == Urgency.EMERGENCY
        self._grave: Floats = is_emergency.astype(np.float32)
        self._calm: Floats = 1 - self._grave
        self._of_level: Floats = (np.array(urgencies)[:, None] >= levels).astype(np.float32)

    def recognise(self, tokens: Tokens) -> Recognition:
        """Run the network on a text of at least one word.

        Whole text and clauses weigh half each in departments and concepts. A level of urgency has
        two witnesses, the urgency head and the share of what was recognised that is of this level
        by itself, and is their geometric mean: "very badly" without a complaint that is urgent by
        itself is no emergency. The whole text is asked; one clause counts with a fifth of what it
        says, which is enough where it is sure of a danger. With more of it, every long message
        holds a clause that sounds bad by itself. And where a complaint that is no emergency was
        understood, a danger that merely shares its words does not make it one: "qornim ogʻriyapti"
        is no acute abdomen. (Chosen on held-out phrases and on the first half of the exam among
        some forty ways; the last rule costs no recall there.)
        """
        ids, weights = self._table.encode(tokens)
        pool = np.full((1, len(weights)), 0.5 / max(1, len(weights) - 1), dtype=np.float32)
        pool[0, 0] = 0.5 if len(weights) > 1 else 1.0
        departments, concepts, urgency, topic = self._network.run(
            {"ids": ids, "weights": weights, "pool": pool}, OUTPUTS
        )
        by_head = urgency @ _AT_LEAST
        evidence = concepts @ self._of_level
        evidence /= np.maximum(evidence[:, :1], _FAINT)
        by_row = np.sqrt(by_head * evidence)
        levels: Floats = np.maximum(by_row[0], _ONE_CLAUSE * by_row.max(axis=0))
        # In any clause: a danger may stand among other complaints.
        grave = float((concepts * self._grave).max(initial=0.0))
        calm = float((concepts[0] * self._calm).max(initial=0.0))
        if calm >= _UNDERSTOOD and grave < _RIVAL * calm:
            levels[Urgency.EMERGENCY] = 0.0
        leading = frozenset(concepts.argmax(axis=1).tolist())
        return Recognition(
            departments[0],
            (pool @ concepts)[0],
            leading,
            leading,
            float(concepts.max()),
            levels,
            topic[0],
        )
