"""Every text of every page exists in six languages, with the same blanks to fill in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

from mobile_api.cyrillic import catalogues
from mobile_api.pages.rendering import FOLDER
from mobile_api.schemas import LANGUAGES, Language

CATALOGUES = FOLDER / "phrases"
TEMPLATES = FOLDER / "templates"


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 - the visitor's name
        self.names.add(node.id.name)


def phrases(language: Language) -> dict[str, set[str]]:
    """Every key and its variables."""
    text = (CATALOGUES / language / "pages.ftl").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(text).body:
        assert not isinstance(entry, Junk), entry.content
        if isinstance(entry, Message):
            assert entry.id.name not in found, f"{entry.id.name} stands twice"
            variables = _Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.names
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_phrase_with_the_same_variables(language: Language) -> None:
    assert phrases(language) == phrases("uz-Latn")


def test_cyrillic_uzbek_is_made_from_latin_uzbek() -> None:
    for path, text in catalogues(CATALOGUES).items():
        assert path.read_text(encoding="utf-8") == text, "python -m mobile_api.cyrillic"


@pytest.mark.parametrize("language", ["kaa", "kk"])
def test_what_no_native_speaker_has_read_says_so(language: str) -> None:
    text = (CATALOGUES / language / "pages.ftl").read_text(encoding="utf-8")
    assert text.startswith("# no native speaker has read this")


def test_uzbek_letters_are_the_right_characters() -> None:
    text = (CATALOGUES / "uz-Latn" / "pages.ftl").read_text(encoding="utf-8")
    text = re.sub("^#.*$", "", text, flags=re.MULTILINE)
    # U+02BB in oʻ and gʻ, U+02BC between letters; keyboards type these others instead.
    assert not re.findall("[a-zA-Z]['`´‘’]", text)


def test_every_phrase_is_said_somewhere() -> None:
    sources = [*TEMPLATES.glob("*.html"), *FOLDER.parent.rglob("*.py")]
    said = "\n".join(file.read_text(encoding="utf-8") for file in sources)
    families = re.findall(r"'([a-z-]+-)' ~", said)
    for key in phrases("uz-Latn"):
        family = any(key.startswith(family) for family in families)
        assert family or f"'{key}'" in said or f'"{key}"' in said, f"{key} is never said"


def words_outside_the_catalogue(template: Path) -> list[str]:
    """Letters that a template shows without asking the catalogue."""
    text = template.read_text(encoding="utf-8")
    named = r"\{% block (body_class|stream|state|html_attributes) %\}.*?\{% endblock %\}"
    text = re.sub(named, " ", text, flags=re.DOTALL)
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", " ", text)
    return [word for word in re.findall(r"[^\W\d_]{2,}", text) if word != "Dmed"]


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_no_template_has_words_of_its_own(template: Path) -> None:
    assert words_outside_the_catalogue(template) == []
