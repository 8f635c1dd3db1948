"""Who acts: the one argument that every service function takes first."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from mobile_api.schemas import Language, Schema


class Role(StrEnum):
    """What somebody is to the hospital."""

    PATIENT = "patient"
    TRUSTED_PERSON = "trusted_person"
    RECEPTION = "reception"
    NURSE = "nurse"
    DOCTOR = "doctor"
    CALL_CENTRE_AGENT = "call_centre_agent"
    CALL_CENTRE_SUPERVISOR = "call_centre_supervisor"
    PHARMACIST = "pharmacist"
    IT_NURSE = "it_nurse"
    ADMINISTRATOR = "administrator"
    KIOSK = "kiosk"
    BOARD = "board"
    BOT = "bot"
    SYSTEM = "system"


NOWHERE = UUID(int=0)
"""The hospital of those who belong to none: people with an app, the bot."""


class Actor(Schema):
    """Who asks: a person with an app, a member of staff, a device, or the system itself.

    Attributes:
        id: of a person with an app: the account (whose patients it may act for, the domain of
            patients knows); of staff: the staff account; of a device: the device.
        hospital_id: where the actor belongs; ``NOWHERE`` for people and the bot.
        session_id: the signed-in device of a person, so that it can be signed out.
        proven_until: until when this sign-in counts as fresh enough for records
            (step-up); None where it was never proven.
    """

    role: Role
    id: UUID
    hospital_id: UUID
    session_id: UUID | None = None
    proven_until: datetime | None = None
    label: str = ""
    departments: tuple[str, ...] = ()
    language: Language = "uz-Latn"
