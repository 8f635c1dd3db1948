"""Reads the knowledge base as clinicians write it, checks it, and compiles it for running."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from triage.denial import negative_pairs
from triage.departments import CODES
from triage.errors import KnowledgeInvalid
from triage.lexicon import Lexicon, folded_pattern
from triage.text import fold, tokenize
from triage.training import messages as messages_file
from triage.training.messages import Message, read_messages

LABEL_LANGUAGES = ("uz", "ru", "kaa", "en", "kk")
PHRASE_LANGUAGES = ("uz", "ru", "en")
EXTRA_LANGUAGES = ("kaa", "kk")
URGENCIES = ("emergency", "today", "planned", "self_care")
_FLAG_LEVELS = ("emergency", "today")
_LEAST_PHRASES = {"uz": 6, "ru": 5, "en": 5, "kaa": 4, "kk": 4}
_CONDITIONS = {
    "all", "any", "at_least", "none", "vitals", "min_age_years", "max_age_years", "sex", "pregnant",
}  # fmt: skip
_VITALS = frozenset(
    (
        "systolic",
        "diastolic",
        "temperature",
        "saturation",
        "pulse",
        "glucose",
        "haemoglobin",
        "potassium",
    )
)
Row = Mapping[str, Any]


def knowledge_root() -> Path:
    """The folder of the knowledge base in this source tree."""
    return Path(__file__).parent.parent / "knowledge"


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """All YAML of the knowledge base, concepts sorted by id (the order of the network's heads)."""

    concepts: tuple[Row, ...]
    signals: tuple[Row, ...]
    idioms: tuple[str, ...]
    flags: tuple[Row, ...]
    questions: tuple[Row, ...]
    topics: Mapping[str, Any]
    messages: tuple[Message, ...] = ()

    def ids(self) -> tuple[str, ...]:
        """Ids of the concepts, in order."""
        return tuple(c["id"] for c in self.concepts)


def load(root: Path) -> KnowledgeBase:
    """Read the knowledge base below `root`.

    Medicine and language are kept apart, so that somebody who knows one of them can read and
    correct it: `concepts/<group>.yaml` says what a complaint means, `phrases/<language>/*.yaml`
    how people call it, `messages/<language>/*.yaml` what they write, and how urgent that is.

    Raises:
        OSError: a file is missing.
        yaml.YAMLError: a file is broken.
        KnowledgeInvalid: a phrase file names a complaint that there is not.
    """
    idioms: Mapping[str, Sequence[str]] = _yaml(root / "idioms.yaml")
    return KnowledgeBase(
        concepts=tuple(sorted(_concepts(root), key=lambda c: str(c["id"]))),
        signals=tuple(_rows(root / "red_flags", "signals_*.yaml")),
        idioms=tuple(text for texts in idioms.values() for text in texts),
        flags=tuple(_rows(root / "red_flags", "flags_*.yaml")),
        questions=tuple(_yaml(root / "questions.yaml")),
        topics=_yaml(root / "topics.yaml"),
        messages=read_messages(root / "messages"),
    )


def _concepts(root: Path) -> Iterable[Row]:
    said: dict[str, dict[str, list[str]]] = {}
    for language in LABEL_LANGUAGES:
        for path in sorted((root / "phrases" / language).glob("*.yaml")):
            for concept, texts in _yaml(path).items():
                said.setdefault(concept, {}).setdefault(language, []).extend(texts)
    for concept in _rows(root / "concepts"):
        yield {**concept, "phrases": said.pop(concept["id"], {})}
    if said:
        raise KnowledgeInvalid(tuple(f"phrases for no complaint: {name}" for name in sorted(said)))


def _rows(folder: Path, pattern: str = "*.yaml") -> Iterable[Row]:
    for path in sorted(folder.glob(pattern)):
        yield from _yaml(path)


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def problems(base: KnowledgeBase) -> list[str]:
    """Every rule that the knowledge base breaks, one line each; empty when it is in order."""
    found: list[str] = []
    ids = set(base.ids())
    found += _duplicates("concept", base.ids())
    found += _duplicates("signal", [s["code"] for s in base.signals])
    found += _duplicates("red flag", [f["code"] for f in base.flags])
    for concept in base.concepts:
        found += [f"{concept['id']}: {problem}" for problem in _of_concept(concept, ids)]
    reachable = {code for c in base.concepts for code in c["departments"]}
    found += _ambiguous_phrases(base.concepts)
    found += messages_file.problems(base.messages, ids)
    found += [f"no concept leads to {code}" for code in CODES if code not in reachable]
    signals = {s["code"] for s in base.signals}
    for signal in base.signals:
        found += [f"{signal['code']}: {problem}" for problem in _of_signal(signal, ids)]
    for flag in base.flags:
        found += [f"{flag['code']}: {problem}" for problem in _of_flag(flag, signals)]
    for question in base.questions:
        texts = [question["text"], *question["options"].values()]
        found += [f"{question['id']}: {p}" for t in texts for p in _of_label(t)]
    return found


def _duplicates(what: str, codes: Sequence[str]) -> list[str]:
    return [f"{what} {code} is there {n} times" for code, n in Counter(codes).items() if n > 1]


def _ambiguous_phrases(concepts: Sequence[Row]) -> Iterable[str]:
    """Phrases that two complaints claim, folded: nobody can learn which is meant."""
    claimed: dict[str, set[str]] = {}
    for concept in concepts:
        for texts in concept["phrases"].values():
            for text in texts:
                words = " ".join(tokenize(fold(str(text))).words)
                claimed.setdefault(words, set()).add(concept["id"])
    for words, ids in claimed.items():
        if words and len(ids) > 1:
            yield f'"{words}" is a phrase of {" and ".join(sorted(ids))}: keep it in the narrower'


def _of_label(label: Mapping[str, str]) -> list[str]:
    return [f"no label in {language}" for language in LABEL_LANGUAGES if not label.get(language)]


def _of_concept(concept: Row, ids: set[str]) -> Iterable[str]:
    yield from _of_label(concept["label"])
    weights: Mapping[str, float] = concept["departments"]
    yield from (f"unknown department {code}" for code in weights if code not in CODES)
    if abs(sum(weights.values()) - 1) > 1e-3:
        yield f"departments sum to {sum(weights.values()):.3f}"
    if concept["urgency"] not in URGENCIES:
        yield f"unknown urgency {concept['urgency']}"
    yield from (f"unknown companion {c}" for c in concept.get("companions", ()) if c not in ids)
    if not concept.get("source"):
        yield "no source"
    for language in _LEAST_PHRASES:
        phrases = concept["phrases"].get(language, ())
        if len(phrases) < _LEAST_PHRASES[language]:
            yield f"only {len(phrases)} phrases in {language}"
        yield from (f"empty phrase in {language}" for p in phrases if not fold(str(p)).strip())


def _patterns(signal: Row) -> list[str]:
    return [pattern for patterns in signal["patterns"].values() for pattern in patterns]


def _of_signal(signal: Row, ids: set[str]) -> Iterable[str]:
    yield from (f"unknown finding {f}" for f in signal.get("findings", ()) if f not in ids)
    patterns = _patterns(signal)
    alone = {a for p in patterns if len(p.split()) == 1 for a in p.split("|")}
    for pattern in patterns:
        try:
            Lexicon({signal["code"]: [pattern]})
        except ValueError as error:
            yield str(error)
        yield from _misread_alternatives(pattern, alone)


def _misread_alternatives(pattern: str, alone: AbstractSet[str]) -> Iterable[str]:
    """Where a writer took `|` for "or" between phrases: "a|b c" is (a or b) with c, never a alone.

    Two forms give it away: a word that several terms repeat ("nafas yoʻq|nafas yetma*"), and an
    alternative that the same signal also takes alone, so that what follows it says nothing.
    """
    terms = [term.split("|") for term in pattern.removeprefix("= ").split()]
    if len(terms) < 2:
        return
    if any("|" in term for term in pattern.split()):
        counted = Counter(a for alternatives in terms for a in set(alternatives))
        for word, times in counted.items():
            if times > 1:
                yield f'"{pattern}": {word} stands in {times} terms; write two patterns'
    for alternatives in terms:
        for word in alternatives:
            if len(alternatives) > 1 and word in alone:
                yield f'"{pattern}": {word} is a pattern by itself; write two patterns'


def _of_flag(flag: Row, signals: set[str]) -> Iterable[str]:
    yield from _of_label(flag["label"])
    if flag["level"] not in _FLAG_LEVELS:
        yield f"unknown level {flag['level']}"
    if not flag.get("source"):
        yield "no source"
    for rule in flag["when"]:
        yield from (f"unknown condition {key}" for key in rule if key not in _CONDITIONS)
        named = [*rule.get("all", ()), *rule.get("any", ()), *rule.get("none", ())]
        yield from (f"unknown signal {code}" for code in named if code not in signals)
        yield from (
            f"unknown vital {v['name']}" for v in rule.get("vitals", ()) if v["name"] not in _VITALS
        )


def digest_of_concepts(base: KnowledgeBase) -> str:
    """SHA-256 over all that a network learns from: concepts, topics, messages; not the rules."""
    kept = ("id", "label", "departments", "urgency", "ages", "sex", "companions", "phrases")
    rows = [{k: c[k] for k in kept if k in c} for c in base.concepts]
    messages = [[m.text, m.language, m.concepts, m.urgency] for m in base.messages]
    learnt = json.dumps([rows, base.topics, messages], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(learnt.encode()).hexdigest()


def compile_knowledge(
    base: KnowledgeBase, calibration: Mapping[str, float], fit: Mapping[str, float]
) -> str:
    """knowledge.json: what running needs of the knowledge base. Raises KnowledgeInvalid."""
    broken = problems(base)
    if broken:
        raise KnowledgeInvalid(tuple(broken))
    keep = ("id", "label", "departments", "urgency", "ages", "sex")
    data = {
        "concepts": [{k: c[k] for k in keep if k in c} for c in base.concepts],
        "signals": {
            s["code"]: {
                "patterns": [folded_pattern(p) for p in _patterns(s)],
                "findings": list(s.get("findings", ())),
            }
            for s in base.signals
        },
        "idioms": [folded_pattern(p) for p in base.idioms],
        "folded": True,
        "flags": [dict(f) for f in base.flags],
        "questions": [dict(q) for q in base.questions],
        "vocabulary": sorted(vocabulary(base)),
        "complaints_in_the_negative": sorted(complaint_negatives(base)),
        "calibration": dict(calibration),
        "fit": dict(fit),
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def phrases(base: KnowledgeBase) -> Iterable[str]:
    """Every phrase of every concept, in every language there is."""
    for concept in base.concepts:
        for texts in concept["phrases"].values():
            yield from (str(text) for text in texts)


def complaint_negatives(base: KnowledgeBase) -> set[str]:
    """Pairs of words by which complaints themselves are in the negative (see denial.py).

    Of what may be left to itself, a "no fever" is no complaint: it says that it is nothing more.
    """
    return negative_pairs(
        tokenize(fold(str(text))).words
        for concept in base.concepts
        if concept["urgency"] != "self_care"
        for texts in concept["phrases"].values()
        for text in texts
    )


def vocabulary(base: KnowledgeBase) -> set[str]:
    """Folded words that the knowledge base itself uses: no typo, and known to some language.

    Messages are misspelt here and there, as people do: a word of theirs counts from the second
    message on.
    """
    told = Counter(word for m in base.messages for word in set(tokenize(fold(m.text)).words))
    words = {w for w, times in told.items() if times > 1 and not w[0].isdigit() and len(w) > 1}
    frames = [str(text) for texts in base.topics["frames"].values() for text in texts]
    for phrase in (*phrases(base), *frames):
        words |= {w for w in tokenize(fold(phrase)).words if not w[0].isdigit() and len(w) > 1}
    return words
