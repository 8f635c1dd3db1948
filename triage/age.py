"""An age that a text states: "3 oylik bolam", "мне 65 лет", "84-тегі анам", "28 yo".

A number of years or months is more often how long something has lasted. So it is an age only where
its form can be nothing else, where it stands beside the word for whom it is, or where nobody has
been ill for so long.
"""

import re
from collections.abc import Iterator, Sequence

from triage.numerals import numbers
from triage.text import Tokens

_YEARS = re.compile(r"^(?:yosh|yashar|let$|letn|god|ears?$|rs$|yrs?$|yo$|jas|jil)")
_MONTHS = re.compile(r"^(?:oylik|oyli$|mes$|mesya|month|mos?$|aylik|ayli$)")
_WEEKS = re.compile(r"^(?:haftali|aptali|haptel|nedel|week|wek)")
_DAYS = re.compile(r"^(?:kunlik|kundik|dnevn|days?$)")
# "Нам 20 дней", "туғанына 25 күн": elsewhere days count an illness. Of a newborn either is true.
_DAYS_OF_LIFE = re.compile(r"^(?:den$|dnya$|dney$|kun$|kun[gd]|days?$)")
_FOR_WHOM = frozenset({"nam", "emu", "ey"})
_BORN = re.compile(r"^(?:tugilgani|tuganina|tuwilgani|rodils|rodilas|novoroj|newborn)")
# "5 месяцев" and "6 лет" are durations unless somebody is named beside them (measured: reading them
# as ages everywhere costs accuracy); these forms can only be an age.
_ONLY_AN_AGE = re.compile(
    r"^(?:yosh|yashar|yo$|letn|godik|mesyachn|oylik|haftalik|aptalik|haptelik|kunlik|kundik|dnevn|nedeln"
    r"|jas|aylik)"
)
_OF_WHOM = re.compile(
    r"^(?:reben|rebyon|doch|sin$|sinu|sinok|malish|mladen|vnuk|vnuch|mne$|emu$|ey$|bola|ogl|kiz"
    r"|chakalo|godak|nevara|child|son$|daughter|baby|infant|todler|boy$|girl$|he$|she$|im$|aged"
    r"|age$|old$|bala|ul$|ulim)"
)
_OF_A_GROWN_UP = re.compile(
    r"^(?:mam[aeiyu]$|mamo|pap[aeiyu]$|otec|otets|ots[uae]$|otca|otcu|babush|babul|ded$|ded[aeu]|muj"
    r"|jen[aeiyu]$|svekr|tesh|onam|onas|dadam|otam|buvi|bobo|ena|momo|anam|anas|akem|atam|atas|apam"
    r"|ajem|ajam|babam|mother|father|mum$|mom$|dad$|gran|husband|wife|uncle|aunt|man$|woman$|lady$"
    r"|hes$|shes$)"
)
_GROWN_UP_FROM, _LONGEST_ILLNESS = 45.0, 60.0  # years: "у мамы 20 лет диабет" is no age
_NEAR = 4
_UNBORN = re.compile(
    r"^(?:homila|hamile|hamle|jukti|berem|pregnan|boyida|boyinda|srok|akusher|duhomil|ikikat|ayagim"
    r"|ayagi$|oyogim|oyogi$|gestation|trimest)"
)
_IN_WEEKS = re.compile(r"^(?:hafta|hapte|apta)\w*(?:man|men|min|pin)$")
# "Otızdaman", "жетпістемін": I am thirty, seventy.
_I_AM = re.compile(r"^(?P<number>[a-z]{4,})[dt][ae]m[aei]n$")
# "Мне 43.", "I'm 43, …", "he's 2": who, and a number that counts nothing else.
_IS_AGED = re.compile(
    r"^(?:mne|emu|ey|im|hes|shes|aged|age|turned|vozrast|yosh|yoshi|yoshim|jas|jasi|jasim"
    r"|mame|pape|ot[ct]su|otcu|babushke|dedushke|dedu|muju|jene|sinu|sinochku|dochke|docheri|vnuku"
    r"|vnuchke|rebenku|malishu|bratu|sestre|svekrovi|teshe)$"
)
# "Onamning pulsi 80 da" is no age.
_MEASURED = re.compile(
    r"^(?:puls|tamir|bosim|kan|kisim|davl|temp|satur|kislor|sahar|kand|ves|vazn)"
)
# "Yoshim 57da", "81-degi anam": the case in which an age is told.
_IN = frozenset({"da", "de", "ta", "te", "dagi", "degi", "tagi", "tegi"})
_DATIVE = frozenset({"ga", "ge", "ka", "ke"})
_NOT_YET = re.compile(r"^tolma")
_ONE = frozenset({"bir", "1", "one"})
_HALF = frozenset({"yarim", "jarim", "half"})
_AGO = re.compile(r"^(?:nazad|ago$|oldin|burun|burin|ilgari|aldin)")
_OLDEST = 115
_MOST_DAYS = 60
_DAYS_A_YEAR = 365.25


def age_in_text(tokens: Tokens) -> float | None:
    """An age in years that the text states, or None. The first one counts."""
    for start, end in tokens.clauses:
        clause = tokens.words[start:end]
        if (age := _age_of_me(clause)) is not None:
            return age
        for i, value, following in _numbers(clause):
            age = _age_beside_its_bearer(clause, i, value, following)
            if age is None and following < len(clause):
                age = _age_with_unit(clause, i, value, following)
            if age is not None:
                return age
    return None


def _numbers(clause: Sequence[str]) -> Iterator[tuple[int, float, int]]:
    """Where each number begins, its value, and where it ends; with halves and "2х"."""
    found = dict(numbers(clause))
    for i, word in enumerate(clause):
        if word == "poltora":
            found[i] = (1.5, 1)
        elif word in _ONE and i + 1 < len(clause) and clause[i + 1] in _HALF:
            found[i] = (1.5, 2)
    for i, (value, width) in sorted(found.items()):
        following = i + width
        if following + 1 < len(clause) and clause[following] == "h":  # "2х лет"
            following += 1
        yield i, value, following


def _age_of_me(clause: Sequence[str]) -> float | None:
    """The age of somebody who says it in one word, in tens: "otızdaman"."""
    for word in clause:
        told = _I_AM.match(word)
        if told:
            for value, _ in numbers([told["number"]]).values():
                return value
    return None


def _age_beside_its_bearer(
    clause: Sequence[str], i: int, value: float, following: int
) -> float | None:
    """An age without a unit: at the end of its clause, or in its case, beside whom it is of."""
    if not value.is_integer() or value > _OLDEST or any(map(_MEASURED.match, clause[:i])):
        return None
    after = clause[following] if following < len(clause) else ""
    if i > 0 and _IS_AGED.match(clause[i - 1]) and (not after or after in _IN):
        return value
    near = (*clause[max(0, i - 2) : i], *clause[following + 1 : following + 3])
    if after in _IN and (
        any(map(_OF_WHOM.match, near))
        or (value >= _GROWN_UP_FROM and any(map(_OF_A_GROWN_UP.match, near)))
    ):
        return value
    if after in _DATIVE and following + 1 < len(clause) and _NOT_YET.match(clause[following + 1]):
        return max(0.0, value - 0.1)  # "2-ге толмаған": not yet two
    return None


def _age_with_unit(clause: Sequence[str], i: int, value: float, following: int) -> float | None:
    unit = clause[following]
    if unit == "y" and list(clause[following + 1 : following + 2]) == ["o"]:
        unit = "yo"
    before = clause[max(0, i - _NEAR) : i]
    near = [*before, *clause[following + 1 : following + 1 + _NEAR]]
    if (
        _DAYS_OF_LIFE.match(unit)
        and value <= _MOST_DAYS
        and ((i and clause[i - 1] in _FOR_WHOM) or any(map(_BORN.match, before)))
    ):
        return value / _DAYS_A_YEAR
    if any(map(_UNBORN.match, near)):
        return None  # "20 haftalik homila": how long she has been pregnant
    if _IN_WEEKS.match(unit):
        return None  # "12 haftalikman": the same, of herself
    if not _ONLY_AN_AGE.match(unit) and not _is_of_somebody(unit, value, near):
        return None
    for pattern, per_year, most in (
        (_YEARS, 1.0, 115.0),
        (_MONTHS, 12.0, 36.0),
        (_WEEKS, 52.18, 30.0),
        (_DAYS, _DAYS_A_YEAR, 60.0),
    ):
        if pattern.match(unit) and value <= most:
            return value / per_year
    return None


def _is_of_somebody(unit: str, value: float, near: Sequence[str]) -> bool:
    """So long stands beside the word for whom it is, or nothing else has lasted so long."""
    if any(map(_OF_WHOM.match, near)) or any(map(_BORN.match, near)):
        return True
    if not _YEARS.match(unit) or any(map(_AGO.match, near)):
        return False
    return value >= _LONGEST_ILLNESS or (
        value >= _GROWN_UP_FROM and any(map(_OF_A_GROWN_UP.match, near))
    )
