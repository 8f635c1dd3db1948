"""All templates in memory, and nowhere else in the clear; fresh at every look.

A counter in the database says whether anything has changed since the last look. It is read
together with every search, so whoever withdrew is not found any more from the next question on,
in every process, without a restart.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
import structlog
from sqlalchemy import RowMapping

from mobile_api.database import Reader
from mobile_api.faces import store
from mobile_api.faces.encrypting import EncryptedTemplates, Vector
from mobile_api.faces.port import ThresholdsOf
from mobile_api.keys import CannotOpen
from models.face.matching import Gallery
from models.face.templates import Template
from models.face.thresholds import Purpose, Thresholds

log = structlog.get_logger(__name__)

_LARGE = 20_000
"""More rows than this are worked on in a thread, so that other requests go on."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Whose a template is, and what it is good for."""

    template_id: UUID
    patient_id: UUID
    state: str
    alike: bool
    expires_at: datetime

    def identifies(self, now: datetime) -> bool:
        """True where it may be recognised."""
        return self.state == "active" and now < self.expires_at


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The templates of one network; replaced whole, so that a search goes on undisturbed."""

    gallery: Gallery[UUID]
    enrolled: dict[UUID, Enrolled]
    by_patient: dict[UUID, UUID] = field(default_factory=dict)
    row_of: dict[UUID, int] = field(default_factory=dict)

    @classmethod
    def of(cls, gallery: Gallery[UUID], enrolled: dict[UUID, Enrolled]) -> _Shelf:
        return cls(
            gallery,
            enrolled,
            {one.patient_id: template_id for template_id, one in enrolled.items()},
            {template_id: row for row, template_id in enumerate(gallery.ids)},
        )

    @property
    def dimensions(self) -> int:
        return int(self.gallery.matrix.shape[1])


class FaceIndex:
    """Finds who looks like an embedding.

    Args:
        encrypted: opens templates.
        thresholds: of networks.
    """

    def __init__(self, encrypted: EncryptedTemplates, thresholds: ThresholdsOf) -> None:
        self._encrypted = encrypted
        self._thresholds = thresholds
        self._shelves: dict[str, _Shelf] = {}
        self._version = -1
        self._lock = asyncio.Lock()

    @property
    def has_been_asked(self) -> bool:
        """True once templates are in this memory."""
        return self._version >= 0

    def size(self, model_id: str) -> int:
        """How many templates of a network are in memory."""
        shelf = self._shelves.get(model_id)
        return 0 if shelf is None else len(shelf.gallery)

    async def refresh(self, db: Reader, upto: int | None = None) -> int:
        """Catch up with what was enrolled and withdrawn since the last look.

        Args:
            db: where to read.
            upto: in a transaction that has counted a change of its own: the version before it,
                since what is not committed must not be remembered.

        Returns:
            The version that is in memory now.
        """
        async with self._lock:
            version, floor = await store.index_version(db)
            version = version if upto is None else upto
            if version == self._version:
                return version
            whole = self._version < floor
            since = -1 if whole else self._version
            removed = set() if whole else await store.removed_since(db, since)
            rows = await store.changed_since(db, since)
            if len(rows) > _LARGE:
                await asyncio.to_thread(self._take, rows, removed, whole)
            else:
                self._take(rows, removed, whole)
            self._version = version
            return version

    def fits(self, model_id: str, vector: Vector) -> bool:
        """True where this network is known here and makes embeddings of this length."""
        shelf = self._shelves.get(model_id)
        return self._thresholds(model_id) is not None and (
            shelf is None or len(vector) == shelf.dimensions
        )

    async def nearest(
        self, model_id: str, vector: Vector, people: Collection[UUID], now: datetime, most: int
    ) -> list[Enrolled]:
        """Those of ``people`` whose face is similar enough, the most alike first.

        Args:
            model_id: the network of ``vector``.
            vector: of length 1.
            people: ids of records; small by design, accuracy ends before speed does.
            now: templates that have expired are not recognised.
            most: how many at most.
        """
        shelf = self._shelves.get(model_id)
        thresholds = self._thresholds(model_id)
        if shelf is None or thresholds is None or len(vector) != shelf.dimensions:
            return []
        wanted = [
            shelf.by_patient[patient_id]
            for patient_id in set(people)
            if patient_id in shelf.by_patient
            and shelf.enrolled[shelf.by_patient[patient_id]].identifies(now)
        ]
        if not wanted:
            return []
        rows = [shelf.row_of[template_id] for template_id in wanted]
        gallery = Gallery(wanted, shelf.gallery.matrix[rows], thresholds)
        limit = thresholds.similarity(Purpose.ONE_TO_MANY, gallery.people)
        found = await _search(gallery, model_id, vector, most)
        return [shelf.enrolled[one.id] for one in found if one.similarity >= limit]

    async def duplicates(
        self, model_id: str, vector: Vector, besides: Collection[UUID], now: datetime
    ) -> list[Enrolled]:
        """Other people's templates that look like this one, whatever their state.

        The more there are, the more alike they have to be: somebody who decides sees a stranger
        in about one enrolment of ten, whatever the size of the hospital.
        """
        shelf = self._shelves.get(model_id)
        thresholds = self._thresholds(model_id)
        if shelf is None or thresholds is None or len(vector) != shelf.dimensions:
            return []
        limit = thresholds.similarity(Purpose.DUPLICATE, len(shelf.gallery))
        found = await _search(shelf.gallery, model_id, vector, 5 + len(besides))
        others = [shelf.enrolled[one.id] for one in found if one.similarity >= limit]
        return [one for one in others if one.patient_id not in besides and now < one.expires_at]

    def vectors(
        self, model_id: str, people: Collection[UUID], now: datetime
    ) -> list[tuple[Enrolled, Vector]]:
        """Templates of some people, for a kiosk's gallery of the day."""
        shelf = self._shelves.get(model_id)
        if shelf is None:
            return []
        found = []
        for patient_id in sorted(people):
            template_id = shelf.by_patient.get(patient_id)
            if template_id is not None and shelf.enrolled[template_id].identifies(now):
                row: Vector = shelf.gallery.matrix[shelf.row_of[template_id]]
                found.append((shelf.enrolled[template_id], row))
        return found

    def _take(self, rows: Sequence[RowMapping], removed: set[UUID], whole: bool) -> None:
        fresh: dict[str, dict[UUID, tuple[Enrolled, Vector]]] = {}
        lost = 0
        for row in rows:
            try:
                opened = self._encrypted.opened(row)
            except CannotOpen:
                lost += 1
                continue
            enrolled = Enrolled(
                row["id"], opened.patient_id, row["state"], row["alike"], row["expires_at"]
            )
            fresh.setdefault(row["model_id"], {})[row["id"]] = (enrolled, opened.vector)
        if lost:
            # Everybody else is recognised all the same; these people use another way.
            log.error("face_templates_not_opened", count=lost, remedy="check the key file")
        shelves = {} if whole else dict(self._shelves)
        for model_id in shelves.keys() | fresh.keys():
            made = self._shelf(shelves.get(model_id), fresh.get(model_id, {}), removed, model_id)
            if made is not None:
                shelves[model_id] = made
        self._shelves = shelves

    def _shelf(
        self,
        before: _Shelf | None,
        fresh: dict[UUID, tuple[Enrolled, Vector]],
        removed: set[UUID],
        model_id: str,
    ) -> _Shelf | None:
        thresholds = self._thresholds(model_id)
        if thresholds is None:
            return None
        size = before.dimensions if before is not None and len(before.gallery) else None
        size = size or next((len(vector) for _, vector in fresh.values()), None)
        if size is None:
            return before
        fresh = {one: found for one, found in fresh.items() if len(found[1]) == size}
        gone = removed | fresh.keys()
        enrolled: dict[UUID, Enrolled] = {}
        gallery: Gallery[UUID] = _empty(thresholds, size)
        if before is not None and len(before.gallery):
            stale = gone & before.enrolled.keys()
            gallery = before.gallery.without(stale) if stale else before.gallery
            enrolled = {one: what for one, what in before.enrolled.items() if one not in stale}
        if fresh:
            matrix = np.stack([vector for _, vector in fresh.values()])
            gallery = (
                gallery.including(list(fresh), matrix)
                if len(gallery)
                else Gallery(list(fresh), matrix, thresholds)
            )
            enrolled |= {one: what for one, (what, _) in fresh.items()}
        return _Shelf.of(gallery, enrolled)


def _empty(thresholds: Thresholds, size: int) -> Gallery[UUID]:
    return Gallery([], np.zeros((0, size), np.float32), thresholds)


async def _search(
    gallery: Gallery[UUID], model_id: str, vector: Vector, most: int
) -> Sequence[Any]:
    probe = probe_of(model_id, vector)
    if len(gallery) > _LARGE:
        return await asyncio.to_thread(gallery.nearest, probe, most)
    return gallery.nearest(probe, most)


def probe_of(model_id: str, vector: Vector) -> Template:
    """An embedding that came over the wire, as the matching wants it."""
    return Template(vector, model_id, live=None, frames=0, sharpest=0.0, turned=False)
