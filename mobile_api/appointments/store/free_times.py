"""Everything that free times are computed from, in one statement per question.

The database builds JSON (one row comes back, whatever the number of shifts and bookings);
PostgreSQL and SQLite name the functions differently, the rest of the statement is shared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import Date, RowMapping, String, TextClause, Uuid, bindparam, select, text
from sqlalchemy.dialects import postgresql
from sqlmodel import col

from mobile_api.appointments.rules import RULE_NAMES, BookingRules
from mobile_api.appointments.slots import Busy, Calendar, House, Offer
from mobile_api.appointments.tables import TAKES_TIME, BookingRulesRow
from mobile_api.database import Prepared, Reader, UtcDateTime
from mobile_api.facilities.tables import DepartmentRow, ServiceRow

_STATEMENT = """
WITH person AS (
    SELECT coalesce(merged_into, id) AS id FROM patients WHERE id = :patient
), place AS (
    SELECT id FROM departments WHERE hospital_id = :hospital AND code = :department AND active
), doctors AS (
    SELECT p.id, p.name, r.number AS room, r.floor, c.number AS calendar
    FROM practitioners p
    JOIN rooms r ON r.id = p.room_id
    LEFT JOIN calendars c ON c.practitioner_id = p.id
    WHERE p.department_id = (SELECT id FROM place) AND p.active
      AND (:practitioner IS NULL OR p.id = :practitioner)
)
SELECT
    (SELECT time_zone FROM hospitals WHERE id = :hospital) AS zone,
    (SELECT id FROM place) AS department,
    (SELECT id FROM person) AS person,
    (SELECT {row}(id, minutes, capacity) FROM services
      WHERE department_id = (SELECT id FROM place) AND code = :service AND active) AS service,
    (SELECT {rows}({row}(id, name, room, floor, calendar)) FROM doctors) AS doctors,
    (SELECT {rows}({row}(practitioner_id, weekday, starts, ends, slot_minutes))
      FROM schedules WHERE practitioner_id IN (SELECT id FROM doctors)) AS weeks,
    (SELECT {rows}({row}(practitioner_id, kind, {begin}(starts_at), {end}(ends_at),
        slot_minutes))
      FROM schedule_exceptions WHERE practitioner_id IN (SELECT id FROM doctors)
        AND starts_at < :until AND ends_at > :since) AS exceptions,
    (SELECT {rows}({row}(weekday, opens, closes)) FROM opening_hours
      WHERE hospital_id = :hospital) AS opening,
    (SELECT {rows}(day) FROM holidays
      WHERE hospital_id = :hospital AND day BETWEEN :since_day AND :until_day) AS holidays,
    (SELECT {rows}({row}(service_key, {rules})) FROM booking_rules
      WHERE hospital_id = :hospital) AS rules,
    (SELECT {rows}({row}(practitioner_id, {begin}(starts_at), {end}(ends_at), lane_from,
        lane_to))
      FROM appointments WHERE practitioner_id IN (SELECT id FROM doctors)
        AND status IN {takes_time} AND (held_until IS NULL OR held_until > :now)
        AND starts_at < :until AND ends_at > :since AND id <> :but) AS busy,
    (SELECT count(*) FROM appointments
      WHERE patient_id = (SELECT id FROM person) AND hospital_id = :hospital
        AND department = :department AND status = 'booked' AND starts_at > :now
        AND (:booker IS NULL OR booked_by = :booker)) AS open,
    (SELECT count(*) FROM appointments
      WHERE patient_id = (SELECT id FROM person) AND hospital_id = :hospital AND cancelled_late
        AND cancelled_at > :late_since) AS late
"""


def _statement(**words: str) -> TextClause:
    sql = _STATEMENT
    for name in ("begin", "end"):
        # Function-like words of the statement: "x" becomes what the dialect writes.
        sql = _expand(sql, "{" + name + "}", words[name])
    sql = sql.format(
        row=words["row"],
        rows=words["rows"],
        rules=", ".join(RULE_NAMES),
        takes_time="(" + ", ".join(f"'{status}'" for status in TAKES_TIME) + ")",
    )
    return text(sql).bindparams(
        *(
            bindparam(name, type_=Uuid())
            for name in ("hospital", "practitioner", "patient", "booker", "but")
        ),
        *(bindparam(name, type_=String()) for name in ("department", "service")),
        *(bindparam(name, type_=UtcDateTime()) for name in ("since", "until", "now", "late_since")),
        *(bindparam(name, type_=Date()) for name in ("since_day", "until_day")),
    )


def _expand(sql: str, word: str, template: str) -> str:
    while word in sql:
        before, _, rest = sql.partition(word + "(")
        argument, _, after = rest.partition(")")
        sql = before + template.replace("?", argument) + after
    return sql


_STATEMENTS = {
    "postgresql": _statement(
        row="json_build_array",
        rows="json_agg",
        begin="floor(extract(epoch FROM ?) / 60)::bigint",
        end="ceil(extract(epoch FROM ?) / 60)::bigint",
    ),
    "sqlite": _statement(
        row="json_array",
        rows="json_group_array",
        begin="CAST(strftime('%s', ?) AS INTEGER) / 60",
        end="(CAST(strftime('%s', ?) AS INTEGER) + 59) / 60",
    ),
}

_FACTS = Prepared(lambda dialect: _STATEMENTS["postgresql" if dialect is postgresql else "sqlite"])
_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a department's times.

    Attributes:
        service_id: None where no service was asked for.
        person_id: the record that is kept for the patient who was asked for; None: no such.
        open_count, late_count: of the patient that was asked for: appointments to come in this
            department, and late cancellations in this hospital.
    """

    house: House
    rules: BookingRules
    offer: Offer
    service_id: UUID | None
    person_id: UUID | None
    calendars: list[Calendar]
    open_count: int
    late_count: int


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a department, maybe one doctor, one service, one patient's standing.

    Attributes:
        since, until: what is taken is read for this stretch; aware.
        now, late_since: aware; holds that ended before ``now`` are left out, late
            cancellations before ``late_since`` are not counted.
        booker: count only what this account has booked for the patient: whoever merely typed
            a number learns nothing of what its owner has booked.
        but: an appointment whose own time counts as free (it is being moved).
    """

    hospital_id: UUID
    department: str
    since: datetime
    until: datetime
    now: datetime
    late_since: datetime
    service: str | None = None
    practitioner_id: UUID | None = None
    patient_id: UUID | None = None
    booker: UUID | None = None
    but: UUID | None = None


async def facts(db: Reader, question: Question) -> Facts | None:
    """What is known; None where the department or the service does not exist."""
    rows = await db.fetch(
        _FACTS,
        {
            "hospital": question.hospital_id,
            "department": question.department,
            "service": question.service,
            "practitioner": question.practitioner_id,
            "patient": question.patient_id or _NOBODY,
            "booker": question.booker,
            "but": question.but or _NOBODY,
            "since": question.since,
            "until": question.until,
            "since_day": question.since.date(),
            "until_day": question.until.date(),
            "now": question.now,
            "late_since": question.late_since,
        },
    )
    row = rows[0]
    service = _read(row["service"])
    if row["department"] is None or (question.service is not None and not service):
        return None
    return Facts(
        house=House(
            zone=ZoneInfo(row["zone"]),
            opening=_opening(_read(row["opening"])),
            holidays=frozenset(date.fromisoformat(day) for day in _read(row["holidays"])),
        ),
        rules=_rules(_read(row["rules"]), service),
        offer=Offer(service[1], service[2]) if service else Offer(),
        service_id=UUID(service[0]) if service else None,
        person_id=None if row["person"] is None else UUID(str(row["person"])),
        calendars=_calendars(
            _read(row["doctors"]),
            _read(row["weeks"]),
            _read(row["exceptions"]),
            _read(row["busy"]),
        ),
        open_count=row["open"],
        late_count=row["late"],
    )


def _read(value: Any) -> list[Any]:
    if isinstance(value, str | bytes):
        value = orjson.loads(value)
    return value or []


def _opening(rows: list[Any]) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for weekday, opens, closes in rows:
        found.setdefault(weekday, []).append((opens, closes))
    return found


def _rules(rows: list[Any], service: list[Any]) -> BookingRules:
    by_key = {row[0]: dict(zip(RULE_NAMES, row[1:], strict=True)) for row in rows}
    own = by_key.get(UUID(service[0]).hex) if service else None
    return BookingRules.of(by_key.get(""), own)


def _calendars(
    doctors: list[Any], weeks: list[Any], exceptions: list[Any], busy: list[Any]
) -> list[Calendar]:
    found = {
        doctor[0]: Calendar(str(UUID(doctor[0])), doctor[1], doctor[2], doctor[3], doctor[4])
        for doctor in doctors
    }
    for practitioner, weekday, starts, ends, step in weeks:
        found[practitioner].week.append((weekday, starts, ends, step))
    for practitioner, kind, begin, end, step in exceptions:
        if kind == "away":
            found[practitioner].aways.append((begin, end))
        else:
            found[practitioner].extras.append((begin, end, step or 20))
    for practitioner, begin, end, lane_from, lane_to in sorted(busy, key=lambda row: int(row[1])):
        found[practitioner].busy.append(Busy(begin, end, lane_from, lane_to))
    return sorted(found.values(), key=lambda calendar: calendar.practitioner_id)


async def services(db: Reader, hospital_id: UUID, department: str) -> Sequence[RowMapping] | None:
    """What a department offers, by code; None where the hospital does not have it."""
    rows = await db.execute(
        select(
            col(ServiceRow.code),
            col(ServiceRow.names),
            col(ServiceRow.minutes),
            col(ServiceRow.capacity),
        )
        .select_from(DepartmentRow)
        .outerjoin(
            ServiceRow,
            (col(ServiceRow.department_id) == col(DepartmentRow.id)) & col(ServiceRow.active),
        )
        .where(col(DepartmentRow.hospital_id) == hospital_id, col(DepartmentRow.code) == department)
        .order_by(col(ServiceRow.code))
    )
    found = rows.mappings().all()
    return [row for row in found if row["code"] is not None] if found else None


async def rules_of(db: Reader, hospital_id: UUID, service_id: UUID | None) -> BookingRules:
    """What a hospital, and one of its services, want of bookings."""
    keys = ["", "" if service_id is None else service_id.hex]
    rows = await db.execute(
        select(BookingRulesRow.__table__).where(  # type: ignore[attr-defined]  # set by SQLModel
            col(BookingRulesRow.hospital_id) == hospital_id,
            col(BookingRulesRow.service_key).in_(keys),
        )
    )
    by_key = {row["service_key"]: dict(row) for row in rows.mappings().all()}
    return BookingRules.of(by_key.get(""), by_key.get(keys[1]))
