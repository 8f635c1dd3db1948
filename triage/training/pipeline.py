"""From the knowledge base to a verified artefact: what `python -m triage train` does."""

import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx

from models import Network, Vault
from models.manifest import read_manifest
from triage.answers import Answers
from triage.assessment import Triage
from triage.compiled import read_compiled
from triage.errors import KnowledgeInvalid
from triage.labels import ARTEFACT
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

__all__ = ["AGREED", "Agreement", "Plan", "compare", "knowledge_root", "recompile", "run"]

FOLDS = 5
"""One phrase in so many is kept from the network on which thresholds are fitted."""
COMPARED_TEXTS = 2_000
AGREED = 0.995
"""Least share of answers in which a network that is trained again agrees with the committed one."""
LANGUAGES = (*PHRASE_LANGUAGES, *EXTRA_LANGUAGES)
_AT_ONCE = 2
_OTHER_SEED = 1_000  # the held-out texts are another draw than the training texts


@dataclass(frozen=True, slots=True)
class Plan:
    """What to train: texts and epochs of each member, members; where to write it.

    `held_out`: texts for the thresholds, and at most so many bare phrases of each language.

    `created` is an ISO date.
    """

    knowledge: Path
    root: Path
    version: str
    created: str
    seed: int = 7
    texts: int = 150_000
    epochs: int = 10
    members: int = 2
    held_out: int = 5_000


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
    corpora = [list(g.examples(plan.texts)) for g in _generators(plan, base)]
    written = digest(chain.from_iterable(corpora))
    progress(f"{len(base.concepts)} concepts, {plan.texts} texts a member, digest {written}")
    folder = write_artefact(
        plan.root,
        plan.version,
        to_onnx(_members(plan, base, encoder, corpora, progress)),
        compile_knowledge(base, fitted, reached),
        created=plan.created,
        trained_on={
            "concepts": digest_of_concepts(base),
            "corpus": written,
            "seed": str(plan.seed),
            "texts": str(plan.texts),
            "epochs": str(plan.epochs),
            "members": str(plan.members),
        },
    )
    activate(plan.root, plan.version)
    return folder


def corpus_digest(plan: Plan, base: KnowledgeBase) -> str:
    """SHA-256 over all texts that the members are trained on."""
    return digest(chain.from_iterable(g.examples(plan.texts) for g in _generators(plan, base)))


def _generators(plan: Plan, base: KnowledgeBase, folds: int = 0) -> list[Generator]:
    """One for each member: they differ more, and see more texts between them."""
    return [Generator(base, plan.seed + i, folds=folds) for i in range(plan.members)]


def _members(
    plan: Plan,
    base: KnowledgeBase,
    encoder: Encoder,
    corpora: Sequence[Sequence[Example]],
    progress: Callable[[str], None],
) -> list[Weights]:
    """Every member trained on its own corpus: on two cores two at a time, each on one thread."""
    encoded = [corpus(base, encoder, examples) for examples in corpora]
    if len(encoded) == 1:
        return [train(encoded[0], seed=plan.seed, epochs=plan.epochs, progress=progress)]
    fresh = multiprocessing.get_context("spawn")  # a copy of a process with threads may hang
    with ProcessPoolExecutor(min(len(encoded), _AT_ONCE), mp_context=fresh) as pool:
        tasks = [
            pool.submit(train, data, seed=plan.seed + i, epochs=plan.epochs)
            for i, data in enumerate(encoded)
        ]
        members = [task.result() for task in tasks]
    progress(f"{len(members)} members trained, {plan.epochs} epochs each")
    return members


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a network that was trained again answers like the committed one.

    `answers`: share of `texts` with the same first department, urgency and abstention.
    """

    same_knowledge: bool
    same_corpus: bool
    answers: float
    texts: int


def compare(
    plan: Plan, committed: Triage, trained_on: Mapping[str, str], progress: Callable[[str], None]
) -> Agreement:
    """Train by `plan` into a folder that is thrown away, and compare answers.

    `trained_on`: of the committed version's manifest. Raises as `run`.
    """
    with TemporaryDirectory() as name:
        run(replace(plan, root=Path(name)), progress)
        again = Triage.load(Vault(Path(name)))
        repeated = Vault(Path(name)).open(ARTEFACT).manifest.training
    base = load(plan.knowledge)
    examples = Generator(base, plan.seed + 2 * _OTHER_SEED).examples(COMPARED_TEXTS)
    same = [_decision(again, e.text) == _decision(committed, e.text) for e in examples]
    return Agreement(
        repeated["concepts"] == trained_on.get("concepts"),
        repeated["corpus"] == trained_on.get("corpus"),
        sum(same) / len(same),
        len(same),
    )


def _decision(triage: Triage, text: str) -> tuple[str, str, bool]:
    verdict = triage.assess(Answers(text))
    return verdict.departments[0][0], verdict.urgency, verdict.abstain


def _fit(
    plan: Plan, base: KnowledgeBase, encoder: Encoder, progress: Callable[[str], None]
) -> tuple[Mapping[str, float], Mapping[str, float]]:
    corpora = [list(g.examples(plan.texts)) for g in _generators(plan, base, FOLDS)]
    members = _members(plan, base, encoder, corpora, progress)
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
        bare = {
            language: list(islice(_bare_phrases(base, language), plan.held_out))
            for language in LANGUAGES
        }
        kinds = (written.examples(plan.held_out), chain.from_iterable(bare.values()))
        messages = calibration.observe(compiled, flags, reader, written.messages(plan.held_out))
        fitted, reached = calibration.fit(
            [calibration.observe(compiled, flags, reader, texts) for texts in kinds], messages
        )
        measured = calibration.measure(messages, fitted)
        reached |= {f"messages:{k}": v for k, v in measured.items()}
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
