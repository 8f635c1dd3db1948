"""What happens to a text between a head and a keyboard."""

import random
import re

_APOSTROPHES = re.compile("[ʻʼ]")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_NEXT_TO = {
    letter: row[max(0, i - 1) : i] + row[i + 1 : i + 2]
    for row in _ROWS
    for i, letter in enumerate(row)
}


def disturb(text: str, source: random.Random) -> str:
    """`text` with the habits and slips of typing; about half of all texts stay as they are."""
    roll = source.random
    if roll() < 0.5:
        text = text.lower()
    if roll() < 0.15:
        text = re.sub("[.,]", "", text)
    if roll() < 0.3:
        text = text.replace("ё", "е")
    if roll() < 0.5:
        text = _APOSTROPHES.sub(source.choice("'`’‘"), text)
    if roll() < 0.12:
        # A Russian keyboard has no ў, and Latin users type the sound.
        text = text.replace("ў", "у").replace("oʻ", "u")
    if roll() < 0.2:
        for _ in range(1 + len(text) // 60):
            text = _slip(text, source)
    return text


def _slip(text: str, source: random.Random) -> str:
    """One letter dropped, doubled, swapped with the next, or replaced by a neighbouring key."""
    letters = [i for i, c in enumerate(text) if c.isalpha()]
    if len(letters) < 5:
        return text
    i = source.choice(letters)
    kind = source.randrange(4)
    if kind == 0:
        return text[:i] + text[i + 1 :]
    if kind == 1:
        return text[:i] + text[i] + text[i:]
    if kind == 2:
        return text[:i] + text[i + 1 : i + 2] + text[i] + text[i + 2 :]
    return text[:i] + source.choice(_NEXT_TO.get(text[i].lower(), text[i])) + text[i + 1 :]
