"""The declaration that travels beside a network: which files, which digests, which licence."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.errors import ArtefactCorrupt, ArtefactMissing

MANIFEST = "manifest.toml"
_RESTORE = "Restore it from the repository or the release archive."


def sha256_of(path: Path) -> str:
    """Lower-case hexadecimal SHA-256 of a file's bytes. Raises OSError if it cannot be read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class DeclaredFile:
    """One file of an artefact: its name inside the folder, digest and size in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an artefact says about itself. `created` is an ISO 8601 date.

    `training`: what the network was trained on, for networks of our own: digests and settings.
    """

    name: str
    version: str
    licence: str
    source: str
    created: str
    files: tuple[DeclaredFile, ...]
    tensors: Mapping[str, str] = field(default_factory=dict)
    training: Mapping[str, str] = field(default_factory=dict)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of one version's folder.

    Raises ArtefactMissing if there is none, ArtefactCorrupt if it does not parse or lacks a field.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise ArtefactMissing("The manifest", path, _RESTORE)
    try:
        with path.open("rb") as stream:
            data = tomllib.load(stream)
        return Manifest(
            name=str(data["name"]),
            version=str(data["version"]),
            licence=str(data["licence"]),
            source=str(data["source"]),
            created=str(data["created"]),
            files=tuple(
                DeclaredFile(str(f["name"]), str(f["sha256"]), int(f["size"]))
                for f in data["files"]
            ),
            tensors={str(k): str(v) for k, v in _table(data.get("tensors", {})).items()},
            training={str(k): str(v) for k, v in _table(data.get("training", {})).items()},
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise ArtefactCorrupt("The manifest cannot be read", path, _RESTORE) from error


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError("tensors and training must be tables")
    return value


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write `manifest` into `folder`; used by training after the files are in place."""
    lines = [
        f'name = "{manifest.name}"',
        f'version = "{manifest.version}"',
        f'licence = "{manifest.licence}"',
        f'source = "{manifest.source}"',
        f'created = "{manifest.created}"',
        "",
        "[tensors]",
        *(f'{name} = "{shape}"' for name, shape in manifest.tensors.items()),
    ]
    if manifest.training:
        lines += ["", "[training]"]
        lines += [f'{name} = "{value}"' for name, value in manifest.training.items()]
    for declared in manifest.files:
        lines += [
            "",
            "[[files]]",
            f'name = "{declared.name}"',
            f'sha256 = "{declared.sha256}"',
            f"size = {declared.size}",
        ]
    (folder / MANIFEST).write_text("\n".join(lines) + "\n", encoding="utf-8")
