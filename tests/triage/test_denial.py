"""What the network is not shown, because the patient denied it."""

import pytest

from triage.denial import denied, negative_pairs
from triage.text import fold, tokenize

COMPLAINTS = negative_pairs(
    tokenize(fold(t)).words
    for t in (
        "ishtaham yoʻq",
        "нет аппетита",
        "опухоль не болит",
        "no appetite",
        "holim yoʻq",
        "ісік ауырмайды",
        "koʻzim yaxshi koʻrmaydi",
    )
)


def _left(text: str) -> str:
    tokens = tokenize(fold(text))
    gone = denied(tokens, COMPLAINTS)
    return " ".join(tokens.without(gone).words)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("isitma yoʻq, boshim ogʻriyapti", "boshim ogriyapti"),
        ("boshim ogʻriyapti isitma yoʻq", "boshim ogriyapti"),
        ("isitma va yoʻtal yoʻq", ""),
        ("boshim ogʻrimayapti", ""),
        ("температуры нет, болит горло", "bolit gorlo"),
        ("голова не болит, болит живот", "bolit jivot"),
        ("без температуры", ""),
        ("no fever or cough, but my head hurts", "but my head hurs"),
        ("қызуым жоқ", ""),
        ("басым ауырмайды, тамағым ауырады", "tamagim auiradi"),
        ("құспаймын, жөтелмеймін", ""),
        ("құсқан жоқпын", ""),
        ("basım awırmaydı", ""),
        ("басым аўырмайды", ""),
        ("júregim aynımaydı, ishim awırıp atır", "ishim awirip atir"),
        ("qusqan joqpan", ""),
        ("dem alıwım qıyın emes", ""),
        ("qusmayapman", ""),
        ("tilim shishmagan, bemalol gapiraman", ""),
        ("говорю свободно, болит ухо", "bolit uho"),
        ("she is walking easily but coughs", "but coughs"),
        ("burnimdan qon keldi, qoni toʻxtadi", "burnimdan kon keldi"),
        ("the bleeding has stopped", "the"),
        ("my lips aren't blue and I can walk fine", "and"),
        ("язык не опухает", ""),
        ("бұғылмаймын, тұншықпаймын", "bugilmaymin"),
        # not in order, or not for long
        ("koʻp qon ketdi keyin toʻxtadi", "kop kon ketdi keyin tohtadi"),
        ("yuragi toʻxtadi", "yuragi tohtadi"),
        ("кровь остановилась и опять пошла", "krov ostanovilas i opyat poshla"),
        ("he can't walk easily", "he cant walk easily"),
        ("yaxshi yura olmayapman", "yahshi yura olmayapman"),
        ("eye is not closing", "eye is not closing"),
        # complaints that are themselves in the negative
        ("ishtaham yoʻq", "ishtaham yok"),
        ("нет аппетита", "net apetita"),
        ("опухоль не болит", "opuhol ne bolit"),
        ("no appetite", "no apetite"),
        ("qulogʻim eshitmayapti", "kulogim eshitmayapti"),
        ("не могу спать", "ne mogu spat"),
        ("koʻzim koʻrmaydi", "kozim kormaydi"),
        ("ұйқым келмейді", "uykim kelmeydi"),
        ("зәр шықпайды", "zar shikpaydi"),
        ("qan ketpey atır", "kan ketpey atir"),
        ("ісік ауырмайды", "isik auirmaydi"),
        # a gland, not Russian "without"
        ("qalqonsimon bez kattalashgan", "kalkonsimon bez katalashgan"),
        ("қалқанша без ұлғайған", "kalkansha bez ulgaygan"),
        ("boʻynimda bez shishgan", "boynimda bez shishgan"),
    ],
)
def test_only_what_is_denied_goes(text: str, left: str) -> None:
    assert _left(text) == left
