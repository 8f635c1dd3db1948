"""What can go wrong with a device, named by its remedy.

Drivers raise nothing else: what a vendor's library throws is caught where it happens and
re-raised as one of these, so that a screen decides by remedy and never by brand.
"""


class DeviceError(Exception):
    """A device did not do what it was asked.

    `device` is "printer", "camera" or "scanner"; `reason` is a stable word for phrases and
    counters (for example "paper_out"). `detail` is for the technician: an address or what the
    system said, never what was being printed, seen or scanned.
    """

    def __init__(self, device: str, reason: str, detail: str = "") -> None:
        self.device = device
        self.reason = reason
        self.detail = detail
        super().__init__(f"{device}: {reason}" + (f" ({detail})" if detail else ""))


class DeviceUnavailable(DeviceError):
    """Not there or not answering now: trying again later may help."""


class DeviceNeedsPerson(DeviceError):
    """Somebody has to put their hands on it: paper is out, the cover is open."""


class DeviceMisconfigured(DeviceError):
    """It will never work as it is set up: wrong address, missing rights, wrong picture width."""
