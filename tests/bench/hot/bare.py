"""The least that could answer: Starlette, asyncpg, orjson, and our own SQL, word for word.

It checks nothing, encrypts nothing, trusts everybody: what is left of a request when all that
makes it safe is taken away. Statements are taken from our stores, so that they are the same.
"""

from __future__ import annotations

import base64
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

import asyncpg
import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mobile_api.access import app_store
from mobile_api.actors import Actor, Role
from mobile_api.appointments import rules, slots
from mobile_api.appointments.planning import PlanningService
from mobile_api.appointments.store import free_times, taking
from mobile_api.audit import store as audit
from mobile_api.database import Prepared, Record
from mobile_api.devices import store as devices
from mobile_api.keys import token_digest
from mobile_api.messages import announcements_store
from mobile_api.patients import links
from mobile_api.patients import store as patients
from mobile_api.patients.encrypting import NAME_COLUMNS
from mobile_api.queues import numbering_store
from tests.bench.hot.world import DEPARTMENT, HOSPITAL

_NOBODY = UUID(int=0)
_DAY = timedelta(days=1)
_AUTH = len("Bearer ")


class Connected:
    """What our stores expect, with nothing between it and the driver."""

    dialect = "postgresql"

    def __init__(self, driver: asyncpg.Connection) -> None:
        self._driver = driver

    async def fetch(self, prepared: Prepared, parameters: Mapping[str, Any]) -> list[Record]:
        """Run a statement of ours."""
        direct = prepared.on_postgresql
        records = await self._driver.fetch(direct.sql, *direct.arguments(parameters))
        return cast(list[Record], direct.rows(records))


def _session(authorization: str) -> UUID:
    """The session that a token names; nobody looks whether the token is genuine."""
    return UUID(bytes=base64.urlsafe_b64decode(authorization[_AUTH:] + "=")[:16])


def _reply(content: object) -> Response:
    return Response(orjson.dumps(content, default=str), media_type="application/json")


async def free(request: Request) -> Response:
    """A hundred free times: the same two statements, the same sums."""
    pool: asyncpg.Pool = request.app.state.pool
    planning: PlanningService = request.app.state.planning
    async with pool.acquire() as driver:
        session = _session(request.headers["authorization"])
        await Connected(driver).fetch(app_store._SESSION_BY_ID, {"session_id": session})
        db: Any = Connected(driver)
        found = await planning.free(db, request.app.state.actor, HOSPITAL, DEPARTMENT, limit=100)
    return _reply(found)


async def book(request: Request) -> Response:
    """A booking: the same statements in the same transaction, over one connection."""
    wish = orjson.loads(await request.body())
    pool: asyncpg.Pool = request.app.state.pool
    now, starts_at = datetime.now(UTC), datetime.fromisoformat(wish["starts_at"])
    patient, doctor = UUID(wish["patient_id"]), UUID(wish["practitioner_id"])
    async with pool.acquire() as driver:
        db: Any = Connected(driver)
        session = _session(request.headers["authorization"])
        account = (await db.fetch(app_store._SESSION_BY_ID, {"session_id": session}))[0][
            "account_id"
        ]
        async with driver.transaction():
            await links.of_person(db, account, patient, now)
            known = await free_times.facts(
                db,
                free_times.Question(
                    hospital_id=HOSPITAL,
                    department=DEPARTMENT,
                    practitioner_id=doctor,
                    patient_id=patient,
                    since=starts_at - _DAY,
                    until=starts_at + _DAY,
                    now=now,
                    late_since=now - _DAY,
                ),
            )
            assert known is not None
            calendar = known.calendars[0]
            begin = slots.to_minutes(starts_at)
            times = slots.times_of(calendar, known.house, known.offer, starts_at.date())
            end = next(end for one, end in times if one == begin)
            assert calendar.number is not None
            lanes = rules.lanes_of(calendar.number, None)
            taken = await taking.take(
                db,
                {
                    "id": UUID(wish["id"]),
                    "hospital_id": HOSPITAL,
                    "patient_id": patient,
                    "patient_key": rules.patient_key(patient),
                    "practitioner_id": doctor,
                    "department": DEPARTMENT,
                    "service_id": None,
                    "starts_at": starts_at,
                    "ends_at": slots.to_moment(end),
                    "status": "booked",
                    "lane_from": lanes[0],
                    "lane_to": lanes[1],
                    "created_at": now,
                    "booked_by": account,
                    "booked_by_role": "patient",
                    "visit_id": None,
                    "body_digest": bytes(32),
                },
                now,
            )
            assert taken is not None
            await announcements_store.add(
                db,
                {
                    "id": uuid4(),
                    "hospital_id": HOSPITAL,
                    "about_id": UUID(wish["id"]),
                    "orders": os.urandom(1600),
                    "created_at": now,
                    "next_at": now,
                },
            )
            await _record(db, account, "appointments.book", "appointment", wish["id"])
    shown = {name: value for name, value in dict(taken).items() if name != "body_digest"}
    return _reply(shown)


async def ticket(request: Request) -> Response:
    """A number: the same statements in the same transaction, over one connection."""
    order = orjson.loads(await request.body())
    pool: asyncpg.Pool = request.app.state.pool
    now = datetime.now(UTC)
    async with pool.acquire() as driver:
        db: Any = Connected(driver)
        digest = token_digest(request.headers["authorization"][_AUTH:])
        device = (await db.fetch(devices._BY_KEY, {"key_digest": digest}))[0]["id"]
        async with driver.transaction():
            opened = numbering_store.opening(db, HOSPITAL, order["department"], UUID(order["id"]))
            place = await opened
            assert place is not None
            patient = await patients.ensure(
                db,
                {
                    **dict.fromkeys((*NAME_COLUMNS, "phone", "phone_index")),
                    "id": uuid4(),
                    "pinfl": os.urandom(43),
                    "pinfl_index": request.app.state.pinfl_index,
                    "birth_date": os.urandom(39),
                    "birth_index": os.urandom(32),
                    "sex": "male",
                    "language": "uz-Latn",
                    "source": "kiosk",
                    "created_at": now,
                },
            )
            ticket_id, day = UUID(order["id"]), now.date()
            row: dict[str, Any] = {
                "id": ticket_id,
                "body_digest": bytes(32),
                "hospital_id": HOSPITAL,
                "department": order["department"],
                "day": day,
                "patient_id": patient,
                "appointment_id": None,
                "assessment_id": None,
                "language": order["language"],
                "device_id": device,
                "visit_id": uuid4(),
                "assurance": "claimed",
                "priority": "normal",
                "rank": 2,
                "status": "waiting",
                "issued_at": now,
            }
            await numbering_store.add_ticket(db, row)
            number = await numbering_store.take_number(db, HOSPITAL, order["department"], day)
            ahead, _, _ = await numbering_store.queue_before(
                db, {**row, "number": number}, now - timedelta(minutes=30)
            )
            given: dict[str, Any] = {
                "number": number,
                "label": f"A-{number:03d}"[:10],
                "issued_at": now,
                "promised_ahead": ahead,
                "promised_from": 5,
                "promised_to": 10,
            }
            event = {
                "id": uuid4(),
                "ticket_id": ticket_id,
                "what": "join",
                "at": now,
                "by_role": "kiosk",
                "by_id": device,
            }
            await numbering_store.complete_ticket(db, ticket_id, given, event)
            await _record(db, device, "queues.join", "ticket", order["id"])
    names = place["names"]
    return _reply({"id": order["id"], "names": names, "qr": "https://x/t/" + "A" * 107, **given})


async def _record(db: Any, who: UUID, action: str, kind: str, subject: str) -> None:
    shard = hash(subject) % 64
    sequence, previous = await audit.take_head(db, shard, bytes(32))
    await audit.append(
        db,
        {
            "id": uuid4(),
            "shard": shard,
            "sequence": sequence + 1,
            "at": datetime.now(UTC),
            "hospital_id": HOSPITAL,
            "actor_role": "patient",
            "actor_id": who,
            "action": action,
            "subject_kind": kind,
            "subject_id": subject,
            "facts": {},
            "previous": previous,
            "digest": os.urandom(32),
        },
    )


def main(url: str, port: int, pinfl_index: str) -> None:
    """Serve until killed."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with asyncpg.create_pool(url, min_size=10, max_size=10) as pool:
            app.state.pool = pool
            yield

    app = Starlette(
        routes=[
            Route("/free", free),
            Route("/book", book, methods=["POST"]),
            Route("/ticket", ticket, methods=["POST"]),
        ],
        lifespan=lifespan,
    )
    app.state.planning = PlanningService(lambda: datetime.now(UTC))
    app.state.actor = Actor(role=Role.SYSTEM, id=_NOBODY, hospital_id=_NOBODY)
    app.state.pinfl_index = bytes.fromhex(pinfl_index)
    uvicorn.run(
        app, port=port, http="httptools", loop="uvloop", log_level="error", access_log=False
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
