"""The Uzbek Cyrillic catalogue, made from the Latin one.

One translation to keep, not two: a phrase that was corrected in Latin and forgotten in
Cyrillic would tell two patients two different things.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax.ast import Junk, Message, Pattern, Resource, ResourceComment, TextElement
from fluent.syntax.visitor import Transformer

from triage.scripts import uz_to_cyrillic

PHRASES: Final = Path(__file__).parent
LATIN: Final = PHRASES / "uz-Latn" / "kiosk.ftl"
CYRILLIC: Final = PHRASES / "uz-Cyrl" / "kiosk.ftl"
HEADER: Final = (
    "Kiosk, Uzbek in Cyrillic script. Made from the Latin catalogue, never edited:\n"
    "python -m kiosk.phrases"
)

OVERRIDES: Final[dict[str, str]] = {
    "keyboard-letters": "АБВ",
}
"""Phrases that transliteration gets wrong: key → the whole phrase."""


class _ToCyrillic(Transformer):
    """Only what people read: keys, variables, selectors and comments stay as they are."""

    def visit_TextElement(self, node: TextElement) -> TextElement:  # noqa: N802 - the visitor's name
        return TextElement(uz_to_cyrillic(node.value))

    def visit_Message(self, node: Message) -> Message:  # noqa: N802 - the visitor's name
        override = OVERRIDES.get(node.id.name)
        if override is not None:
            return Message(node.id, Pattern([TextElement(override)]))
        return self.generic_visit(node)

    def visit_ResourceComment(  # noqa: N802 - the visitor's name
        self, node: ResourceComment
    ) -> ResourceComment:
        return ResourceComment(HEADER)


def to_cyrillic(latin: str) -> str:
    """The Cyrillic catalogue for the text of a Latin one.

    Raises:
        ValueError: ``latin`` is not a valid Fluent catalogue, or an override names a key
            that it does not have.
    """
    resource = FluentParser(with_spans=False).parse(latin)
    _refuse_junk(resource)
    unknown = OVERRIDES.keys() - {e.id.name for e in resource.body if isinstance(e, Message)}
    if unknown:
        raise ValueError(f"overrides for phrases that do not exist: {sorted(unknown)}")
    text: str = FluentSerializer().serialize(_ToCyrillic().visit(resource))
    return text


def _refuse_junk(resource: Resource) -> None:
    for entry in resource.body:
        if isinstance(entry, Junk):
            raise ValueError(f"not Fluent: {(entry.content or '').strip().splitlines()[:1]}")
