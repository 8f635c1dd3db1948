"""Names of people who do not exist: common given and family names, put together by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mobile_api.schemas import Language


@dataclass(frozen=True, slots=True)
class Naming:
    """How one of the peoples of Uzbekistan names its children."""

    language: Language
    female: tuple[str, ...]
    male: tuple[str, ...]
    families: tuple[str, ...]
    fathers: tuple[str, ...]
    daughter: str
    son: str
    female_ending: str

    def family(self, base: str, sex: Literal["female", "male"]) -> str:
        """The family name as a woman or a man bears it."""
        return base + (self.female_ending if sex == "female" else "")

    def patronymic(self, father: str, sex: Literal["female", "male"]) -> str:
        """The father's name as a woman or a man bears it."""
        return father + (self.daughter if sex == "female" else self.son)


UZBEK = Naming(
    language="uz-Latn",
    female=(
        "Dilnoza", "Gulnora", "Malika", "Nigora", "Shahnoza", "Zulfiya", "Oygul", "Barno",
        "Feruza", "Hilola", "Kamola", "Lola", "Mohira", "Nasiba", "Ozoda", "Saodat",
    ),
    male=(
        "Alisher", "Bekzod", "Davron", "Eldor", "Farrux", "Gʻayrat", "Husan", "Ibrohim",
        "Jasur", "Kamron", "Laziz", "Murod", "Nodir", "Oʻtkir", "Rustam", "Sherzod",
    ),
    families=(
        "Karimov", "Rahimov", "Toshmatov", "Yusupov", "Ergashev", "Qodirov", "Saidov",
        "Nazarov", "Umarov", "Xoliqov", "Mirzayev", "Joʻrayev", "Sobirov", "Norboyev",
    ),
    fathers=("Anvar", "Botir", "Hamid", "Ilhom", "Olim", "Salim", "Tohir", "Vali"),
    daughter=" qizi",
    son=" oʻgʻli",
    female_ending="a",
)  # fmt: skip

RUSSIAN = Naming(
    language="ru",
    female=("Анна", "Елена", "Ирина", "Марина", "Наталья", "Ольга", "Светлана", "Татьяна"),
    male=("Андрей", "Виктор", "Дмитрий", "Игорь", "Константин", "Михаил", "Павел", "Сергей"),
    families=("Андреев", "Волков", "Зайцев", "Лебедев", "Морозов", "Никитин", "Орлов", "Фомин"),
    fathers=("Александр", "Борис", "Владимир", "Иван", "Леонид", "Роман", "Семён", "Степан"),
    daughter="овна",
    son="ович",
    female_ending="а",
)

KARAKALPAK = Naming(
    language="kaa",
    female=("Ayparsha", "Biybiayım", "Gúlayım", "Inabat", "Jupar", "Sarbinaz"),
    male=("Ajiniyaz", "Berdaq", "Jalǵas", "Muxtar", "Qurbanbay", "Tólepbergen"),
    families=("Allambergenov", "Dáwletov", "Embergenov", "Kalimbetov", "Nurjanov", "Ótemuratov"),
    fathers=("Abat", "Esen", "Jumabay", "Marat", "Orınbay", "Paraxat"),
    daughter=" qızı",
    son=" ulı",
    female_ending="a",
)

ALL = (UZBEK, UZBEK, UZBEK, RUSSIAN, KARAKALPAK)
"""Drawn from with these weights."""
