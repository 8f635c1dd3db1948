"""What `embed-faces` writes and `face-report` reads: one row per picture. Pure numpy.

A file of these is biometric data of everybody on the pictures: keep it as you keep the pictures.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class PictureTable:
    """Rows in the order of the paths."""

    paths: tuple[str, ...]
    """Relative, with `/`: person / session / picture, or person / picture."""
    embeddings: NDArray[np.float32]
    """(n, dimensions), length 1; zeros where no face was found."""
    detected: NDArray[np.bool_]
    quality: NDArray[np.float32]
    """0 to 1: share of the worst-kept limit of the quality gate; 1 where all are kept."""
    live: NDArray[np.float32]
    """0 to 1; NaN where there is none."""
    model_id: str

    def save(self, path: Path) -> None:
        """Write an .npz with the arrays path, embedding, detected, quality, live, model_id."""
        with path.open("wb") as stream:
            np.savez(
                stream,
                path=np.array(self.paths, dtype=np.str_),
                embedding=self.embeddings,
                detected=self.detected,
                quality=self.quality,
                live=self.live,
                model_id=np.array(self.model_id),
            )

    @classmethod
    def read(cls, path: Path) -> PictureTable:
        """A file that `save` wrote. Raises ValueError if it is not one."""
        try:
            with np.load(path, allow_pickle=False) as data:
                return cls(
                    paths=tuple(str(each) for each in data["path"]),
                    embeddings=data["embedding"].astype(np.float32),
                    detected=data["detected"].astype(bool),
                    quality=data["quality"].astype(np.float32),
                    live=data["live"].astype(np.float32),
                    model_id=str(data["model_id"]),
                )
        except (OSError, KeyError, ValueError, zipfile.BadZipFile) as fault:
            raise ValueError(f"{path} was not written by embed-faces") from fault

    def folder(self, row: int, depth: int) -> str:
        """The folder of a row at `depth` (0: person, 1: session); empty where there is none."""
        parents = PurePosixPath(self.paths[row]).parts[:-1]
        return parents[depth] if depth < len(parents) else ""
