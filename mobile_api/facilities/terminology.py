"""What departments and specialities are called in six languages, with their national codes.

The 29 departments are those of triage. ``terminology.json`` adds units to which nobody is
routed by complaint (radiology, ultrasound), and the specialities of doctors.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mobile_api.schemas import Language
from triage.departments import DEPARTMENTS
from triage.scripts import uz_to_cyrillic

RECEPTION = "reception"

_RECEPTION_NAMES: dict[str, str] = {
    "uz-Latn": "Qabulxona",
    "uz-Cyrl": "Қабулхона",
    "ru": "Регистратура",
    "kaa": "Qabıllaw bólimi",
    "en": "Reception",
    "kk": "Тіркеу бөлімі",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A code, its names in six languages, and the national code where there is a clean match.

    National codes of departments: organizational-specialization-cs and location-types-cs of
    UZ Core; of specialities: the national directory itself.
    """

    code: str
    names: Mapping[Language, str]
    national: str | None


def _names(given: Mapping[str, str]) -> Mapping[Language, str]:
    names: dict[Language, str] = {
        "uz-Latn": given["uz-Latn"],
        "uz-Cyrl": given.get("uz-Cyrl") or uz_to_cyrillic(given["uz-Latn"]),
        "ru": given["ru"],
        "kaa": given["kaa"],
        "en": given["en"],
        "kk": given["kk"],
    }
    return MappingProxyType(names)


_FILE: dict[str, Any] = json.loads(
    Path(__file__).with_name("terminology.json").read_text(encoding="utf-8")
)

DEPARTMENT_TERMS: Mapping[str, Term] = MappingProxyType(
    {
        RECEPTION: Term(RECEPTION, _names(_RECEPTION_NAMES), None),
        **{
            one.code: Term(one.code, _names(one.names), one.national)
            for one in DEPARTMENTS.values()
        },
        **{
            one["code"]: Term(one["code"], _names(one["names"]), one["national"])
            for one in _FILE["units"]
        },
    }
)
"""Every department that a hospital may have, by code."""

SPECIALITIES: Mapping[str, Term] = MappingProxyType(
    {
        one["code"]: Term(one["code"], _names(one["names"]), one["code"])
        for one in _FILE["specialities"]
    }
)
"""Specialities of doctors, by code of the national directory, in the order of Uzbek names."""


def complete_names(given: Mapping[Language, str]) -> dict[Language, str]:
    """Names as they are kept: empty ones left out, Uzbek Cyrillic made from Latin if missing."""
    names = {language: name.strip() for language, name in given.items() if name.strip()}
    if "uz-Latn" in names and "uz-Cyrl" not in names:
        names["uz-Cyrl"] = uz_to_cyrillic(names["uz-Latn"])
    return names
