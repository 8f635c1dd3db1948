"""Clauses that say nothing of how the patient is now: what is over, and what is somebody else's."""

from collections.abc import Set as AbstractSet
from itertools import pairwise

from triage.hearsay import others_of, runs_in_the_family
from triage.tense import (
    NOW,
    at_an_age,
    compared_from,
    is_past,
    is_past_verb,
    is_present,
    not_since,
    points_back,
    present_from,
    says_again,
    speaks_of_years,
)
from triage.text import Tokens


def divided(tokens: Tokens) -> Tokens:
    """The same words, with a clause ended where it leaves what is over for what is now.

    Few people type a comma there: "5 yil oldin insult boʻlgan hozir yuzim qiyshaydi".
    """
    clauses: list[tuple[int, int]] = []
    for start, end in tokens.clauses:
        clause = tokens.words[start:end]
        now = present_from(clause) or compared_from(clause)
        if now is not None:
            clauses.append((start, start + now))
            start += now
        clauses.append((start, end))
    return tokens if len(clauses) == len(tokens.clauses) else Tokens(tokens.words, tuple(clauses))


def told_of(tokens: Tokens) -> frozenset[int]:
    """Where the clauses begin that tell of what is over, or of somebody else."""
    words = tokens.words
    over = {
        start
        for start, end in tokens.clauses
        if is_past(words[start:end]) or runs_in_the_family(words[start:end])
    }
    over |= _not_since(tokens) | _dated_after(tokens, over)
    if over and _comes_again(tokens, over):
        return others_of(tokens)
    return others_of(tokens) | over


def _dated_after(tokens: Tokens, over: AbstractSet[int]) -> set[int]:
    """ "Mouth dropped, that was in 2016": the clause before the one that dates it."""
    words = tokens.words
    return {
        before
        for (before, start), (_, end) in pairwise(tokens.clauses)
        if start in over
        and points_back(words[start:end])
        and not is_present(words[before:start])
        and NOW.isdisjoint(words[before:start])
    }


def _comes_again(tokens: Tokens, over: AbstractSet[int]) -> bool:
    """ "… and I want to do it again tonight", "сейчас опять то же самое": it is not over."""
    last = max(over)
    return any(
        start > last and says_again(tokens.words[start:end]) for start, end in tokens.clauses
    )


def _not_since(tokens: Tokens) -> set[int]:
    """ "He had a seizure at four, none since": both clauses."""
    words = tokens.words
    found: set[int] = set()
    for (before, start), (_, end) in pairwise(tokens.clauses):
        clause, earlier = words[start:end], words[before:start]
        if not not_since(clause):
            continue
        if (
            (speaks_of_years(clause) or at_an_age(earlier))
            and any(map(is_past_verb, earlier))
            and not is_present(earlier)
            and NOW.isdisjoint(earlier)
        ):
            found |= {before, start}
    return found
