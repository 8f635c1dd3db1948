"""Writes trained weights as an ONNX network and as an artefact of the vault."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from models.manifest import DeclaredFile, Manifest, sha256_of, write_manifest
from models.vault import ACTIVE
from triage.network import OUTPUTS
from triage.training.trainer import NORM_FLOOR, Floats, Weights

_OPSET = 17
_IR_VERSION = 9


def quantise(embedding: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Rows as int8 with one scale per row: `embedding ≈ values * scales[:, None]`."""
    scales = np.abs(embedding).max(axis=1) / 127.0
    safe = np.where(scales > 0, scales, 1.0)[:, None]
    values = np.clip(np.round(embedding / safe), -127, 127).astype(np.int8)
    return values, scales.astype(np.float32)


def to_onnx(members: Sequence[Weights]) -> onnx.ModelProto:
    """The network: the mean of its members' probabilities.

    In: `ids` int64 [L] and `weights` float [R, L] (see network.FeatureTable), `pool` float [1, R].
    Out: `departments` [1, 29] (rows pooled) and `topic` [1, 3] (of row 0) sum to 1; `concepts`
    [R, K] are independent; `urgency` [R, 4] sum to 1 in each row. Embeddings are kept as int8 with
    a scale per row, the other weights as float16; both are widened when the network is loaded.
    """
    constants: dict[str, NDArray[Any]] = {
        "first_row": np.zeros(1, dtype=np.int64),
        "norm_floor": np.array(NORM_FLOOR, dtype=np.float32),
    }
    nodes: list[onnx.NodeProto] = []
    for number, member in enumerate(members):
        nodes += _member(f"m{number}_", member, constants)
    for head in OUTPUTS:
        nodes.append(
            helper.make_node("Mean", [f"m{i}_{head}_p" for i in range(len(members))], [f"{head}_p"])
        )
    nodes += [
        helper.make_node("MatMul", ["pool", "departments_p"], ["departments"]),
        helper.make_node("Identity", ["concepts_p"], ["concepts"]),
        helper.make_node("Identity", ["urgency_p"], ["urgency"]),
        helper.make_node("Gather", ["topic_p", "first_row"], ["topic"], axis=0),
    ]
    rows: dict[str, str | int] = {"departments": 1, "concepts": "R", "urgency": "R", "topic": 1}
    graph = helper.make_graph(
        nodes,
        "triage",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["L"]),
            helper.make_tensor_value_info("weights", TensorProto.FLOAT, ["R", "L"]),
            helper.make_tensor_value_info("pool", TensorProto.FLOAT, [1, "R"]),
        ],
        [
            helper.make_tensor_value_info(
                h, TensorProto.FLOAT, [rows[h], members[0].dense[f"{h}_b"].shape[0]]
            )
            for h in OUTPUTS
        ],
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)])
    model.ir_version = _IR_VERSION
    onnx.checker.check_model(model)
    return model


def _member(
    prefix: str, member: Weights, constants: dict[str, NDArray[Any]]
) -> list[onnx.NodeProto]:
    """Nodes from `ids` to the probabilities of one member's heads; its weights in `constants`."""
    nodes: list[onnx.NodeProto] = []

    def node(kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        nodes.append(helper.make_node(kind, list(inputs), [prefix + output], **attributes))
        return prefix + output

    def half(name: str) -> str:
        constants[f"{prefix}{name}16"] = member.dense[name].astype(np.float16)
        return node("Cast", [f"{prefix}{name}16"], name, to=TensorProto.FLOAT)

    values, scales = quantise(member.embedding)
    constants[f"{prefix}embedding"] = values
    constants[f"{prefix}scales"] = scales[:, None].astype(np.float16)
    rows8 = node("Gather", [f"{prefix}embedding", "ids"], "rows8")
    rows = node("Cast", [rows8], "rows", to=TensorProto.FLOAT)
    scales16 = node("Gather", [f"{prefix}scales", "ids"], "scales16")
    row_scales = node("Cast", [scales16], "row_scales", to=TensorProto.FLOAT)
    features = node("Mul", [rows, row_scales], "features")
    averaged = node("MatMul", ["weights", features], "averaged")
    square = node("Mul", [averaged, averaged], "square")
    mean = node("ReduceMean", [square], "mean", axes=[1], keepdims=1)
    norm = node("Sqrt", [node("Add", [mean, "norm_floor"], "floored")], "norm")
    scaled = node("Div", [averaged, norm], "scaled")
    hidden = node("Relu", [node("Gemm", [scaled, half("hidden_w"), half("hidden_b")], "pre")], "h")
    for head in OUTPUTS:
        logits = node("Gemm", [hidden, half(f"{head}_w"), half(f"{head}_b")], head)
        if head == "concepts":
            node("Sigmoid", [logits], f"{head}_p")
        else:
            node("Softmax", [logits], f"{head}_p", axis=1)
    return nodes


def write_artefact(
    root: Path,
    version: str,
    model: onnx.ModelProto,
    knowledge: str,
    *,
    created: str,
    trained_on: Mapping[str, str],
) -> Path:
    """Write model.onnx, knowledge.json and manifest.toml below `root`; returns the folder.

    The version is not made the active one. `created` is an ISO date; `trained_on` is what the
    network was trained on, by name (see pipeline.run).
    """
    folder = root / "triage" / version
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
    (folder / "knowledge.json").write_text(knowledge, encoding="utf-8")
    write_manifest(folder, _manifest(folder, version, created, trained_on, model.graph))
    return folder


def _manifest(
    folder: Path,
    version: str,
    created: str,
    trained_on: Mapping[str, str],
    graph: onnx.GraphProto,
) -> Manifest:
    return Manifest(
        name="triage",
        version=version,
        licence="Apache-2.0",
        source="trained by `python -m triage train` from triage/knowledge, general knowledge only",
        created=created,
        files=tuple(
            DeclaredFile(name, sha256_of(folder / name), (folder / name).stat().st_size)
            for name in ("model.onnx", "knowledge.json")
        ),
        tensors={value.name: _shape(value) for value in (*graph.input, *graph.output)},
        training=trained_on,
    )


def _shape(value: onnx.ValueInfoProto) -> str:
    tensor = value.type.tensor_type
    sizes = ", ".join(d.dim_param or str(d.dim_value) for d in tensor.shape.dim)
    return f"{helper.tensor_dtype_to_np_dtype(tensor.elem_type).name} [{sizes}]"


def activate(root: Path, version: str) -> None:
    """Make `version` the active one of the triage artefact below `root`."""
    (root / "triage" / ACTIVE).write_text(f'version = "{version}"\n', encoding="utf-8")
