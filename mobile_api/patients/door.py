"""Which visit a request belongs to, and which file it carries."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request

from mobile_api.access.door import StaffActor
from mobile_api.actors import Actor
from mobile_api.database import Database
from mobile_api.devices.door import KioskActor
from mobile_api.http import Services, service
from mobile_api.patients.csv_files import MAX_BYTES, ReadFile
from mobile_api.patients.errors import FileTooLarge, VisitExpired
from mobile_api.patients.importing import ImportingService
from mobile_api.patients.service import PatientsService
from mobile_api.patients.visits import VisitFacts


async def _visit(
    actor: KioskActor,
    patients: Annotated[PatientsService, service(PatientsService)],
    token: Annotated[
        str | None, Header(alias="Dmed-Visit", description="The visit's token.")
    ] = None,
) -> VisitFacts:
    if token is None:
        raise VisitExpired
    return patients.visit_of(actor, token)


CurrentVisit = Annotated[VisitFacts, Depends(_visit)]
"""The visit in the header ``Dmed-Visit``; raises VisitExpired."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that came with a request, read."""

    digest: str
    read: ReadFile


async def read_sent(request: Request, actor: Actor, content: bytes) -> SentFile:
    """Read a file before a transaction begins.

    Raises:
        NotAllowed: this role brings nobody in.
    """
    services: Services = request.app.state.services
    database: Database = request.app.state.database
    async with database.reading() as db:
        found = await services.get(ImportingService).read(db, actor, content)
    return SentFile(hashlib.sha256(content).hexdigest(), found)


async def _body(request: Request, actor: StaffActor) -> SentFile:
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > MAX_BYTES:
            raise FileTooLarge(most_bytes=MAX_BYTES)
    return await read_sent(request, actor, bytes(content))


CsvBody = Annotated[SentFile, Depends(_body)]
"""The CSV file that is the request's body; raises FileTooLarge, NotAllowed."""
