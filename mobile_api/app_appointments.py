"""The part of the composition root that puts the domain of appointments together."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter

from mobile_api.access.chats import ChatsService
from mobile_api.access.holders import AccountHolders
from mobile_api.appointments import (
    app_pages,
    app_routes,
    desk_routes,
    jobs,
    pages,
    routes,
    search_routes,
    tap_routes,
    waitlist_routes,
)
from mobile_api.appointments.absence import AbsenceService
from mobile_api.appointments.booking import BookingService
from mobile_api.appointments.booking_links import BookingLinksService
from mobile_api.appointments.booking_steps import BookingSteps
from mobile_api.appointments.changing import ChangingService
from mobile_api.appointments.offering import OfferingService
from mobile_api.appointments.passes import PassesService
from mobile_api.appointments.planning import PlanningService
from mobile_api.appointments.rating import RatingsService
from mobile_api.appointments.service import AppointmentsService
from mobile_api.appointments.standing import Requests, Standings
from mobile_api.appointments.tapping import TapsService
from mobile_api.appointments.taps import LinkTokens
from mobile_api.appointments.telling import AppointmentNews
from mobile_api.appointments.waiting import WaitingService
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Database
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import Services
from mobile_api.keys import Vaulted
from mobile_api.limits import Limits
from mobile_api.messages.service import MessagesService
from mobile_api.patients.people import PeopleService
from mobile_api.patients.service import PatientsService
from mobile_api.settings import Settings
from mobile_api.working import Job


def appointment_routers() -> tuple[APIRouter, ...]:
    """In this order: addresses with a word come before addresses with an id."""
    return (
        routes.router,
        routes.visits_router,
        waitlist_routes.router,
        tap_routes.router,
        desk_routes.router,
        search_routes.router,
        app_routes.router,
        pages.router,
        app_pages.router,
    )


def compose_appointments(
    services: Services, settings: Settings, clock: Clock
) -> AppointmentsService:
    """Everything about appointments: to be made after messages, which tell of them."""
    audit, vaulted = services.get(AuditService), services.get(Vaulted)
    patients = services.get(PatientsService)
    public_url = settings.effective_public_url
    links = services.add(LinkTokens(vaulted, public_url))
    standings, requests = Standings(services.get(PeopleService)), Requests(clock, vaulted)
    news = AppointmentNews(clock, services.get(MessagesService), links)
    planning = services.add(PlanningService(clock))
    offering = OfferingService(clock, planning, news)
    shared = (clock, standings, requests, planning)
    booking = services.add(BookingService(*shared, news, audit))
    services.add(
        BookingSteps(
            services.get(PeopleService), services.get(FacilitiesService), planning, booking
        )
    )
    services.add(
        BookingLinksService(
            clock,
            vaulted,
            services.get(Limits),
            services.get(AccountHolders),
            services.get(ChatsService),
            public_url,
            settings.bot_token.get_secret_value(),
        )
    )
    changing = services.add(ChangingService(*shared, offering, news, audit))
    waiting = services.add(WaitingService(*shared, offering, news, audit))
    services.add(TapsService(clock, links, requests, planning, changing, waiting))
    services.add(AbsenceService(clock, requests, news, audit))
    services.add(PassesService(clock, vaulted, standings, patients, audit, public_url))
    services.add(RatingsService(clock, vaulted, standings, requests, audit))
    return services.add(
        AppointmentsService(clock, services.get(FacilitiesService), patients, news, audit)
    )


def appointment_jobs(services: Services) -> list[Job]:
    """What is done periodically about appointments."""
    database = services.get(Database)
    booking, passes = services.get(BookingService), services.get(PassesService)
    return [
        Job(
            "appointments.end_offers",
            jobs.OFFERS_EVERY_SECONDS,
            partial(jobs.end_offers, database, services.get(WaitingService)),
        ),
        Job(
            "appointments.clear_holds",
            jobs.HOLDS_EVERY_SECONDS,
            partial(jobs.clear_holds, database, booking, passes),
        ),
        Job(
            "appointments.close_day",
            jobs.DAY_EVERY_SECONDS,
            partial(jobs.close_day, database, services.get(AbsenceService)),
        ),
    ]
