"""Numbers that a patient types: measured at home, or read from a laboratory's paper."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from triage.numerals import numbers
from triage.tense import is_past
from triage.text import Tokens

_PRESSURE = re.compile(
    r"(?<![\d.])(\d{2,3})\s*(?:/|\\|\bna\b|\bga\b|\bover\b)\s*(\d{2,3})(?![\d.])"
)
_CONTEXT = 4  # words between the name of a measure and its number
_CONTEXT_OF_OXYGEN = 6  # "oxygen on the finger thing says 98"
_FAHRENHEIT_FROM, _FAHRENHEIT_TO = 93.0, 110.0
_MG_PER_MMOL = 18.0  # glucose: 1 mmol/L is 18 mg/dL
_MOST_G_PER_DL = 20.0  # haemoglobin: what is no more than this was told in g/dL


@dataclass(frozen=True, slots=True)
class _Measure:
    name: str
    context: re.Pattern[str]
    plausible: Callable[[float], bool]


_MEASURES = (
    _Measure(
        "systolic", re.compile(r"^(?:bosim|davlen|presure|kan$|kisim)"), lambda v: 70 <= v <= 300
    ),
    _Measure(
        "temperature",
        re.compile(
            r"^(?:temp|isitma|harorat|isig|termomet|thermomet|gradus|jar$|fever|degre|kizu|kiziw|dene$)"
        ),
        lambda v: 33 <= v <= 43 or _FAHRENHEIT_FROM <= v <= _FAHRENHEIT_TO,
    ),
    _Measure(
        "saturation",
        re.compile(
            r"^(?:satur|spo$|sas$|kislorod|oksigen|ohigen|ohygen|otek|oteg|oksimetr|pulsoksimetr"
            r"|ohimet|pulseoh)"
        ),
        lambda v: 40 <= v <= 100,
    ),
    _Measure(
        "pulse",
        re.compile(r"^(?:puls|chs$|tamir|heart$|heartrate|heartbeat|serdsebien|bpm$)"),
        lambda v: 20 <= v <= 260,
    ),
    _Measure(
        "glucose",
        re.compile(r"^(?:sahar|shakar|kand|kant|sugar|glyukoz|glukoz|gluc)"),
        lambda v: 0.5 <= v <= 600,
    ),
    _Measure(
        "haemoglobin",
        re.compile(r"^(?:h?gemoglob|hemoglob|haemoglob|gemaglob|hgb$|hb$)"),
        lambda v: 2 <= v <= 20 or 25 <= v <= 220,
    ),
    _Measure("potassium", re.compile(r"^(?:kaliy|kali$|potas)"), lambda v: 1.5 <= v <= 10),
)
# HbA1c in per cent tells of sugar: "гликированный гемоглобин 8" is no bleeding.
_GLYCATED = re.compile(r"^(?:glik|glyk|glic|glyc|hba|a1c$|a1s$)")
# The heart's own name stands for its rate only where minutes are spoken of: "yuragim minutiga 180".
_HEART = re.compile(r"^(?:jurek|jureg|yurak|yurag|serds)")
_PER_MINUTE = re.compile(r"^(?:minutina|minutiga|minutasiga|minuta|minutu|minut$|minute$|dakika)")
# "Blood sugar", "сахар в крови", "qondagi qand": words of the name of what was measured.
_OF_NAME = re.compile(
    r"^(?:blod|kondagi|konimda|kan$|kandagi|krovi|nachad|natoschak|fasting|reading)"
)
# A number before one of these counts something: "24 hour tape" is no pulse.
_COUNTS = re.compile(
    r"^(?:kg|kilo|sm$|cm$|m$|mm|yosh|let$|god|hafta|hapte|apta|nedel|wek|kun|den|day|jas|hour|hrs?$"
    r"|soat|sagat|sat$|chas|sut|minut|mart[ae]|raz$|raza$|times|tablet|pil|dona|dana$|oy$|oylik|mesya"
    r"|month)"
)
# A usual dose of what stands in every house is no overdose, unless a child took it.
_DOSE = re.compile(r"^(?:tablet|tables$|pil$|pils$|dona|dana$|kapsul|capsul|haptel|tabl$)")
_HOUSEHOLD = re.compile(
    r"^(?:parasetamol|parasetomol|analgin|sitramon|ibuprofen|nurofen|no$|noshpa|shpa|aspirin|panadol"
    r"|trimol|paracetamol|tylenol|askofen|pentalgin|validol|smekt|mezim|ketonal)"
)
_UNIT = re.compile(r"^(?:mg|g$|gr|ml|milig|gram|mk)")
_MOST_DOSES = 2.0
# Ten tablets of 500 mg are 5 g of paracetamol: may poison an adult (general knowledge, unreviewed).
_MANY_DOSES = 10.0
_TOOK = re.compile(
    r"^(?:vipil|prinyal|sel$|sela$|siel|proglot|naglot|ichdi|ichib|ichgan|ichvor|yutdi|yutib|yutgan"
    r"|ishti|iship|ishken|juti|jutip|jutkan|tok$|taken|swalowed|ate$|downed"
    r"|drank)"
)
_COURSE = re.compile(
    r"^(?:kun|den|dney|dnya|day|hafta|hapte|apta|nedel|wek|oy$|ay$|mesya|month|kurs|course|naznach"
    r"|prescri|buyur|buyir)"
)
_CHILD = re.compile(
    r"^(?:bola|chakalo|godak|reb|malish|sin$|dochk|kid|child|baby|todler|son$|daughter|ulim|kizim"
    r"|oglim|nareste|saby|sabi|vnu|nevara|nabira)"
)
_OF_DOSE = (_DOSE, _HOUSEHOLD, _TOOK)
_BETWEEN = frozenset(["na", "ga", "ge", "over", "i", "and"])  # the two numbers of a pressure
# What nobody needs to be seen for. Temperature, oxygen and pulse as scored 0 in NEWS2 (Royal
# College of Physicians, 2017), the temperature up to 37.5 °C only; blood pressure below 140/90
# (ESC/ESH 2018) and not low; glucose from 3.9 (ADA) to 7.8 mmol/L (WHO, two hours after a meal);
# haemoglobin from 120 g/L (no anaemia in women, WHO 2024; in pregnancy 110, of which calm words
# are not believed anyway); potassium from 3.5 to 5.3 mmol/L (UK Kidney Association, 2023).
_NORMAL = {
    "temperature": (35.5, 37.5),
    "saturation": (96.0, 100.0),
    "pulse": (51.0, 90.0),
    "systolic": (100.0, 139.9),
    "diastolic": (60.0, 89.9),
    "glucose": (3.9, 7.8),
    "haemoglobin": (120.0, 165.0),
    "potassium": (3.5, 5.3),
}
# Grade 1 hypertension: systolic below 160 and diastolic below 100 mmHg (ESC/ESH 2018).
_GRADE_2 = (160.0, 100.0)


@dataclass(frozen=True, slots=True)
class Measured:
    """`values`: the most abnormal of each vital sign, by name. `normal`: indices of the words that
    name a value which nobody needs to be seen for, and the value itself. `many_tablets`: so many
    were counted as taken that they may be an overdose. `somewhat_high`: indices of the words of a
    blood pressure that an adult who is not pregnant is seen for without hurry."""

    values: Mapping[str, float]
    normal: frozenset[int]
    many_tablets: bool = False
    somewhat_high: frozenset[int] = frozenset()


def read_vitals(folded: str, tokens: Tokens) -> Measured:
    """Vital signs in a folded text, in digits or in words.

    systolic and diastolic in mmHg, temperature in °C (°F is converted), saturation in %, pulse per
    minute, glucose in mmol/L (mg/dL is converted), haemoglobin in g/L (g/dL is converted),
    potassium in mmol/L. A number in a clause about years ago is left out, and so is one that no
    body can have.
    """
    found: dict[str, list[float]] = {}
    for systolic, diastolic in _PRESSURE.findall(folded):
        _record_pressure(float(systolic), float(diastolic), found)
    normal: set[int] = set()
    somewhat_high: set[int] = set()
    many = False
    for start, end in tokens.clauses:
        clause = tokens.words[start:end]
        values = numbers(clause)
        if values and not is_past(clause):
            normal.update(start + i for i in _read_clause(clause, values, found))
            somewhat_high.update(start + i for i in _grade_1(clause, values))
            doses = _doses(clause, values)
            many = many or doses >= _MANY_DOSES
            if 0 < doses <= _MOST_DOSES and _is_usual_dose(clause):
                normal.update(start + i for i in _words_of_dose(clause, values))
    worst = {name: _worst(name, values) for name, values in found.items()}
    return Measured(worst, frozenset(normal), many, frozenset(somewhat_high))


def _doses(clause: Sequence[str], values: Mapping[int, tuple[float, int]]) -> float:
    """How many tablets a clause says were taken, none if it tells of a course of treatment."""
    if not any(map(_TOOK.match, clause)) or any(map(_COURSE.match, clause)):
        return 0.0
    return max(
        (
            value
            for i, (value, width) in values.items()
            if _counts_doses(clause[i - 1] if i else "", clause[i + width : i + width + 2])
        ),
        default=0.0,
    )


def _counts_doses(before: str, following: Sequence[str]) -> bool:
    """ "25 ta paratsetamol", "30 tablets"; "500 mg paracetamol" is one, "at 10" is a time."""
    return any(map(_DOSE.match, following)) or (
        bool(following)
        and before not in ("v", "at", "soat", "sagat", "k")
        and not _UNIT.match(following[0])
        and any(map(_HOUSEHOLD.match, following))
    )


def _is_usual_dose(clause: Sequence[str]) -> bool:
    """A household medicine, taken by somebody who is not called a child."""
    return any(map(_HOUSEHOLD.match, clause)) and not any(map(_CHILD.match, clause))


def _words_of_dose(clause: Sequence[str], values: Mapping[int, tuple[float, int]]) -> set[int]:
    """Indices of the words that tell of the dose, and of nothing that came after it."""
    told = {i for i, word in enumerate(clause) if any(p.match(word) for p in _OF_DOSE)}
    return told.union(*(range(i, i + width) for i, (_, width) in values.items()))


def _record_pressure(high: float, low: float, found: dict[str, list[float]]) -> bool:
    if not (70 <= high <= 300 and 30 <= low <= 200 and high > low):
        return False
    found.setdefault("systolic", []).append(high)
    found.setdefault("diastolic", []).append(low)
    return True


def _is_normal(name: str, value: float) -> bool:
    low, high = _NORMAL[name]
    return low <= value <= high


def _read_clause(
    clause: Sequence[str],
    values: Mapping[int, tuple[float, int]],
    found: dict[str, list[float]],
) -> set[int]:
    """Adds to `found`; returns the indices of the words that tell of something normal."""
    normal = _read_pressure(clause, values, found)
    for i, (value, width) in values.items():
        following = clause[i + width] if i + width < len(clause) else ""
        if _COUNTS.match(following):
            continue
        near = range(max(0, i - _CONTEXT), min(len(clause), i + width + _CONTEXT))
        named = False
        for measure in _MEASURES:
            names = _names_of(measure, clause, i, near)
            if names:
                named = True
                if measure.plausible(value):
                    recorded = _record(measure.name, value, found)
                    if recorded is not None and _is_normal(measure.name, recorded):
                        normal.update(names, range(i, i + width), _beside(names, clause))
        if not named and "." in clause[i] and 35.5 <= value <= 42.9:
            # "38.5" alone is a temperature
            if value >= 37.0:
                found.setdefault("temperature", []).append(value)
            if _is_normal("temperature", value):
                normal.add(i)
    return normal


def _grade_1(clause: Sequence[str], values: Mapping[int, tuple[float, int]]) -> set[int]:
    """Words of a pressure that is high, and not so high that it is looked at today."""
    found: set[int] = set()
    for i, high, low, end in _pairs(clause, values):
        if not (high < _GRADE_2[0] and low < _GRADE_2[1] and high >= _NORMAL["systolic"][0]):
            return set()
        found.update(range(i, end))
    if found:
        found.update(i for i, word in enumerate(clause) if _MEASURES[0].context.match(word))
    return found


def _pairs(
    clause: Sequence[str], values: Mapping[int, tuple[float, int]]
) -> list[tuple[int, float, float, int]]:
    """Pairs of numbers that can be a pressure: where they begin, both, and where they end."""
    found = []
    for i, (high, width) in values.items():
        second = i + width
        if second < len(clause) and clause[second] in _BETWEEN:
            second += 1
        if second in values:
            low, width = values[second]
            if 70 <= high <= 300 and 30 <= low <= 200 and high > low:
                found.append((i, high, low, second + width))
    return found


def _names_of(measure: _Measure, clause: Sequence[str], i: int, near: range) -> list[int]:
    """Where the words stand by which a number at `i` is known to be this measure."""
    if measure.name == "saturation":
        near = range(max(0, i - _CONTEXT_OF_OXYGEN), near.stop)
    if measure.name == "haemoglobin" and any(map(_GLYCATED.match, clause)):
        return []
    names = [j for j in near if measure.context.match(clause[j])]
    if measure.name == "saturation" and not names:
        names = [j for j in near if j and clause[j] == "2" and clause[j - 1] == "o"]  # "O2"
    if measure.name == "pulse" and not names and any(map(_PER_MINUTE.match, clause)):
        names = [j for j in near if _HEART.match(clause[j])]
    return names


def _beside(names: Sequence[int], clause: Sequence[str]) -> list[int]:
    """Words that belong to a name: the blood in "blood sugar"."""
    return [
        j
        for j, word in enumerate(clause)
        if _OF_NAME.match(word) and any(0 < abs(j - name) <= 2 for name in names)
    ]


def _read_pressure(
    clause: Sequence[str],
    values: Mapping[int, tuple[float, int]],
    found: dict[str, list[float]],
) -> set[int]:
    """Two numbers that follow each other: those told in words are recorded here."""
    normal: set[int] = set()
    names = {i for i, word in enumerate(clause) if _MEASURES[0].context.match(word)}
    for i, high, low, end in _pairs(clause, values):
        if not clause[i][0].isdigit() and names:
            _record_pressure(high, low, found)
        if _is_normal("systolic", high) and _is_normal("diastolic", low):
            normal.update(names, range(i, end), _beside([*names], clause))
    return normal


def _record(name: str, value: float, found: dict[str, list[float]]) -> float | None:
    """The value in the unit that is kept, or None if it has been read already."""
    if name == "temperature" and value >= _FAHRENHEIT_FROM:
        value = (value - 32.0) / 1.8
    if name == "glucose" and value > 40:
        value /= _MG_PER_MMOL
    if name == "haemoglobin" and value <= _MOST_G_PER_DL:
        value *= 10.0
    if name == "systolic" and "systolic" in found:
        return None  # the pair "150/100" has been read already
    found.setdefault(name, []).append(value)
    return value


def _worst(name: str, values: Sequence[float]) -> float:
    if name in ("saturation", "haemoglobin"):
        return min(values)
    normal = {"systolic": 120.0, "diastolic": 80.0, "temperature": 36.8, "pulse": 75.0}
    normal["potassium"] = 4.4
    middle = normal.get(name, 5.5)
    return max(values, key=lambda v: abs(v - middle))
