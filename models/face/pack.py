"""A directory with the networks of Face ID: what is in it, without loading anything.

Three kinds are understood: what `python -m models fetch face` builds (a manifest.json of
insightface's version 2 with a section `dmed`), any other insightface pack with such a manifest,
and a pack without one, whose networks insightface tells apart by their shapes. Whoever points to
a pack of somebody else's is responsible for its licence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.face.errors import FaceUnavailable, UnavailableReason
from models.manifest import sha256_of

PACK_MANIFEST = "manifest.json"
_FETCH = "Get them with: python -m models fetch face"


@dataclass(frozen=True, slots=True)
class LivenessFile:
    """A passive liveness network of our own building: RGB 0 to 255 in, probability out."""

    path: Path
    sha256: str
    size: int
    """Pixels of the square that it sees."""
    expansion: float
    """Side of that square in the frame, as a multiple of the longer side of the face's box."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What a directory says of itself."""

    directory: Path
    name: str
    model_id: str | None
    """The recognition network; None where only loading can tell (no manifest)."""
    liveness: LivenessFile | None
    sources: tuple[Mapping[str, str], ...] = ()
    """Of a pack that we built: name, url, sha256, licence, trained_on of each network."""


def read_pack(directory: Path) -> Pack:
    """The pack in `directory`.

    Raises FaceUnavailable: NO_WEIGHTS if there is no network, DAMAGED if the manifest does not
    parse, UNSUITABLE if it names no detector or no recognition network.
    """
    if not directory.is_dir() or not any(directory.glob("*.onnx")):
        raise FaceUnavailable(UnavailableReason.NO_WEIGHTS, f"no networks in {directory}.", _FETCH)
    path = directory / PACK_MANIFEST
    if not path.is_file():
        return Pack(directory, directory.resolve().name, None, None)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        tasks, own = data["tasks"], data.get("dmed", {})
        if "detection" not in tasks or "recognition" not in tasks:
            raise FaceUnavailable(
                UnavailableReason.UNSUITABLE,
                f"{path} names no detection or no recognition.",
                _FETCH,
            )
        if not all(isinstance(task["file"], str) for task in tasks.values()):
            raise TypeError("a file has to be named")
        name = str(data["model_id"])
        return Pack(
            directory,
            name,
            model_id=name if own else _identified(name, tasks["recognition"], directory),
            liveness=_liveness(directory, own),
            sources=tuple(own.get("sources", ())),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise FaceUnavailable(
            UnavailableReason.DAMAGED, f"{path} cannot be read.", _FETCH
        ) from fault


def built_here(directory: Path) -> bool:
    """Whether `directory` holds a pack that `fetch face` built, and may therefore be replaced."""
    try:
        manifest = json.loads((directory / PACK_MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and "dmed" in manifest


def default_directory() -> Path:
    """Where `fetch face` puts networks, and where they are looked for if nothing else is set."""
    return Path(__file__).parent / "weights"


def _identified(name: str, recognition: Mapping[str, Any], directory: Path) -> str:
    """Packs of others may change a network under the same name: its digest is part of ours."""
    digest = recognition.get("sha256") or sha256_of(directory / str(recognition["file"]))
    return f"{name}-{str(digest)[:12]}"


def _liveness(directory: Path, own: Mapping[str, Any]) -> LivenessFile | None:
    declared = own.get("liveness")
    if declared is None:
        return None
    name = str(declared["file"])
    if Path(name).name != name:
        raise ValueError("a liveness file lies in the pack's own directory")
    return LivenessFile(
        directory / name,
        str(declared["sha256"]),
        int(declared["size"]),
        float(declared["expansion"]),
    )


def verify_pack(pack: Pack) -> tuple[str, ...]:
    """Names of the files that are missing or differ from the manifest; empty if all is in order.

    A pack without a manifest declares nothing and cannot be verified: empty as well.
    """
    path = pack.directory / PACK_MANIFEST
    if not path.is_file():
        return ()
    tasks = json.loads(path.read_text(encoding="utf-8"))["tasks"].values()
    declared = [(str(task["file"]), task.get("sha256")) for task in tasks]
    if pack.liveness is not None:
        declared.append((pack.liveness.path.name, pack.liveness.sha256))
    return tuple(
        name
        for name, digest in declared
        if not (file := pack.directory / name).is_file()
        or (digest is not None and sha256_of(file) != digest)
    )
