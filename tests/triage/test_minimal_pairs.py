"""Two texts that differ in one thing, and the danger sign that only one of them has."""

from typing import Any

import pytest

from tests.triage.test_red_flags import raised

Facts = dict[str, Any]
ADULT: Facts = {"age_years": 40.0}
WOMAN: Facts = {"age_years": 28.0, "sex": "female"}
PREGNANT: Facts = WOMAN | {"pregnant": True}
NOT_PREGNANT: Facts = WOMAN | {"pregnant": False}
CHILD: Facts = {"age_years": 2.0}
OLDER: Facts = {"age_years": 65.0}
BABY: Facts = {"age_years": 0.15}

# the flag; with it; without it
NEGATION = [
    ("chest_pain", "koʻkragim ogʻriyapti", "koʻkragim ogʻrimayapti"),
    ("chest_pain", "болит сердце", "сердце не болит"),
    ("chest_pain", "my chest hurts", "my chest doesn't hurt"),
    ("breathlessness", "nafasim qisyapti", "nafasim qismayapti"),
    ("breathlessness", "дем жетпейді", "ентігу жоқ"),
    ("not_breathing", "dem almay atır", "dem qısılıwı joq"),
    ("severe_breathlessness", "не могу дышать", "удушья нет"),
    ("vomiting_blood", "qon qusdim", "qon qusmadim"),
    ("vomiting_blood", "қан құстым", "қан құспадым"),
    ("coughing_blood", "coughing up blood", "no coughing up blood"),
    ("fainting", "упал в обморок", "обмороков не было, обморока нет"),
    ("fainting", "passed out today", "never passed out"),
    ("heavy_bleeding", "сильное кровотечение", "без сильного кровотечения"),
    ("seizure", "was convulsing, a seizure", "no seizure"),
    ("chest_pain", "боль в груди", "боль в груди отсутствует"),
    ("jaundice_fever", "koʻzim sargʻaydi", "koʻzim sargʻaymadi"),
]
TIME = [
    ("fainting", "hushimdan ketdim", "ikki yil oldin hushimdan ketganman"),
    ("chest_pain", "koʻkragim ogʻriyapti", "oʻtgan yili koʻkragim ogʻrigan"),
    ("seizure", "судорожный припадок", "в детстве был судорожный припадок"),
    ("vomiting_blood", "рвота с кровью", "в 2015 году была рвота с кровью"),
    ("major_trauma", "car accident", "car accident 10 years ago"),
    ("major_trauma", "avariyaga uchradim", "5 yil oldin avariyaga uchraganman"),
    ("head_injury", "ударился головой", "три года назад ударился головой"),
    ("head_injury", "басымды соғып алдым", "екі жыл бұрын басымды соғып алғанмын"),
    ("coughing_blood", "qon tupurdim", "bultur qon tupurganman"),
    ("animal_bite", "it tishlab oldi", "bolaligimda it tishlagan"),
]
OTHER_PERSON = [
    ("stroke_signs", "onamning yuzi qiyshaydi", "onam oʻtgan yili yuzi qiyshayib insult boʻlgan"),
    ("chest_pain", "болит в груди", "у отца была боль в груди, он умер"),
    ("chest_pain", "chest pain", "my father had chest pain and died"),
    ("seizure", "tutqanoq tutdi", "buvim tutqanoq boʻlgan edi"),
    ("vomiting_blood", "vomiting blood", "my uncle had vomiting blood"),
    ("jaundice_fever", "пожелтели глаза", "у брата была желтуха"),
]
FIGURES_OF_SPEECH = [
    ("worst_headache", "birdan qattiq bosh ogʻrigʻi", "bu navbat bosh ogʻrigʻi"),
    ("worst_headache", "внезапная сильная головная боль", "эта очередь одна головная боль"),
    ("penetrating_injury", "I was stabbed", "stabbing pain in my knee"),
    ("burn", "burned my hand on the stove", "burning when I pee"),
    ("penetrating_injury", "he got shot", "I got my flu shot"),
    ("vomiting_persistent", "I can't stop vomiting", "I am sick of waiting"),
]
# the flag; a text; who has it; who has not
PATIENT = [
    ("chest_pain_over_50", "yuragim ogʻriyapti", OLDER, ADULT),
    ("chest_pain_over_50", "кеудем ауырып тұр", OLDER, ADULT),
    ("infant_fever", "isitmasi bor", BABY, CHILD),
    ("infant_fever", "температура", BABY, ADULT),
    ("newborn", "yigʻlayapti", {"age_years": 0.01}, CHILD),
    ("child_breathing_hard", "одышка", CHILD, ADULT),
    ("child_not_feeding", "suv ichmayapti", CHILD, ADULT),
    ("grave_burn", "qoʻlim kuyib qoldi", CHILD, ADULT),
    ("grave_burn", "ошпарился кипятком", CHILD, ADULT),
    ("acute_abdomen", "сильно болит живот", OLDER, ADULT),
    ("testicular_pain", "moyagim ogʻriyapti", {"age_years": 15.0, "sex": "male"}, OLDER),
    ("pulse_danger", "pulsim 160", ADULT, CHILD),
    ("pregnancy_bleeding", "qon ketyapti", PREGNANT, NOT_PREGNANT),
    ("pregnancy_bleeding", "қан кетіп жатыр", PREGNANT, NOT_PREGNANT),
    ("pregnancy_headache", "сильно болит голова", PREGNANT, NOT_PREGNANT),
    ("pregnancy_headache", "blurred vision", PREGNANT, NOT_PREGNANT),
    ("pregnancy_pain", "qornim qattiq ogʻriyapti", PREGNANT, NOT_PREGNANT),
    ("pregnancy_trauma", "yiqilib tushdim, yiqildim", PREGNANT, NOT_PREGNANT),
    ("pregnancy_complaint", "isitmam bor", PREGNANT, NOT_PREGNANT),
    ("pregnancy_pressure", "bosimim 165/112", PREGNANT, NOT_PREGNANT),
]
# the flag; a number that has it; one that has not
NUMBERS = [
    ("pressure_crisis", "bosimim 225/120", "bosimim 150/90"),
    ("pressure_high", "давление 190/100", "давление 140/90"),
    ("pressure_low", "bosimim 75/50, holsizman", "bosimim 110/70, holsizman"),
    ("temperature_high", "temperaturam 39.4", "temperaturam 37.4"),
    ("temperature_extreme", "температура 41.5", "температура 38.5"),
    ("low_oxygen", "saturatsiya 88", "saturatsiya 97"),
    ("pulse_danger", "пульс 165", "пульс 90"),
    ("low_sugar", "qandim 2.4", "qandim 5.6"),
    ("sugar_high", "сахар 18", "сахар 7"),
    ("temperature_high", "fever 103", "fever 99"),
]


@pytest.mark.parametrize(
    ("flag", "said", "other"), [*NEGATION, *TIME, *OTHER_PERSON, *FIGURES_OF_SPEECH, *NUMBERS]
)
def test_one_thing_said_otherwise_is_no_danger_sign(flag: str, said: str, other: str) -> None:
    assert flag in raised(said, **ADULT)
    assert flag not in raised(other, **ADULT)


@pytest.mark.parametrize(("flag", "text", "has", "has_not"), PATIENT)
def test_the_same_words_of_another_patient(
    flag: str, text: str, has: Facts, has_not: Facts
) -> None:
    assert flag in raised(text, **has)
    assert flag not in raised(text, **has_not)


def test_there_are_enough_of_them() -> None:
    said = (NEGATION, TIME, OTHER_PERSON, FIGURES_OF_SPEECH, NUMBERS)
    assert sum(len(pairs) for pairs in said) + len(PATIENT) >= 60
