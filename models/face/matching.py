"""Templates side by side in memory, searched exactly.

Exact and in blocks, float32: for the sizes of a hospital this is faster than building an index,
loses nothing, and forgetting somebody is immediate (docs/face-id.md has the figures).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.face.decision import Answer, identify, verify
from models.face.errors import ForeignTemplate
from models.face.templates import Template
from models.face.thresholds import Purpose, Thresholds

Id = TypeVar("Id", bound=Hashable)

_FIRST_ROWS = 1024
"""Sorted whole, so that the following blocks are only searched for what is nearer."""
_BLOCK_ROWS = 65536
"""256 kB of similarities: they stay in the cache, whatever the gallery's size."""


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Id]):
    """Somebody near. The similarity never leaves the process."""

    id: Id
    similarity: float = field(repr=False)


@dataclass(frozen=True, slots=True)
class Proposal(Generic[Id]):
    """The answer of a search; `id` only where it is YES."""

    answer: Answer
    id: Id | None = None


class Gallery(Generic[Id]):
    """People's templates of one network. Immutable: changes give a new gallery, so that searches
    in other threads go on undisturbed and then see the new one."""

    def __init__(self, ids: Sequence[Id], matrix: ArrayLike, thresholds: Thresholds) -> None:
        """`matrix` is (len(ids), dimensions); rows are brought to length 1 in float32. One id may
        have several rows. `thresholds.model_id` names the network of all rows.

        Raises ValueError if the shapes differ, or a row is zero or not finite.
        """
        rows = np.array(matrix, dtype=np.float32, ndmin=2, order="C")
        if not ids:
            rows = rows.reshape(0, rows.shape[1] if rows.ndim == 2 else 0)
        if rows.ndim != 2 or len(rows) != len(ids):
            raise ValueError("a gallery needs one row per id")
        lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
        if not np.all(np.isfinite(lengths)) or np.any(lengths == 0):
            raise ValueError("a template has length 0 or is not finite")
        rows /= lengths[:, None]
        # Column by column: the product with one probe then adds columns up, which keeps pace with
        # the memory; by rows it took 1.5 to 1.8 times as long (`make bench`).
        columns = np.asfortranarray(rows)
        columns.setflags(write=False)
        self.ids = tuple(ids)
        self.matrix: NDArray[np.float32] = columns
        self.thresholds = thresholds
        self._people = len(set(self.ids))

    def __len__(self) -> int:
        """How many templates, not people."""
        return len(self.ids)

    @property
    def people(self) -> int:
        """How many different ids."""
        return self._people

    @property
    def model_id(self) -> str:
        """The network of every row."""
        return self.thresholds.model_id

    def including(self, ids: Sequence[Id], matrix: ArrayLike) -> Gallery[Id]:
        """This gallery and more rows; see the constructor for what is refused."""
        if not ids:
            return self
        added = Gallery(ids, matrix, self.thresholds)
        if len(self) == 0:
            return added
        both = np.vstack((self.matrix, added.matrix))
        return Gallery(self.ids + added.ids, both, self.thresholds)

    def without(self, ids: Collection[Id]) -> Gallery[Id]:
        """This gallery after `ids` have gone: every row of theirs, at once."""
        gone = set(ids)
        keep = [row for row, each in enumerate(self.ids) if each not in gone]
        return Gallery([self.ids[row] for row in keep], self.matrix[keep], self.thresholds)

    def only(self, ids: Collection[Id]) -> Gallery[Id]:
        """The part of this gallery that belongs to `ids`, for example those booked today."""
        wanted = set(ids)
        return self.without({each for each in self.ids if each not in wanted})

    def one_to_one(self, probe: Template, id_: Id) -> Answer:
        """Is `probe` the person `id_`? Compared with the nearest of that person's templates.

        NO where nobody has that id: the caller cannot learn here who is enrolled.
        Raises ForeignTemplate if `probe` was made by another network.
        """
        vector = self._comparable(probe)
        rows = [row for row, each in enumerate(self.ids) if each == id_]
        if not rows:
            return Answer.NO
        return verify(float((self.matrix[rows] @ vector).max()), self.thresholds)

    def one_to_many(self, probe: Template) -> Proposal[Id]:
        """Who of this gallery is `probe`? Raises ForeignTemplate as `one_to_one`."""
        nearest = self.nearest(probe, 2)
        if not nearest:
            return Proposal(Answer.NO)
        runner_up = nearest[1].similarity if len(nearest) > 1 else None
        answer = identify(nearest[0].similarity, runner_up, self.thresholds, self.people)
        return Proposal(answer, nearest[0].id if answer is Answer.YES else None)

    def duplicates(
        self, probe: Template, *, besides: Collection[Id] = (), most: int = 5
    ) -> tuple[Id, ...]:
        """Others who look like `probe`, the most alike first: for a person to decide at enrolment.

        `besides` are the ids of the person who is being enrolled. Raises ForeignTemplate.
        """
        limit = self.thresholds.similarity(Purpose.DUPLICATE, self.people)
        near = self.nearest(probe, most + len(besides))
        found = [each.id for each in near if each.similarity >= limit and each.id not in besides]
        return tuple(found[:most])

    def nearest(self, probe: Template, count: int) -> tuple[Candidate[Id], ...]:
        """The `count` nearest people, the nearest first. Raises ForeignTemplate.

        Exact: all rows are compared. Ties are broken by the order of the rows.
        """
        vector = self._comparable(probe)
        best: dict[Id, float] = {}
        floor = -np.inf
        start = 0
        while start < len(self.ids) and count > 0:
            stop = min(len(self.ids), start + (_BLOCK_ROWS if start else _FIRST_ROWS))
            similarities = self.matrix[start:stop] @ vector
            if float(similarities.max()) > floor:
                _take(best, similarities, self.ids, start, count, floor)
                floor = min(best.values()) if len(best) == count else -np.inf
            start = stop
        ranked = sorted(best.items(), key=lambda pair: -pair[1])
        return tuple(Candidate(each, similarity) for each, similarity in ranked)

    def _comparable(self, probe: Template) -> NDArray[np.float32]:
        if probe.model_id != self.model_id:
            raise ForeignTemplate(self.model_id, probe.model_id)
        return np.ascontiguousarray(probe.embedding, dtype=np.float32)


def _take(
    best: dict[Id, float],
    similarities: NDArray[np.float32],
    ids: tuple[Id, ...],
    start: int,
    count: int,
    floor: float,
) -> None:
    """Put the people of a block who are nearer than `floor` into `best`, which holds `count`."""
    rows = np.flatnonzero(similarities > floor)
    for row in rows[np.argsort(-similarities[rows], kind="stable")]:
        similarity = float(similarities[row])
        each = ids[start + int(row)]
        if each in best:
            best[each] = max(best[each], similarity)
        elif len(best) < count:
            best[each] = similarity
        else:
            weakest = min(best, key=best.__getitem__)
            if similarity <= best[weakest]:
                break
            del best[weakest]
            best[each] = similarity
