"""What can go wrong on the way to the server, before it could answer anything."""

from __future__ import annotations

from mobile_api.errors import DmedError, Kind


class ApiUnreachable(DmedError):
    """No answer: no network, no server, or it took too long. The same call may be retried."""

    code = "api_unreachable"
    kind = Kind.UNAVAILABLE
    message = "The server cannot be reached."


class ApiIncomprehensible(DmedError):
    """Something answered, but not our server, or one of another version."""

    code = "api_incomprehensible"
    kind = Kind.UNAVAILABLE
    message = "The server's answer cannot be read."
