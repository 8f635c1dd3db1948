"""Features in, heads out: the recognising network, run through the vault's runtime."""

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
    `leading`: indices of the concepts that lead the whole text or one of its clauses.
    """

    departments: Floats
    concepts: Floats
    leading: frozenset[int]
    urgency: Floats
    topic: Floats


def encode(tokens: Tokens) -> tuple[NDArray[np.int64], Floats]:
    """Input of the network for a text of at least one word.

    Returns the feature ids [L] and the averaging weights [1 + C, L]: row 0 averages the whole text,
    each further row one clause (none if there is a single clause).
    """
    ids: list[int] = []
    spans: list[tuple[int, int]] = []
    clauses = tokens.clauses[:_MAX_CLAUSES]
    for start, end in clauses:
        begin = len(ids)
        words = tokens.words[start:end]
        for word in words:
            ids += word_features(word)
        ids += pair_features(words)
        spans.append((begin, len(ids)))
    rows = [(0, len(ids)), *(spans if len(spans) > 1 else [])]
    weights = np.zeros((len(rows), len(ids)), dtype=np.float32)
    for row, (begin, end) in enumerate(rows):
        weights[row, begin:end] = 1.0 / (end - begin)
    return np.array(ids, dtype=np.int64), weights


def recognise(network: Network, tokens: Tokens) -> Recognition:
    """Run the network on a text of at least one word; whole text and clauses weigh half each."""
    ids, weights = encode(tokens)
    departments, concepts, urgency, topic = network.run({"ids": ids, "weights": weights}, OUTPUTS)
    recognised = _sigmoid(concepts)
    return Recognition(
        departments=_pool(_softmax(departments)),
        concepts=_pool(recognised),
        leading=frozenset(recognised.argmax(axis=1).tolist()),
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
