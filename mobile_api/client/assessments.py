"""What the app asks about complaints."""

from __future__ import annotations

from mobile_api.assessments.schemas import AssessAtHome, HomeAssessment
from mobile_api.client.transport import Transport


class TriageCalls:
    """Complaints typed at home; the bot has no such calls."""

    _wire: Transport

    async def assess(self, complaint: AssessAtHome) -> HomeAssessment:
        """Where a complaint leads, and what to do now."""
        return await self._wire.post("/v1/triage", complaint, HomeAssessment, key=str(complaint.id))
