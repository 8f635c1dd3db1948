"""Which handler a sealed button belongs to."""

from __future__ import annotations

from typing import Any

from aiogram.filters import Filter
from aiogram.types import CallbackQuery

from bot.seals import PREFIX, NotOurButton, Seals

CARD, CONFIRM, ASK_CANCEL, CANCEL = "v", "c", "x", "X"
MOVE, DAY, TIME, DO_MOVE = "m", "d", "t", "y"
MOVE_ANY, DAY_ANY, TIME_ANY, DO_MOVE_ANY = "M", "D", "T", "Y"
ACCEPT, DECLINE = "a", "n"
"""One letter for each thing that a button does; capitals in the calendar: any doctor."""


class Pressed(Filter):
    """True for a button of ours with one of these letters, made for this chat.

    Args:
        seals: opens buttons.
        actions: letters.
    """

    def __init__(self, seals: Seals, *actions: str) -> None:
        self._seals = seals
        self._actions = actions

    async def __call__(self, press: CallbackQuery) -> bool | dict[str, Any]:
        """Hand the handler what was pressed, as ``pressed``."""
        if not (press.data or "").startswith(PREFIX):
            return False
        try:
            pressed = self._seals.open(press.data or "", press.from_user.id)
        except NotOurButton:
            return False
        return {"pressed": pressed} if pressed.action in self._actions else False
