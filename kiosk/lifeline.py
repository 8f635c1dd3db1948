"""The kiosk's line to the hospital when nobody stands before it: signs of life, names, time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import Final

from kiosk.devices import Attendant
from kiosk.door import HospitalDoor
from kiosk.stage import Stage
from kiosk.steps import Screen
from kiosk.ticket import clock_of
from mobile_api.errors import DmedError

SIGN_OF_LIFE_SECONDS: Final = 30.0
HOSPITAL_SECONDS: Final = 600.0
"""Rooms and departments are asked for again this often, while nobody is served."""


class Lifeline:
    """Keeps the banner "no connection", the hospital's departments and its date up to date.

    Args:
        door: the hospital.
        attendant: tells how the devices are.
        stage: shows the result.
        clock: seconds, monotonic.
        today: the date as this machine knows it.
        afterwards: done after every sign of life that arrived; never raises.
    """

    def __init__(
        self,
        door: HospitalDoor,
        attendant: Attendant,
        stage: Stage,
        clock: Callable[[], float],
        today: Callable[[], date],
        afterwards: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._door = door
        self._attendant = attendant
        self._stage = stage
        self._clock = clock
        self._machine_today = today
        self._afterwards = afterwards
        self._server_time: tuple[datetime, float] | None = None
        self._next_sign = clock()
        self._next_hospital = clock()

    def is_due(self) -> bool:
        """True every half minute; asking begins the next half minute."""
        if self._clock() < self._next_sign:
            return False
        self._next_sign = self._clock() + SIGN_OF_LIFE_SECONDS
        return True

    def today(self) -> date:
        """The hospital's date.

        By the server's clock once it told its time: a kiosk whose battery is empty
        believes in 1970, and would tell everybody that they are not born yet.
        """
        if self._server_time is None:
            return self._machine_today()
        told, at = self._server_time
        now = told + timedelta(seconds=self._clock() - at)
        return clock_of(now, self._stage.view.hospital).date()

    async def sign_of_life(self) -> None:
        """Tell how the devices are; ask for the hospital when it is time."""
        try:
            answer = await self._attendant.sign_of_life()
            self._server_time = (answer.server_time, self._clock())
            if self._wants_hospital():
                hospital = await self._door.hospital()
                self._next_hospital = self._clock() + HOSPITAL_SECONDS
                self._stage.note(hospital=hospital)
        except DmedError:
            # Whatever the reason, patients cannot be served just now.
            self._stage.note(online=False)
        else:
            self._stage.note(online=True)
            if self._afterwards is not None:
                await self._afterwards()

    def _wants_hospital(self) -> bool:
        view = self._stage.view
        idle = view.screen is Screen.ATTRACT and self._clock() >= self._next_hospital
        return view.hospital is None or idle
