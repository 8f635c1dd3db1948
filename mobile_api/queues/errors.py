"""Facts about queues that stop a request."""

from __future__ import annotations

from mobile_api.errors import DmedError, Kind


class NoSuchTicket(DmedError):
    """The ticket does not exist, or its QR was not signed by us."""

    code = "no_such_ticket"
    kind = Kind.NOT_FOUND
    message = "No such ticket."


class NoSuchCounter(DmedError):
    """The scanned code does not stand on one of our counters."""

    code = "no_such_counter"
    kind = Kind.NOT_FOUND
    message = "This code is not one of a counter."


class NobodyWaiting(DmedError):
    """The queue is empty."""

    code = "nobody_waiting"
    kind = Kind.CONFLICT
    message = "Nobody is waiting in this queue."


class TicketNotCalled(DmedError):
    """Recall, no answer and done need a ticket that has been called."""

    code = "ticket_not_called"
    kind = Kind.CONFLICT
    message = "This ticket has not been called."


class AlreadyWaiting(DmedError):
    """The person already waits in this queue; `ticket_id` is the ticket to show instead."""

    code = "already_waiting"
    kind = Kind.CONFLICT
    message = "This person already waits in this queue."


class TicketNotWaiting(DmedError):
    """Only a ticket that waits can be called; another room may have been quicker."""

    code = "ticket_not_waiting"
    kind = Kind.CONFLICT
    message = "This ticket is not waiting."
