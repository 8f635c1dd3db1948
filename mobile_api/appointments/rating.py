"""What patients think of their visits: once, after it took place; the words are encrypted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from mobile_api.actors import Actor, Role
from mobile_api.appointments.errors import AlreadyRated, NotSeenYet
from mobile_api.appointments.schemas import Appointment, RateVisit
from mobile_api.appointments.standing import Requests, Standings, shown
from mobile_api.appointments.store import passes as store
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Writing
from mobile_api.errors import IdempotencyMismatch
from mobile_api.keys import Vaulted
from mobile_api.permissions import allowed
from mobile_api.schemas import Localised

READ_FOR = timedelta(days=30)
"""What is older tells more about the past than about the hospital."""

FEWEST = 3
"""Fewer ratings name their patients: a department's mean is shown from here on."""

_MOST_WORDS = 100


@dataclass(frozen=True, slots=True)
class RatedDepartment:
    """How a department was rated."""

    department_names: Localised
    count: int
    mean: float


@dataclass(frozen=True, slots=True)
class RatedWords:
    """What somebody wrote; never who."""

    stars: int
    words: str = field(repr=False)
    at: datetime
    department_names: Localised


@dataclass(frozen=True, slots=True)
class RatingsRead:
    """The last thirty days."""

    departments: list[RatedDepartment]
    words: list[RatedWords]


class RatingsService:
    """Keeps ratings."""

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        standings: Standings,
        requests: Requests,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._standings = standings
        self._requests = requests
        self._audit = audit

    @allowed(Role.PATIENT)
    async def rate(
        self, tx: Writing, actor: Actor, appointment_id: UUID, opinion: RateVisit
    ) -> Appointment:
        """Rate a visit of one's own people.

        Raises:
            NoSuchAppointment: it does not exist, or the actor may not know of it.
            NotSeenYet: it has not taken place.
            AlreadyRated: it was rated already.
            IdempotencyMismatch: the id was used with another body.
        """
        row = await self._standings.row(tx, actor, appointment_id)
        if row["status"] != "fulfilled":
            raise NotSeenYet
        digest = self._requests.digest(f"rate|{appointment_id}", opinion)
        words = None
        if opinion.words:
            words = self._vaulted.encrypt("visit_ratings", appointment_id, "words", opinion.words)
        rated = await store.rate(
            tx,
            {
                "appointment_id": appointment_id,
                "id": opinion.id,
                "body_digest": digest,
                "stars": opinion.stars,
                "words": words,
                "at": self._clock(),
            },
        )
        if rated:
            await self._audit.record(tx, actor, "appointments.rate", "appointment", appointment_id)
        else:
            first = await store.rating(tx, appointment_id)
            assert first is not None
            if first["id"] != opinion.id:
                raise AlreadyRated
            if first["body_digest"] != digest:
                raise IdempotencyMismatch
        return shown(await self._standings.row(tx, actor, appointment_id))

    @allowed(Role.ADMINISTRATOR)
    async def read(self, tx: Writing, actor: Actor) -> RatingsRead:
        """What patients thought of the actor's hospital in the last thirty days, without names.

        That the words were read is in the audit: people write about their health in them.
        """
        since = self._clock() - READ_FOR
        departments = await store.ratings_by_department(tx, actor.hospital_id, since)
        rows = await store.ratings_with_words(tx, actor.hospital_id, since, _MOST_WORDS)
        await self._audit.record(
            tx, actor, "appointments.read_ratings", "hospital", actor.hospital_id
        )
        return RatingsRead(
            departments=[
                RatedDepartment(row["department_names"], row["count"], float(row["mean"]))
                for row in departments
                if row["count"] >= FEWEST
            ],
            words=[
                RatedWords(
                    row["stars"],
                    self._vaulted.decrypt(
                        "visit_ratings", row["appointment_id"], "words", row["words"]
                    ),
                    row["at"],
                    row["department_names"],
                )
                for row in rows
            ],
        )
