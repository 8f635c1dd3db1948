"""Uzbek Cyrillic catalogues, made from the Latin ones.

One translation to keep, not two: a phrase that was corrected in Latin and forgotten in
Cyrillic would tell two patients two different things.

``python -m mobile_api.cyrillic`` writes every ``uz-Cyrl`` catalogue of kiosk, pages
and bot again; a test checks that the committed ones are what it would write. A phrase
that transliteration gets wrong stands in ``uz-Cyrl/overrides.json``: key → whole phrase.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax.ast import Junk, Message, Pattern, ResourceComment, TextElement
from fluent.syntax.visitor import Transformer

from triage.scripts import uz_to_cyrillic

HEADER = (
    "Made from the Latin catalogue, never edited: python -m mobile_api.cyrillic\n"
    "What transliteration gets wrong stands in overrides.json beside this file."
)


class _ToCyrillic(Transformer):
    """Only what people read: keys, variables, selectors and comments stay as they are."""

    def __init__(self, overrides: Mapping[str, str]) -> None:
        self._overrides = overrides

    def visit_TextElement(self, node: TextElement) -> TextElement:  # noqa: N802 - the visitor's name
        return TextElement(uz_to_cyrillic(node.value))

    def visit_Message(self, node: Message) -> Message:  # noqa: N802 - the visitor's name
        override = self._overrides.get(node.id.name)
        if override is not None:
            return Message(node.id, Pattern([TextElement(override)]))
        return self.generic_visit(node)


def to_cyrillic(latin: str, overrides: Mapping[str, str]) -> str:
    """The Cyrillic catalogue for the text of a Latin one.

    Raises:
        ValueError: ``latin`` is not a valid Fluent catalogue, or an override names a key
            that it does not have.
    """
    resource = FluentParser(with_spans=False).parse(latin)
    for entry in resource.body:
        if isinstance(entry, Junk):
            raise ValueError(f"not Fluent: {(entry.content or '').strip().splitlines()[:1]}")
    keys = {entry.id.name for entry in resource.body if isinstance(entry, Message)}
    if overrides.keys() - keys:
        raise ValueError(f"overrides for phrases that do not exist: {overrides.keys() - keys}")
    resource.body = [
        ResourceComment(HEADER),
        *(entry for entry in resource.body if not isinstance(entry, ResourceComment)),
    ]
    text: str = FluentSerializer().serialize(_ToCyrillic(overrides).visit(resource))
    return text


def catalogues(phrases: Path) -> dict[Path, str]:
    """What every ``uz-Cyrl/*.ftl`` in a ``phrases`` folder should hold.

    Raises:
        ValueError: a catalogue is not Fluent, or an override names a key that none has.
    """
    folder = phrases / "uz-Cyrl"
    exceptions = folder / "overrides.json"
    overrides: dict[str, str] = (
        json.loads(exceptions.read_text(encoding="utf-8")) if exceptions.exists() else {}
    )
    made: dict[Path, str] = {}
    unused = dict(overrides)
    for latin in sorted((phrases / "uz-Latn").glob("*.ftl")):
        text = latin.read_text(encoding="utf-8")
        own = {key: words for key, words in overrides.items() if f"\n{key} =" in f"\n{text}"}
        made[folder / latin.name] = to_cyrillic(text, own)
        unused = {key: words for key, words in unused.items() if key not in own}
    if unused:
        raise ValueError(f"overrides for phrases that do not exist: {sorted(unused)}")
    return made


def main() -> int:
    """Write the catalogues of every front in this checkout."""
    root = Path(__file__).resolve().parents[1]
    for phrases in sorted(root.glob("*/phrases")) + sorted(root.glob("mobile_api/*/phrases")):
        for path, text in catalogues(phrases).items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(root))
    return 0


if __name__ == "__main__":
    sys.exit(main())
