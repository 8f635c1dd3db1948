"""Codes and requests that nobody needs any more are deleted: they hold phones and numbers."""

from __future__ import annotations

from mobile_api.access.identity_requests import IdentityRequests

EVERY_SECONDS = 15 * 60.0


async def delete_old(requests: IdentityRequests) -> None:
    """Delete what ended an hour ago; safe to run twice."""
    await requests.delete_old()
