"""Writes trained weights as an ONNX network and as an artefact of the vault."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from models.manifest import DeclaredFile, Manifest, sha256_of, write_manifest
from models.vault import ACTIVE
from triage.network import OUTPUTS
from triage.training.trainer import Floats, Weights

_OPSET = 17
_IR_VERSION = 9


def quantise(embedding: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Rows as int8 with one scale per row: `embedding ≈ values * scales[:, None]`."""
    scales = np.abs(embedding).max(axis=1) / 127.0
    safe = np.where(scales > 0, scales, 1.0)[:, None]
    values = np.clip(np.round(embedding / safe), -127, 127).astype(np.int8)
    return values, scales.astype(np.float32)


def to_onnx(weights: Weights) -> onnx.ModelProto:
    """The network: `ids` int64 [L] and `weights` float [R, L] in, four heads of R rows out."""
    values, scales = quantise(weights.embedding)
    constants: dict[str, NDArray[Any]] = {
        "embedding": values,
        "scales": scales[:, None],
        **weights.dense,
    }
    nodes = [
        helper.make_node("Gather", ["embedding", "ids"], ["rows8"]),
        helper.make_node("Cast", ["rows8"], ["rows"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["scales", "ids"], ["row_scales"]),
        helper.make_node("Mul", ["rows", "row_scales"], ["features"]),
        helper.make_node("MatMul", ["weights", "features"], ["averaged"]),
        helper.make_node("Gemm", ["averaged", "hidden_w", "hidden_b"], ["pre"]),
        helper.make_node("Relu", ["pre"], ["hidden"]),
        *(helper.make_node("Gemm", ["hidden", f"{h}_w", f"{h}_b"], [h]) for h in OUTPUTS),
    ]
    graph = helper.make_graph(
        nodes,
        "triage",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["L"]),
            helper.make_tensor_value_info("weights", TensorProto.FLOAT, ["R", "L"]),
        ],
        [
            helper.make_tensor_value_info(
                h, TensorProto.FLOAT, ["R", weights.dense[f"{h}_b"].shape[0]]
            )
            for h in OUTPUTS
        ],
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)])
    model.ir_version = _IR_VERSION
    onnx.checker.check_model(model)
    return model


def write_artefact(
    root: Path, version: str, model: onnx.ModelProto, knowledge: str, created: str
) -> Path:
    """Write model.onnx, knowledge.json and manifest.toml below `root`; returns the folder.

    The version is not made the active one. `created` is an ISO date.
    """
    folder = root / "triage" / version
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
    (folder / "knowledge.json").write_text(knowledge, encoding="utf-8")
    write_manifest(folder, _manifest(folder, version, created, model.graph.output))
    return folder


def _manifest(
    folder: Path, version: str, created: str, outputs: Sequence[onnx.ValueInfoProto]
) -> Manifest:
    sizes = {o.name: o.type.tensor_type.shape.dim[1].dim_value for o in outputs}
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
        tensors={"ids": "int64 [L]", "weights": "float32 [R, L]"}
        | {name: f"float32 [R, {size}]" for name, size in sizes.items()},
    )


def activate(root: Path, version: str) -> None:
    """Make `version` the active one of the triage artefact below `root`."""
    (root / "triage" / ACTIVE).write_text(f'version = "{version}"\n', encoding="utf-8")
