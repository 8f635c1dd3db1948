"""The knowledge base is in order, and training text is the same for the same seed."""

import copy
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from models import Vault
from triage import Answers, Triage
from triage.compiled import read_compiled
from triage.errors import KnowledgeInvalid
from triage.training.export import activate, quantise, to_onnx, write_artefact
from triage.training.generator import Generator, digest
from triage.training.knowledge_base import (
    KnowledgeBase,
    compile_knowledge,
    knowledge_root,
    load,
    problems,
)
from triage.training.pipeline import CALIBRATION
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
    found = "\n".join(problems(replace(_base(), concepts=tuple(concepts))))
    for part in ("sum to 0.9", "alchemy", "no label in kaa", "nobody", "only 0 phrases", "2 times"):
        assert part in found


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
        compile_knowledge(replace(_base(), flags=flags), CALIBRATION)


def test_the_shipped_knowledge_is_what_the_yaml_says(triage: Triage, tmp_path: Path) -> None:
    path = tmp_path / "knowledge.json"
    path.write_text(compile_knowledge(_base(), CALIBRATION), encoding="utf-8")
    compiled = read_compiled(path)
    for flag in compiled.flags:
        assert triage.labels.red_flag(flag.code, "ru") == flag.label["ru"]


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
    base = _small()
    train_side = {e.text for e in Generator(base, 1, folds=4).examples(500)}
    held_out = {e.text for e in Generator(base, 1, folds=4, held_out=True).examples(500)}
    phrases = base.concepts[0]["phrases"]["uz"]
    assert not any(phrases[3] in text for text in train_side)
    assert any(phrases[3] in text for text in held_out)


def test_rounding_to_eight_bits_keeps_the_rows() -> None:
    rows = np.random.default_rng(1).standard_normal((50, 64)).astype(np.float32)
    values, scales = quantise(rows)
    assert values.dtype == np.int8
    assert np.abs(values * scales[:, None] - rows).max() <= scales.max() * 0.51


def test_a_small_network_learns_is_exported_and_answers(tmp_path: Path) -> None:
    base = _small()
    knowledge = _compiled_excerpt(base)
    encoder = Encoder(base)
    data = corpus(base, encoder, list(Generator(base, 7).examples(1_500)))
    weights = train(data, seed=7, epochs=15)
    write_artefact(tmp_path, "v1", to_onnx(weights), knowledge, "2026-01-01")
    activate(tmp_path, "v1")
    small = Triage.load(Vault(tmp_path))
    verdict = small.assess(Answers("tishim ogʻriyapti", age_years=30))
    assert verdict.departments[0][0] == "dentistry"
    assert verdict.findings[0] == "toothache"


def _compiled_excerpt(base: KnowledgeBase) -> str:
    kept = set(base.ids())
    data = json.loads(compile_knowledge(_base(), CALIBRATION))
    data["concepts"] = [c for c in data["concepts"] if c["id"] in kept]
    return json.dumps(data)
