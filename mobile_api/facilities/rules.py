"""When hours fit together, and which holidays Uzbekistan has. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from mobile_api.errors import DmedError
from mobile_api.facilities.errors import (
    HoursOverlap,
    HoursReversed,
    OutsideOpeningHours,
    SlotTooLong,
)
from mobile_api.schemas import Language

DAY_MINUTES = 24 * 60

Window = tuple[int, int]
"""Minutes after midnight: from, to."""


@dataclass(frozen=True, slots=True)
class Span:
    """Hours on one day of the week (Monday 0), in minutes after midnight.

    Attributes:
        slot: minutes of one visit; None for opening hours.
    """

    weekday: int
    starts: int
    ends: int
    slot: int | None = None


def check_week(
    week: Sequence[Span], opening: Mapping[int, Sequence[Window]] | None, field: str
) -> None:
    """Refuse a week that nobody can work.

    Args:
        week: in the order in which it was typed.
        opening: weekday → open from, to; None where the hospital is never closed.
        field: the fact ``field`` of an error is ``<field>.<place in week>``.

    Raises:
        HoursReversed, SlotTooLong, HoursOverlap, OutsideOpeningHours: in this order.
    """
    for at, span in enumerate(week):
        if span.ends <= span.starts:
            raise HoursReversed(field=f"{field}.{at}")
        if span.slot is not None and span.slot > span.ends - span.starts:
            raise SlotTooLong(field=f"{field}.{at}")
    for (_, one), (at, other) in combinations(enumerate(week), 2):
        if one.weekday == other.weekday and overlap(
            (one.starts, one.ends), (other.starts, other.ends)
        ):
            raise HoursOverlap(field=f"{field}.{at}")
    if opening is None:
        return
    for at, span in enumerate(week):
        windows = opening.get(span.weekday, ())
        if not any(opens <= span.starts and span.ends <= closes for opens, closes in windows):
            raise OutsideOpeningHours(field=f"{field}.{at}")


def overlap(one: Window, other: Window) -> bool:
    """True where two stretches share a minute; touching is no overlap."""
    return one[0] < other[1] and other[0] < one[1]


_FIXED_HOLIDAYS: tuple[tuple[int, int, tuple[str, str, str, str, str, str]], ...] = (
    # month, day, names in the order of ``LANGUAGES``
    (
        1,
        1,
        ("Yangi yil", "Янги йил", "Новый год", "Jańa jıl", "New Year", "Жаңа жыл"),
    ),
    (
        3,
        8,
        (
            "Xotin-qizlar kuni",
            "Хотин-қизлар куни",
            "Международный женский день",
            "Hayal-qızlar kúni",
            "International Women's Day",
            "Халықаралық әйелдер күні",
        ),
    ),
    (3, 21, ("Navroʻz", "Наврўз", "Навруз", "Nawrız", "Navruz", "Наурыз")),
    (
        5,
        9,
        (
            "Xotira va qadrlash kuni",
            "Хотира ва қадрлаш куни",
            "День памяти и почестей",
            "Eslew hám qádirlew kúni",
            "Day of Remembrance and Honour",
            "Еске алу және құрмет күні",
        ),
    ),
    (
        9,
        1,
        (
            "Mustaqillik kuni",
            "Мустақиллик куни",
            "День независимости",
            "Ǵárezsizlik kúni",
            "Independence Day",
            "Тәуелсіздік күні",
        ),
    ),
    (
        10,
        1,
        (
            "Oʻqituvchi va murabbiylar kuni",
            "Ўқитувчи ва мураббийлар куни",
            "День учителя и наставника",
            "Oqıtıwshılar hám ustazlar kúni",
            "Teachers' Day",
            "Мұғалімдер күні",
        ),
    ),
    (
        12,
        8,
        (
            "Konstitutsiya kuni",
            "Конституция куни",
            "День Конституции",
            "Konstituciya kúni",
            "Constitution Day",
            "Конституция күні",
        ),
    ),
)


def fixed_holidays(first: date, last: date) -> list[tuple[date, dict[Language, str]]]:
    """Days that are holidays every year (Labour Code of Uzbekistan, 2023, article 208).

    The two Hayits follow the moon and are announced each year, so that somebody has to add
    them; days that are moved by decree as well.

    Args:
        first, last: both included.
    """
    found = []
    for year in range(first.year, last.year + 1):
        for month, day, (latin, cyrillic, ru, kaa, en, kk) in _FIXED_HOLIDAYS:
            names: dict[Language, str] = {
                "uz-Latn": latin,
                "uz-Cyrl": cyrillic,
                "ru": ru,
                "kaa": kaa,
                "en": en,
                "kk": kk,
            }
            found.append((date(year, month, day), names))
    return [(day, names) for day, names in found if first <= day <= last]


def field_of(error: DmedError) -> str:
    """The field that an error is about; ``""`` where it is about none."""
    return str(error.facts.get("field", ""))
