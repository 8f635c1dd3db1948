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


START = "kokrag"
LETTERS = "akz"


def _slips(start: str) -> set[str]:
    """Every way to get one letter of `start` wrong, but for the first."""
    places = range(1, len(start))
    missing = {start[:i] + start[i + 1 :] for i in places}
    wrong = {start[:i] + c + start[i + 1 :] for i in places for c in LETTERS}
    added = {start[:i] + c + start[i:] for i in places for c in LETTERS}
    swapped = {start[:i] + start[i + 1] + start[i] + start[i + 2 :] for i in places[:-1]}
    return (missing | wrong | added | swapped) - {start}


@pytest.mark.parametrize("tail", ["", "ida"])
def test_every_slip_of_one_letter_is_found_and_no_other(tail: str) -> None:
    once = _slips(START)
    twice = {b for a in once for b in _slips(a)} - {START}
    lexicon = Lexicon({"x": [START + "*"]})
    for typed in once | twice:
        word = typed + tail
        # The word begins with something that is one letter from the start, and it is the start's
        # first letter; the shortest such beginning is taken for it.
        beginnings = [word[:n] for n in (5, 6, 7) if word[:n] in once | {START}]
        if START in beginnings:
            continue
        expected = {START + "*": word[len(beginnings[0]) :]} if beginnings else {}
        assert lexicon.keys_of(word) == expected, word


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
