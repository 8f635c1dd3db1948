"""Numbers that a patient has measured at home and typed: pressure, temperature, oxygen, pulse."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from triage.context import is_past
from triage.text import Tokens

_PRESSURE = re.compile(
    r"(?<![\d.])(\d{2,3})\s*(?:/|\\|\bna\b|\bga\b|\bover\b)\s*(\d{2,3})(?![\d.])"
)
_CONTEXT = 4  # words between the name of a measure and its number
_FAHRENHEIT_FROM, _FAHRENHEIT_TO = 93.0, 110.0
_MG_PER_MMOL = 18.0  # glucose: 1 mmol/L is 18 mg/dL


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
        re.compile(r"^(?:temp|isitma|harorat|isig|gradus|jar$|fever|degre|kizu|kiziw|dene$)"),
        lambda v: 33 <= v <= 43 or _FAHRENHEIT_FROM <= v <= _FAHRENHEIT_TO,
    ),
    _Measure(
        "saturation",
        re.compile(r"^(?:satur|spo$|kislorod|oksigen|ohigen|otek)"),
        lambda v: 40 <= v <= 100,
    ),
    _Measure("pulse", re.compile(r"^(?:puls|chs$|tamir|heart$)"), lambda v: 20 <= v <= 260),
    _Measure(
        "glucose",
        re.compile(r"^(?:sahar|shakar|kand|kant|sugar|glyukoz|glukoz|gluc)"),
        lambda v: 0.5 <= v <= 600,
    ),
)
_NOT_A_TEMPERATURE = re.compile(
    r"^(?:kg|kilo|sm$|cm$|m$|mm|yosh|let$|god|hafta|hapte|apta|nedel|wek|kun|den|day|jas)"
)


def read_vitals(folded: str, tokens: Tokens) -> dict[str, float]:
    """Vital signs in a folded text, the most abnormal of each, by name.

    systolic and diastolic in mmHg, temperature in °C (°F is converted), saturation in %, pulse per
    minute, glucose in mmol/L (mg/dL is converted). A number in a clause about years ago is left
    out, and so is one that no body can have.
    """
    found: dict[str, list[float]] = {}
    for systolic, diastolic in _PRESSURE.findall(folded):
        high, low = float(systolic), float(diastolic)
        if 70 <= high <= 300 and 30 <= low <= 200 and high > low:
            found.setdefault("systolic", []).append(high)
            found.setdefault("diastolic", []).append(low)
    for start, end in tokens.clauses:
        clause = tokens.words[start:end]
        if any(word[0].isdigit() for word in clause) and not is_past(clause):
            _read_clause(clause, found)
    return {name: _worst(name, values) for name, values in found.items()}


def _read_clause(clause: Sequence[str], found: dict[str, list[float]]) -> None:
    for i, word in enumerate(clause):
        if not word[0].isdigit():
            continue
        value = float(word)
        near = clause[max(0, i - _CONTEXT) : i + _CONTEXT + 1]
        following = clause[i + 1] if i + 1 < len(clause) else ""
        if _NOT_A_TEMPERATURE.match(following):
            continue
        named = False
        for measure in _MEASURES:
            if any(measure.context.match(w) for w in near):
                named = True
                if measure.plausible(value):
                    _record(measure.name, value, found)
        if not named and "." in word and 37.0 <= value <= 42.9:
            found.setdefault("temperature", []).append(value)  # "38.5" alone is a temperature


def _record(name: str, value: float, found: dict[str, list[float]]) -> None:
    if name == "temperature" and value >= _FAHRENHEIT_FROM:
        value = (value - 32.0) / 1.8
    if name == "glucose" and value > 40:
        value /= _MG_PER_MMOL
    if name == "systolic" and "systolic" in found:
        return  # the pair "150/100" has been read already
    found.setdefault(name, []).append(value)


def _worst(name: str, values: Sequence[float]) -> float:
    if name == "saturation":
        return min(values)
    normal = {"systolic": 120.0, "diastolic": 80.0, "temperature": 36.8, "pulse": 75.0}
    middle = normal.get(name, 5.5)
    return max(values, key=lambda v: abs(v - middle))
