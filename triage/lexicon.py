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

from triage.text import Tokens, fold

_MAX_GAP = 3  # distance between neighbouring matched words: two foreign words at most
_FUZZY_FROM = 6
_PLURAL_FROM = 4
_SHORTEST_START = 2
_ADJACENT = "= "


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern of `code` found at the word indices `positions` (sorted) within one clause.

    `remainders`: what followed the matched start in each word, "" for a whole word.
    """

    code: str
    positions: tuple[int, ...]
    remainders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pattern:
    code: str
    terms: tuple[frozenset[str], ...]  # one set of alternatives per term
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
        self._deletions: dict[str, set[str]] = defaultdict(set)
        self._by_first: dict[str, list[_Pattern]] = defaultdict(list)
        self._remembered: dict[str, Mapping[str, str]] = {}
        for code, texts in patterns.items():
            for text in texts:
                self._add(code, text if folded else folded_pattern(text))
        self._longest = max((len(s) for s in self._starts), default=0)

    def _add(self, code: str, text: str) -> None:
        adjacent = text.startswith(_ADJACENT)
        terms = tuple(frozenset(self._keys(term)) for term in text.removeprefix(_ADJACENT).split())
        if not terms:
            raise ValueError(f"empty pattern in {code}")
        pattern = _Pattern(code, terms, adjacent)
        for key in terms[0]:
            self._by_first[key].append(pattern)

    def _keys(self, term: str) -> Iterable[str]:
        for alternative in term.split("|"):
            if not alternative.endswith("*"):
                self._words.add(alternative)
            elif alternative[:-1] not in self._starts:
                self._add_start(alternative[:-1])
            yield alternative

    def _add_start(self, folded: str) -> None:
        self._starts.add(folded)
        if folded.endswith("t") and len(folded) >= _PLURAL_FROM:
            # fold() reads ts as s, for the Cyrillic ц: "hurts" is "hurs" there.
            self._plurals[fold(folded + "s")] = folded
        if len(folded) >= _FUZZY_FROM:
            for variant in _deletions(folded):
                self._deletions[variant].add(folded)

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
        for end in range(2, min(len(word), self._longest) + 1):
            if word[:end] in self._starts:
                found[word[:end] + "*"] = word[end:]
        if not found and len(word) >= _FUZZY_FROM - 1 and word not in self._vocabulary:
            self._add_fuzzy(word, found)
        return found

    def _add_fuzzy(self, word: str, found: dict[str, str]) -> None:
        for size in range(_FUZZY_FROM - 1, min(len(word), self._longest + 1) + 1):
            head = word[:size]
            for variant in _deletions(head):
                for start in self._deletions.get(variant, ()):
                    if start[0] == word[0] and _one_edit_apart(start, head):
                        found.setdefault(start + "*", word[size:])

    def find(self, tokens: Tokens) -> list[Match]:
        """Every match, at most one per pattern and starting word."""
        keys = [self.keys_of(word) for word in tokens.words]
        matches: list[Match] = []
        for begin, end in tokens.clauses:
            there = set().union(*keys[begin:end])
            for i in range(begin, end):
                for pattern in self._starting_with(keys[i], there):
                    match = _complete(pattern, i, keys, begin, end)
                    if match is not None:
                        matches.append(match)
        return matches

    def _starting_with(self, keys: Iterable[str], there: AbstractSet[str]) -> Iterable[_Pattern]:
        """Patterns that a word with these keys can begin, if the clause holds all their terms."""
        seen: set[int] = set()
        for key in keys:
            for pattern in self._by_first.get(key, ()):
                if id(pattern) not in seen and not any(map(there.isdisjoint, pattern.terms[1:])):
                    seen.add(id(pattern))
                    yield pattern


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
    positions = [first]
    for term in pattern.terms[1:]:
        low, high = min(positions), max(positions)
        reach = (
            range(high + 1, min(end, high + 2))
            if pattern.adjacent
            else range(max(begin, low - _MAX_GAP), min(end, high + _MAX_GAP + 1))
        )
        near = [i for i in reach if i not in positions and not term.isdisjoint(keys[i])]
        if not near:
            return None
        positions.append(min(near, key=lambda i: (abs(i - positions[-1]), -i)))
    remainders = {
        position: min((keys[position][k] for k in term if k in keys[position]), key=len)
        for position, term in zip(positions, pattern.terms, strict=True)
    }
    ordered = tuple(sorted(positions))
    return Match(pattern.code, ordered, tuple(remainders[i] for i in ordered))


def _deletions(word: str) -> set[str]:
    """The word and every form of it with one letter missing."""
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def _one_edit_apart(a: str, b: str) -> bool:
    """Whether one insertion, deletion, substitution or swap of neighbours turns a into b."""
    if len(a) == len(b):
        different = [i for i in range(len(a)) if a[i] != b[i]]
        if len(different) <= 1:
            return True
        i = different[0]
        return different == [i, i + 1] and a[i] == b[i + 1] and a[i + 1] == b[i]
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return len(longer) == len(shorter) + 1 and any(
        longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))
    )
