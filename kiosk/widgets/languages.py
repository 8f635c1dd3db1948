"""Every language in its own words, the same on every screen. No Kivy here."""

from __future__ import annotations

from collections.abc import Mapping

from mobile_api.schemas import Language

LANGUAGE_NAMES: Mapping[Language, str] = {
    "uz-Latn": "Oʻzbekcha",
    "uz-Cyrl": "Ўзбекча",
    "ru": "Русский",
    "kaa": "Qaraqalpaqsha",
    "en": "English",
    "kk": "Қазақша",
}
"""What speakers call it."""

LANGUAGE_BADGES: Mapping[Language, str] = {
    "uz-Latn": "Oʻz",
    "uz-Cyrl": "Ўз",
    "ru": "Ру",
    "kaa": "Qq",
    "en": "En",
    "kk": "Қз",
}
"""Its first letters, in its own script."""
