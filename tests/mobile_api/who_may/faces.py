"""Face ID: a kiosk looks, the counter checks, the IT nurse decides, the office counts."""

from __future__ import annotations

import base64
from typing import Any

from mobile_api.faces.schemas import Embedding
from models.face.selfies import FEWEST
from tests.mobile_api.who_may.table import KIOSK, PROVEN, STAFF, Row, Sent, Table, World, an_id

_NO_VISIT = frozenset({"visit_expired"})
"""A visit belongs to the kiosk at which it began."""

_COUNTER = frozenset({"reception", "nurse", "it_nurse"})
_OFFICE = frozenset({"it_nurse", "administrator"})
_FACE = Embedding.model_json_schema()["properties"]
FACE = {name: _FACE[name]["examples"][0] for name in ("model_id", "vector")}


def _at_the_kiosk(world: World, **body: Any) -> Sent:
    return Sent(json=body, headers={"Dmed-Visit": world.visit})


def _offer(world: World) -> Sent:
    return Sent(
        query=f"model_id={FACE['model_id']}&language=ru", headers={"Dmed-Visit": world.visit}
    )


def _enrol(world: World) -> Sent:
    return _at_the_kiosk(
        world, id=an_id(), consent_id=an_id(), text_version=1, language="ru", face=FACE
    )


def _selfies(_world: World) -> Sent:
    pictures = [base64.b64encode(bytes([number])).decode() for number in range(FEWEST)]
    ids = {name: an_id() for name in ("id", "consent_id", "hospital_id")}
    told = {"text_version": 1, "language": "ru", "task": "x"}
    return Sent(json={**ids, **told, "pictures": pictures})


def _of_a_template(_world: World) -> Sent:
    form = {"code": "1234", "decision": "two_people", "alarm": "wrong_person"}
    path = {name: an_id() for name in ("template_id", "review_id")}
    return Sent(path=path, form=form)


ROUTES: Table = {
    ("POST", "/v1/faces/verifications"): Row(
        KIOSK, lambda world: _at_the_kiosk(world, id=an_id(), face=FACE), _NO_VISIT
    ),
    ("POST", "/v1/faces/searches"): Row(KIOSK, lambda _: Sent(json={"id": an_id(), "face": FACE})),
    ("POST", "/v1/faces/confirmations"): Row(KIOSK),
    ("GET", "/v1/faces/gallery"): Row(KIOSK, lambda _: Sent(query=f"model_id={FACE['model_id']}")),
    ("GET", "/v1/faces/offer"): Row(KIOSK, _offer, _NO_VISIT),
    ("POST", "/v1/faces/enrolments"): Row(KIOSK, _enrol, _NO_VISIT),
    ("POST", "/v1/faces/withdrawals"): Row(
        KIOSK, lambda world: _at_the_kiosk(world, id=an_id(), language="ru"), _NO_VISIT
    ),
    ("POST", "/v1/faces/ways"): Row(KIOSK),
    ("GET", "/v1/faces/desk"): Row(_COUNTER),
    ("POST", "/v1/faces/enrolments/{template_id}/check"): Row(_COUNTER),
    ("POST", "/v1/faces/enrolments/{template_id}/refusal"): Row(_COUNTER),
    ("POST", "/v1/faces/reviews/{review_id}/decision"): Row(frozenset({"it_nurse"})),
    ("GET", "/v1/faces/figures"): Row(_OFFICE),
    ("GET", "/v1/faces/selfies"): Row(PROVEN),
    ("POST", "/v1/faces/selfies"): Row(PROVEN, _selfies),
    ("GET", "/staff/faces"): Row(_COUNTER | _OFFICE),
    ("GET", "/staff/faces/figures"): Row(_OFFICE),
    ("POST", "/staff/faces/enrolments/{template_id}/check"): Row(_COUNTER, _of_a_template),
    ("POST", "/staff/faces/enrolments/{template_id}/refusal"): Row(_COUNTER, _of_a_template),
    ("POST", "/staff/faces/reviews/{review_id}"): Row(frozenset({"it_nurse"}), _of_a_template),
    ("POST", "/staff/faces/reports"): Row(STAFF, _of_a_template),
}
