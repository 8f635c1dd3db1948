"""Appointments and holds, the calendars they stand in, waitlists, and what was thought of a visit.

Holds and appointments share one table, so that one rule of the database keeps both apart:
no two rows that take time (``TAKES_TIME``) may overlap in the same lane of a calendar, nor for
the same patient. PostgreSQL has an exclusion constraint for each, SQLite triggers; both are in
the migration.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from mobile_api.database import UtcDateTime

TAKES_TIME = ("proposed", "booked", "arrived")
"""States in which a row keeps others out of its time; ``proposed`` is a hold."""


class CalendarRow(SQLModel, table=True):
    """A practitioner's calendar. Its number makes integer lanes; its row is what a move locks."""

    __tablename__ = "calendars"
    __table_args__ = (UniqueConstraint("practitioner_id"),)

    number: int | None = Field(default=None, primary_key=True)
    practitioner_id: UUID = Field(foreign_key="practitioners.id")


class AppointmentRow(SQLModel, table=True):
    """One appointment, or a hold on a time. ``status`` is a word of FHIR's Appointment.

    A hold is ``proposed`` until ``held_until``; it is deleted when it ends, and becomes the
    appointment (under the appointment's id) when it is booked. Whoever reads this table for
    appointments leaves ``proposed`` out.

    Attributes:
        lane_from, lane_to: the part of the calendar that is taken: all of it, or one seat of
            a slot for several people (see ``rules.lanes_of``).
        patient_key: 63 bits of the patient's id, because PostgreSQL without extensions keeps
            only ranges of integers apart.
        hold_key: who holds for what, so that the database keeps it to one hold each.
        hold_id: the hold that this appointment was.
        sequence: grows with each move; a calendar and a one-tap link know by it what is old.
    """

    __tablename__ = "appointments"
    __table_args__ = (
        UniqueConstraint("hold_key"),
        Index("ix_appointments_patient_starts", "patient_id", "starts_at"),
        Index("ix_appointments_practitioner_starts", "practitioner_id", "starts_at"),
        Index("ix_appointments_status_starts", "status", "starts_at"),
        Index("ix_appointments_visit_id", "visit_id"),
    )

    id: UUID = Field(primary_key=True)
    hospital_id: UUID = Field(foreign_key="hospitals.id")
    patient_id: UUID = Field(foreign_key="patients.id")
    practitioner_id: UUID = Field(foreign_key="practitioners.id")
    department: str = Field(max_length=40)
    service_id: UUID | None = Field(default=None, foreign_key="services.id")
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    status: str = Field(max_length=10)
    lane_from: int = Field(sa_type=BigInteger)
    lane_to: int = Field(sa_type=BigInteger)
    patient_key: int = Field(sa_type=BigInteger)
    created_at: datetime = Field(sa_type=UtcDateTime)
    arrived_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    body_digest: bytes | None = None
    booked_by: UUID | None = None
    booked_by_role: str = Field(default="system", max_length=20)
    held_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    hold_key: str | None = Field(default=None, max_length=80)
    hold_id: UUID | None = None
    visit_id: UUID | None = None
    sequence: int = Field(default=0)
    moves: int = Field(default=0)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cancelled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cancelled_by: str | None = Field(default=None, max_length=10)
    cancelled_late: bool = Field(default=False)


class AppointmentRequest(SQLModel, table=True):
    """A change that was carried out (move, cancel, …): sent again, it is not done again."""

    __tablename__ = "appointment_requests"

    id: UUID = Field(primary_key=True)
    body_digest: bytes
    about_id: UUID
    at: datetime = Field(sa_type=UtcDateTime)


class BookingRulesRow(SQLModel, table=True):
    """What a hospital, or one of its services, wants of bookings; None: the wider rule counts.

    ``service_key`` is the service's id as hex, ``""`` for the whole hospital.
    """

    __tablename__ = "booking_rules"

    hospital_id: UUID = Field(primary_key=True, foreign_key="hospitals.id")
    service_key: str = Field(primary_key=True, max_length=32)
    notice_minutes: int | None = None
    horizon_days: int | None = None
    late_cancel_minutes: int | None = None
    most_late: int | None = None
    most_moves: int | None = None
    most_open: int | None = None
    offer_minutes: int | None = None
    noshow_minutes: int | None = None


class WaitlistEntry(SQLModel, table=True):
    """Somebody who would come earlier. ``status``: waitlist, offered, booked, cancelled, expired.

    ``earliest`` and ``latest`` are minutes after the hospital's midnight between which a time
    must start.
    """

    __tablename__ = "waitlist_entries"
    __table_args__ = (
        Index("ix_waitlist_entries_order", "hospital_id", "department", "status", "created_at"),
    )

    id: UUID = Field(primary_key=True)
    body_digest: bytes
    hospital_id: UUID = Field(foreign_key="hospitals.id")
    department: str = Field(max_length=40)
    service_id: UUID | None = Field(default=None, foreign_key="services.id")
    practitioner_id: UUID | None = Field(default=None, foreign_key="practitioners.id")
    patient_id: UUID = Field(foreign_key="patients.id", index=True)
    account_id: UUID = Field(index=True)
    from_day: date
    to_day: date
    earliest: int
    latest: int
    status: str = Field(max_length=10)
    created_at: datetime = Field(sa_type=UtcDateTime)


class WaitlistOffer(SQLModel, table=True):
    """A freed time that was offered to somebody who waits; one open offer to one entry.

    ``status``: open, accepted, declined, expired. ``hold_id`` keeps the time meanwhile.
    """

    __tablename__ = "waitlist_offers"
    __table_args__ = (UniqueConstraint("entry_id", "practitioner_id", "starts_at"),)

    id: UUID = Field(primary_key=True)
    entry_id: UUID = Field(foreign_key="waitlist_entries.id", index=True)
    hold_id: UUID
    practitioner_id: UUID = Field(foreign_key="practitioners.id")
    service_id: UUID | None = Field(default=None, foreign_key="services.id")
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    until: datetime = Field(sa_type=UtcDateTime, index=True)
    status: str = Field(max_length=10)
    appointment_id: UUID | None = None


class CheckInPass(SQLModel, table=True):
    """The QR that an app shows at the kiosk: names nobody, lives five minutes."""

    __tablename__ = "check_in_passes"

    id: UUID = Field(primary_key=True)
    patient_id: UUID = Field(foreign_key="patients.id", index=True)
    account_id: UUID
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    device_id: UUID | None = None


class VisitRating(SQLModel, table=True):
    """What a patient thought of a visit, once; the words are encrypted."""

    __tablename__ = "visit_ratings"

    appointment_id: UUID = Field(primary_key=True, foreign_key="appointments.id")
    id: UUID
    body_digest: bytes
    stars: int
    words: bytes | None = None
    at: datetime = Field(sa_type=UtcDateTime)
