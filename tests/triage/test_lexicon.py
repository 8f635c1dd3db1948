"""How a pattern of the knowledge base matches what people type."""

import pytest

from triage.lexicon import Lexicon, folded_pattern
from triage.text import fold, tokenize


def _found(patterns: list[str], text: str, vocabulary: frozenset[str] = frozenset()) -> bool:
    return bool(Lexicon({"x": patterns}, vocabulary).find(tokenize(fold(text))))


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("koʻkrag* ogʻri*", "koʻkragim juda qattiq ogʻriyapti", True),
        ("koʻkrag* ogʻri*", "ogʻriyapti koʻkragim", True),
        ("koʻkrag* ogʻri*", "koʻkragim shishdi, boshim ogʻriyapti", False),
        ("koʻkrag* ogʻri*", "koʻkragim a b d ogʻriyapti", False),
        ("nafas* yetma*|qis*", "nafasim qisyapti", True),
        ("it tishla*", "itim yoʻq tishlamadi", False),
        ("= nafas* yoʻq", "nafasim yoʻq", True),
        ("= nafas* yoʻq", "nafas qisishi yoʻq", False),
        ("= nafas* yoʻq", "yoʻq nafasim", False),
    ],
)
def test_words_near_each_other_in_one_clause(pattern: str, text: str, expected: bool) -> None:
    assert _found([pattern], text) is expected


@pytest.mark.parametrize("typo", ["kokarg", "kokrg", "kokrrag", "kokrayg", "kokrat"])
def test_one_wrong_letter_in_a_long_word_is_forgiven(typo: str) -> None:
    assert _found(["koʻkrag*"], typo + "im")


def test_a_known_word_is_no_typing_error() -> None:
    assert _found(["желани*"], "жилание")
    assert not _found(["желани*"], "жилание", frozenset({"jilanie"}))
    assert not _found(["qattiq*"], "qartiq")


@pytest.mark.parametrize("pattern", ["", "a*", "|"])
def test_a_pattern_that_would_match_everything_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"empty pattern|not a term"):
        Lexicon({"x": [pattern]})


def test_a_pattern_folded_beforehand_finds_the_same() -> None:
    patterns = ["koʻkrag* ogʻri*|sanch*", "= нафас йўқ", "hurt*"]
    before = Lexicon({"x": [folded_pattern(p) for p in patterns]}, folded=True)
    now = Lexicon({"x": patterns})
    for text in ("koʻkragim sanchyapti", "нафас йўқ", "it hurts", "koʻkragim yaxshi"):
        tokens = tokenize(fold(text))
        assert before.find(tokens) == now.find(tokens)
