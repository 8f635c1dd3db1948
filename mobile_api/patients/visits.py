"""Visits: sealed tokens that the device carries, so that nothing is stored about a typed number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast
from uuid import UUID

from mobile_api.keys import CannotOpen, Vaulted
from mobile_api.patients.errors import VisitExpired
from mobile_api.patients.schemas import Assurance, ForWhom, Sex

VISIT_SECONDS = 20 * 60
"""Long enough to type slowly and rest in between, short enough that nobody inherits it."""

_PURPOSE = "visit"


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """Who stands at the device, and how sure we are.

    Attributes:
        visit_id: made by the device.
        device_id: the only device that may use this visit.
        level: ``unidentified``, ``claimed`` or ``confirmed``.
        for_whom: for whom the person at the device acts.
        patient_id: set once confirmed.
        pinfl: the typed number, None where there is none.
        age_years: decimal years, from the number; None without one.
        sex: from the number; None without one.
        expires_at: aware, UTC.
    """

    visit_id: UUID
    device_id: UUID
    level: Assurance
    for_whom: ForWhom
    patient_id: UUID | None
    pinfl: str | None
    age_years: float | None
    sex: Sex | None
    expires_at: datetime


class VisitTokens:
    """Seals visits and opens them again."""

    def __init__(self, vaulted: Vaulted) -> None:
        self._vaulted = vaulted

    def seal(self, visit: VisitFacts) -> str:
        """The token of a visit: unreadable for the device that carries it."""
        return self._vaulted.seal(
            _PURPOSE,
            {
                "visit": str(visit.visit_id),
                "device": str(visit.device_id),
                "level": visit.level,
                "for": visit.for_whom,
                "patient": None if visit.patient_id is None else str(visit.patient_id),
                "pinfl": visit.pinfl,
                "age": visit.age_years,
                "sex": visit.sex,
                "until": int(visit.expires_at.timestamp()),
            },
        )

    def open(self, token: str, device_id: UUID, now: datetime) -> VisitFacts:
        """The visit again.

        Args:
            token: as ``seal`` made it.
            device_id: the device that sent it.
            now: aware.

        Raises:
            VisitExpired: damaged, not ours, of another device, or too old.
        """
        try:
            content = self._vaulted.unseal(_PURPOSE, token)
        except CannotOpen as fault:
            raise VisitExpired from fault
        patient, age, pinfl = content["patient"], content["age"], content["pinfl"]
        visit = VisitFacts(
            visit_id=UUID(str(content["visit"])),
            device_id=UUID(str(content["device"])),
            level=cast(Assurance, content["level"]),
            for_whom=cast(ForWhom, content["for"]),
            patient_id=None if patient is None else UUID(str(patient)),
            pinfl=None if pinfl is None else str(pinfl),
            age_years=None if age is None else float(age),
            sex=cast("Sex | None", content["sex"]),
            expires_at=datetime.fromtimestamp(int(content["until"] or 0), UTC),
        )
        if visit.device_id != device_id or visit.expires_at <= now:
            raise VisitExpired
        return visit
