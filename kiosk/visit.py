"""One person's visit at the hospital's door: tokens, and the ids that make retries harmless.

Everything that is remembered about the person beside the ``View`` is in one object of
this class; letting go of it forgets the person.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID, uuid4

from kiosk.door import HospitalDoor
from mobile_api.appointments.schemas import TodaysAppointment, VisitByQr
from mobile_api.assessments.schemas import Assess, Assessment
from mobile_api.faces.schemas import (
    Bypass,
    ConfirmFace,
    Embedding,
    EnrolFace,
    EnrolledFace,
    FaceOffer,
    Gallery,
    SearchFace,
    VerifyFace,
    WithdrawFace,
)
from mobile_api.patients.errors import VisitExpired
from mobile_api.patients.schemas import ConfirmIdentity, ForWhom, Identify
from mobile_api.queues.schemas import CheckIn, JoinQueue, Ticket
from mobile_api.schemas import Language

T = TypeVar("T")


class VisitAtDoor:
    """Asks the hospital on behalf of one person.

    The id of a write is made when its button is first pressed and kept for as long as
    the input is the same, so a retry or a double touch is one visit, one verdict, one
    ticket; changed input is a new write with a new id.

    A visit that expired on the server is begun again with the digits that are still
    here, once per request, and the request is repeated.

    Args:
        door: the hospital.

    Attributes:
        answered: question id → the option that the patient chose.
        proposal: whom a look has found, sealed; the digits confirm it.
        face_misses: looks that brought nothing.
        bypass: why the face was not the way; None while nothing speaks against it.
        document: the national number that was read from a document; empty where none was shown.
    """

    def __init__(self, door: HospitalDoor) -> None:
        self._door = door
        self.answered: dict[str, str] = {}
        self._who: Identify | None = None
        self._token: str | None = None
        self._last4: str | None = None
        self._passes: dict[str, UUID] = {}
        self._identifications: dict[tuple[ForWhom, str | None], UUID] = {}
        self._complaints: list[Assess] = []
        self._orders: dict[tuple[str, UUID | None], JoinQueue] = {}
        self._arrivals: dict[UUID, CheckIn] = {}
        self.proposal: str | None = None
        self.face_misses = 0
        self.bypass: Bypass | None = None
        self.document = ""
        self._looked: tuple[tuple[Embedding, str], UUID] | None = None
        self._face_digits: dict[tuple[str, str], UUID] = {}
        self._face_consent = uuid4()
        self._face_withdrawal = uuid4()

    @property
    def has_begun(self) -> bool:
        """True once the hospital knows of this visit."""
        return self._token is not None

    @property
    def by_code(self) -> bool:
        """True where an app's QR began this visit: nothing was typed."""
        return self.has_begun and self._who is None

    @property
    def by_document(self) -> bool:
        """True where the number of this visit was read from a document, not typed."""
        return self._who is not None and bool(self.document) and self._who.pinfl == self.document

    async def identify_by_qr(self, qr: str) -> str:
        """Begin a confirmed visit by the QR of an app; the masked name.

        Raises:
            PassOver: not one of ours, or too old.
        """
        shown = VisitByQr(id=self._passes.setdefault(qr, uuid4()), qr=qr)
        confirmed = await self._door.visit_by_qr(shown)
        # It may be of somebody else than the number that was typed before: what that one
        # asked for is not asked for again.
        self._orders.clear()
        self._arrivals.clear()
        self._token, self._who, self._last4 = confirmed.token, None, None
        return confirmed.masked_name

    async def identify(self, for_whom: ForWhom, pinfl: str | None) -> None:
        """Begin by a typed number, or without one (the visit then leads to reception)."""
        known = self._identifications.setdefault((for_whom, pinfl), uuid4())
        who = Identify(id=known, for_whom=for_whom, pinfl=pinfl)
        self._token = (await self._door.identify(who)).token
        self._who, self._last4 = who, None

    async def confirm(self, last4: str) -> str:
        """The masked name, after the last four digits of the phone were confirmed.

        Raises:
            NotConfirmed: they do not fit.
            TooManyAttempts: the limit of this device or number was reached.
        """
        digits = ConfirmIdentity(phone_last4=last4)
        confirmed = await self._call(lambda token: self._door.confirm(token, digits))
        self._token, self._last4 = confirmed.token, last4
        return confirmed.masked_name

    async def verify_face(self, face: Embedding) -> str | None:
        """The masked name, where this is the holder of the typed number; else None.

        Raises:
            TooManyAttempts: too many looks for this number, or at this device.
        """
        order = VerifyFace(id=self._look_id(face), face=face)
        answer = await self._call(lambda token: self._door.verify_face(token, order))
        if answer.visit is None:
            return None
        self._token, self._who, self._last4 = answer.visit.token, None, None
        return answer.visit.masked_name

    async def search_face(self, face: Embedding, among: Gallery) -> str | None:
        """A sealed proposal of somebody booked here today, or attached; None: nobody is found."""
        order = SearchFace(id=self._look_id(face, among), face=face, among=among)
        return (await self._door.search_face(order)).proposal

    async def confirm_face(self, last4: str) -> str:
        """The masked name, after the last four digits of the national number.

        Raises:
            FaceProposalOver: look again.
            NotConfirmed, TooManyAttempts: the digits do not fit.
        """
        assert self.proposal is not None
        known = self._face_digits.setdefault((self.proposal, last4), uuid4())
        order = ConfirmFace(id=known, proposal=self.proposal, pinfl_last4=last4)
        confirmed = await self._door.confirm_face(order)
        self._orders.clear()
        self._arrivals.clear()
        self._token, self._who, self._last4 = confirmed.token, None, None
        return confirmed.masked_name

    async def face_offer(self, model_id: str, language: Language) -> FaceOffer:
        """May this person be enrolled, and what would they agree to?"""
        return await self._call(lambda token: self._door.face_offer(token, model_id, language))

    async def enrol_face(
        self, face: Embedding, text_version: int, language: Language
    ) -> EnrolledFace:
        """Agree, and keep the template."""
        order = EnrolFace(
            id=self._look_id(face),
            consent_id=self._face_consent,
            text_version=text_version,
            language=language,
            face=face,
        )
        return await self._call(lambda token: self._door.enrol_face(token, order))

    async def forget_face(self, language: Language) -> None:
        """Withdraw; the template is deleted at once."""
        order = WithdrawFace(id=self._face_withdrawal, language=language)
        await self._call(lambda token: self._door.withdraw_face(token, order))

    def _look_id(self, face: Embedding, about: str = "") -> UUID:
        if self._looked is None or self._looked[0] != (face, about):
            self._looked = ((face, about), uuid4())
            self._face_consent = uuid4()
        return self._looked[1]

    async def appointments(self) -> tuple[TodaysAppointment, ...]:
        """Today's appointments, earliest first; the visit must be confirmed."""
        return tuple((await self._call(self._door.todays_appointments)).items)

    async def assess(
        self,
        text: str,
        language: Language,
        *,
        keep_text: bool,
        struck: tuple[str, ...],
    ) -> Assessment:
        """The verdict on a complaint; the same words and answers give the same verdict."""
        body = Assess(
            id=uuid4(),
            text=text,
            language=language,
            struck=struck,
            answered=dict(self.answered),
            keep_text=keep_text,
        )
        for earlier in self._complaints:
            if body.model_copy(update={"id": earlier.id}) == earlier:
                body = earlier
                self._complaints.remove(earlier)
                break
        self._complaints.append(body)
        return await self._call(lambda token: self._door.assess(token, body))

    async def assess_again(self) -> Assessment:
        """The last complaint once more under a new id: the server no longer has its verdict."""
        body = self._complaints.pop().model_copy(update={"id": uuid4()})
        self._complaints.append(body)
        return await self._call(lambda token: self._door.assess(token, body))

    async def join(self, department: str, assessment_id: UUID | None, language: Language) -> Ticket:
        """A walk-in's number; for the same department and verdict it is the same ticket.

        Raises:
            AlreadyWaiting: the person is in this queue.
            NoSuchAssessment: the verdict belongs to a visit that has ended.
        """
        # The language of the first press stays: another one under the same id would be
        # refused, and another id could be a second ticket.
        order = self._orders.setdefault(
            (department, assessment_id),
            JoinQueue(
                id=uuid4(), department=department, assessment_id=assessment_id, language=language
            ),
        )
        return await self._call(lambda token: self._door.join_queue(token, order))

    async def check_in(self, appointment_id: UUID, language: Language) -> Ticket:
        """A booked patient's number; for the same appointment it is the same ticket."""
        arrival = self._arrivals.setdefault(
            appointment_id, CheckIn(id=uuid4(), appointment_id=appointment_id, language=language)
        )
        return await self._call(lambda token: self._door.check_in(token, arrival))

    async def _call(self, request: Callable[[str], Awaitable[T]]) -> T:
        if self._token is not None:
            try:
                return await request(self._token)
            except VisitExpired:
                pass  # handled below, outside of the except: its traceback would hold the digits
        return await request(await self._begin_again())

    async def _begin_again(self) -> str:
        if self._who is None:
            raise VisitExpired
        # The old id would be answered with the old token.
        again = self._who.model_copy(update={"id": uuid4()})
        self._identifications[again.for_whom, again.pinfl] = again.id
        token = (await self._door.identify(again)).token
        if self._last4 is not None:
            digits = ConfirmIdentity(phone_last4=self._last4)
            token = (await self._door.confirm(token, digits)).token
        self._who, self._token = again, token
        return token
