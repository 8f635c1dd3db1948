"""Appointments: who comes to whom, when."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from mobile_api.database import UtcDateTime


class AppointmentRow(SQLModel, table=True):
    """One appointment. ``status`` is a word of FHIR's Appointment."""

    __tablename__ = "appointments"
    __table_args__ = (
        Index("ix_appointments_patient_starts", "patient_id", "starts_at"),
        Index("ix_appointments_practitioner_starts", "practitioner_id", "starts_at"),
    )

    id: UUID = Field(primary_key=True)
    hospital_id: UUID = Field(foreign_key="hospitals.id")
    patient_id: UUID = Field(foreign_key="patients.id")
    practitioner_id: UUID = Field(foreign_key="practitioners.id")
    department: str = Field(max_length=40)
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    status: str = Field(max_length=10)
    created_at: datetime = Field(sa_type=UtcDateTime)
    arrived_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
