"""What a device in the hall may ask: devices, visits, complaints, tickets."""

from __future__ import annotations

from typing import Any

from tests.mobile_api.who_may.table import DEVICES, KIOSK, Row, Sent, Table, World, an_id

_NO_VISIT = frozenset({"visit_expired"})
"""A visit belongs to the kiosk at which it began."""


def _at_the_kiosk(world: World, **body: Any) -> Sent:
    return Sent(json=body, headers={"Dmed-Visit": world.visit})


ROUTES: Table = {
    ("GET", "/v1/facilities/hospital"): Row(DEVICES),
    ("POST", "/v1/devices/signs-of-life"): Row(DEVICES, lambda _: Sent(json={"printer": "ready"})),
    ("POST", "/v1/devices/alarms"): Row(
        KIOSK, lambda _: Sent(json={"id": an_id(), "kind": "nurse_call"})
    ),
    ("POST", "/v1/patients/visits"): Row(
        KIOSK, lambda _: Sent(json={"id": an_id(), "for_whom": "self"})
    ),
    ("POST", "/v1/patients/visits/confirmation"): Row(
        KIOSK, lambda world: _at_the_kiosk(world, phone_last4="0000"), _NO_VISIT
    ),
    ("POST", "/v1/assessments"): Row(
        KIOSK,
        lambda world: _at_the_kiosk(world, id=an_id(), text="yurak", language="uz-Latn"),
        _NO_VISIT,
    ),
    ("GET", "/v1/appointments/today"): Row(KIOSK, _at_the_kiosk, _NO_VISIT),
    ("POST", "/v1/queues/tickets"): Row(
        KIOSK,
        lambda world: _at_the_kiosk(world, id=an_id(), department="therapy", language="uz-Latn"),
        _NO_VISIT,
    ),
    ("POST", "/v1/queues/check-ins"): Row(
        KIOSK,
        lambda world: _at_the_kiosk(world, id=an_id(), appointment_id=an_id(), language="uz-Latn"),
        _NO_VISIT,
    ),
}
