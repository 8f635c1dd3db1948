"""The part of the composition root for those who keep a hospital's data."""

from __future__ import annotations

from mobile_api.access.service import AccessService
from mobile_api.access.staff import StaffService
from mobile_api.administration import (
    absence_pages,
    audit_pages,
    booking_pages,
    calendar_pages,
    enrolment_pages,
    home_pages,
    lists_pages,
    number_pages,
    people_routes,
    places_pages,
    practitioners_pages,
    rating_pages,
    register_pages,
    routes,
    staff_pages,
)
from mobile_api.administration.importing import ListsService
from mobile_api.administration.service import AdministrationService
from mobile_api.appointments.absence import AbsenceService
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.devices.enrolling import EnrollingService
from mobile_api.facilities import app_routes
from mobile_api.facilities.opening import OpeningService
from mobile_api.facilities.places import PlacesService
from mobile_api.facilities.practitioners import PractitionersService
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import Services
from mobile_api.keys import Vaulted
from mobile_api.limits import Limits
from mobile_api.live import Live
from mobile_api.replays import SealedReplays

ADMINISTRATION_ROUTES = (
    app_routes.router,
    routes.router,
    people_routes.router,
    *(
        pages.router
        for pages in (
            home_pages,
            places_pages,
            practitioners_pages,
            calendar_pages,
            staff_pages,
            enrolment_pages,
            lists_pages,
            audit_pages,
            absence_pages,
            booking_pages,
            number_pages,
            register_pages,
            rating_pages,
        )
    ),
)


def compose_administration(services: Services, clock: Clock) -> None:
    """Everything that administrators and IT nurses keep; to be made last."""
    audit, vaulted = services.get(AuditService), services.get(Vaulted)
    facilities = services.get(FacilitiesService)
    sealed = services.get(SealedReplays)
    services.add(StaffService(clock, vaulted, services.get(AccessService), sealed, audit))
    services.add(EnrollingService(clock, vaulted, services.get(Limits), sealed, audit))
    places = services.add(PlacesService(audit))
    practitioners = services.add(PractitionersService(clock, facilities, audit))
    services.add(OpeningService(clock, facilities, audit))
    administration = services.add(
        AdministrationService(
            clock,
            services.get(Live),
            facilities,
            places,
            practitioners,
            services.get(AbsenceService),
            audit,
        )
    )
    services.add(ListsService(clock, vaulted, administration, places, practitioners, audit))
