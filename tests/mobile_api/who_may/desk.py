"""Records of patients: the desk registers and finds, the IT nurse merges and imports."""

from __future__ import annotations

from tests.mobile_api.who_may.table import Row, Sent, Table, World, an_id

_IT_NURSE = frozenset({"it_nurse"})
_DESK = frozenset({"reception", "it_nurse"})
_IMPORT = frozenset({"it_nurse", "administrator"})


def _record(_world: World) -> Sent:
    names = {"family_name": "Sinov", "given_name": "Bemor"}
    return Sent(json={"id": an_id(), "names": names, "birth_date": "1990-05-15", "language": "ru"})


def _change(_world: World) -> Sent:
    return Sent(path={"patient_id": an_id()}, json={"id": an_id(), "insured": True})


ROUTES: Table = {
    ("GET", "/v1/patients/duplicates"): Row(_IT_NURSE),
    ("POST", "/v1/patients/duplicates/decisions"): Row(_IT_NURSE),
    ("POST", "/v1/patients/imports"): Row(_IMPORT),
    ("POST", "/v1/patients/imports/check"): Row(_IMPORT),
    ("GET", "/v1/patients/merges"): Row(_IT_NURSE),
    ("POST", "/v1/patients/merges"): Row(_IT_NURSE),
    ("POST", "/v1/patients/merges/{merge_id}/undo"): Row(_IT_NURSE),
    ("POST", "/v1/patients/records"): Row(_DESK, _record),
    ("GET", "/v1/patients/records/{patient_id}"): Row(_DESK),
    ("POST", "/v1/patients/records/{patient_id}/changes"): Row(_DESK, _change),
    ("POST", "/v1/patients/searches"): Row(_DESK),
}
