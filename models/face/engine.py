"""From a frame to faces: detection, quality, embedding, passive liveness."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.face.calibration import CALIBRATION, thresholds_of, unmeasured
from models.face.errors import FaceUnavailable, UnavailableReason
from models.face.networks import Detection, FaceNetworks
from models.face.observation import Embedding, FaceSeen, Frame, Observation
from models.face.pack import read_pack
from models.face.quality import QualityGate, measure
from models.face.selfies import SELFIES, SelfieEyes
from models.face.thresholds import Thresholds

MOST_FACES = 5
"""The largest ones; a hall behind may hold dozens."""
_GREY = (29, 150, 77)
"""Blue, green, red to grey in 256ths: ITU-R BT.601."""


class FaceEngine:
    """See `load`. May be used by several threads at once."""

    def __init__(
        self, networks: FaceNetworks, thresholds: Thresholds, gate: QualityGate | None = None
    ) -> None:
        """`gate` says which faces are worth embedding; None: as for recognition."""
        self.networks = networks
        self._thresholds = thresholds
        self._gate = gate or QualityGate()

    @classmethod
    def load(
        cls,
        directory: Path,
        calibration: Path | None = None,
        *,
        gate: QualityGate | None = None,
        threads: int = 1,
        for_measuring: bool = False,
    ) -> FaceEngine:
        """Load the pack in `directory`; nothing is ever downloaded.

        `calibration`: the file that face-report wrote; None: `calibration.json` in the directory,
        and without that the figures from elsewhere. `threads` per network. `for_measuring`: a
        network without thresholds is loaded as well, and then nobody resembles anybody.

        Raises:
            FaceUnavailable: with the reason and the remedy; the caller goes on without Face ID.
            BadCalibration: the calibration file is damaged or belongs to another network.
        """
        pack = read_pack(directory)
        try:
            # Here and not above: insightface and OpenCV are an extra that servers do without, and
            # a kiosk without weights need not spend the second that importing them takes.
            from models.face.insightface_networks import open_networks
        except ImportError as fault:
            raise FaceUnavailable(
                UnavailableReason.NO_ENGINE,
                f"{fault.name or 'a library'} is not installed.",
                "Install the extra: pip install dmed-kiosk[kiosk]",
            ) from fault
        networks = open_networks(pack, threads)
        if for_measuring:
            return cls(networks, unmeasured(networks.model_id), gate)
        thresholds = thresholds_of(networks.model_id, calibration or directory / CALIBRATION)
        return cls(networks, thresholds, gate)

    @property
    def model_id(self) -> str:
        """Which network makes the embeddings. Templates carry it; others do not compare."""
        return self.networks.model_id

    @property
    def thresholds(self) -> Thresholds:
        """Of this network, and whether this site has calibrated."""
        return self._thresholds

    @property
    def checks_liveness(self) -> bool:
        """Whether the pack has a passive liveness network."""
        return self.networks.checks_liveness

    def observe(self, frame: Frame) -> Observation:
        """Faces of `frame` ((height, width, 3), BGR, uint8, not mirrored), the largest first.

        The largest has an embedding if its quality allows it (turned heads included), and a
        liveness if it is frontal as well. The frame is not kept.
        """
        height, width = frame.shape[:2]
        found = sorted(self.networks.detect(frame), key=lambda each: -each.area)[:MOST_FACES]
        return Observation(
            width,
            height,
            tuple(self._look_at(frame, each, main=rank == 0) for rank, each in enumerate(found)),
        )

    def _look_at(self, frame: Frame, found: Detection, *, main: bool) -> FaceSeen:
        height, width = frame.shape[:2]
        aligned = self.networks.align(frame, found.landmarks)
        quality = measure(found.landmarks, found.box, (width, height), _grey(aligned))
        embedding: Embedding | None = None
        live: float | None = None
        if main and self._gate.flaw(quality, turned=True) is None:
            embedding = self.networks.embed(aligned)
            if self.networks.checks_liveness and self._gate.flaw(quality) is None:
                live = self.networks.live(frame, found)
        return FaceSeen(found.box, found.landmarks, found.score, quality, embedding, live)


def load_selfie_eyes(directory: Path, calibration: Path | None = None) -> SelfieEyes:
    """Networks that look at pictures from phones. Raises as `FaceEngine.load`."""
    engine = FaceEngine.load(directory, calibration, gate=SELFIES.gate)
    # Here and not above: OpenCV is part of an extra; the engine has just shown that it is there.
    from models.face.pictures import decode_picture

    return SelfieEyes(engine, decode_picture)


def _grey(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    wide = picture.astype(np.uint16)
    blue, green, red = (wide[..., channel] * np.uint16(_GREY[channel]) for channel in range(3))
    grey: NDArray[np.uint8] = ((blue + green + red) >> 8).astype(np.uint8)
    return grey
