"""People's faces as numbers, a hall that knows the network, and shortcuts through it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from numpy.typing import NDArray

from mobile_api.actors import Role
from mobile_api.database import Database
from mobile_api.faces.checking import FaceDeskService
from mobile_api.faces.index import FaceIndex
from mobile_api.faces.schemas import (
    CheckFace,
    ConfirmFace,
    Embedding,
    EnrolFace,
    EnrolledFace,
    FaceFound,
    FaceState,
    FaceVerified,
    Gallery,
    SearchFace,
    VerifyFace,
)
from mobile_api.patients.consents import ConsentsService
from mobile_api.patients.schemas import ConfirmedVisit, DecideConsent
from models.face.calibration import Calibration, write_calibration
from models.face.thresholds import Thresholds
from tests.mobile_api.hall import SYSTEM, Hall, person

NETWORK = "tiny-test-net"
OTHER_NETWORK = "tiny-test-net-2"
SIZE = 128


def calibrate(folder: Path, *networks: str) -> Path:
    """A folder with a calibration for each network."""
    folder.mkdir(exist_ok=True)
    for network in networks:
        thresholds = Thresholds(
            model_id=network,
            curve=((1e-2, 0.44), (1e-3, 0.53), (1e-4, 0.62)),
            live=0.5,
            calibrated=True,
            people=40,
            source="made up for tests",
        )
        found = Calibration(thresholds, "2026-03-01", 100, 1000, 0)
        write_calibration(folder / f"{network}.json", found)
    return folder


def face_of(serial: int, *, look: int = 0, noise: float = 0.3) -> NDArray[np.float32]:
    """The face of a person, a little different at every look; ``noise`` 0.3 is cosine 0.96."""
    face = np.random.default_rng(serial).standard_normal(SIZE)
    face /= np.linalg.norm(face)
    other = np.random.default_rng([serial, look]).standard_normal(SIZE)
    seen = face + noise * other / np.linalg.norm(other)
    return (seen / np.linalg.norm(seen)).astype(np.float32)


def shown(serial: int, look: int = 1, network: str = NETWORK) -> Embedding:
    """What a kiosk sends when somebody stands before it."""
    return Embedding.of(network, face_of(serial, look=look))


def order_of(serial: int, look: int = 0, network: str = NETWORK) -> EnrolFace:
    """An enrolment with its consent."""
    return EnrolFace(
        id=uuid4(),
        consent_id=uuid4(),
        text_version=1,
        language="uz-Latn",
        face=shown(serial, look, network),
    )


class FacesHall:
    """A hall in which people are enrolled and recognised."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall

    @property
    def index(self) -> FaceIndex:
        """The memory of this process."""
        return self.hall.services.get(FaceIndex)

    @property
    def database(self) -> Database:
        return self.hall.database

    async def at_kiosk(
        self, serial: int, *, looks_like: int | None = None, network: str = NETWORK
    ) -> tuple[EnrolFace, EnrolledFace]:
        """Somebody agrees at the kiosk; nobody has seen the document yet."""
        visit = await self.hall.visit(serial, confirmed=True)
        order = order_of(serial if looks_like is None else looks_like, network=network)
        return order, await self.hall.kiosk.enrol_face(visit, order)

    async def checked(self, order: EnrolFace, code: str | None) -> FaceState:
        """The counter looks at the document and types the code, without a browser."""
        return await self.checked_by_id(order.id, code)

    async def checked_by_id(self, enrolment: UUID, code: str | None) -> FaceState:
        """The same for an enrolment that somebody else began."""
        actor = SYSTEM.model_copy(update={"role": Role.RECEPTION})
        async with self.database.writing() as tx:
            return await self.hall.services.get(FaceDeskService).check(
                tx, actor, enrolment, CheckFace(id=uuid4(), code=code or "")
            )

    async def at_counter(self, order: EnrolFace, code: str | None) -> dict[str, Any]:
        """The same over HTTP, by somebody who signs in."""
        async with await self.hall.staff(Role.RECEPTION) as desk:
            body = {"id": str(uuid4()), "code": code}
            answer = await desk.post(f"/v1/faces/enrolments/{order.id}/check", json=body)
        return {"status": answer.status_code, **answer.json()}

    async def enrol(self, serial: int, **how: Any) -> EnrolFace:
        """The whole way."""
        order, enrolled = await self.at_kiosk(serial, **how)
        await self.checked(order, enrolled.code)
        return order

    async def verify(self, serial: int, face: Embedding) -> FaceVerified:
        """Type a number, look at the camera."""
        visit = await self.hall.visit(serial)
        return await self.hall.kiosk.verify_face(visit, VerifyFace(id=uuid4(), face=face))

    async def search(self, face: Embedding, among: Gallery = "booked") -> FaceFound:
        """Only look at the camera."""
        return await self.hall.kiosk.search_face(SearchFace(id=uuid4(), face=face, among=among))

    async def confirm(self, found: FaceFound, last4: str) -> ConfirmedVisit:
        """Type the last digits of the national number."""
        assert found.proposal is not None
        return await self.hall.kiosk.confirm_face(
            ConfirmFace(id=uuid4(), proposal=found.proposal, pinfl_last4=last4)
        )

    async def withdraw(self, serial: int) -> None:
        """In the app, or at a counter: the consent is withdrawn."""
        actor = SYSTEM.model_copy(update={"role": Role.RECEPTION})
        order = DecideConsent(
            id=uuid4(),
            patient_id=person(serial).id,
            kind="face_id",
            decision="withdrawn",
            text_version=1,
            language="ru",
        )
        async with self.database.writing() as tx:
            await self.hall.services.get(ConsentsService).decide(tx, actor, order)

    async def book_today(self, *serials: int) -> None:
        """Appointments within the next hours."""
        for count, serial in enumerate(serials):
            await self.hall.book(serial, self.hall.clock.now + timedelta(minutes=30 * (count + 1)))


def last4(serial: int) -> str:
    """Of somebody's national number."""
    return person(serial).pinfl[-4:]
