"""What a patient at the kiosk gets for what they type."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import triage as room
from triage import Answers, Triage, Urgency, Verdict
from triage.departments import CODES
from triage.scripts import uz_to_cyrillic

FORGIVEN = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
"""The model is the same for all examples, and a machine may be busy."""

SITES = [
    ("qulog'im og'riyapti", "otolaryngology"),
    ("tishim og'riyapti", "dentistry"),
    ("ko'zim qizarib ketdi", "ophthalmology"),
    ("siyganda achishyapti", "urology"),
    ("terim qichiyapti, toshma toshdi", "dermatology"),
    ("belim og'riyapti, oyog'imga uryapti", "neurology"),
    ("болит зуб", "dentistry"),
    ("заложило ухо", "otolaryngology"),
    ("my knee hurts", "traumatology"),
    ("I have a toothache", "dentistry"),
]


def _firsts(verdict: Verdict, count: int) -> list[str]:
    return [code for code, _ in verdict.departments[:count]]


@pytest.mark.parametrize(("text", "expected"), SITES)
def test_a_plain_complaint_reaches_its_department(triage: Triage, text: str, expected: str) -> None:
    verdict = triage.assess(Answers(text, age_years=40))
    assert _firsts(verdict, 1) == [expected]
    assert verdict.urgency != "emergency"
    assert not verdict.abstain


@pytest.mark.parametrize(("text", "_"), SITES[:6])
def test_the_same_words_in_cyrillic_give_the_same_verdict(
    triage: Triage, text: str, _: str
) -> None:
    latin = triage.assess(Answers(text, age_years=40))
    assert triage.assess(Answers(uz_to_cyrillic(text), age_years=40)) == latin


@pytest.mark.parametrize(
    "text",
    [
        "boshim og'riyapti, ikki kundan beri ko'nglim ayniyapti",
        "2 kundan beri boshim og'riyapti, ko'nglim ayniyapti",
        "бошим оғрияпти, кўнглим айнияпти",
    ],
)
def test_headache_and_nausea_is_no_emergency(triage: Triage, text: str) -> None:
    verdict = triage.assess(Answers(text, age_years=35))
    assert {"neurology", "therapy"} & set(_firsts(verdict, 2))
    assert verdict.urgency != "emergency"


@pytest.mark.parametrize("write", [str, uz_to_cyrillic])
def test_chest_pain_with_breathlessness_and_sweat_is_an_emergency(
    triage: Triage, write: type[str]
) -> None:
    text = write("ko'kragim qattiq og'riyapti, nafas yetmayapti, terlayapman")
    verdict = triage.assess(Answers(text, age_years=54, sex="male"))
    assert verdict.urgency == "emergency"
    assert verdict.urgency_raised_by in ("rule", "both")
    assert ("chest_pain_danger", "emergency") in verdict.red_flags
    assert _firsts(verdict, 1) == ["emergency"]
    assert {"chest_pain", "dyspnea"} <= set(verdict.findings)
    assert verdict.question is None


@pytest.mark.parametrize(
    "text",
    [
        "boshim qattiq og'riyapti",
        "tishim juda qattiq og'riyapti",
        "belim qattiq og'riyapti",
        "severe headache",
        "очень сильно болит зуб",
        "бас ауырып тұр",
        "belim júdá qattı awırıp atır",
    ],
)
def test_very_before_a_pain_is_no_emergency_by_itself(triage: Triage, text: str) -> None:
    verdict = triage.assess(Answers(text, age_years=30, sex="male"))
    assert verdict.urgency != "emergency"
    assert not verdict.abstain


def test_every_department_is_ranked_and_the_probabilities_are_a_distribution(
    triage: Triage,
) -> None:
    for text in ("tishim og'riyapti", "", "qwzx", "spravka kerak"):
        departments = triage.assess(Answers(text)).departments
        assert sorted(code for code, _ in departments) == sorted(CODES)
        assert sum(p for _, p in departments) == pytest.approx(1.0)
        assert [p for _, p in departments] == sorted((p for _, p in departments), reverse=True)


@pytest.mark.parametrize("text", ["", "   ", "😀😀😀", "\x00\x07", "....", "\u200b", "12"])
def test_nothing_said_leads_to_a_person_today(triage: Triage, text: str) -> None:
    verdict = triage.assess(Answers(text, age_years=30))
    assert verdict.abstain
    assert verdict.urgency == "today"
    assert verdict.urgency_raised_by == "unknown"


@pytest.mark.parametrize("text", ["asdkjh qwe zxcv", "йцукен фывапр", "blorp zzkt wrf"])
def test_gibberish_leads_to_a_person_today(triage: Triage, text: str) -> None:
    verdict = triage.assess(Answers(text, age_years=30))
    assert (verdict.abstain, verdict.urgency) == (True, "today")


@pytest.mark.parametrize("text", ["spravka kerak", "справка керак", "нужна справка"])
def test_paperwork_goes_to_reception(triage: Triage, text: str) -> None:
    verdict = triage.assess(Answers(text, age_years=30))
    assert (verdict.abstain, verdict.urgency) == (True, "planned")
    assert "administrative" in verdict.reasons


def test_ten_thousand_characters_are_no_trouble(triage: Triage) -> None:
    verdict = triage.assess(Answers("tishim og'riyapti " * 600, age_years=30))
    assert _firsts(verdict, 1) == ["dentistry"]


@pytest.mark.parametrize(
    ("denied", "code"),
    [
        ("isitmam yo'q, tishim og'riyapti", "fever"),
        ("температуры нет, болит зуб", "fever"),
        ("no fever, my tooth hurts", "fever"),
        ("boshim og'rimayapti, tishim og'riyapti", "headache"),
    ],
)
def test_what_is_denied_is_not_among_the_findings(triage: Triage, denied: str, code: str) -> None:
    findings = triage.assess(Answers(denied, age_years=30)).findings
    assert code not in findings
    assert "toothache" in findings


@pytest.mark.parametrize("text", ["ishtaham yo'q", "нет аппетита", "no appetite"])
def test_a_complaint_that_is_itself_in_the_negative_is_heard(triage: Triage, text: str) -> None:
    assert "appetite" in triage.assess(Answers(text, age_years=30)).findings


def test_a_child_is_sent_to_the_paediatrician_by_age_and_by_word(triage: Triage) -> None:
    by_age = triage.assess(Answers("yo'talyapti, isitmasi bor", age_years=5))
    by_word = triage.assess(Answers("bolam yo'talyapti, isitmasi bor", age_years=32))
    assert _firsts(by_age, 1) == _firsts(by_word, 1) == ["pediatrics"]


def test_a_man_is_never_sent_to_womens_departments(triage: Triage) -> None:
    verdict = triage.assess(Answers("qornim pastida og'riq bor", age_years=30, sex="male"))
    weights = dict(verdict.departments)
    assert weights["gynecology"] == weights["obstetrics"] == 0


def test_pregnancy_changes_where_and_how_soon(triage: Triage) -> None:
    text = "boshim qattiq og'riyapti"
    pregnant = triage.assess(Answers(text, age_years=25, sex="female", pregnant=True))
    other = triage.assess(Answers(text, age_years=25, sex="female", pregnant=False))
    assert pregnant.urgency == "emergency"
    assert other.urgency != "emergency"


def test_striking_a_finding_out_assesses_again_without_it(triage: Triage) -> None:
    text = "tishim og'riyapti, qulog'im og'riyapti"
    before = triage.assess(Answers(text, age_years=30))
    after = triage.assess(Answers(text, age_years=30, struck=("toothache",)))
    assert "toothache" in before.findings
    assert "toothache" not in after.findings
    assert dict(after.departments)["dentistry"] < dict(before.departments)["dentistry"]


def test_an_emergency_cannot_be_struck_out(triage: Triage) -> None:
    text = "ko'kragim og'riyapti, nafas yetmayapti, terlayapman"
    flags = [code for code, _ in triage.assess(Answers(text)).red_flags]
    verdict = triage.assess(Answers(text, struck=(*flags, "chest_pain", "dyspnea")))
    assert verdict.urgency == "emergency"


def test_chips_alone_are_enough(triage: Triage) -> None:
    verdict = triage.assess(Answers("", age_years=30, confirmed=("toothache",)))
    assert _firsts(verdict, 1) == ["dentistry"]
    assert verdict.findings == ("toothache",)
    assert not verdict.abstain


def test_chips_ring_like_words(triage: Triage) -> None:
    verdict = triage.assess(Answers("", age_years=60, confirmed=("chest_pain", "dyspnea")))
    assert verdict.urgency == "emergency"


def test_a_question_is_asked_only_if_its_answers_lead_apart(triage: Triage) -> None:
    answers = Answers("yo'talyapman, tomog'im og'riyapti")
    verdict = triage.assess(answers)
    assert verdict.question is not None
    assert verdict.question.id == "age_group"
    outcomes = [
        triage.assess(Answers(answers.text, answered={"age_group": option}))
        for option in verdict.question.options
    ]
    assert len({(v.urgency, v.departments[0][0]) for v in outcomes}) > 1
    assert all(v.question is None for v in outcomes)


def test_pregnancy_is_asked_of_a_woman_whom_it_would_move(triage: Triage) -> None:
    text = "boshim qattiq og'riyapti"
    woman = triage.assess(Answers(text, age_years=25, sex="female"))
    assert woman.question is not None
    assert woman.question.id == "pregnancy"
    man = triage.assess(Answers(text, age_years=25, sex="male"))
    assert man.question is None or man.question.id != "pregnancy"


def test_unknown_codes_from_an_older_screen_do_no_harm(triage: Triage) -> None:
    verdict = triage.assess(
        Answers("tishim og'riyapti", struck=("gone",), confirmed=("gone",), answered={"gone": "x"})
    )
    assert _firsts(verdict, 1) == ["dentistry"]


def test_labels_speak_six_languages(triage: Triage) -> None:
    assert triage.labels.finding("headache", "uz-Cyrl") == uz_to_cyrillic(
        triage.labels.finding("headache", "uz-Latn")
    )
    for language in ("uz-Latn", "uz-Cyrl", "ru", "kaa", "en", "kk"):
        assert triage.labels.red_flag("stroke_signs", language)
        assert triage.labels.question("pregnancy", language)
        assert triage.labels.option("pregnancy", "yes", language)
        assert room.labels.department("therapy", language)
    with pytest.raises(KeyError):
        triage.labels.finding("headache", "fr")


def test_the_convenience_uses_the_shipped_version(triage: Triage) -> None:
    answers = Answers("tishim og'riyapti", age_years=30)
    assert room.assess(answers) == triage.assess(answers)


def test_an_unknown_urgency_is_the_highest() -> None:
    assert Urgency.of("soon") is Urgency.EMERGENCY
    assert Urgency.of("self_care") is Urgency.SELF_CARE


@settings(max_examples=60, suppress_health_check=FORGIVEN)
@given(
    text=st.text(max_size=200),
    age=st.none() | st.floats(0, 120),
    sex=st.sampled_from([None, "female", "male"]),
    pregnant=st.sampled_from([None, True, False]),
)
def test_no_text_and_no_person_raises(
    triage: Triage, text: str, age: float | None, sex: str | None, pregnant: bool | None
) -> None:
    verdict = triage.assess(Answers(text, age, sex, pregnant))  # type: ignore[arg-type]  # sampled
    assert len(verdict.departments) == len(CODES)
    assert verdict.urgency in {"emergency", "today", "planned", "self_care"}


HOSTILE = st.sampled_from(
    [
        "\x00",
        "\ud800",
        "\u202e",
        "ﷺ",
        "\U0001f691",
        "a\u0301" * 50,
        "\u200b",
        "9" * 400,
        "1e999",
        "\uff10\u0660\u0967",
        "<script>",
        "'; DROP TABLE",
        "{x}",
        "%s",
        "ва" * 300,
        ". " * 300,
        "ogʻri" * 100,
        "120/" * 60,
        "-1",
        "٣٨٫٥",
        "yoʻq " * 80,
        "не " * 80,
        "no " * 80,
        "\n" * 50,
    ]
)


@settings(max_examples=120, suppress_health_check=FORGIVEN)
@given(
    parts=st.lists(HOSTILE | st.text(max_size=20), max_size=6),
    age=st.sampled_from([None, -1.0, 0.0, 1e9, float("inf"), float("nan")]),
    codes=st.lists(st.text(max_size=8), max_size=3),
)
def test_hostile_text_ages_and_codes_get_a_verdict_too(
    triage: Triage, parts: list[str], age: float | None, codes: list[str]
) -> None:
    told = Answers(
        " ".join(parts),
        age,
        struck=tuple(codes),
        confirmed=tuple(codes),
        answered=dict.fromkeys(codes, "x"),
    )
    verdict = triage.assess(told)
    assert sum(share for _, share in verdict.departments) == pytest.approx(1.0)
    assert verdict == triage.assess(told)


def test_of_a_very_long_text_the_end_counts_and_the_verdict_says_that_it_was_cut(
    triage: Triage,
) -> None:
    text = "Salom. " * 900 + "Koʻkragim qattiq ogʻriyapti, nafas yetmayapti, terlayapman"
    verdict = triage.assess(Answers(text, age_years=54))
    assert verdict.urgency == "emergency"
    assert "long_text" in verdict.reasons
    assert "long_text" not in triage.assess(Answers("tishim ogʻriyapti")).reasons


def test_the_likely_departments_begin_with_the_first_and_are_none_when_abstaining(
    triage: Triage,
) -> None:
    verdict = triage.assess(Answers("qornim ogʻriyapti", age_years=30))
    assert verdict.likely[0] == verdict.departments[0][0]
    assert triage.assess(Answers("qwzx")).likely == ()


def test_strong_words_are_no_danger_by_themselves(triage: Triage) -> None:
    for text in (
        "болит живот",
        "бас ауырып тұр",
        "qornim qattiq ogʻriyapti",
        "сильно болит голова",
        "my back is killing me",
    ):
        assert triage.assess(Answers(text, age_years=35)).urgency != "emergency", text


COMPLAINTS = st.sampled_from(
    [
        "tishim og'riyapti",
        "isitmam yo'q",
        "3 yil oldin yiqilganman",
        "болит поясница",
        "my knee hurts",
        "bu navbat bosh og'rig'i",
        "nafasim joyida",
        "spravka kerak",
        "",
        "qwzx",
    ]
)
DANGERS = st.sampled_from(
    [
        "Nafas ololmayapman.",
        "Ko'kragim qattiq og'riyapti, terlayapman.",
        "Не могу дышать.",
        "Она без сознания.",
        "I want to kill myself.",
        "Qon to'xtamayapti.",
    ]
)


@settings(max_examples=80, suppress_health_check=FORGIVEN)
@given(before=COMPLAINTS, danger=DANGERS, after=COMPLAINTS)
def test_whatever_stands_around_it_a_danger_is_an_emergency(
    triage: Triage, before: str, danger: str, after: str
) -> None:
    verdict = triage.assess(Answers(f"{before}. {danger} {after}", age_years=40))
    assert verdict.urgency == "emergency"
    assert not verdict.abstain


@settings(max_examples=80, suppress_health_check=FORGIVEN)
@given(text=st.text(max_size=80) | COMPLAINTS, danger=DANGERS)
def test_adding_a_danger_never_lowers_the_urgency(triage: Triage, text: str, danger: str) -> None:
    before = triage.assess(Answers(text, age_years=40))
    after = triage.assess(Answers(f"{text}. {danger}", age_years=40))
    assert Urgency.of(after.urgency) >= Urgency.of(before.urgency)
