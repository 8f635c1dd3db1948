"""Tiny networks: made once, read by many, copied for whoever breaks them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.models.face.tiny_networks import build_tiny_pack


@pytest.fixture(scope="session")
def tiny_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """To be read only."""
    return build_tiny_pack(tmp_path_factory.mktemp("tiny") / "pack")


@pytest.fixture
def own_pack(tiny_pack: Path, tmp_path: Path) -> Path:
    """A copy of one's own."""
    return shutil.copytree(tiny_pack, tmp_path / "own-pack")
