"""Two texts that differ in one thing: one is an emergency, the other can wait.

Written by the author of the rules, in five languages and both scripts of Uzbek; no native speaker
has read the Uzbek, Karakalpak and Kazakh. The calm side of a pair may not be called an emergency
(but for those in NOT_YET); how many of them are allowed to wait beyond today is counted.
"""

from typing import Any

import pytest

from triage import Answers, Triage, Urgency
from triage.scripts import uz_to_cyrillic

# kind, the text of an emergency, the text that is none, what is known of the patient
Pair = tuple[str, str, str, dict[str, Any]]
MAN: dict[str, Any] = {"age_years": 58.0, "sex": "male"}
WOMAN: dict[str, Any] = {"age_years": 29.0, "sex": "female"}
CHILD: dict[str, Any] = {"age_years": 4.0}
NOBODY: dict[str, Any] = {}

UZ: list[Pair] = [
    ("denial", "koʻkragim siqib ogʻriyapti", "koʻkragim ogʻrimaydi, rejali koʻrikka keldim", MAN),
    ("denial", "qon qusyapman", "qon qusmadim, koʻnglim ham aynimayapti, retsept kerak", MAN),
    (
        "denial",
        "hushimdan ketib yiqildim, koʻkragim siqyapti",
        "hushimdan ketmadim, faqat tizzam shilindi",
        MAN,
    ),
    (
        "past",
        "yuzi qiyshayib, qoʻli ishlamay qoldi",
        "ikki yil oldin yuzim qiyshaygan edi, nazoratga keldim",
        MAN,
    ),
    (
        "past",
        "tutqanoq tutdi, hushiga kelmayapti",
        "bolaligimda tutqanoq tutgan, spravka kerak",
        MAN,
    ),
    ("past", "mashina urib ketdi", "besh yil oldin mashina urib ketgan, yillik koʻrik", MAN),
    (
        "other",
        "bolam batareyka yutib yubordi",
        "qoʻshnining bolasi batareyka yutibdi, meniki faqat burni oqyapti",
        CHILD,
    ),
    (
        "other",
        "nafas ololmayapman, lablarim koʻkardi",
        "qoʻshnim nafas ololmay oʻlib qoldi, menda esa faqat quruq yoʻtal",
        MAN,
    ),
    ("number", "saturatsiya 82, nafasim qisyapti", "saturatsiya 98, burnim bitgan", MAN),
    ("number", "bosimim 230/130, boshim yorilyapti", "bosimim 125/80, dori yozdirish kerak", MAN),
    ("number", "isitmasi qirq bir, alahsirayapti", "isitmasi oʻttiz yetti, oʻynab yuribdi", CHILD),
    ("pregnancy", "homiladorman, qon ketyapti", "homilador emasman, hayz boshlandi", WOMAN),
    (
        "denial",
        "oyogʻim birdan falaj boʻldi, qimirlata olmayapman",
        "oyogʻim bemalol qimirlaydi, faqat tizzam ogʻriydi",
        MAN,
    ),
    (
        "past",
        "qon tupuryapman, nafasim qisyapti",
        "yigirma yoshimda qon tupurganman, oʻn besh yildan beri yoʻq, rejali koʻrik",
        MAN,
    ),
    (
        "other",
        "bolam benzin ichib qoʻydi",
        "gazetada bola benzin ichgani haqida oʻqidim, meniki sogʻlom, faqat tumov",
        CHILD,
    ),
    (
        "other",
        "opamni tok urdi, hushsiz yotibdi",
        "tanishimni tok urgan ekan, men sogʻlomman, profilaktik koʻrikka keldim",
        MAN,
    ),
    (
        "number",
        "oʻttizta tabletka ichib oldim, uxlab qolyapman",
        "bitta sitramon tabletkasini ichdim, boshim yengillashdi",
        MAN,
    ),
]
RU: list[Pair] = [
    (
        "denial",
        "давит в груди, холодный пот",
        "в груди не болит, пота нет, пришёл на плановый осмотр",
        MAN,
    ),
    (
        "denial",
        "упал, терял сознание, рвёт",
        "упал, сознание не терял, не тошнит, ссадина на локте",
        MAN,
    ),
    ("denial", "не могу дышать, хриплю", "кашель без одышки и температуры", MAN),
    ("past", "внезапно отнялась рука и речь", "три года назад отнималась рука, нужен рецепт", MAN),
    ("past", "рвёт кровью", "в прошлом году была рвота кровью, пришёл на контроль", MAN),
    ("past", "ребёнок тонул, вытащили из воды", "в детстве тонул, хочу справку в бассейн", MAN),
    ("other", "отец не дышит", "в фильме герой не дышал, а у меня просто насморк", MAN),
    (
        "other",
        "сын выпил уксус",
        "соседский мальчик выпил уксус, а у моего просто сопли, играет",
        CHILD,
    ),
    ("number", "сатурация восемьдесят, задыхаюсь", "сатурация девяносто восемь, насморк", MAN),
    (
        "number",
        "давление двести тридцать на сто тридцать, голова раскалывается",
        "давление сто двадцать на восемьдесят, рецепт продлить",
        MAN,
    ),
    ("number", "пульс 190, темнеет в глазах", "пульс 72, ничего не беспокоит", MAN),
    (
        "pregnancy",
        "беременна, кровь и схватки",
        "не беременна, начались месячные как обычно",
        WOMAN,
    ),
    (
        "denial",
        "после орехов горло сжимается, не могу вдохнуть",
        "после орехов горло не сжимается, дышу свободно, только сыпь на руке",
        MAN,
    ),
    (
        "past",
        "судороги, лежит без сознания",
        "в семь лет были судороги, больше не было, нужна справка в институт",
        MAN,
    ),
    (
        "past",
        "отнялась рука и речь",
        "инсульт был в девяносто шестом, сегодня плановый осмотр",
        MAN,
    ),
    (
        "other",
        "дочка проглотила магнит",
        "по телевизору показали девочку, которая проглотила магнит, моя здорова, просто насморк",
        CHILD,
    ),
    (
        "pregnancy",
        "вытекли воды, идёт кровь",
        "воды не подтекают, крови нет, плановое узи",
        WOMAN | {"pregnant": True},
    ),
]
EN: list[Pair] = [
    (
        "denial",
        "crushing chest pain and sweating",
        "no chest pain, no sweating, here for my annual check",
        MAN,
    ),
    (
        "denial",
        "hit my head, passed out and vomiting",
        "bumped my head, did not pass out, not vomiting, small bruise",
        MAN,
    ),
    (
        "denial",
        "throat closing after a sting, can't breathe",
        "bee sting, breathing is fine, only a little itch",
        MAN,
    ),
    (
        "past",
        "having a seizure now, won't stop",
        "had a seizure as a child, none in 30 years, need a form",
        MAN,
    ),
    (
        "past",
        "my face drooped and I can't speak",
        "my face drooped four years ago, routine review",
        MAN,
    ),
    ("past", "run over by a car", "run over by a car ten years ago, need a certificate", MAN),
    (
        "other",
        "my son swallowed a battery",
        "my neighbour's son swallowed a battery last year, mine just has a runny nose",
        CHILD,
    ),
    (
        "other",
        "my husband collapsed, not breathing",
        "my uncle collapsed and died, I would like a routine check, no symptoms",
        MAN,
    ),
    ("number", "oxygen level 80 and blue lips", "oxygen level 98, blocked nose", MAN),
    (
        "number",
        "blood pressure two hundred and thirty over one hundred and thirty, blinding headache",
        "blood pressure 122/78, prescription refill",
        MAN,
    ),
    ("number", "temperature 41.2, confused", "temperature 36.9, slight cold", MAN),
    ("pregnancy", "pregnant and bleeding heavily", "not pregnant, period as usual", WOMAN),
    (
        "denial",
        "my lips are blue and I can't get my breath",
        "lips aren't blue, walking easily, just hay fever",
        MAN,
    ),
    (
        "past",
        "coughing up blood and fainting",
        "I coughed up blood at nine, never since, here for an insurance form",
        MAN,
    ),
    (
        "other",
        "my daughter drank antifreeze",
        "I watched a film about a girl who drank antifreeze, mine is healthy, just sniffles",
        CHILD,
    ),
    (
        "number",
        "took thirty ibuprofen tablets",
        "took two ibuprofen tablets, my knee feels easier",
        MAN,
    ),
]
KAA: list[Pair] = [
    (
        "denial",
        "kókiregim qısıp awırıp atır, suwıq ter",
        "kókiregim awırmaydı, jobalı kóriwge keldim",
        MAN,
    ),
    ("denial", "qan qusıp atırman", "qan qusqan joqpan, retsept kerek", MAN),
    (
        "past",
        "beti qıysayıp, qolı islemey qaldı",
        "eki jıl burın betim qıysayǵan edi, retsept kerek",
        MAN,
    ),
    (
        "past",
        "tok urdı, júregim toqtap-toqtap soǵadı",
        "balalıqta tok urǵan, tırtıǵı qıshıydı",
        MAN,
    ),
    (
        "other",
        "balam batareyka jutıp qoydı",
        "qońsınıń balası batareyka jutıptı, meniki tek murnı aǵıp júr",
        CHILD,
    ),
    ("number", "kislorodı 78, demigip atır", "kislorodı 98, murnı bitken", MAN),
    (
        "number",
        "qan basımım 230/130, basım jarılıp baratır",
        "qan basımım 124/80, dári jazdırıw kerek",
        MAN,
    ),
    ("pregnancy", "hámledarman, qan ketip atır", "hámledar emespen, ay kóriwim baslandı", WOMAN),
    (
        "denial",
        "tilim isip, dem ala almay atırman",
        "tilim isken joq, erkin sóyleymen, murnım ǵana pitken",
        MAN,
    ),
    (
        "other",
        "balam benzin iship qoydı",
        "gazetada benzin ishken bala haqqında oqıdım, meniki saw, tek murnı aǵıp júr",
        CHILD,
    ),
]
KK: list[Pair] = [
    (
        "denial",
        "кеудем қысып ауырып тұр, суық тер",
        "кеудем ауырмайды, жоспарлы тексерілуге келдім",
        MAN,
    ),
    ("denial", "қан құсып жатырмын", "қан құсқан жоқпын, рецепт керек", MAN),
    ("past", "беті қисайып, қолы жансызданды", "екі жыл бұрын бетім қисайған, рецепт керек", MAN),
    ("past", "тоқ соқты, жүрегім шалыс соғады", "балалық шағымда тоқ соққан, тыртығым қышиды", MAN),
    (
        "other",
        "балам магнит жұтып қойды",
        "көршінің баласы магнит жұтыпты, менікінің тек мұрны ағып жүр",
        CHILD,
    ),
    ("number", "оттегі 78, ентігіп тұр", "оттегі 98, мұрны бітеді", MAN),
    (
        "number",
        "қысымым 230/130, басым жарылып барады",
        "қысымым 124/80, дәрі жаздыруға келдім",
        MAN,
    ),
    ("pregnancy", "жүктімін, қан кетіп жатыр", "жүкті емеспін, етеккірім басталды", WOMAN),
    (
        "denial",
        "аяғым бірден жансызданды, қозғалмайды",
        "аяғым еркін қозғалады, тек тізем сыздайды",
        MAN,
    ),
    (
        "other",
        "балам у ішіп қойды",
        "теледидардан у ішкен бала туралы көрдім, менікі сау, тек тұмауратып жүр",
        CHILD,
    ),
    (
        "past",
        "ұстамасы ұстап, есін білмей жатыр",
        "он жасында ұстамасы болған, жиырма жыл болды жоқ, анықтама керек",
        MAN,
    ),
]
CYRILLIC = [(kind, uz_to_cyrillic(a), uz_to_cyrillic(b), known) for kind, a, b, known in UZ]
ALL = [*UZ, *CYRILLIC, *RU, *EN, *KAA, *KK]

# The network alone still takes the calm side for an emergency. Known, and not put right.
NOT_YET: set[str] = set()

# Doubtful, or told of somebody who is ill now: these stay up.
STILL_EMERGENCIES = [
    "qoʻshnim yiqilib qoldi, nafas olmayapti, men yonidaman",
    "сосед упал и не дышит, я рядом один",
    "отец лежит без сознания, а я один дома",
    "my neighbour is not breathing, I am with her",
    "көршім құлап, дем алмай жатыр, мен жанындамын",
    "qońsım jıǵılıp, dem almay atır, men qasındaman",
    "в прошлом году был инфаркт, сейчас опять давит в груди",
    "oʻtgan yili infarkt boʻlgan, hozir yana koʻkragim siqyapti",
    "had a stroke last year, now my arm has gone dead again",
    "температуры нет, но не могу дышать",
    "isitma yoʻq, lekin nafas ololmayapman",
    "no fever but crushing chest pain",
    "qızıwım joq, biraq dem ala almayman",
    "давление 120 на 80, но рвёт кровью",
    "saturatsiya 97, lekin koʻkragim qattiq siqyapti",
    "my husband collapsed, I just found him",
    "my wife had a seizure and is confused",
    "мама упала без сознания, я просто не знаю что делать",
    "в новостях говорили про инсульт, а у меня сейчас отнялась рука",
    "I can speak fine but my arm suddenly went dead",
    "qon toʻxtadi, lekin hushidan ketdi",
    "кровь остановилась, но он без сознания",
    "выпил одну таблетку аспирина, давит в груди, холодный пот",
    "koʻp qon ketdi, hozir toʻxtadi, rangi oqarib hushsiz yotibdi",
    "жақсы сөйлейді, бірақ бір жағы жансызданып қалды",
]


def _level(triage: Triage, text: str, known: dict[str, Any]) -> Urgency:
    return Urgency.of(triage.assess(Answers(text, **known)).urgency)


@pytest.mark.parametrize(("kind", "grave", "calm", "known"), ALL)
def test_only_one_of_the_two_rings(
    triage: Triage, kind: str, grave: str, calm: str, known: dict[str, Any]
) -> None:
    assert _level(triage, grave, known) is Urgency.EMERGENCY
    assert (_level(triage, calm, known) < Urgency.EMERGENCY) is (calm not in NOT_YET)


@pytest.mark.parametrize("kind", ["denial", "past", "other", "number", "pregnancy"])
def test_what_is_calm_may_mostly_wait(triage: Triage, kind: str) -> None:
    calm = [_level(triage, text, known) for k, _, text, known in ALL if k == kind]
    assert sum(level <= Urgency.PLANNED for level in calm) >= 0.7 * len(calm)


@pytest.mark.parametrize("text", STILL_EMERGENCIES)
def test_a_doubtful_reading_stays_up(triage: Triage, text: str) -> None:
    assert _level(triage, text, {"age_years": 50.0}) is Urgency.EMERGENCY
