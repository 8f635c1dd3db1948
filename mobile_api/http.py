"""What every route asks for: a service, a connection, an idempotency key."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import Depends, Header, Request
from pydantic import BaseModel

from mobile_api.database import Database, Reading, Writing
from mobile_api.errors import DmedError, IdempotencyMismatch
from mobile_api.http_errors import PROBLEM, REPEATABLE, STATUS

T = TypeVar("T")


class Services:
    """The services of one process, by class; filled by the composition root only."""

    def __init__(self) -> None:
        self._by_class: dict[type[Any], object] = {}

    def add(self, service: T) -> T:
        """Put a service in; it is found by its class."""
        self._by_class[type(service)] = service
        return service

    def get(self, cls: type[T]) -> T:
        """The service of class ``cls``; KeyError where the composition root forgot it."""
        found = self._by_class[cls]
        assert isinstance(found, cls)
        return found


def service(cls: type[T]) -> Any:
    """A dependency that gives a route its service: ``Annotated[X, service(X)]``."""

    # Async, although it waits for nothing: other dependencies FastAPI runs in a thread each,
    # which costs more than most requests have to do.
    async def find(request: Request) -> T:
        return service_of(request, cls)

    return Depends(find)


def service_of(request: Request, cls: type[T]) -> T:
    """The service of class ``cls``; for what every route asks for, cheaper than a dependency."""
    services: Services = request.app.state.services
    return services.get(cls)


async def _read(request: Request) -> AsyncIterator[Reading]:
    database: Database = request.app.state.database
    async with database.reading() as connection:
        yield connection


async def _write(request: Request) -> AsyncIterator[Writing]:
    database: Database = request.app.state.database
    async with database.writing() as transaction:
        yield transaction


async def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


CurrentDatabase = Annotated[Database, Depends(_database)]
"""For what takes long: it begins its own transactions, and none is open meanwhile."""

# scope="function": the transaction ends before the reply leaves. Otherwise a failed commit
# would still answer 200, and a kiosk would print a ticket that does not exist.
# Routes ask for these after the doors (KioskActor, CurrentVisit, ...): dependencies are
# solved in order, and a stranger must not hold SQLite's one writer while being refused.
ReadingConnection = Annotated[Reading, Depends(_read, scope="function")]
WritingTransaction = Annotated[Writing, Depends(_write, scope="function")]

_A_KEY = "6b1c8f0e-0000-4000-8000-0000000000aa"

IdempotencyKey = Annotated[
    UUID | None,
    Header(
        alias="Idempotency-Key",
        description="Equals the `id` in the body; a replay gets the first answer.",
        examples=[_A_KEY],
    ),
]


SecretKey = Annotated[
    UUID | None,
    Header(
        alias="Idempotency-Key",
        description=(
            "Made by the caller, for this order. Sent again by the same sender with the same "
            "body, it gets the first answer, for as long as the description says; with another "
            "body, `idempotency_mismatch`."
        ),
        examples=[_A_KEY],
    ),
]
"""Of an order without an ``id`` in its body, whose answer is shown once."""

UnneededKey = Annotated[
    UUID | None,
    Header(
        alias="Idempotency-Key",
        description=(
            "May be sent, and must be a UUID; nothing else is made of it. Every request is "
            "answered anew: repeating it has no other effect than the description says."
        ),
        examples=[_A_KEY],
        json_schema_extra={REPEATABLE: True},
    ),
]
"""Of a request that may be repeated without one: no sender has to know which these are."""


def require_same_key(key: UUID | None, body_id: UUID) -> None:
    """The header, where sent, must be the body's id.

    Raises:
        IdempotencyMismatch: it is another one.
    """
    if key is not None and key != body_id:
        raise IdempotencyMismatch


def entity_tag(reply: BaseModel) -> str:
    """A strong ETag of what is answered: changes when anything in it changes."""
    return f'"{hashlib.sha256(reply.model_dump_json().encode()).hexdigest()[:32]}"'


def is_fresh(tag: str, if_none_match: str | None) -> bool:
    """True where the caller already has what ``tag`` names (RFC 9110, 13.1.2: weak comparison)."""
    known = [known.strip().removeprefix("W/") for known in (if_none_match or "").split(",")]
    return tag in known or "*" in known


def problems(*errors: type[DmedError]) -> dict[int | str, dict[str, Any]]:
    """OpenAPI responses for the errors that a route may answer with."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for error in errors:
        entry = by_status.setdefault(
            STATUS[error.kind], {"description": "", "content": {PROBLEM: {"examples": {}}}}
        )
        entry["description"] = ", ".join(filter(None, [entry["description"], error.code]))
        entry["content"][PROBLEM]["examples"][error.code] = {
            "value": {
                "type": f"urn:dmed:error:{error.code}",
                "title": error.message,
                "status": STATUS[error.kind],
                "code": error.code,
            }
        }
    return by_status
