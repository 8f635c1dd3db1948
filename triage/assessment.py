"""One text and what is known of the patient in, one verdict out. Never a diagnosis."""

import hashlib
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from models import Artefact, ArtefactCorrupt, Network, Vault
from triage.age import age_in_text
from triage.answers import Answers, Question, RaisedBy, Urgency, Verdict
from triage.compiled import Compiled, RedFlag, read_compiled
from triage.labels import ARTEFACT, KNOWLEDGE_FILE, Labels
from triage.patient import Patient, patient_of
from triage.questions import Outcome, worth_asking
from triage.ranking import Ranker, Reading
from triage.reading import Reader
from triage.red_flags import RedFlags, Signs
from triage.text import MAX_CHARACTERS

MODEL_FILE = "model.onnx"
_SURELY_PAPERWORK = 0.6
_NO_NEWS = 0.5  # how sure of "today" the network may be of what is left beside what is over
_REASSURED = "reassured"
_ROUTINE = "routine_visit"
_LASTING = "long_standing"
_DRINKS = "drinks"
_ACUTE = frozenset(["sudden", "severe"])


@dataclass(frozen=True, slots=True)
class _Evidence:
    """All that was read from the text, before it is known who the patient is."""

    signs: Signs
    reading: Reading
    known_share: float
    denies: bool
    said_age: float | None


@dataclass(frozen=True, slots=True)
class _Conclusion:
    """All of a verdict but the ranking of the departments."""

    patient: Patient
    flags: tuple[RedFlag, ...]
    findings: tuple[str, ...]
    refusal: str | None
    level: Urgency
    raised_by: RaisedBy

    @property
    def emergency_share(self) -> float:
        """The emergency room's part of the ranking, 0 to 1."""
        by_rule = any(flag.level is Urgency.EMERGENCY for flag in self.flags)
        return Ranker.emergency_share(self.level, by_rule=by_rule)

    @property
    def abstain(self) -> bool:
        """Nothing was understood, and no danger sign was seen either."""
        return self.refusal is not None and not self.flags


class Triage:
    """One version of network and knowledge. Immutable; safe to share between threads."""

    def __init__(self, artefact: Artefact) -> None:
        """Raises models.ArtefactMissing or ArtefactCorrupt if a file is absent or unreadable."""
        path = artefact.path(KNOWLEDGE_FILE)
        try:
            compiled = read_compiled(path)
            self._flags = RedFlags(compiled)
        except (ValueError, KeyError, TypeError) as error:
            raise ArtefactCorrupt(
                "The compiled knowledge cannot be read", path, "Restore it or train it again."
            ) from error
        self._reader = Reader(compiled, self._flags, Network(artefact.path(MODEL_FILE)))
        self._compiled: Compiled = compiled
        self._ranker = Ranker(compiled)
        self.labels = Labels(compiled)
        self.version = artefact.version
        parts = artefact.digest(MODEL_FILE) + artefact.digest(KNOWLEDGE_FILE)
        self.digest = hashlib.sha256(parts.encode("ascii")).hexdigest()

    @classmethod
    def load(cls, vault: Vault, version: str | None = None) -> "Triage":
        """The given or the active version from `vault`; digests are verified.

        Raises models.ArtefactMissing or models.ArtefactCorrupt.
        """
        return cls(vault.open(ARTEFACT, version))

    def assess(self, answers: Answers) -> Verdict:
        """The verdict for these answers. Never raises for any text, age or code in `answers`."""
        evidence = self._read(answers)
        conclusion = self._conclude(answers, evidence, evidence.signs.signals)
        verdict = self._verdict(answers, evidence, conclusion)
        question = self._question(answers, evidence, conclusion, verdict)
        return verdict if question is None else replace(verdict, question=question)

    def _read(self, answers: Answers) -> _Evidence:
        evidence = self._reader.read(answers)
        stated = self._flags.findings(evidence.signs.signals)
        reading = self._ranker.read(evidence.recognition, stated)
        return _Evidence(
            evidence.signs,
            reading,
            evidence.known_share,
            evidence.denies,
            age_in_text(evidence.signs.tokens),
        )

    def _question(
        self, answers: Answers, evidence: _Evidence, conclusion: _Conclusion, verdict: Verdict
    ) -> Question | None:
        if answers.answered or verdict.abstain:
            return None

        def outcome(hypothetical: Answers) -> Outcome:
            """The same text with an answer added: only signals and the patient can differ."""
            said = self._flags.answered_signals(hypothetical)
            if said and not self._flags.can_raise(said, evidence.signs.signals):
                return now
            then = self._conclude(hypothetical, evidence, evidence.signs.signals | said)
            return Outcome(then.level, self._first(hypothetical, evidence.reading, then))

        now = Outcome(conclusion.level, verdict.departments[0][0])
        return worth_asking(answers, verdict, evidence.signs.signals, now, outcome)

    def _first(self, answers: Answers, reading: Reading, conclusion: _Conclusion) -> str:
        return self._ranker.first(
            answers,
            self._ranker.read(None, ()) if conclusion.abstain else reading,
            conclusion.patient,
            emergency=conclusion.emergency_share,
        )

    def _conclude(
        self, answers: Answers, evidence: _Evidence, signals: AbstractSet[str]
    ) -> _Conclusion:
        signs, reading = evidence.signs, evidence.reading
        patient = patient_of(answers, evidence.said_age, signals)
        findings = self._ranker.findings(answers, reading, patient)
        refusal = self._refusal(answers, evidence, findings)
        flags = tuple(
            flag
            for flag in self._flags.raised(
                signals, signs.vitals, patient, by_age=refusal != "administrative"
            )
            # A danger to life is struck out by a person at the desk, not by a tap.
            if flag.level is Urgency.EMERGENCY or flag.code not in answers.struck
        )
        calm = _is_calm(evidence, signals, patient)
        of_old = calm and bool(evidence.signs.told)
        level, raised_by = _combine(
            flags[0].level if flags else None,
            self._ranker.urgency(
                answers,
                reading,
                findings,
                calm=calm,
                denies=evidence.denies or (_DRINKS in signals and not patient.infant),
                of_old=of_old,
                lasting=_is_lasting(signals, patient),
            ),
            refusal,
            calm=calm,
            routine=calm and _ROUTINE in signals,
        )
        return _Conclusion(patient, flags, findings, refusal, level, raised_by)

    def _verdict(self, answers: Answers, evidence: _Evidence, conclusion: _Conclusion) -> Verdict:
        abstain, level = conclusion.abstain, conclusion.level
        findings = () if abstain else conclusion.findings
        departments = self._ranker.departments(
            answers,
            self._ranker.read(None, ()) if abstain else evidence.reading,
            conclusion.patient,
            emergency=conclusion.emergency_share,
        )
        reasons = [f"red_flag:{flag.code}" for flag in conclusion.flags]
        reasons += [f"finding:{code}" for code in findings]
        reasons += [f"vital:{name}" for name in sorted(evidence.signs.vitals)]
        reasons += _patient_reasons(conclusion.patient)
        if len(answers.text) > MAX_CHARACTERS:
            reasons.append("long_text")
        if abstain and conclusion.refusal is not None:
            reasons.append(conclusion.refusal)
        return Verdict(
            departments=departments,
            urgency=level.code,
            urgency_raised_by=conclusion.raised_by,
            red_flags=tuple((flag.code, flag.level.code) for flag in conclusion.flags),
            findings=findings,
            reasons=tuple(reasons),
            question=None,
            abstain=abstain,
            version=self.version,
            digest=self.digest,
            likely=() if abstain else self._ranker.likely(departments),
        )

    def _refusal(
        self, answers: Answers, evidence: _Evidence, findings: tuple[str, ...]
    ) -> str | None:
        """Why the text decides nothing: empty, denied, administrative, gibberish, unsure."""
        recognition = evidence.reading.recognition
        if any(code in self._ranker.index for code in answers.confirmed):
            return None
        if recognition is None:
            if evidence.signs.vitals:
                return "unsure"
            return "denied" if evidence.signs.tokens.words else "empty"
        calibration = self._compiled.calibration
        _, administrative, gibberish = (float(p) for p in recognition.topic)
        stated = any(code in evidence.reading.stated for code in findings)
        weak = not stated and evidence.reading.surest < calibration["certain"]
        if administrative >= calibration["administrative"] and weak:
            # Only what is surely paperwork may wait; what merely looks like it is seen today.
            return "administrative" if administrative >= _SURELY_PAPERWORK else "unsure"
        if gibberish >= calibration["gibberish"] and weak:
            return "gibberish"
        if not stated and evidence.known_share == 0:
            return "gibberish"  # not one word: a stray letter must not pass for a vitamin
        if findings:
            return None
        if evidence.known_share < calibration["known_share"]:
            return "gibberish"
        if evidence.reading.surest < calibration["unsure"]:
            return "unsure"
        return None


def _is_calm(evidence: _Evidence, signals: AbstractSet[str], patient: Patient) -> bool:
    """The patient says that it is little, over or a routine visit, or measured something normal.

    Of a baby and of a pregnant woman it is not believed, but that she comes for a planned visit.
    """
    if patient.infant:
        return False
    if patient.pregnant:
        return _ROUTINE in signals
    return (
        not signals.isdisjoint((_REASSURED, _ROUTINE))
        or bool(evidence.signs.normal)
        or _is_of_old(evidence)
    )


def _is_lasting(signals: AbstractSet[str], patient: Patient) -> bool:
    """The patient, no baby and not pregnant, has had it for months, and nothing of it is sudden."""
    return (
        _LASTING in signals
        and signals.isdisjoint(_ACUTE)
        and not patient.infant
        and not patient.pregnant
    )


def _is_of_old(evidence: _Evidence) -> bool:
    """What would be urgent is over or another's, and the rest was understood, or is no news."""
    recognition = evidence.reading.recognition
    if not evidence.signs.told or recognition is None:
        return False
    if float(recognition.levels[Urgency.TODAY]) >= _NO_NEWS:
        return False
    return bool(evidence.reading.seen) or not evidence.signs.speaks_of_now


def _combine(
    rule: Urgency | None,
    network: Urgency | None,
    refusal: str | None,
    *,
    calm: bool,
    routine: bool,
) -> tuple[Urgency, RaisedBy]:
    """The higher of rule and network. What could not be read is for a person, today."""
    if rule is None and refusal is not None:
        may_wait = refusal == "administrative" or routine or (refusal == "unsure" and calm)
        level = Urgency.PLANNED if may_wait else Urgency.TODAY
        if refusal == "unsure" and network is not None:
            level = max(level, network)
        return level, "unknown"
    if rule is None:
        return (Urgency.EMERGENCY, "unknown") if network is None else (network, "network")
    if network is None or refusal is not None or rule > network:
        return rule, "rule"
    return (network, "both") if rule == network else (network, "network")


def _patient_reasons(patient: Patient) -> list[str]:
    reasons = []
    if patient.infant:
        reasons.append("age:infant")
    elif patient.child:
        reasons.append("age:child")
    if patient.age_years is None:
        reasons.append("age:unknown")
    if patient.pregnant:
        reasons.append("pregnant")
    return reasons
