"""Every script folded to one Latin form, cut into tokens and clauses, hashed into features.

The folded form is for machines only and gives up what people do not type reliably: apostrophes
(oʻ → o), the difference of q and k, of x and h, doubled letters. In exchange Uzbek Latin, Uzbek
Cyrillic, Cyrillic typed without ў қ ғ ҳ and Russian typed in Latin meet in the same features.
"""

import re
import unicodedata
import zlib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

BUCKETS = 1 << 16
"""Size of the hashed feature space."""

MAX_CHARACTERS = 4_000
"""What is read of a text: its beginning and its end. A patient's longest message is far shorter."""
_HEAD = 3_000

_CYRILLIC = {
    **dict(zip("абвгдежзийклмнопрстуфх", "abvgdejziyklmnoprstufh", strict=True)),
    **dict(zip("цчшщъыьэюя", ("s", "ch", "sh", "sh", "", "i", "", "e", "yu", "ya"), strict=True)),
    **dict(zip("ёўқғҳ", ("yo", "o", "k", "g", "h"), strict=True)),  # Uzbek
    **dict(zip("әіңүұөһ", "ainuuoh", strict=True)),  # Kazakh
}
_LATIN = {"ı": "i", "ə": "a", "ø": "o", "ß": "s", "æ": "ae", "q": "k", "x": "h"}
_DROPPED = dict.fromkeys("ʻʼ'’‘`´ʹ′＇\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
_FOLD = str.maketrans({**_CYRILLIC, **_LATIN, **_DROPPED})

# Karakalpak ў is w, and stands beside a vowel (аўырып, қызыўы, ўақыт); Uzbek ў is a vowel itself,
# also before я, which begins with a consonant (қўяман).
_KARAKALPAK_W = re.compile("(?<=[аәеёиоөуүыіэюя])ў|ў(?=[аәиоөуүыіэ])")
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")
_IOTATED = re.compile(r"(?<![b-df-hj-np-tv-ze])ye")  # at the start or after a vowel; not in "eye"
_FEEL = re.compile(r"fee+l")  # with one e less, "I feel" is "I fell"
_REPEATED = re.compile(r"([a-z])\1+")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[a-z]+(?:[46][a-z]+)*|[.,;:!?()\n/%]")
_CHAT = str.maketrans({"4": "ch", "6": "sh", "w": "sh"})
_CHAT_LETTERS = frozenset("46w")
# Folded, Russian "но" would read as English "no": a denial of what comes after it.
_RUSSIAN_BUT = re.compile(r"\b(?:но|а)\b")
_BREAKS = frozenset(".,;:!?()\n")
# "but" in the six languages: what was denied before it says nothing about what follows.
_BUT = frozenset({"lekin", "amo", "birok", "but", "however", "odnako", "alaida", "alayda"})


def fold(text: str) -> str:
    """One Latin form of `text`: lower case, letters a–z, numbers (38,5 → 38.5), punctuation.

    Of a text beyond MAX_CHARACTERS, the head and the tail.
    """
    if len(text) > MAX_CHARACTERS:
        # What somebody writes last is often why they came.
        text = text[:_HEAD] + "\n" + text[_HEAD + 1 - MAX_CHARACTERS :]
    text = unicodedata.normalize("NFC", text).lower()
    if "ў" in text:
        text = _KARAKALPAK_W.sub("w", text)
    if not text.isascii():
        text = _RUSSIAN_BUT.sub("однако", text)
    text = text.translate(_FOLD)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_FOLD)
        text = "".join(c if c.isascii() else "" if unicodedata.combining(c) else " " for c in text)
    # Uzbek е is "ye" in Latin at the start of a word and after a vowel, e elsewhere; ц is ts or s.
    if "ye" in text:
        text = _IOTATED.sub("e", text)
    if "," in text:
        text = _DECIMAL.sub(".", text)
    if "fee" in text:
        text = _FEEL.sub("fyl", text)
    return _REPEATED.sub(r"\1", text.replace("ts", "s"))


@dataclass(frozen=True, slots=True)
class Tokens:
    """A folded text: its words and numbers, and where each clause begins and ends.

    `clauses` holds half-open ranges of indices into `words`.
    """

    words: tuple[str, ...]
    clauses: tuple[tuple[int, int], ...]

    def clause_of(self, index: int) -> tuple[int, int]:
        """The clause that holds the word at `index`. Raises IndexError beyond the last word."""
        for start, end in self.clauses:
            if start <= index < end:
                return start, end
        raise IndexError(index)

    def without(self, dropped: AbstractSet[int]) -> "Tokens":
        """The same text less the words at the indices in `dropped`; empty clauses vanish."""
        words: list[str] = []
        clauses: list[tuple[int, int]] = []
        for start, end in self.clauses:
            begin = len(words)
            words += [self.words[i] for i in range(start, end) if i not in dropped]
            if len(words) > begin:
                clauses.append((begin, len(words)))
        return Tokens(tuple(words), tuple(clauses))


def tokenize(folded: str, vocabulary: AbstractSet[str] = frozenset()) -> Tokens:
    """Words and clauses of a folded text.

    A chat spelling ("qi4iyapti", "bowim") is read as the word it stands for when that word is in
    `vocabulary` and what was typed is not.
    """
    words: list[str] = []
    clauses: list[tuple[int, int]] = []
    begin = 0
    for token in _TOKEN.findall(folded):
        if token in ("/", "%"):
            continue
        is_break = token in _BREAKS
        if (is_break or token in _BUT) and len(words) > begin:
            clauses.append((begin, len(words)))
            begin = len(words)
        if not is_break:
            words.append(token if token in vocabulary else _chat(token, vocabulary))
    if len(words) > begin:
        clauses.append((begin, len(words)))
    return Tokens(tuple(words), tuple(clauses))


def _chat(token: str, vocabulary: AbstractSet[str]) -> str:
    """`token`, which is no word of the vocabulary, or the word that it stands for."""
    if _CHAT_LETTERS.isdisjoint(token) or token[0].isdigit():
        return token
    plain = token.translate(_CHAT)
    return plain if plain in vocabulary else token


def word_features(word: str) -> list[int]:
    """Buckets of one word: itself, and its character n-grams of 3 to 5 inside its borders."""
    framed = f"<{word}>".encode()
    size = len(framed)
    grams = [zlib.crc32(b"w" + framed) % BUCKETS]
    if word[0].isdigit():
        return grams
    for n in (3, 4, 5):
        grams += [zlib.crc32(framed[i : i + n]) % BUCKETS for i in range(size - n + 1)]
    return grams


def features(words: Sequence[str]) -> list[int]:
    """Buckets of a run of words: those of each word, and one for each pair of neighbours."""
    found: list[int] = []
    for word in words:
        found += word_features(word)
    found += pair_features(words)
    return found


def pair_features(words: Sequence[str]) -> list[int]:
    """One bucket for each pair of neighbouring words (what negation after the word needs)."""
    return [zlib.crc32(f"{a} {b}".encode()) % BUCKETS for a, b in pairwise(words)]
