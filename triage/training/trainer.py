"""Trains one member of the network with numpy: hashed features, one trunk, four heads.

embedding (65536 × 48, averaged, scaled to length 1) → hidden layer of 192 → departments, concepts,
urgency, topic. Adam on mini-batches; of the embedding only the rows that a batch touches.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from threadpoolctl import threadpool_limits

from triage.answers import Urgency
from triage.denial import denied
from triage.departments import CODES
from triage.network import TOPICS
from triage.text import BUCKETS, Tokens, fold, pair_features, tokenize, word_features
from triage.training.generator import Example
from triage.training.knowledge_base import KnowledgeBase, complaint_negatives, vocabulary

Floats = NDArray[np.float32]
WIDTH = 48
HIDDEN = 192
NORM_FLOOR = 1e-4
_BATCH = 512
_RATE = 6e-3
# Phrases are few and each is seen a hundred times: without much dropout they are learnt by heart.
_FEATURES_DROPPED = 0.4
_HIDDEN_DROPPED = 0.3
# How much the urgency of a text counts in training: its own, and its complaint's where it has none.
# (Chosen on held-out messages: "today" against calmer ones .85 to .88 under the curve.)
_OWN, _BORROWED = 1.2, 0.03
_FIRST_SCALE = 0.05  # a bucket that is seen once or twice should say little
_POSITIVE_WEIGHT = 2.0  # concepts are rare in a row of some 400: their misses weigh double
_GENERIC_DISCOUNT = 0.7  # measured elsewhere: generic complaints outvote specific ones


@dataclass(frozen=True, slots=True)
class Corpus:
    """Encoded texts [N]: averaging matrix [N, BUCKETS] and the targets of the four heads.

    `weight`: how much the urgency of each text counts.
    """

    inputs: sparse.csr_matrix
    departments: Floats
    concepts: NDArray[np.bool_]
    urgency: NDArray[np.int64]
    weight: Floats
    topic: NDArray[np.int64]


class Encoder:
    """Texts to features exactly as at run time, with what is denied taken out."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._vocabulary = frozenset(vocabulary(base))
        self._complaints = frozenset(complaint_negatives(base))
        self._of_word: dict[str, list[int]] = {}

    def tokens(self, text: str) -> Tokens:
        """The words that the network is shown of a text."""
        tokens = tokenize(fold(text), self._vocabulary)
        return tokens.without(denied(tokens, self._complaints))

    def _ids(self, text: str) -> list[int]:
        tokens = self.tokens(text)
        ids: list[int] = []
        for start, end in tokens.clauses:
            words = tokens.words[start:end]
            for word in words:
                known = self._of_word.get(word)
                if known is None:
                    known = self._of_word[word] = word_features(word)
                ids += known
            ids += pair_features(words)
        return ids

    def encode(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Averaging matrix [len(texts), BUCKETS]; a text without words is a row of zeros."""
        columns: list[NDArray[np.int32]] = []
        values: list[Floats] = []
        ends = [0]
        for text in texts:
            ids = np.array(self._ids(text), dtype=np.int32)
            columns.append(ids)
            values.append(np.full(len(ids), 1.0 / max(1, len(ids)), dtype=np.float32))
            ends.append(ends[-1] + len(ids))
        matrix = sparse.csr_matrix(
            (np.concatenate(values), np.concatenate(columns), np.array(ends)),
            shape=(len(texts), BUCKETS),
        )
        matrix.sum_duplicates()
        return matrix


def specificity(departments: Floats) -> Floats:
    """Weight of each concept when several are mixed: less, the more it is general medicine.

    `departments` [K, 29]; returns [K] between 0.3 and 1.
    """
    generic = departments[:, CODES.index("therapy")] + departments[:, CODES.index("pediatrics")]
    weights: Floats = (1.0 - _GENERIC_DISCOUNT * generic).astype(np.float32)
    return weights


def department_table(base: KnowledgeBase) -> Floats:
    """Department weights of every concept, [K, 29]."""
    table: Floats = np.array(
        [[c["departments"].get(code, 0.0) for code in CODES] for c in base.concepts],
        dtype=np.float32,
    )
    return table


def corpus(base: KnowledgeBase, encoder: Encoder, examples: Sequence[Example]) -> Corpus:
    """Encode examples and their targets.

    The urgency of a text is its own, where it is known, else its most urgent concept's.
    """
    table = department_table(base)
    weights = specificity(table)
    levels = [int(Urgency.of(c["urgency"])) for c in base.concepts]
    concepts = np.zeros((len(examples), len(base.concepts)), dtype=np.bool_)
    departments = np.full((len(examples), len(CODES)), 1.0 / len(CODES), dtype=np.float32)
    urgency = np.full(len(examples), -1, dtype=np.int64)
    for row, example in enumerate(examples):
        if example.concepts:
            chosen = list(example.concepts)
            concepts[row, chosen] = True
            mixed = weights[chosen] @ table[chosen]
            departments[row] = mixed / mixed.sum()
            own = example.urgency
            urgency[row] = max(levels[i] for i in chosen) if own is None else int(own)
    return Corpus(
        inputs=encoder.encode([e.text for e in examples]),
        departments=departments,
        concepts=concepts,
        urgency=urgency,
        weight=np.array(
            [_BORROWED if e.urgency is None else _OWN for e in examples], dtype=np.float32
        ),
        topic=np.array([e.topic for e in examples], dtype=np.int64),
    )


@dataclass(slots=True)
class Weights:
    """Parameters by name; see the module's first lines for the shapes."""

    embedding: Floats
    dense: dict[str, Floats]
    touched: NDArray[np.bool_]


def _initial(source: np.random.Generator, concepts: int) -> Weights:
    def matrix(rows: int, columns: int) -> Floats:
        scale = np.float32(np.sqrt(2.0 / rows))
        return source.standard_normal((rows, columns), dtype=np.float32) * scale

    heads = {"departments": len(CODES), "concepts": concepts, "urgency": 4, "topic": len(TOPICS)}
    dense = {"hidden_w": matrix(WIDTH, HIDDEN), "hidden_b": np.zeros(HIDDEN, np.float32)}
    for name, size in heads.items():
        dense[f"{name}_w"] = matrix(HIDDEN, size) * np.float32(0.5)
        dense[f"{name}_b"] = np.zeros(size, np.float32)
    dense["concepts_b"] -= np.float32(4.0)  # about two of some 400 concepts are in a text
    embedding = source.standard_normal((BUCKETS, WIDTH), dtype=np.float32) * np.float32(
        _FIRST_SCALE
    )
    return Weights(embedding, dense, np.zeros(BUCKETS, np.bool_))


def _softmax(logits: Floats) -> Floats:
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: Floats = (shifted / shifted.sum(axis=1, keepdims=True)).astype(np.float32)
    return result


def _head_gradients(outputs: dict[str, Floats], batch: Corpus) -> dict[str, Floats]:
    """Gradients of the loss with respect to each head's logits, averaged over the batch."""
    size = len(batch.topic)
    medical = (batch.topic == 0)[:, None]
    concepts = 1.0 / (1.0 + np.exp(-np.clip(outputs["concepts"], -30, 30)))
    weight = np.where(batch.concepts, np.float32(_POSITIVE_WEIGHT), np.float32(1.0))
    urgency = _softmax(outputs["urgency"])
    urgency[np.arange(size), batch.urgency] -= 1.0
    topic = _softmax(outputs["topic"])
    topic[np.arange(size), batch.topic] -= 1.0
    gradients = {
        "departments": (_softmax(outputs["departments"]) - batch.departments) * medical,
        "concepts": (concepts - batch.concepts) * weight,
        "urgency": urgency * medical * batch.weight[:, None],
        "topic": topic * 0.5,
    }
    return {k: (g / np.float32(size)).astype(np.float32) for k, g in gradients.items()}


class _Adam:
    """Adam (Kingma and Ba, 2015) for one array, optionally only in some of its rows."""

    def __init__(self, like: Floats) -> None:
        self._mean = np.zeros_like(like)
        self._square = np.zeros_like(like)
        self._step = 0

    def update(
        self, array: Floats, gradient: Floats, rate: float, rows: NDArray[np.int64] | None = None
    ) -> None:
        self._step += 1
        at = slice(None) if rows is None else rows
        # In place and in single precision: this is two thirds of the time that training takes.
        mean, square = self._mean[at], self._square[at]
        mean += np.float32(0.1) * (gradient - mean)
        self._mean[at] = mean
        change = gradient * gradient
        change -= square
        change *= np.float32(0.001)
        square += change
        self._square[at] = square
        np.sqrt(square, out=change)
        change += np.float32(1e-8)
        np.divide(mean, change, out=change)
        change *= np.float32(rate * np.sqrt(1 - 0.999**self._step) / (1 - 0.9**self._step))
        array[at] -= change


def _silent(_: str) -> None:
    """Says nothing."""


def train(
    data: Corpus, *, seed: int, epochs: int, progress: Callable[[str], None] = _silent
) -> Weights:
    """Train on `data`; the same seed and corpus give the same weights on the same machine."""
    # Threads that wait for one another: with two the same takes three times as long (measured).
    with threadpool_limits(1):
        return _train(data, np.random.default_rng(seed), epochs, progress)


def _train(
    data: Corpus, source: np.random.Generator, epochs: int, progress: Callable[[str], None]
) -> Weights:
    weights = _initial(source, data.concepts.shape[1])
    adam = {name: _Adam(array) for name, array in weights.dense.items()}
    adam_embedding = _Adam(weights.embedding)
    size = len(data.topic)
    steps = epochs * ((size + _BATCH - 1) // _BATCH)
    step = 0
    for epoch in range(epochs):
        order = source.permutation(size)
        for begin in range(0, size, _BATCH):
            rate = _RATE * min(1.0, 0.05 + 1.1 * (1 - step / steps))
            rows = order[begin : begin + _BATCH]
            batch = Corpus(
                data.inputs[rows],
                data.departments[rows],
                data.concepts[rows],
                data.urgency[rows],
                data.weight[rows],
                data.topic[rows],
            )
            _one_step(weights, batch, adam, adam_embedding, rate, source)
            step += 1
        progress(f"epoch {epoch + 1}/{epochs}")
    weights.embedding[~weights.touched] = 0.0  # a bucket never seen says nothing
    return weights


def _one_step(
    weights: Weights,
    batch: Corpus,
    adam: dict[str, _Adam],
    adam_embedding: _Adam,
    rate: float,
    source: np.random.Generator,
) -> None:
    touched, compact = _compact(batch.inputs)
    weights.touched[touched] = True
    kept_features = source.random(len(compact.data), dtype=np.float32) >= _FEATURES_DROPPED
    compact.data = compact.data * kept_features
    summed = compact @ weights.embedding[touched]
    norm = np.sqrt((summed * summed).mean(axis=1, keepdims=True) + np.float32(NORM_FLOOR))
    averaged = summed / norm
    dense = weights.dense
    pre = averaged @ dense["hidden_w"] + dense["hidden_b"]
    kept = (source.random(pre.shape) >= _HIDDEN_DROPPED).astype(np.float32)
    kept /= np.float32(1 - _HIDDEN_DROPPED)
    hidden = np.maximum(pre, 0) * kept
    heads = ("departments", "concepts", "urgency", "topic")
    outputs = {h: hidden @ dense[f"{h}_w"] + dense[f"{h}_b"] for h in heads}
    by_head = _head_gradients(outputs, batch)
    back = np.zeros_like(hidden)
    gradients: dict[str, Floats] = {}
    for head, gradient in by_head.items():
        gradients[f"{head}_w"] = hidden.T @ gradient
        gradients[f"{head}_b"] = gradient.sum(axis=0)
        back += gradient @ dense[f"{head}_w"].T
    back *= (pre > 0) * kept
    gradients["hidden_w"] = averaged.T @ back
    gradients["hidden_b"] = back.sum(axis=0)
    scaled = back @ dense["hidden_w"].T
    scaled -= averaged * (scaled * averaged).mean(axis=1, keepdims=True)
    embedding_gradient = compact.T @ (scaled / norm)
    for name, gradient in gradients.items():
        adam[name].update(dense[name], gradient, rate)
    adam_embedding.update(weights.embedding, embedding_gradient, rate, touched)


def _compact(inputs: sparse.csr_matrix) -> tuple[NDArray[np.int64], sparse.csr_matrix]:
    """The columns that a batch uses, and the batch over those columns only."""
    touched, columns = np.unique(inputs.indices, return_inverse=True)
    shape = (inputs.shape[0], len(touched))
    return touched.astype(np.int64), sparse.csr_matrix(
        (inputs.data, columns.astype(np.int32), inputs.indptr), shape=shape
    )
