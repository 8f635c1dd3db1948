"""One's own people: the phone's and the linked chat's; never staff's, never a kiosk's."""

from __future__ import annotations

from tests.mobile_api.who_may.table import APP, Row, Sent, Table, World, an_id


def _of_somebody(_world: World) -> Sent:
    return Sent(path={"patient_id": an_id()})


def _invitation(_world: World) -> Sent:
    return Sent(path={"invitation_id": an_id()}, json={"id": an_id(), "accept": True})


ROUTES: Table = {
    ("GET", "/v1/patients/people"): Row(APP),
    ("POST", "/v1/patients/links"): Row(
        APP, lambda _: Sent(json={"id": an_id(), "pinfl": "31505901710017"})
    ),
    ("POST", "/v1/patients/children"): Row(
        APP, lambda _: Sent(json={"id": an_id(), "pinfl": "31505901710017"})
    ),
    ("DELETE", "/v1/patients/links/{patient_id}"): Row(APP, _of_somebody),
    ("GET", "/v1/patients/preferences"): Row(APP),
    ("PUT", "/v1/patients/preferences"): Row(APP, lambda _: Sent(json={"channels": ["sms"]})),
    ("GET", "/v1/patients/consents/texts"): Row(APP),
    ("GET", "/v1/patients/people/{patient_id}/consents"): Row(APP, _of_somebody),
    ("POST", "/v1/patients/consents"): Row(
        APP,
        lambda _: Sent(
            json={
                "id": an_id(),
                "patient_id": an_id(),
                "kind": "research",
                "decision": "given",
                "text_version": 1,
                "language": "ru",
            }
        ),
    ),
    ("GET", "/v1/patients/people/{patient_id}/trusts"): Row(APP, _of_somebody),
    ("POST", "/v1/patients/trusts"): Row(
        APP,
        lambda _: Sent(
            json={
                "id": an_id(),
                "patient_id": an_id(),
                "phone": "901234569",
                "scopes": ["queue"],
                "ends_at": "2026-06-01T00:00:00Z",
            }
        ),
    ),
    ("DELETE", "/v1/patients/trusts/{invitation_id}"): Row(APP, _invitation),
    ("GET", "/v1/patients/invitations"): Row(APP),
    ("POST", "/v1/patients/invitations/{invitation_id}/answers"): Row(APP, _invitation),
}
