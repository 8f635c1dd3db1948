"""Faces in the client of a kiosk: embeddings go out, no similarity comes back."""

from __future__ import annotations

from mobile_api.client.transport import Nothing, Transport
from mobile_api.faces.schemas import (
    ConfirmFace,
    Counted,
    CountWay,
    DayGallery,
    EnrolFace,
    EnrolledFace,
    FaceFound,
    FaceOffer,
    FaceVerified,
    SearchFace,
    VerifyFace,
    WithdrawFace,
)
from mobile_api.patients.schemas import ConfirmedVisit
from mobile_api.schemas import Language

VISIT_HEADER = "Dmed-Visit"
_ROOT = "/v1/faces"


class FaceCalls:
    """What a kiosk asks about faces. Raises subclasses of ``DmedError``."""

    _wire: Transport

    async def verify_face(self, visit: str, order: VerifyFace) -> FaceVerified:
        """Is this the holder of the number that was typed?"""
        return await self._wire.post(
            f"{_ROOT}/verifications",
            order,
            FaceVerified,
            key=str(order.id),
            headers={VISIT_HEADER: visit},
        )

    async def search_face(self, order: SearchFace) -> FaceFound:
        """Who of those booked here today is this?"""
        return await self._wire.post(f"{_ROOT}/searches", order, FaceFound, key=str(order.id))

    async def confirm_face(self, order: ConfirmFace) -> ConfirmedVisit:
        """A proposal and the last digits of the national number."""
        return await self._wire.post(
            f"{_ROOT}/confirmations", order, ConfirmedVisit, key=str(order.id)
        )

    async def face_offer(self, visit: str, model_id: str, language: Language) -> FaceOffer:
        """May this person be enrolled, and what would they agree to?"""
        return await self._wire.get(
            f"{_ROOT}/offer?model_id={model_id}&language={language}",
            FaceOffer,
            headers={VISIT_HEADER: visit},
        )

    async def enrol_face(self, visit: str, order: EnrolFace) -> EnrolledFace:
        """Agree, and be looked at."""
        return await self._wire.post(
            f"{_ROOT}/enrolments",
            order,
            EnrolledFace,
            key=str(order.id),
            headers={VISIT_HEADER: visit},
        )

    async def withdraw_face(self, visit: str, order: WithdrawFace) -> None:
        """Do not recognise me any more."""
        await self._wire.post(
            f"{_ROOT}/withdrawals",
            order,
            Nothing,
            key=str(order.id),
            headers={VISIT_HEADER: visit},
        )

    async def day_gallery(self, model_id: str, known: str = "", wait_s: int = 0) -> DayGallery:
        """Those booked here today who agreed, for when the line breaks.

        Where what is known is unchanged, the answer comes after ``wait_s`` seconds, or as soon as
        somebody withdraws.
        """
        wanted = f"model_id={model_id}&known={known}&wait_s={wait_s}"
        return await self._wire.get(f"{_ROOT}/gallery?{wanted}", DayGallery)

    async def count_way(self, order: CountWay) -> Counted:
        """By what way somebody was identified, and why not by the face."""
        return await self._wire.post(f"{_ROOT}/ways", order, Counted, key=str(order.id))
