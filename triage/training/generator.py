"""Writes training texts from the knowledge base: deterministic from a seed, digested.

Each text carries what must be recognised in it. Complaints that a text denies are not among them.
"""

import hashlib
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from triage.network import TOPICS
from triage.scripts import uz_to_cyrillic
from triage.training.knowledge_base import EXTRA_LANGUAGES, KnowledgeBase
from triage.training.noise import disturb

_LANGUAGE_SHARES = {"uz": 0.42, "ru": 0.33, "en": 0.25}
_MEDICAL, _ADMINISTRATIVE, _GIBBERISH = range(len(TOPICS))
_HOW_MANY = (1, 1, 1, 1, 2, 2, 2, 3, 3, 4)
_COMPANION_SHARE = 0.7
_EXTRA_SHARE = 0.1  # Karakalpak and Kazakh, which have labels and few or no phrases yet
_LETTERS = {
    "uz": "abdefghijklmnopqrstuvxyz",
    "ru": "абвгдежзийклмнопрстуфхцчшщыэюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
}
_KEYBOARD_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")


# "Very" before a pain. People say it of everything, so it must not by itself mean an emergency.
_PAINS = {
    "uz": (
        re.compile(r"(?=\b(?:ogʻri|sanch|achish))"),
        ("qattiq ", "juda ", "juda qattiq ", "kuchli "),
    ),
    "ru": (re.compile(r"(?=\bбол(?:ит|ят)\b)"), ("сильно ", "очень ", "очень сильно ", "ужасно ")),
    "en": (
        re.compile(r"(?=\b(?:pain|headache|ache)\b)"),
        ("severe ", "bad ", "terrible ", "strong "),
    ),
    "kaa": (re.compile(r"(?=\bawır)"), ("qattı ", "júdá ")),
    "kk": (re.compile(r"(?=\bауыр)"), ("қатты ", "өте ")),
}
_INTENSIFIED_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Example:
    """A training text: `concepts` are indices into the knowledge base, `topic` into TOPICS."""

    text: str
    concepts: tuple[int, ...]
    topic: int


class Generator:
    """Texts of one knowledge base and one seed.

    `held_out`: indices of phrases (modulo `folds`) that are left out of training, so that a
    held-out set of synonyms can be generated from exactly those.
    """

    def __init__(
        self, base: KnowledgeBase, seed: int, *, folds: int = 0, held_out: bool = False
    ) -> None:
        self._random = random.Random(seed)  # noqa: S311  a reproducible corpus, not a secret
        self._base = base
        self._frames: Mapping[str, Sequence[str]] = base.topics["frames"]
        self._index = {c: i for i, c in enumerate(base.ids())}
        self._phrases = [
            {
                language: _fold_of(texts, folds, held_out)
                for language, texts in concept["phrases"].items()
                if texts
            }
            for concept in base.concepts
        ]

    def examples(self, count: int) -> Iterator[Example]:
        """`count` texts; every concept comes first in about equally many."""
        order = list(range(len(self._phrases)))
        for i in range(count):
            if i % len(order) == 0:
                self._random.shuffle(order)
            roll = self._random.random()
            if roll < 0.05:
                yield self._administrative()
            elif roll < 0.09:
                yield self._gibberish()
            else:
                yield self._medical(order[i % len(order)])

    def _language(self, concept: int) -> str:
        if self._random.random() < _EXTRA_SHARE:
            return self._random.choice(EXTRA_LANGUAGES)
        languages = list(_LANGUAGE_SHARES)
        return self._random.choices(languages, list(_LANGUAGE_SHARES.values()))[0]

    def _medical(self, first: int) -> Example:
        language = self._language(first)
        frame = language if language in _LANGUAGE_SHARES else "uz" if language == "kaa" else "ru"
        concepts = [first]
        for _ in range(self._random.choice(_HOW_MANY) - 1):
            other = self._companion(first)
            if other not in concepts:
                concepts.append(other)
        parts = [self._phrase(concept, language) for concept in concepts]
        if self._random.random() < 0.3:
            denied = self._denied(concepts, frame)
            parts.insert(self._random.randint(1, len(parts)), denied)
        if self._random.random() < 0.2:
            parts.insert(self._random.randint(0, len(parts)), self._pick("distractors", frame))
        if self._random.random() < 0.4:
            opener = self._pick("openers", frame)
            parts[0] = opener + self._random.choice((" ", ", ", ". ")) + parts[0]
        if self._random.random() < 0.35:
            parts[-1] += self._random.choice((" ", ", ")) + self._pick("closers", frame)
        text = parts[0]
        for part in parts[1:]:
            text += self._pick("joins", frame) + part
        return Example(self._write(text, language), tuple(sorted(concepts)), _MEDICAL)

    def _companion(self, concept: int) -> int:
        companions = [
            self._index[c]
            for c in self._base.concepts[concept].get("companions", ())
            if c in self._index
        ]
        if companions and self._random.random() < _COMPANION_SHARE:
            return self._random.choice(companions)
        return self._random.randrange(len(self._phrases))

    def _phrase(self, concept: int, language: str) -> str:
        text = self._plain_phrase(concept, language)
        if self._random.random() < _INTENSIFIED_SHARE:
            pain, words = _PAINS[language]
            text = pain.sub(self._random.choice(words), text, count=1)
        return text

    def _plain_phrase(self, concept: int, language: str) -> str:
        label = str(self._base.concepts[concept]["label"][language])
        texts = self._phrases[concept].get(language, [])
        if self._random.random() < 0.08 or not texts:
            return label
        return str(self._random.choice([*texts, label] if language in EXTRA_LANGUAGES else texts))

    def _denied(self, concepts: Sequence[int], language: str) -> str:
        while (other := self._random.randrange(len(self._phrases))) in concepts:
            continue
        label = str(self._base.concepts[other]["label"][language]).lower()
        return self._pick("denied", language).replace("{x}", label)

    def _pick(self, kind: str, language: str) -> str:
        return str(self._random.choice(self._frames[f"{kind}_{language}"]))

    def _administrative(self) -> Example:
        language = self._random.choice(list(_LANGUAGE_SHARES))
        text = str(self._random.choice(self._base.topics["administrative"][language]))
        if self._random.random() < 0.3:
            text = self._random.choice(self._base.topics["smalltalk"][language]) + ", " + text
        return Example(self._write(text, language), (), _ADMINISTRATIVE)

    def _gibberish(self) -> Example:
        language = self._random.choice(list(_LANGUAGE_SHARES))
        if self._random.random() < 0.4:
            text = str(self._random.choice(self._base.topics["smalltalk"][language]))
            return Example(self._write(text, language), (), _GIBBERISH)
        words = []
        for _ in range(self._random.randint(1, 6)):
            letters: str = (
                self._random.choice(_KEYBOARD_ROWS)
                if self._random.random() < 0.6
                else _LETTERS[language]
            )
            words.append("".join(self._random.choices(letters, k=self._random.randint(3, 10))))
        return Example(" ".join(words), (), _GIBBERISH)

    def _write(self, text: str, language: str) -> str:
        """The text as somebody types it: script, typos, missing punctuation."""
        if language == "uz" and self._random.random() < 0.35:
            text = uz_to_cyrillic(text)
        return disturb(text, self._random)


def _fold_of(texts: Sequence[Any], folds: int, held_out: bool) -> list[str]:
    """The phrases on one side of the split by synonym; a concept never loses all of them."""
    if not folds:
        return [str(text) for text in texts]
    chosen = [str(t) for i, t in enumerate(texts) if (i % folds == folds - 1) == held_out]
    return chosen or [str(texts[0])]


def digest(examples: Sequence[Example]) -> str:
    """SHA-256 over texts and targets: two corpora are the same exactly if their digests are."""
    state = hashlib.sha256()
    for example in examples:
        state.update(f"{example.text}\x1f{example.concepts}\x1f{example.topic}\x1e".encode())
    return state.hexdigest()
