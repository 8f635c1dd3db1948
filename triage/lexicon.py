"""Patterns of words, matched on folded text, whatever language they were written in.

A pattern is a few terms: "koʻkrag* ogʻri*". A term matches a whole word, with `*` the start of a
word, with `|` any of several ("nafas yetma*|qis*"). All terms must stand in one clause, in any
order, with at most two foreign words between neighbours. A start of six letters and more forgives
one wrong, missing, added or swapped letter, unless the word is one that the knowledge base knows.
"= nafas* yoʻq": the words must stand side by side in this order.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from triage.text import Tokens, fold

_MAX_GAP = 3  # distance between neighbouring matched words: two foreign words at most
_FUZZY_FROM = 6
_PLURAL_FROM = 4
_SHORTEST_START = 2
_ADJACENT = "= "


class Match(NamedTuple):
    """A pattern of `code` found at the word indices `positions` (sorted) within one clause.

    `remainders`: what followed the matched start in each word, "" for a whole word.
    """

    code: str
    positions: tuple[int, ...]
    remainders: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Pattern:
    """One set of alternatives per term: of the `first`, and of each of the `others`."""

    code: str
    first: frozenset[str]
    others: tuple[frozenset[str], ...]
    adjacent: bool


class Lexicon:
    """All patterns of all codes, indexed by the words that can begin a match."""

    def __init__(
        self,
        patterns: Mapping[str, Sequence[str]],
        vocabulary: AbstractSet[str] = frozenset(),
        *,
        folded: bool = False,
    ) -> None:
        """`patterns`: by code, in native spelling, or as `folded_pattern` writes them.
        `vocabulary`: folded words that are no typos.

        Raises ValueError for an empty pattern or a start shorter than two letters.
        """
        self._vocabulary = vocabulary
        self._words: set[str] = set()
        self._plurals: dict[str, str] = {}
        self._starts: set[str] = set()
        self._intact: dict[str, list[str]] = defaultdict(list)
        self._by_first: dict[str, list[_Pattern]] = defaultdict(list)
        self._remembered: dict[str, Mapping[str, str]] = {}
        terms: dict[str, frozenset[str]] = {}
        for code, texts in patterns.items():
            for text in texts:
                self._add(code, text if folded else folded_pattern(text), terms)
        self._longest = max(map(len, self._starts), default=0)

    def _add(self, code: str, text: str, terms: dict[str, frozenset[str]]) -> None:
        """Index one pattern; `terms` holds those that other patterns were written with."""
        adjacent = text.startswith(_ADJACENT)
        found = []
        for term in text.removeprefix(_ADJACENT).split():
            keys = terms.get(term)
            if keys is None:
                keys = terms[term] = self._keys(term)
            found.append(keys)
        if not found:
            raise ValueError(f"empty pattern in {code}")
        pattern = _Pattern(code, found[0], tuple(found[1:]), adjacent)
        for key in pattern.first:
            self._by_first[key].append(pattern)

    def _keys(self, term: str) -> frozenset[str]:
        alternatives = term.split("|")
        for alternative in alternatives:
            if not alternative.endswith("*"):
                self._words.add(alternative)
            elif alternative[:-1] not in self._starts:
                self._add_start(alternative[:-1])
        return frozenset(alternatives)

    def _add_start(self, folded: str) -> None:
        self._starts.add(folded)
        if folded.endswith("t") and len(folded) >= _PLURAL_FROM:
            # fold() reads ts as s, for the Cyrillic ц: "hurts" is "hurs" there.
            self._plurals[fold(folded + "s")] = folded
        if len(folded) >= _FUZZY_FROM:
            for piece in _pieces_of_start(folded):
                self._intact[piece].append(folded)

    def keys_of(self, word: str) -> Mapping[str, str]:
        """Terms that `word` satisfies, with what is left of the word after the matched start.

        Remembered for words of the vocabulary, and for no others: they might be a name.
        """
        known = self._remembered.get(word)
        if known is None:
            known = self._look_up(word)
            if word in self._vocabulary:
                self._remembered[word] = known
        return known

    def _look_up(self, word: str) -> dict[str, str]:
        found: dict[str, str] = {}
        if word in self._words:
            found[word] = ""
        if word in self._plurals:
            found[self._plurals[word] + "*"] = "s"
        starts = self._starts
        for end in range(_SHORTEST_START, min(len(word), self._longest) + 1):
            if word[:end] in starts:
                found[word[:end] + "*"] = word[end:]
        if not found and len(word) >= _FUZZY_FROM - 1 and word not in self._vocabulary:
            self._add_fuzzy(word, found)
        return found

    def _add_fuzzy(self, word: str, found: dict[str, str]) -> None:
        for piece in _pieces_of_word(word):
            for start in self._intact.get(piece, ()):
                if start + "*" not in found:
                    remainder = _remainder(start, word)
                    if remainder is not None:
                        found[start + "*"] = remainder

    def find(self, tokens: Tokens) -> list[Match]:
        """Every match, at most one per pattern and starting word."""
        keys = [self.keys_of(word) for word in tokens.words]
        matches: list[Match] = []
        for begin, end in tokens.clauses:
            there = set().union(*keys[begin:end])
            if not there:
                continue
            for i in range(begin, end):
                if not keys[i]:
                    continue
                for pattern in self._starting_with(keys[i], there):
                    if not pattern.others:
                        matches.append(Match(pattern.code, (i,), (_rest(keys[i], pattern.first),)))
                        continue
                    match = _complete(pattern, i, keys, begin, end)
                    if match is not None:
                        matches.append(match)
        return matches

    def _starting_with(self, keys: Iterable[str], there: AbstractSet[str]) -> list[_Pattern]:
        """Patterns that a word with these keys can begin, if the clause holds all their terms."""
        found: list[_Pattern] = []
        for key in keys:
            for pattern in self._by_first.get(key, ()):
                for term in pattern.others:
                    if there.isdisjoint(term):
                        break
                else:
                    if pattern not in found:
                        found.append(pattern)
        return found


def folded_pattern(text: str) -> str:
    """A pattern with its words folded, as knowledge.json keeps it.

    Raises ValueError for a term of no letters, or a start of fewer than two.
    """
    lead = _ADJACENT if text.startswith(_ADJACENT) else ""
    terms = []
    for term in text.removeprefix(_ADJACENT).split():
        alternatives = []
        for alternative in term.split("|"):
            star = "*" if alternative.endswith("*") else ""
            folded = fold(alternative.removesuffix("*")).strip()
            if not folded or " " in folded or (star and len(folded) < _SHORTEST_START):
                raise ValueError(f"not a term: {term}")
            alternatives.append(folded + star)
        terms.append("|".join(alternatives))
    return lead + " ".join(terms)


def _complete(
    pattern: _Pattern, first: int, keys: Sequence[Mapping[str, str]], begin: int, end: int
) -> Match | None:
    """The match of `pattern` whose first term stands at `first`, or None."""
    rests = {first: _rest(keys[first], pattern.first)}
    last = low = high = first
    for term in pattern.others:
        reach = (
            range(high + 1, min(end, high + 2))
            if pattern.adjacent
            else range(max(begin, low - _MAX_GAP), min(end, high + _MAX_GAP + 1))
        )
        near = [i for i in reach if i not in rests and not term.isdisjoint(keys[i])]
        if not near:
            return None
        last = _nearest(near, last)
        low, high = min(low, last), max(high, last)
        rests[last] = _rest(keys[last], term)
    return Match(pattern.code, tuple(sorted(rests)), tuple(rests[i] for i in sorted(rests)))


def _nearest(positions: Sequence[int], to: int) -> int:
    """Of two that are as near, the later."""
    return min(positions, key=lambda i: (abs(i - to), -i)) if len(positions) > 1 else positions[0]


def _rest(keys: Mapping[str, str], term: AbstractSet[str]) -> str:
    """The least that any alternative of `term` leaves of a word with these keys."""
    return min((rest for key, rest in keys.items() if key in term), key=len)


def _pieces_of_start(start: str) -> tuple[str, str]:
    """What one wrong letter leaves intact of a start: its head, or its first letter and the fifth
    and sixth. The first letter is never wrong."""
    return start[:3], f"{start[0]}-{start[4:6]}"


def _pieces_of_word(word: str) -> tuple[str, ...]:
    """Where the pieces of a start would stand in a word that begins with it, one letter wrong."""
    # A letter too few or too many before them moves the fifth and the sixth.
    return (word[:3], *(f"{word[0]}-{word[i : i + 2]}" for i in (3, 4, 5)))


def _remainder(start: str, word: str) -> str | None:
    """What follows in `word` after `start` with one letter missing, wrong, swapped with its
    neighbour or added, of these the first that fits; None if none does."""
    size = len(start)
    if len(word) < size - 1 or word[0] != start[0]:
        return None
    same = 1
    while same < size and start[same : same + 1] == word[same : same + 1]:
        same += 1
    if word[same : size - 1] == start[same + 1 :]:
        return word[size - 1 :]
    if len(word) >= size and (
        word[same + 1 : size] == start[same + 1 :]
        or (
            word[same : same + 2] == start[same + 1 : same + 2] + start[same]
            and word[same + 2 : size] == start[same + 2 :]
        )
    ):
        return word[size:]
    if word[same + 1 : size + 1] == start[same:]:
        return word[size + 1 :]
    return None
