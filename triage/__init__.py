"""Medicine: free text and a few facts in; departments, urgency, danger signs and reasons out.

Pure: no file and no network access except through `models`. Works with the cable cut.
"""

from functools import cache

from models import Vault, shipped_root
from triage.answers import Answers, Question, Urgency, Verdict
from triage.assessment import Triage

__all__ = ["Answers", "Question", "Triage", "Urgency", "Verdict", "assess"]


@cache
def _shipped() -> Triage:
    return Triage.load(Vault(shipped_root()))


def assess(answers: Answers) -> Verdict:
    """Assess with the active version that is installed; it is loaded on the first call.

    A process that chooses its vault or version calls `Triage.load` in its composition root instead.
    Raises models.ArtefactMissing or models.ArtefactCorrupt if the installation is damaged.
    """
    return _shipped().assess(answers)
