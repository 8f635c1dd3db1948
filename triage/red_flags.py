"""Danger signs: rules over what the text says, which can only raise the urgency.

The rules stand in knowledge/red_flags/*.yaml with their sources. Here is only how they are applied:
deterministic, on folded text, with denial, time and idioms taken into account (context.py).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from triage.answers import Answers
from triage.compiled import Compiled, RedFlag, Rule
from triage.context import affirmed
from triage.departments import ADULT_AGE_YEARS
from triage.hearsay import wishes
from triage.lexicon import Lexicon
from triage.narrative import told_of
from triage.patient import Patient
from triage.tense import NOW
from triage.text import Tokens
from triage.vitals import read_vitals

_IDIOM = "idiom"
_FIRST_DAYS_YEARS = 0.1
_MANY_TABLETS = "many_tablets"
_AGE_ALONE = "age alone"
_REMNANT = 2  # words


@dataclass(frozen=True, slots=True)
class Signs:
    """What a text says: signals affirmed, vital signs, and the text less its idioms.

    `told`: where the clauses begin that tell of what is over, or of somebody else. `normal`:
    indices of the words that tell of a measurement which is normal.
    """

    signals: frozenset[str]
    vitals: Mapping[str, float]
    told: frozenset[int]
    normal: frozenset[int]
    tokens: Tokens

    @property
    def speaks_of_now(self) -> bool:
        """Whether a clause beside those in `told` says that it tells of now."""
        return any(
            start not in self.told
            and not NOW.isdisjoint(self.tokens.words[start:end])
            and not wishes(self.tokens.words[start:end])
            for start, end in self.tokens.clauses
        )


class RedFlags:
    """The rules of one version of the knowledge base."""

    def __init__(self, compiled: Compiled) -> None:
        """Raises ValueError if a pattern of the knowledge base is malformed."""
        self._rules = [
            (i, flag, rule) for i, flag in enumerate(compiled.flags) for rule in flag.when
        ]
        self._by_trigger = _index(self._rules)
        self._speaking_of: dict[str, list[Rule]] = defaultdict(list)
        for _, _, rule in self._rules:
            for code in rule.all | rule.any | rule.none:
                self._speaking_of[code].append(rule)
        self._signal_findings = compiled.signal_findings
        self._plain = [code for code, ids in compiled.signal_findings.items() if code in ids]
        patterns = {**compiled.patterns, _IDIOM: compiled.idioms}
        self._lexicon = Lexicon(patterns, compiled.vocabulary, folded=compiled.folded)

    def read(self, folded: str, tokens: Tokens, answers: Answers) -> Signs:
        """Signals and vital signs of a folded text and of what the patient confirmed."""
        matches = self._lexicon.find(tokens)
        idiomatic = {i for match in matches if match.code == _IDIOM for i in match.positions}
        if idiomatic:
            tokens = tokens.without(idiomatic | _remnants(tokens, idiomatic))
            matches = [match for match in self._lexicon.find(tokens) if match.code != _IDIOM]
        told = told_of(tokens)
        measured = read_vitals(folded, tokens)
        normal = measured.normal
        if normal:
            # "Temperature 36.6" is no fever.
            matches = [match for match in matches if not normal.issuperset(match.positions)]
        signals = affirmed(matches, tokens, told)
        if answers.confirmed:
            confirmed = set(answers.confirmed)
            findings = self._signal_findings.items()
            signals |= {code for code, ids in findings if not confirmed.isdisjoint(ids)}
        signals |= self.answered_signals(answers)
        if measured.many_tablets:
            signals.add(_MANY_TABLETS)
        if measured.somewhat_high and _may_have_140(answers, signals):
            normal |= measured.somewhat_high
        return Signs(frozenset(signals), measured.values, told, normal, tokens)

    @staticmethod
    def answered_signals(answers: Answers) -> frozenset[str]:
        """Signals that the answer to a follow-up question states."""
        stated = set()
        if answers.answered.get("fever") == "yes":
            stated.add("fever")
        if answers.answered.get("onset") == "sudden":
            stated.add("sudden")
        return frozenset(stated)

    def can_raise(self, added: AbstractSet[str], signals: AbstractSet[str]) -> bool:
        """Whether a rule that speaks of `added` could hold, or cease to, beside these signals."""
        together = signals | added
        return any(
            rule.all <= together for code in added for rule in self._speaking_of.get(code, ())
        )

    def findings(self, signals: AbstractSet[str]) -> list[str]:
        """The complaints that these signals are: those of the same name, in the base's order.

        A signal such as "face_droop" is not shown as the disease that it hints at.
        """
        return [code for code in self._plain if code in signals]

    def raised(
        self,
        signals: AbstractSet[str],
        vitals: Mapping[str, float],
        patient: Patient,
        *,
        by_age: bool = True,
    ) -> list[RedFlag]:
        """Flags that hold, highest level first, then in the order of the knowledge base.

        Without `by_age`, rules that state nothing but an age are left out: a newborn's birth
        certificate is no illness.
        """
        triggers = [*signals, *(f"vital:{name}" for name in vitals)]
        if by_age:
            triggers.append(_AGE_ALONE)
        held: dict[int, RedFlag] = {}
        for trigger in triggers:
            for number in self._by_trigger.get(trigger, ()):
                position, flag, rule = self._rules[number]
                if position not in held and _holds(rule, signals, vitals, patient):
                    held[position] = flag
        return [held[i] for i in sorted(held, key=lambda i: (-held[i].level, i))]


def _may_have_140(answers: Answers, signals: AbstractSet[str]) -> bool:
    """Not a child, and not pregnant, as far as it is known."""
    of_age = answers.age_years is None or answers.age_years >= ADULT_AGE_YEARS
    return of_age and not answers.pregnant and signals.isdisjoint(("pregnant", "child"))


def _remnants(tokens: Tokens, gone: AbstractSet[int]) -> set[int]:
    """What is left of a clause that was a figure of speech: a word or two mean nothing alone."""
    found: set[int] = set()
    for start, end in tokens.clauses:
        left = [i for i in range(start, end) if i not in gone]
        if len(left) < end - start and len(left) <= _REMNANT:
            found.update(left)
    return found


def _index(rules: Sequence[tuple[int, RedFlag, Rule]]) -> Mapping[str, tuple[int, ...]]:
    """Rules by what must be there for them to hold: most rules are never looked at for a text."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, (_, _, rule) in enumerate(rules):
        if rule.all:
            triggers = [min(rule.all)]
        elif rule.any:
            triggers = sorted(rule.any)
        else:
            triggers = [f"vital:{vital.name}" for vital in rule.vitals] or [_AGE_ALONE]
        for trigger in triggers:
            found[trigger].append(number)
    return {trigger: tuple(numbers) for trigger, numbers in found.items()}


def _holds(
    rule: Rule, signals: AbstractSet[str], vitals: Mapping[str, float], patient: Patient
) -> bool:
    if not rule.all <= signals or rule.none & signals:
        return False
    if rule.any and len(rule.any & signals) < rule.at_least:
        return False
    if rule.vitals and not any(v.holds(vitals) for v in rule.vitals):
        return False
    if rule.sex is not None and patient.sex not in (rule.sex, None):
        return False
    if rule.pregnant and not patient.pregnant:
        return False
    return _age_holds(rule, patient)


def _age_holds(rule: Rule, patient: Patient) -> bool:
    """An unknown age satisfies a minimum (the safe side); a maximum needs a child in the text.

    "Anybody under three months" would otherwise fire for every adult who did not tell their age,
    and "anybody under eight days" for every baby: that one needs an age, and the age is asked for.
    """
    age = patient.age_years
    if rule.min_age_years is not None and (
        patient.child if age is None else age < rule.min_age_years
    ):
        return False
    if rule.max_age_years is None:
        return True
    if age is not None:
        return age < rule.max_age_years
    if rule.max_age_years < _FIRST_DAYS_YEARS:
        return False
    return patient.infant if rule.max_age_years <= 1.0 else patient.child
