"""Administration: IT nurse and administrator; staff accounts and the audit: administrator only."""

from __future__ import annotations

from tests.mobile_api.who_may.table import APP, EVERYBODY, Row, Sent, Table, World, an_id

_KEEPERS = frozenset({"it_nurse", "administrator"})
_ADMINISTRATOR = frozenset({"administrator"})
_PAGES = "/staff/administration"


def _ids(_world: World) -> Sent:
    names = (
        "rest", "code_id", "device_id", "exception_id", "holiday_id", "import_id",
        "practitioner_id", "room_id", "service_id", "staff_id",
    )  # fmt: skip
    path = {name: an_id() for name in names}
    return Sent(path={**path, "code": "therapy", "kind": "rooms"})


def _form(world: World) -> Sent:
    return Sent(path=_ids(world).path, form={"order_id": an_id()})


def _absence(world: World) -> Sent:
    times = {"starts": "2026-03-05T10:00", "ends": "2026-03-05T14:00"}
    return Sent(path=_ids(world).path, json={"kind": "away", **times})


ROUTES: Table = {
    (
        "PUT",
        "/v1/facilities/practitioners/{practitioner_id}/exceptions/{exception_id}",
    ): Row(_KEEPERS, _absence),
    ("GET", f"{_PAGES}/departments/new"): Row(_KEEPERS, lambda _: Sent(query="code=therapy")),
    **{
        ("GET", f"{_PAGES}{rest}"): Row(_KEEPERS, _ids)
        for rest in (
            "",
            "/calendar",
            "/calendar/{rest:path}",
            "/departments",
            "/departments/{code}",
            "/devices",
            "/devices/codes",
            "/devices/{device_id}",
            "/hospital",
            "/lists",
            "/lists/examples/{kind}.csv",
            "/lists/{rest:path}",
            "/practitioners",
            "/practitioners/{practitioner_id}",
            "/practitioners/{practitioner_id}/{rest:path}",
            "/rooms/{room_id}",
            "/services/{service_id}",
        )
    },
    **{
        ("GET", f"{_PAGES}{rest}"): Row(_ADMINISTRATOR, _ids)
        for rest in ("/audit", "/ratings", "/staff", "/staff/new", "/staff/{staff_id}")
    },
    **{
        ("POST", f"{_PAGES}{rest}"): Row(_KEEPERS, _form)
        for rest in (
            "/calendar/holidays",
            "/calendar/holidays/{holiday_id}/remove",
            "/calendar/opening-hours",
            "/departments/{code}",
            "/devices/codes",
            "/devices/codes/{code_id}/withdraw",
            "/devices/{device_id}",
            "/devices/{device_id}/withdraw",
            "/hospital",
            "/lists",
            "/lists/patients",
            "/lists/{import_id}",
            "/practitioners/{practitioner_id}",
            "/practitioners/{practitioner_id}/exceptions",
            "/practitioners/{practitioner_id}/exceptions/{exception_id}/remove",
            "/practitioners/{practitioner_id}/week",
            "/rooms/{room_id}",
            "/services/{service_id}",
        )
    },
    **{
        ("POST", f"{_PAGES}{rest}"): Row(_ADMINISTRATOR, _form)
        for rest in ("/staff/new", "/staff/{staff_id}", "/staff/{staff_id}/password")
    },
    **{
        (method, f"/v1/{rest}"): Row(_KEEPERS)
        for method, rest in (
            ("DELETE", "devices/{device_id}"),
            ("PUT", "devices/{device_id}"),
            ("POST", "devices/enrolment-codes"),
            ("DELETE", "facilities/holidays/{holiday_id}"),
            ("DELETE", "facilities/practitioners/{practitioner_id}/exceptions/{exception_id}"),
            ("GET", "facilities/calendar"),
            ("GET", "facilities/configuration"),
            ("GET", "facilities/practitioners/{practitioner_id}/timetable"),
            ("POST", "facilities/imports"),
            ("POST", "facilities/imports/{import_id}/application"),
            ("PUT", "facilities/departments/{code}"),
            ("PUT", "facilities/holidays/{holiday_id}"),
            ("PUT", "facilities/hospital"),
            ("PUT", "facilities/opening-hours"),
            ("PUT", "facilities/practitioners/{practitioner_id}"),
            ("PUT", "facilities/practitioners/{practitioner_id}/week"),
            ("PUT", "facilities/rooms/{room_id}"),
            ("PUT", "facilities/services/{service_id}"),
        )
    },
    **{
        (method, f"/v1/{rest}"): Row(_ADMINISTRATOR)
        for method, rest in (
            ("GET", "access/staff"),
            ("POST", "access/staff"),
            ("PUT", "access/staff/{staff_id}"),
            ("POST", "access/staff/{staff_id}/password"),
            ("GET", "audit/events"),
            ("GET", "audit/verification"),
        )
    },
    **{
        ("GET", f"/v1/facilities/hospitals{rest}"): Row(APP)
        for rest in (
            "",
            "/{hospital_id}/departments",
            "/{hospital_id}/departments/{department}/practitioners",
            "/{hospital_id}/departments/{department}/services",
        )
    },
    # A kiosk that has no key yet: the code itself is the credential.
    ("POST", "/v1/devices/enrolments"): Row(EVERYBODY),
}
