"""The part of the composition root that puts the domain of appointments together."""

from __future__ import annotations

from mobile_api.appointments.booking import BookingService
from mobile_api.appointments.changing import ChangingService
from mobile_api.appointments.planning import PlanningService
from mobile_api.appointments.service import AppointmentsService
from mobile_api.appointments.standing import Requests, Standings
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import Services
from mobile_api.keys import Vaulted
from mobile_api.patients.people import PeopleService
from mobile_api.patients.service import PatientsService
from mobile_api.settings import Settings


def compose_appointments(
    services: Services, settings: Settings, clock: Clock
) -> AppointmentsService:
    """Everything about appointments: to be made after messages, which tell of them."""
    audit = services.get(AuditService)
    standings = Standings(services.get(PeopleService))
    requests = Requests(clock, services.get(Vaulted))
    planning = services.add(PlanningService(clock))
    services.add(BookingService(clock, standings, requests, planning, audit))
    services.add(ChangingService(clock, standings, requests, planning, audit))
    return services.add(
        AppointmentsService(
            clock, services.get(FacilitiesService), services.get(PatientsService), audit
        )
    )
