"""All tables of all domains, for migrations: importing this fills the metadata."""

from __future__ import annotations

from sqlmodel import SQLModel

import mobile_api.access.tables
import mobile_api.administration.tables
import mobile_api.appointments.tables
import mobile_api.assessments.tables
import mobile_api.audit.tables
import mobile_api.devices.tables
import mobile_api.faces.tables
import mobile_api.facilities.tables
import mobile_api.key_check
import mobile_api.messages.tables
import mobile_api.patients.tables
import mobile_api.queues.tables  # noqa: F401 - importing fills the metadata

metadata = SQLModel.metadata
