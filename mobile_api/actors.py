"""Who acts: the one argument that every service function takes first."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from mobile_api.schemas import Language, Schema


class Role(StrEnum):
    """What somebody is to the hospital."""

    PATIENT = "patient"
    RECEPTION = "reception"
    NURSE = "nurse"
    DOCTOR = "doctor"
    IT_NURSE = "it_nurse"
    ADMINISTRATOR = "administrator"
    KIOSK = "kiosk"
    BOARD = "board"
    SYSTEM = "system"


class Actor(Schema):
    """Who asks: a member of staff, a device, or the system itself."""

    role: Role
    id: UUID
    hospital_id: UUID
    label: str = ""
    departments: tuple[str, ...] = ()
    language: Language = "uz-Latn"
