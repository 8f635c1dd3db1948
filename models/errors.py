"""What can be wrong with an artefact, named by what somebody has to do about it."""

from pathlib import Path


class ModelError(Exception):
    """Base of everything that this room raises."""


class ArtefactMissing(ModelError):
    """A network, a version or one of its files is not on this disk."""

    def __init__(self, what: str, path: Path, remedy: str) -> None:
        super().__init__(f"{what} is missing: {path}. {remedy}")
        self.path = path
        self.remedy = remedy


class ArtefactCorrupt(ModelError):
    """A file is there, but it is not the one that its manifest declares."""

    def __init__(self, what: str, path: Path, remedy: str) -> None:
        super().__init__(f"{what}: {path}. {remedy}")
        self.path = path
        self.remedy = remedy
