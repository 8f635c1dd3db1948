"""Which clauses say nothing of how the patient is now."""

import pytest

from triage.hearsay import others_of
from triage.narrative import told_of
from triage.text import Tokens, fold, tokenize


def _clauses(starts: frozenset[int], tokens: Tokens) -> list[int]:
    return [i for i, (start, _) in enumerate(tokens.clauses) if start in starts]


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("в газете писали про аварию, а у меня просто насморк", [0]),
        ("I saw a video about a girl who choked, mine is fine", [0]),
        ("qoʻshnim kuyib qolgan ekan, men koʻrikka keldim", [0]),
        ("читала про мальчика, который утонул, мой здоров", [0, 1]),
        ("досым аттан құлаған, мен саумын, тек тексерілейін деп едім", [0]),
        ("tanısım jıǵılıptı, mende onday joq", [0]),
        # may be the patient, or is happening now
        ("my husband collapsed, I just found him", []),
        ("мама упала, я просто не знаю что делать", []),
        ("onam yiqilib qoldi, men yonidaman", []),
        ("my wife had a seizure and is confused", []),
        ("друг упал и не дышит, а я один", []),
    ],
)
def test_somebody_else_is_left_out_only_where_the_text_comes_back_to_the_patient(
    text: str, left_out: list[int]
) -> None:
    tokens = tokenize(fold(text))
    assert _clauses(others_of(tokens), tokens) == left_out


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("в девяносто седьмом был перелом, болит колено", [0]),
        ("toʻqson yettinchi yilda operatsiya qilishgan, tishim ogʻriyapti", [0]),
        ("тоқсан жетінші жылы сынған, тізем ауырады", [0]),
        ("broke it in eighty nine, knee aches", [0]),
        ("в шесть лет были судороги, нужна справка", [0]),
        ("oʻn yoshida tutqanoq tutgan, spravka kerak", [0]),
        ("had fits at seven, none since, a form please", [0, 1]),
        ("ұстамасы болған, он жыл болды жоқ", [0, 1]),
        # now, or not known when
        ("oʻgʻlim 6 yoshda, tutqanoq tutdi", []),
        ("chest pain started at seven", []),
        ("vomited blood, none since", []),
        ("ребёнку 5 лет, были судороги", []),
        ("pain in sixty seconds", []),
    ],
)
def test_what_is_over_is_what_says_when(text: str, left_out: list[int]) -> None:
    tokens = tokenize(fold(text))
    assert _clauses(told_of(tokens), tokens) == left_out
