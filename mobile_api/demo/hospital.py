"""The made-up hospital: its departments, rooms, doctors and their hours."""

from __future__ import annotations

from datetime import time
from uuid import UUID, uuid5

from mobile_api.demo.people import DEMO
from mobile_api.facilities.plans import (
    DepartmentPlan,
    HospitalPlan,
    Hours,
    PractitionerPlan,
    RoomPlan,
)

HOSPITAL_ID = uuid5(DEMO, "hospital")
KIOSK_ID = uuid5(DEMO, "kiosk")
KIOSK_NAME = "K1"
KIOSK_PLACE = "1-qavat, kirish eshigi yonida"

_MORNING = (time(8), time(13))
_AFTERNOON = (time(14), time(18))
_WORKDAYS, _EVERY_DAY = range(6), range(7)

# department, floor, room patients are sent to, doctors as (room, name)
_DEPARTMENTS: tuple[tuple[str, int, str, tuple[tuple[str, str], ...]], ...] = (
    ("reception", 1, "1", ()),
    ("emergency", 1, "5", (("5", "Oʻtkir Rahimov"), ("6", "Ирина Лебедева"))),
    ("traumatology", 1, "10", (("10", "Rustam Ergashev"), ("11", "Сергей Орлов"))),
    (
        "therapy",
        2,
        "201",
        (("201", "Gulnora Saidova"), ("202", "Nodir Umarov"), ("203", "Jupar Dáwletova")),
    ),
    ("pediatrics", 2, "210", (("210", "Nasiba Mirzayeva"), ("211", "Елена Волкова"))),
    ("cardiology", 2, "220", (("220", "Alisher Qodirov"), ("221", "Zulfiya Nazarova"))),
    ("endocrinology", 2, "225", (("225", "Mohira Xoliqova"),)),
    ("neurology", 3, "301", (("301", "Sherzod Sobirov"), ("302", "Ольга Фомина"))),
    ("gastroenterology", 3, "305", (("305", "Laziz Toshmatov"),)),
    ("ophthalmology", 3, "310", (("310", "Feruza Norboyeva"),)),
    ("otolaryngology", 3, "312", (("312", "Muxtar Nurjanov"),)),
    ("dermatology", 3, "315", (("315", "Татьяна Никитина"),)),
    ("dentistry", 3, "320", (("320", "Davron Yusupov"), ("321", "Kamola Joʻrayeva"))),
    ("surgery", 4, "401", (("401", "Gʻayrat Karimov"),)),
    ("urology", 4, "405", (("405", "Bekzod Allambergenov"),)),
    ("gynecology", 4, "410", (("410", "Shahnoza Rahimova"), ("411", "Gúlayım Ótemuratova"))),
)


def practitioner_id(key: str) -> UUID:
    """Id that applying the plan gives a practitioner."""
    return uuid5(HOSPITAL_ID, f"practitioner|{key}")


def practitioners() -> list[tuple[str, str]]:
    """Department and key of every practitioner, in the plan's order."""
    return [
        (code, room) for code, _floor, _room, doctors in _DEPARTMENTS for room, _name in doctors
    ]


def plan() -> HospitalPlan:
    """The whole hospital."""
    return HospitalPlan(
        id=HOSPITAL_ID,
        names={
            "uz-Latn": "Namuna shifoxonasi",
            "uz-Cyrl": "Намуна шифохонаси",
            "ru": "Больница «Намуна»",
            "kaa": "Namuna emlewxanası",
            "en": "Namuna Hospital",
            "kk": "Намуна ауруханасы",
        },
        departments=tuple(
            DepartmentPlan(
                code=code,
                floor=floor,
                room=room,
                rooms=tuple(
                    RoomPlan(
                        number=number,
                        floor=floor,
                        practitioners=(
                            PractitionerPlan(key=number, name=name, hours=_hours(code)),
                        ),
                    )
                    for number, name in doctors
                ),
            )
            for code, floor, room, doctors in _DEPARTMENTS
        ),
    )


def _hours(code: str) -> tuple[Hours, ...]:
    days = _EVERY_DAY if code == "emergency" else _WORKDAYS
    return tuple(
        Hours(weekday=day, starts=starts, ends=ends)
        for day in days
        for starts, ends in (_MORNING, _AFTERNOON)
    )
