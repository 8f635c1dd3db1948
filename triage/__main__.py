"""`python -m triage assess | train | lint | report`.

Training is an extra that a kiosk does not install, so its packages are imported by the commands
that need them.
"""

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from models import ModelError, Vault, shipped_root
from triage.answers import Answers
from triage.assessment import Triage
from triage.batch import as_json, assess_lines
from triage.compiled import read_compiled
from triage.errors import TriageError
from triage.labels import ARTEFACT, KNOWLEDGE_FILE

if TYPE_CHECKING:
    from triage.training import pipeline

_WRITTEN = Path("tests/triage/data")
_REPORT = Path("docs/triage-report.md")


def main(argv: list[str] | None = None) -> int:
    """Run the command line. Returns the exit status: 0, or 1 when something was wrong."""
    arguments = _parser().parse_args(argv)
    commands = {"assess": _assess, "train": _train, "lint": _lint, "report": _report}
    try:
        return commands[arguments.command](arguments)
    except (ModelError, TriageError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m triage", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)

    assess = commands.add_parser("assess", help="assess a text, or a file of JSON lines")
    assess.add_argument("text", nargs="?", help="what the patient wrote")
    assess.add_argument("--age", type=float, help="years, decimal")
    assess.add_argument("--sex", choices=["female", "male"])
    assess.add_argument("--pregnant", action="store_true", default=None)
    assess.add_argument("--batch", type=Path, help="JSON lines: id, text, age_years, sex, pregnant")
    assess.add_argument("--out", type=Path, help="where the batch's answers go")
    _vault_options(assess)

    train = commands.add_parser("train", help="train a version (needs the extra: train)")
    train.add_argument("--seed", type=int, default=7)
    train.add_argument("--texts", type=int, default=150_000)
    train.add_argument("--epochs", type=int, default=10)
    train.add_argument(
        "--knowledge-only",
        action="store_true",
        help="keep the network; only compile changed rules, labels and wording",
    )
    train.add_argument(
        "--compare",
        action="store_true",
        help="write nothing; train again and say how often the answers are those of the version",
    )
    train.add_argument("--created", default=None, help="ISO date for the manifest; today if absent")
    _vault_options(train)

    commands.add_parser("lint", help="check the knowledge base (needs the extra: train)")

    report = commands.add_parser("report", help="measure (needs the extra: train)")
    report.add_argument("--dev", type=Path, help="folder of JSON lines: outside text")
    report.add_argument(
        "--feedback", type=Path, help="JSON lines of where patients ended; prints only that"
    )
    report.add_argument("--exam", type=Path, help="folder of JSON lines: the independent exam")
    report.add_argument(
        "--exam-was-read",
        action="store_true",
        help="its errors were looked at while this version was made: the report says so",
    )
    report.add_argument("--written", type=Path, default=_WRITTEN, help="folder of our own texts")
    report.add_argument("--out", type=Path, default=_REPORT, help="the report is written here")
    _vault_options(report)
    return parser


def _vault_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--vault", type=Path, default=shipped_root(), help="folder of the models")
    parser.add_argument("--model-version", default=None, help="a version other than the active one")


def _assess(arguments: argparse.Namespace) -> int:
    if (arguments.text is None) == (arguments.batch is None):
        print("Give either a text or --batch.", file=sys.stderr)
        return 2
    triage = Triage.load(Vault(arguments.vault), arguments.model_version)
    if arguments.batch is not None:
        return _assess_batch(triage, arguments.batch, arguments.out)
    answers = Answers(arguments.text, arguments.age, arguments.sex, arguments.pregnant)
    print(json.dumps(as_json("", triage.assess(answers)), ensure_ascii=False, indent=2))
    return 0


def _assess_batch(triage: Triage, source: Path, target: Path | None) -> int:
    wrong = 0
    out = sys.stdout if target is None else target.open("w", encoding="utf-8")
    try:
        with source.open(encoding="utf-8", errors="replace") as lines:
            for assessment, problem in assess_lines(triage, lines):
                if problem is not None:
                    wrong += 1
                    print(problem, file=sys.stderr)
                else:
                    out.write(json.dumps(assessment, ensure_ascii=False) + "\n")
    finally:
        if target is not None:
            out.close()
    return 1 if wrong else 0


def _train(arguments: argparse.Namespace) -> int:
    from triage.training import pipeline

    plan = pipeline.Plan(
        knowledge=pipeline.knowledge_root(),
        root=arguments.vault,
        version=arguments.model_version or "v6",
        created=arguments.created or dt.datetime.now(tz=dt.UTC).date().isoformat(),
        seed=arguments.seed,
        texts=arguments.texts,
        epochs=arguments.epochs,
    )
    if arguments.compare:
        return _compare(plan)
    if arguments.knowledge_only:
        print(pipeline.recompile(plan))
    else:
        print(pipeline.run(plan, lambda line: print(line, file=sys.stderr)))
    return 0


def _compare(plan: "pipeline.Plan") -> int:
    from triage.training import pipeline

    vault = Vault(plan.root)
    committed = Triage.load(vault, plan.version)
    manifest = vault.open(ARTEFACT, plan.version).manifest
    found = pipeline.compare(
        plan, committed, manifest.training, lambda line: print(line, file=sys.stderr)
    )
    print(f"same knowledge: {found.same_knowledge}; same corpus: {found.same_corpus}")
    print(f"same answers: {found.answers:.4f} of {found.texts} texts")
    same = found.same_knowledge and found.same_corpus and found.answers >= pipeline.AGREED
    return 0 if same else 1


def _lint(_: argparse.Namespace) -> int:
    from triage.training import knowledge_base as knowledge

    base = knowledge.load(knowledge.knowledge_root())
    problems = knowledge.problems(base)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(base.concepts)} concepts, {len(base.flags)} red flags, {len(problems)} problems")
    return 1 if problems else 0


def _report(arguments: argparse.Namespace) -> int:
    from triage.training import feedback, report

    if arguments.feedback is not None:
        print(feedback.feedback(feedback.read_feedback(arguments.feedback)), end="")
        return 0
    vault = Vault(arguments.vault)
    triage = Triage.load(vault, arguments.model_version)
    fit = read_compiled(vault.open(ARTEFACT, triage.version).path(KNOWLEDGE_FILE)).fit
    written = arguments.written if arguments.written.is_dir() else None
    found = report.report(
        triage,
        fit,
        report.Sources(
            arguments.dev, written, arguments.exam, exam_was_read=arguments.exam_was_read
        ),
    )
    if arguments.out is not None:
        arguments.out.write_text(found.text, encoding="utf-8")
        for name, picture in found.pictures.items():
            (arguments.out.parent / name).write_text(picture, encoding="utf-8")
    print(found.text, end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
