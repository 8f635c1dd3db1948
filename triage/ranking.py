"""From probabilities to what is said: findings, a level of urgency, departments in order."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from triage.answers import Answers, Urgency
from triage.compiled import Compiled
from triage.departments import CODES, for_patient
from triage.network import Recognition
from triage.patient import Patient

Doubles = NDArray[np.float64]
_MOST_FINDINGS = 8
_EMERGENCY_SHARE = 0.6
# Before anything is known: where people go who cannot say where they should go.
_PRIOR = {"therapy": 0.7, "emergency": 0.1}


class Ranker:
    """Applies one version's concepts and calibration to what the network recognised."""

    def __init__(self, compiled: Compiled) -> None:
        self._concepts = compiled.concepts
        self._calibration = compiled.calibration
        self.index = {concept.id: i for i, concept in enumerate(compiled.concepts)}
        self._weights: Doubles = np.array(
            [[c.departments.get(code, 0.0) for code in CODES] for c in compiled.concepts]
        ).reshape(len(compiled.concepts), len(CODES))
        self._min_age: Doubles = np.array([c.min_age_years for c in compiled.concepts])
        self._max_age: Doubles = np.array([c.max_age_years for c in compiled.concepts])
        self._excluded = {
            sex: np.array([c.sex not in (sex, None) for c in compiled.concepts], dtype=np.bool_)
            for sex in ("female", "male")
        }

    def findings(
        self,
        answers: Answers,
        recognition: Recognition | None,
        stated: Sequence[str],
        patient: Patient,
    ) -> tuple[str, ...]:
        """Ids of recognised concepts, at most eight.

        Confirmed ones first, then those that the rules read word for word (`stated`), then the
        network's, the surest first. What the patient struck out, and what cannot be at this age
        and sex, is left out.
        """
        chosen = [c for c in dict.fromkeys(answers.confirmed) if c in self.index]
        impossible = self._impossible(patient)
        chosen += [
            c
            for c in stated
            if c not in chosen and c in self.index and not impossible[self.index[c]]
        ]
        if recognition is not None:
            seen = recognition.concepts >= self._calibration["finding"]
            (indices,) = np.nonzero(seen & ~impossible)
            # Complaints of one place share their words ("ear"): behind the one that leads a clause,
            # the network is sure of others that nobody mentioned.
            leading = [i for i in indices.tolist() if i in recognition.leading]
            surest = sorted(leading, key=lambda i: -float(recognition.concepts[i]))
            chosen += [c for i in surest if (c := self._concepts[i].id) not in chosen]
        return tuple(c for c in chosen if c not in answers.struck)[:_MOST_FINDINGS]

    def urgency(
        self, answers: Answers, recognition: Recognition | None, findings: Sequence[str]
    ) -> Urgency | None:
        """The level that the network sees; None if there was nothing to look at.

        A level is taken when the probability of it or more reaches its threshold. Confirmed
        findings count with their own level, and alone where something was struck out.
        """
        stated = [self._concepts[self.index[c]].urgency for c in findings if c in answers.confirmed]
        if answers.struck and findings:
            stated = [self._concepts[self.index[c]].urgency for c in findings]
        elif recognition is not None:
            stated.append(self._level(recognition))
        return max(stated, default=None)

    def _level(self, recognition: Recognition) -> Urgency:
        for level in (Urgency.EMERGENCY, Urgency.TODAY, Urgency.PLANNED):
            if float(recognition.urgency[level:].sum()) >= self._calibration[level.code]:
                return level
        return Urgency.SELF_CARE

    def departments(
        self,
        answers: Answers,
        recognition: Recognition | None,
        patient: Patient,
        *,
        emergency: bool,
    ) -> tuple[tuple[str, float], ...]:
        """All departments with probabilities that sum to 1, best first."""
        mixed = self._mixed(answers, recognition, patient)
        sharp = mixed ** self._calibration["sharpening"]
        sharp /= sharp.sum()
        weights = for_patient(
            dict(zip(CODES, sharp.tolist(), strict=True)),
            child=patient.child,
            male=patient.sex == "male",
            pregnant=patient.pregnant,
        )
        if emergency:
            weights = {code: w * (1 - _EMERGENCY_SHARE) for code, w in weights.items()}
            weights["emergency"] += _EMERGENCY_SHARE
        total = sum(weights.values())
        ranked = sorted(weights.items(), key=lambda item: (-item[1], CODES.index(item[0])))
        return tuple((code, weight / total) for code, weight in ranked)

    def _mixed(
        self, answers: Answers, recognition: Recognition | None, patient: Patient
    ) -> Doubles:
        """Mean of the department head and of the departments of the recognised concepts."""
        floor: Doubles = np.full(len(CODES), 1e-4)
        for code, weight in _PRIOR.items():
            floor[CODES.index(code)] += 0.02 * weight
        confirmed = [self.index[c] for c in answers.confirmed if c in self.index]
        struck = [self.index[c] for c in answers.struck if c in self.index]
        if recognition is None and not confirmed:
            return floor
        present: Doubles = np.zeros(len(self._concepts))
        if recognition is not None:
            present = recognition.concepts.astype(np.float64)
            present[self._impossible(patient)] = 0.0
        present[confirmed] = 1.0
        present[struck] = 0.0
        by_concepts: Doubles = present @ self._weights
        if by_concepts.sum() > 0:
            by_concepts /= by_concepts.sum()
        if recognition is None or struck:
            return floor + by_concepts
        share = self._calibration["concept_share"]
        if confirmed:
            share = max(share, 0.7)
        return floor + share * by_concepts + (1 - share) * recognition.departments

    def _impossible(self, patient: Patient) -> NDArray[np.bool_]:
        """Concepts that cannot be at this age and sex, [K]."""
        excluded: NDArray[np.bool_] = np.zeros(len(self._concepts), dtype=np.bool_)
        if patient.sex is not None:
            excluded |= self._excluded[patient.sex]
        age = patient.age_years
        if age is not None:
            excluded |= (age < self._min_age) | (age >= self._max_age)
        return excluded
