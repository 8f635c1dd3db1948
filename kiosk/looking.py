"""Looks into the camera as a part of a visit, and the kiosk's own line to the faces domain."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Final

import structlog

from kiosk import face_requests
from kiosk.door import HospitalDoor
from kiosk.face_gallery import OfflineGallery
from kiosk.looks import Look, Missed, Purpose
from kiosk.recognition import Recogniser
from kiosk.requests import Request
from kiosk.serving import Serving
from kiosk.stage import Stage
from kiosk.steps import Screen
from mobile_api.devices.schemas import PartState
from mobile_api.errors import DmedError
from mobile_api.faces.errors import FaceModelUnknown
from mobile_api.faces.schemas import Embedding
from models.face.templates import Progress

log = structlog.get_logger(__name__)

WAITS: Final = 6
WAIT_SECONDS: Final = 4
"""Together a little less than the time between two signs of life."""

_PURPOSE_OF: Final = {
    Screen.PINFL: Purpose.SEARCH,
    Screen.CONFIRM: Purpose.VERIFY,
    Screen.FACE_OFFER: Purpose.ENROL,
}
"""From which screen somebody looks at the camera, and what for."""

BEFORE_LOOK: Final = {
    Purpose.SEARCH: Screen.PINFL,
    Purpose.VERIFY: Screen.CONFIRM,
    Purpose.ENROL: Screen.FACE_OFFER,
}
"""Where "another way" leads from the camera."""


class Looking:
    """Begins and ends looks.

    Args:
        door: the hospital.
        stage: the view.
        recogniser: the camera and the network.
        gallery: of the day, for a broken line; None keeps none.
    """

    def __init__(
        self,
        door: HospitalDoor,
        stage: Stage,
        recogniser: Recogniser,
        gallery: OfflineGallery | None = None,
    ) -> None:
        self._door = door
        self._stage = stage
        self._recogniser = recogniser
        self._gallery = gallery
        self._task: asyncio.Task[None] | None = None
        self._known_to_hospital = True

    @property
    def model_id(self) -> str:
        """Which network makes the embeddings."""
        return self._recogniser.model_id

    @property
    def camera(self) -> PartState:
        """How the camera is, as far as is known."""
        return "ready" if self._recogniser.is_ready else "needs_person"

    @property
    def is_ready(self) -> bool:
        """Whether Face ID is offered now."""
        return self._recogniser.is_ready and self._known_to_hospital

    def begin(self, serving: Serving) -> None:
        """Look, for what the present screen is about; looking already, nothing more happens."""
        view = self._stage.view
        purpose = _PURPOSE_OF.get(view.screen)
        if purpose is None and view.screen is Screen.FACE and view.look is not None:
            purpose = view.look.purpose
        if purpose is None or self._task is not None or view.busy:
            return
        self._stage.show(screen=Screen.FACE, look=Look(purpose))
        self._task = serving.keep(self._look(serving, purpose))
        self._task.add_done_callback(self._ended)

    def stop(self) -> None:
        """Another screen is shown: nobody is looked at any more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def refresh(self) -> None:
        """After a sign of life: who withdrew leaves this kiosk's gallery, who is booked comes in.

        It also tells whether the hospital knows this kiosk's network. Where there is a gallery,
        the question then stays with the hospital until the next sign of life, so that whoever
        withdraws meanwhile leaves at once. Never raises.
        """
        await self._ask(wait_s=0)
        for _ in range(WAITS):
            if self._gallery is None or not self._gallery.holds_somebody:
                return
            if not await self._ask(wait_s=WAIT_SECONDS):
                return

    async def _ask(self, wait_s: int) -> bool:
        """Take over the hospital's gallery of the day; False where it did not answer."""
        known, answered = "" if self._gallery is None else self._gallery.known, False
        try:
            day = await self._door.day_gallery(self.model_id, known, wait_s)
        except FaceModelUnknown:
            self._known_to_hospital = False
        except DmedError as fault:
            log.warning("face_gallery_not_refreshed", code=fault.code)
        else:
            answered = self._known_to_hospital = True
            if self._gallery is not None:
                await asyncio.to_thread(self._gallery.keep, day)
        self._stage.note(face_ready=self.is_ready)
        return answered

    def close(self) -> None:
        """Let go of the camera."""
        self.stop()
        self._recogniser.close()

    async def _look(self, serving: Serving, purpose: Purpose) -> None:
        def progress(step: Progress) -> None:
            self._stage.note(look=Look(purpose, step.guidance.value, step.share))
            if step.box is not None:
                self._stage.touched()  # whoever is looked at has not gone away

        found = await self._recogniser.look(purpose, progress)
        self._task = None
        self._stage.note(face_ready=self.is_ready)
        if isinstance(found, Missed):
            self._stage.show(**face_requests.missed(serving.visit, purpose, found))
        else:
            serving.start(self._request(purpose, found))

    def _request(self, purpose: Purpose, face: Embedding) -> Request:
        if purpose is Purpose.VERIFY:
            return partial(face_requests.verify, face=face)
        if purpose is Purpose.ENROL:
            return partial(face_requests.enrol, face=face)
        offline = None if self._gallery is None else self._gallery.find(face)
        return partial(face_requests.search, face=face, offline=offline)

    def _ended(self, task: asyncio.Task[None]) -> None:
        if self._task is task:
            self._task = None
