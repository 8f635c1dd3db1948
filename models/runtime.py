"""Runs a network on one thread."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnxruntime.capi.onnxruntime_pybind11_state import (
    Fail,
    InvalidGraph,
    InvalidProtobuf,
    NoSuchFile,
)

from models.errors import ArtefactCorrupt

LOAD_FAULTS: tuple[type[Exception], ...] = (
    Fail,
    InvalidGraph,
    InvalidProtobuf,
    NoSuchFile,
    RuntimeError,
)
"""What onnxruntime raises for a file that it cannot load."""


class Network:
    """An ONNX network, run by the names of its tensors.

    One thread inside and between operators: a kiosk has a camera and a screen to serve beside it,
    and an API process runs one worker per core already.
    """

    def __init__(self, path: Path) -> None:
        """Load `path`. Raises ArtefactCorrupt if onnxruntime cannot read it."""
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3
        try:
            self._session = ort.InferenceSession(
                str(path), sess_options=options, providers=["CPUExecutionProvider"]
            )
        except LOAD_FAULTS as error:
            raise ArtefactCorrupt(
                "The network cannot be loaded", path, "Restore it or train it again."
            ) from error
        self.inputs: tuple[str, ...] = tuple(i.name for i in self._session.get_inputs())
        self.outputs: tuple[str, ...] = tuple(o.name for o in self._session.get_outputs())

    def run(
        self, feeds: Mapping[str, NDArray[Any]], outputs: Sequence[str]
    ) -> tuple[NDArray[Any], ...]:
        """Values of `outputs`, in that order. `feeds` holds one array per input name."""
        return tuple(np.asarray(v) for v in self._session.run(list(outputs), dict(feeds)))
