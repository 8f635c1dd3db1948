"""Who the text is about: the person at the kiosk, or the child that they brought."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from triage.answers import Answers, Sex
from triage.departments import ADULT_AGE_YEARS


@dataclass(frozen=True, slots=True)
class Patient:
    """The patient of this text. `child` and `infant` are known or said, never guessed."""

    age_years: float | None
    child: bool
    infant: bool
    sex: Sex | None
    pregnant: bool | None


def patient_of(answers: Answers, said: float | None, signals: AbstractSet[str]) -> Patient:
    """Combine what is known about the visitor with what the text says; `said` is `age_in_text`.

    An adult who writes "my child" speaks for the child, whose sex and pregnancy are then unknown;
    a pregnant woman who writes it means the unborn, and stays the patient.
    """
    age, sex = answers.age_years, answers.sex
    pregnant = True if "pregnant" in signals else answers.pregnant
    group = answers.answered.get("age_group")
    if age is None and group is not None:
        age = AGE_GROUPS.get(group)
    if pregnant is None and "pregnancy" in answers.answered:
        pregnant = {"yes": True, "no": False}.get(answers.answered["pregnancy"])
    child = infant = False
    of_age = age is None or age >= ADULT_AGE_YEARS
    speaks_of_child = "child" in signals and not pregnant
    if speaks_of_child and of_age and (said is None or said < ADULT_AGE_YEARS):
        age, sex, pregnant, child, infant = said, None, False, True, "infant" in signals
    elif age is None:
        age = said
    return Patient(
        age,
        child or (age is not None and age < ADULT_AGE_YEARS),
        infant or (age is not None and age < 1.0),
        sex,
        pregnant,
    )


AGE_GROUPS = {"newborn": 0.1, "child": 6.0, "adult": 35.0, "older": 70.0}
"""Age in years that stands for each answer to "how old": babies under three months, up to 17 years,
18-49, 50 and older. The youngest group is answered on the safe side."""
