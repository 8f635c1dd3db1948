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
