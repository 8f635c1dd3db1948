"""Whole messages as patients write them, each with its complaints and its own urgency.

Phrases say what a complaint is called; a message also says how bad it is: the same complaint may
be old and known, or sudden and dangerous. `knowledge/messages/<language>/<group>.yaml`, by
complaint and urgency.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from triage.answers import Urgency
from triage.text import fold

LANGUAGES = ("uz", "ru", "en", "kaa", "kk")
_LEVELS = frozenset(level.code for level in Urgency)


@dataclass(frozen=True, slots=True)
class Message:
    """A text, the ids of its complaints (the main one first), and how urgent this text is."""

    text: str
    language: str
    concepts: tuple[str, ...]
    urgency: str


def read_messages(folder: Path) -> tuple[Message, ...]:
    """All messages below `folder`, in the order of languages, file names and lines.

    A key names one complaint, or several: "angina, diabetes". Raises OSError, or yaml.YAMLError
    for a broken file.
    """
    return tuple(
        Message(str(text), path.parent.name, tuple(str(key).split(", ")), urgency)
        for path in sorted(folder.glob("*/*.yaml"))
        for key, levels in yaml.load(
            path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
        ).items()
        for urgency, texts in levels.items()
        for text in texts
    )


def problems(messages: Sequence[Message], ids: Collection[str]) -> Iterator[str]:
    """What is wrong with them, one line each. `ids`: of all complaints."""
    seen: set[str] = set()
    for message in messages:
        about = f'message "{message.text[:40]}"'
        yield from (f"{about}: unknown complaint {c}" for c in message.concepts if c not in ids)
        if message.urgency not in _LEVELS:
            yield f"{about}: unknown urgency {message.urgency}"
        if message.language not in LANGUAGES:
            yield f"{about}: unknown language {message.language}"
        folded = fold(message.text).strip()
        if not folded:
            yield f"{about}: empty"
        elif folded in seen:
            yield f"{about}: is there twice"
        seen.add(folded)


def by_first(messages: Iterable[Message]) -> dict[str, list[Message]]:
    """Messages by their main complaint."""
    found: dict[str, list[Message]] = {}
    for message in messages:
        found.setdefault(message.concepts[0], []).append(message)
    return found
