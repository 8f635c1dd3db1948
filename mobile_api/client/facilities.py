"""Where to go and whom to see: what app and bot ask."""

from __future__ import annotations

from uuid import UUID

from mobile_api.client.transport import Transport
from mobile_api.facilities.schemas import (
    Departments,
    Hospitals,
    PublicPractitioners,
    PublicServices,
)


class FacilitiesCalls:
    """Hospitals, their departments, doctors and services. Nothing here is personal."""

    _wire: Transport

    async def hospital_list(self) -> Hospitals:
        """All hospitals of this installation."""
        return await self._wire.get("/v1/facilities/hospitals", Hospitals)

    async def departments(self, hospital_id: UUID) -> Departments:
        """The open departments of a hospital; raises ``NotFound``."""
        return await self._wire.get(
            f"/v1/facilities/hospitals/{hospital_id}/departments", Departments
        )

    async def doctors(self, hospital_id: UUID, department: str) -> PublicPractitioners:
        """Who sees patients in a department; raises ``NoSuchDepartment``."""
        return await self._wire.get(
            f"/v1/facilities/hospitals/{hospital_id}/departments/{department}/practitioners",
            PublicPractitioners,
        )

    async def services_of(self, hospital_id: UUID, department: str) -> PublicServices:
        """What a department offers; raises ``NoSuchDepartment``."""
        return await self._wire.get(
            f"/v1/facilities/hospitals/{hospital_id}/departments/{department}/services",
            PublicServices,
        )
