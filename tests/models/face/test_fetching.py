"""Networks come from their publisher or from a folder, byte for byte, or not at all."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from models.__main__ import main
from models.face.fetching import FetchFailed, fetch, take
from models.face.progress import Bar
from models.face.sources import Source, Task, chosen, licence_text, read_sources

CONTENT = bytes(range(256)) * 400
SOURCE = Source(
    name="net",
    task=Task.RECOGNITION,
    file="net.onnx",
    url="",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    licence="Apache-2.0",
    trained_on="made up",
    unknown="everything",
)


class Publisher(ThreadingHTTPServer):
    """A server on this machine that may break off, not know ranges, or send something else."""

    content = CONTENT
    breaks_after: int | None = None
    knows_ranges = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked: list[str | None] = []

    @property
    def source(self) -> Source:
        return replace(SOURCE, url=f"http://127.0.0.1:{self.server_address[1]}/net.onnx")


class Answer(BaseHTTPRequestHandler):
    server: Publisher

    def do_GET(self) -> None:
        asked = self.headers.get("Range")
        self.server.asked.append(asked)
        start = 0
        if asked and self.server.knows_ranges:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
        body = self.server.content[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: self.server.breaks_after])
        self.server.breaks_after = None

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base names it
        """Nothing on the terminal of whoever runs the tests."""


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with Publisher() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_file_is_fetched_once(publisher: Publisher, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = fetch(publisher.source, tmp_path, lambda done, whole: told.append((done, whole)))
    assert path.read_bytes() == CONTENT
    assert told[-1] == (len(CONTENT), len(CONTENT))
    fetch(publisher.source, tmp_path)
    assert publisher.asked == [None]
    assert [p.name for p in tmp_path.iterdir()] == ["net.onnx"]


@pytest.mark.parametrize("knows_ranges", [True, False])
def test_a_broken_line_costs_only_what_did_not_arrive(
    publisher: Publisher, tmp_path: Path, *, knows_ranges: bool
) -> None:
    publisher.breaks_after, publisher.knows_ranges = 70_000, knows_ranges
    with pytest.raises(FetchFailed, match="Run the command again"):
        fetch(publisher.source, tmp_path)
    assert not (tmp_path / "net.onnx").exists()
    there = (tmp_path / "net.onnx.part").stat().st_size
    assert 0 < there <= 70_000
    assert fetch(publisher.source, tmp_path).read_bytes() == CONTENT
    assert publisher.asked == [None, f"bytes={there}-"]


@pytest.mark.parametrize("content", [b"x" + CONTENT[1:], CONTENT + b"more", CONTENT[:-1]])
def test_another_file_than_the_pinned_one_is_not_kept(
    publisher: Publisher, tmp_path: Path, content: bytes
) -> None:
    publisher.content = content
    with pytest.raises(FetchFailed, match="SHA-256"):
        fetch(publisher.source, tmp_path)
    assert list(tmp_path.iterdir()) == []


class Terminal(io.StringIO):
    """Somebody looks."""

    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_for_somebody_who_looks_and_only_when_it_moves() -> None:
    with Bar("net.onnx", screen := Terminal()) as bar:
        for done in (0, 1, 2, 500, 1000):
            bar.show(done, 1000)
    assert screen.getvalue().count("\r") == 3
    assert screen.getvalue().endswith("100 %\n")
    with Bar("net.onnx", log := io.StringIO()) as bar:
        bar.show(1, 2)
    assert log.getvalue() == ""


def test_nobody_there_is_told_with_the_way_out(tmp_path: Path) -> None:
    nowhere = replace(SOURCE, url="http://127.0.0.1:9/net.onnx")
    with pytest.raises(FetchFailed, match="--from DIR"):
        fetch(nowhere, tmp_path)


def test_without_internet_a_folder_does_whatever_the_file_is_called_there(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "model (1).onnx").write_bytes(CONTENT)
    (stick / "other.onnx").write_bytes(CONTENT[::-1])
    assert take(SOURCE, stick, tmp_path / "kept").read_bytes() == CONTENT
    (stick / "model (1).onnx").unlink()
    with pytest.raises(FetchFailed, match=SOURCE.sha256):
        take(SOURCE, stick, tmp_path / "kept")


def test_every_source_is_pinned_to_a_commit_and_declared_in_words() -> None:
    sources = read_sources()
    assert {s.task for s in sources} == set(Task)
    for source in sources:
        assert re.fullmatch(r"https://[^ ]+/[0-9a-f]{40}/[^ ]+\.onnx", source.url)
        assert re.fullmatch(r"[0-9a-f]{64}", source.sha256)
        assert source.size > 100_000
        assert source.trained_on
        assert source.licence in {"Apache-2.0", "MIT", "BSD-3-Clause"}
        assert source.licence in licence_text([source])
    assert [s.name for s in chosen(sources, "sface")] == ["yunet", "sface", "minifas"]


def test_nothing_is_fetched_before_somebody_accepts_the_licences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ["fetch", "face", "--from", str(tmp_path), "--directory", str(tmp_path / "weights")]
    assert main(order) == 1
    said = capsys.readouterr()
    assert "MS-Celeb-1M" in said.out
    assert "--yes" in said.err
    assert not (tmp_path / "weights").exists()
    assert main([*order, "--yes"]) == 1
    assert "SHA-256" in capsys.readouterr().err
    assert main([*order, "--recognition", "buffalo_l"]) == 2
    assert "mobilefacenet, sface" in capsys.readouterr().err


def test_a_folder_with_other_files_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.txt").write_text("three years", encoding="utf-8")
    assert main(["fetch", "face", "--directory", str(tmp_path), "--yes"]) == 1
    assert "other files" in capsys.readouterr().err
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "three years"
