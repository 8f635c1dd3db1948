"""Facts about the audit trail that stop a request."""

from __future__ import annotations

from mobile_api.errors import DmedError, Kind


class AuditBroken(DmedError):
    """A chain of the audit trail does not verify; `shard` and `sequence` say where."""

    code = "audit_broken"
    kind = Kind.INTERNAL
    message = "The audit trail does not verify."
