"""Enrolment from a phone: for whom an identity service has proven, where networks are here."""

from __future__ import annotations

import asyncio
import secrets
from datetime import UTC, datetime, timedelta

from mobile_api.actors import Actor, Role
from mobile_api.clock import Clock
from mobile_api.database import Database, Reader
from mobile_api.errors import InvalidRequest
from mobile_api.faces import rules
from mobile_api.faces.enrolling import FaceEnrolmentService
from mobile_api.faces.errors import (
    FaceSelfiesUnavailable,
    FaceSelfiesUnclear,
    FaceSelfieTaskOver,
)
from mobile_api.faces.port import LooksAtSelfies
from mobile_api.faces.schemas import Embedding, EnrolFace, EnrolledFace, EnrolSelfies, SelfieTask
from mobile_api.facilities.service import FacilitiesService
from mobile_api.keys import CannotOpen, Vaulted
from mobile_api.limits import Limits
from mobile_api.permissions import allowed
from models.face.challenge import Side
from models.face.selfies import FEWEST, MOST
from models.face.templates import Failed

_TASK = "face.selfies"


class SelfiesService:
    """Looks at pictures from phones, in memory.

    Args:
        clock: tells the time.
        vaulted: seals tasks.
        limits: how often an account may try.
        facilities: which hospitals there are.
        enrolment: keeps templates.
        eyes: the networks; None where there are none.
        missing: why there are none; empty where there are.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        limits: Limits,
        facilities: FacilitiesService,
        enrolment: FaceEnrolmentService,
        eyes: LooksAtSelfies | None,
        missing: str = "",
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._limits = limits
        self._facilities = facilities
        self._enrolment = enrolment
        self._eyes = eyes
        self._missing = missing

    @allowed(Role.PATIENT)
    async def task(self, db: Reader, actor: Actor) -> SelfieTask:
        """What to do before the phone's camera; or that this server does not look at it, and why.

        Raises:
            StepUpNeeded, NoSuchPerson: see ``FaceEnrolmentService.require_proven_self``.
        """
        if self._eyes is None:
            return SelfieTask(available=False, reason=self._missing)
        offer = await self._enrolment.offer_in_app(db, actor, self._eyes.model_id)
        if not offer.may_enrol:
            return SelfieTask(available=True, state=offer.state)
        first = secrets.choice(list(Side))
        until = self._clock() + timedelta(seconds=rules.SELFIE_TASK_SECONDS)
        task = self._vaulted.seal(
            _TASK,
            {
                "account": str(actor.id),
                "first": first.value,
                "until": int(until.timestamp()),
            },
        )
        return SelfieTask(
            available=True,
            state=offer.state,
            may_enrol=True,
            text=offer.text,
            first_turn="left" if first is Side.LEFT else "right",
            fewest=FEWEST,
            most=MOST,
            task=task,
            expires_at=until,
        )

    async def enrol(self, database: Database, actor: Actor, order: EnrolSelfies) -> EnrolledFace:
        """Agree, be looked at, and be enrolled: no counter, an identity service has proven who.

        The look takes seconds, so no transaction is open meanwhile.

        Raises:
            FaceSelfiesUnavailable: this server has no networks for it.
            StepUpNeeded, NoSuchPerson, FaceForAdultsOnly, FaceModelUnknown, FaceConsentMissing,
                ConsentTextOutdated, IdempotencyMismatch: see
                ``FaceEnrolmentService.enrol_in_app``.
            FaceSelfieTaskOver: the task is of another account, or too old.
            TooManyAttempts: five looks within a quarter of an hour.
            FaceSelfiesUnclear: the pictures make no template.
            InvalidRequest: one of them is no picture, or two are the same.
            NotFound: there is no such hospital.
        """
        if self._eyes is None:
            raise FaceSelfiesUnavailable(reason=self._missing)
        async with database.reading() as db:
            await self._enrolment.require_proven_self(db, actor)
            await self._facilities.zone(db, order.hospital_id)
        first = self._opened(actor, order.task)
        if len(set(order.pictures)) < len(order.pictures):
            raise _fault("same_picture")
        await self._limits.spend(
            f"faces:selfies:{actor.id}",
            limit=rules.SELFIES_PER_ACCOUNT,
            seconds=rules.TRIES_SECONDS,
        )
        try:
            seen = await asyncio.to_thread(self._eyes.look, order.pictures, first)
        except ValueError as fault:
            raise _fault("no_picture") from fault
        if isinstance(seen, Failed):
            raise FaceSelfiesUnclear(reason=seen.reason.value)
        face = EnrolFace(
            id=order.id,
            consent_id=order.consent_id,
            text_version=order.text_version,
            language=order.language,
            face=Embedding.of(seen.model_id, seen.embedding),
        )
        async with database.writing() as tx:
            return await self._enrolment.enrol_in_app(tx, actor, order.hospital_id, face)

    def _opened(self, actor: Actor, task: str) -> Side:
        try:
            content = self._vaulted.unseal(_TASK, task)
        except CannotOpen as fault:
            raise FaceSelfieTaskOver from fault
        until = datetime.fromtimestamp(int(content["until"] or 0), UTC)
        if content["account"] != str(actor.id) or until <= self._clock():
            raise FaceSelfieTaskOver
        return Side(str(content["first"]))


def _fault(rule: str) -> InvalidRequest:
    return InvalidRequest(fields=[{"field": "body.pictures", "rule": rule}])
