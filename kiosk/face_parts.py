"""Camera, network and gallery of this kiosk, where all of them are there; else why not."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import structlog

from hardware.camera.port import FrameSource
from kiosk.face_gallery import OfflineGallery
from kiosk.recognition import Recogniser
from models.errors import ModelError
from models.face.engine import FaceEngine

log = structlog.get_logger(__name__)

GALLERY_FILE = "faces.gallery"
"""In the data directory; of this day and this kiosk only."""


def open_recogniser(
    camera: FrameSource | None, networks: Path, calibration: Path | None
) -> Recogniser | None:
    """Eyes for this kiosk.

    Args:
        camera: None where there is none.
        networks: directory of the pack; nothing is ever downloaded.
        calibration: file of this site; None: the pack's own, else figures from elsewhere.

    Returns:
        None where Face ID is not offered; the reason is in the log, everything else goes on.
    """
    if camera is None:
        log.info("face_id_unavailable", reason="no_camera", remedy="set DMED_CAMERA")
        return None
    try:
        engine = FaceEngine.load(networks, calibration)
    except ModelError as fault:
        reason = getattr(fault, "reason", type(fault).__name__)
        log.warning("face_id_unavailable", reason=str(reason), remedy=str(fault))
        camera.close()
        return None
    log.info(
        "face_id_ready",
        network=engine.model_id,
        calibrated=engine.thresholds.calibrated,
        liveness=engine.checks_liveness,
    )
    return Recogniser(camera, engine, time.monotonic)


def open_gallery(data_dir: Path, device_key: str, recogniser: Recogniser) -> OfflineGallery:
    """The gallery of the day, bound to this kiosk's key."""
    return OfflineGallery(
        data_dir / GALLERY_FILE, device_key, recogniser.thresholds, lambda: datetime.now(UTC)
    )
