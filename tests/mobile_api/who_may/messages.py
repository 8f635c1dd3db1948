"""Messages: the bot sends, gateways report with a secret address, people choose."""

from __future__ import annotations

from tests.mobile_api.who_may.table import APP, BOT, EVERYBODY, Row, Sent, Table, World, an_id

_BOT_KEY = BOT | {"chat", "unlinked_chat"}
"""All of them hold the bot's key: these routes do not look at the chat."""


def _report(_world: World) -> Sent:
    return Sent(path={"signed": "x" * 60, "secret": "x" * 60}, json={"status": "delivered"})


ROUTES: Table = {
    ("POST", "/v1/messages/claims"): Row(_BOT_KEY),
    ("POST", "/v1/messages/acknowledgements"): Row(_BOT_KEY),
    ("POST", "/v1/messages/deliveries/eskiz/{signed}"): Row(EVERYBODY, _report),
    ("POST", "/v1/messages/deliveries/playmobile/{secret}"): Row(EVERYBODY, _report),
    ("GET", "/v1/messages/push-key"): Row(EVERYBODY),
    ("POST", "/v1/messages/devices"): Row(APP),
    ("GET", "/v1/messages/devices"): Row(APP),
    ("DELETE", "/v1/messages/devices/{device_id}"): Row(APP),
    ("GET", "/v1/messages/choices"): Row(APP),
    ("POST", "/v1/messages/choices"): Row(APP),
    ("POST", "/v1/messages/unblocked"): Row(APP),
    ("POST", "/v1/messages/receipts"): Row(APP),
    ("GET", "/staff/messages"): Row(frozenset({"it_nurse", "administrator"})),
    ("POST", "/staff/messages/{message_id}/{verb}"): Row(
        frozenset({"it_nurse", "administrator"}),
        lambda _: Sent(path={"message_id": an_id(), "verb": "close"}, form={"request_id": an_id()}),
    ),
}
