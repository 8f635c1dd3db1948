"""Facts that stop an administrator."""

from __future__ import annotations

from mobile_api.errors import DmedError, Kind


class StillNeeded(DmedError):
    """People wait there, are booked there, or work there.

    ``waiting``, ``booked`` and ``practitioners`` say how many.
    """

    code = "still_needed"
    kind = Kind.CONFLICT
    message = "This cannot be closed while people wait, are booked or work there."


class ImportUnreadable(DmedError):
    """Not a table of values separated by commas or semicolons in UTF-8; ``reason`` says why."""

    code = "import_unreadable"
    kind = Kind.INVALID
    message = "This file cannot be read as a table."


class ImportFaulty(DmedError):
    """Some lines of the list are wrong, so that nothing of it was imported."""

    code = "import_faulty"
    kind = Kind.CONFLICT
    message = "The list has mistakes. Nothing was imported."


class ImportOver(DmedError):
    """The list was checked more than an hour ago, or never: check it again."""

    code = "import_over"
    kind = Kind.NOT_FOUND
    message = "Check the list again before it is imported."
