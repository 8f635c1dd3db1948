"""Facts about hospitals that stop a request."""

from __future__ import annotations

from mobile_api.errors import DmedError, Kind


class NoSuchDepartment(DmedError):
    """This hospital has no department of that code."""

    code = "no_such_department"
    kind = Kind.NOT_FOUND
    message = "This hospital has no such department."
