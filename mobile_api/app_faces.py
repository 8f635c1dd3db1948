"""The part of the composition root that puts Face ID together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

import structlog
from redis.asyncio import Redis

from mobile_api.actors import Actor
from mobile_api.appointments.service import AppointmentsService
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Database, Reader
from mobile_api.faces import jobs, pages, routes
from mobile_api.faces.checking import FaceDeskService
from mobile_api.faces.counting import FaceCountsService
from mobile_api.faces.encrypting import EncryptedTemplates
from mobile_api.faces.enrolling import FaceEnrolmentService
from mobile_api.faces.index import FaceIndex
from mobile_api.faces.keeping import TemplateKeeping
from mobile_api.faces.renewing import FaceRenewalService
from mobile_api.faces.selfies import SelfiesService
from mobile_api.faces.service import FacesService
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import Services
from mobile_api.keys import Vaulted
from mobile_api.limits import Limits
from mobile_api.live import Live
from mobile_api.patients.consents import ConsentsService
from mobile_api.patients.merging import MergingService
from mobile_api.patients.people import PeopleService
from mobile_api.patients.service import PatientsService
from mobile_api.replays import Replays
from mobile_api.settings import Settings
from mobile_api.working import Job
from models.face.calibration import PUBLISHED, read_calibration
from models.face.engine import load_selfie_eyes
from models.face.errors import BadCalibration, FaceUnavailable
from models.face.selfies import SelfieEyes
from models.face.thresholds import Thresholds

log = structlog.get_logger(__name__)

FACE_ROUTES = (routes.router, pages.router)


class CalibratedThresholds:
    """Thresholds from this site's calibration, else those that are published.

    Args:
        source: a file, a folder of files (while two networks are in use), or None.
    """

    def __init__(self, source: Path | None) -> None:
        self._own: dict[str, Thresholds] = {}
        for file in _files(source):
            try:
                found = read_calibration(file).thresholds
            except BadCalibration as fault:
                # The hospital goes on; Face ID of this network is not offered or not calibrated.
                log.error("face_calibration_unreadable", remedy=str(fault))
            else:
                self._own[found.model_id] = found

    def __call__(self, model_id: str, /) -> Thresholds | None:
        """See ``faces.port.ThresholdsOf``."""
        return self._own.get(model_id) or PUBLISHED.get(model_id)

    @property
    def calibrated(self) -> bool:
        """See ``faces.port.ThresholdsOf``."""
        return bool(self._own)


class BookedByAppointments:
    """Who is booked today, as the domain of appointments knows it."""

    def __init__(self, appointments: AppointmentsService) -> None:
        self._appointments = appointments

    async def __call__(self, db: Reader, actor: Actor, /) -> Sequence[UUID]:
        """See ``faces.port.BookedToday``."""
        return await self._appointments.expected_today(db, actor)


def compose_faces(services: Services, settings: Settings, redis: Redis, clock: Clock) -> None:
    """Everything about faces: to be made after appointments, which say who is expected."""
    vaulted, audit = services.get(Vaulted), services.get(AuditService)
    patients, people = services.get(PatientsService), services.get(PeopleService)
    consents, limits = services.get(ConsentsService), services.get(Limits)
    thresholds = CalibratedThresholds(settings.face_calibration)
    encrypted = EncryptedTemplates(vaulted)
    index = services.add(FaceIndex(encrypted, thresholds))
    keeping = TemplateKeeping(clock, services.get(Live), people, encrypted)
    services.add(
        FacesService(
            clock,
            vaulted,
            limits,
            Replays(redis),
            services.get(FacilitiesService),
            patients,
            people,
            consents,
            encrypted,
            index,
            thresholds,
            BookedByAppointments(services.get(AppointmentsService)),
            audit,
            offline_gallery=settings.face_offline_gallery,
        )
    )
    enrolment = services.add(
        FaceEnrolmentService(clock, patients, people, consents, encrypted, keeping, index, audit)
    )
    consents.on_withdrawn(enrolment.on_withdrawn)
    services.get(MergingService).on_merged(enrolment.on_merged)
    eyes, missing = _selfie_eyes(settings.face_selfie_models_dir)
    services.add(
        SelfiesService(
            clock, vaulted, limits, services.get(FacilitiesService), enrolment, eyes, missing
        )
    )
    services.add(FaceDeskService(clock, limits, patients, encrypted, keeping, audit))
    services.add(FaceCountsService(clock, thresholds))
    services.add(FaceRenewalService(vaulted, encrypted, audit))


def face_jobs(services: Services) -> list[Job]:
    """What is done periodically about faces."""
    return [
        Job(
            "faces.remove_old",
            jobs.OLD_EVERY_SECONDS,
            partial(jobs.remove_old, services.get(Database), services.get(FaceEnrolmentService)),
        )
    ]


async def follow_index(services: Services) -> None:
    """Keep this process's memory of templates fresh until it ends."""
    await jobs.keep_fresh(services.get(Database), services.get(FaceIndex), services.get(Live))


def _selfie_eyes(directory: Path | None) -> tuple[SelfieEyes | None, str]:
    """Networks for pictures from phones, else why there are none."""
    if directory is None:
        return None, "not_set_up"
    try:
        return load_selfie_eyes(directory), ""
    except FaceUnavailable as fault:
        log.warning("face_selfies_unavailable", reason=fault.reason.value, remedy=str(fault))
        return None, fault.reason.value
    except BadCalibration as fault:
        log.warning("face_selfies_unavailable", reason="no_thresholds", remedy=str(fault))
        return None, "no_thresholds"


def _files(source: Path | None) -> list[Path]:
    if source is None:
        return []
    return sorted(source.glob("*.json")) if source.is_dir() else [source]
