"""By what way somebody was identified, told to the hospital without saying who it was."""

from __future__ import annotations

from typing import Final, Literal
from uuid import uuid4

from kiosk.door import HospitalDoor
from kiosk.steps import Screen, View
from kiosk.visit import VisitAtDoor
from mobile_api.errors import DmedError
from mobile_api.faces.schemas import Bypass, CountWay

CountedWay = Literal["phone_digits", "app_qr", "card", "number_only", "none"]

_IDENTIFIED: Final = {Screen.APPOINTMENTS, Screen.COMPLAINT, Screen.TICKET}


def way_of(before: View, after: View, visit: VisitAtDoor) -> CountedWay | None:
    """The way that a step has just ended well on; None where it did not, or the face did it.

    Children and others are left out: their faces are not looked at.
    """
    if after.for_whom != "self" or after.face_known or after.screen not in _IDENTIFIED:
        return None
    if before.screen not in {Screen.PINFL, Screen.CONFIRM}:
        return None
    if after.masked_name:
        if visit.by_code:
            return "app_qr"
        return "card" if visit.by_document else "phone_digits"
    return "none" if before.screen is Screen.PINFL else "number_only"


def bypass_of(before: View, visit: VisitAtDoor) -> Bypass:
    """Why it was not the face."""
    if visit.bypass is not None:
        return visit.bypass
    if not before.online:
        return "offline"
    return "chose_other" if before.face_ready else "not_offered"


async def tell(door: HospitalDoor, way: CountedWay, bypass: Bypass) -> None:
    """Count it; should the hospital not answer, one count is missing, and nobody waits."""
    try:
        await door.count_way(CountWay(id=uuid4(), way=way, bypass=bypass))
    except DmedError:
        return
