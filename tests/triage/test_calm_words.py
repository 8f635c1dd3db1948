"""Words by which somebody says that it is little, healed, long so, or that they drink."""

import pytest

from tests.triage.test_red_flags import signals
from triage import Answers, Triage

HEALED = [
    "davolandim, koʻrikka keldim",
    "tuzalganman",
    "восстановился полностью",
    "язву залечили",
    "she recovered",
    "the wound has healed",
    "emlendim, jazıldım",
    "жарам жазылды",
    "follow up please",
    "контроль нужен",
]
LITTLE = [
    "basım azǵantay awıradı",
    "боль бывает изредка",
    "a bit of a headache",
    "baʼzan ogʻriydi",
    "кейде ауырады",
    "dorimni ichishni unutibman",
    "забыла выпить таблетку",
    "forgot my evening tablet",
    "дәрімді ұмытып кетіппін",
]
LASTING = [
    "bir oydan beri yoʻtal",
    "болит уже год",
    "стреляет полгода",
    "aching for months",
    "úsh ay boldı",
    "жыл сайын болады",
]
DRINKS = [
    "suv ichib turibdi",
    "пью воду нормально",
    "keeping fluids down",
    "suw iship tur",
    "су ішіп отыр",
]


@pytest.mark.parametrize(
    ("signal", "text"),
    [
        (s, t)
        for s, texts in (
            ("reassured", HEALED),
            ("reassured", LITTLE),
            ("long_standing", LASTING),
            ("drinks", DRINKS),
        )
        for t in texts
    ],
)
def test_it_is_heard_in_every_language(signal: str, text: str) -> None:
    assert signal in signals(text)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("13 жастамын, тізем сыдырылды", "self_care"),
        ("on tórt jasar ulım jıǵılıp tizesi sıdırıldı", "planned"),
        ("давление 145/85, чувствую себя хорошо", "planned"),
        ("bosim 145/85, dorimni ichib yuribman, oʻzimni yaxshi his qilyapman", "planned"),
        ("pregnant 35 weeks, blood pressure 150/100 and a headache", "emergency"),
        ("besh yil oldin insult boʻlgan, hozir koʻrikka keldim", "planned"),
    ],
)
def test_what_follows_of_it(triage: Triage, text: str, level: str) -> None:
    assert triage.assess(Answers(text)).urgency == level
