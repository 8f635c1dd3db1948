"""Clauses that say nothing of how the patient is now: what is over, and what is somebody else's."""

from itertools import pairwise

from triage.hearsay import others_of, runs_in_the_family
from triage.tense import (
    NOW,
    at_an_age,
    is_past,
    is_past_verb,
    is_present,
    not_since,
    speaks_of_years,
)
from triage.text import Tokens


def told_of(tokens: Tokens) -> frozenset[int]:
    """Where the clauses begin that tell of what is over, or of somebody else."""
    words = tokens.words
    over = {
        start
        for start, end in tokens.clauses
        if is_past(words[start:end]) or runs_in_the_family(words[start:end])
    }
    return others_of(tokens) | over | _not_since(tokens)


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
