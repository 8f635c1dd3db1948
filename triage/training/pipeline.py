"""From the knowledge base to a verified artefact: what `python -m triage train` does."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import onnx

from triage.compiled import read_compiled
from triage.errors import KnowledgeInvalid
from triage.training.export import activate, to_onnx, write_artefact
from triage.training.generator import Generator, digest
from triage.training.knowledge_base import compile_knowledge, knowledge_root, load
from triage.training.trainer import Encoder, corpus, train

__all__ = ["Plan", "knowledge_root", "recompile", "run"]

CALIBRATION = {
    "finding": 0.4,
    "administrative": 0.6,
    "gibberish": 0.6,
    "known_share": 0.25,
    "unsure": 0.06,
    "emergency": 0.65,
    "today": 0.45,
    "planned": 0.35,
    "concept_share": 0.5,
    "sharpening": 1.0,
}
"""Thresholds on probabilities, set by judgement on generated text, never on outside text.

Fitting them on held-out synonyms is work for the next release; the model card says so.
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to train: texts, epochs, seed; where to write it; `created` is an ISO date."""

    knowledge: Path
    root: Path
    version: str
    created: str
    seed: int = 7
    texts: int = 50_000
    epochs: int = 7


def run(plan: Plan, progress: Callable[[str], None]) -> Path:
    """Generate, train, export, activate. Returns the artefact's folder.

    Raises triage.errors.KnowledgeInvalid before any work if the knowledge base is not in order.
    """
    base = load(plan.knowledge)
    knowledge = compile_knowledge(base, CALIBRATION)
    examples = list(Generator(base, plan.seed).examples(plan.texts))
    progress(f"{len(base.concepts)} concepts, {len(examples)} texts, digest {digest(examples)}")
    data = corpus(base, Encoder(base), examples)
    weights = train(data, seed=plan.seed, epochs=plan.epochs, progress=progress)
    folder = write_artefact(plan.root, plan.version, to_onnx(weights), knowledge, plan.created)
    activate(plan.root, plan.version)
    return folder


def recompile(plan: Plan) -> Path:
    """Bring a changed knowledge base (rules, labels, wording) to a trained network, untrained anew.

    Raises KnowledgeInvalid if it is not in order, or if concepts came or went since the training:
    the network's outputs stand in their order.
    """
    base = load(plan.knowledge)
    knowledge = compile_knowledge(base, CALIBRATION)
    folder = plan.root / "triage" / plan.version
    trained = read_compiled(folder / "knowledge.json")
    if tuple(c.id for c in trained.concepts) != base.ids():
        raise KnowledgeInvalid(("the concepts differ from those of the network: train it again",))
    model = onnx.load(folder / "model.onnx")
    return write_artefact(plan.root, plan.version, model, knowledge, plan.created)
