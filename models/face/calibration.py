"""The thresholds of a network: from this site's calibration file, else from figures we have."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.face.errors import BadCalibration, FaceUnavailable, UnavailableReason
from models.face.thresholds import Thresholds

CALIBRATION = "calibration.json"
"""Looked for in the directory of the networks, unless another path is given."""
FORMAT = 1

_REMEDY = "Write it again: python -m models face-report --images DIR --write-calibration FILE"

UNCALIBRATED_LIVE = 0.5
"""The decision rule of the liveness network's publisher (live at least as likely as not). Nobody
has measured it on a kiosk's camera: published figures of such networks did not transfer."""

PUBLISHED = {
    "mobilefacenet-b7120c095d60": Thresholds(
        model_id="mobilefacenet-b7120c095d60",
        curve=((1e-2, 0.44), (1e-3, 0.53), (1e-4, 0.62)),
        live=UNCALIBRATED_LIVE,
        calibrated=False,
        people=15,
        source="15 East-Asian people, webcam, across sessions; not this site, not this camera",
    )
}
"""Networks of which figures are known without a calibration. For 1 in 10,000 the figures were 0.57
to 0.62: the strictest is taken."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What `face-report --write-calibration` writes beside the thresholds."""

    thresholds: Thresholds
    written: str
    """ISO 8601 date."""
    genuine_pairs: int
    impostor_pairs: int
    live_pictures: int
    """How many pictures of living people set the liveness threshold; 0: it is the publisher's."""


def thresholds_of(model_id: str, calibration: Path | None = None) -> Thresholds:
    """Thresholds of the network `model_id`.

    `calibration` is a file; None or one that does not exist: figures from elsewhere, with
    `calibrated` False.

    Raises:
        BadCalibration: the file does not parse, or was written for another network.
        FaceUnavailable: NO_THRESHOLDS, there is no file and nobody has measured this network.
    """
    if calibration is not None and calibration.is_file():
        found = read_calibration(calibration).thresholds
        if found.model_id != model_id:
            raise BadCalibration(f"{calibration} was written for {found.model_id}. {_REMEDY}")
        return found
    if model_id in PUBLISHED:
        return PUBLISHED[model_id]
    raise FaceUnavailable(
        UnavailableReason.NO_THRESHOLDS, f"nobody has measured {model_id} yet.", _REMEDY
    )


def unmeasured(model_id: str) -> Thresholds:
    """Thresholds that nothing reaches but the same picture: for measuring, not for deciding."""
    return Thresholds(
        model_id, ((1.0, 1.0),), live=1.0, calibrated=False, people=0, source="not measured"
    )


def read_calibration(path: Path) -> Calibration:
    """A calibration file. Raises BadCalibration if it cannot be read or is not one."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise BadCalibration(f"{path} has format {data['format']!r}, not {FORMAT}. {_REMEDY}")
        return Calibration(
            thresholds=_thresholds(data),
            written=str(data["written"]),
            genuine_pairs=int(data["genuine_pairs"]),
            impostor_pairs=int(data["impostor_pairs"]),
            live_pictures=int(data["live_pictures"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise BadCalibration(f"{path} is no calibration file. {_REMEDY}") from fault


def _thresholds(data: dict[str, Any]) -> Thresholds:
    return Thresholds(
        model_id=str(data["model_id"]),
        curve=tuple((float(point["fmr"]), float(point["similarity"])) for point in data["curve"]),
        live=float(data["live"]),
        calibrated=True,
        people=int(data["people"]),
        source=str(data["source"]),
    )


def write_calibration(path: Path, calibration: Calibration) -> None:
    """Write `calibration` to `path`, replacing what is there. Raises OSError."""
    found = calibration.thresholds
    data = {
        "format": FORMAT,
        "model_id": found.model_id,
        "written": calibration.written,
        "people": found.people,
        "genuine_pairs": calibration.genuine_pairs,
        "impostor_pairs": calibration.impostor_pairs,
        "curve": [{"fmr": rate, "similarity": similarity} for rate, similarity in found.curve],
        "live": found.live,
        "live_pictures": calibration.live_pictures,
        "source": found.source,
    }
    path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
