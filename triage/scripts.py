"""Uzbek in its two scripts: Latin of 1995 (U+02BB, U+02BC) and Cyrillic of 1940.

Rules follow the CLDR transforms uz_Latn-uz_Cyrl and uz_Cyrl-uz_Latn. What no rule can know (the
soft sign and ц of Russian loans) stands in two short tables of words.
"""

import re
from collections.abc import Callable

_APOSTROPHES = "ʻʼ'’‘`´ʹ′＇"
_TURNED = "\u02bb"  # after o and g
_TUTUQ = "\u02bc"  # everywhere else

# Left as they are: mark-up, placeholders, addresses, and names that Cyrillic text writes in Latin.
_KEEP = re.compile(
    r"\{[^{}]*\}|<[^<>]*>|&\w+;|%\([^)]*\)[sd]|%[sd]|https?://\S+|\S+@\S+\.\S+|@\w+"
    r"|\b(?:QR|SMS|ID|PDF|USB|NFC|FHIR|DMED|Dmed|MyID|OneID|Telegram|Mini App|Face ID|Wi-Fi)\b"
)
_LATIN_WORD = re.compile(rf"[A-Za-z{_APOSTROPHES}]+")
_CYRILLIC_WORD = re.compile(r"[А-Яа-яЁёЎўҚқҒғҲҳ]+")

_PAIRS = {"sh": "ш", "ch": "ч", "yo": "ё", "yu": "ю", "ya": "я", "ye": "е"}
_SINGLES = dict(
    zip("abdfghijklmnopqrstuvxyz", "абдфгҳижклмнопқрстувхйз", strict=True),
)
_VOWELS_LATIN = "aeiou"

# Loans whose Cyrillic spelling has ц or ь that Latin dropped. Matched as the start of a word.
_LOANS = {
    "aprel": "апрель",
    "sentabr": "сентябрь",
    "oktabr": "октябрь",
    "noyabr": "ноябрь",
    "dekabr": "декабрь",
    "yanvar": "январь",
    "fevral": "февраль",
    "iyun": "июнь",
    "iyul": "июль",
    "gospital": "госпиталь",
    "kontrol": "контроль",
    "sement": "цемент",
    "sirroz": "цирроз",
    "sistit": "цистит",
    "sikl": "цикл",
    "sirk": "цирк",
    "rentgen": "рентген",
    "pult": "пульт",
    "albom": "альбом",
    "kultur": "культур",
    "insult": "инсульт",
    "ultratovush": "ультратовуш",
    "konsult": "консульт",
    "pulmon": "пульмон",
    "parol": "пароль",
    "profil": "профиль",
    "filtr": "фильтр",
    "multi": "мульти",
    "nol": "ноль",
    "litr": "литр",
}
# "ts" is ц in a loan ("retsept") and т+с across a suffix ("ketsa"): the loans that are met here.
_TS_LOANS = re.compile(
    r"tsiya|tsion|retsept|litsenz|dotsent|protsent|protsedur|protsess|vaktsin|meditsin|mitsin"
    r"|abstsess|tsellyul|lyutse|kaltsi|akts|vitse|differents|konferents|pretsed|retsid|tsist"
    r"|glyutsin|tsilin|intsid|ofits|shprits|plats|nits"
)


def uz_to_cyrillic(text: str) -> str:
    """Uzbek Latin text in Cyrillic. {placeholders}, <tags>, addresses and QR-like names stay.

    Any of the apostrophes that people type is accepted. Text that is Cyrillic already stays.
    """
    return _outside_kept(text, lambda part: _LATIN_WORD.sub(_word_to_cyrillic, part))


def uz_to_latin(text: str) -> str:
    """Uzbek Cyrillic text in Latin with U+02BB and U+02BC. Kept parts as in `uz_to_cyrillic`."""
    return _outside_kept(text, lambda part: _CYRILLIC_WORD.sub(_word_to_latin, part))


def _outside_kept(text: str, convert: Callable[[str], str]) -> str:
    parts: list[str] = []
    end = 0
    for kept in _KEEP.finditer(text):
        parts += [convert(text[end : kept.start()]), kept.group()]
        end = kept.end()
    parts.append(convert(text[end:]))
    return "".join(parts)


def _word_to_cyrillic(match: re.Match[str]) -> str:
    word = match.group()
    lead = word[: len(word) - len(word.lstrip(_APOSTROPHES))]
    tail = word[len(word.rstrip(_APOSTROPHES)) :]
    core = word[len(lead) : len(word) - len(tail) if tail else None]
    if tail and core[-1:] in "oOgG":
        core, tail = core + tail[0], tail[1:]
    plain = re.sub(f"[{_APOSTROPHES}]", _TUTUQ, core)
    lower = plain.lower()
    if not lower or "w" in lower or re.search(r"c(?!h)", lower):
        return word  # not Uzbek
    for start, cyrillic in _LOANS.items():
        if lower.startswith(start):
            rest = _spell_cyrillic(lower[len(start) :], within=True)
            if rest:
                cyrillic = cyrillic.removesuffix("ь")  # апрель, but апрелда
            return lead + _like(plain, cyrillic + rest) + tail
    return lead + _like(plain, _spell_cyrillic(lower, within=False)) + tail


def _spell_cyrillic(word: str, *, within: bool) -> str:
    """`word` in lower case, one kind of apostrophe. `within`: something stands before it."""
    loans = {m.start() + m.group().find("ts") for m in _TS_LOANS.finditer(word)}
    out: list[str] = []
    i = 0
    while i < len(word):
        pair, one = word[i : i + 2], word[i]
        start = i == 0 and not within
        after_vowel = i > 0 and (word[i - 1] in _VOWELS_LATIN or word[i - 2 : i] == "o" + _TUTUQ)
        if pair in ("o" + _TUTUQ, "g" + _TUTUQ):
            out.append("ў" if one == "o" else "ғ")
            i += 2
        elif pair == "yo" and word[i + 2 : i + 3] == _TUTUQ:
            out.append("й")
            i += 1
        elif word[i : i + 3] == "s" + _TUTUQ + "h":
            out.append("сҳ")  # the apostrophe only keeps s and h apart: Isʼhoq
            i += 3
        elif pair == "ts" and (start or i in loans):
            out.append("ц")
            i += 2
        elif pair in _PAIRS:
            out.append(_PAIRS[pair])
            i += 2
        else:
            out.append(_single(one, start=start, after_vowel=after_vowel))
            i += 1
    return "".join(out)


def _single(letter: str, *, start: bool, after_vowel: bool) -> str:
    if letter == "e":
        return "э" if start or after_vowel else "е"
    if letter == _TUTUQ:
        return "ъ"
    return _SINGLES.get(letter, letter)


def _like(model: str, word: str) -> str:
    """`word` with the capitals of `model`: all, first, or none."""
    letters = [c for c in model if c.isalpha() and c != _TUTUQ]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return word.upper()
    if letters and letters[0].isupper():
        return word[:1].upper() + word[1:]
    return word


_TO_LATIN = {
    **dict(zip("абвгджзийклмнопрстуфхқҳэ", "abvgdjziyklmnoprstufxqhe", strict=True)),
    "ў": "o" + _TURNED,
    "ғ": "g" + _TURNED,
    "ш": "sh",
    "ч": "ch",
    "щ": "sh",
    "ё": "yo",
    "ю": "yu",
    "я": "ya",
    "ы": "i",
    "ъ": _TUTUQ,
    "ь": "",
}
_VOWELS_CYRILLIC = "аеёиоуўэюя"


def _word_to_latin(match: re.Match[str]) -> str:
    word = match.group().lower()
    for latin, cyrillic in _LOANS.items():
        stem = cyrillic.removesuffix("ь")
        if word.startswith(stem):
            rest = word[len(stem) :].removeprefix("ь")
            return _like(match.group(), latin + _spell_latin(rest, before=stem[-1]))
    return _like(match.group(), _spell_latin(word, before=""))


def _spell_latin(word: str, *, before: str) -> str:
    out: list[str] = []
    for i, letter in enumerate(word):
        if letter == "е":
            out.append("ye" if not before or before in _VOWELS_CYRILLIC + "ъь" else "e")
        elif letter == "ц":
            out.append("ts" if before and before in _VOWELS_CYRILLIC else "s")
        elif letter == "ҳ" and before == "с":
            out.append(_TUTUQ + "h")
        elif letter == "ъ" and word[i + 1 : i + 2] in tuple("еёюя"):
            pass
        else:
            out.append(_TO_LATIN.get(letter, letter))
        before = letter
    return "".join(out)
