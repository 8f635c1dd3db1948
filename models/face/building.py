"""Build a pack that insightface loads from fetched files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from models.face.calibration import CALIBRATION
from models.face.pack import PACK_MANIFEST, built_here
from models.face.sources import Source, Task, licence_text
from models.face.wrapping import wrap
from models.manifest import sha256_of

LICENCE = "MODEL.LICENSE"
"""insightface asks for a file of this name."""
LIVENESS_SIDE = 128
LIVENESS_EXPANSION = 1.5
"""How MiniFAS was taught: a square of 1.5 × the box, 128 × 128 (the publisher's preprocess.py)."""
EMBEDDING_SIZES = {"mobilefacenet": 128, "sface": 128}


def build_pack(files: Mapping[Task, tuple[Source, Path]], directory: Path) -> None:
    """Wrap `files` and put the finished pack at `directory`, all of it or nothing.

    A calibration that is there stays if it is for the same recognition network. Raises
    ArtefactCorrupt if a file cannot be wrapped, FileExistsError if `directory` holds something
    that this function has not built.
    """
    if directory.exists() and any(directory.iterdir()) and not built_here(directory):
        raise FileExistsError(f"{directory} holds other files; choose another directory")
    made = directory.with_name(f"{directory.name}.new")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    for task, (source, path) in files.items():
        wrap(source.name, path, made / f"{task}.onnx")
    sources = [source for source, _ in files.values()]
    (made / LICENCE).write_text(licence_text(sources), encoding="utf-8")
    manifest = _manifest(files, made)
    (made / PACK_MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    calibration = directory / CALIBRATION
    if calibration.is_file() and f'"{manifest["model_id"]}"' in calibration.read_text("utf-8"):
        shutil.copy(calibration, made / CALIBRATION)
    shutil.rmtree(directory, ignore_errors=True)
    made.rename(directory)


def _manifest(files: Mapping[Task, tuple[Source, Path]], made: Path) -> dict[str, object]:
    recognition = files[Task.RECOGNITION][0]
    own: dict[str, object] = {"sources": [source.as_declared() for source, _ in files.values()]}
    if Task.LIVENESS in files:
        own["liveness"] = {
            "file": "liveness.onnx",
            "sha256": sha256_of(made / "liveness.onnx"),
            "size": LIVENESS_SIDE,
            "expansion": LIVENESS_EXPANSION,
        }
    return {
        "manifest_version": 2,
        "model_id": recognition.model_id,
        "license": LICENCE,
        "tasks": {
            "detection": {
                "file": "detection.onnx",
                "sha256": sha256_of(made / "detection.onnx"),
                "preprocessing": "embedded",
            },
            "recognition": {
                "file": "recognition.onnx",
                "sha256": sha256_of(made / "recognition.onnx"),
                "preprocessing": "embedded",
                "input_size": [112, 112],
                "embedding_dimension": EMBEDDING_SIZES[recognition.name],
            },
        },
        "dmed": own,
    }
