"""Words for codes, in the six languages that patients read."""

from collections.abc import Mapping
from functools import cache

from models import Vault, shipped_root
from triage.compiled import Compiled, read_compiled
from triage.departments import DEPARTMENTS, LANGUAGES
from triage.scripts import uz_to_cyrillic

ARTEFACT = "triage"
KNOWLEDGE_FILE = "knowledge.json"


class Labels:
    """Labels of one version of the knowledge base.

    Every method takes a language of `departments.LANGUAGES` and raises KeyError for an unknown code
    or language: a missing word must be seen by us, not by a patient.
    """

    def __init__(self, compiled: Compiled) -> None:
        self._findings = {c.id: c.label for c in compiled.concepts}
        self._flags = {f.code: f.label for f in compiled.flags}
        self._questions = {q.id: q for q in compiled.questions}

    def finding(self, code: str, language: str) -> str:
        """Short noun phrase for a finding, for example "Bosh ogʻrigʻi"."""
        return _in(self._findings[code], language)

    def red_flag(self, code: str, language: str) -> str:
        """Short noun phrase for a red flag."""
        return _in(self._flags[code], language)

    def question(self, question_id: str, language: str) -> str:
        """The wording of a follow-up question."""
        return _in(self._questions[question_id].text, language)

    def option(self, question_id: str, option: str, language: str) -> str:
        """The wording of one option of a follow-up question."""
        return _in(self._questions[question_id].options[option], language)


def _in(label: Mapping[str, str], language: str) -> str:
    if language not in LANGUAGES:
        raise KeyError(language)
    if language == "uz-Latn":
        return label["uz"]
    if language == "uz-Cyrl":
        return uz_to_cyrillic(label["uz"])
    return label[language]


@cache
def shipped() -> Labels:
    """Labels of the active version that is installed with the package.

    Raises models.ArtefactMissing or models.ArtefactCorrupt.
    """
    return Labels(read_compiled(Vault(shipped_root()).open(ARTEFACT).path(KNOWLEDGE_FILE)))


def finding(code: str, language: str) -> str:
    """As `Labels.finding`, of the shipped knowledge base."""
    return shipped().finding(code, language)


def red_flag(code: str, language: str) -> str:
    """As `Labels.red_flag`, of the shipped knowledge base."""
    return shipped().red_flag(code, language)


def question(question_id: str, language: str) -> str:
    """As `Labels.question`, of the shipped knowledge base."""
    return shipped().question(question_id, language)


def option(question_id: str, code: str, language: str) -> str:
    """As `Labels.option`, of the shipped knowledge base."""
    return shipped().option(question_id, code, language)


def department(code: str, language: str) -> str:
    """Name of a department. Raises KeyError for an unknown code or language."""
    return DEPARTMENTS[code].names[language]
