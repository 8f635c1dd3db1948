"""Facts about messages that stop a request."""

from __future__ import annotations

from mobile_api.errors import DmedError, Kind


class NoSuchMessage(DmedError):
    """There is no such message, or it belongs to somebody else."""

    code = "no_such_message"
    kind = Kind.NOT_FOUND
    message = "There is no such message."


class MessageNotDead(DmedError):
    """Only a message that could not be delivered is tried again or closed."""

    code = "message_not_dead"
    kind = Kind.CONFLICT
    message = "This message is not among those that could not be delivered."


class PushNotPossible(DmedError):
    """Push of this kind is not set up here, or the address is not one of a push service."""

    code = "push_not_possible"
    kind = Kind.INVALID
    message = "This address cannot receive push messages from this hospital."
