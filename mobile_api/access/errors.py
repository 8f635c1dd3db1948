"""Facts about signing in that stop a request."""

from __future__ import annotations

from mobile_api.errors import DmedError, Kind


class WrongLogin(DmedError):
    """Login or password is wrong: one answer for both."""

    code = "wrong_login"
    kind = Kind.UNAUTHENTICATED
    message = "Login or password is wrong."


class LoginTaken(DmedError):
    """A staff account with this login exists."""

    code = "login_taken"
    kind = Kind.CONFLICT
    message = "This login is taken."


class WeakPassword(DmedError):
    """The password is too short (NIST SP 800-63B-4: at least 15 characters alone) or well known."""

    code = "weak_password"
    kind = Kind.INVALID
    message = "The password is too weak."


class ForeignForm(DmedError):
    """The form came from another site, or its token is missing or of another session."""

    code = "foreign_form"
    kind = Kind.FORBIDDEN
    message = "This form was not sent by our page. Reload it and try again."
