"""Networks of a pack, run by insightface and, for liveness, by our own runtime."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from google.protobuf.message import DecodeError
from insightface.app import FaceAnalysis
from numpy.typing import NDArray

from models.errors import ArtefactCorrupt
from models.face.alignment import align, square_crop
from models.face.errors import FaceUnavailable, UnavailableReason
from models.face.networks import Detection
from models.face.observation import Embedding, Frame, Landmarks
from models.face.pack import LivenessFile, Pack
from models.manifest import sha256_of
from models.runtime import LOAD_FAULTS, Network

DETECTOR_SIZE = (320, 320)
"""insightface's default runs the detector twice. Enough for eyes 60 px apart in 640 × 480."""
DETECTOR_SCORE = 0.5
MIN_INSIDE_FOR_LIVENESS = 0.7
"""Share of the liveness crop that has to lie in the frame, as in insightface's own add-on."""
_REMEDY = "Fetch the networks again: python -m models fetch face"


def open_networks(pack: Pack, threads: int) -> InsightfaceNetworks:
    """Load detection, recognition and, if the pack has one, liveness.

    Raises FaceUnavailable: DAMAGED if a digest differs or a file does not load, UNSUITABLE if there
    is no detector with landmarks or no recognition network.
    """
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        analysis = FaceAnalysis(
            str(pack.directory.resolve()),
            allowed_modules=["detection", "recognition"],
            providers=["CPUExecutionProvider"],
            sess_options=options,
        )
        analysis.prepare(ctx_id=-1, det_thresh=DETECTOR_SCORE, det_size=DETECTOR_SIZE)
        liveness = None if pack.liveness is None else _open_liveness(pack.liveness)
    except (
        *LOAD_FAULTS,
        DecodeError,
        ArtefactCorrupt,
        OSError,
        ValueError,
        TypeError,
        AssertionError,
    ) as fault:
        raise FaceUnavailable(
            UnavailableReason.DAMAGED,
            f"the networks in {pack.directory} cannot be loaded ({type(fault).__name__}).",
            _REMEDY,
        ) from fault
    recognition = analysis.models.get("recognition")
    if recognition is None or not getattr(analysis.det_model, "use_kps", False):
        raise FaceUnavailable(
            UnavailableReason.UNSUITABLE,
            f"{pack.directory} has no recognition network, or a detector without landmarks.",
            _REMEDY,
        )
    model_id = pack.model_id
    if model_id is None:
        model_id = f"{pack.name}-{sha256_of(Path(str(recognition.model_file)))[:12]}"
    return InsightfaceNetworks(analysis.det_model, recognition, model_id, liveness, pack.liveness)


def _open_liveness(declared: LivenessFile) -> Network:
    if not declared.path.is_file() or sha256_of(declared.path) != declared.sha256:
        raise ArtefactCorrupt("The liveness network", declared.path, _REMEDY)
    return Network(declared.path)


class InsightfaceNetworks:
    """See FaceNetworks."""

    def __init__(
        self,
        detector: Any,
        recognition: Any,
        model_id: str,
        liveness: Network | None,
        declared: LivenessFile | None,
    ) -> None:
        """`detector` and `recognition` are insightface's; `declared` tells how to cut for
        `liveness`."""
        self._detector = detector
        self._recognition = recognition
        self._side = int(recognition.input_size[0])
        self._liveness = liveness
        self._declared = declared
        self.model_id = model_id

    @property
    def checks_liveness(self) -> bool:
        """Whether the pack has a passive liveness network."""
        return self._liveness is not None

    def detect(self, frame: Frame) -> list[Detection]:
        """See FaceNetworks.detect."""
        boxes, points = self._detector.detect(frame)
        return [
            Detection(
                (float(row[0]), float(row[1]), float(row[2]), float(row[3])),
                np.asarray(landmarks, dtype=np.float32),
                float(row[4]),
            )
            for row, landmarks in zip(boxes, points, strict=True)
        ]

    def align(self, frame: Frame, landmarks: Landmarks) -> NDArray[np.uint8]:
        """See FaceNetworks.align."""
        return align(frame, landmarks, self._side)

    def embed(self, aligned: NDArray[np.uint8]) -> Embedding:
        """See FaceNetworks.embed."""
        vector = np.asarray(self._recognition.get_feat(aligned), dtype=np.float32).ravel()
        unit: Embedding = vector / np.float32(max(float(np.linalg.norm(vector)), 1e-12))
        return unit

    def live(self, frame: Frame, found: Detection) -> float | None:
        """See FaceNetworks.live."""
        if self._liveness is None or self._declared is None:
            return None
        left, top, right, bottom = found.box
        if min(right - left, bottom - top) <= 0:
            return None
        if _crop_inside(found.box, self._declared.expansion, frame) < MIN_INSIDE_FOR_LIVENESS:
            return None
        crop = square_crop(frame, found.box, self._declared.expansion, self._declared.size)
        tensor = np.ascontiguousarray(crop[None, :, :, ::-1].transpose(0, 3, 1, 2), np.float32)
        (scores,) = self._liveness.run(
            {self._liveness.inputs[0]: tensor}, self._liveness.outputs[:1]
        )
        score: float = scores.ravel()[0].item()
        return score


def _crop_inside(box: tuple[float, float, float, float], expansion: float, frame: Frame) -> float:
    """Share of the liveness crop that lies in the frame."""
    left, top, right, bottom = box
    half = max(right - left, bottom - top) * expansion / 2
    x, y = (left + right) / 2, (top + bottom) / 2
    height, width = frame.shape[:2]
    across = max(0.0, min(x + half, width) - max(x - half, 0.0))
    down = max(0.0, min(y + half, height) - max(y - half, 0.0))
    share: float = across * down / (4 * half * half)
    return share
