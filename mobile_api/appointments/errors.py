"""Facts about appointments that stop a request."""

from __future__ import annotations

from mobile_api.errors import DmedError, Kind


class NoSuchAppointment(DmedError):
    """No appointment of that id belongs to this person today."""

    code = "no_such_appointment"
    kind = Kind.NOT_FOUND
    message = "No such appointment today."


class AppointmentClosed(DmedError):
    """The appointment was cancelled, missed or is over; `appointment_status` says which.

    (Not `status`: a problem document has a field of that name, and it is HTTP's.)
    """

    code = "appointment_closed"
    kind = Kind.CONFLICT
    message = "This appointment can no longer be checked in to."
