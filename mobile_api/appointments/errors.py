"""Facts about appointments that stop a request."""

from __future__ import annotations

from mobile_api.errors import DmedError, Kind


class NoSuchAppointment(DmedError):
    """No such appointment, hold or offer belongs to who asks."""

    code = "no_such_appointment"
    kind = Kind.NOT_FOUND
    message = "No such appointment."


class AppointmentClosed(DmedError):
    """The appointment was cancelled, missed or is over; `appointment_status` says which.

    (Not `status`: a problem document has a field of that name, and it is HTTP's.)
    """

    code = "appointment_closed"
    kind = Kind.CONFLICT
    message = "This appointment can no longer be changed or checked in to."


class NoSuchService(DmedError):
    """The department does not offer this service (any more), or the doctor is not there."""

    code = "no_such_service"
    kind = Kind.NOT_FOUND
    message = "This department does not offer that."


class NotATime(DmedError):
    """No time begins then: closed, a holiday, the doctor is away, or between two times.

    `reason` is `past`, `too_soon`, `too_far`, `closed` or `no_slot`.
    """

    code = "not_a_time"
    kind = Kind.INVALID
    message = "That is not a time that can be booked."


class TimeTaken(DmedError):
    """Somebody else was quicker; another time must be chosen."""

    code = "time_taken"
    kind = Kind.CONFLICT
    message = "This time has just been taken."


class BookedElsewhere(DmedError):
    """The patient has another appointment (or hold) that overlaps."""

    code = "booked_elsewhere"
    kind = Kind.CONFLICT
    message = "This patient has another appointment at that time."


class TooManyAppointments(DmedError):
    """The patient has as many appointments to come here as one may have; `most` says how many."""

    code = "too_many_appointments"
    kind = Kind.CONFLICT
    message = "This patient has enough appointments in this department."


class TooManyMoves(DmedError):
    """The appointment was moved as often as it may be; `most` says how often."""

    code = "too_many_moves"
    kind = Kind.CONFLICT
    message = "This appointment cannot be moved any more."


class TooManyLateCancellations(DmedError):
    """Too many late cancellations: reception books for this patient."""

    code = "too_many_late_cancellations"
    kind = Kind.FORBIDDEN
    message = "Too many late cancellations. Reception can book."


class OfferOver(DmedError):
    """The time was offered to the next person, or accepted or declined already."""

    code = "offer_over"
    kind = Kind.CONFLICT
    message = "This offer has ended."


class AlreadyOnWaitlist(DmedError):
    """The patient waits for this already."""

    code = "already_on_waitlist"
    kind = Kind.CONFLICT
    message = "This patient is on this waitlist already."


class LinkOver(DmedError):
    """The link is not ours, or the appointment has changed since it was sent."""

    code = "link_over"
    kind = Kind.NOT_FOUND
    message = "This link is not valid any more."


class PassOver(DmedError):
    """The QR is not ours, too old, or was used at another device."""

    code = "pass_over"
    kind = Kind.FORBIDDEN
    message = "This code is not valid any more. Show a fresh one."


class AlreadyRated(DmedError):
    """A visit is rated once."""

    code = "already_rated"
    kind = Kind.CONFLICT
    message = "This visit has been rated already."


class NotSeenYet(DmedError):
    """Only a visit that took place can be rated."""

    code = "not_seen_yet"
    kind = Kind.CONFLICT
    message = "This visit has not taken place."
