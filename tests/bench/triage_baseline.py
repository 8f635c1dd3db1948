"""The engine beside scikit-learn's TF-IDF with logistic regression, in one run on one machine.

Both are asked for the first department of texts that the generator wrote with another seed. Both
have met the phrases (not the texts), so the shares say who learns more from the same words, and
nothing about patients: docs/triage-report.md does. The emergency room is left out of both answers:
it is a matter of urgency, of which the baseline knows nothing.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from models import Vault, shipped_root
from triage import Answers, Triage
from triage.training.generator import Example, Generator
from triage.training.knowledge_base import KnowledgeBase, knowledge_root, load

TRAINED_ON = 12_000
ASKED = 800
ACCEPTED_FROM = 0.25
"""A department with this share of a complaint is a right answer for it."""
_EMERGENCY = "emergency"


def triage_baseline_rows() -> list[tuple[str, str]]:
    """Accuracy and speed of both, one row each."""
    base = load(knowledge_root())
    learnt = _complaints(base, Generator(base, 7).examples(TRAINED_ON))
    asked = _complaints(base, Generator(base, 4_007).examples(ASKED))
    baseline = make_pipeline(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), max_features=60_000),
        LogisticRegression(C=10.0, max_iter=150, tol=1e-3),
    )
    began = time.perf_counter()
    baseline.fit([e.text for e in learnt], [_first(base, e) for e in learnt])
    fitting = time.perf_counter() - began
    engine = Triage.load(Vault(shipped_root()))

    def of_engine(text: str) -> str:
        ranking = engine.assess(Answers(text)).departments
        return next(code for code, _ in ranking if code != _EMERGENCY)

    return [
        _row("triage, rules, urgency and question included", of_engine, base, asked),
        _row(
            f"scikit-learn, trained on {len(learnt)} of the same texts in {fitting:.0f} s",
            lambda text: str(baseline.predict([text])[0]),
            base,
            asked,
        ),
    ]


def _complaints(base: KnowledgeBase, examples: Iterable[Example]) -> list[Example]:
    return [e for e in examples if e.concepts and _accepted(base, e)]


def _accepted(base: KnowledgeBase, example: Example) -> set[str]:
    shares = [base.concepts[i]["departments"].items() for i in example.concepts]
    return {code for each in shares for code, share in each if share >= ACCEPTED_FROM} - {
        _EMERGENCY
    }


def _first(base: KnowledgeBase, example: Example) -> str:
    """The department that most of the text's complaints lead to."""
    shares: dict[str, float] = {}
    for i in example.concepts:
        for code, share in base.concepts[i]["departments"].items():
            if code != _EMERGENCY:
                shares[code] = shares.get(code, 0.0) + share
    return max(shares, key=shares.__getitem__)


def _row(
    name: str, answer: Callable[[str], str], base: KnowledgeBase, asked: Sequence[Example]
) -> tuple[str, str]:
    right, taken = 0, []
    for example in asked:
        began = time.perf_counter()
        department = answer(example.text)
        taken.append((time.perf_counter() - began) * 1000)
        right += department in _accepted(base, example)
    return (
        f"departments: {name}",
        (
            f"{right / len(asked):.3f} accepted first of {len(asked)}   "
            f"p50 {statistics.median(taken):.2f} ms   "
            f"p99 {statistics.quantiles(taken, n=100)[98]:.2f} ms"
        ),
    )
