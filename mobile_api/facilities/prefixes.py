"""Letters before ticket numbers, and what departments are called.

So many codes do not fit into the alphabet, so a letter is unique only among the departments
that a hospital has. I, O and Q are never given: at a distance they look like 1 and 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mobile_api.facilities.terminology import DEPARTMENT_TERMS
from mobile_api.schemas import Language

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"

PREFERRED: Mapping[str, str] = {
    # First letter of the Uzbek name where it is free, else another letter of it.
    "reception": "R",
    "emergency": "E",
    "therapy": "T",
    "pediatrics": "P",
    "cardiology": "K",
    "neurology": "N",
    "surgery": "J",
    "gynecology": "G",
    "obstetrics": "A",
    "ophthalmology": "F",
    "otolaryngology": "L",
    "dentistry": "S",
    "dermatology": "D",
    "urology": "U",
    "traumatology": "M",
    "infectious_diseases": "Y",
    "endocrinology": "H",
    "gastroenterology": "Z",
    "pulmonology": "B",
    "rheumatology": "V",
    "nephrology": "X",
    "oncology": "C",
    "psychiatry": "W",
    "allergology": "AW",
    "vascular_surgery": "VW",
    "neurosurgery": "JX",
    "hematology": "XC",
    "phthisiology": "BY",
    "narcology": "WC",
    "proctology": "CZ",
    "radiology": "XV",
    "ultrasound": "UW",
    "functional_diagnostics": "DF",
    "physiotherapy": "FZ",
    "computed_tomography": "CW",
    "magnetic_resonance": "MW",
}


class NoLetterLeft(ValueError):
    """The hospital has more departments than there are letters."""


def names_of(code: str) -> dict[Language, str]:
    """What a department is called, in six languages.

    Raises:
        KeyError: not a code of the catalogue.
    """
    return dict(DEPARTMENT_TERMS[code].names)


def assign(codes: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """A letter for every department; letters that were given before stay.

    Args:
        codes: the departments of one hospital.
        given: code → letter of the departments that it had already. Patients and staff
            know these, so a new department never takes one over.

    Raises:
        NoLetterLeft: more than 23 departments.
    """
    letters = dict(given)
    used = set(given.values())
    # Departments whose own letter is free come first, whatever their order in the plan.
    waiting = [code for code in PREFERRED if code in set(codes) - set(given)]
    for code in waiting:
        for letter in PREFERRED[code] + LETTERS:
            if letter not in used:
                letters[code] = letter
                used.add(letter)
                break
        else:
            raise NoLetterLeft
    return letters
