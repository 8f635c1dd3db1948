"""The vault of trained networks and what runs them. Imports nothing else of the project."""

from models.errors import ArtefactCorrupt, ArtefactMissing, ModelError
from models.runtime import Network
from models.vault import Artefact, Vault, shipped_root

__all__ = [
    "Artefact",
    "ArtefactCorrupt",
    "ArtefactMissing",
    "ModelError",
    "Network",
    "Vault",
    "shipped_root",
]
