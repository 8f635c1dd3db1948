"""What the triage room raises."""


class TriageError(Exception):
    """Base of this room's errors."""


class KnowledgeInvalid(TriageError):
    """The knowledge base breaks a rule of its own; `problems` lists them, one line each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class InputInvalid(TriageError):
    """A line of a batch is not an assessment request. Says where, never what the text was."""
