"""The knowledge base is in order, and training text is the same for the same seed."""

import copy
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import onnx
import pytest

from models import Vault, shipped_root
from triage import Answers, Triage
from triage.answers import Urgency
from triage.compiled import read_compiled
from triage.errors import KnowledgeInvalid
from triage.training.calibration import START, Observed, calibration_error, fit, likely_from
from triage.training.export import activate, quantise, to_onnx, write_artefact
from triage.training.generator import Example, Generator, digest
from triage.training.knowledge_base import (
    KnowledgeBase,
    compile_knowledge,
    digest_of_concepts,
    knowledge_root,
    load,
    problems,
)
from triage.training.messages import Message
from triage.training.pipeline import AGREED, Plan, compare, corpus_digest, recompile, run
from triage.training.trainer import Encoder, corpus, train


@cache
def _base() -> KnowledgeBase:
    return load(knowledge_root())


def _small() -> KnowledgeBase:
    """A few concepts that are far apart, so that a minute's training is a second's."""
    wanted = {"toothache", "ear_pain", "red_eye", "knee_pain", "cough", "itch_skin"}
    return replace(
        _base(),
        concepts=tuple({**c, "companions": []} for c in _base().concepts if c["id"] in wanted),
        signals=tuple({**s, "findings": []} for s in _base().signals),
        messages=tuple(m for m in _base().messages if wanted.issuperset(m.concepts)),
    )


def test_the_knowledge_base_is_in_order() -> None:
    assert problems(_base()) == []
    assert len(_base().concepts) >= 282


def test_the_check_notices_what_is_wrong() -> None:
    concepts = copy.deepcopy([dict(c) for c in _base().concepts])
    concepts[0]["departments"] = {"therapy": 0.5, "alchemy": 0.4}
    concepts[1]["label"] = {**concepts[1]["label"], "kaa": ""}
    concepts[2]["companions"] = ["nobody"]
    concepts[3]["phrases"] = {**concepts[3]["phrases"], "uz": []}
    concepts.append(concepts[4])
    concepts[5]["phrases"] = {**concepts[5]["phrases"], "kk": ["бір сөз"]}
    concepts[6]["phrases"] = {**concepts[6]["phrases"], "kk": ["Бір сөз!"]}
    found = "\n".join(problems(replace(_base(), concepts=tuple(concepts))))
    wrong = ("sum to 0.9", "alchemy", "no label in kaa", "nobody", "only 0 phrases", "2 times")
    for part in (*wrong, "only 1 phrases in kk", '"bir soz" is a phrase of'):
        assert part in found


def test_the_check_notices_what_is_wrong_with_messages() -> None:
    right = Message("my ear hurts since the plane", "en", ("ear_pain",), "planned")
    wrong = (
        replace(right, concepts=("ear_pain", "nobody")),
        replace(right, text="My ear hurts, since the plane!", urgency="soon"),
        replace(right, text="another", language="fr"),
        replace(right, text=" "),
    )
    found = "\n".join(problems(replace(_base(), messages=(right, *wrong))))
    for part in ("complaint nobody", "is there twice", "urgency soon", "language fr", ": empty"):
        assert part in found


def test_a_message_says_itself_how_urgent_it_is() -> None:
    """The same complaint may be old and known, or sudden and dangerous."""
    ear = _small().ids().index("ear_pain")
    told = [
        Example("my ear hurts", (ear,), 0),
        Example("my ear hurts as every winter", (ear,), 0, Urgency.SELF_CARE),
    ]
    data = corpus(_small(), Encoder(_small()), told)
    usual = Urgency.of(_small().concepts[ear]["urgency"])
    assert data.urgency.tolist() == [usual, Urgency.SELF_CARE]
    assert usual is not Urgency.SELF_CARE


def test_a_department_that_nothing_leads_to_is_noticed() -> None:
    concepts = tuple(c for c in _base().concepts if "dentistry" not in c["departments"])
    assert "no concept leads to dentistry" in problems(replace(_base(), concepts=concepts))


@pytest.mark.parametrize("pattern", ["nafas* yoʻq|nafas* yetma*", "sovqot*|ayoz qattiq"])
def test_an_or_between_phrases_that_would_be_misread_is_noticed(pattern: str) -> None:
    """ "a b|a c" and "a|b c" are read as (b or a) and (a or b), which nobody means."""
    cold = {"code": "cold", "patterns": {"uz": [pattern, "sovqot*"]}}
    found = problems(replace(_base(), signals=(*_base().signals, cold)))
    assert len(found) == 1
    assert "write two patterns" in found[0]


def test_a_broken_rule_is_not_compiled() -> None:
    flags = ({**_base().flags[0], "when": [{"all": ["no_such_signal"]}]}, *_base().flags[1:])
    with pytest.raises(KnowledgeInvalid, match="no_such_signal"):
        compile_knowledge(replace(_base(), flags=flags), START, {})


def test_the_shipped_knowledge_is_what_the_yaml_says() -> None:
    """Rules, labels and wording. If this fails: `python -m triage train --knowledge-only`."""
    shipped = Vault(shipped_root()).open("triage").path("knowledge.json")
    compiled = read_compiled(shipped)
    expected = compile_knowledge(_base(), compiled.calibration, compiled.fit)
    assert shipped.read_text(encoding="utf-8") == expected


def test_the_shipped_network_was_trained_on_this_knowledge_base() -> None:
    """Concepts, phrases and topics. If this fails: `python -m triage train`."""
    training = Vault(shipped_root()).open("triage").manifest.training
    assert training["concepts"] == digest_of_concepts(_base())


def test_every_shipped_version_can_be_rolled_back_to() -> None:
    """By configuration (DMED_TRIAGE_VERSION or active.toml); it answers under its own name."""
    vault = Vault(shipped_root())
    versions = vault.versions("triage")
    assert len(versions) >= 2
    for version in versions:
        verdict = Triage.load(vault, version).assess(Answers("tishim ogʻriyapti", age_years=30))
        assert (verdict.version, verdict.departments[0][0]) == (version, "dentistry")
        sizes = [file.size for file in vault.open("triage", version).manifest.files]
        assert max(sizes) <= 8_000_000


def test_a_changed_phrase_changes_the_digest() -> None:
    concepts = [dict(c) for c in _base().concepts]
    concepts[0]["phrases"] = {**concepts[0]["phrases"], "en": ["something new"]}
    changed = replace(_base(), concepts=tuple(concepts))
    assert digest_of_concepts(changed) != digest_of_concepts(_base())


def test_the_same_seed_writes_the_same_corpus() -> None:
    first = list(Generator(_base(), 7).examples(300))
    assert digest(first) == digest(list(Generator(_base(), 7).examples(300)))
    assert digest(first) != digest(list(Generator(_base(), 8).examples(300)))


def test_the_corpus_holds_all_topics_scripts_and_denials() -> None:
    examples = list(Generator(_base(), 7).examples(2_000))
    assert {e.topic for e in examples} == {0, 1, 2}
    texts = " ".join(e.text for e in examples)
    assert "оғри" in texts
    assert "ogʻri" in texts
    assert any(len(e.concepts) >= 3 for e in examples)
    assert all(e.concepts for e in examples if e.topic == 0)


def test_the_split_by_synonym_shares_no_phrase() -> None:
    base = replace(_small(), messages=())
    train_side = {e.text for e in Generator(base, 1, folds=4).examples(500)}
    held_out = {e.text for e in Generator(base, 1, folds=4, held_out=True).examples(500)}
    phrases = base.concepts[0]["phrases"]["uz"]
    assert not any(phrases[3] in text for text in train_side)
    assert any(phrases[3] in text for text in held_out)


def test_the_split_shares_no_message() -> None:
    base = _small()
    sides = [
        {e.text.lower() for e in Generator(base, 1, folds=4, held_out=held_out).messages(200)}
        for held_out in (False, True)
    ]
    assert all(sides)
    assert sides[0].isdisjoint(sides[1])


def test_rounding_to_eight_bits_keeps_the_rows() -> None:
    rows = np.random.default_rng(1).standard_normal((50, 64)).astype(np.float32)
    values, scales = quantise(rows)
    assert values.dtype == np.int8
    assert np.abs(values * scales[:, None] - rows).max() <= scales.max() * 0.51


@cache
def _small_network() -> onnx.ModelProto:
    """Two members, as the shipped one has."""
    data = corpus(_small(), Encoder(_small()), list(Generator(_small(), 7).examples(1_500)))
    return to_onnx([train(data, seed=seed, epochs=10) for seed in (7, 8)])


def _write(root: Path, version: str) -> None:
    data = json.loads(compile_knowledge(_base(), START, {}))
    data["concepts"] = [c for c in data["concepts"] if c["id"] in _small().ids()]
    write_artefact(
        root,
        version,
        _small_network(),
        json.dumps(data),
        created="2026-01-01",
        trained_on={"seed": "7"},
    )


def test_a_small_network_learns_is_exported_and_answers(tmp_path: Path) -> None:
    _write(tmp_path, "v1")
    activate(tmp_path, "v1")
    small = Triage.load(Vault(tmp_path))
    verdict = small.assess(Answers("tishim ogʻriyapti", age_years=30))
    assert verdict.departments[0][0] == "dentistry"
    assert verdict.findings[0] == "toothache"


def test_an_earlier_version_comes_back_by_configuration(tmp_path: Path) -> None:
    for version in ("v1", "v2"):
        _write(tmp_path, version)
    activate(tmp_path, "v2")
    assert Triage.load(Vault(tmp_path)).version == "v2"
    assert Triage.load(Vault(tmp_path), "v1").version == "v1"
    activate(tmp_path, "v1")
    assert Triage.load(Vault(tmp_path)).assess(Answers("tishim")).version == "v1"


def test_a_whole_training_fits_thresholds_and_gives_the_same_answers_again(tmp_path: Path) -> None:
    """The same seed writes the same corpus and, on one machine, the same network."""
    plan = Plan(
        knowledge_root(), tmp_path, "v9", "2026-01-01", texts=300, epochs=1, members=1, held_out=60
    )
    folder = run(plan, lambda _: None)
    compiled = read_compiled(folder / "knowledge.json")
    assert compiled.calibration.keys() == START.keys()
    assert compiled.fit["texts"] > 300
    vault = Vault(tmp_path)
    training = vault.open("triage").manifest.training
    assert training["concepts"] == digest_of_concepts(_base())
    again = compare(plan, Triage.load(vault), training, lambda _: None)
    assert again.same_knowledge
    assert again.same_corpus
    assert again.answers >= AGREED
    before = (folder / "knowledge.json").read_text(encoding="utf-8")
    assert recompile(plan) == folder
    assert (folder / "knowledge.json").read_text(encoding="utf-8") == before


def test_another_corpus_is_noticed() -> None:
    first = Plan(knowledge_root(), Path(), "v9", "2026-01-01", texts=20)
    assert corpus_digest(first, _base()) == corpus_digest(first, _base())
    assert corpus_digest(first, _base()) != corpus_digest(replace(first, seed=8), _base())


def test_the_likely_set_holds_the_right_department_as_often_as_promised() -> None:
    source = np.random.default_rng(3)
    departments = source.dirichlet(np.full(29, 0.2), size=4_000)
    accepted = np.zeros(departments.shape, dtype=np.bool_)
    drawn = [source.choice(29, p=row) for row in departments]
    accepted[np.arange(4_000), drawn] = True
    threshold = likely_from(departments[:2_000], accepted[:2_000])
    held = ((departments[2_000:] >= threshold) & accepted[2_000:]).any(axis=1).mean()
    assert held == pytest.approx(0.9, abs=0.03)


def test_confidence_that_is_right_as_often_as_it_says_has_no_calibration_error() -> None:
    sure = np.full(100, 0.8)
    right = np.arange(100) < 80
    assert calibration_error(sure, right) == pytest.approx(0.0)
    assert calibration_error(sure, np.arange(100) < 30) == pytest.approx(0.5)


def _unrecognised(today: list[float], truth: list[Urgency]) -> Observed:
    """Complaints in which nothing is recognised: how sure of "today", and how urgent they are."""
    size = len(truth)
    levels = np.zeros((size, 4))
    levels[:, Urgency.SELF_CARE] = levels[:, Urgency.PLANNED] = 1.0
    levels[:, Urgency.TODAY] = today
    departments = np.full((size, 29), 1 / 29)
    nothing = np.zeros((size, 2))
    return Observed(
        departments=departments,
        accepted=departments > 0,
        concepts=nothing,
        surest=np.full(size, 0.05),
        said=np.tile(np.array([True, False]), (size, 1)),
        levels=levels,
        rule=np.full(size, -1, dtype=np.int64),
        truth=np.array([int(level) for level in truth], dtype=np.int64),
        topics=np.tile(np.array([1.0, 0.0, 0.0]), (size, 1)),
        topic=np.zeros(size, dtype=np.int64),
        known_share=np.ones(size),
    )


def test_what_nobody_recognised_waits_only_below_the_doubt_of_nearly_every_emergency() -> None:
    waiting = [Urgency.SELF_CARE] * 10 + [Urgency.PLANNED] * 90
    urgent = [Urgency.TODAY] * 50 + [Urgency.EMERGENCY] * 50
    seen = _unrecognised([0.05] * 100 + [0.3] * 50 + [0.25] * 50, waiting + urgent)
    assert fit([], seen)[0]["quiet"] == pytest.approx(0.25)
    # Two emergencies of fifty that nothing speaks for are too many.
    seen = _unrecognised([0.05] * 100 + [0.3] * 50 + [0.02] * 2 + [0.25] * 48, waiting + urgent)
    assert fit([], seen)[0]["quiet"] == pytest.approx(0.02)
