"""Dates and times as people say them, in the hospital's own time zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_day_names

from mobile_api.schemas import Language

_LOCALES: dict[Language, Locale] = {
    "uz-Latn": Locale("uz", script="Latn"),
    "uz-Cyrl": Locale("uz", script="Cyrl"),
    "ru": Locale("ru"),
    "en": Locale("en", territory="GB"),
    "kk": Locale("kk"),
}

# CLDR has Karakalpak in Cyrillic only. Not yet read by a native speaker.
_KAA_MONTHS = (
    "yanvar", "fevral", "mart", "aprel", "may", "iyun",
    "iyul", "avgust", "sentyabr", "oktyabr", "noyabr", "dekabr",
)  # fmt: skip
_KAA_DAYS = ("dúyshembi", "siyshembi", "sárshembi", "piyshembi", "juma", "shembi", "ekshembi")
_KAA_SHORT = ("dú", "si", "sá", "pi", "ju", "sh", "ek")

_PATTERNS: dict[Language, str] = {
    "uz-Latn": "EEEE, d-MMMM",
    "uz-Cyrl": "EEEE, d-MMMM",
    "ru": "EEEE, d MMMM",
    "en": "EEEE, d MMMM",
    "kk": "EEEE, d MMMM",
}


def clock_time(moment: datetime, zone: ZoneInfo) -> str:
    """``09:05``: 24 hours in every language, as clocks in hospitals show it."""
    return moment.astimezone(zone).strftime("%H:%M")


def day_name(moment: datetime, zone: ZoneInfo, language: Language) -> str:
    """Weekday, day and month, beginning with a capital: ``Chorshanba, 4-mart``."""
    day = moment.astimezone(zone).date()
    if language == "kaa":
        text = f"{_KAA_DAYS[day.weekday()]}, {day.day}-{_KAA_MONTHS[day.month - 1]}"
    else:
        text = format_date(day, _PATTERNS[language], locale=_LOCALES[language])
    return text[0].upper() + text[1:]


def short_weekdays(language: Language) -> list[str]:
    """Two or three letters a day, Monday first, for the head of a calendar."""
    if language == "kaa":
        return list(_KAA_SHORT)
    names = get_day_names("abbreviated", "stand-alone", _LOCALES[language])
    return [names[day].rstrip(".") for day in range(7)]


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day at the hospital."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)
