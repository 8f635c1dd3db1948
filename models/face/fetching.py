"""Bring a pinned file to this disk: from its publisher, or from a folder where there is no line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import httpx

from models.errors import ModelError
from models.face.sources import Source
from models.manifest import sha256_of

Told = Callable[[int, int], None]
"""Called with bytes so far and bytes in all."""

TIMEOUT = httpx.Timeout(30.0, connect=15.0)
"""Seconds without a byte after which the line counts as broken; what came so far stays."""


class FetchFailed(ModelError):
    """A network could not be brought here. The message says what to do."""


def fetch(
    source: Source,
    folder: Path,
    told: Told = lambda done, whole: None,
    *,
    client: httpx.Client | None = None,
) -> Path:
    """Download `source` into `folder`; returns the verified file.

    What is there and right is not fetched again; a download that broke off goes on where it ended.
    Raises FetchFailed, and then leaves no file that could be taken for the network.
    """
    target = folder / source.file
    if _is(target, source):
        told(source.size, source.size)
        return target
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{source.file}.part"
    own = client or httpx.Client(follow_redirects=True, timeout=TIMEOUT)
    try:
        _download(own, source, part, told)
    except httpx.HTTPError as fault:
        raise FetchFailed(
            f"{source.url}: {type(fault).__name__}. Run the command again, it goes on where it "
            "ended; without internet: python -m models fetch face --from DIR"
        ) from fault
    finally:
        if client is None:
            own.close()
    if not _is(part, source):
        part.unlink()
        raise FetchFailed(
            f"{source.url}: the file is not the pinned one (SHA-256 differs), so it was deleted. "
            "If it happens again, the publisher has changed it: report it, do not use it"
        )
    part.replace(target)
    return target


def _download(client: httpx.Client, source: Source, part: Path, told: Told) -> None:
    done = part.stat().st_size if part.is_file() else 0
    if done == source.size:
        return
    if done > source.size:
        part.unlink()
        done = 0
    headers = {"Range": f"bytes={done}-"} if done else {}
    with client.stream("GET", source.url, headers=headers) as answer:
        answer.raise_for_status()
        if answer.status_code != httpx.codes.PARTIAL_CONTENT:
            done = 0  # the server does not know ranges and sends all of it
        with part.open("ab" if done else "wb") as stream:
            for chunk in answer.iter_bytes():
                done += len(chunk)
                if done > source.size:
                    break  # not the pinned file: the digest will say so
                stream.write(chunk)
                told(done, source.size)


def take(source: Source, origin: Path, folder: Path) -> Path:
    """Copy `source` from the folder `origin`, whatever it is called there; returns the file.

    Raises FetchFailed if no file there has the pinned size and digest.
    """
    for candidate in sorted(origin.glob("*")) if origin.is_dir() else []:
        if _is(candidate, source):
            folder.mkdir(parents=True, exist_ok=True)
            return Path(shutil.copyfile(candidate, folder / source.file))
    raise FetchFailed(
        f"{origin} has no file with the size ({source.size}) and SHA-256 ({source.sha256}) of "
        f"{source.file}. Get it on another machine from {source.url}"
    )


def _is(path: Path, source: Source) -> bool:
    return (
        path.is_file() and path.stat().st_size == source.size and sha256_of(path) == source.sha256
    )
