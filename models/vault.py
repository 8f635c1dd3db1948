"""An artefact by name and version, verified before anybody runs it.

Layout: `<root>/<name>/active.toml` says which version is in use (so that a bad release is rolled
back by changing one line), `<root>/<name>/<version>/manifest.toml` declares the files.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from models.errors import ArtefactCorrupt, ArtefactMissing
from models.manifest import MANIFEST, Manifest, read_manifest, sha256_of

ACTIVE = "active.toml"
_RESTORE = "Restore it from the repository or the release archive."
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def shipped_root() -> Path:
    """The folder of the artefacts that are installed with this package."""
    return Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Artefact:
    """A verified version of a network: its folder and its manifest."""

    folder: Path
    manifest: Manifest

    @property
    def version(self) -> str:
        return self.manifest.version

    def path(self, name: str) -> Path:
        """Path of a declared file. Raises ArtefactMissing for a name that is not declared."""
        if all(declared.name != name for declared in self.manifest.files):
            raise ArtefactMissing(f"{name} is not declared", self.folder / MANIFEST, _RESTORE)
        return self.folder / name

    def digest(self, name: str) -> str:
        """Declared (and verified) SHA-256 of a file, in hexadecimal. Raises ArtefactMissing."""
        for declared in self.manifest.files:
            if declared.name == name:
                return declared.sha256
        raise ArtefactMissing(f"{name} is not declared", self.folder / MANIFEST, _RESTORE)


@dataclass(frozen=True, slots=True)
class Vault:
    """All artefacts below one folder."""

    root: Path

    def names(self) -> tuple[str, ...]:
        """Names of the artefacts that have an active version, sorted."""
        return tuple(sorted(p.parent.name for p in self.root.glob(f"*/{ACTIVE}")))

    def versions(self, name: str) -> tuple[str, ...]:
        """Versions of `name` on this disk, sorted; empty if there is none."""
        return tuple(sorted(p.parent.name for p in self.root.glob(f"{_safe(name)}/*/{MANIFEST}")))

    def active_version(self, name: str) -> str:
        """The version that active.toml names. Raises ArtefactMissing or ArtefactCorrupt."""
        path = self.root / _safe(name) / ACTIVE
        if not path.is_file():
            raise ArtefactMissing(
                f"The choice of a version of {name}",
                path,
                'Write version = "…" into it; `python -m models list` shows what is there.',
            )
        try:
            with path.open("rb") as stream:
                return _safe(str(tomllib.load(stream)["version"]))
        except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
            raise ArtefactCorrupt(
                "The choice of a version cannot be read", path, 'It needs version = "…".'
            ) from error

    def open(self, name: str, version: str | None = None) -> Artefact:
        """Verify every declared file and hand the artefact out.

        `version` None means the active one. Raises ArtefactMissing or ArtefactCorrupt, which name
        the file and the remedy.
        """
        chosen = self.active_version(name) if version is None else _safe(version)
        folder = self.root / _safe(name) / chosen
        manifest = read_manifest(folder)
        if (manifest.name, manifest.version) != (name, chosen):
            raise ArtefactCorrupt(
                f"The manifest speaks of {manifest.name} {manifest.version}",
                folder / MANIFEST,
                _RESTORE,
            )
        for declared in manifest.files:
            path = folder / declared.name
            if not path.is_file():
                raise ArtefactMissing(f"A file of {name} {chosen}", path, _RESTORE)
            if path.stat().st_size != declared.size or sha256_of(path) != declared.sha256:
                raise ArtefactCorrupt(
                    f"A file of {name} {chosen} differs from its manifest", path, _RESTORE
                )
        return Artefact(folder, manifest)


def _safe(name: str) -> str:
    """A name that cannot leave the vault's folder."""
    if not _NAME.fullmatch(name):
        raise ValueError("an artefact's name and version are letters, digits, - and _")
    return name
