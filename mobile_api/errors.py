"""Errors as facts. Each has a stable code and a kind; HTTP is decided in http_errors.py.

The same classes are raised by the client, so a kiosk catches ``AlreadyWaiting``
whether it happened in its own process or behind the wire.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar


class Kind(StrEnum):
    """What sort of fact an error is: decides the HTTP status in one place."""

    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    MISMATCH = "mismatch"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    UNAVAILABLE = "unavailable"
    INTERNAL = "internal"


class DmedError(Exception):
    """Base of every error that travels.

    Subclasses set ``code`` (stable, snake case), ``kind`` and ``message`` (English, for
    developers: people read the phrase that their front has for the code).
    ``facts`` are extra fields of the problem document: numbers and codes, never
    personal data.
    """

    code: ClassVar[str] = "internal"
    kind: ClassVar[Kind] = Kind.INTERNAL
    message: ClassVar[str] = "Something went wrong on the server."

    _by_code: ClassVar[dict[str, type[DmedError]]] = {}

    def __init__(self, **facts: str | float | bool | list[dict[str, str]]) -> None:
        super().__init__(self.code)
        taken = facts.keys() & {"type", "title", "status", "code", "instance"}
        if taken:  # they would overwrite what RFC 9457 says about the error itself
            raise ValueError(f"a fact cannot be called {sorted(taken)}")
        self.facts = facts

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        other = DmedError._by_code.setdefault(cls.code, cls)
        if other is not cls and other.__qualname__ != cls.__qualname__:
            raise TypeError(f"two errors share the code {cls.code!r}: {other} and {cls}")

    @staticmethod
    def of_code(code: str) -> type[DmedError]:
        """The class for a code that came over the wire; ``DmedError`` for an unknown one."""
        return DmedError._by_code.get(code, DmedError)


class InvalidRequest(DmedError):
    """The request does not follow the schema; ``fields`` says where, never what was sent."""

    code = "invalid_request"
    kind = Kind.INVALID
    message = "The request does not follow the schema."


class NotAuthenticated(DmedError):
    """No credentials, or they are not valid (any more)."""

    code = "not_authenticated"
    kind = Kind.UNAUTHENTICATED
    message = "Credentials are missing or not valid."


class NotAllowed(DmedError):
    """Who is asking is known, and may not do this."""

    code = "not_allowed"
    kind = Kind.FORBIDDEN
    message = "This role may not do this."


class NotFound(DmedError):
    """What was asked for does not exist, or is not visible to who asks."""

    code = "not_found"
    kind = Kind.NOT_FOUND
    message = "Not found."


class RequestTooLarge(DmedError):
    """The body is larger than anything that is asked for here; ``most_bytes`` says how large."""

    code = "request_too_large"
    kind = Kind.TOO_LARGE
    message = "The request is too large."


class IdempotencyMismatch(DmedError):
    """An id was used again with another body (IETF Idempotency-Key: 422)."""

    code = "idempotency_mismatch"
    kind = Kind.MISMATCH
    message = "This id was already used with another body."


class TooManyAttempts(DmedError):
    """A limit was reached; ``retry_after`` is in seconds."""

    code = "too_many_attempts"
    kind = Kind.TOO_MANY
    message = "Too many attempts. Try again later."


class Unavailable(DmedError):
    """A part that is needed does not answer just now; the same request may be retried."""

    code = "unavailable"
    kind = Kind.UNAVAILABLE
    message = "The service is not available just now. Try again."
