"""Phrases in every language, from Fluent catalogues: ``<folder>/<language>/*.ftl``.

A key that a language lacks is looked up in uz-Latn, then in en; a key that exists
nowhere is a mistake of ours and raises, so that tests find it before a patient does.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Resource

from mobile_api.schemas import DEFAULT_LANGUAGE, LANGUAGES, Language

# CLDR plural rules know these two as "uz" and "kaa"; Fluent wants a locale that Babel knows.
_PLURAL_LOCALES: dict[Language, str] = {"kaa": "uz-Latn"}

Value = str | int | float


class UnknownPhrase(KeyError):
    """No language has this key."""


class Phrasebook:
    """All phrases of one front.

    Args:
        folders: each holds one folder per language with ``*.ftl`` files.

    Raises:
        FileNotFoundError: a language has no catalogue.
    """

    def __init__(self, *folders: Path) -> None:
        self._bundles = {language: _bundle(folders, language) for language in LANGUAGES}

    def say(self, language: Language, key: str, values: Mapping[str, Value] | None = None) -> str:
        """The phrase for ``key`` with ``values`` filled in.

        Raises:
            UnknownPhrase: no language has it.
            ValueError: a variable that the phrase uses is missing.
        """
        for candidate in (language, DEFAULT_LANGUAGE, "en"):
            bundle = self._bundles[candidate]
            if not bundle.has_message(key):
                continue
            pattern = bundle.get_message(key).value
            if pattern is None:
                continue
            text, faults = bundle.format_pattern(pattern, dict(values or {}))
            if faults:
                raise ValueError(f"phrase {key!r} in {candidate}: {faults[0]}")
            return str(text)
        raise UnknownPhrase(key)

    def has(self, language: Language, key: str) -> bool:
        """True where ``language`` itself (no fallback) has ``key``."""
        return bool(self._bundles[language].has_message(key))


@cache
def _bundle(folders: tuple[Path, ...], language: Language) -> FluentBundle:
    """A bundle with what it has compiled; remembered, because catalogues cost to parse.

    Several fronts in one process read the same ones, and catalogues do not change under it.
    """
    files = [file for folder in folders for file in sorted((folder / language).glob("*.ftl"))]
    if not files:
        raise FileNotFoundError(f"no catalogue for {language} in {[*map(str, folders)]}")
    bundle = FluentBundle([_PLURAL_LOCALES.get(language, language)], use_isolating=False)
    for file in files:
        bundle.add_resource(_parsed(file.read_text(encoding="utf-8")))
    return bundle


@cache
def _parsed(text: str) -> Resource:
    """The syntax tree of a catalogue, which bundles only read.

    Remembered: parsing costs hundreds of milliseconds, and several fronts in one process
    (pages, messages, client) read the same catalogues.
    """
    return FluentResource(text)
