"""Features in, heads out: the recognising network, run through the vault's runtime."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models import Network
from triage.text import Tokens, pair_features, word_features

Floats = NDArray[np.float32]
OUTPUTS = ("departments", "concepts", "urgency", "topic")
TOPICS = ("medical", "administrative", "gibberish")
_MAX_CLAUSES = 40


@dataclass(frozen=True, slots=True)
class Recognition:
    """Probabilities for one text.

    `departments` [29] and `urgency` [4] and `topic` [3] sum to 1; `concepts` [K] are independent.
    """

    departments: Floats
    concepts: Floats
    urgency: Floats
    topic: Floats


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
        for start, end in tokens.clauses[:_MAX_CLAUSES]:
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


def recognise(network: Network, table: FeatureTable, tokens: Tokens) -> Recognition:
    """Run the network on a text of at least one word; whole text and clauses weigh half each."""
    ids, weights = table.encode(tokens)
    departments, concepts, urgency, topic = network.run({"ids": ids, "weights": weights}, OUTPUTS)
    return Recognition(
        departments=_pool(_softmax(departments)),
        concepts=_pool(_sigmoid(concepts)),
        urgency=_pool(_softmax(urgency)),
        topic=_softmax(topic)[0],
    )


def _pool(rows: Floats) -> Floats:
    if len(rows) == 1:
        only: Floats = rows[0]
        return only
    pooled: Floats = (0.5 * rows[0] + 0.5 * rows[1:].mean(axis=0)).astype(np.float32)
    return pooled


def _softmax(logits: NDArray[Any]) -> Floats:
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Floats = (shifted / shifted.sum(axis=-1, keepdims=True)).astype(np.float32)
    return result


def _sigmoid(logits: NDArray[Any]) -> Floats:
    result: Floats = (1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)
    return result
