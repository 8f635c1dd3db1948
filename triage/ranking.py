"""From probabilities to what is said: findings, a level of urgency, departments in order."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from numpy.typing import NDArray

from triage.answers import Answers, Sex, Urgency
from triage.compiled import Compiled, Concept
from triage.departments import CODES, for_patient
from triage.network import Recognition
from triage.patient import Patient

Doubles = NDArray[np.float64]
Shares = list[float]
Group = tuple[int, Sex | None]
_MOST_FINDINGS = 8
_SURE_SHARE, _UNSURE_SHARE = 0.6, 0.3
_GENERAL_DISCOUNT = 0.7
_CONFIRMED_SHARE = 0.8
_EMERGENCY = CODES.index("emergency")
# Before anything is known: where people go who cannot say where they should go.
_PRIOR = {"therapy": 0.7, "emergency": 0.1}
_UNKNOWN_AGE = -1
_SUSPICION = 0.4  # the same of an emergency
# An emergency that no single complaint speaks for this much is believed from the second on.
_NAMED, _SUSPICION_OF_NOTHING = 0.25, 0.55
_SEVERAL = 2  # findings that are each for today: together they never wait longer
_HEARSAY = 0.9  # the same, where nothing but what is over was understood
_DOUBT = 0.7  # how sure the network may be of "today" and yet be contradicted by the patient


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network made of one text, and what has been worked out from it so far.

    `seen`: indices of the recognised concepts, the surest first. `stated`: ids of those that the
    rules read word for word. `understood`: whether any complaint was, be it over. `mixed`
    remembers department weights by group of patients: a follow-up question is weighed by ranking
    the same text for several.
    """

    recognition: Recognition | None
    seen: tuple[int, ...]
    stated: tuple[str, ...]
    understood: bool
    surest: float
    mixed: dict[Group, Shares] = field(default_factory=dict)


class Ranker:
    """Applies one version's concepts and calibration to what the network recognised."""

    def __init__(self, compiled: Compiled) -> None:
        self._concepts = compiled.concepts
        self._calibration = compiled.calibration
        self._quiet = compiled.calibration.get("quiet", 0.0)  # versions before v5 had none
        self.index = {concept.id: i for i, concept in enumerate(compiled.concepts)}
        weights: Doubles = np.array(
            [[c.departments.get(code, 0.0) for code in CODES] for c in compiled.concepts]
        ).reshape(len(compiled.concepts), len(CODES))
        general = weights[:, [CODES.index("therapy"), CODES.index("pediatrics")]]
        # Complaints that could be anything outvote specific ones where they stand together.
        weights *= 1.0 - _GENERAL_DISCOUNT * general.sum(axis=1, keepdims=True)
        self._is_emergency = np.array([c.urgency is Urgency.EMERGENCY for c in compiled.concepts])
        self._breaks, self._impossible = _impossible(compiled.concepts)
        # A concept leads to two or three departments. And without a product of matrices no thread
        # of the algebra library is woken, which would spin for longer than an assessment takes.
        self._rows, self._columns = np.nonzero(weights)
        self._shares_of: Doubles = weights[self._rows, self._columns]
        self._seen_by = {
            (child, male, pregnant): _moves(child=child, male=male, pregnant=pregnant)
            for child, male, pregnant in product((False, True), repeat=3)
        }
        # Of 29 numbers a list is quicker than an array.
        self._floor: Shares = [1e-4] * len(CODES)
        for code, weight in _PRIOR.items():
            self._floor[CODES.index(code)] += 0.02 * weight

    def read(self, recognition: Recognition | None, stated: Sequence[str]) -> Reading:
        """Keep what the network recognised in a text together with what the rules read in it."""
        if recognition is None:
            return Reading(None, (), tuple(stated), bool(stated), 0.0)
        concepts = recognition.concepts
        finding = self._calibration["finding"]
        # Complaints of one place share their words ("ear"): behind the one that leads a clause, the
        # network is sure of others that nobody mentioned.
        said = recognition.leading | recognition.mentioned
        sure = {i for i in said if float(concepts.item(i)) >= finding}
        seen = sorted(sorted(sure & recognition.leading), key=lambda i: -float(concepts.item(i)))
        understood = bool(stated) or not recognition.mentioned.isdisjoint(sure)
        return Reading(recognition, tuple(seen), tuple(stated), understood, recognition.surest)

    def findings(self, answers: Answers, reading: Reading, patient: Patient) -> tuple[str, ...]:
        """Ids of recognised concepts, at most eight.

        Confirmed ones first, then those that the rules read word for word, then the network's, the
        surest first. What the patient struck out, and what cannot be at this age and sex, is left
        out.
        """
        impossible = self._impossible[self._group(patient)]
        chosen = dict.fromkeys(c for c in answers.confirmed if c in self.index)
        for code in reading.stated:
            if code in self.index and not impossible[self.index[code]]:
                chosen[code] = None
        for i in reading.seen:
            if not impossible[i]:
                chosen[self._concepts[i].id] = None
        return tuple(c for c in chosen if c not in answers.struck)[:_MOST_FINDINGS]

    def urgency(
        self,
        answers: Answers,
        reading: Reading,
        findings: Sequence[str],
        *,
        calm: bool = False,
        denies: bool = False,
        of_old: bool = False,
        lasting: bool = False,
    ) -> Urgency | None:
        """The level that the network sees; None if there was nothing to look at.

        A level is taken when the probability of it or more reaches its threshold; less than "today"
        only if a complaint was recognised, or hardly anything speaks for "today". Confirmed
        findings count with their own level, and alone where something was struck out.

        `calm`: the patient says that it is little, over or a routine visit. Then what would be seen
        today for nothing but a doubt may be planned; never what is itself for today. `denies`: some
        of the text is denied or over. Then what the network barely suspects is no emergency.
        `of_old`: what would be urgent is over, or somebody else's. `lasting`: it has been so for
        months: that is taken for calm, unless an emergency is suspected.
        """
        stated = [self._concepts[self.index[c]].urgency for c in findings if c in answers.confirmed]
        if answers.struck and findings:
            stated = [self._concepts[self.index[c]].urgency for c in findings]
        elif reading.recognition is not None:
            level = self._level(reading.recognition)
            if self._urgent(findings) >= _SEVERAL or self._gravest(findings) > Urgency.TODAY:
                level = max(level, Urgency.TODAY)
            doubtful = (calm or denies) and self._merely_suspected(reading, findings, calm=calm)
            suspected = float(reading.recognition.levels[Urgency.EMERGENCY]) >= _SUSPICION
            if doubtful and level is Urgency.EMERGENCY:
                level = Urgency.TODAY
            # More than a slight suspicion is lowered by one level, never by two.
            if (
                (calm or lasting)
                and not suspected
                and level <= Urgency.TODAY
                and self._may_wait(reading, findings, of_old=of_old and not findings)
            ):
                level = min(level, Urgency.PLANNED)
                if of_old and not findings:
                    # They came because of what is over: not to be told to look after it at home.
                    level = Urgency.PLANNED
                elif findings and self._gravest(findings) is Urgency.SELF_CARE:
                    level = Urgency.SELF_CARE
            elif not reading.understood:
                # What was not understood may wait until today, not until next week: unless the
                # words around the complaint say by themselves that it is not for today.
                quiet = float(reading.recognition.levels[Urgency.TODAY]) < self._quiet
                level = max(level, Urgency.PLANNED if quiet else Urgency.TODAY)
            stated.append(level)
        return max(stated, default=None)

    def _gravest(self, findings: Sequence[str]) -> Urgency:
        levels = (self._concepts[self.index[c]].urgency for c in findings)
        return max(levels, default=Urgency.SELF_CARE)

    def _urgent(self, findings: Sequence[str]) -> int:
        """How many of the findings are each for today or sooner."""
        return sum(self._concepts[self.index[c]].urgency >= Urgency.TODAY for c in findings)

    def _merely_suspected(self, reading: Reading, findings: Sequence[str], *, calm: bool) -> bool:
        """No finding is an emergency, and the network is far from sure of one, or of which."""
        recognition = reading.recognition
        if recognition is None or self._gravest(findings) is Urgency.EMERGENCY:
            return False
        unnamed = float((recognition.concepts * self._is_emergency).max(initial=0.0)) < _NAMED
        enough = _SUSPICION_OF_NOTHING if calm and unnamed else _SUSPICION
        return float(recognition.levels[Urgency.EMERGENCY]) < enough

    def _may_wait(self, reading: Reading, findings: Sequence[str], *, of_old: bool) -> bool:
        """No finding is for today by itself, and little else speaks for it."""
        recognition = reading.recognition
        return (
            recognition is not None
            and float(recognition.levels[Urgency.TODAY]) < (_HEARSAY if of_old else _DOUBT)
            and not self._urgent(findings)
        )

    def _level(self, recognition: Recognition) -> Urgency:
        for level in (Urgency.EMERGENCY, Urgency.TODAY, Urgency.PLANNED):
            if float(recognition.levels[level]) >= self._calibration[level.code]:
                return level
        return Urgency.SELF_CARE

    def departments(
        self, answers: Answers, reading: Reading, patient: Patient, *, emergency: float = 0.0
    ) -> tuple[tuple[str, float], ...]:
        """All departments with probabilities that sum to 1, best first.

        `emergency`: the share of the emergency room, from `emergency_share`.
        """
        weights = self._shares(answers, reading, patient, emergency=emergency)
        total = sum(weights)
        shares = [weight / total for weight in weights]
        ranked = sorted(range(len(CODES)), key=shares.__getitem__, reverse=True)
        return tuple([(CODES[i], shares[i]) for i in ranked])

    @staticmethod
    def emergency_share(level: Urgency, *, by_rule: bool) -> float:
        """How much of a ranking goes to the emergency room, 0 to 1.

        A danger sign leads there first of all. Where only the network thinks of an emergency, the
        urgency says so, and the department that it is sure of still comes first.
        """
        if level is not Urgency.EMERGENCY:
            return 0.0
        return _SURE_SHARE if by_rule else _UNSURE_SHARE

    def likely(self, departments: Sequence[tuple[str, float]]) -> tuple[str, ...]:
        """Of a ranking, the first and all that reach the threshold of the conformal set."""
        threshold = self._calibration.get("likely", 1.0)
        return tuple(c for i, (c, p) in enumerate(departments) if i == 0 or p >= threshold)

    def first(
        self, answers: Answers, reading: Reading, patient: Patient, *, emergency: float = 0.0
    ) -> str:
        """The best department: the first of `departments`, without ranking the others."""
        shares = self._shares(answers, reading, patient, emergency=emergency)
        return CODES[shares.index(max(shares))]

    def _shares(
        self, answers: Answers, reading: Reading, patient: Patient, *, emergency: float
    ) -> Shares:
        """Weights of the departments for this patient, [29]."""
        group = self._group(patient)
        mixed = reading.mixed.get(group)
        if mixed is None:
            sharpening = self._calibration["sharpening"]
            sharp = [p**sharpening for p in self._mixed(answers, reading.recognition, group)]
            total = sum(sharp)
            mixed = reading.mixed[group] = [p / total for p in sharp]
        shares = mixed.copy()
        moves = self._seen_by[patient.child, patient.sex == "male", bool(patient.pregnant)]
        for source, _ in moves:
            shares[source] = 0.0
        for source, targets in moves:
            for target, part in targets:
                shares[target] += mixed[source] * part
        if emergency:
            shares = [share * (1 - emergency) for share in shares]
            shares[_EMERGENCY] += emergency
        return shares

    def _mixed(self, answers: Answers, recognition: Recognition | None, group: Group) -> Shares:
        """Mean of the department head and of the departments of the recognised concepts."""
        floor = self._floor
        confirmed = [self.index[c] for c in answers.confirmed if c in self.index]
        struck = [self.index[c] for c in answers.struck if c in self.index]
        if recognition is None and not confirmed:
            return floor
        by_concepts = self._by_concepts(recognition, group, confirmed, struck)
        total = sum(by_concepts)
        if total > 0:
            by_concepts = [p / total for p in by_concepts]
        if recognition is None or struck:
            return [least + p for least, p in zip(floor, by_concepts, strict=True)]
        share = self._calibration["concept_share"]
        if confirmed:
            share = max(share, _CONFIRMED_SHARE)
        by_head: list[float] = recognition.departments.tolist()
        return [
            least + share * concepts + (1 - share) * head
            for least, concepts, head in zip(floor, by_concepts, by_head, strict=True)
        ]

    def _by_concepts(
        self,
        recognition: Recognition | None,
        group: Group,
        confirmed: Sequence[int],
        struck: Sequence[int],
    ) -> Shares:
        """Departments of the concepts that are there and can be, weighted by probability, [29]."""
        if recognition is None:
            present: Doubles = np.zeros(len(self._concepts))
        else:
            present = recognition.concepts.astype(np.float64)
            present[self._impossible[group]] = 0.0
        if confirmed:
            present[confirmed] = 1.0
        if struck:
            present[struck] = 0.0
        parts = present.take(self._rows) * self._shares_of
        summed: Shares = np.bincount(self._columns, parts, len(CODES)).tolist()
        return summed

    def _group(self, patient: Patient) -> Group:
        """Patients for whom the same concepts are impossible."""
        age = patient.age_years
        band = _UNKNOWN_AGE if age is None else bisect_right(self._breaks, age)
        return band, patient.sex


def _impossible(
    concepts: Sequence[Concept],
) -> tuple[list[float], Mapping[Group, NDArray[np.bool_]]]:
    """The ages (years) at which the answer changes, and what cannot be in each band and sex, [K].

    A concept can be from its minimum age up to, but not at, its maximum age.
    """
    lowest = np.array([c.min_age_years for c in concepts])
    highest = np.array([c.max_age_years for c in concepts])
    breaks = sorted({*lowest.tolist(), *highest.tolist()})
    sexes: tuple[Sex | None, ...] = (None, "female", "male")
    excluded: dict[Group, NDArray[np.bool_]] = {}
    for sex in sexes:
        wrong_sex = np.array(
            [sex is not None and c.sex not in (sex, None) for c in concepts], dtype=np.bool_
        )
        excluded[_UNKNOWN_AGE, sex] = wrong_sex
        for band in range(len(breaks) + 1):
            age = breaks[band - 1] if band else -1.0
            excluded[band, sex] = wrong_sex | (age < lowest) | (age >= highest)
    return breaks, excluded


def _moves(
    *, child: bool, male: bool, pregnant: bool
) -> tuple[tuple[int, tuple[tuple[int, float], ...]], ...]:
    """`departments.for_patient` as the departments whose share goes elsewhere, and where."""
    moves = []
    for source, code in enumerate(CODES):
        shares = for_patient({code: 1.0}, child=child, male=male, pregnant=pregnant)
        targets = tuple((CODES.index(target), part) for target, part in shares.items() if part)
        if targets != ((source, 1.0),):
            moves.append((source, targets))
    return tuple(moves)
