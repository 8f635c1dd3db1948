"""The first start of a kiosk: a one-time code of staff becomes this kiosk's key.

Nobody is served before; whoever presses the nurse's button is told to ask the people around.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Final
from uuid import uuid4

import structlog

from kiosk.failures import failure_of
from kiosk.steps import Screen, View
from kiosk.tasks import KeptTasks
from mobile_api.devices.errors import WrongEnrolmentCode
from mobile_api.devices.schemas import EnrolByCode, EnrolledDevice
from mobile_api.errors import DmedError
from mobile_api.patients.schemas import ForWhom
from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import Language

CODE_LENGTH: Final = 8

log = structlog.get_logger(__name__)


class _NobodyIsServed:
    """What patients touch: nothing of it is on the screen yet."""

    def touched(self) -> None:
        """Does nothing."""
        return

    def choose_for_whom(self, for_whom: ForWhom) -> None:
        """Does nothing."""
        return

    def no_number(self) -> None:
        """Does nothing."""
        return

    def skip_confirmation(self) -> None:
        """Does nothing."""
        return

    def check_in(self, appointment_id: str) -> None:
        """Does nothing."""
        return

    def something_else(self) -> None:
        """Does nothing."""
        return

    def set_text(self, text: str) -> None:
        """Does nothing."""
        return

    def set_keep_text(self, keep: bool) -> None:
        """Does nothing."""
        return

    def answer(self, option: str) -> None:
        """Does nothing."""
        return

    def strike(self, finding: str) -> None:
        """Does nothing."""
        return

    def to_reception(self) -> None:
        """Does nothing."""
        return

    def look_at_camera(self) -> None:
        """Does nothing."""
        return

    def offer_face(self) -> None:
        """Does nothing."""
        return

    def forget_face(self) -> None:
        """Does nothing."""
        return

    def retry(self) -> None:
        """Does nothing."""
        return


class Enrolment(_NobodyIsServed):
    """Implements ``kiosk.steps.Actions`` for a kiosk without a key.

    Args:
        exchange: asks the hospital; see ``enrol_device``.
        keep: stores the key; raises OSError.
        phrases: for what the hospital refuses.

    Attributes:
        view: what is shown now; only read by others.
        on_change: called with the new view after each replacement.
    """

    def __init__(
        self,
        exchange: Callable[[EnrolByCode], Awaitable[EnrolledDevice]],
        keep: Callable[[str], None],
        phrases: Phrasebook,
    ) -> None:
        self.view = View(screen=Screen.ENROL)
        self.on_change: Callable[[View], None] = lambda view: None
        self._exchange = exchange
        self._keep = keep
        self._phrases = phrases
        self._tasks = KeptTasks(self._crashed)
        self._enrolled = asyncio.Event()
        self._key = ""
        # A lost answer is asked for again with the same id: it gets the same key.
        self._orders: dict[str, EnrolByCode] = {}

    async def key(self) -> str:
        """Wait until this kiosk has a key, and give it."""
        await self._enrolled.wait()
        return self._key

    async def close(self) -> None:
        """Stop asking."""
        self.on_change = lambda view: None
        await asyncio.gather(*self._tasks.cancel(), return_exceptions=True)

    def choose_language(self, language: Language) -> None:
        """See ``Actions``."""
        self._show(language=language)

    def type_digit(self, digit: str) -> None:
        """See ``Actions``."""
        if len(digit) == 1 and digit.isascii() and digit.isdigit():
            self._edit((self.view.code + digit)[:CODE_LENGTH])

    def erase_digit(self) -> None:
        """See ``Actions``."""
        self._edit(self.view.code[:-1])

    def clear_digits(self) -> None:
        """See ``Actions``."""
        self._edit("")

    def submit(self) -> None:
        """See ``Actions``."""
        if self._is_typing() and len(self.view.code) == CODE_LENGTH:
            code = self.view.code
            order = self._orders.setdefault(code, EnrolByCode(id=uuid4(), code=code))
            self._show(busy=True)
            self._tasks.keep(self._enrol(order))

    def call_nurse(self) -> None:
        """See ``Actions``; without a key nobody can be rung for."""
        if not self.view.busy:
            self._show(screen=Screen.NURSE, code="")

    def back(self) -> None:
        """See ``Actions``."""
        if self.view.screen is Screen.NURSE:
            self._show(screen=Screen.ENROL)

    def finish(self) -> None:
        """See ``Actions``."""
        self.back()

    def _is_typing(self) -> bool:
        return self.view.screen is Screen.ENROL and not self.view.busy

    def _edit(self, code: str) -> None:
        if self._is_typing():
            self._show(code=code)

    async def _enrol(self, order: EnrolByCode) -> None:
        try:
            enrolled = await self._exchange(order)
        except DmedError as error:
            failure = failure_of(error, Screen.ENROL, self._phrases)
            refused = isinstance(error, WrongEnrolmentCode)
            self._show(
                busy=False,
                code="" if refused else order.code,
                error=failure.phrase,
                error_values=failure.values,
            )
            return
        try:
            await asyncio.to_thread(self._keep, enrolled.key)
        except OSError as fault:
            # Pressed again, the same key comes again: nothing is lost with the code.
            log.error("key_not_kept", reason=fault.strerror)
            self._show(busy=False, error="enrol-not-kept")
            return
        self._key = enrolled.key
        self._enrolled.set()

    def _crashed(self) -> None:
        self._show(busy=False, error="error-internal")

    def _show(self, **changes: Any) -> None:
        self.view = replace(self.view, **{"error": None, "error_values": {}, **changes})
        self.on_change(self.view)
