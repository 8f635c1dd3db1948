"""`python -m models fetch face | face-report | embed-faces`; Face ID's part of list and verify."""

from __future__ import annotations

import argparse
import csv
import shutil
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from models.errors import ModelError
from models.face.calibration import (
    CALIBRATION,
    UNCALIBRATED_LIVE,
    Calibration,
    thresholds_of,
    write_calibration,
)
from models.face.engine import FaceEngine
from models.face.error_rates import curve
from models.face.errors import BadCalibration, FaceUnavailable, UnavailableReason
from models.face.evaluation import Report, evaluate, templates_of, worst_attack_threshold
from models.face.fetching import fetch, take
from models.face.pack import built_here, read_pack, verify_pack
from models.face.picture_table import PictureTable
from models.face.progress import Bar
from models.face.report_text import render
from models.face.sources import Source, Task, chosen, licence_text, read_sources
from models.face.thresholds import Thresholds

CALIBRATED_RATES = (1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6)
PARTS = ".parts"
"""Folder beside the pack for downloads that are not finished."""


class CannotReport(Exception):
    """What was given does not suffice for what was asked; the message says why."""


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare fetch, embed-faces and face-report; each has `--directory` for the networks."""
    getting = commands.add_parser("fetch", help="get networks that are not in this repository")
    getting.add_argument("what", choices=["face"])
    getting.add_argument(
        "--recognition", default="mobilefacenet", help="which recognition network (see `list`)"
    )
    getting.add_argument(
        "--from", dest="origin", type=Path, help="take the files from this folder, no internet"
    )
    getting.add_argument("--yes", action="store_true", help="accept the licences (for scripts)")

    embedding = commands.add_parser("embed-faces", help="embeddings of pictures into an .npz")
    embedding.add_argument("--images", type=Path, required=True, help="folder of pictures")
    embedding.add_argument("--out", type=Path, required=True, help="the .npz to write")

    reporting = commands.add_parser("face-report", help="error rates on pictures of your own")
    given = reporting.add_mutually_exclusive_group(required=True)
    given.add_argument("--images", type=Path, help="folders person / session / pictures")
    given.add_argument("--embeddings", type=Path, help="an .npz of embed-faces instead")
    reporting.add_argument(
        "--attacks", type=Path, help="folders kind / person / pictures, or an .npz of them"
    )
    reporting.add_argument("--groups", type=Path, help="CSV: person's folder, group")
    reporting.add_argument("--frames", type=int, default=5, help="pictures in a template")
    reporting.add_argument("--out", type=Path, help="write the report here as well")
    reporting.add_argument(
        "--write-calibration",
        nargs="?",
        type=Path,
        const=Path(),
        help="write thresholds (default: calibration.json beside the networks)",
    )
    for parser in (getting, embedding, reporting):
        parser.add_argument("--directory", type=Path, help="where the networks are")


def run(arguments: argparse.Namespace) -> int:
    """Run one of the commands; `arguments.directory` is set. Returns the exit status."""
    try:
        if arguments.command == "fetch":
            return _fetch(arguments)
        if arguments.command == "embed-faces":
            _embedded(arguments.images, arguments.directory).save(arguments.out)
            print(f"{arguments.out}: biometric data, keep it as you keep the pictures")
            return 0
        return _report(arguments)
    except (ModelError, CannotReport, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1


def list_face(directory: Path) -> None:
    """Print what is installed in `directory`, and what may be fetched."""
    try:
        pack = read_pack(directory)
        state = f"{pack.model_id or pack.name} in {directory} ({_state(pack.model_id, directory)})"
    except FaceUnavailable as fault:
        state = str(fault)
    print(f"face {state}")
    for source in read_sources():
        print(f"  may be fetched: {source.name} ({source.task}, {source.licence})")


def verify_face(directory: Path) -> bool:
    """Check the digests of what is installed; nothing installed is in order. Prints either."""
    try:
        wrong = verify_pack(read_pack(directory))
    except FaceUnavailable as fault:
        missing = fault.reason is UnavailableReason.NO_WEIGHTS
        print(f"face: {fault}", file=sys.stdout if missing else sys.stderr)
        return missing
    if wrong:
        print(
            f"face: {', '.join(wrong)} in {directory} differ from the manifest. "
            "Fetch them again: python -m models fetch face",
            file=sys.stderr,
        )
        return False
    print(f"face: networks in {directory} verified")
    return True


def _state(model_id: str | None, directory: Path) -> str:
    if model_id is None:
        return "no manifest: thresholds are looked up when it is loaded"
    try:
        found = thresholds_of(model_id, directory / CALIBRATION)
    except FaceUnavailable:
        return "not usable before face-report --write-calibration"
    except BadCalibration as fault:
        return str(fault)
    return "calibrated here" if found.calibrated else "not calibrated"


def _fetch(arguments: argparse.Namespace) -> int:
    sources = read_sources()
    try:
        wanted = chosen(sources, arguments.recognition)
    except KeyError:
        names = ", ".join(s.name for s in sources if s.task is Task.RECOGNITION)
        print(f"--recognition is one of: {names}", file=sys.stderr)
        return 2
    directory: Path = arguments.directory
    if directory.exists() and any(directory.iterdir()) and not built_here(directory):
        print(f"{directory} holds other files; give another --directory", file=sys.stderr)
        return 1
    try:
        # Here: onnx belongs to the extra that brings insightface; the other commands go without.
        from models.face.building import build_pack
    except ImportError as fault:
        raise _not_installed(fault) from fault
    print(licence_text(wanted))
    if not arguments.yes and not _accepted():
        print("Nothing was fetched.", file=sys.stderr)
        return 1
    parts = directory.with_name(f"{directory.name}{PARTS}")
    build_pack({s.task: (s, _bring(s, arguments.origin, parts)) for s in wanted}, directory)
    shutil.rmtree(parts)
    print(f"Face ID's networks are in {directory}")
    return 0


def _not_installed(fault: ImportError) -> FaceUnavailable:
    return FaceUnavailable(
        UnavailableReason.NO_ENGINE,
        f"{fault.name or 'a library'} is not installed.",
        "Install the extra: pip install dmed-kiosk[kiosk]",
    )


def _accepted() -> bool:
    if not sys.stdin.isatty():
        print("Nobody is there to accept: read the above, then use --yes.", file=sys.stderr)
        return False
    return input("Accept these licences and fetch? Type yes: ").strip().lower() == "yes"


def _bring(source: Source, origin: Path | None, parts: Path) -> Path:
    if origin is not None:
        return take(source, origin, parts)
    with Bar(source.file, sys.stderr) as bar:
        return fetch(source, parts, bar.show)


def _embedded(images: Path, directory: Path) -> PictureTable:
    try:
        # Here: OpenCV belongs to the extra that brings insightface; the other commands go without.
        from models.face.pictures import EVERY_FACE, embed_pictures
    except ImportError as fault:
        raise _not_installed(fault) from fault
    engine = FaceEngine.load(directory, gate=EVERY_FACE, for_measuring=True)
    try:
        with Bar(str(images), sys.stderr) as bar:
            return embed_pictures(engine, images, bar.show)
    except ValueError as fault:
        raise CannotReport(str(fault)) from fault


def _table(given: Path, directory: Path) -> PictureTable:
    if given.suffix != ".npz":
        return _embedded(given, directory)
    try:
        return PictureTable.read(given)
    except ValueError as fault:
        raise CannotReport(str(fault)) from fault


def _report(arguments: argparse.Namespace) -> int:
    table = _table(arguments.images or arguments.embeddings, arguments.directory)
    attacks = _table(arguments.attacks, arguments.directory) if arguments.attacks else None
    if attacks is not None and attacks.model_id != table.model_id:
        raise CannotReport(f"people by {table.model_id}, attacks by {attacks.model_id}")
    try:
        thresholds: Thresholds | None = thresholds_of(
            table.model_id, arguments.directory / CALIBRATION
        )
    except FaceUnavailable:
        thresholds = None
    try:
        report = evaluate(
            table,
            thresholds,
            attacks=attacks,
            groups=_groups(arguments.groups),
            frames=arguments.frames,
        )
    except ValueError as fault:
        raise CannotReport(str(fault)) from fault
    text = render(report)
    print(text)
    if arguments.out is not None:
        arguments.out.write_text(text, encoding="utf-8")
    if arguments.write_calibration is not None:
        path = arguments.write_calibration
        if path == Path():
            path = arguments.directory / CALIBRATION
        write_calibration(path, calibration_of(report, attacks, arguments.frames))
        print(f"Thresholds written to {path}")
    return 0


def calibration_of(report: Report, attacks: PictureTable | None, frames: int) -> Calibration:
    """Thresholds from `report`: rates that its comparisons can show, and liveness from `attacks`
    (5 % of the worst kind pass), else the publisher's.

    Raises CannotReport if fewer than two rates can be shown, or pairs are of one session only.
    """
    if not report.across_sessions:
        raise CannotReport("a calibration needs people on several days (folders person / session)")
    points = curve(report.comparisons.impostor, CALIBRATED_RATES)
    if len(points) < 2 or points[-1][0] > 1e-3:
        raise CannotReport(
            f"{report.impostor} comparisons of two people show no rate of 1 in 1,000, which takes"
            " 30,000 (about 125 people with two templates each). Nothing was written"
        )
    live, pictures = UNCALIBRATED_LIVE, 0
    if attacks is not None:
        shown = templates_of(attacks, frames, attacks=True)
        live = worst_attack_threshold(
            [(kind, float(value)) for kind, value in zip(shown.groups_of, shown.live, strict=True)]
        )
        pictures = len(attacks.paths)
    today = date.today().isoformat()  # noqa: DTZ011 - the day on the calendar of the site
    return Calibration(
        Thresholds(
            report.model_id,
            points,
            live,
            calibrated=True,
            people=report.people,
            source=f"face-report of {today}",
        ),
        today,
        report.genuine,
        report.impostor,
        pictures,
    )


def _groups(path: Path | None) -> Mapping[str, str]:
    if path is None:
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        return {row[0]: row[1] for row in csv.reader(stream) if len(row) >= 2}
