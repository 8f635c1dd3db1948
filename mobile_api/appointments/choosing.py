"""What somebody has chosen so far on the booking page, and the next thing to choose.

Everything chosen travels in the page's forms, so that the server keeps nothing between two
steps but the hold of a time.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import AwareDatetime

from mobile_api.schemas import Schema

NO_SERVICE = "-"
"""A visit to a doctor, nothing more exact."""

ANYBODY = "any"
"""Any doctor."""


class Chosen(Schema):
    """What was chosen; None: not yet. Unknown fields are refused."""

    person: UUID | None = None
    hospital: UUID | None = None
    department: str | None = None
    service: str | None = None
    doctor: str | None = None
    day: date | None = None
    starts_at: AwareDatetime | None = None
    practitioner: UUID | None = None
    hold: UUID | None = None
    booking: UUID | None = None

    def fields(self) -> dict[str, str]:
        """As hidden fields of a form."""
        return {
            name: str(value)
            for name, value in self.model_dump(mode="json", exclude_none=True).items()
        }

    def but(self, **changes: object) -> dict[str, str]:
        """Hidden fields of the step that changes this."""
        return self.model_validate({**self.model_dump(), **changes}).fields()

    @property
    def service_code(self) -> str | None:
        """As the API wants it."""
        return None if self.service in {None, NO_SERVICE} else self.service

    @property
    def doctor_id(self) -> UUID | None:
        """None: any doctor.

        Raises:
            ValueError: not an id.
        """
        return None if self.doctor in {None, ANYBODY} else UUID(self.doctor)
