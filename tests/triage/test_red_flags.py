"""Danger signs: what must ring, what must not, and that a rule can only raise."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from triage.age import age_in_text
from triage.answers import Answers
from triage.compiled import Compiled, read_compiled
from triage.patient import patient_of
from triage.red_flags import RedFlags
from triage.scripts import uz_to_cyrillic
from triage.text import fold, tokenize
from triage.training.knowledge_base import compile_knowledge, knowledge_root, load


@cache
def _compiled() -> Compiled:
    """From the YAML itself, so that a changed rule is tested before any training."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "knowledge.json"
        path.write_text(compile_knowledge(load(knowledge_root()), {}, {}), encoding="utf-8")
        return read_compiled(path)


@cache
def _flags() -> RedFlags:
    return RedFlags(_compiled())


def signals(text: str) -> frozenset[str]:
    """Signals of a text."""
    folded = fold(text)
    return _flags().read(folded, tokenize(folded, _compiled().vocabulary), Answers(text)).signals


def raised(text: str, **facts: object) -> dict[str, str]:
    """Flags of a text, with their levels."""
    answers = Answers(text, **facts)  # type: ignore[arg-type]  # each test names real fields
    folded = fold(text)
    tokens = tokenize(folded, _compiled().vocabulary)
    signs = _flags().read(folded, tokens, answers)
    patient = patient_of(answers, age_in_text(signs.tokens), signs.signals)
    flags = _flags().raised(signs.signals, signs.vitals, patient)
    return {flag.code: flag.level.code for flag in flags}


def rings(text: str, **facts: object) -> bool:
    return "emergency" in raised(text, **facts).values()


EMERGENCIES = [
    ("ko'kragim qattiq og'riyapti, nafas yetmayapti, terlayapman", {"age_years": 54}),
    ("yuragim siqyapti chap qo'limga beryapti", {"age_years": 45}),
    ("боль в груди отдаёт в левую руку, холодный пот", {"age_years": 45}),
    ("chest pain and shortness of breath", {"age_years": 40}),
    ("кеудем ауырып тұр, дем жетпейді", {"age_years": 40}),
    ("беременна, болит живот и рвёт", {"age_years": 25, "sex": "female"}),
    ("аяғым ауыр, қан кетіп жатыр", {"age_years": 25, "sex": "female"}),
    ("oyata almay atırmız", {"age_years": 40}),
    ("kózime kislota shashırap ketti", {"age_years": 40}),
    ("balam batareyka jutıp qoydı", {"age_years": 30}),
    ("bala kúnim emshek embeydi, lanj", {"age_years": 0.1}),
    ("kókiregim awırıp atır, dem jetpeydi", {"age_years": 40}),
    ("bolam nafas olmayapti", {"age_years": 30}),
    ("ребёнок не дышит", {}),
    ("my baby is not breathing", {}),
    ("не могу дышать", {"age_years": 30}),
    ("nafas ololmayapman", {"age_years": 30}),
    ("nafas ola olmayapman", {"age_years": 30}),
    ("I can't breathe", {"age_years": 30}),
    ("lablari ko'karib ketdi", {}),
    ("og'zi qiyshayib qoldi, gapirolmayapti", {"age_years": 70}),
    ("перекосило лицо и отнялась рука", {"age_years": 70}),
    ("face drooping and slurred speech", {"age_years": 70}),
    ("onamning hushi yo'q", {}),
    ("дедушка без сознания", {}),
    ("he is unconscious", {}),
    ("tutqanog'i tutib qoldi", {}),
    ("судорожный приступ, пена изо рта", {}),
    ("having a seizure", {}),
    ("umrimda bunaqa bosh og'rig'i bo'lmagan", {"age_years": 40}),
    ("worst headache of my life", {"age_years": 40}),
    ("isitmam 39, bo'ynim qotib qoldi, boshim og'riyapti", {"age_years": 20}),
    ("высокая температура и не могу согнуть шею", {"age_years": 20}),
    ("qon to'xtamayapti", {}),
    ("сильное кровотечение", {}),
    ("qon qusdim", {"age_years": 50}),
    ("рвота с кровью", {"age_years": 50}),
    ("najasim qop-qora, holsizman", {"age_years": 60}),
    ("boshini urib oldi, qusyapti", {"age_years": 30}),
    ("ударился головой и рвота", {"age_years": 30}),
    ("birdan ko'zim ko'rmay qoldi", {"age_years": 50}),
    ("belim og'riyapti, siydigimni tutolmayapman", {"age_years": 50}),
    ("tilim shishib ketdi, nafasim qisyapti", {}),
    ("ari chaqdi, yuzim shishib nafasim qisyapti", {}),
    ("дочка выпила уксус", {"age_years": 30}),
    ("o'g'lim dorini ko'p ichib qo'yibdi", {"age_years": 30}),
    ("is gazidan zaharlandik", {}),
    ("ko'zimga kislota sachradi", {}),
    ("ilon chaqdi", {}),
    ("укусил каракурт", {}),
    ("tomdan yiqilib tushdi", {}),
    ("avariyaga uchradik", {}),
    ("упал с третьего этажа", {}),
    ("открытый перелом, кость торчит", {}),
    ("qornim taxtadek qotib qoldi", {"age_years": 30}),
    ("внезапная сильная боль в животе", {"age_years": 30}),
    ("moyagim birdan qattiq og'riyapti", {"age_years": 16, "sex": "male"}),
    ("homiladorman, qon ketyapti", {"age_years": 25, "sex": "female"}),
    ("qon ketyapti", {"age_years": 25, "sex": "female", "pregnant": True}),
    ("boshim qattiq og'riyapti, ko'zim xiralashdi", {"sex": "female", "pregnant": True}),
    ("to'lg'oq boshlandi", {"sex": "female"}),
    ("беременна, ребёнок не шевелится", {"sex": "female"}),
    ("diabetim bor, qusyapman, uyquchanman", {"age_years": 40}),
    ("isitmasi bor", {"age_years": 0.1}),
    ("yo'talyapti", {"age_years": 0.014}),
    ("chaqalog'im emmayapti, lanj", {"age_years": 28}),
    ("bolamning ko'zi cho'kib ketdi, siymayapti", {"age_years": 30}),
    ("ребёнок проглотил батарейку", {"age_years": 30}),
    ("yashagim kelmayapti, o'lgim kelyapti", {"age_years": 19}),
    ("хочу умереть", {"age_years": 19}),
    ("I want to kill myself", {"age_years": 19}),
    ("өлгім келеді", {"age_years": 19}),
    ("bosim 220/120", {"age_years": 60}),
    ("saturatsiya 85", {"age_years": 60}),
    ("temperatura 40", {"age_years": 0.5}),
    ("пульс 170, слабость", {"age_years": 60}),
    ("saxarim 2.5", {"age_years": 60}),
    ("температура 38.2", {"age_years": 0.2}),
]

TODAY = [
    ("it tishlab oldi", "animal_bite"),
    ("укусила собака", "animal_bite"),
    ("dog bit me", "animal_bite"),
    ("siydigim chiqmayapti", "urine_retention"),
    ("не могу помочиться", "urine_retention"),
    ("hushimdan ketib qoldim", "fainting"),
    ("сегодня был обморок", "fainting"),
    ("boldirim og'riyapti va shishib ketdi", "calf_clot"),
    ("ko'zim qizarib og'riyapti", "painful_red_eye"),
    ("меня изнасиловали", "sexual_assault"),
    ("to'xtovsiz qusyapman", "vomiting_persistent"),
    ("bosim 190/100", "pressure_high"),
    ("temperaturam 39.5", "temperature_high"),
    ("qo'lim kuyib qoldi", "burn"),
]

# (says it, takes it back or is about something else)
MINIMAL_PAIRS = [
    ("ko'kragim og'riyapti", "ko'krak og'rig'i yo'q"),
    ("ko'kragim og'riyapti", "ko'kragim og'rimayapti"),
    ("nafasim qisyapti", "nafas qisishi yo'q"),
    ("nafasim qisyapti", "nafasim qismayapti"),
    ("qon qusdim", "qon qusmadim"),
    ("hushimdan ketdim", "hushimdan ketmadim"),
    ("hushimdan ketdim", "3 yil oldin hushimdan ketganman"),
    ("ko'kragim og'riyapti", "o'tgan yili ko'kragim og'rigan"),
    ("tutqanog'im tutdi", "bolaligimda tutqanog'im tutgan"),
    ("болит в груди", "в груди не болит"),
    ("боль в груди", "боли в груди нет"),
    ("боль в груди", "нет боли в груди"),
    ("одышка", "без одышки"),
    ("сильная одышка", "одышки нет"),
    ("обморок", "3 года назад был обморок"),
    ("рвота с кровью", "в прошлом году была рвота с кровью"),
    ("chest pain", "no chest pain"),
    ("chest pain", "I don't have chest pain"),
    ("shortness of breath", "denies shortness of breath"),
    ("passed out", "passed out 2 years ago"),
    ("vomiting blood", "vomiting blood last year"),
    ("onamning hushi yo'q", "onam o'tgan yili insult bo'lgan"),
    ("перекосило лицо", "у отца в прошлом году перекосило лицо"),
    ("qattiq bosh og'rig'i, birdan", "bu navbat bosh og'rig'i"),
    ("кеудем ауырады", "кеуде ауруы жоқ"),
    ("дем жетпейді", "ентігу жоқ"),
    ("қан құстым", "қан құспадым"),
    ("qan qustım", "qan quspadım"),
]

CALM = [
    "boshim og'riyapti, ikki kundan beri ko'nglim ayniyapti",
    "qulog'im og'riyapti",
    "tishim og'riyapti",
    "ko'zim qizarib ketdi",
    "spravka kerak",
    "tizzam og'riydi",
    "болит поясница",
    "першит горло, насморк",
    "I have a sore throat and runny nose",
    "this queue is a headache",
    "чуть инфаркт не хватил от цен",
    "stabbing pain in my knee",
    "burning when I pee",
    "судороги в ногах по ночам",
    "грудничок, плановый осмотр",
    "yuragim yorilay dedi qo'rqqanimdan",
    "buyragimda tosh bor",
    "выпила таблетку от головы, не помогло",
    "ko'p dori ichdim, foydasi yo'q",
    "плохой сон",
    "qandim baland",
    "sonim og'riyapti",
    "ko'zim uzoqni yaxshi ko'rmayapti",
    "I got a flu shot in the arm",
    "tomog'im og'rib gapirolmayapman",
    "can't lift my arm, shoulder hurts",
    "bosh og'rig'i yo'q, isitma yo'q",
    "",
    "😀😀",
]


@pytest.mark.parametrize(("text", "facts"), EMERGENCIES)
def test_an_emergency_rings(text: str, facts: dict[str, object]) -> None:
    assert rings(text, **facts), raised(text, **facts)


@pytest.mark.parametrize(("text", "facts"), EMERGENCIES)
def test_an_emergency_rings_in_uzbek_cyrillic_too(text: str, facts: dict[str, object]) -> None:
    assert raised(uz_to_cyrillic(text), **facts) == raised(text, **facts) or not text.isascii()


@pytest.mark.parametrize(("text", "code"), TODAY)
def test_what_cannot_wait_for_tomorrow_is_flagged(text: str, code: str) -> None:
    flags = raised(text, age_years=40)
    assert flags.get(code) == "today"
    assert "emergency" not in flags.values()


@pytest.mark.parametrize(("said", "taken_back"), MINIMAL_PAIRS)
def test_denied_past_and_figurative_do_not_count(said: str, taken_back: str) -> None:
    assert raised(said, age_years=40)
    assert not raised(taken_back, age_years=40)


@pytest.mark.parametrize(("said", "taken_back"), MINIMAL_PAIRS[:9])
def test_minimal_pairs_hold_in_cyrillic(said: str, taken_back: str) -> None:
    assert raised(uz_to_cyrillic(said), age_years=40)
    assert not raised(uz_to_cyrillic(taken_back), age_years=40)


@pytest.mark.parametrize("text", CALM)
def test_everyday_complaints_do_not_ring(text: str) -> None:
    assert not rings(text, age_years=30), raised(text, age_years=30)


def test_a_denial_does_not_reach_over_a_comma() -> None:
    assert "chest_pain" in raised("isitma yo'q, ko'kragim og'riyapti", age_years=30)
    assert "chest_pain" in raised("температуры нет, болит в груди", age_years=30)
    assert "chest_pain" in raised("температуры нет боль в груди", age_years=30)
    assert "chest_pain" in raised("no fever but chest pain", age_years=30)


def test_what_is_over_and_what_is_now_in_one_text() -> None:
    flags = raised("o'tgan yili infarkt bo'lganman, hozir ko'kragim og'riyapti", age_years=40)
    assert "chest_pain" in flags


def test_the_same_chest_pain_is_graver_after_fifty_and_when_age_is_unknown() -> None:
    assert not rings("ko'kragim og'riyapti", age_years=30)
    assert rings("ko'kragim og'riyapti", age_years=60)
    assert rings("ko'kragim og'riyapti")


def test_one_typing_error_does_not_hide_an_emergency() -> None:
    assert rings("kokraigm qattiq ogriyapti nafas yetmayapti", age_years=40)
    assert rings("задыхаюс, боль в груди", age_years=40)


def test_every_flag_names_its_source_and_is_labelled() -> None:
    flags = _compiled().flags
    assert len(flags) >= 60
    assert all(flag.source and len(flag.label) == 5 for flag in flags)


def test_a_confirmed_chip_counts_like_the_word() -> None:
    answers = Answers("", confirmed=("chest_pain", "dyspnea"), age_years=30)
    signs = _flags().read("", tokenize(""), answers)
    assert {"chest_pain", "dyspnea"} <= signs.signals
