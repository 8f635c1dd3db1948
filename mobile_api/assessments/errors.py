"""Facts about a complaint that stop a request."""

from __future__ import annotations

from mobile_api.errors import DmedError, Kind


class ComplaintEmpty(DmedError):
    """Nothing that can be read was typed."""

    code = "complaint_empty"
    kind = Kind.INVALID
    message = "The complaint holds nothing that can be read."


class NoSuchAssessment(DmedError):
    """No assessment of that id belongs to this visit."""

    code = "no_such_assessment"
    kind = Kind.NOT_FOUND
    message = "No such assessment."


class NoComplaintKept(DmedError):
    """The patient did not let the words be kept, or they were deleted after their time."""

    code = "no_complaint_kept"
    kind = Kind.NOT_FOUND
    message = "The words of this complaint are not kept."


class NotADepartment(DmedError):
    """The code names none of the departments that patients can be sent to."""

    code = "not_a_department"
    kind = Kind.INVALID
    message = "This is not a code of a department."


class NotInChats(DmedError):
    """Symptoms are typed on our own pages, never in a chat that others store."""

    code = "not_in_chats"
    kind = Kind.FORBIDDEN
    message = "Complaints are not taken from chats."
