"""Writes training texts from the knowledge base: deterministic from a seed, digested.

Each text carries what must be recognised in it. Complaints that a text denies are not among them.
"""

import hashlib
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from triage.answers import Urgency
from triage.network import TOPICS
from triage.scripts import uz_to_cyrillic
from triage.training.knowledge_base import EXTRA_LANGUAGES, URGENCIES, KnowledgeBase
from triage.training.messages import Message
from triage.training.noise import disturb

_LANGUAGE_SHARES = {"uz": 0.36, "ru": 0.28, "en": 0.22, "kaa": 0.07, "kk": 0.07}
_MEDICAL, _ADMINISTRATIVE, _GIBBERISH = range(len(TOPICS))
_HOW_MANY = (1, 1, 1, 1, 2, 2, 2, 3, 3, 4)
_COMPANION_SHARE = 0.7
_BARE_SHARE = 0.2  # a complaint alone, as most people type it
_MESSAGE_SHARE = 0.45  # a message as it was written; of the rest, so many are bare
# "As always" belongs to what can wait, and now and then to somebody who is in danger this time.
_CALM_SHARES = {"self_care": 0.25, "planned": 0.25, "today": 0.06, "emergency": 0.03}
_ALARM_SHARE = 0.1
_LETTERS = {
    "uz": "abdefghijklmnopqrstuvxyz",
    "ru": "абвгдежзийклмнопрстуфхцчшщыэюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "kaa": "aábdefgǵhiıjklmnńoópqrstuúvwxyz",
    "kk": "аәбвгғдежзийкқлмнңоөпрстуұүфхһшыіэюя",
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
_PRESSURE = re.compile(r"\b(\d{2,3})(\s*(?:/|на|ga|ге|ға)\s*)(\d{2,3})\b")
# systolic from, to; diastolic from, to (mmHg): low, usual and somewhat high, crisis
_PRESSURES = ((70, 95, (40, 65)), (120, 175, (75, 110)), (180, 240, (105, 140)))


@dataclass(frozen=True, slots=True)
class Example:
    """A training text: `concepts` are indices into the knowledge base, `topic` into TOPICS.

    `urgency`: of this very text, where it tells more than its complaints do.
    """

    text: str
    concepts: tuple[int, ...]
    topic: int
    urgency: Urgency | None = None


class Generator:
    """Texts of one knowledge base and one seed.

    With `folds`, one phrase in so many of each concept, request and greeting is kept out of the
    texts; with `held_out`, texts are written from exactly those, and from no labels.
    """

    def __init__(
        self, base: KnowledgeBase, seed: int, *, folds: int = 0, held_out: bool = False
    ) -> None:
        self._random = random.Random(seed)  # noqa: S311  a reproducible corpus, not a secret
        self._base = base
        self._frames: Mapping[str, Sequence[str]] = base.topics["frames"]
        self._index = {c: i for i, c in enumerate(base.ids())}
        self._held_out = held_out

        def side(texts: Sequence[Any], shift: int = 0) -> list[str]:
            return [
                str(text)
                for i, text in enumerate(texts)
                if not folds or ((i + shift) % folds == folds - 1) == held_out
            ]

        # Shifted, so that of languages with few phrases some are held out as well.
        self._phrases = [
            {language: side(texts, shift) for language, texts in concept["phrases"].items()}
            for shift, concept in enumerate(base.concepts)
        ]
        self._messages: dict[tuple[int, str], list[Message]] = {}
        for number, message in enumerate(base.messages):
            if not folds or (number % folds == folds - 1) == held_out:
                main = self._index[message.concepts[0]]
                self._messages.setdefault((main, message.language), []).append(message)
        self._administrative_texts = _by_language(base.topics["administrative"], side)
        self._smalltalk = _by_language(base.topics["smalltalk"], side)
        self._crossed = {
            language: [
                (side(kind[language]["things"]), kind[language]["wants"])
                for kind in (base.topics["requests"], base.topics["timetables"])
            ]
            for language in base.topics["requests"]
        }

    def examples(self, count: int) -> Iterator[Example]:
        """`count` texts; every concept comes first in about equally many."""
        order = list(range(len(self._phrases)))
        for i in range(count):
            if i % len(order) == 0:
                self._random.shuffle(order)
            roll = self._random.random()
            if roll < 0.07:
                yield self._administrative()
            elif roll < 0.14:
                yield self._gibberish()
            else:
                yield self._medical(order[i % len(order)])

    def _language(self) -> str:
        languages = list(_LANGUAGE_SHARES)
        return self._random.choices(languages, list(_LANGUAGE_SHARES.values()))[0]

    def messages(self, count: int) -> Iterator[Example]:
        """Up to `count` messages of this side, each as somebody types it."""
        by_language: dict[str, list[Message]] = {}
        for (_, language), texts in self._messages.items():
            by_language.setdefault(language, []).extend(texts)
        for _ in range(count if by_language else 0):
            texts = by_language.get(self._language(), [])
            if texts:
                yield self._as_sent(self._random.choice(texts))

    def _as_sent(self, message: Message) -> Example:
        return Example(
            self._write(message.text, message.language),
            tuple(sorted(self._index[c] for c in message.concepts)),
            _MEDICAL,
            Urgency.of(message.urgency),
        )

    def _medical(self, first: int) -> Example:
        language = self._language()
        messages = self._messages.get((first, language))
        if messages and self._random.random() < _MESSAGE_SHARE:
            return self._as_sent(self._random.choice(messages))
        if self._random.random() < _BARE_SHARE:
            return Example(self._write(self._phrase(first, language), language), (first,), _MEDICAL)
        concepts = [first]
        for _ in range(self._random.choice(_HOW_MANY) - 1):
            other = self._companion(first)
            if other not in concepts:
                concepts.append(other)
        parts = [self._phrase(concept, language) for concept in concepts]
        if self._random.random() < 0.3:
            denied = self._denied(concepts, language)
            parts.insert(self._random.randint(1, len(parts)), denied)
        if self._random.random() < 0.2:
            parts.insert(self._random.randint(0, len(parts)), self._pick("distractors", language))
        self._add_attitude(parts, concepts, language)
        if self._random.random() < 0.4:
            opener = self._pick("openers", language)
            parts[0] = opener + self._random.choice((" ", ", ", ". ")) + parts[0]
        if self._random.random() < 0.35:
            parts[-1] += self._random.choice((" ", ", ")) + self._pick("closers", language)
        text = parts[0]
        for part in parts[1:]:
            text += self._pick("joins", language) + part
        return Example(self._write(text, language), tuple(sorted(concepts)), _MEDICAL)

    def _add_attitude(self, parts: list[str], concepts: Sequence[int], language: str) -> None:
        """Somewhere among the parts, that it is nothing new, or that it cannot be borne."""
        gravest = min(URGENCIES.index(self._base.concepts[c]["urgency"]) for c in concepts)
        roll = self._random.random()
        calm = _CALM_SHARES[URGENCIES[gravest]]
        if roll < calm + _ALARM_SHARE:
            said = self._pick("calm" if roll < calm else "alarm", language)
            parts.insert(self._random.randint(0, len(parts)), said)

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
        text = self._measured(self._plain_phrase(concept, language))
        if self._random.random() < _INTENSIFIED_SHARE:
            pain, words = _PAINS[language]
            text = pain.sub(self._random.choice(words), text, count=1)
        return text

    def _measured(self, text: str) -> str:
        """Another blood pressure of the same kind: a number must not stand for one complaint."""

        def other(match: re.Match[str]) -> str:
            systolic = int(match[1])
            for low, high, diastolic in _PRESSURES:
                if low <= systolic <= high:
                    upper = self._random.randrange(low, high + 1, 5)
                    lower = self._random.randrange(*diastolic, 5)
                    return f"{upper}{match[2]}{min(lower, upper - 20)}"
            return match[0]

        return _PRESSURE.sub(other, text)

    def _plain_phrase(self, concept: int, language: str) -> str:
        label = self._label(concept, language)
        texts = self._phrases[concept].get(language, [])
        if self._held_out:
            others = [text for texts in self._phrases[concept].values() for text in texts]
            return self._random.choice(texts or others or [label])
        if self._random.random() < 0.08 or not texts:
            return label
        return self._random.choice([*texts, label] if language in EXTRA_LANGUAGES else texts)

    def _denied(self, concepts: Sequence[int], language: str) -> str:
        while (other := self._random.randrange(len(self._phrases))) in concepts:
            continue
        label = self._label(other, language).lower()
        return self._pick("denied", language).replace("{x}", label)

    def _label(self, concept: int, language: str) -> str:
        return str(self._base.concepts[concept]["label"][language])

    def _pick(self, kind: str, language: str) -> str:
        return str(self._random.choice(self._frames[f"{kind}_{language}"]))

    def _administrative(self) -> Example:
        language = self._language()
        if self._random.random() < 0.4:
            things, wants = self._random.choice(self._crossed[language])
            text = str(self._random.choice(wants)).replace("{x}", self._random.choice(things))
        else:
            text = self._random.choice(self._administrative_texts[language])
        if self._random.random() < 0.3:
            text = self._random.choice(self._smalltalk[language]) + ", " + text
        return Example(self._write(text, language), (), _ADMINISTRATIVE)

    def _gibberish(self) -> Example:
        language = self._language()
        if self._random.random() < 0.6:
            text = self._random.choice(self._smalltalk[language])
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


def _by_language(
    texts: Mapping[str, Sequence[Any]], side: Callable[[Sequence[Any]], list[str]]
) -> Mapping[str, list[str]]:
    return {language: side(of_language) for language, of_language in texts.items()}


def digest(examples: Iterable[Example]) -> str:
    """SHA-256 over texts and targets: two corpora are the same exactly if their digests are."""
    state = hashlib.sha256()
    for example in examples:
        said = f"{example.text}\x1f{example.concepts}\x1f{example.topic}\x1f{example.urgency}\x1e"
        state.update(said.encode())
    return state.hexdigest()
