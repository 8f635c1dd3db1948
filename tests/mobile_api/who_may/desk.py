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


def _patient(_world: World) -> Sent:
    return Sent(path={"patient_id": an_id()}, form={"order_id": an_id()})


def _pair(_world: World) -> Sent:
    pair = {"first": an_id(), "second": an_id()}
    return Sent(
        query="&".join(f"{name}={value}" for name, value in pair.items()),
        form={**pair, "order_id": an_id(), "said": "two_people"},
    )


def _order(_world: World) -> Sent:
    return Sent(path={"merge_id": an_id()}, form={"order_id": an_id()})


def _file(_world: World) -> Sent:
    return Sent(form={"order_id": an_id()}, file=b"pinfl;family_name\n")


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
    ("GET", "/staff/patients"): Row(_DESK | _IMPORT),
    ("POST", "/staff/patients"): Row(_DESK, lambda _: Sent(form={"typed": "Sinov"})),
    ("GET", "/staff/patients/new"): Row(_DESK),
    ("POST", "/staff/patients/new"): Row(_DESK, lambda _: Sent(form={"given_name": "Bemor"})),
    ("GET", "/staff/patients/records/{patient_id}"): Row(_DESK, _patient),
    ("POST", "/staff/patients/records/{patient_id}"): Row(_DESK, _patient),
    ("GET", "/staff/patients/duplicates"): Row(_IT_NURSE),
    ("GET", "/staff/patients/compare"): Row(_IT_NURSE, _pair),
    ("POST", "/staff/patients/compare"): Row(_IT_NURSE, _pair),
    ("GET", "/staff/patients/merges"): Row(_IT_NURSE),
    ("POST", "/staff/patients/merges/{merge_id}"): Row(_IT_NURSE, _order),
    ("GET", "/staff/patients/import"): Row(_IMPORT),
    ("POST", "/staff/patients/import"): Row(_IMPORT, _file),
}
