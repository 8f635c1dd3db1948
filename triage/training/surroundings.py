"""What stands around a complaint's name in a message, for other complaints to stand in.

"I can't get a girlfriend because of my acne": the words around the name say nothing of which
complaint it is. A network that has seen them around one only takes them for its sign.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from triage.training.messages import Message

_SHORTEST_NAME = 4  # letters: what is shorter stands in too many words
_FEWEST_WORDS, _MOST_WORDS = 3, 14  # a longer text tells of more than its complaint's name


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The text before and after the name of a complaint."""

    before: str
    after: str

    def around(self, name: str) -> str:
        """The same text with another complaint in it."""
        return self.before + name + self.after


def surroundings_of(messages: Iterable[Message], names: Sequence[str]) -> list[Surroundings]:
    """Of each message of one complaint in which one of its `names` stands, what is around it.

    The longest of the names that it holds is taken out. Messages of several complaints, and those
    of which too little or too much is left, give nothing.
    """
    longest_first = sorted({n.lower() for n in names if len(n) >= _SHORTEST_NAME}, key=_by_length)
    found = []
    for message in messages:
        place = _place(message.text.lower(), longest_first) if len(message.concepts) == 1 else None
        if place is None:
            continue
        around = Surroundings(message.text[: place[0]], message.text[place[1] :])
        if _FEWEST_WORDS <= len(around.around(" ").split()) <= _MOST_WORDS:
            found.append(around)
    return found


def _place(text: str, names: Iterable[str]) -> tuple[int, int] | None:
    """Where the first of the names stands as whole words, the longest first."""
    for name in names:
        # Few names stand in a text at all: looking so first takes a twentieth of the time.
        if name in text and (match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)):
            return match.span()
    return None


def _by_length(name: str) -> tuple[int, str]:
    return -len(name), name
