"""What the words around a complaint make of it: denied, long past, somebody else's, an idiom.

Every test here makes a match not count, so each errs on the side of counting it: what cannot be
decided from the words alone stays a complaint. Lists are in folded spelling (see text.fold): oʻ is
o, q is k, x is h, doubled letters are single, and ye is e at the start of a word (year is ear).
General language knowledge, not yet read by native speakers.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from triage.in_order import ALL_RIGHT
from triage.lexicon import Match
from triage.text import Tokens

# Uzbek, Karakalpak and Kazakh deny inside the verb: ogʻri-ma-yapti, auır-ma-ydı.
_NEGATIVE_VERB = re.compile(
    r"^[a-z]{0,3}?(?:m[ae](?:y|di|de|gan|gen|s$|yap)"
    # after p, s, t Kazakh and Karakalpak say pa and pe, after z and n ba and be
    r"|[bp][ae](?:ydi|y$|ym[ai]n$|yt|dim?$|gan|gen))"
)

_NOT = frozenset(
    [
        "ne",
        "not",
        "dont",
        "doesnt",
        "didnt",
        "isnt",
        "arent",
        "wasnt",
        "havent",
        "hasnt",
        "never",
        "nikogda",
    ]
)
_WITHOUT = frozenset(
    [
        "ni",
        "no",
        "without",
        "denies",
        "denied",
        "deny",
        "bez",
        "netu",
        "osustvuet",
        "osustvuyut",
        "nikakih",
        "nikakoy",
    ]
)
_ADVERBS = frozenset(
    [
        "ochen",
        "silno",
        "osobo",
        "tak",
        "uje",
        "poka",
        "bolshe",
        "sovsem",
        "realy",
        "very",
        "so",
        "any",
        "much",
    ]
)
_AFTER = frozenset(
    [
        "yok",
        "emas",
        "emasman",
        "jok",
        "emes",
        "emespin",
        "emespen",
        "jokpin",
        "jokpan",
        "yuk",
        "netu",
        "osustvuet",
        "osustvuyut",
        "kuzatilmayapti",
        "kuzatilmadi",
        "sezmayapman",
        "bolmadi",
        "bolmayapti",
        "bolmagan",
        "tutmayapti",
        "chikmadi",
        "chikmayapti",
        "kotarilmadi",
        "kotarilmayapti",
        "kilmayapti",
        "bolgani",
    ]
)
_BEFORE_NET = frozenset(
    [
        "u",
        "menya",
        "nego",
        "neyo",
        "i",
        "odnako",
        "seychas",
        "poka",
        "uje",
        "vobshe",
        "bolshe",
        "sovsem",
    ]
)
_HAVING = frozenset({"have", "had", "has", "fyl", "felt", "get", "got", "ehperience"})
_JOINS = frozenset({"or", "and", "nor", "ili", "i", "ni", "yoki", "va"})
# A clause with none of these, and no "fine" at its end, denies nothing but inside a verb.
_DENYING = _NOT | _WITHOUT | _AFTER | {"net"}
_WAS = (("bilo",), ("bil",), ("bila",), ("bili",))
_REACH = 4  # words that "no …" or "без …" can stand before what it denies


def affirmed(matches: Sequence[Match], tokens: Tokens, told: AbstractSet[int]) -> set[str]:
    """Codes of the complaints that are affirmed, present, and not somebody else's history.

    `told`: where the clauses begin that are somebody else's, or over.
    """
    words = tokens.words
    # Every word that any pattern used: it decides what "нет" belongs to.
    hits = {i for match in matches for i in match.positions}
    found: set[str] = set()
    may_deny: dict[int, bool] = {}
    for match in matches:
        if match.code in found:
            continue
        start, end = tokens.clause_of(match.positions[0])
        if start in told or _denied_within(match):
            continue
        if start not in may_deny:
            may_deny[start] = not _DENYING.isdisjoint(words[start:end]) or bool(
                ALL_RIGHT.match(words[end - 1])
            )
        if not (may_deny[start] and _denied(match, words, start, end, hits)):
            found.add(match.code)
    return found


def _denied_within(match: Match) -> bool:
    return any(rest and _NEGATIVE_VERB.match(rest) for rest in match.remainders)


def _denied(
    match: Match, words: Sequence[str], start: int, end: int, all_hits: AbstractSet[int]
) -> bool:
    inside = set(match.positions)
    for i in match.positions:
        before = i - 1
        if before >= start and words[before] in _ADVERBS:
            before -= 1
        if before >= start and before not in inside and words[before] in _NOT:
            return True
    return _denied_before(match, words, start, all_hits) or _denied_after(
        match.positions[-1], words, end, all_hits
    )


def _denied_before(
    match: Match, words: Sequence[str], start: int, all_hits: AbstractSet[int]
) -> bool:
    first = match.positions[0]
    for i in range(max(start, first - _REACH), first):
        if words[i] == "net" and _net_looks_forward(words, i, start, all_hits):
            return True
        if _another_between(i, first, words, all_hits):
            continue
        if words[i] in _WITHOUT or (words[i] in _NOT and words[i + 1] in _HAVING):
            return True
    return False


def _denied_after(last: int, words: Sequence[str], end: int, all_hits: AbstractSet[int]) -> bool:
    for i in range(last + 1, min(end, last + 3)):
        if i in all_hits:
            return False
        if i + 1 == end and ALL_RIGHT.match(words[i]):
            return True  # "nafasim joyida"
        if words[i] in _AFTER or (words[i] == "ne" and words[i + 1 : i + 2] in _WAS):
            return True
        if words[i] == "net":
            return i + 1 == end or not any(j in all_hits for j in range(i + 1, min(end, i + 3)))
    return False


def _another_between(i: int, first: int, words: Sequence[str], all_hits: AbstractSet[int]) -> bool:
    """Whether "no fever chest pain" denies the fever; "no fever or chest pain" denies both."""
    between = range(i + 1, first)
    return any(j in all_hits for j in between) and not any(words[j] in _JOINS for j in between)


def _net_looks_forward(
    words: Sequence[str], i: int, start: int, all_hits: AbstractSet[int]
) -> bool:
    """At the start of a clause it does; in "температуры нет боль в груди" it looks back."""
    return i not in all_hits and (i == start or words[i - 1] in _BEFORE_NET)
