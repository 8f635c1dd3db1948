"""Which clauses say nothing of how the patient is now."""

import pytest

from triage.hearsay import others_of
from triage.narrative import divided, told_of
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
        ("my flatmate was so tight in the chest she left, I only have a cold", [0]),
        ("my brother's throat closed up once, should I be tested", [0]),
        ("onam qon qusib oʻtgan, men tekshirtirmoqchiman", [0]),
        ("свекровь астматик, задыхается весной, а у меня самой лишь нос", [0, 1]),
        ("qońsınıń qızı esin joǵaltıptı, meniń qızımda jótel bar", [0]),
        ("көршінің баласы есінен танған екен, менің балам жай тұмау", [0]),
        ("золовка уксус выпила, спасли, я плохо сплю", [0, 1]),
        ("kinoda ilon chaqqanni koʻrsatdi, shunchaki qiziqdim", [0]),
        # may be the patient, or is happening now
        ("подруга наглоталась таблеток, я нашла пачку", []),
        ("коллега упал, я не знаю что делать", []),
        ("сосед упал и не дышит, у меня ключи", []),
        ("the whole family is vomiting", []),
        ("сестра так умерла, боль как удар, и у меня такая же", [0]),
        ("по телевизору сказали у меня лицо перекосило", []),
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


@pytest.mark.parametrize(
    "text",
    [
        "сын в школе упал с турника и потерял сознание",
        "my mother was hit by a car",
        "my husband had a seizure",
        "chest pain started when I was climbing stairs",
        "seizure in a child",
        "бала күні бойы құсып жатыр",
        "my wife had a fit, my son just called you",
        "my husband had a seizure, I want him checked",
    ],
)
def test_what_may_have_happened_a_minute_ago_is_not_left_out(text: str) -> None:
    tokens = divided(tokenize(fold(text)))
    assert _clauses(told_of(tokens), tokens) == []


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("5 yil oldin insult bo'lgan hozir yuzim qiyshaydi", [0]),
        ("2019 yilda infarkt bo'lganman ko'kragim og'riyapti", [0]),
        ("had a stroke in 2019 and my face is drooping", [0]),
        ("5 лет назад был инфаркт и вот давит грудь", [0]),
        ("2019 жылы инфаркт болғанмын кеудем қысып ауырып тұр", [0]),
        # it is there again
        ("two years ago I tried to kill myself, I want to do it again", []),
        ("5 лет назад был инсульт, опять то же самое", []),
        ("my son swallowed a battery like his cousin did last year", [1]),
        ("bir marta ari chaqib tomogʻim shishgandi, tekshirtirsam", [0]),
        ("bir marta qusdi, tomogʻi shishgan", []),
        # what dates the clause before it
        ("mouth dropped, that was back in 2016", [0, 1]),
    ],
)
def test_a_clause_is_over_only_as_far_as_it_tells_of_the_past(
    text: str, left_out: list[int]
) -> None:
    tokens = divided(tokenize(fold(text)))
    assert _clauses(told_of(tokens), tokens) == left_out
