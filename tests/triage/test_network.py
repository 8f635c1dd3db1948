"""What the network is shown of a text, and how several readings of it share one run."""

from collections import Counter, defaultdict

import numpy as np
from numpy.typing import NDArray

from models import Network, Vault, shipped_root
from triage.compiled import read_compiled
from triage.labels import ARTEFACT, KNOWLEDGE_FILE
from triage.network import FeatureTable, Recogniser
from triage.text import Tokens, features, fold, tokenize

TEXT = "boshim ogʻriyapti, koʻnglim ayniyapti, isitmam 38.5, boshim ogʻriyapti"


def _tokens(text: str) -> Tokens:
    return tokenize(fold(text))


def _shown(row: NDArray[np.float32], ids: NDArray[np.int64]) -> dict[int, float]:
    """How much of a row each feature is."""
    shares: defaultdict[int, float] = defaultdict(float)
    for feature, weight in zip(ids.tolist(), row.tolist(), strict=True):
        shares[feature] += weight
    return {feature: round(share, 5) for feature, share in shares.items() if share}


def _expected(tokens: Tokens, clauses: range) -> dict[int, float]:
    found = Counter(
        feature for i in clauses for feature in features(tokens.words[slice(*tokens.clauses[i])])
    )
    return {feature: round(n / found.total(), 5) for feature, n in found.items()}


def test_a_row_averages_the_text_and_each_of_its_clauses() -> None:
    tokens = _tokens(TEXT)
    shown = FeatureTable(frozenset(tokens.words)).encode(tokens)
    whole, *clauses = shown.rows[0]
    assert _shown(shown.weights[whole], shown.ids) == _expected(tokens, range(4))
    assert len(clauses) == 4
    for i, row in enumerate(clauses):
        assert _shown(shown.weights[row], shown.ids) == _expected(tokens, range(i, i + 1))


def test_readings_share_the_clauses_that_they_have_in_common() -> None:
    tokens = _tokens(TEXT)
    shorter = tokens.without({2, 3})
    table = FeatureTable(frozenset())
    both = table.encode(tokens, shorter)
    alone = table.encode(shorter)
    assert len(both.ids) == len(table.encode(tokens).ids)
    for together, row in zip(both.rows[1], alone.rows[0], strict=True):
        assert _shown(both.weights[together], both.ids) == _shown(alone.weights[row], alone.ids)


def test_only_words_of_the_knowledge_base_are_remembered() -> None:
    table = FeatureTable(frozenset({"boshim"}))
    table.encode(_tokens("boshim Karimova"))
    assert set(table._remembered) == {"boshim"}


def test_readings_that_share_a_run_are_read_as_each_by_itself() -> None:
    artefact = Vault(shipped_root()).open(ARTEFACT)
    compiled = read_compiled(artefact.path(KNOWLEDGE_FILE))
    recogniser = Recogniser(
        Network(artefact.path("model.onnx")),
        compiled.vocabulary,
        [concept.urgency for concept in compiled.concepts],
    )
    everything = _tokens("ikki yil oldin infarkt boʻlgan, koʻkragim siqyapti, tizzam ogʻriydi")
    present = everything.without(set(range(4)))
    read, shorter = recogniser.recognise(everything, present)
    (whole,), (alone,) = recogniser.recognise(everything), recogniser.recognise(present)
    for name in ("departments", "concepts", "topic", "levels"):
        assert np.allclose(getattr(read, name), getattr(whole, name), atol=1e-6)
    assert np.allclose(shorter.concepts, alone.concepts, atol=1e-6)
    assert np.allclose(shorter.levels, alone.levels, atol=1e-6)
    assert shorter.leading == alone.leading
    assert abs(shorter.surest - alone.surest) < 1e-6
    assert not np.allclose(whole.levels, alone.levels, atol=1e-3)
