"""From the knowledge base to a verified artefact: what `python -m triage train` does."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx

from models import Network
from models.manifest import read_manifest
from triage.compiled import read_compiled
from triage.errors import KnowledgeInvalid
from triage.reading import Reader
from triage.red_flags import RedFlags
from triage.scripts import uz_to_cyrillic
from triage.training import calibration
from triage.training.export import activate, to_onnx, write_artefact
from triage.training.generator import Example, Generator, digest
from triage.training.knowledge_base import (
    EXTRA_LANGUAGES,
    PHRASE_LANGUAGES,
    KnowledgeBase,
    compile_knowledge,
    digest_of_concepts,
    knowledge_root,
    load,
)
from triage.training.trainer import Encoder, Weights, corpus, train

__all__ = ["Plan", "knowledge_root", "recompile", "run"]

FOLDS = 5
"""One phrase in so many is kept from the network on which thresholds are fitted."""
HELD_OUT_TEXTS = 5_000
LANGUAGES = (*PHRASE_LANGUAGES, *EXTRA_LANGUAGES)
_OTHER_SEED = 1_000  # the held-out texts are another draw than the training texts


@dataclass(frozen=True, slots=True)
class Plan:
    """What to train: texts, epochs, members that differ by their seed; where to write it.

    `created` is an ISO date.
    """

    knowledge: Path
    root: Path
    version: str
    created: str
    seed: int = 7
    texts: int = 55_000
    epochs: int = 8
    members: int = 2


def run(plan: Plan, progress: Callable[[str], None]) -> Path:
    """Fit thresholds on held-out phrases, train on all, export, activate. Returns the folder.

    Raises triage.errors.KnowledgeInvalid before any work if the knowledge base is not in order.
    """
    base = load(plan.knowledge)
    compile_knowledge(base, calibration.START, {})
    encoder = Encoder(base)
    fitted, reached = _fit(plan, base, encoder, progress)
    progress(f"calibration {fitted}")
    progress(f"on held-out phrases {reached}")
    examples = list(Generator(base, plan.seed).examples(plan.texts))
    progress(f"{len(base.concepts)} concepts, {len(examples)} texts, digest {digest(examples)}")
    folder = write_artefact(
        plan.root,
        plan.version,
        to_onnx(_members(plan, base, encoder, examples, progress)),
        compile_knowledge(base, fitted, reached),
        created=plan.created,
        trained_on={
            "concepts": digest_of_concepts(base),
            "corpus": digest(examples),
            "seed": str(plan.seed),
            "texts": str(plan.texts),
            "epochs": str(plan.epochs),
            "members": str(plan.members),
        },
    )
    activate(plan.root, plan.version)
    return folder


def _members(
    plan: Plan,
    base: KnowledgeBase,
    encoder: Encoder,
    examples: list[Example],
    progress: Callable[[str], None],
) -> list[Weights]:
    data = corpus(base, encoder, examples)
    return [
        train(data, seed=plan.seed + i, epochs=plan.epochs, progress=progress)
        for i in range(plan.members)
    ]


def _fit(
    plan: Plan, base: KnowledgeBase, encoder: Encoder, progress: Callable[[str], None]
) -> tuple[Mapping[str, float], Mapping[str, float]]:
    examples = list(Generator(base, plan.seed, folds=FOLDS).examples(plan.texts))
    members = _members(plan, base, encoder, examples, progress)
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "model.onnx").write_bytes(to_onnx(members).SerializeToString())
        (folder / "knowledge.json").write_text(
            compile_knowledge(base, calibration.START, {}), encoding="utf-8"
        )
        compiled = read_compiled(folder / "knowledge.json")
        flags = RedFlags(compiled)
        reader = Reader(compiled, flags, Network(folder / "model.onnx"))
        written = Generator(base, plan.seed + _OTHER_SEED, folds=FOLDS, held_out=True)
        bare = {language: list(_bare_phrases(base, language)) for language in LANGUAGES}
        held_out = chain(written.examples(HELD_OUT_TEXTS), *bare.values())
        fitted, reached = calibration.fit(calibration.observe(compiled, flags, reader, held_out))
        bare["uz-Cyrl"] = [replace(e, text=uz_to_cyrillic(e.text)) for e in bare["uz"]]
        for language, phrases in bare.items():
            seen = calibration.observe(compiled, flags, reader, phrases)
            measured = calibration.measure(seen, fitted)
            reached |= {f"{language}:{k}": v for k, v in measured.items() if ">" not in k}
        return fitted, reached


def _bare_phrases(base: KnowledgeBase, language: str) -> Iterator[Example]:
    """Every held-out phrase of a language by itself: what most people type."""
    for number, concept in enumerate(base.concepts):
        for i, text in enumerate(concept["phrases"].get(language, ())):
            if (i + number) % FOLDS == FOLDS - 1:
                yield Example(str(text), (number,), 0)


def recompile(plan: Plan) -> Path:
    """Bring a changed knowledge base (rules, labels, wording) to a trained network, untrained anew.

    Thresholds stay. Raises KnowledgeInvalid if it is not in order, or if concepts came or went
    since the training: the network's outputs stand in their order.
    """
    base = load(plan.knowledge)
    folder = plan.root / "triage" / plan.version
    trained = read_compiled(folder / "knowledge.json")
    knowledge = compile_knowledge(base, trained.calibration, trained.fit)
    if tuple(c.id for c in trained.concepts) != base.ids():
        raise KnowledgeInvalid(("the concepts differ from those of the network: train it again",))
    return write_artefact(
        plan.root,
        plan.version,
        onnx.load(folder / "model.onnx"),
        knowledge,
        created=plan.created,
        trained_on=read_manifest(folder).training,
    )
