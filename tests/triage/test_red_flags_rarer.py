"""Pictures of danger that are seen less often, one by one, and what looks like them."""

from typing import Any

import pytest

from tests.triage.test_red_flags import raised

BABY: dict[str, Any] = {"age_years": 0.7}
GROWN: dict[str, Any] = {"age_years": 60.0}
WOMAN: dict[str, Any] = {"age_years": 27.0, "sex": "female"}

RINGS = [
    ("child_bowel", "chaqaloq oyoqlarini qorniga tortib chinqiradi, qusyapti", BABY),
    ("child_bowel", "в подгузнике кровь, рвота", BABY),
    ("child_bowel", "pulling his legs up and vomiting", BABY),
    ("child_bowel", "жаялығында қан, құсып жатыр", BABY),
    ("crush_injury", "oyogʻini traktor bosib qoldi", GROWN),
    ("crush_injury", "ногу придавило балкой", GROWN),
    ("crush_injury", "his leg is trapped under a slab", GROWN),
    ("crush_injury", "ayaǵın traktor basıp qaldı", GROWN),
    ("postpartum_mind", "tuqqanidan beri ovoz eshityapti", WOMAN),
    ("postpartum_mind", "after giving birth she hears voices", WOMAN),
    ("postpartum_sepsis", "после родов температура, выделения с запахом, гнилой запах", WOMAN),
    ("girdling_pain", "опоясывающая боль и рвота", GROWN),
    ("girdling_pain", "belbogʻ boʻylab aylanib ogʻriyapti, qusyapman", GROWN),
    ("girdling_pain", "белдеулеп ауырады, құсып жатырмын", GROWN),
    ("urine_blocked", "мочи нет совсем, сильная боль, не могу помочиться", GROWN),
    ("bleeding_on_thinner", "варфарин пью, ударился головой", GROWN),
    ("bleeding_on_thinner", "qon suyultiruvchi ichaman, boshimni urib oldim", GROWN),
    ("bleeding_on_thinner", "on blood thinners and hit my head", GROWN),
    ("airway_burn", "soot in his nose", GROWN),
    ("airway_burn", "после пожара осип голос, хрипит, одышка", GROWN),
    ("suicidal", "tomdan sakramoqchi", GROWN),
    ("suicidal", "прощальную записку написал", GROWN),
    ("suicidal", "kópirden sekiremen deydi", GROWN),
    ("suicidal", "шатырдан секіремін дейді", GROWN),
    ("drowning", "suwdan shıǵarıp aldıq", GROWN),
    ("head_injury_danger", "удар головой, один зрачок шире", GROWN),
    ("fainting_danger", "yuragim toʻxtab qolganday boʻlib hushimdan ketdim", GROWN),
    ("poisoning", "yigirmata tabletka ichib qoʻydi", GROWN),
    ("poisoning", "проглотил пятнадцать таблеток сразу", GROWN),
    ("poisoning", "swallowed twelve pills", GROWN),
    ("poisoning", "екі уыс дәрі ішіп алды", GROWN),
    ("suicidal", "bugun hammasini ichaman, dorilarni yigʻib qoʻyganman", GROWN),
    ("suicidal", "выпью все таблетки разом", GROWN),
    ("suicidal", "standing on the roof, came to jump", GROWN),
    ("violent", "грозится выкинуть ребёнка в окно", GROWN),
    ("spinal_injury", "daraxtdan yiqildim, belimdan pastini sezmayapman", GROWN),
    ("watery_dehydration", "guruch suviga oʻxshab ich ketyapti", GROWN),
    ("watery_dehydration", "понос, мочи мало, сводит судорога икры, слабость", GROWN),
    ("child_breathing_hard", "мұрын қанаттары желбіреп тұр", BABY),
    ("child_dehydration", "рвота, подгузник сухой", BABY),
    ("urine_retention", "kishi dáretim joq", GROWN),
    ("heart_racing_danger", "yuragim tez uryapti, koʻz oldim qorongʻi", GROWN),
    ("heart_racing_danger", "heart pounding and I nearly passed out", GROWN),
    ("bile_infection", "пожелтел, озноб, болит под ребром справа", GROWN),
    ("bile_infection", "sargʻaydim, isitma, qornim ogʻriyapti", GROWN),
    ("no_fetal_movements", "bolam kechadan beri jim", WOMAN | {"pregnant": True}),
    ("chest_pain_danger", "jagʻim zirqirab ogʻriyapti, sovuq ter bosdi", GROWN),
    ("venom", "гюрза цапнула за руку", GROWN),
]
SILENT = [
    ("child_bowel", "oyogʻini ushlab oʻynayapti", BABY),
    ("crush_injury", "палец прищемило дверью", GROWN),
    ("crush_injury", "I have a crush on my doctor", GROWN),
    ("postpartum_mind", "после родов плохо сплю", WOMAN),
    ("girdling_pain", "поясница болит третий год", GROWN),
    ("bleeding_on_thinner", "варфарин пью, пришёл за рецептом", GROWN),
    ("airway_burn", "moʻri tozaladim, qoʻlim qurum boʻldi", GROWN),
    ("heat_stroke", "kúnde dári ishemen, basım aynaladı", GROWN),
    ("new_numbness", "аузын ашып ұйықтайды", GROWN),
    ("young_infant", "20 haftalik homilam bor", WOMAN),
    ("poisoning", "выпил десять таблеток за десять дней, курс закончил", GROWN),
    ("poisoning", "uchta tabletka ichdim", GROWN),
    ("poisoning", "нужен рецепт на двадцать таблеток", GROWN),
    ("suicidal", "hammasini ichib boʻldim, dori tugadi", GROWN),
    ("watery_dehydration", "понос второй день, слабость", GROWN),
    ("heart_racing_danger", "сердце колотится, когда волнуюсь", GROWN),
    ("bile_infection", "в прошлом году была желтуха", GROWN),
    ("chest_pain_danger", "tishim ogʻrib jagʻimga beryapti, holsizman", GROWN),
]


@pytest.mark.parametrize(("flag", "text", "known"), RINGS)
def test_it_rings(flag: str, text: str, known: dict[str, Any]) -> None:
    assert flag in raised(text, **known)


@pytest.mark.parametrize(("flag", "text", "known"), SILENT)
def test_what_looks_like_it_does_not(flag: str, text: str, known: dict[str, Any]) -> None:
    assert flag not in raised(text, **known)
