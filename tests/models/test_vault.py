"""An artefact is handed out only when it is exactly what its manifest declares."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from models import ArtefactCorrupt, ArtefactMissing, Network, Vault
from models.__main__ import main
from models.manifest import DeclaredFile, Manifest, read_manifest, sha256_of, write_manifest


def _artefact(root: Path, version: str, content: bytes = b"weights") -> Path:
    folder = root / "gait" / version
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(content)
    declared = DeclaredFile("model.onnx", sha256_of(folder / "model.onnx"), len(content))
    write_manifest(
        folder,
        Manifest(
            "gait", version, "Apache-2.0", "a test", "2026-01-01", (declared,), {"x": "f [1]"}
        ),
    )
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    _artefact(tmp_path, "v1")
    _artefact(tmp_path, "v2", b"better weights")
    (tmp_path / "gait" / "active.toml").write_text('version = "v2"\n', encoding="utf-8")
    return tmp_path


def test_the_active_version_is_opened_and_can_be_rolled_back(root: Path) -> None:
    assert Vault(root).open("gait").version == "v2"
    (root / "gait" / "active.toml").write_text('version = "v1"\n', encoding="utf-8")
    assert Vault(root).open("gait").version == "v1"


def test_a_version_can_be_asked_for_by_name(root: Path) -> None:
    artefact = Vault(root).open("gait", "v1")
    assert artefact.path("model.onnx").read_bytes() == b"weights"
    assert artefact.digest("model.onnx") == sha256_of(root / "gait" / "v1" / "model.onnx")


def test_one_changed_byte_is_noticed_and_named(root: Path) -> None:
    path = root / "gait" / "v2" / "model.onnx"
    path.write_bytes(b"bettep weights")
    with pytest.raises(ArtefactCorrupt, match=r"model\.onnx.*Restore"):
        Vault(root).open("gait")


def test_a_lost_file_is_named_with_the_remedy(root: Path) -> None:
    (root / "gait" / "v2" / "model.onnx").unlink()
    with pytest.raises(ArtefactMissing, match=r"model\.onnx.*Restore"):
        Vault(root).open("gait")


def test_an_unknown_artefact_and_an_unknown_version_are_missing(root: Path) -> None:
    with pytest.raises(ArtefactMissing):
        Vault(root).open("voice")
    with pytest.raises(ArtefactMissing):
        Vault(root).open("gait", "v3")


def test_a_manifest_that_does_not_parse_is_corrupt(root: Path) -> None:
    (root / "gait" / "v2" / "manifest.toml").write_text("name = ", encoding="utf-8")
    with pytest.raises(ArtefactCorrupt):
        Vault(root).open("gait")


def test_a_manifest_of_another_version_is_refused(root: Path) -> None:
    text = (root / "gait" / "v1" / "manifest.toml").read_text(encoding="utf-8")
    (root / "gait" / "v2" / "manifest.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ArtefactCorrupt, match="speaks of gait v1"):
        Vault(root).open("gait")


def test_a_name_cannot_leave_the_vault(root: Path) -> None:
    with pytest.raises(ValueError, match="letters"):
        Vault(root).open("../gait")


def test_what_is_written_into_a_manifest_is_read_back(root: Path) -> None:
    manifest = read_manifest(root / "gait" / "v1")
    assert manifest.tensors == {"x": "f [1]"}
    assert [f.name for f in manifest.files] == ["model.onnx"]


def test_the_command_line_lists_and_verifies(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", "--root", str(root)]) == 0
    assert "gait v2 (active)" in capsys.readouterr().out
    assert main(["verify", "--root", str(root)]) == 0
    (root / "gait" / "v1" / "model.onnx").write_bytes(b"other")
    assert main(["verify", "--root", str(root)]) == 1
    assert "gait v1" in capsys.readouterr().err


def test_what_is_shipped_is_in_order() -> None:
    assert main(["verify"]) == 0


def test_a_network_runs_by_the_names_of_its_tensors(tmp_path: Path) -> None:
    graph = helper.make_graph(
        [helper.make_node("Mul", ["x", "two"], ["y"])],
        "double",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n"])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n"])],
        [numpy_helper.from_array(np.array([2.0], np.float32), "two")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    onnx.save(model, tmp_path / "double.onnx")
    network = Network(tmp_path / "double.onnx")
    (y,) = network.run({"x": np.array([1.0, 3.0], np.float32)}, ["y"])
    assert y.tolist() == [2.0, 6.0]
    assert (network.inputs, network.outputs) == (("x",), ("y",))


def test_a_network_that_is_no_network_is_corrupt(tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(b"no network")
    with pytest.raises(ArtefactCorrupt, match="cannot be loaded"):
        Network(path)
