"""What every page of staff shows: who is signed in, the hospital, and alarms nobody has taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import Depends, Request

from mobile_api.access.door import SESSION_COOKIE, StaffActor, csrf_token
from mobile_api.access.service import AccessService
from mobile_api.actors import Actor
from mobile_api.database import Database, Reader
from mobile_api.devices.service import DevicesService
from mobile_api.facilities.schemas import Hospital
from mobile_api.facilities.service import KEEPERS, FacilitiesService
from mobile_api.http import Services
from mobile_api.pages.languages import language_of
from mobile_api.schemas import Language

_ORDER = {"red_flag": 0, "nurse_call": 1, "out_of_paper": 2, "device_fault": 2}
"""Order of alarms on the strip; a kind that is not known here comes first."""


@dataclass(frozen=True, slots=True)
class StaffView:
    """One look of one member of staff.

    Attributes:
        request: the request that it answers.
        actor: who looks.
        language: in which language.
        csrf: for the forms of the page.
        hospital: where.
    """

    request: Request
    actor: Actor
    language: Language
    csrf: str
    hospital: Hospital

    @property
    def zone(self) -> ZoneInfo:
        """The hospital's time zone."""
        return ZoneInfo(self.hospital.time_zone)

    @property
    def database(self) -> Database:
        """Where streams read from, for as long as one look takes."""
        database: Database = self.request.app.state.database
        return database

    async def still_signed_in(self, db: Reader) -> Actor:
        """Who looks, read again: a stream may outlive the session that began it.

        Raises:
            NotAuthenticated: the session has ended.
        """
        services: Services = self.request.app.state.services
        token = self.request.cookies.get(SESSION_COOKIE, "")
        return await services.get(AccessService).actor_of(db, token)

    async def frame(self, db: Reader, *, back: str | None = None) -> dict[str, Any]:
        """Values for ``staff.html`` and ``alarms.html``.

        Args:
            db: where to read.
            back: where the acknowledge button leads without a script; default: this page.
        """
        services: Services = self.request.app.state.services
        alarms = await services.get(DevicesService).open_alarms(db, self.actor)
        return {
            "hospital": self.hospital,
            "zone": self.zone,
            "csrf": self.csrf,
            "role": self.actor.role.value,
            # Danger before paper; within a kind, who has waited longest.
            "alarms": sorted(alarms, key=lambda alarm: _ORDER.get(alarm.kind, 0)),
            "path": back or self.request.url.path,
            "keeps": self.actor.role in KEEPERS,
        }


async def _staff_view(request: Request, actor: StaffActor) -> StaffView:
    services: Services = request.app.state.services
    database: Database = request.app.state.database
    async with database.reading() as db:
        hospital = await services.get(FacilitiesService).hospital(db, actor)
    language = language_of(request, actor.language)
    # Should this request go wrong further on, its error page speaks the same language.
    request.state.language = language
    return StaffView(request, actor, language, csrf_token(request), hospital)


Staff = Annotated[StaffView, Depends(_staff_view)]
"""The look of whoever is signed in; raises NotAuthenticated."""
