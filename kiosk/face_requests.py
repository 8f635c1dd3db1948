"""What a look into the camera asks of the hospital, and what the answer changes on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.looks import LOOKS, Look, Missed, Purpose
from kiosk.requests import Changes, confirmed
from kiosk.steps import PrintState, Screen, View
from kiosk.visit import VisitAtDoor
from mobile_api.client.errors import ApiUnreachable
from mobile_api.errors import TooManyAttempts
from mobile_api.faces.errors import FaceProposalOver
from mobile_api.faces.schemas import Bypass, Embedding
from mobile_api.patients.errors import NotConfirmed

_BYPASS: Mapping[Missed, Bypass] = {
    Missed.NOT_SURE: "not_recognised",
    Missed.NOT_TURNED: "not_live",
}
_OTHER_WAYS = {Purpose.SEARCH: Screen.PINFL, Purpose.VERIFY: Screen.CONFIRM}


async def verify(visit: VisitAtDoor, view: View, *, face: Embedding) -> Changes:
    """Is this the holder of the number that was typed?"""
    del view
    try:
        name = await visit.verify_face(face)
    except TooManyAttempts:
        return another_way(visit, Purpose.VERIFY, "too_many")
    if name is None:
        return missed(visit, Purpose.VERIFY, Missed.NOT_SURE)
    return {**confirmed(name, await visit.appointments()), **_known()}


async def search(
    visit: VisitAtDoor, view: View, *, face: Embedding, offline: str | None
) -> Changes:
    """Who of those booked here today is this?

    Whoever asks to be looked at once more is looked for among those attached to this clinic, too:
    not everybody who comes has booked.

    Args:
        visit: asks.
        view: unused.
        face: what the network made of the look.
        offline: the proposal of the kiosk's own gallery, should the line be broken.
    """
    del view
    try:
        found = await visit.search_face(face, "attached" if visit.face_misses else "booked")
    except TooManyAttempts:
        return another_way(visit, Purpose.SEARCH, "too_many")
    except ApiUnreachable:
        if offline is None:
            raise
        # The digits are typed meanwhile; what they are worth, the hospital says.
        found = offline
    if found is None:
        return missed(visit, Purpose.SEARCH, Missed.NOT_SURE)
    visit.proposal = found
    return {"screen": Screen.FACE_DIGITS, "last4": "", "look": None}


async def confirm_digits(visit: VisitAtDoor, view: View) -> Changes:
    """A recognised face and the last four digits of the national number."""
    try:
        name = await visit.confirm_face(view.last4)
    except FaceProposalOver:
        return another_way(visit, Purpose.SEARCH, "not_recognised")
    except (NotConfirmed, TooManyAttempts):
        visit.face_misses += 1
        if visit.face_misses >= LOOKS:
            return another_way(visit, Purpose.SEARCH, "not_recognised")
        return {"last4": "", "error": "error-face-digits"}
    return {**confirmed(name, await visit.appointments()), **_known(), "last4": ""}


async def ask_offer(visit: VisitAtDoor, view: View, *, model_id: str) -> Changes:
    """May this person be enrolled, and what would they agree to?"""
    offer = await visit.face_offer(model_id, view.language)
    if offer.text is None:
        return {"face_known": True}  # a child: nothing is offered, nothing is said
    return {"screen": Screen.FACE_OFFER, "face_offer": offer, "look": None}


async def enrol(visit: VisitAtDoor, view: View, *, face: Embedding) -> Changes:
    """Agree and keep the template; somebody at the counter looks at the document."""
    assert view.face_offer is not None
    assert view.face_offer.text is not None
    enrolled = await visit.enrol_face(face, view.face_offer.text.version, view.language)
    return {
        "screen": Screen.FACE_ENROLLED,
        "face_code": enrolled.code or "",
        "face_code_until": enrolled.code_expires_at,
        "print_state": PrintState.PRINTING if enrolled.code else None,
        "face_known": True,
        "look": None,
    }


async def forget(visit: VisitAtDoor, view: View) -> Changes:
    """Not to be recognised any more."""
    await visit.forget_face(view.language)
    return {
        "screen": Screen.FACE_ENROLLED,
        "face_code": "",
        "print_state": None,
        "face_forgotten": True,
        "face_recognised": False,
    }


def missed(visit: VisitAtDoor, purpose: Purpose, why: Missed) -> Changes:
    """A look brought nothing: once more, or, after the second one, another way."""
    look = Look(purpose, missed=why)
    if purpose is Purpose.ENROL:
        return {"screen": Screen.FACE_OFFER, "look": look}
    visit.face_misses += 1
    if visit.face_misses >= LOOKS or why is Missed.NO_CAMERA:
        return another_way(visit, purpose, _BYPASS.get(why, "no_picture"))
    return {"screen": Screen.FACE, "look": look}


def another_way(visit: VisitAtDoor, purpose: Purpose, why: Bypass) -> Changes:
    """To the digits, without a word of reproach; the face is not offered again in this visit."""
    visit.bypass = why
    return {
        "screen": _OTHER_WAYS[purpose],
        "look": None,
        "face_tried": True,
        "last4": "",
        "busy": False,
    }


def _known() -> Changes:
    return {"face_known": True, "face_recognised": True, "look": None}
