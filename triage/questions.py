"""At most one question, and only one whose answer can change the verdict."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from triage.answers import Answers, Question, Urgency, Verdict
from triage.patient import AGE_GROUPS

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "age_group": tuple(AGE_GROUPS),
    "pregnancy": ("yes", "no"),
    "onset": ("sudden", "gradual"),
    "fever": ("yes", "no"),
}
"""Questions in the order in which they are preferred when they change the verdict equally."""

# Answers that leave everything as it was while the question was open.
_NEUTRAL = frozenset({("pregnancy", "no"), ("onset", "gradual"), ("fever", "no")})
_CHILDBEARING = (12.0, 56.0)  # years; outside nobody is asked about pregnancy


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer would lead to: how soon, and the best department."""

    level: Urgency
    department: str


def worth_asking(
    answers: Answers,
    verdict: Verdict,
    signals: AbstractSet[str],
    now: Outcome,
    decide: Callable[[Answers], Outcome],
) -> Question | None:
    """The question whose answers differ most in what they lead to, or None.

    `now` is what the answers so far lead to; `decide` gives the outcome for hypothetical ones.
    Nobody is kept with a question once the verdict is an emergency.
    """
    if verdict.urgency == Urgency.EMERGENCY.code:
        return None
    best, best_score = None, 0.0
    for question, options in OPTIONS.items():
        if not _applies(question, answers, verdict, signals):
            continue
        outcomes = [
            now
            if (question, option) in _NEUTRAL
            else decide(replace(answers, answered={question: option}))
            for option in options
        ]
        score = _spread(outcomes)
        if score > best_score:
            best, best_score = question, score
    return Question(best, "choice", OPTIONS[best]) if best is not None else None


def _spread(outcomes: list[Outcome]) -> float:
    """How far the answers take the verdict apart: levels of urgency count twice a department."""
    levels = [outcome.level for outcome in outcomes]
    firsts = {outcome.department for outcome in outcomes}
    return 2.0 * (max(levels) - min(levels)) + (len(firsts) - 1)


def _applies(question: str, answers: Answers, verdict: Verdict, signals: AbstractSet[str]) -> bool:
    of_child = "age:child" in verdict.reasons or "age:infant" in verdict.reasons
    if question == "age_group":
        return "age:unknown" in verdict.reasons
    if question == "pregnancy":
        age = answers.age_years
        low, high = _CHILDBEARING
        return (
            answers.sex == "female"
            and answers.pregnant is None
            and "pregnant" not in signals
            and not of_child
            and (age is None or low <= age < high)
        )
    if question == "onset":
        return not signals & {"sudden", "chronic"}
    return "fever" not in signals and "temperature" not in {
        r.removeprefix("vital:") for r in verdict.reasons
    }
