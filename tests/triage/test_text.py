"""Folding and hashing. The golden vectors guard every trained network: features must not move."""

import re
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage import context, denial, hearsay, in_order, patient, people, tense, vitals
from triage.scripts import uz_to_cyrillic
from triage.text import BUCKETS, MAX_CHARACTERS, features, fold, tokenize, word_features

SENTENCES = [
    "Koʻkragim qattiq ogʻriyapti, nafasim yetmayapti",
    "Boshim ogʻriyapti, ikki kundan beri koʻnglim ayniyapti",
    "Qulogʻimdan yiring oqyapti",
    "Tishim yorilib ketdi, yelkam ham ogʻriydi",
    "Isitmam yoʻq, lekin yoʻtalim bor",
    "Siydigimda qon bor, retsept kerak",
]


@pytest.mark.parametrize("latin", SENTENCES)
def test_both_scripts_give_the_same_features(latin: str) -> None:
    cyrillic = uz_to_cyrillic(latin)
    assert cyrillic != latin
    assert features(tokenize(fold(latin)).words) == features(tokenize(fold(cyrillic)).words)


@pytest.mark.parametrize("apostrophe", ["ʻ", "'", "’", "‘", "`", "´", ""])
def test_apostrophes_make_no_difference(apostrophe: str) -> None:
    assert fold(f"ko{apostrophe}krag og{apostrophe}riq") == fold("koʻkrag ogʻriq")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Температура 38,5", "temperatura 38.5"),
        ("давление 150/100", "davlenie 150/100"),
        ("Kókirek awırıwı", "kokirek awiriwi"),
        ("қызуым жоқ", "kizuim jok"),
        ("бошим огрияпти", "boshim ogriyapti"),
        ("my eyes, yesterday", "my eyes, esterday"),
        ("басым аўырып атыр", "basim awirip atir"),
        ("унутиб қўяман, кўзим", "unutib koyaman, kozim"),
        ("болиииит", "bolit"),
        ("ёрдам", "yordam"),
        ("I feeel, she fell", "i fyl, she fel"),
        ("\u200bisitma\u00ad", "isitma"),
    ],
)
def test_golden_foldings(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_russian_but_does_not_become_an_english_no() -> None:
    assert "no" not in tokenize(fold("голова прошла, но болит грудь")).words


def test_golden_features() -> None:
    assert word_features("og") == [57357, 18037, 46532, 62675]
    assert features(("bosh", "ogrik"))[:6] == [8056, 45066, 37298, 38480, 62239, 53413]


def test_features_stay_in_the_table() -> None:
    assert all(0 <= i < BUCKETS for i in features(tokenize(fold(" ".join(SENTENCES))).words))


def test_chat_spelling_is_read_only_where_it_makes_a_known_word() -> None:
    vocabulary = frozenset({"boshim", "kichiyapti"})
    assert tokenize(fold("bo6im qi4iyapti"), vocabulary).words == ("boshim", "kichiyapti")
    assert tokenize(fold("bowim"), vocabulary).words == ("boshim",)
    assert tokenize(fold("4 kun, water"), vocabulary).words == ("4", "kun", "water")


def test_clauses_end_at_punctuation_and_at_but() -> None:
    tokens = tokenize(fold("isitma yoʻq lekin yoʻtal bor, charchoq"))
    assert tokens.clauses == ((0, 2), (2, 5), (5, 6))
    assert tokens.clause_of(3) == (2, 5)


def test_dropping_words_keeps_the_clauses_of_the_rest() -> None:
    tokens = tokenize(fold("isitma yoʻq, yoʻtal bor")).without({0, 1})
    assert tokens.words == ("yotal", "bor")
    assert tokens.clauses == ((0, 2),)


def test_a_pasted_book_is_cut() -> None:
    assert len(fold("a b " * 10_000)) <= MAX_CHARACTERS


def test_of_a_text_that_is_too_long_the_beginning_and_the_end_are_read() -> None:
    folded = fold("boshim " + "a b " * 10_000 + "oxirida tishim")
    assert folded.startswith("boshim")
    assert folded.endswith("ohirida tishim")


@given(st.text(max_size=300))
def test_folding_gives_ascii_and_folding_twice_changes_nothing_more(text: str) -> None:
    folded = fold(text)
    assert folded.isascii()
    tokenize(folded)


NOT_LOOKED_FOR = {"oxygen", "pressure", "potassium", "week", "yes", "complaints", "affirmed"}
"""Codes, prose, and an unfolded spelling beside the folded one."""


@pytest.mark.parametrize(
    "room", [context, denial, hearsay, in_order, patient, people, tense, vitals]
)
def test_words_that_are_looked_for_are_written_as_they_are_folded(room: ModuleType) -> None:
    """ "otsa" would never be found: folded, отца is "osa"."""
    source = Path(str(room.__file__)).read_text(encoding="utf-8")
    code = "".join(source.split('"""')[::2])
    literals = [line.split("#")[0] for line in code.splitlines() if "ValueError" not in line]
    words = set(re.findall(r"[a-z]{3,}", " ".join(re.findall(r'"([^"]*)"', "\n".join(literals)))))
    assert {word for word in words if fold(word) != word} <= NOT_LOOKED_FOR
