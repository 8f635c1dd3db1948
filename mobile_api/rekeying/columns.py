"""Which columns hold what under which key: the one list, complete by a test.

A column of bytes that stands in none of the three lists fails
``tests/mobile_api/operating/test_rekeying.py``: whoever adds one says here what it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ENCRYPTED: Mapping[str, tuple[str, ...]] = {
    "announcements": ("orders",),
    "app_accounts": ("phone",),
    "app_sessions": ("device_name",),
    "assessments": ("text",),
    "identity_requests": ("secret",),
    "imports": ("content",),
    "messages": ("facts", "address"),
    "one_time_codes": ("phone",),
    "patient_documents": ("number",),
    "patient_phones": ("number",),
    "patients": (
        "pinfl",
        "family_name",
        "given_name",
        "patronymic",
        "birth_date",
        "phone",
        "family_name_cyrillic",
        "given_name_cyrillic",
        "patronymic_cyrillic",
    ),
    "proven_identities": ("pinfl", "family_name", "given_name", "patronymic"),
    "push_devices": ("address",),
    "staff_accounts": ("display_name",),
    "telegram_links": ("chat",),
    "trust_invitations": ("phone",),
    "visit_ratings": ("words",),
}
"""Table → columns of ``Vaulted.encrypt``, bound to the table, its primary key and the column."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A column by which rows are found without being readable.

    Attributes:
        table, column: where it stands.
        kind: as ``Vaulted.blind_index`` gets it.
        sources: encrypted columns that it is made from; one that is empty leaves it empty.
        plain: columns that are needed as they stand.
        text: from all of them, in this order, what is hashed.
    """

    table: str
    column: str
    kind: str
    sources: tuple[str, ...]
    plain: tuple[str, ...] = ()
    text: Callable[..., str] = str


def _document(number: str, kind: str) -> str:
    return f"{kind}|{number}"


def _device(address: str, platform: str) -> str:
    return f"{platform}|{json.loads(address)['token']}"


LOOKED_UP: tuple[LookedUp, ...] = (
    LookedUp("app_accounts", "phone_index", "access.phone", ("phone",)),
    LookedUp("one_time_codes", "phone_index", "access.phone", ("phone",)),
    LookedUp("patients", "pinfl_index", "patients.pinfl", ("pinfl",)),
    LookedUp("patients", "phone_index", "patients.phone", ("phone",)),
    LookedUp("patients", "birth_index", "patients.birth", ("birth_date",)),
    LookedUp("patient_phones", "number_index", "patients.phone", ("number",)),
    LookedUp(
        "patient_documents",
        "number_index",
        "patients.document",
        ("number",),
        ("kind",),
        _document,
    ),
    LookedUp("proven_identities", "pinfl_index", "access.pinfl", ("pinfl",)),
    LookedUp(
        "push_devices",
        "address_index",
        "push_devices.address",
        ("address",),
        ("platform",),
        _device,
    ),
    LookedUp("telegram_links", "chat_index", "access.telegram_user", ("chat",)),
    LookedUp("trust_invitations", "phone_index", "patients.phone", ("phone",)),
)
"""Blind indexes of one value. Those of names (``name_grams``) are made by ``patients`` itself."""

DIGESTS: Mapping[str, tuple[str, ...]] = {
    # Keyed hashes of requests: only to recognise one that is sent again.
    "alarms": ("body_digest",),
    "appointment_requests": ("body_digest",),
    "appointments": ("body_digest",),
    "assessments": ("body_digest",),
    "identity_requests": ("body_digest", "state_digest", "challenge"),
    "imports": ("body_digest",),
    "person_orders": ("body_digest",),
    "queue_requests": ("body_digest",),
    "sent_forms": ("digest",),
    "tickets": ("body_digest",),
    "visit_ratings": ("body_digest",),
    "waitlist_entries": ("body_digest",),
    # Codes that live for minutes.
    "enrolment_codes": ("code_digest",),
    "one_time_codes": ("code_digest",),
    "telegram_link_codes": ("code_digest", "used_by"),
    # Plain SHA-256 of random secrets, and the audit's chains: under no key.
    "audit_events": ("previous", "digest"),
    "audit_heads": ("digest",),
    "bot_keys": ("key_digest",),
    "devices": ("key_digest",),
    "staff_sessions": ("token_digest",),
}
"""Bytes that cannot be made again, and need not be."""
