"""The shipped model, loaded once for the whole room."""

from functools import cache

import pytest

from models import Vault, shipped_root
from triage import Triage


@cache
def _shipped() -> Triage:
    return Triage.load(Vault(shipped_root()))


@pytest.fixture
def triage() -> Triage:
    """The active version as it is installed."""
    return _shipped()
