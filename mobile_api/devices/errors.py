"""Facts about devices that stop a request."""

from __future__ import annotations

from mobile_api.errors import DmedError, Kind


class DeviceNotEnrolled(DmedError):
    """The device's key is missing, unknown or withdrawn."""

    code = "device_not_enrolled"
    kind = Kind.UNAUTHENTICATED
    message = "This device is not enrolled."


class WrongEnrolmentCode(DmedError):
    """The code is unknown, used, withdrawn or older than ten minutes: one answer for all."""

    code = "wrong_enrolment_code"
    kind = Kind.NOT_FOUND
    message = "The code does not fit. Make a new one on the page of devices."
