"""Which visit a request belongs to."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header

from mobile_api.devices.door import KioskActor
from mobile_api.http import service
from mobile_api.patients.errors import VisitExpired
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
