"""Booking: calendars, holds, waitlists, and no two people in one slot."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_SEATS = 1000
_TAKES_TIME = "('proposed', 'booked', 'arrived')"

# Ranges of integers need no extension, ranges of uuid would (btree_gist).
_POSTGRES = f"""
ALTER TABLE appointments
ADD CONSTRAINT appointments_one_at_a_time EXCLUDE USING gist (
    int8range(lane_from, lane_to, '[]') WITH &&, tstzrange(starts_at, ends_at, '[)') WITH &&
) WHERE (status IN {_TAKES_TIME}),
ADD CONSTRAINT appointments_patient_in_one_place EXCLUDE USING gist (
    int8range(patient_key, patient_key, '[]') WITH &&, tstzrange(starts_at, ends_at, '[)') WITH &&
) WHERE (status IN {_TAKES_TIME})
"""
_OVERLAP = f"""
SELECT 1 FROM appointments AS other
WHERE other.practitioner_id = NEW.practitioner_id AND other.id <> {{own}}
  AND other.status IN {_TAKES_TIME}
  AND other.lane_from <= NEW.lane_to AND other.lane_to >= NEW.lane_from
  AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at
UNION ALL
SELECT 1 FROM appointments AS other
WHERE other.patient_id = NEW.patient_id AND other.id <> {{own}}
  AND other.status IN {_TAKES_TIME}
  AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at
"""
_SQLITE = (
    f"""
CREATE TRIGGER appointments_one_at_a_time_insert BEFORE INSERT ON appointments
WHEN NEW.status IN {_TAKES_TIME}
BEGIN SELECT RAISE(IGNORE) WHERE EXISTS ({_OVERLAP.format(own="NEW.id")}); END
""",
    f"""
CREATE TRIGGER appointments_one_at_a_time_update
BEFORE UPDATE OF status, starts_at, ends_at, lane_from, lane_to, practitioner_id, patient_id
ON appointments WHEN NEW.status IN {_TAKES_TIME}
BEGIN SELECT RAISE(ABORT, 'overlap') WHERE EXISTS ({_OVERLAP.format(own="OLD.id")}); END
""",
)


def upgrade() -> None:
    op.create_table(
        "calendars",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["practitioner_id"], ["practitioners.id"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("practitioner_id"),
    )
    _widen_appointments()
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else (_POSTGRES,):
        op.execute(statement)
    _create_tables()


def _widen_appointments() -> None:
    with op.batch_alter_table("appointments") as table:
        table.add_column(sa.Column("service_id", sa.Uuid(), nullable=True))
        for name in ("lane_from", "lane_to", "patient_key"):
            table.add_column(sa.Column(name, sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("body_digest", sa.LargeBinary(), nullable=True))
        table.add_column(sa.Column("booked_by", sa.Uuid(), nullable=True))
        table.add_column(
            sa.Column("booked_by_role", sa.String(20), nullable=False, server_default="system")
        )
        table.add_column(sa.Column("held_until", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("hold_key", sa.String(80), nullable=True))
        table.add_column(sa.Column("hold_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("visit_id", sa.Uuid(), nullable=True))
        for name in ("sequence", "moves"):
            table.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        for name in ("confirmed_at", "cancelled_at"):
            table.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("cancelled_by", sa.String(10), nullable=True))
        table.add_column(
            sa.Column("cancelled_late", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    _give_lanes()
    with op.batch_alter_table("appointments") as table:
        for name in ("lane_from", "lane_to", "patient_key"):
            table.alter_column(name, existing_type=sa.BigInteger(), nullable=False)
        for name, kind in (
            ("booked_by_role", sa.String(20)),
            ("sequence", sa.Integer()),
            ("moves", sa.Integer()),
            ("cancelled_late", sa.Boolean()),
        ):
            table.alter_column(name, existing_type=kind, server_default=None)
        table.create_foreign_key(
            "appointments_service_id_fkey", "services", ["service_id"], ["id"]
        )
        table.create_unique_constraint("appointments_hold_key_key", ["hold_key"])
        table.create_index("ix_appointments_status_starts", ["status", "starts_at"])
        table.create_index("ix_appointments_visit_id", ["visit_id"])


def _give_lanes() -> None:
    """Appointments of before stand alone in the calendar of their practitioner."""
    op.execute(
        "INSERT INTO calendars (practitioner_id) "
        "SELECT DISTINCT practitioner_id FROM appointments"
    )
    appointments = sa.table(
        "appointments",
        sa.column("id", sa.Uuid()),
        sa.column("patient_id", sa.Uuid()),
        sa.column("practitioner_id", sa.Uuid()),
        sa.column("lane_from", sa.BigInteger()),
        sa.column("lane_to", sa.BigInteger()),
        sa.column("patient_key", sa.BigInteger()),
    )
    calendars = sa.table(
        "calendars", sa.column("number", sa.Integer()), sa.column("practitioner_id", sa.Uuid())
    )
    bind = op.get_bind()
    rows = bind.execute(
        sa.select(appointments.c.id, appointments.c.patient_id, calendars.c.number).join(
            calendars, calendars.c.practitioner_id == appointments.c.practitioner_id
        )
    ).all()
    for appointment_id, patient_id, number in rows:
        bind.execute(
            appointments.update()
            .where(appointments.c.id == appointment_id)
            .values(
                lane_from=number * _SEATS,
                lane_to=number * _SEATS + _SEATS - 1,
                patient_key=UUID(str(patient_id)).int >> 65,
            )
        )


def _create_tables() -> None:
    op.create_table(
        "appointment_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_digest", sa.LargeBinary(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "booking_rules",
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("service_key", sa.String(32), nullable=False),
        sa.Column("notice_minutes", sa.Integer(), nullable=True),
        sa.Column("horizon_days", sa.Integer(), nullable=True),
        sa.Column("late_cancel_minutes", sa.Integer(), nullable=True),
        sa.Column("most_late", sa.Integer(), nullable=True),
        sa.Column("most_moves", sa.Integer(), nullable=True),
        sa.Column("most_open", sa.Integer(), nullable=True),
        sa.Column("offer_minutes", sa.Integer(), nullable=True),
        sa.Column("noshow_minutes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hospital_id"], ["hospitals.id"]),
        sa.PrimaryKeyConstraint("hospital_id", "service_key"),
    )
    op.create_table(
        "waitlist_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_digest", sa.LargeBinary(), nullable=False),
        sa.Column("hospital_id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.String(40), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("practitioner_id", sa.Uuid(), nullable=True),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("earliest", sa.Integer(), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["hospital_id"], ["hospitals.id"]),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"]),
        sa.ForeignKeyConstraint(["practitioner_id"], ["practitioners.id"]),
        sa.ForeignKeyConstraint(["patient_id"], ["patients.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_waitlist_entries_order",
        "waitlist_entries",
        ["hospital_id", "department", "status", "created_at"],
    )
    for name in ("patient_id", "account_id"):
        op.create_index(op.f(f"ix_waitlist_entries_{name}"), "waitlist_entries", [name])
    op.create_table(
        "waitlist_offers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("hold_id", sa.Uuid(), nullable=False),
        sa.Column("practitioner_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["waitlist_entries.id"]),
        sa.ForeignKeyConstraint(["practitioner_id"], ["practitioners.id"]),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("entry_id", "practitioner_id", "starts_at"),
    )
    for name in ("entry_id", "until"):
        op.create_index(op.f(f"ix_waitlist_offers_{name}"), "waitlist_offers", [name])
    op.create_table(
        "check_in_passes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["patient_id"], ["patients.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("patient_id", "expires_at"):
        op.create_index(op.f(f"ix_check_in_passes_{name}"), "check_in_passes", [name])
    op.create_table(
        "visit_ratings",
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_digest", sa.LargeBinary(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointments.id"]),
        sa.PrimaryKeyConstraint("appointment_id"),
    )
