"""The 29 departments: codes, names, national codes, and where to go when one does not exist.

National codes: code system organizational-specialization-cs of UZ Core, Ministry of Health of
Uzbekistan / Uzinfocom, CC BY 4.0 (adult branch where it has two). Its English names are shifted
around 131.0-150.0, so the codes were matched by the Uzbek and Russian names. Departments without
a clean match (emergency) have none. Specialities: codes of the national DMED directory.

Names in kaa and kk and all fallbacks: general knowledge, unreviewed.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType

from triage.scripts import uz_to_cyrillic

LANGUAGES = ("uz-Latn", "uz-Cyrl", "ru", "kaa", "en", "kk")
ADULT_AGE_YEARS = 18.0
"""Below this age a patient belongs to paediatrics (Uzbekistan: up to the 18th birthday)."""


@dataclass(frozen=True, slots=True)
class Department:
    """A department: names by language, national code or None, DMED speciality or None."""

    code: str
    names: Mapping[str, str]
    national: str | None
    speciality: str | None
    nearest: tuple[str, ...]


def _department(
    code: str,
    names: tuple[str, str, str, str, str],
    national: str | None,
    speciality: str | None,
    nearest: tuple[str, ...] = (),
) -> Department:
    uz, ru, kaa, en, kk = names
    by_language = {"uz-Latn": uz, "uz-Cyrl": uz_to_cyrillic(uz), "ru": ru, "kaa": kaa}
    by_language |= {"en": en, "kk": kk}
    return Department(code, MappingProxyType(by_language), national, speciality, nearest)


# code · (uz, ru, kaa, en, kk) · national code · speciality · nearest first
_TABLE = (
    _department(
        "therapy",
        ("Terapiya", "Терапия", "Terapiya", "General medicine", "Терапия"),
        "101",
        "192",
    ),
    _department(
        "pediatrics",
        ("Pediatriya", "Педиатрия", "Pediatriya", "Paediatrics", "Педиатрия"),
        "170.0",
        "235",
    ),
    _department(
        "cardiology",
        ("Kardiologiya", "Кардиология", "Kardiologiya", "Cardiology", "Кардиология"),
        "102.0",
        "210",
    ),
    _department(
        "neurology",
        ("Nevrologiya", "Неврология", "Nevrologiya", "Neurology", "Неврология"),
        "155.0",
        "200",
    ),
    _department(
        "gastroenterology",
        (
            "Gastroenterologiya",
            "Гастроэнтерология",
            "Gastroenterologiya",
            "Gastroenterology",
            "Гастроэнтерология",
        ),
        "104.0",
        "206",
    ),
    _department(
        "pulmonology",
        ("Pulmonologiya", "Пульмонология", "Pulmonologiya", "Lung medicine", "Пульмонология"),
        "120.0",
        "236",
    ),
    _department(
        "endocrinology",
        (
            "Endokrinologiya",
            "Эндокринология",
            "Endokrinologiya",
            "Endocrinology",
            "Эндокринология",
        ),
        "110.0",
        "207",
    ),
    _department(
        "rheumatology",
        ("Revmatologiya", "Ревматология", "Revmatologiya", "Rheumatology", "Ревматология"),
        "118.0",
        "265",
    ),
    _department(
        "nephrology",
        ("Nefrologiya", "Нефрология", "Nefrologiya", "Kidney medicine", "Нефрология"),
        "116.0",
        "271",
        ("urology",),
    ),
    _department(
        "hematology",
        ("Gematologiya", "Гематология", "Gematologiya", "Haematology", "Гематология"),
        "114.0",
        "262",
    ),
    _department(
        "oncology",
        ("Onkologiya", "Онкология", "Onkologiya", "Oncology", "Онкология"),
        "145.0",
        "222",
        ("surgery",),
    ),
    _department(
        "surgery",
        ("Jarrohlik", "Хирургия", "Xirurgiya", "Surgery", "Хирургия"),
        "122.0",
        "241",
        ("emergency",),
    ),
    _department(
        "traumatology",
        (
            "Travmatologiya",
            "Травматология",
            "Travmatologiya",
            "Injuries and bones",
            "Травматология",
        ),
        "132.0",
        "198",
        ("surgery", "emergency"),
    ),
    _department(
        "neurosurgery",
        ("Neyrojarrohlik", "Нейрохирургия", "Neyroxirurgiya", "Neurosurgery", "Нейрохирургия"),
        "124.0",
        "229",
        ("neurology", "surgery"),
    ),
    _department(
        "urology",
        ("Urologiya", "Урология", "Urologiya", "Urology", "Урология"),
        "138.0",
        "205",
        ("surgery", "nephrology"),
    ),
    _department(
        "gynecology",
        ("Ginekologiya", "Гинекология", "Ginekologiya", "Gynaecology", "Гинекология"),
        "150.0",
        "193",
        ("obstetrics",),
    ),
    _department(
        "obstetrics",
        ("Akusherlik", "Акушерство", "Akusherlik", "Maternity", "Акушерлік"),
        "148.0",
        "391",
        ("gynecology", "emergency"),
    ),
    _department(
        "ophthalmology",
        ("Oftalmologiya", "Офтальмология", "Oftalmologiya", "Eye clinic", "Офтальмология"),
        "164.0",
        "223",
    ),
    _department(
        "otolaryngology",
        (
            "Quloq, burun, tomoq (LOR)",
            "ЛОР",
            "Qulaq, murın, tamaq (LOR)",
            "Ear, nose and throat",
            "Құлақ, мұрын, тамақ (ЛОР)",
        ),
        "166.0",
        "195",
    ),
    _department(
        "dentistry",
        ("Stomatologiya", "Стоматология", "Stomatologiya", "Dentistry", "Стоматология"),
        "140.0",
        "194",
        ("surgery",),
    ),
    _department(
        "dermatology",
        ("Dermatologiya", "Дерматология", "Dermatologiya", "Skin clinic", "Дерматология"),
        "168.0",
        "297",
        ("allergology",),
    ),
    _department(
        "infectious_diseases",
        (
            "Yuqumli kasalliklar",
            "Инфекционные болезни",
            "Juqpalı kesellikler",
            "Infectious diseases",
            "Жұқпалы аурулар",
        ),
        "112.0",
        "224",
    ),
    _department(
        "phthisiology",
        ("Ftiziatriya (sil)", "Фтизиатрия", "Ftiziatriya", "Tuberculosis clinic", "Фтизиатрия"),
        "153.0",
        "367",
        ("pulmonology",),
    ),
    _department(
        "psychiatry",
        ("Psixiatriya", "Психиатрия", "Psixiatriya", "Mental health", "Психиатрия"),
        "157.0",
        "282",
        ("neurology",),
    ),
    _department(
        "narcology",
        ("Narkologiya", "Наркология", "Narkologiya", "Alcohol and drug help", "Наркология"),
        "161.0",
        "355",
        ("psychiatry",),
    ),
    _department(
        "allergology",
        ("Allergologiya", "Аллергология", "Allergologiya", "Allergy clinic", "Аллергология"),
        "106.0",
        "402",
        ("dermatology", "pulmonology"),
    ),
    _department(
        "proctology",
        ("Proktologiya", "Проктология", "Proktologiya", "Bowel and rectum clinic", "Проктология"),
        "142.0",
        "259",
        ("surgery",),
    ),
    _department(
        "vascular_surgery",
        (
            "Qon tomir jarrohligi",
            "Сосудистая хирургия",
            "Qan tamır xirurgiyası",
            "Vascular surgery",
            "Тамыр хирургиясы",
        ),
        "130.0",
        "240",
        ("surgery",),
    ),
    _department(
        "emergency",
        ("Shoshilinch yordam", "Неотложная помощь", "Asıǵıs járdem", "Emergency", "Шұғыл көмек"),
        None,
        "821",
    ),
)

DEPARTMENTS: Mapping[str, Department] = MappingProxyType({d.code: d for d in _TABLE})
CODES: tuple[str, ...] = tuple(DEPARTMENTS)
"""All codes, in the order of the network's outputs: never reorder, only append."""

SEES_CHILDREN = frozenset(
    {
        "pediatrics", "emergency", "dentistry", "ophthalmology", "otolaryngology", "traumatology",
        "surgery", "neurosurgery", "gynecology", "obstetrics", "dermatology", "psychiatry",
        "narcology", "infectious_diseases", "phthisiology", "oncology",
    }
)  # fmt: skip
"""Departments that a child goes to directly; for everything else the paediatrician comes first."""


def nearest(code: str, available: AbstractSet[str], age_years: float | None) -> str | None:
    """The department of `available` that takes a patient meant for `code`.

    Below 18 years a department that does not see children directly gives way to paediatrics where
    that exists. Missing departments fall back along the table above, then to general medicine (or
    paediatrics for a child). An emergency never falls back to a waiting room: the answer is
    "emergency", or None where there is no emergency room, which means that a person must be called.
    None is also the answer of a hospital that has nothing suitable. Raises KeyError for an unknown
    code. `age_years` None counts as an adult.
    """
    if code == "emergency":
        return code if code in available else None
    child = age_years is not None and age_years < ADULT_AGE_YEARS
    general: tuple[str, ...] = ("pediatrics", "therapy") if child else ("therapy",)
    if child and code not in SEES_CHILDREN and "pediatrics" in available:
        return "pediatrics"
    if not child and code == "pediatrics":
        code = "therapy"
    for candidate in (code, *DEPARTMENTS[code].nearest, *general):
        if candidate in available:
            return candidate
    return None


def for_patient(
    weights: Mapping[str, float], *, child: bool, male: bool, pregnant: bool | None
) -> dict[str, float]:
    """Department weights moved to where this patient is really seen; their sum is kept.

    A child's share of adult medicine goes to paediatrics (all of general medicine, two thirds of
    the specialities that see children on referral). A man has no share in women's departments. A
    pregnant woman's gynaecology is obstetrics. General clinical practice, unreviewed.
    """
    moved = dict.fromkeys(CODES, 0.0) | dict(weights)

    def move(source: str, target: str, share: float = 1.0) -> None:
        amount = moved[source] * share
        moved[source] -= amount
        moved[target] += amount

    if child:
        move("therapy", "pediatrics")
        for code in CODES:
            if code not in SEES_CHILDREN:
                move(code, "pediatrics", 2 / 3)
    else:
        move("pediatrics", "therapy")
    if male:
        move("gynecology", "urology")
        move("obstetrics", "therapy")
    elif pregnant:
        move("gynecology", "obstetrics")
        move("therapy", "obstetrics", 1 / 3)
    return moved
