"""The networks that may be fetched: where from, which bytes, under which licence."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

SOURCES = Path(__file__).parent / "sources.toml"


class Task(StrEnum):
    """What a network does; insightface's names where it has them."""

    DETECTION = "detection"
    RECOGNITION = "recognition"
    LIVENESS = "liveness"


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a publisher, pinned."""

    name: str
    task: Task
    file: str
    url: str
    size: int
    sha256: str
    licence: str
    trained_on: str
    unknown: str

    @property
    def model_id(self) -> str:
        """Name and digest: another file is another network."""
        return f"{self.name}-{self.sha256[:12]}"

    def as_declared(self) -> Mapping[str, str]:
        """What a pack keeps of it."""
        kept = asdict(self)
        del kept["file"]
        return {key: str(value) for key, value in kept.items()}


def read_sources(path: Path = SOURCES) -> tuple[Source, ...]:
    """All that may be fetched, in the order of the file."""
    with path.open("rb") as stream:
        networks = tomllib.load(stream)["networks"]
    return tuple(
        Source(**{**network, "task": Task(network["task"])})  # the fields are those of the file
        for network in networks
    )


def chosen(sources: tuple[Source, ...], recognition: str) -> tuple[Source, ...]:
    """Detector, the recognition network of that name, and liveness.

    Raises KeyError if no recognition network is called so.
    """
    if not any(s.name == recognition and s.task is Task.RECOGNITION for s in sources):
        raise KeyError(recognition)
    return tuple(s for s in sources if s.task is not Task.RECOGNITION or s.name == recognition)


def licence_text(sources: Sequence[Source]) -> str:
    """What somebody accepts who fetches `sources`, in words."""
    lines = ["Networks for Face ID. Licences are what their publishers state.", ""]
    for source in sources:
        lines += [
            f"{source.name} ({source.task}, {source.size / 1e6:.1f} MB)",
            f"  from        {source.url}",
            f"  licence     {source.licence}",
            f"  trained on  {source.trained_on}",
            f"  not known   {source.unknown}",
            "",
        ]
    lines += [
        "A licence of the file says nothing about the training pictures: they were collected for",
        "research. Before patients are recognised with these networks, a lawyer of the hospital",
        "has to agree, or networks with a commercial licence take their place.",
    ]
    return "\n".join(lines) + "\n"
