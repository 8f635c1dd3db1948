"""Networks of other publishers in insightface's contracts, checked on graphs of a few nodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from insightface.model_zoo.scrfd import SCRFD
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from models import Network
from models.errors import ArtefactCorrupt
from models.face.building import build_pack
from models.face.engine import FaceEngine
from models.face.pack import read_pack, verify_pack
from models.face.quickening import fill_blocks, spell_out_prelus
from models.face.sources import Task, read_sources
from models.face.wrapping import IMAGENET_MEAN, IMAGENET_STD, wrap

SIDE = 64
FACE_CELL = 19
"""Row 2, column 3 of the 8 × 8 cells of stride 8."""


def yunet(path: Path) -> None:
    """A YuNet that sees one face wherever the middle of the picture is blue."""
    random = np.random.default_rng(4)
    values: dict[str, NDArray[np.float32]] = {}
    for stride in (8, 16, 32):
        cells = (SIDE // stride) ** 2
        for name, width in (("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10)):
            values[f"{name}_{stride}"] = np.zeros((1, cells, width), np.float32)
    values["cls_8"][0, FACE_CELL], values["obj_8"][0, FACE_CELL] = 0.9, 0.4
    values["bbox_8"][0, FACE_CELL] = (0.25, -0.5, np.log(3), np.log(4))
    values["kps_8"][0, FACE_CELL] = random.normal(size=10)
    first = np.zeros((1, 3, 1, 1), np.float32)
    first[0, 0] = 1 / 255  # of blue, green, red: blue
    nodes = [
        helper.make_node("Conv", ["input", "first"], ["blue"]),
        helper.make_node("ReduceMax", ["blue"], ["seen"], keepdims=0),
    ]
    nodes += [helper.make_node("Mul", [f"{name}_values", "seen"], [name]) for name in values]
    _save(
        path,
        nodes,
        {"first": first, **{f"{name}_values": value for name, value in values.items()}},
        ("input", [1, 3, "height", "width"]),
        [(name, ["batch", "cells", value.shape[2]]) for name, value in values.items()],
    )


def logits(path: Path, side: int = 128) -> None:
    """Live where the picture is bright: logits (mean, 0) of pictures in 0 to 1."""
    nodes = [
        helper.make_node("ReduceMean", ["input"], ["bright"], axes=[1, 2, 3], keepdims=0),
        helper.make_node("Unsqueeze", ["bright", "last"], ["one"]),
        helper.make_node("MatMul", ["one", "row"], ["output"]),
    ]
    constants: dict[str, NDArray[Any]] = {
        "last": np.array([1], np.int64),
        "row": np.array([[4.0, 0.0]], np.float32),
    }
    _save(path, nodes, constants, ("input", ["n", 3, side, side]), [("output", ["n", 2])])


def bottleneck(path: Path) -> None:
    """13 channels between two convolutions, and places where nothing may be rewritten."""
    random = np.random.default_rng(7)

    def some(*shape: int) -> NDArray[np.float32]:
        return random.normal(size=shape).astype(np.float32)

    constants: dict[str, NDArray[Any]] = {
        "narrow": some(13, 3, 1, 1),
        "narrow_bias": some(13),
        "slope_1": random.uniform(-0.5, 0.5, (13, 1, 1)).astype(np.float32),
        "across": some(13, 1, 3, 3),
        "across_bias": some(13),
        "slope_2": random.uniform(-0.5, 0.5, (13, 1, 1)).astype(np.float32),
        "wide": some(5, 13, 1, 1),
        "wide_bias": some(5),
        "slope_3": np.full((5, 1, 1), 0.99, np.float32),
        "slope_4": np.full((5, 1, 1), 0.25, np.float32),
        "last": some(4, 5, 1, 1),
    }
    nodes = [
        helper.make_node("Conv", ["input", "narrow", "narrow_bias"], ["a"]),
        helper.make_node("PRelu", ["a", "slope_1"], ["b"]),
        helper.make_node("Conv", ["b", "across", "across_bias"], ["c"], group=13, pads=[1] * 4),
        helper.make_node("PRelu", ["c", "slope_2"], ["d"]),
        helper.make_node("Conv", ["d", "wide", "wide_bias"], ["e"]),
        helper.make_node("PRelu", ["e", "slope_3"], ["seen"]),
        helper.make_node("Add", ["seen", "seen"], ["twice"]),
        helper.make_node("PRelu", ["twice", "slope_4"], ["f"]),
        helper.make_node("Conv", ["f", "last"], ["output"]),
    ]
    outputs = [("output", [1, 4, 12, 12]), ("seen", [1, 5, 12, 12])]
    _save(path, nodes, constants, ("input", [1, 3, 12, 12]), outputs)


def averages(path: Path) -> None:
    """An "embedding" that is the mean of each channel."""
    nodes = [
        helper.make_node("Relu", ["data"], ["positive"]),
        helper.make_node("Sub", ["data", "positive"], ["negative"]),
        helper.make_node("Add", ["positive", "negative"], ["same"]),
        helper.make_node("ReduceMean", ["same"], ["fc1"], axes=[2, 3], keepdims=0),
    ]
    _save(path, nodes, {}, ("data", [1, 3, 112, 112]), [("fc1", [1, 3])])


def test_yunet_says_to_insightface_what_it_means(tmp_path: Path) -> None:
    yunet(tmp_path / "yunet.onnx")
    wrap("yunet", tmp_path / "yunet.onnx", tmp_path / "detection.onnx")
    detector = SCRFD(str(tmp_path / "detection.onnx"))
    detector.prepare(-1, input_size=(SIDE, SIDE), det_thresh=0.3)
    detector.input_mean, detector.input_std = 0.0, 1.0
    blue = np.zeros((SIDE, SIDE, 3), np.uint8)
    blue[..., 0] = 255
    boxes, points = detector.detect(blue)
    assert len(boxes) == 1
    # YuNet: centre = cell + offset, size = e^log, all × 8; score = √(0.9 · 0.4).
    x, y = (3 + 0.25) * 8, (2 - 0.5) * 8
    assert boxes[0] == pytest.approx([x - 12, y - 16, x + 12, y + 16, 0.6], abs=1e-3)
    expected = np.random.default_rng(4).normal(size=10).reshape(5, 2) * 8 + (24, 16)
    assert points[0] == pytest.approx(expected, abs=1e-3)
    red = np.ascontiguousarray(blue[..., ::-1])
    assert len(detector.detect(red)[0]) == 0


def test_mobilefacenet_normalises_itself(tmp_path: Path) -> None:
    averages(tmp_path / "source.onnx")
    wrap("mobilefacenet", tmp_path / "source.onnx", tmp_path / "recognition.onnx")
    network = Network(tmp_path / "recognition.onnx")
    colour = np.array([200.0, 100.0, 50.0], np.float32)
    picture = np.broadcast_to(colour.reshape(1, 3, 1, 1), (1, 3, 112, 112)).astype(np.float32)
    (found,) = network.run({network.inputs[0]: picture}, network.outputs)
    assert found[0] == pytest.approx((colour / 255 - IMAGENET_MEAN) / IMAGENET_STD, abs=1e-4)


def test_liveness_becomes_a_probability(tmp_path: Path) -> None:
    logits(tmp_path / "source.onnx")
    wrap("minifas", tmp_path / "source.onnx", tmp_path / "liveness.onnx")
    network = Network(tmp_path / "liveness.onnx")
    picture = np.full((1, 3, 128, 128), 127.5, np.float32)
    (found,) = network.run({network.inputs[0]: picture}, network.outputs)
    assert found == pytest.approx([1 / (1 + np.exp(-2.0))], abs=1e-5)


def test_a_bottleneck_of_odd_channels_is_run_in_blocks_and_says_the_same(tmp_path: Path) -> None:
    bottleneck(tmp_path / "source.onnx")
    model = onnx.load(str(tmp_path / "source.onnx"))
    fill_blocks(model.graph)
    spell_out_prelus(model.graph)
    onnx.checker.check_model(model)
    onnx.save(model, str(tmp_path / "quick.onnx"))
    widths = [t.dims[0] for t in model.graph.initializer if t.name in {"narrow", "across"}]
    assert widths == [16, 16]
    kinds = [node.op_type for node in model.graph.node]
    # One has a slope that would have to be divided by nearly nothing, one an input of its own.
    assert kinds.count("PRelu") == 2
    picture = np.random.default_rng(1).normal(size=(1, 3, 12, 12)).astype(np.float32)
    before, after = (
        Network(tmp_path / f"{name}.onnx").run({"input": picture}, ["output", "seen"])
        for name in ("source", "quick")
    )
    for one, other in zip(before, after, strict=True):
        assert one == pytest.approx(other, rel=1e-4, abs=1e-4)


def test_a_file_that_is_no_such_network_is_refused(tmp_path: Path) -> None:
    (tmp_path / "noise.onnx").write_bytes(b"\x08\x07nothing")
    averages(tmp_path / "other.onnx")
    for name in ("noise", "other"):
        with pytest.raises(ArtefactCorrupt, match="yunet"):
            wrap("yunet", tmp_path / f"{name}.onnx", tmp_path / "out.onnx")
    assert not (tmp_path / "out.onnx").exists()


@pytest.mark.parametrize("recognition", ["mobilefacenet", "sface"])
def test_a_built_pack_is_loaded_by_insightface_and_knows_where_it_is_from(
    tmp_path: Path, recognition: str
) -> None:
    yunet(tmp_path / "yunet.onnx")
    averages(tmp_path / "recognition.onnx")
    logits(tmp_path / "minifas.onnx")
    by_name = {source.name: source for source in read_sources()}
    files = {
        Task.DETECTION: (by_name["yunet"], tmp_path / "yunet.onnx"),
        Task.RECOGNITION: (by_name[recognition], tmp_path / "recognition.onnx"),
        Task.LIVENESS: (by_name["minifas"], tmp_path / "minifas.onnx"),
    }
    for _ in range(2):  # the second time it replaces itself
        build_pack(files, tmp_path / "weights")
    pack = read_pack(tmp_path / "weights")
    assert verify_pack(pack) == ()
    assert pack.model_id == f"{recognition}-{by_name[recognition].sha256[:12]}"
    assert [source["licence"] for source in pack.sources] == ["Apache-2.0"] * 3
    engine = FaceEngine.load(tmp_path / "weights", for_measuring=True)
    assert engine.checks_liveness
    assert "MS-Celeb-1M" in (tmp_path / "weights" / "MODEL.LICENSE").read_text(encoding="utf-8")
    (tmp_path / "weights" / "recognition.onnx").write_bytes(b"")
    assert verify_pack(pack) == ("recognition.onnx",)


def _save(
    path: Path,
    nodes: list[onnx.NodeProto],
    constants: Mapping[str, NDArray[Any]],
    picture: tuple[str, Sequence[int | str]],
    outputs: Sequence[tuple[str, Sequence[int | str]]],
) -> None:
    graph = helper.make_graph(
        nodes,
        "test",
        [helper.make_tensor_value_info(picture[0], TensorProto.FLOAT, picture[1])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs],
        [numpy_helper.from_array(values, name) for name, values in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    onnx.save(model, str(path))
