"""Dress networks of other publishers in the contracts that insightface runs.

The graphs get a few nodes in front and behind. Weights stay, but for two: the detector's first
layer has its channels reversed, because insightface feeds red first; and the liveness network's are
written so that it runs quicker and says the same (quickening.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from google.protobuf.message import DecodeError
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

from models.errors import ArtefactCorrupt
from models.face.quickening import fill_blocks, spell_out_prelus

STRIDES = (8, 16, 32)
IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)
"""Of red, green, blue in 0 to 1: what foamliu/MobileFaceNet was trained with (its data_gen.py)."""
IR_VERSION = 10
"""Understood by onnxruntime 1.18 and later."""


def wrap(name: str, source: Path, target: Path) -> None:
    """Build `target` from the fetched file `source` of the network `name` in sources.toml.

    Raises ArtefactCorrupt if `source` is no such network, KeyError for a name without a wrapper.
    """
    build = WRAPPERS[name]
    try:
        model = onnx.load(str(source))
        build(model)
        onnx.checker.check_model(model)
    except (DecodeError, ValueError, IndexError, onnx.checker.ValidationError) as fault:
        raise ArtefactCorrupt(
            f"{name} cannot be wrapped", source, "Fetch it again: python -m models fetch face"
        ) from fault
    model.ir_version = max(model.ir_version, IR_VERSION)
    onnx.save(model, str(target))


def wrap_yunet(model: ModelProto) -> None:
    """YuNet in SCRFD's contract: 3 scores, 3 × distances to the sides, 3 × 5 points.

    In: (1, 3, height, width), red green blue, 0 to 255. Score = √(class · object) as in OpenCV's
    FaceDetectorYN. YuNet says centre offset d and log size s in units of the stride; SCRFD wants
    left, top = eˢ/2 − d and right, bottom = eˢ/2 + d. SCRFD has two anchors per cell: the
    second one is always 0.
    """
    graph = model.graph
    _reverse_channels_of_first_layer(model)
    outputs = [
        *(_yunet_scores(model, stride) for stride in STRIDES),
        *(_yunet_distances(model, stride) for stride in STRIDES),
        *(_with_empty_anchor(model, f"kps_{stride}", 10) for stride in STRIDES),
    ]
    widths = [1] * 3 + [4] * 3 + [10] * 3
    del graph.output[:]
    graph.output.extend(
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", f"cells_{name}", width])
        for name, width in zip(outputs, widths, strict=True)
    )


def wrap_mobilefacenet(model: ModelProto) -> None:
    """MobileFaceNet with its normalisation inside: (1, 3, 112, 112), red green blue, 0 to 255.

    ((x / 255) − mean) / std, written as (x − 255·mean) · 1/(255·std).
    """
    mean = np.array(IMAGENET_MEAN, dtype=np.float32).reshape(1, 3, 1, 1) * 255
    scale = 1 / (np.array(IMAGENET_STD, dtype=np.float32).reshape(1, 3, 1, 1) * 255)
    _in_front(model, [("Sub", mean), ("Mul", scale.astype(np.float32))])


def wrap_sface(model: ModelProto) -> None:
    """SFace as it is: OpenCV feeds it red green blue, 0 to 255, and it normalises itself."""
    _picture(model)


def wrap_minifas(model: ModelProto) -> None:
    """MiniFAS: (n, 3, 128, 128), red green blue, 0 to 255, to (n,): the probability of a live face.

    Its outputs are two logits, live first (the publisher's inference.py).
    """
    graph = model.graph
    fill_blocks(graph)
    spell_out_prelus(graph)
    _in_front(model, [("Mul", np.full((1, 1, 1, 1), 1 / 255, dtype=np.float32))])
    logits = _only(graph.output, "outputs").name
    _constant(model, "dmed_live_column", np.array(0, dtype=np.int64))
    graph.node.append(helper.make_node("Softmax", [logits], ["dmed_probabilities"], axis=1))
    graph.node.append(
        helper.make_node("Gather", ["dmed_probabilities", "dmed_live_column"], ["live"], axis=1)
    )
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info("live", TensorProto.FLOAT, ["n"]))


WRAPPERS: Mapping[str, Callable[[ModelProto], None]] = {
    "yunet": wrap_yunet,
    "mobilefacenet": wrap_mobilefacenet,
    "sface": wrap_sface,
    "minifas": wrap_minifas,
}


def _reverse_channels_of_first_layer(model: ModelProto) -> None:
    """YuNet was taught blue first."""
    picture = _picture(model)
    first = next(node for node in model.graph.node if picture in node.input)
    weights = next((t for t in model.graph.initializer if t.name == first.input[1]), None)
    if first.op_type != "Conv" or weights is None:
        raise ValueError("the first layer is no convolution")
    reversed_ = np.ascontiguousarray(numpy_helper.to_array(weights)[:, ::-1])
    weights.CopyFrom(numpy_helper.from_array(reversed_, weights.name))


def _yunet_scores(model: ModelProto, stride: int) -> str:
    product, score = f"dmed_product_{stride}", f"dmed_score_{stride}"
    model.graph.node.extend(
        (
            helper.make_node("Mul", [f"cls_{stride}", f"obj_{stride}"], [product]),
            helper.make_node("Sqrt", [product], [score]),
        )
    )
    return _with_empty_anchor(model, score, 1)


def _yunet_distances(model: ModelProto, stride: int) -> str:
    offset, log_size, half = (f"dmed_{what}_{stride}" for what in ("offset", "log_size", "half"))
    near, far, sides = (f"dmed_{what}_{stride}" for what in ("near", "far", "sides"))
    _constant(model, f"dmed_half_{stride}_of", np.array(0.5, dtype=np.float32))
    columns = [f"dmed_columns_{stride}_{part}" for part in (0, 1)]
    _constant(model, columns[0], np.array([0, 1], dtype=np.int64))
    _constant(model, columns[1], np.array([2, 3], dtype=np.int64))
    nodes: list[NodeProto] = [
        helper.make_node("Gather", [f"bbox_{stride}", columns[0]], [offset], axis=2),
        helper.make_node("Gather", [f"bbox_{stride}", columns[1]], [log_size], axis=2),
        helper.make_node("Exp", [log_size], [f"{half}_twice"]),
        helper.make_node("Mul", [f"{half}_twice", f"dmed_half_{stride}_of"], [half]),
        helper.make_node("Sub", [half, offset], [near]),
        helper.make_node("Add", [half, offset], [far]),
        helper.make_node("Concat", [near, far], [sides], axis=2),
    ]
    model.graph.node.extend(nodes)
    return _with_empty_anchor(model, sides, 4)


def _with_empty_anchor(model: ModelProto, values: str, width: int) -> str:
    """(batch, cells, width) to (batch, 2 · cells, width): every other row is 0."""
    _constant(model, f"{values}_pads", np.array([0, 0, 0, 0, 0, width], dtype=np.int64))
    _constant(model, f"{values}_shape", np.array([0, -1, width], dtype=np.int64))
    padded, result = f"{values}_padded", f"{values}_anchors"
    model.graph.node.append(helper.make_node("Pad", [values, f"{values}_pads"], [padded]))
    model.graph.node.append(helper.make_node("Reshape", [padded, f"{values}_shape"], [result]))
    return result


def _in_front(model: ModelProto, steps: Sequence[tuple[str, NDArray[np.float32]]]) -> None:
    """Put element-wise operations between the network's input and its first layers."""
    graph = model.graph
    given = _picture(model)
    inner = f"{given}_normalised"
    for node in graph.node:
        for place, name in enumerate(node.input):
            if name == given:
                node.input[place] = inner
    current = given
    for number, (operation, values) in enumerate(steps):
        _constant(model, f"dmed_in_front_{number}", values)
        after = inner if number == len(steps) - 1 else f"dmed_in_front_{number}_done"
        # The names begin with Sub and Mul: insightface's router reads them as "normalises itself".
        node = helper.make_node(
            operation, [current, f"dmed_in_front_{number}"], [after], name=f"{operation}_dmed"
        )
        graph.node.insert(number, node)
        current = after


def _constant(model: ModelProto, name: str, values: NDArray[Any]) -> None:
    model.graph.initializer.append(numpy_helper.from_array(values, name))


def _picture(model: ModelProto) -> str:
    """The name of the one input that is no weight (old exporters list weights as inputs too)."""
    weights = {each.name for each in model.graph.initializer}
    return _only([each for each in model.graph.input if each.name not in weights], "inputs").name


def _only(values: Sequence[ValueInfoProto], what: str) -> ValueInfoProto:
    if len(values) != 1:
        raise ValueError(f"expected one of the {what}, found {len(values)}")
    return values[0]
