"""Complaints: told at the kiosk or at home, read and judged by who treats."""

from __future__ import annotations

from tests.mobile_api.who_may.table import PHONE, Row, Sent, Table, World, an_id

_TREAT = frozenset({"doctor", "nurse"})


def _page(_world: World) -> Sent:
    return Sent(path={"assessment_id": an_id()}, form={"department": "therapy", "back": "/staff"})


ROUTES: Table = {
    ("POST", "/v1/triage"): Row(PHONE, refused_with=frozenset({"not_in_chats"})),
    ("GET", "/v1/assessments/{assessment_id}"): Row(_TREAT),
    ("GET", "/v1/assessments/{assessment_id}/complaint"): Row(_TREAT),
    ("PUT", "/v1/assessments/{assessment_id}/outcome"): Row(_TREAT),
    ("GET", "/staff/assessments/{assessment_id}"): Row(
        _TREAT, lambda _: Sent(path={"assessment_id": an_id()})
    ),
    ("POST", "/staff/assessments/{assessment_id}/words"): Row(_TREAT, _page),
    ("POST", "/staff/assessments/{assessment_id}/outcome"): Row(_TREAT, _page),
}
