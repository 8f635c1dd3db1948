"""One text and what is known of the patient in, one verdict out. Never a diagnosis."""

import hashlib
from dataclasses import dataclass, replace

from models import Artefact, ArtefactCorrupt, Network, Vault
from triage.answers import Answers, RaisedBy, Urgency, Verdict
from triage.compiled import Compiled, read_compiled
from triage.denial import denied
from triage.labels import ARTEFACT, KNOWLEDGE_FILE, Labels
from triage.network import Recognition, recognise
from triage.patient import Patient, patient_of
from triage.questions import worth_asking
from triage.ranking import Ranker
from triage.red_flags import RedFlags, Signs
from triage.text import Tokens, fold, tokenize

MODEL_FILE = "model.onnx"
_KNOWN_START = 5  # letters by which an inflected word is recognised as belonging to a language


@dataclass(frozen=True, slots=True)
class _Evidence:
    """All that was read from the text, before it is known who the patient is."""

    signs: Signs
    recognition: Recognition | None
    known_share: float


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
        self._network = Network(artefact.path(MODEL_FILE))
        self._compiled: Compiled = compiled
        self._ranker = Ranker(compiled)
        self._starts = frozenset(
            w[:_KNOWN_START] for w in compiled.vocabulary if len(w) >= _KNOWN_START
        )
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
        verdict = self._decide(answers, evidence)
        if answers.answered or verdict.abstain:
            return verdict
        question = worth_asking(
            answers,
            verdict,
            evidence.signs.signals,
            lambda hypothetical: self._decide(hypothetical, self._again(hypothetical, evidence)),
        )
        return replace(verdict, question=question)

    def _read(self, answers: Answers) -> _Evidence:
        folded = fold(answers.text)
        tokens = tokenize(folded, self._compiled.vocabulary)
        signs = self._flags.read(folded, tokens, answers)
        compiled = self._compiled
        affirmed = signs.tokens.without(
            denied(signs.tokens, compiled.complaints_in_the_negative, compiled.vocabulary)
        )
        says_something = any(word.isalpha() for word in affirmed.words)
        recognition = recognise(self._network, affirmed) if says_something else None
        return _Evidence(signs, recognition, self._known_share(affirmed))

    def _again(self, answers: Answers, evidence: _Evidence) -> _Evidence:
        """The same text with an answer added: only signals can differ."""
        added = self._flags.answered_signals(answers)
        signs = replace(evidence.signs, signals=evidence.signs.signals | added)
        return replace(evidence, signs=signs)

    def _known_share(self, tokens: Tokens) -> float:
        words = [w for w in tokens.words if not w[0].isdigit()]
        if not words:
            return 0.0
        vocabulary = self._compiled.vocabulary
        known = sum(w in vocabulary or w[:_KNOWN_START] in self._starts for w in words)
        return known / len(words)

    def _decide(self, answers: Answers, evidence: _Evidence) -> Verdict:
        signs, recognition = evidence.signs, evidence.recognition
        patient = patient_of(answers, signs.tokens, signs.signals)
        findings = self._ranker.findings(
            answers, recognition, self._flags.findings(signs.signals), patient
        )
        refusal = self._refusal(answers, evidence, findings)
        flags = [
            flag
            for flag in self._flags.raised(
                signs.signals, signs.vitals, patient, by_age=refusal != "administrative"
            )
            # A danger to life is struck out by a person at the desk, not by a tap.
            if flag.level is Urgency.EMERGENCY or flag.code not in answers.struck
        ]
        abstain = refusal is not None and not flags
        rule = flags[0].level if flags else None
        level, raised_by = _combine(
            rule, self._ranker.urgency(answers, recognition, findings), refusal
        )
        departments = self._ranker.departments(
            answers, None if abstain else recognition, patient, emergency=level is Urgency.EMERGENCY
        )
        reasons = [f"red_flag:{flag.code}" for flag in flags]
        reasons += [f"finding:{code}" for code in findings]
        reasons += [f"vital:{name}" for name in sorted(signs.vitals)]
        reasons += _patient_reasons(patient)
        if abstain and refusal is not None:
            reasons.append(refusal)
        return Verdict(
            departments=departments,
            urgency=level.code,
            urgency_raised_by=raised_by,
            red_flags=tuple((flag.code, flag.level.code) for flag in flags),
            findings=() if abstain else findings,
            reasons=tuple(reasons),
            question=None,
            abstain=abstain,
            version=self.version,
            digest=self.digest,
        )

    def _refusal(
        self, answers: Answers, evidence: _Evidence, findings: tuple[str, ...]
    ) -> str | None:
        """Why the text decides nothing: empty, denied, administrative, gibberish, unsure."""
        recognition = evidence.recognition
        if any(code in self._ranker.index for code in answers.confirmed):
            return None
        if recognition is None:
            if evidence.signs.vitals:
                return "unsure"
            return "denied" if evidence.signs.tokens.words else "empty"
        calibration = self._compiled.calibration
        _, administrative, gibberish = (float(p) for p in recognition.topic)
        surest = float(recognition.concepts.max())
        if administrative >= calibration["administrative"] and not findings:
            return "administrative"
        if findings:
            return None
        if (
            gibberish >= calibration["gibberish"]
            or evidence.known_share < calibration["known_share"]
        ):
            return "gibberish"
        if surest < calibration["unsure"]:
            return "unsure"
        return None


def _combine(
    rule: Urgency | None, network: Urgency | None, refusal: str | None
) -> tuple[Urgency, RaisedBy]:
    """The higher of rule and network. What could not be read is for a person, today."""
    if rule is None and refusal is not None:
        level = Urgency.PLANNED if refusal == "administrative" else Urgency.TODAY
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
