"""Who the text is about: the person at the kiosk, or the child that they brought."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from triage.answers import Answers, Sex
from triage.departments import ADULT_AGE_YEARS
from triage.numerals import numbers
from triage.text import Tokens

_YEARS = re.compile(r"^(?:yosh|let$|letn|god|ears?$|rs$|yrs?$|yo$|jas|jil)")
_MONTHS = re.compile(r"^(?:oylik|oyli$|mesya|month|aylik|ayli$)")
_WEEKS = re.compile(r"^(?:haftali|aptali|haptel|nedel|week|wek)")
_DAYS = re.compile(r"^(?:kunlik|kundik|dnevn|days?$)")
# "Нам 20 дней": days are an age only right behind for whom; elsewhere they count an illness.
_DAYS_OF_LIFE = re.compile(r"^(?:den$|dnya$|dney$)")
_FOR_WHOM = frozenset({"nam", "emu", "ey"})
# "5 месяцев" and "6 лет" are durations unless somebody is named beside them (measured: reading them
# as ages everywhere costs accuracy); these forms can only be an age.
_ONLY_AN_AGE = re.compile(
    r"^(?:yosh|letn|mesyachn|oylik|haftalik|aptalik|haptelik|kunlik|kundik|dnevn|nedeln|jas|aylik)"
)
_OF_WHOM = re.compile(
    r"^(?:rebenk|rebyonk|doch|sin$|sinu|sinok|malish|mladen|vnuk|vnuch|mne$|emu$|ey$|bola|ogl|kiz"
    r"|chakalo|godak|nevara|child|son$|daughter|baby|infant|todler|boy$|girl$|he$|she$|im$|aged"
    r"|age$|old$|bala|ul$|ulim)"
)
_NEAR = 4
_UNBORN = re.compile(
    r"^(?:homila|hamile|hamle|jukti|berem|pregnan|boyida|boyinda|srok|akusher|duhomil|ikikat|ayagim"
    r"|ayagi$|oyogim|oyogi$|gestation|trimest)"
)
_IN_WEEKS = re.compile(r"^(?:hafta|hapte|apta)\w*(?:man|men|min|pin)$")
# "Otızdaman", "жетпістемін": I am thirty, seventy.
_I_AM = re.compile(r"^(?P<number>[a-z]{4,})[dt][ae]m[aei]n$")
# "Мне 43." and "I'm 43, …": who, and a number that counts nothing else.
_IS_AGED = frozenset({"mne", "emu", "ey", "im", "aged", "age", "yoshim", "yoshi", "jasim"})
_OLDEST = 115
_MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Patient:
    """The patient of this text. `child` and `infant` are known or said, never guessed."""

    age_years: float | None
    child: bool
    infant: bool
    sex: Sex | None
    pregnant: bool | None


def age_in_text(tokens: Tokens) -> float | None:
    """An age in years that the text states ("3 oylik bolam", "мне 65 лет"), or None."""
    for start, end in tokens.clauses:
        clause = tokens.words[start:end]
        if (age := _age_of_me(clause)) is not None:
            return age
        for i, (value, width) in numbers(clause).items():
            following = i + width
            age = (
                _age_at(clause, i, value, following)
                if following < len(clause)
                else _age_at_end(clause, i, value)
            )
            if age is not None:
                return age
    return None


def _age_of_me(clause: Sequence[str]) -> float | None:
    """The age of somebody who says it in one word, in tens: "otızdaman"."""
    for word in clause:
        told = _I_AM.match(word)
        if told:
            for value, _ in numbers([told["number"]]).values():
                return value
    return None


def _age_at_end(clause: Sequence[str], i: int, value: float) -> float | None:
    """An age that ends its clause without a unit, right behind the word for whom it is."""
    named = i > 0 and clause[i - 1] in _IS_AGED
    return value if named and value.is_integer() and value <= _OLDEST else None


def _age_at(clause: Sequence[str], i: int, value: float, following: int) -> float | None:
    unit = clause[following]
    if i and clause[i - 1] in _FOR_WHOM and _DAYS_OF_LIFE.match(unit) and value <= _MOST_DAYS:
        return value / 365.25
    near = [*clause[max(0, i - _NEAR) : i], *clause[following + 1 : following + 1 + _NEAR]]
    if any(_UNBORN.match(word) for word in near):
        return None  # "20 haftalik homila": how long she has been pregnant
    if _IN_WEEKS.match(unit):
        return None  # "12 haftalikman": the same, of herself
    if not _ONLY_AN_AGE.match(unit) and not any(_OF_WHOM.match(word) for word in near):
        return None
    for pattern, per_year, most in (
        (_YEARS, 1.0, 115.0),
        (_MONTHS, 12.0, 36.0),
        (_WEEKS, 52.18, 30.0),
        (_DAYS, 365.25, 60.0),
    ):
        if pattern.match(unit) and value <= most:
            return value / per_year
    return None


def patient_of(answers: Answers, said: float | None, signals: AbstractSet[str]) -> Patient:
    """Combine what is known about the visitor with what the text says; `said` is `age_in_text`.

    An adult who writes "my child" speaks for the child, whose sex and pregnancy are then unknown;
    a pregnant woman who writes it means the unborn, and stays the patient.
    """
    age, sex = answers.age_years, answers.sex
    pregnant = True if "pregnant" in signals else answers.pregnant
    group = answers.answered.get("age_group")
    if age is None and group is not None:
        age = AGE_GROUPS.get(group)
    if pregnant is None and "pregnancy" in answers.answered:
        pregnant = {"yes": True, "no": False}.get(answers.answered["pregnancy"])
    child = infant = False
    of_age = age is None or age >= ADULT_AGE_YEARS
    speaks_of_child = "child" in signals and not pregnant
    if speaks_of_child and of_age and (said is None or said < ADULT_AGE_YEARS):
        age, sex, pregnant, child, infant = said, None, False, True, "infant" in signals
    elif age is None:
        age = said
    return Patient(
        age,
        child or (age is not None and age < ADULT_AGE_YEARS),
        infant or (age is not None and age < 1.0),
        sex,
        pregnant,
    )


AGE_GROUPS = {"newborn": 0.1, "child": 6.0, "adult": 35.0, "older": 70.0}
"""Age in years that stands for each answer to "how old": babies under three months, up to 17 years,
18-49, 50 and older. The youngest group is answered on the safe side."""
