"""Uzbek in Latin and Cyrillic: what a reader of either script would call right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.scripts import uz_to_cyrillic, uz_to_latin

PAIRS = [
    ("Koʻkragim ogʻriyapti", "Кўкрагим оғрияпти"),
    ("nafas yetmayapti", "нафас етмаяпти"),
    ("yoʻq, yoʻtal, boʻyin", "йўқ, йўтал, бўйин"),
    ("oyoq, yil, yuz, yaxshi", "оёқ, йил, юз, яхши"),
    ("elektron poeziya", "электрон поэзия"),
    ("maʼlumot, sanʼat", "маълумот, санъат"),
    ("Isʼhoq", "Исҳоқ"),
    ("retsept, konsultatsiya", "рецепт, консультация"),
    ("ketsa", "кетса"),
    ("5-aprelda", "5-апрелда"),
    ("sentabr, oktabr, iyul", "сентябрь, октябрь, июль"),
    ("SHIFOXONA", "ШИФОХОНА"),
    ("Shifoxona, Choyxona", "Шифохона, Чойхона"),
    ("Togʻ, bogʻ", "Тоғ, боғ"),
    ("Hisob, xona", "Ҳисоб, хона"),
    ("Oʻzbekiston", "Ўзбекистон"),
]


@pytest.mark.parametrize(("latin", "cyrillic"), PAIRS)
def test_latin_becomes_cyrillic(latin: str, cyrillic: str) -> None:
    assert uz_to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(("latin", "cyrillic"), PAIRS)
def test_cyrillic_becomes_latin(latin: str, cyrillic: str) -> None:
    assert uz_to_latin(cyrillic) == latin


@pytest.mark.parametrize("apostrophe", "ʻʼ'’‘`´")
def test_every_apostrophe_that_people_type_is_read(apostrophe: str) -> None:
    assert uz_to_cyrillic(f"ko{apostrophe}z og{apostrophe}riydi") == "кўз оғрийди"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Salom, {name}!", "Салом, {name}!"),
        ("{ $count } ta navbat", "{ $count } та навбат"),
        ("<b>Muhim</b> xabar", "<b>Муҳим</b> хабар"),
        ("QR-kodni oʻqing", "QR-кодни ўқинг"),
        ("https://dmed.uz/a ga kiring", "https://dmed.uz/a га киринг"),
        ("%(count)s ta", "%(count)s та"),
        ("Telegram bot", "Telegram бот"),
    ],
)
def test_what_a_program_reads_stays(text: str, expected: str) -> None:
    assert uz_to_cyrillic(text) == expected


def test_cyrillic_text_is_left_alone() -> None:
    assert uz_to_cyrillic("Бош оғриғи, 2 кун") == "Бош оғриғи, 2 кун"


@given(st.text(max_size=60))
def test_no_text_breaks_either_direction(text: str) -> None:
    uz_to_latin(uz_to_cyrillic(text))
