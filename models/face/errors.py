"""What can be wrong with Face ID, named by what somebody has to do about it."""

from enum import StrEnum

from models.errors import ModelError


class UnavailableReason(StrEnum):
    """Why there is no Face ID here. The values are stable: screens have words for them."""

    NO_WEIGHTS = "no_weights"
    """No directory with networks. Remedy: `python -m models fetch face`."""
    NO_ENGINE = "no_engine"
    """insightface, onnx or OpenCV is not installed. Remedy: install the extra `kiosk`."""
    DAMAGED = "damaged"
    """A file is not the one that the pack declares, or cannot be loaded. Remedy: fetch again."""
    UNSUITABLE = "unsuitable"
    """The pack has no detector with five points, or no recognition network."""
    NO_THRESHOLDS = "no_thresholds"
    """Nobody has measured this network: no calibration file, no published figures of ours.
    Remedy: `python -m models face-report --images DIR --write-calibration`."""


class FaceUnavailable(ModelError):
    """Face ID cannot be offered here. Everything else goes on as before."""

    def __init__(self, reason: UnavailableReason, detail: str, remedy: str) -> None:
        """`detail` names a file or a network, never a person."""
        super().__init__(f"Face ID is unavailable ({reason}): {detail} {remedy}")
        self.reason = reason
        self.detail = detail
        self.remedy = remedy


class ForeignTemplate(ModelError):
    """Templates of two networks were to be compared; such a comparison means nothing.

    The remedy is to enrol again with the network in use.
    """

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(f"a template of {found} cannot be compared with templates of {expected}")
        self.expected = expected
        self.found = found


class BadCalibration(ModelError):
    """A calibration file does not parse, or belongs to another network."""
