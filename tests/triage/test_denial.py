"""What the network is not shown, because the patient denied it."""

import pytest

from triage.denial import denied, negative_pairs
from triage.text import fold, tokenize

COMPLAINTS = negative_pairs(
    tokenize(fold(t)).words
    for t in ("ishtaham yoʻq", "нет аппетита", "опухоль не болит", "no appetite", "holim yoʻq")
)
VOCABULARY = frozenset(fold("ogʻriyapti boshim eshitmayapti aynayapti qichiyapti").split())


def _left(text: str) -> str:
    tokens = tokenize(fold(text))
    gone = denied(tokens, COMPLAINTS, VOCABULARY)
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
        # complaints that are themselves in the negative
        ("ishtaham yoʻq", "ishtaham yok"),
        ("нет аппетита", "net apetita"),
        ("опухоль не болит", "opuhol ne bolit"),
        ("no appetite", "no apetite"),
        ("qulogʻim eshitmayapti", "kulogim eshitmayapti"),
        ("не могу спать", "ne mogu spat"),
    ],
)
def test_only_what_is_denied_goes(text: str, left: str) -> None:
    assert _left(text) == left
