"""What everybody in the hall sees: the board, and the own ticket by its QR. Never a person."""

from __future__ import annotations

from tests.mobile_api.hall import HOSPITAL
from tests.mobile_api.who_may.table import EVERYBODY, Row, Sent, Table, World


def _ticket(_world: World) -> Sent:
    return Sent(path={"signed": "x" * 107})


def _board(_world: World) -> Sent:
    return Sent(path={"hospital_id": HOSPITAL})


ROUTES: Table = {
    ("GET", "/v1/queues/places/{signed}"): Row(EVERYBODY, _ticket),
    ("GET", "/v1/queues/board/{hospital_id}"): Row(EVERYBODY, _board),
    ("GET", "/board/{hospital_id}"): Row(EVERYBODY, _board),
    ("GET", "/board/{hospital_id}/state"): Row(EVERYBODY, _board),
    ("GET", "/board/{hospital_id}/stream"): Row(EVERYBODY, _board),
    ("GET", "/t/{signed}"): Row(EVERYBODY, _ticket),
    ("GET", "/t/{signed}/state"): Row(EVERYBODY, _ticket),
    ("GET", "/t/{signed}/stream"): Row(EVERYBODY, _ticket),
}
