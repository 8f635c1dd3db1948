"""The composition root of the API: the one file that knows every domain.

Nobody else reads settings, opens a connection or chooses between real and in-process.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

import structlog
from fakeredis import FakeAsyncRedis
from fastapi import APIRouter, FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import text

from mobile_api import http_errors, key_check
from mobile_api.access import app_routes as access_app_routes
from mobile_api.access import chat_routes as access_chat_routes
from mobile_api.access import identity_routes as access_identity_routes
from mobile_api.access import pages as access_pages
from mobile_api.access import routes as access_routes
from mobile_api.access.holders import AccountHolders
from mobile_api.access.service import AccessService
from mobile_api.app_access import access_jobs, compose_access
from mobile_api.app_administration import ADMINISTRATION_ROUTES, compose_administration
from mobile_api.app_appointments import (
    appointment_jobs,
    appointment_routers,
    compose_appointments,
)
from mobile_api.app_faces import FACE_ROUTES, compose_faces, face_jobs, follow_index
from mobile_api.app_messages import compose_messages, compose_sending, message_jobs
from mobile_api.app_patients import PEOPLE_ROUTES, compose_people, people_jobs
from mobile_api.appointments import search_routes
from mobile_api.appointments.telling import booker_of, rechecks
from mobile_api.assessments import jobs as assessments_jobs
from mobile_api.assessments import pages as assessments_pages
from mobile_api.assessments import routes as assessments_routes
from mobile_api.assessments.at_home import HomeTriageService
from mobile_api.assessments.outcomes import OutcomesService
from mobile_api.assessments.port import Assessor
from mobile_api.assessments.service import AssessmentsService
from mobile_api.assessments.verdicts import Verdicts
from mobile_api.audit.service import AuditService
from mobile_api.bodies import BodyLimit
from mobile_api.clock import Clock, system_clock
from mobile_api.database import Database
from mobile_api.devices import pages as devices_pages
from mobile_api.devices import routes as devices_routes
from mobile_api.devices.service import DevicesService
from mobile_api.entity_tags import EntityTags
from mobile_api.errors import DmedError
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import Services
from mobile_api.keys import Keyring, Vaulted
from mobile_api.limits import Limits
from mobile_api.live import Live
from mobile_api.messages import development_pages
from mobile_api.messages import pages as messages_pages
from mobile_api.messages import routes as messages_routes
from mobile_api.messages.port import Rechecks
from mobile_api.migrations.current import is_current
from mobile_api.observing import Metrics, Observing
from mobile_api.openapi import describe
from mobile_api.pages.rendering import Pages
from mobile_api.pages.serving import ErrorPages, static_files
from mobile_api.patients import pages as people_pages
from mobile_api.patients.people import PeopleService
from mobile_api.patients.service import PatientsService
from mobile_api.queues import app_routes as queues_app_routes
from mobile_api.queues import pages as queues_pages
from mobile_api.queues import public_pages
from mobile_api.queues import routes as queues_routes
from mobile_api.queues.calling import CallingService
from mobile_api.queues.news import QueueNews
from mobile_api.queues.service import QueuesService
from mobile_api.queues.sharing import SharingService
from mobile_api.replays import Replays, SealedReplays
from mobile_api.settings import Settings
from mobile_api.working import Job, Worker
from models import ModelError, Vault, shipped_root
from triage import labels
from triage.assessment import Triage

log = structlog.get_logger(__name__)

DESCRIPTION = """
Back end of the Dmed kiosk, the mobile app, the bot and the staff pages.

Every write carries an id that the device made: sent again, it gets the first answer;
sent with another body, it gets `idempotency_mismatch`. Errors are
`application/problem+json` with a stable `code`.
"""


def load_keys(settings: Settings) -> Keyring:
    """The keyring from the environment or the key file.

    Raises:
        KeysMissing: neither is there.
        KeysUnreadable: damaged.
    """
    if settings.keys is not None:
        return Keyring.parse(settings.keys.get_secret_value())
    return Keyring.load(settings.effective_keys_file)


def open_redis(settings: Settings) -> Redis:
    """Redis, or one inside this process where no address is set."""
    if settings.redis_url:
        return Redis.from_url(settings.redis_url, socket_timeout=3, socket_connect_timeout=2)
    return FakeAsyncRedis()


def load_triage(settings: Settings) -> Assessor | None:
    """The triage model that the settings name, or the active one.

    Returns:
        None where it is missing or damaged: queues and appointments work without it, and
        kiosks carry a model of their own.
    """
    try:
        return Triage.load(Vault(shipped_root()), settings.triage_version or None)
    except (ModelError, ValueError) as fault:
        log.error("triage_missing", kind=type(fault).__name__, remedy=str(fault))
        return None


def compose(
    settings: Settings,
    keys: Keyring,
    database: Database,
    redis: Redis,
    clock: Clock,
    triage: Assessor | None,
) -> Services:
    """All services of one process, wired."""
    services = Services()
    services.add(database)
    vaulted = services.add(Vaulted(keys))
    limits = services.add(Limits(redis))
    live = services.add(Live(redis))
    audit = services.add(AuditService(clock))
    replays = Replays(redis)
    sealed = services.add(SealedReplays(replays, vaulted))
    services.add(AccessService(clock, vaulted, limits, sealed, audit))
    services.add(AccountHolders(clock, vaulted, audit))
    facilities = services.add(FacilitiesService(audit))
    services.add(DevicesService(clock, vaulted, live, audit))
    patients = services.add(PatientsService(clock, vaulted, limits, replays, facilities, audit))
    audience = compose_people(services, clock)
    compose_messages(services, settings, redis, clock, audience)
    compose_access(services, settings, clock, patients)
    assessments, outcomes = _compose_assessments(services, settings, clock, triage)
    appointments = compose_appointments(services, settings, clock)
    audience.ask_who_booked(booker_of)
    compose_faces(services, settings, redis, clock)
    below = (clock, vaulted, facilities, patients, appointments, assessments, audit)
    news = QueueNews(live)
    public_url = settings.effective_public_url
    queues = services.add(QueuesService(*below, news, public_url))
    people = services.get(PeopleService)
    services.add(
        SharingService(
            clock, vaulted, facilities, patients, people, appointments, queues, public_url
        )
    )
    services.add(CallingService(*below, outcomes, news))
    compose_sending(services, settings, redis, clock, rechecks_of(clock))
    compose_administration(services, clock)
    services.add(Pages(labels.red_flag if triage is None else triage.labels.red_flag))
    return services


def _compose_assessments(
    services: Services, settings: Settings, clock: Clock, triage: Assessor | None
) -> tuple[AssessmentsService, OutcomesService]:
    vaulted, audit = services.get(Vaulted), services.get(AuditService)
    facilities = services.get(FacilitiesService)
    verdicts = Verdicts(clock, vaulted, facilities, triage)
    services.add(
        HomeTriageService(
            clock, verdicts, facilities, services.get(PeopleService), services.get(Limits), audit
        )
    )
    outcomes = services.add(OutcomesService(clock, facilities, audit))
    assessments = services.add(
        AssessmentsService(
            clock, vaulted, verdicts, services.get(DevicesService), audit, settings.complaint_days
        )
    )
    return assessments, outcomes


def rechecks_of(clock: Clock) -> Rechecks:
    """Who knows, in the moment of sending, whether a message is still true; by template."""
    return rechecks(clock)


def jobs_of(services: Services) -> list[Job]:
    """Everything that is done periodically."""
    database, assessments = services.get(Database), services.get(AssessmentsService)
    return [
        Job(
            "assessments.delete_old_complaints",
            assessments_jobs.EVERY_SECONDS,
            partial(assessments_jobs.delete_old_complaints, database, assessments),
        ),
        *access_jobs(services),
        *message_jobs(services),
        *appointment_jobs(services),
        *people_jobs(services),
        *face_jobs(services),
    ]


def create_app(
    settings: Settings | None = None,
    *,
    keys: Keyring | None = None,
    redis: Redis | None = None,
    clock: Clock = system_clock,
    triage: Callable[[Settings], Assessor | None] = load_triage,
    with_worker: bool = False,
) -> FastAPI:
    """The API.

    Args:
        settings: default: from the environment.
        keys: default: from the environment or the key file.
        redis: default: as the settings say.
        clock: tells the time.
        triage: loads the triage model; None from it means that there is none.
        with_worker: run the periodic jobs in this process too (the embedded default).

    Raises:
        KeysMissing, KeysUnreadable: see ``load_keys``.
    """
    settings = settings or Settings()
    redis = redis if redis is not None else open_redis(settings)
    database = Database(settings.effective_database_url)
    services = compose(
        settings, keys or load_keys(settings), database, redis, clock, triage(settings)
    )
    live = services.get(Live)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await live.start()
        stop = asyncio.Event()
        jobs = Worker(jobs_of(services)).run(stop) if with_worker else stop.wait()
        working = asyncio.ensure_future(jobs)
        following = asyncio.create_task(follow_index(services), name="faces")
        yield
        stop.set()
        await working
        await live.stop()
        await following
        await database.close()
        await redis.aclose()

    app = FastAPI(
        title="Dmed Kiosk API",
        version="1",
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        # We measure ourselves (``observing``), and tell no exception's text to anybody.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.services = services
    app.state.database = database
    app.state.settings = settings
    http_errors.install(app, ErrorPages(services.get(Pages)))
    metrics = Metrics()
    app.add_middleware(EntityTags)
    app.add_middleware(BodyLimit)
    app.add_middleware(Observing, metrics=metrics)
    _add_probes(app, settings, services, redis, metrics)
    # What is asked most stands first: a request is compared with one route after the other.
    join(app, search_routes.plain_router)
    join(app, queues_app_routes.router)
    join(app, queues_routes.router)
    for router in appointment_routers():
        join(app, router)
    for routes in (
        access_routes,
        access_app_routes,
        access_chat_routes,
        access_identity_routes,
    ):
        join(app, routes.router)
    for administration_router in ADMINISTRATION_ROUTES:
        join(app, administration_router)
    join(app, devices_routes.router)
    for people_router in PEOPLE_ROUTES:
        join(app, people_router)
    for face_router in FACE_ROUTES:
        join(app, face_router)
    join(app, assessments_routes.router)
    join(app, assessments_routes.home_router)
    join(app, messages_routes.router)
    for pages in (
        assessments_pages,
        access_pages,
        devices_pages,
        people_pages,
        messages_pages,
        queues_pages,
        public_pages,
    ):
        join(app, pages.router)
    if settings.demo:
        join(app, development_pages.router)
    app.mount("/static", static_files(), name="static")
    describe(app)
    return app


def join(app: FastAPI, router: APIRouter) -> None:
    """Give a domain's routes to the app, as they are.

    Not ``include_router``: it would read every signature again, for every app and at its first
    request (a second of processor time), and look each request up twice.
    """
    app.router.routes.extend(router.routes)


def _add_probes(
    app: FastAPI, settings: Settings, services: Services, redis: Redis, metrics: Metrics
) -> None:
    database = services.get(Database)
    assessments = services.get(AssessmentsService)

    @app.get("/healthz", tags=["operations"], summary="The process is alive")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz", tags=["operations"], summary="Database and Redis answer")
    async def readyz(response: Response) -> dict[str, str]:
        parts = {"database": "ok", "redis": "ok", "schema": "ok", "keys": "ok"}
        try:
            async with database.reading() as connection:
                await connection.execute(text("SELECT 1"))
            if not await is_current(database):
                parts["schema"] = "old: run python -m mobile_api migrate"
            elif not await _keys_fit(database, services.get(Vaulted)):
                parts["keys"] = "of another database"
        except DmedError:
            parts["database"] = "unreachable"
        try:
            await redis.ping()
        except RedisError:
            parts["redis"] = "unreachable"
        if set(parts.values()) != {"ok"}:
            response.status_code = 503
        # Told, but no reason to take the process away: everything else works without it, and
        # reception routes patients meanwhile.
        parts["triage"] = "ok" if assessments.is_ready else "missing: run python -m models verify"
        return parts

    @app.get("/metrics", include_in_schema=False)
    async def show_metrics() -> Response:
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)


async def _keys_fit(database: Database, vaulted: Vaulted) -> bool:
    async with database.reading() as db:
        return await key_check.fits(db, vaulted)
