"""Facts about devices that stop a request."""

from __future__ import annotations

from mobile_api.errors import DmedError, Kind


class DeviceNotEnrolled(DmedError):
    """The device's key is missing, unknown or withdrawn."""

    code = "device_not_enrolled"
    kind = Kind.UNAUTHENTICATED
    message = "This device is not enrolled."
