"""What identity services answer, read with suspicion: refused, broken, or an object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
import structlog

from mobile_api.access.errors import IdentityNotConfirmed
from mobile_api.errors import Unavailable

log = structlog.get_logger(__name__)


def read_answer(answer: httpx.Response, part: str) -> Mapping[str, Any]:
    """The JSON object of an identity service's answer.

    Raises:
        IdentityNotConfirmed: it refused (4xx).
        Unavailable: it is broken (5xx), or answers something else than an object.
    """
    if 400 <= answer.status_code < 500 and answer.status_code != 429:
        log.warning("identity_refused", part=part, status=answer.status_code)
        raise IdentityNotConfirmed
    try:
        said = answer.json() if answer.status_code == 200 else None
    except ValueError:
        said = None
    if not isinstance(said, dict):
        log.warning("identity_incomprehensible", part=part, status=answer.status_code)
        raise Unavailable(part=part)
    return said


def text_of(said: Mapping[str, Any], name: str) -> str:
    """A text of the answer, at most 200 characters; ``""`` where there is none."""
    value = said.get(name)
    return value.strip()[:200] if isinstance(value, str) else ""
