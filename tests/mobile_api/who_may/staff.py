"""What staff do with queues and alarms, by API and on pages."""

from __future__ import annotations

from tests.mobile_api.who_may.table import STAFF, Row, Sent, Table, World, an_id


def _room(_world: World) -> Sent:
    return Sent(path={"department": "therapy"}, query="room=201")


def _ticket(_world: World) -> Sent:
    return Sent(path={"ticket_id": an_id()}, json={"id": an_id()})


ROUTES: Table = {
    ("GET", "/v1/queues/{department}"): Row(STAFF, lambda _: Sent(path={"department": "therapy"})),
    ("POST", "/v1/queues/{department}/calls"): Row(
        STAFF,
        lambda _: Sent(path={"department": "therapy"}, json={"id": an_id(), "room": "201"}),
    ),
    ("POST", "/v1/queues/tickets/{ticket_id}/call"): Row(
        STAFF,
        lambda _: Sent(path={"ticket_id": an_id()}, json={"id": an_id(), "room": "201"}),
    ),
    ("POST", "/v1/queues/tickets/{ticket_id}/recall"): Row(STAFF, _ticket),
    ("POST", "/v1/queues/tickets/{ticket_id}/no-answer"): Row(STAFF, _ticket),
    ("POST", "/v1/queues/tickets/{ticket_id}/done"): Row(STAFF, _ticket),
    ("GET", "/staff"): Row(STAFF),
    ("GET", "/staff/alarms/state"): Row(STAFF),
    ("GET", "/staff/alarms/stream"): Row(STAFF),
    ("POST", "/staff/alarms/{alarm_id}/acknowledge"): Row(
        STAFF, lambda _: Sent(path={"alarm_id": an_id()}, form={"back": "/staff"})
    ),
    ("GET", "/staff/devices"): Row(STAFF),
    ("GET", "/staff/devices/state"): Row(STAFF),
    ("GET", "/staff/devices/stream"): Row(STAFF),
    ("GET", "/staff/rooms/{department}"): Row(STAFF, _room),
    ("GET", "/staff/rooms/{department}/state"): Row(STAFF, _room),
    ("GET", "/staff/rooms/{department}/stream"): Row(STAFF, _room),
    ("POST", "/staff/rooms/{department}/calls"): Row(
        STAFF,
        lambda _: Sent(path={"department": "therapy"}, form={"room": "201", "request_id": an_id()}),
    ),
    ("POST", "/staff/rooms/{department}/tickets/{ticket_id}/{verb}"): Row(
        STAFF,
        lambda _: Sent(
            path={"department": "therapy", "ticket_id": an_id(), "verb": "done"},
            form={"room": "201", "request_id": an_id()},
        ),
    ),
}
