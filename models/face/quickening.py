"""Write a network's graph so that onnxruntime runs it quicker; what it computes stays the same.

onnxruntime's fast layout for convolutions (NCHWc) takes channels in blocks. It leaves that layout,
copying everything twice, for a PReLU and for a depthwise convolution whose channels fill no whole
block. The passive liveness network is made of little else: these two rewrites halved its time
(docs/face-id.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import GraphProto, NodeProto, TensorProto, helper, numpy_helper

BLOCK = 16
"""Channels in a block with AVX-512; a multiple of those of smaller machines."""
STEEPEST = 0.9
"""Slope of a PReLU up to which it is spelled out: 1 / (1 − slope) stays small."""


def fill_blocks(graph: GraphProto, block: int = BLOCK) -> None:
    """Widen bottlenecks to whole blocks of channels that are 0 and lead nowhere.

    A bottleneck: a convolution, then depthwise ones and PReLUs, then a convolution. The first one's
    new channels have weight and bias 0, PReLU and depthwise convolutions keep them 0, and the
    last one gives them weight 0.
    """
    constants = _constants(graph)
    readers = _readers(graph)
    for first in graph.node:
        chain = _bottleneck(first, readers, constants)
        if not chain:
            continue
        channels = constants[first.input[1]].dims[0]
        more = -channels % block
        for node in chain[:-1]:
            for name in node.input[1:]:
                _pad(constants[name], axis=0, more=more)
            if node.op_type == "Conv" and _group(node) > 1:
                _set_group(node, channels + more)
        _pad(constants[chain[-1].input[1]], axis=1, more=more)
    # Shapes that an exporter wrote between the nodes may be those of before.
    del graph.value_info[:]


def spell_out_prelus(graph: GraphProto) -> None:
    """PReLU(x) as relu(u) + a / (1 − a) · u, where u = (1 − a) · x comes from the convolution
    before it, its weights and bias multiplied by 1 − a (a: the slope of each channel).

    For x > 0 that is (1 − a) x + a x, for x < 0 it is a x. PReLUs of other places, or with a slope
    above `STEEPEST`, stay.
    """
    constants = _constants(graph)
    readers = _readers(graph)
    makers = {name: node for node in graph.node for name in node.output}
    nodes: list[NodeProto] = []
    for number, node in enumerate(graph.node):
        before = makers.get(node.input[0]) if node.op_type == "PRelu" else None
        if (
            before is None
            or before.op_type != "Conv"
            or len(readers[node.input[0]]) != 1
            or not all(_only_here(name, readers, constants) for name in before.input[1:])
            or (slope := _slopes(node, before, constants)) is None
        ):
            nodes.append(node)
            continue
        for name in before.input[1:]:
            values = numpy_helper.to_array(constants[name])
            scale = (1 - slope).reshape(-1, *(1,) * (values.ndim - 1))
            _replace(constants[name], values * scale)
        rest: NDArray[np.float32] = np.asarray(slope / (1 - slope), dtype=np.float32)
        nodes += _spelled_out(graph, node, rest, f"dmed_prelu_{number}")
    del graph.node[:]
    graph.node.extend(nodes)


def _spelled_out(
    graph: GraphProto, prelu: NodeProto, rest: NDArray[np.float32], name: str
) -> list[NodeProto]:
    # A batch normalisation that only multiplies: of all ways to multiply by channel it is the one
    # that is quick in every layout.
    given = {"scale": rest, "shift": 0 * rest, "mean": 0 * rest, "variance": 0 * rest + 1}
    for what, values in given.items():
        graph.initializer.append(numpy_helper.from_array(values, f"{name}_{what}"))
    inputs = [prelu.input[0], *(f"{name}_{what}" for what in given)]
    return [
        helper.make_node("Relu", [prelu.input[0]], [f"{name}_positive"]),
        helper.make_node("BatchNormalization", inputs, [f"{name}_rest"], epsilon=0.0),
        helper.make_node("Add", [f"{name}_rest", f"{name}_positive"], [prelu.output[0]]),
    ]


def _bottleneck(
    first: NodeProto,
    readers: Mapping[str, list[NodeProto | None]],
    constants: Mapping[str, TensorProto],
) -> list[NodeProto]:
    """The nodes from `first` to the next convolution over all channels; empty if it is none."""
    if first.op_type != "Conv" or _group(first) != 1:
        return []
    chain = [first]
    while True:
        (reader, *others) = readers[chain[-1].output[0]] or [None]
        if reader is None or others:
            return []
        if reader.input[0] != chain[-1].output[0]:
            return []
        chain.append(reader)
        if reader.op_type == "Conv" and _group(reader) == 1:
            break
        if reader.op_type not in {"Conv", "PRelu"} or not _is_per_channel(reader, constants):
            return []
    known = all(_only_here(name, readers, constants) for node in chain for name in node.input[1:])
    return chain if known else []


def _is_per_channel(node: NodeProto, constants: Mapping[str, TensorProto]) -> bool:
    given = constants.get(node.input[1])
    if given is None:
        return False
    if node.op_type == "PRelu":
        return len(given.dims) == 3 and given.dims[0] > 1
    return bool(_group(node) == given.dims[0])


def _slopes(
    prelu: NodeProto, before: NodeProto, constants: Mapping[str, TensorProto]
) -> NDArray[np.float32] | None:
    given = constants.get(prelu.input[1])
    if given is None or list(given.dims) != [constants[before.input[1]].dims[0], 1, 1]:
        return None
    slopes: NDArray[np.float32] = numpy_helper.to_array(given).reshape(-1)
    return slopes if float(slopes.max()) <= STEEPEST else None


def _only_here(
    name: str,
    readers: Mapping[str, list[NodeProto | None]],
    constants: Mapping[str, TensorProto],
) -> bool:
    return name in constants and len(readers[name]) == 1


def _constants(graph: GraphProto) -> dict[str, TensorProto]:
    return {each.name: each for each in graph.initializer}


def _readers(graph: GraphProto) -> defaultdict[str, list[NodeProto | None]]:
    """Who reads a tensor; None is whoever runs the network."""
    readers: defaultdict[str, list[NodeProto | None]] = defaultdict(list)
    for node in graph.node:
        for name in node.input:
            readers[name].append(node)
    for output in graph.output:
        readers[output.name].append(None)
    return readers


def _group(node: NodeProto) -> int:
    return next((int(each.i) for each in node.attribute if each.name == "group"), 1)


def _set_group(node: NodeProto, group: int) -> None:
    next(each for each in node.attribute if each.name == "group").i = group


def _pad(tensor: TensorProto, *, axis: int, more: int) -> None:
    values = numpy_helper.to_array(tensor)
    _replace(tensor, np.pad(values, [(0, more * (each == axis)) for each in range(values.ndim)]))


def _replace(tensor: TensorProto, values: NDArray[Any]) -> None:
    tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float32), tensor.name))
