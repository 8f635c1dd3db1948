"""All tables of all domains, for migrations: importing this fills the metadata."""

from __future__ import annotations

from sqlmodel import SQLModel

import mobile_api.audit.tables  # noqa: F401 - fills the metadata

metadata = SQLModel.metadata
