"""Numbers that patients type, and numbers that are something else."""

import pytest

from triage.age import age_in_text
from triage.text import fold, tokenize
from triage.vitals import read_vitals


def _vitals(text: str) -> dict[str, float]:
    folded = fold(text)
    return dict(read_vitals(folded, tokenize(folded)).values)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("bosim 220/120", "systolic", 220),
        ("давление 180 на 110", "diastolic", 110),
        ("bosimim 190 ga 100", "systolic", 190),
        ("temperaturam 39,4", "temperature", 39.4),
        ("температура 40", "temperature", 40),
        ("fever 104", "temperature", 40),
        ("38.5 isitma", "temperature", 38.5),
        ("saturatsiya 85", "saturation", 85),
        ("SpO2 88%", "saturation", 88),
        ("пульс 160", "pulse", 160),
        ("sahar 2.8", "glucose", 2.8),
        ("blood sugar 360", "glucose", 20),
        ("oxygen reads 78%", "saturation", 78),
        ("her O2 is 80", "saturation", 80),
        ("oxygen on the finger thing says 79", "saturation", 79),
        ("оттегі 75 көрсетіп тұр", "saturation", 75),
        ("júregim minutına 190 uradı", "pulse", 190),
        ("yuragim minutiga 180 uryapti", "pulse", 180),
        ("isitmasi oʻttiz toʻqqiz yarim", "temperature", 39.5),
        ("температура сорок", "temperature", 40),
        ("температура тридцать восемь и пять", "temperature", 38.5),
        ("fever of thirty-nine", "temperature", 39),
        ("qızıwı qırq bir", "temperature", 41),
        ("қызуы отыз тоғыз", "temperature", 39),
        ("давление двести двадцать на сто двадцать", "systolic", 220),
        ("давление двести двадцать на сто двадцать", "diastolic", 120),
        ("bosimim yuz saksonga yuz oʻn", "systolic", 180),
        ("қысымым жүз сексенге жүз он", "diastolic", 110),
        ("сатурация восемьдесят пять", "saturation", 85),
        ("pulse one hundred and sixty", "pulse", 160),
        ("гемоглобин 48", "haemoglobin", 48),
        ("gemoglobinim 6,8 chiqdi", "haemoglobin", 68),
        ("Hb 13.5", "haemoglobin", 135),
        ("калий 7,4 деп шықты", "potassium", 7.4),
        ("potassium came back 2.3", "potassium", 2.3),
    ],
)
def test_a_measured_value_is_read(text: str, name: str, value: float) -> None:
    assert _vitals(text)[name] == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "24 hour heart tape",
        "yuz shishdi",
        "sugar test on Monday",
        "isitma uch marta chiqdi",
        "40 yoshdaman",
        "vaznim 38.5 kg",
        "12/10 kuni",
        "3 kun",
        "мне 38 лет",
        "2 yil oldin bosim",
        "гликированный гемоглобин 8",
        "HbA1c hemoglobin 6.5%",
        "пью калий 3 раза в день",
    ],
)
def test_other_numbers_are_not_vital_signs(text: str) -> None:
    assert _vitals(text) == {}


def test_the_worst_of_several_counts() -> None:
    assert _vitals("temperatura 37.2, kechqurun temperatura 39.1")["temperature"] == 39.1


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("3 oylik bolam", 0.25),
        ("2 yoshli qizim", 2),
        ("ребёнку 5 месяцев", 5 / 12),
        ("мне 65 лет", 65),
        ("my son is 2 years old", 2),
        ("5 kunlik chaqaloq", 5 / 365.25),
        ("3 апталық балам", 3 / 52.18),
        ("3 háptelik balam", 3 / 52.18),
        ("20 күндік сәби", 20 / 365.25),
        ("Мне 43. Одышка", 43),
        ("голова болит, мне 61", 61),
        ("ей семьдесят два года", 72),
        ("uch yoshli qizim", 3),
        ("oʻn oylik chaqaloq", 10 / 12),
        ("my son is two years old", 2),
        ("бес айлық балам", 5 / 12),
        ("úsh jaslı qızım", 3),
        ("otızdaman, basım awıradı", 30),
        ("38,3 с утра, нам 20 дней", 20 / 365.25),
        ("жетпістемін, дәрімді ұмыттым", 70),
        ("қызуы 38,2, туғанына 25 күн", 25 / 365.25),
        ("tug'ilganiga 20 kun bo'ldi, emmayapti", 20 / 365.25),
        ("бір жарым жаста, шашалып қалды", 1.5),
        ("подавился орешком, полтора годика", 1.5),
        ("he's 2, swallowed a tablet", 2),
        ("my 6mo baby", 0.5),
        ("my 3yo has fever", 3),
        ("28 yo, small lump", 28),
        ("2 yashar bola", 2),
        ("ребенок 2х лет", 2),
        ("малыш 3 мес", 0.25),
        ("дочке 5", 5),
        ("бабушке 84", 84),
        ("yoshim 57da", 57),
        ("84-тегі анам жығылды", 84),
        ("onam 80 da, tizzasi shishdi", 80),
        ("упала, 79 лет", 79),
        ("маме 52 года", 52),
    ],
)
def test_an_age_is_read_where_somebody_is_named(text: str, years: float) -> None:
    assert age_in_text(tokenize(fold(text))) == pytest.approx(years)


@pytest.mark.parametrize(
    "text",
    [
        "мне 38.5",
        "давление 150",
        "болит в течение 6 лет",
        "2 kundan beri",
        "for 5 years",
        "5 yildan beri",
        "men hali 12 haftalikman",
        "болит 20 дней",
        "кашель 7 мес",
        "у мамы 20 лет диабет",
        "диабет 40 лет у мамы",
        "my husband has had back pain for 5 years",
        "10 yil oldin infarkt boʻlgan onam",
        "onam 10 da keldi, boshi ogʻriydi",
        "onamning pulsi 80 da",
        "прошло 60 лет назад",
        "15 kun oldin tugʻdim",
        "6 kún boldı tuwǵanıma",
        "я родила 8 дней назад",
    ],
)
def test_a_duration_is_not_an_age(text: str) -> None:
    assert age_in_text(tokenize(fold(text))) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("kid's temp 37.2 and giggling", "kids and gigling"),
        ("qısımım 128/84, basım awıradı", "basim awiradi"),
        ("сатурация 98, насморк", "nasmork"),
        ("puls 72, bezovtaman", "bezovtaman"),
        ("bosimim yuz yigirmaga sakson", ""),
        ("давление 220 на 110", "davlenie 220 na 110"),
        ("температура 38.6", "temperatura 38.6"),
        ("выпил две таблетки анальгина, болит ухо", "bolit uho"),
        # What came after the dose is the complaint, in the same breath or not.
        ("выпил 2 таблетки анальгина и начал задыхаться", "i nachal zadihasya"),
        ("I took two tablets of ibuprofen and my lips swell", "i of and my lips swel"),
        ("ребёнок выпил две таблетки анальгина", "rebyonok vipil dve tabletki analgina"),
        ("ikkita notanish tabletka ichdim", "ikita notanish tabletka ichdim"),
    ],
)
def test_a_normal_value_is_known_to_be_one(text: str, left: str) -> None:
    folded = fold(text)
    tokens = tokenize(folded)
    assert " ".join(tokens.without(read_vitals(folded, tokens).normal).words) == left


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("took 30 paracetamol last night", True),
        ("25 ta paratsetamol ichdim", True),
        ("выпил 40 таблеток", True),
        ("took 500 mg paracetamol", False),
        ("выпила в 10 парацетамол", False),
        ("I am 30 and took paracetamol", False),
    ],
)
def test_tablets_are_counted_by_the_name_of_the_medicine_too(text: str, many: bool) -> None:
    folded = fold(text)
    assert read_vitals(folded, tokenize(folded)).many_tablets is many
