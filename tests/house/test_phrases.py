"""Every front says the same things in all six languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, VariableReference
from fluent.syntax.visitor import Visitor

from mobile_api.cyrillic import catalogues
from mobile_api.schemas import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
FRONTS = sorted([*ROOT.glob("*/phrases"), *ROOT.glob("mobile_api/*/phrases")])


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def keys(folder: Path) -> dict[str, frozenset[str]]:
    """Key → its variables, over all catalogues of one language."""
    found: dict[str, frozenset[str]] = {}
    for file in sorted(folder.glob("*.ftl")):
        for entry in FluentParser(with_spans=False).parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice in {folder}"
                variables = _Variables()
                variables.visit(entry)
                found[entry.id.name] = frozenset(variables.names)
    return found


def test_kiosk_pages_and_bot_have_phrases() -> None:
    assert {front.parent.name for front in FRONTS} >= {"kiosk", "bot", "pages"}


@pytest.mark.parametrize("front", FRONTS, ids=lambda front: front.parent.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_everything_that_the_others_say(front: Path, language: str) -> None:
    assert keys(front / language) == keys(front / "en")


@pytest.mark.parametrize("front", FRONTS, ids=lambda front: front.parent.name)
def test_the_cyrillic_catalogue_is_what_the_latin_one_says(front: Path) -> None:
    for path, text in catalogues(front).items():
        assert path.read_text(encoding="utf-8") == text, "run python -m mobile_api.cyrillic"


@pytest.mark.parametrize("front", FRONTS, ids=lambda front: front.parent.name)
def test_uzbek_has_its_own_letters_and_no_look_alikes(front: Path) -> None:
    for file in (front / "uz-Latn").glob("*.ftl"):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            said = "" if line.startswith("#") else re.sub(r"\{[^}]*\}", "", line)
            assert not re.search(r"\w['‘’`´]\w|[oOgG]['‘’`´]", said), f"{file.name}:{number}"


@pytest.mark.parametrize("front", FRONTS, ids=lambda front: front.parent.name)
@pytest.mark.parametrize("language", ["kaa", "kk"])
def test_what_no_native_speaker_has_read_is_marked(front: Path, language: str) -> None:
    for file in (front / language).glob("*.ftl"):
        assert "no native speaker has read this" in file.read_text(encoding="utf-8").splitlines()[0]
