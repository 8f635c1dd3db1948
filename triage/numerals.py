"""Numbers written as words, in six languages: "сорок", "oʻttiz sakkiz yarim", "one hundred".

Words that are also something else (oʻn and English "on", yuz and "face", yetti and Russian "these")
count only inside a number or before a word that is counted ("oʻn marta"). General language
knowledge, not yet read by native speakers.
"""

import re
from collections.abc import Mapping, Sequence

from triage.text import fold

_UNITS = (
    "bir|one|один|одна|одно|одну",
    "ikki|eki|екі|two|два|две|двух",
    "uch|úsh|үш|three|три|трёх|трех",
    "toʻrt|tórt|төрт|four|четыре|четырёх",
    "besh|bes|бес|five|пять|пяти",
    "olti|altı|алты|six|шесть|шести",
    "yetti|jeti|жеті|seven|семь|семи",
    "sakkiz|segiz|сегіз|eight|восемь|восьми",
    "toʻqqiz|toǵız|тоғыз|nine|девять|девяти",
)
_TEENS = (
    "oʻn|он|ten|десять|десяти",
    "eleven|одиннадцать",
    "twelve|двенадцать|двенадцати",
    "thirteen|тринадцать",
    "fourteen|четырнадцать",
    "fifteen|пятнадцать|пятнадцати",
    "sixteen|шестнадцать",
    "seventeen|семнадцать",
    "eighteen|восемнадцать",
    "nineteen|девятнадцать",
)
_TENS = (
    "yigirma|jigirma|жиырма|twenty|двадцать|двадцати",
    "oʻttiz|otız|отыз|thirty|тридцать|тридцати",
    "qirq|qırıq|қырық|forty|fourty|сорок|сорока",
    "ellik|eliw|елу|fifty|пятьдесят|пятидесяти",
    "oltmish|alpıs|алпыс|sixty|шестьдесят|шестидесяти",
    "yetmish|jetpis|жетпіс|seventy|семьдесят|семидесяти",
    "sakson|seksen|сексен|eighty|восемьдесят|восьмидесяти",
    "toʻqson|toqsan|тоқсан|ninety|девяносто",
)
_HUNDRED = frozenset(fold(w) for w in ("yuz", "júz", "жүз", "hundred"))
_HUNDREDS = {"сто": 100.0, "двести": 200.0, "триста": 300.0}


def _values() -> Mapping[str, float]:
    lists = ((_UNITS, 1, 1), (_TEENS, 10, 1), (_TENS, 20, 10))
    found = {fold(word): value for word, value in _HUNDREDS.items()}
    for names, start, step in lists:
        for i, words in enumerate(names):
            found |= {fold(word): float(start + i * step) for word in words.split("|")}
    # Uzbek counts things with -ta: "ikkita tabletka".
    for names, start, step in lists:
        for i, words in enumerate(names):
            found.setdefault(fold(words.split("|")[0] + "ta"), float(start + i * step))
    found[fold("bitta")] = 1.0
    # "сексенге тоқсан", "yuz saksonga toʻqson": a blood pressure is told in the dative.
    for word, value in list(found.items()):
        if value >= 20:
            found |= {word + case: value for case in ("ga", "ge", "ka", "ke")}
    return found


_VALUE = _values()
_TEN = fold("oʻn")
_HALF = frozenset(fold(w) for w in ("yarim", "jarım", "жарым", "половиной", "half"))
_COUNTED = re.compile(
    r"^(?:marta|marte|mart|ret$|raz$|raza$|times$|kun|kun|den$|dney|dnya|day|hafta|hapte|apta|nedel"
    r"|wek|oy$|oylik|oyli|ay$|aylik|mesya|month|yosh|jas|let$|letn|god|ear|yil|jil|soat|sagat|saat"
    r"|chas|hour|minut|dakika|dona|tablet|tables$|pil|haptel|gradus|degre)"
)


def is_number(word: str) -> bool:
    """Whether a folded word is a number, or the name of one in any of the languages."""
    return word[0].isdigit() or word in _VALUE or word in _HUNDRED


def numbers(words: Sequence[str]) -> dict[int, tuple[float, int]]:
    """Numbers among folded words of one clause, in digits or in words.

    By the index of the first word: the value, and how many words it takes.
    """
    found: dict[int, tuple[float, int]] = {}
    i = 0
    while i < len(words):
        if words[i][0].isdigit():
            found[i] = (float(words[i]), 1)
        elif words[i] in _VALUE or words[i] in _HUNDRED:
            value, width = _spelled(words, i)
            if width:
                found[i] = (value, width)
                i += width
                continue
        i += 1
    return found


def _spelled(words: Sequence[str], first: int) -> tuple[float, int]:
    """The number that begins at `first` and how many words it takes; no words if it is none."""
    total, i, sure = 0.0, first, False
    if words[i] in _HUNDRED:
        if i + 1 == len(words) or _VALUE.get(words[i + 1], 0.0) < 10:  #  a face
            return 0.0, 0
        total, i = 100.0, i + 1
    below = 1000.0
    while i < len(words):
        value = _VALUE.get(words[i], 0.0)
        if words[i] in _HUNDRED and 1 <= total <= 9:  #  "ikki yuz"
            total, below, sure = total * 100, 100.0, True
        elif value and _rank(value) < below:
            total, below = total + value, _rank(value)
            sure = sure or (value >= 10 and words[i] != _TEN)
        elif not (words[i] == "and" and total >= 100 and i + 1 < len(words)):
            break
        i += 1
    total, i = _fraction(words, i, total)
    counted = i < len(words) and _COUNTED.match(words[i]) is not None
    return (total, i - first) if sure or counted or i - first > 1 else (0.0, 0)


def _rank(value: float) -> float:
    """Only something of a smaller rank may follow: hundreds, tens, units; "oʻn" takes units."""
    if value >= 100:
        return 100.0
    if value == 10 or value % 10 == 0:
        return 10.0
    return 1.0


def _fraction(words: Sequence[str], i: int, total: float) -> tuple[float, int]:
    """ "… и пять", "… point five", "… yarim" behind a temperature."""
    if not 30 < total < 44:  #  only temperatures are told so
        return total, i
    rest = words[i : i + 2]
    if rest and rest[0] in _HALF:
        return total + 0.5, i + 1
    if len(rest) > 1 and rest[1] in _HALF:
        return total + 0.5, i + 2
    tenths = _VALUE.get(rest[1], 10.0) if len(rest) > 1 else 10.0
    if rest and rest[0] in ("i", "point", "u", "va", "ham", "butun") and tenths < 10:
        return total + tenths / 10, i + 2
    return total, i
