"""Texts that were written for measuring, never for training (tests/triage/data)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from triage.answers import Answers

LANGUAGES = ("uz", "ru", "en", "kaa", "kk")


@dataclass(frozen=True, slots=True)
class Written:
    """A text, what it is about (a red flag's or a complaint's name), and who would write it."""

    of: str
    language: str
    answers: Answers


def read_written(path: Path) -> list[Written]:
    """One entry per text and language. Raises OSError, or yaml.YAMLError for a broken file."""
    return [
        Written(
            row["of"],
            language,
            Answers(row[language], row.get("age"), row.get("sex"), row.get("pregnant")),
        )
        for row in _yaml(path)
        for language in LANGUAGES
        if language in row
    ]


def read_not_complaints(path: Path) -> list[str]:
    """Texts that complain of nothing. Raises as `read_written`."""
    return [str(text) for texts in _yaml(path).values() for text in texts]


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
