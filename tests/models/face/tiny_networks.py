"""Face ID without weights: networks of a few kilobytes that insightface routes and runs.

The "detector" answers to a green marker whose colour also says how large the face is and how far it
is turned; the "recognition network" projects the picture around it at random; the "liveness
network" takes yellow faces for photographs. They know nothing of faces: they exercise the path.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

from models.face.calibration import CALIBRATION, Calibration, write_calibration
from models.face.observation import Frame
from models.face.thresholds import Thresholds
from models.manifest import sha256_of

MODEL_ID = "tiny-test-network"
DIMENSIONS = 128
THRESHOLDS = Thresholds(
    MODEL_ID,
    ((1e-2, 0.5), (1e-4, 0.7)),
    live=0.6,
    calibrated=True,
    people=2,
    source="made up for tests",
)
LANDMARKS = np.array(
    [[-0.5, -0.4], [0.5, -0.4], [0.0, 0.1], [-0.4, 0.6], [0.4, 0.6]], dtype=np.float32
)
"""In eye distances around the marker."""
SIDES = np.array([1.1, 1.2, 1.1, 1.2], dtype=np.float32)
"""Left, top, right, bottom of the box, in eye distances."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody before the camera, made of grey squares."""

    seed: int
    at: tuple[int, int] = (320, 224)
    """Centre in pixels, multiples of 16."""
    eye_distance: int = 80
    turn: float = 0.0
    """Nose offset, −0.5 to 0.5."""
    light: float = 1.0
    photograph: bool = False


def draw(*figures: Figure, background: int = 0) -> Frame:
    """A frame of 640 × 480, BGR."""
    frame = np.full((480, 640, 3), background, dtype=np.uint8)
    for figure in figures:
        squares = np.random.default_rng(figure.seed).integers(30, 220, (10, 10))
        side = max(1, round(figure.eye_distance * 0.4))
        grey = np.kron(squares, np.ones((side, side))) * figure.light
        half = grey.shape[0] // 2
        x, y = figure.at
        top, left = max(0, y - half), max(0, x - half)
        piece = grey[top - (y - half) :, left - (x - half) :][: 480 - top, : 640 - left]
        frame[top : top + piece.shape[0], left : left + piece.shape[1]] = piece[..., None]
        if figure.photograph:
            frame[top : top + piece.shape[0], left : left + piece.shape[1], 0] = 0
        marker = (figure.eye_distance // 2, 255, round(50 + 100 * figure.turn))
        frame[y : y + 16, x : x + 16] = marker
    return frame


def build_tiny_pack(directory: Path, *, manifest: bool = True) -> Path:
    """Write detector, recognition, liveness, manifest and a calibration into `directory`.

    Without `manifest` insightface tells the networks apart by their shapes, and there is no
    liveness.
    """
    directory.mkdir(parents=True, exist_ok=True)
    _detector(directory / "detection.onnx")
    _recognition(directory / "recognition.onnx")
    if manifest:
        _liveness(directory / "liveness.onnx")
        _manifest(directory)
        write_calibration(
            directory / CALIBRATION, Calibration(THRESHOLDS, "2026-01-01", 10, 100, 0)
        )
    return directory


def _manifest(directory: Path) -> None:
    (directory / "MODEL.LICENSE").write_text("made by the tests\n", encoding="utf-8")
    tasks = {
        task: {
            "file": f"{task}.onnx",
            "sha256": sha256_of(directory / f"{task}.onnx"),
            "preprocessing": "embedded",
        }
        for task in ("detection", "recognition")
    }
    liveness = {
        "file": "liveness.onnx",
        "sha256": sha256_of(directory / "liveness.onnx"),
        "size": 128,
        "expansion": 1.5,
    }
    manifest = {
        "manifest_version": 2,
        "model_id": MODEL_ID,
        "license": "MODEL.LICENSE",
        "tasks": tasks,
        "dmed": {"liveness": liveness, "sources": []},
    }
    (directory / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def _detector(path: Path) -> None:
    constants: dict[str, NDArray[Any]] = {
        "cells": np.array([1, -1, 3], np.int64),
        "red": np.array([0], np.int64),
        "green": np.array([1], np.int64),
        "blue": np.array([2], np.int64),
        "half": np.array(0.5, np.float32),
        "least": np.array(100.0, np.float32),
        "fifty": np.array(50.0, np.float32),
        "hundredth": np.array(0.01, np.float32),
        "zero": np.array(0.0, np.float32),
        "one": np.array(1.0, np.float32),
        "stride": np.array(8.0, np.float32),
        "sides": SIDES.reshape(1, 1, 4),
        "points": LANDMARKS.reshape(1, 1, 10),
        "nose_x": np.eye(10, dtype=np.float32)[4].reshape(1, 1, 10),
    }
    nodes = [
        *_cells(8),
        helper.make_node("Gather", ["cells_8", "red"], ["r"], axis=2),
        helper.make_node("Gather", ["cells_8", "green"], ["g"], axis=2),
        helper.make_node("Gather", ["cells_8", "blue"], ["b"], axis=2),
        helper.make_node("Add", ["r", "b"], ["rb"]),
        helper.make_node("Mul", ["rb", "half"], ["grey"]),
        helper.make_node("Sub", ["g", "grey"], ["greener"]),
        helper.make_node("Sub", ["greener", "least"], ["above"]),
        helper.make_node("Div", ["above", "fifty"], ["unclipped"]),
        helper.make_node("Clip", ["unclipped", "zero", "one"], ["score_8"]),
        helper.make_node("Div", ["b", "stride"], ["size"]),
        helper.make_node("Sub", ["r", "fifty"], ["turn_100"]),
        helper.make_node("Mul", ["turn_100", "hundredth"], ["turn"]),
        helper.make_node("Mul", ["size", "sides"], ["distance_8"]),
        helper.make_node("Mul", ["turn", "nose_x"], ["nose"]),
        helper.make_node("Add", ["points", "nose"], ["turned"]),
        helper.make_node("Mul", ["size", "turned"], ["kps_8"]),
    ]
    for stride in (16, 32):
        nodes += _cells(stride)
        for what, width in (("score", 1), ("distance", 4), ("kps", 10)):
            constants[f"none_{what}"] = np.zeros((3, width), np.float32)
            nodes.append(
                helper.make_node(
                    "MatMul", [f"cells_{stride}", f"none_{what}"], [f"{what}_{stride}"]
                )
            )
    outputs: list[tuple[str, Sequence[int | str]]] = []
    for what, width in (("score", 1), ("distance", 4), ("kps", 10)):
        constants[f"pads_{what}"] = np.array([0, 0, 0, 0, 0, width], np.int64)
        constants[f"shape_{what}"] = np.array([0, -1, width], np.int64)
        for stride in (8, 16, 32):
            name = f"{what}_{stride}"
            nodes.append(helper.make_node("Pad", [name, f"pads_{what}"], [f"{name}_padded"]))
            nodes.append(
                helper.make_node("Reshape", [f"{name}_padded", f"shape_{what}"], [f"{name}_out"])
            )
            outputs.append((f"{name}_out", ["batch", f"n_{name}", width]))
    _save(path, nodes, constants, ("picture", [1, 3, "height", "width"]), outputs)


def _cells(stride: int) -> list[NodeProto]:
    """The picture's mean colour per cell: (1, cells, 3)."""
    return [
        helper.make_node(
            "AveragePool",
            ["picture"],
            [f"pooled_{stride}"],
            kernel_shape=[stride, stride],
            strides=[stride, stride],
        ),
        helper.make_node("Transpose", [f"pooled_{stride}"], [f"last_{stride}"], perm=[0, 2, 3, 1]),
        helper.make_node("Reshape", [f"last_{stride}", "cells"], [f"cells_{stride}"]),
    ]


def _recognition(path: Path) -> None:
    projection = np.random.default_rng(0).normal(size=(192, DIMENSIONS)).astype(np.float32)
    nodes = [
        helper.make_node(
            "AveragePool", ["face"], ["pooled"], kernel_shape=[14, 14], strides=[14, 14]
        ),
        helper.make_node("Reshape", ["pooled", "flat"], ["squares"]),
        helper.make_node("ReduceMean", ["squares"], ["mean"], axes=[1], keepdims=1),
        helper.make_node("Sub", ["squares", "mean"], ["centred"]),
        helper.make_node("MatMul", ["centred", "projection"], ["embedding"]),
    ]
    constants: dict[str, NDArray[Any]] = {
        "flat": np.array([1, 192], np.int64),
        "projection": projection,
    }
    _save(
        path,
        nodes,
        constants,
        ("face", [1, 3, 112, 112]),
        [("embedding", [1, DIMENSIONS])],
    )


def _liveness(path: Path) -> None:
    """Blue over red: 1 for grey faces, 0 for yellow ones."""
    nodes = [
        helper.make_node("ReduceMean", ["face"], ["colours"], axes=[2, 3], keepdims=0),
        helper.make_node("Gather", ["colours", "red"], ["r"], axis=1),
        helper.make_node("Gather", ["colours", "blue"], ["b"], axis=1),
        helper.make_node("Add", ["r", "one"], ["r1"]),
        helper.make_node("Div", ["b", "r1"], ["share"]),
        helper.make_node("Clip", ["share", "zero", "one"], ["live"]),
    ]
    constants: dict[str, NDArray[Any]] = {
        "red": np.array(0, np.int64),
        "blue": np.array(2, np.int64),
        "zero": np.array(0.0, np.float32),
        "one": np.array(1.0, np.float32),
    }
    _save(path, nodes, constants, ("face", ["n", 3, 128, 128]), [("live", ["n"])])


def _save(
    path: Path,
    nodes: list[NodeProto],
    constants: Mapping[str, NDArray[Any]],
    picture: tuple[str, Sequence[int | str]],
    outputs: Sequence[tuple[str, Sequence[int | str]]],
) -> None:
    graph = helper.make_graph(
        nodes,
        path.stem,
        [helper.make_tensor_value_info(picture[0], TensorProto.FLOAT, picture[1])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs],
        [numpy_helper.from_array(values, name) for name, values in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
