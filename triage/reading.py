"""All that can be read from a text before it is known who the patient is."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from models import Network
from triage.answers import Answers
from triage.compiled import Compiled
from triage.denial import denied
from triage.hearsay import others_of
from triage.narrative import divided
from triage.network import Recogniser, Recognition
from triage.red_flags import RedFlags, Signs
from triage.text import Tokens, fold, tokenize

_KNOWN_START = 5  # letters by which an inflected word is recognised as belonging to a language


@dataclass(frozen=True, slots=True)
class Evidence:
    """What rules and network made of a text.

    `recognition` is None where nothing is affirmed. `known_share`: of the words, 0 to 1, how many
    the knowledge base knows. `denies`: whether some of it is denied, over, normal or of others.
    """

    signs: Signs
    recognition: Recognition | None
    known_share: float
    denies: bool


class Reader:
    """Reads texts with one version's knowledge and network. Safe to share between threads."""

    def __init__(self, compiled: Compiled, flags: RedFlags, network: Network) -> None:
        self._compiled = compiled
        self._flags = flags
        self._recogniser = Recogniser(
            network, compiled.vocabulary, [concept.urgency for concept in compiled.concepts]
        )
        self._starts = {w[:_KNOWN_START] for w in compiled.vocabulary if len(w) >= _KNOWN_START}

    def read(self, answers: Answers) -> Evidence:
        """Signals, vital signs and recognised complaints. What is denied is not recognised."""
        compiled = self._compiled
        folded = fold(answers.text)
        tokens = divided(tokenize(folded, compiled.vocabulary))
        signs = self._flags.read(folded, tokens, answers)
        gone = denied(signs.tokens, compiled.complaints_in_the_negative)
        others = _words_of(signs.tokens, others_of(signs.tokens))
        told = _words_of(signs.tokens, signs.told) | signs.normal
        denies = bool(gone or told)
        affirmed = signs.tokens.without(gone | others)
        if not _says_something(affirmed):
            affirmed = signs.tokens.without(gone)
        if not _says_something(affirmed):
            return Evidence(signs, None, self._known_share(affirmed), denies)
        # What is over, or normal, says where to go, and nothing of how soon.
        present = signs.tokens.without(gone | told) if told else affirmed
        if present == affirmed:
            (recognition,) = self._recogniser.recognise(affirmed)
        elif _says_something(present):
            recognition, now = self._recogniser.recognise(affirmed, present)
            recognition = recognition.at_present(now)
        else:
            (recognition,) = self._recogniser.recognise(affirmed)
            recognition = recognition.nothing_present()
        return Evidence(signs, recognition, self._known_share(affirmed), denies)

    def _known_share(self, tokens: Tokens) -> float:
        words = [w for w in tokens.words if not w[0].isdigit()]
        if not words:
            return 0.0
        vocabulary = self._compiled.vocabulary
        known = sum(w in vocabulary or w[:_KNOWN_START] in self._starts for w in words)
        return known / len(words)


def _says_something(tokens: Tokens) -> bool:
    return any(word.isalpha() for word in tokens.words)


def _words_of(tokens: Tokens, starts: AbstractSet[int]) -> frozenset[int]:
    """Indices of the words in the clauses that begin at `starts`."""
    return frozenset(
        i for start, end in tokens.clauses if start in starts for i in range(start, end)
    )
