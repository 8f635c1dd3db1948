"""Booking: for the own people by app and chat, for others at the desk, by whoever has a link."""

from __future__ import annotations

from tests.mobile_api.hall import HOSPITAL
from tests.mobile_api.who_may.table import (
    APP,
    EVERYBODY,
    KIOSK,
    STAFF,
    Row,
    Sent,
    Table,
    World,
    an_id,
)

DESK = frozenset({"reception", "nurse", "call_centre_agent", "call_centre_supervisor"})
_AT = "/v1/appointments"
_DESK = "/staff/bookings"
_AT_THE_DESK = frozenset({"reception", "nurse"})
_PLACE = f"{_AT}/hospitals/{{hospital_id}}/departments/{{department}}"


def _department(_world: World) -> Sent:
    return Sent(path={"hospital_id": HOSPITAL, "department": "cardiology"})


def _link(_world: World) -> Sent:
    return Sent(path={"token": "x" * 40})


def _tap(_world: World) -> Sent:
    return Sent(path={"token": "x" * 40}, json={"id": an_id(), "action": "confirm"})


def _form(_world: World) -> Sent:
    return Sent(form={"id": an_id()})


def _patient(world: World) -> Sent:
    path = {"patient_id": an_id(), "appointment_id": an_id(), "verb": "cancelled"}
    return Sent(path=path, form={"id": an_id()})


ROUTES: Table = {
    ("GET", _AT): Row(APP),
    ("POST", _AT): Row(APP),
    ("POST", f"{_AT}/desk/absences"): Row(frozenset({"reception", "administrator"})),
    ("POST", f"{_AT}/desk/bookings"): Row(DESK),
    ("GET", f"{_AT}/desk/bookings/{{appointment_id}}"): Row(DESK),
    ("POST", f"{_AT}/desk/bookings/{{appointment_id}}/cancellation"): Row(DESK),
    ("POST", f"{_AT}/desk/bookings/{{appointment_id}}/confirmation"): Row(DESK),
    ("POST", f"{_AT}/desk/bookings/{{appointment_id}}/moves"): Row(DESK),
    ("POST", f"{_AT}/desk/rules"): Row(frozenset({"administrator"})),
    ("POST", f"{_AT}/holds"): Row(APP),
    ("DELETE", f"{_AT}/holds/{{hold_id}}"): Row(APP),
    ("GET", f"{_AT}/hospitals"): Row(APP),
    ("GET", f"{_PLACE}/free-days"): Row(APP, _department),
    ("GET", f"{_PLACE}/free-times"): Row(APP, _department),
    ("GET", f"{_PLACE}/practitioners"): Row(APP, _department),
    ("GET", f"{_PLACE}/services"): Row(APP, _department),
    ("POST", f"{_AT}/passes"): Row(APP),
    ("GET", f"{_AT}/taps/{{token}}"): Row(EVERYBODY, _link),
    ("POST", f"{_AT}/taps/{{token}}"): Row(EVERYBODY, _tap),
    ("GET", f"{_AT}/taps/{{token}}/alternatives"): Row(EVERYBODY, _link),
    ("POST", f"{_AT}/visits"): Row(APP),
    ("POST", f"{_AT}/waitlist"): Row(APP),
    ("GET", f"{_AT}/waitlist"): Row(APP),
    ("POST", f"{_AT}/waitlist/offers/{{offer_id}}/acceptance"): Row(APP),
    ("POST", f"{_AT}/waitlist/offers/{{offer_id}}/refusal"): Row(APP),
    ("POST", f"{_AT}/waitlist/{{entry_id}}/leaving"): Row(APP),
    ("GET", f"{_AT}/{{appointment_id}}"): Row(APP),
    ("GET", f"{_AT}/{{appointment_id}}/alternatives"): Row(APP),
    ("GET", f"{_AT}/{{appointment_id}}/calendar.ics"): Row(APP),
    ("POST", f"{_AT}/{{appointment_id}}/cancellation"): Row(APP),
    ("POST", f"{_AT}/{{appointment_id}}/confirmation"): Row(APP),
    ("POST", f"{_AT}/{{appointment_id}}/moves"): Row(APP),
    ("POST", f"{_AT}/{{appointment_id}}/rating"): Row(APP),
    ("POST", "/v1/patients/visits/by-qr"): Row(KIOSK),
    ("GET", "/v1/queues/own"): Row(APP),
    ("POST", "/v1/queues/scans"): Row(APP),
    ("GET", "/v1/queues/counters/{department}"): Row(STAFF),
    ("GET", "/a/{token}"): Row(EVERYBODY, _link),
    ("POST", "/a/{token}"): Row(
        EVERYBODY,
        lambda _: Sent(path={"token": "x" * 40}, form={"id": an_id(), "action": "confirm"}),
    ),
    ("POST", f"{_AT}/booking-links"): Row(APP),
    ("GET", "/app/book"): Row(EVERYBODY),
    # Whoever was given the link, or comes signed by Telegram; nobody by what else they are.
    ("POST", "/app/book"): Row(frozenset(), lambda _: Sent(form={"link": "x" * 40})),
    ("GET", "/app/book/{token}"): Row(EVERYBODY, _link),
    ("GET", _DESK): Row(_AT_THE_DESK | {"administrator"}),
    ("POST", f"{_DESK}/absences"): Row(_AT_THE_DESK | {"administrator"}, _form),
    ("GET", f"{_DESK}/patients/{{patient_id}}"): Row(_AT_THE_DESK, _patient),
    ("POST", f"{_DESK}/patients/{{patient_id}}/book"): Row(_AT_THE_DESK, _patient),
    ("GET", f"{_DESK}/patients/{{patient_id}}/number"): Row(_AT_THE_DESK, _patient),
    ("POST", f"{_DESK}/patients/{{patient_id}}/number"): Row(_AT_THE_DESK, _patient),
    ("POST", f"{_DESK}/patients/{{patient_id}}/visits/{{appointment_id}}/{{verb}}"): Row(
        _AT_THE_DESK, _patient
    ),
}
