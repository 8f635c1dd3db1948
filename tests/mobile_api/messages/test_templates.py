"""Every message reads well in every language, costs what it may, and says nothing about health."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mobile_api.messages import rules
from mobile_api.messages.schemas import Channel
from mobile_api.messages.templates import FOLDER, TEMPLATES, Texts, require_allowed
from mobile_api.schemas import LANGUAGES, Language

TASHKENT = ZoneInfo("Asia/Tashkent")
URL = "https://dmed.example.uz"
LONGEST: dict[str, str | int] = {
    "starts_at": "2026-09-30T22:30:00+05:00",  # Wednesday, in September: long in every language
    "until": "2026-09-30T23:00:00+05:00",
    "floor": 12,
    "room": "1204",
    "number": "B-1234",
    "code": "48151623",
    "link": f"{URL}/a/" + "A" * 40,  # as long as those of bookings
}
HOSPITALS: dict[Language, str] = {
    "uz-Latn": "Respublika shoshilinch tibbiy yordam markazi",
    "uz-Cyrl": "Республика шошилинч тиббий ёрдам маркази",
    "ru": "Республиканский центр экстренной помощи",
    "kaa": "Respublikalıq tez járdem orayı",
    "en": "Republican Centre of Emergency Care",
    "kk": "Республикалық жедел жәрдем орталығы",
}
ALL = [
    (template, channel, language)
    for (template, known), language in product(TEMPLATES.items(), LANGUAGES)
    for channel in known.channels
]
TEXTS = Texts()


def say(
    template: str, channel: Channel, language: Language, *, bare: bool = False
) -> tuple[str, str]:
    known = TEMPLATES[template]
    names = known.needs if bare else known.needs | known.allows
    facts = {name: LONGEST[name] for name in names}
    require_allowed(template, facts, URL)
    hospital = None if template == "code" else HOSPITALS
    said = TEXTS.say(template, channel, facts, language, TASHKENT, hospital)
    return said.title, said.text


@pytest.mark.parametrize(("template", "channel", "language"), ALL)
def test_every_message_can_be_said(template: str, channel: Channel, language: Language) -> None:
    for bare in (False, True):
        title, text = say(template, channel, language, bare=bare)
        assert text.strip() == text
        assert "{" not in text
        assert "  " not in text
        assert bool(title) == (channel == "push")
        assert len(text) <= 4096
        assert len(title) <= 65, "a phone's lock screen cuts it"


@pytest.mark.parametrize(
    ("template", "language"), [(t, lang) for t, channel, lang in ALL if channel == "sms"]
)
def test_an_sms_costs_three_parts_at_most_and_one_in_latin_without_its_link(
    template: str, language: Language
) -> None:
    longest = rules.sms_text(say(template, "sms", language)[1])
    assert rules.sms_parts(longest) <= rules.MAX_SMS_PARTS
    if language in {"uz-Latn", "en"}:
        assert rules.sms_parts(rules.sms_text(say(template, "sms", language, bare=True)[1])) == 1
        assert rules.sms_parts(longest) <= 2
    if template == "code":
        assert rules.sms_parts(longest) <= 2


@pytest.mark.parametrize("language", ["uz-Latn", "en"])
def test_latin_sms_stay_in_the_cheap_alphabet(language: Language) -> None:
    for template, known in TEMPLATES.items():
        if "sms" in known.channels:
            text = rules.sms_text(say(template, "sms", language)[1])
            foreign = set(text) - rules._GSM - rules._GSM_DOUBLE
            assert not foreign, template


def test_parts_are_counted_as_operators_count_them() -> None:
    # 3GPP TS 23.038: 160 septets, 153 when joined; 70 and 67 in UCS-2; € takes two places.
    assert [rules.sms_parts("a" * n) for n in (160, 161, 306, 307)] == [1, 2, 2, 3]
    assert [rules.sms_parts("я" * n) for n in (70, 71, 134, 135)] == [1, 2, 2, 3]
    assert [rules.sms_parts("€" * n) for n in (80, 81)] == [1, 2]
    assert rules.sms_parts("😀" * 35) == 1
    assert rules.sms_parts("😀" * 36) == 2
    assert rules.sms_parts("oʻ" + "a" * 100) == 2
    assert rules.sms_parts(rules.sms_text("oʻ" + "a" * 100)) == 1


FORBIDDEN = {
    "en": r"depart|cardiolog|diagnos|symptom|complain|pain|blood|test|analys|result|drug|medic"
    r"|prescri|pregnan|cancer|hiv|vaccin",
    "ru": r"отделени|кардиолог|диагноз|симптом|жалоб|бол[ьи]|кров|анализ|результат|лекарств"
    r"|препарат|рецепт|беремен|рак\b|вич\b|привив",
    "uz-Latn": r"boʻlim|kardiolog|tashxis|simptom|shikoyat|ogʻri|qon\b|tahlil|natija|dori|retsept"
    r"|homilador|saraton|oits|emlash",
    "kaa": r"bólim|kardiolog|diagnoz|simptom|shaǵım|awır|qan\b|analiz|nátiyje|dári|recept|saraton",
    "kk": r"бөлімше|кардиолог|диагноз|симптом|шағым|ауыр|қан\b|талдау|нәтиже|дәрі-|дәрілік|рецепт",
}


@pytest.mark.parametrize("language", FORBIDDEN)
def test_no_catalogue_has_a_word_about_health(language: str) -> None:
    catalogue = Path(FOLDER / language / "messages.ftl").read_text(encoding="utf-8")
    said = "\n".join(
        line.partition("=")[2] for line in catalogue.splitlines() if not line.startswith("#")
    )
    assert not re.search(FORBIDDEN[language], said, re.IGNORECASE)


def test_no_template_has_a_place_for_health() -> None:
    allowed = {name for known in TEMPLATES.values() for name in known.needs | known.allows}
    assert allowed == {
        "starts_at", "until", "floor", "room", "link", "code", "number",
    }  # fmt: skip


def test_every_phrase_belongs_to_a_template() -> None:
    catalogue = (FOLDER / "en" / "messages.ftl").read_text(encoding="utf-8")
    keys = set(re.findall(r"^([a-z0-9-]+) =", catalogue, re.MULTILINE))
    wanted = {"where"}
    for known in TEMPLATES.values():
        wanted.add(f"{known.phrase}-sms")
        if known.channels != ("sms",):
            wanted |= {f"{known.phrase}-title", f"{known.phrase}-text"}
    assert keys == wanted


def test_times_are_those_of_the_hospital() -> None:
    facts: dict[str, str | int] = {"starts_at": "2026-03-05T22:30:00Z"}
    said = TEXTS.say("reminder-24h", "sms", facts, "en", TASHKENT, HOSPITALS)
    assert said.text.startswith("Your visit: Friday, 6 March, 03:30.")
    other = TEXTS.say("reminder-24h", "sms", facts, "en", ZoneInfo("Europe/Moscow"), HOSPITALS)
    assert other.text.startswith("Your visit: Friday, 6 March, 01:30.")
