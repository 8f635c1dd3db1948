"""False alarms that readers of the rules found, and dangers that the rules once missed.

Each alarm stands beside a text that shares its words and must ring, so that a rule cannot be
silenced instead of mended. The sets in data/ hold the same rules in many more words.
"""

from pathlib import Path

import pytest

from tests.triage.test_red_flags import raised, rings
from triage.answers import Answers
from triage.scripts import uz_to_cyrillic
from triage.training.written import LANGUAGES, Written, read_written

DATA = Path(__file__).parent / "data"


def _written(name: str, language: str) -> list[Written]:
    return [w for w in read_written(DATA / f"{name}.yaml") if w.language == language]


def _rings(answers: Answers) -> bool:
    return rings(
        answers.text,
        age_years=answers.age_years,
        sex=answers.sex,
        pregnant=answers.pregnant,
    )


# (what only sounds like danger, what is danger, the age of whom it is about)
PAIRS = [
    ("көгеріп кетті тіземнің сырты", "ерні көгеріп кетті", 30),
    ("посинело колено", "посинели губы", 30),
    ("ішім қатып қалды", "ішім тақтайдай қатып қалды, қатты ауырады", 30),
    ("денем құрысып тұр", "құрысып, аузынан көбік ақты", 30),
    ("chokdan suv oqyapti", "suvga cho'kib qoldi", 30),
    ("немеют пальцы", "немеет половина тела", 60),
    ("апатия", "апатқа ұшырадым", 40),
    ("I feel apathy", "I was hit by a car", 40),
    ("avariya bo'lganiga uch yil o'tdi", "avariya bo'ldi", 40),
    ("тамақ көптен бері тұрып қалады", "тамағына кәмпит тұрып қалды, көгеріп барады", 50),
    ("oyog'imga tok urgandek og'riq", "rozetkadan tok urdi", 40),
    ("простреливает как током", "ударило током", 40),
    ("не отвечает на своё имя", "без сознания, не отвечает", 4),
    ("көзіме ақ түскен", "көзіме қышқыл түсті", 60),
    ("нос не дышит", "ребёнок не дышит", 3),
    ("ovozim bo'g'ilib qoldi", "nafasim bo'g'ilib, ko'karib ketyapman", 40),
    ("after giving birth I have backache", "she is giving birth now", 28),
    ("случайно порезала себе руку стеклом", "порезала себе вены", 19),
    ("sore chest from coughing", "crushing pain in my chest", 24),
    ("болит грудная мышца после тренировки, вспотел", "боль в груди, холодный пот", 22),
    ("allergy to pollen, sneezing, nose won't breathe", "bee sting, hives, throat closing", 25),
    ("полоска крови на бумаге, геморрой", "вырвало кровью", 45),
    ("temperature 37.5", "temperature 41.5", 30),
    ("I feel dizzy in my head when I stand, feel sick", "fell and hit my head, now vomiting", 30),
    ("hid sezmay qoldim", "o'ng tomonim ishlamay qoldi", 60),
    ("грибок на ногтях, тошнит", "поели грибы, рвёт", 40),
    ("тамақтан уландым, бір рет құстым", "газдан уландық", 35),
    ("беременна, судороги в ногах по ночам", "беременна, судороги, закатила глаза", 27),
    ("homiladorman, bledniy va charchayman", "homiladorman, qon ketyapti", 27),
    ("құлақтан басым айналады", "ағаштан құлап түстім", 40),
]


@pytest.mark.parametrize(("calm", "danger", "age"), PAIRS)
def test_what_sounds_like_danger_and_what_is(calm: str, danger: str, age: float) -> None:
    assert not rings(calm, age_years=age), raised(calm, age_years=age)
    assert rings(danger, age_years=age), raised(danger, age_years=age)


@pytest.mark.parametrize("language", LANGUAGES)
def test_strong_words_alone_do_not_call_the_nurse(language: str) -> None:
    texts = _written("strong_words", language)
    assert len(texts) >= 60
    assert [w.of for w in texts if _rings(w.answers)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["emergencies", "more_emergencies"])
def test_the_rules_alone_know_most_emergencies(name: str, language: str) -> None:
    texts = _written(name, language)
    assert len(texts) >= 60
    missed = [w.of for w in texts if not _rings(w.answers)]
    assert len(missed) <= 0.03 * len(texts), missed


@pytest.mark.parametrize("name", ["strong_words", "more_emergencies"])
def test_both_scripts_of_uzbek_ring_alike(name: str) -> None:
    for written in _written(name, "uz"):
        facts = {
            "age_years": written.answers.age_years,
            "sex": written.answers.sex,
            "pregnant": written.answers.pregnant,
        }
        latin = raised(written.answers.text, **facts)
        assert raised(uz_to_cyrillic(written.answers.text), **facts) == latin, written.of


def test_the_named_flag_is_the_one_that_rings() -> None:
    """A bell that rings for a wrong reason tells the nurse a wrong story."""
    wrong = [
        (w.of, w.language)
        for language in LANGUAGES
        for w in _written("more_emergencies", language)
        if w.of
        not in raised(
            w.answers.text,
            age_years=w.answers.age_years,
            sex=w.answers.sex,
            pregnant=w.answers.pregnant,
        )
    ]
    assert len(wrong) <= 0.1 * 63 * len(LANGUAGES), wrong


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("birdan bir qulog'im eshitmay qoldi", "sudden_deafness"),
        ("внезапно оглох на одно ухо", "sudden_deafness"),
        ("suddenly deaf in one ear", "sudden_deafness"),
        ("tomog'imga baliq suyagi tiqilib qoldi", "throat_object"),
        ("в горле застряла рыбная кость", "throat_object"),
        ("it qopdi, iti quturgan", "animal_bite"),
    ],
)
def test_what_must_be_seen_today_and_does_not_call_the_nurse(text: str, code: str) -> None:
    flags = raised(text, age_years=35)
    assert flags.get(code) == "today"
    assert "emergency" not in flags.values()


def test_a_child_with_diarrhoea_is_seen_today_an_adult_may_wait() -> None:
    assert raised("понос второй день", age_years=2).get("child_diarrhea") == "today"
    assert raised("понос второй день", age_years=35) == {}


def test_a_late_period_with_pain_is_no_emergency_for_a_man() -> None:
    text = "задержка две недели, резко заболело внизу сбоку, темнеет в глазах"
    assert raised(text, age_years=28, sex="female").get("ectopic") == "emergency"
    assert "ectopic" not in raised(text, age_years=28, sex="male")


@pytest.mark.parametrize(
    "text",
    [
        "lablarim shishib ketyapti",
        "у меня губы опухают",
        "my lips are swelling after ibuprofen",
        "ernim isip baratır",
        "ернім ісіп барады",
    ],
)
def test_lips_that_are_swelling_up_are_the_same_in_every_language(text: str) -> None:
    assert "airway_swelling" in raised(text, age_years=30.0)


@pytest.mark.parametrize("text", ["my lip is swollen, I bit it", "губа распухла после зуба"])
def test_a_lip_that_was_hurt_is_no_allergy(text: str) -> None:
    assert "airway_swelling" not in raised(text, age_years=30.0)


@pytest.mark.parametrize(
    "text",
    ["кашляю кровью, полный платок", "qan túkirip atırman awız tolı", "coughing up blood, cupfuls"],
)
def test_blood_that_fills_the_mouth_is_much(text: str) -> None:
    assert "coughing_much_blood" in raised(text, age_years=40.0)


@pytest.mark.parametrize(
    ("normal", "high"), [("температура 36,8", "температура 39"), ("qızıwım 37.1", "qızıwım 39.2")]
)
def test_a_fever_that_was_measured_to_be_none_is_none(normal: str, high: str) -> None:
    assert "infant_fever" in raised(high, age_years=0.1)
    assert "infant_fever" not in raised(normal, age_years=0.1)


@pytest.mark.parametrize(
    "text",
    [
        "After the jab at the clinic my face is swelling and I'm wheezing",
        "hárre shaqtı moynımnan, tamaǵım isip baratır",
        "ari chaqdi, tomogʻim shishib ketyapti",
    ],
)
def test_swelling_of_face_or_throat_after_a_sting_or_a_jab(text: str) -> None:
    assert "anaphylaxis" in raised(text, age_years=30.0)
