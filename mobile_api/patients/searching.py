"""Patients found at the desk, masked; every search is in the audit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.database import Reader, Writing
from mobile_api.identifiers import find_fault
from mobile_api.patients import registry_store, store
from mobile_api.patients.encrypting import EncryptedRecords
from mobile_api.patients.errors import NothingToSearch
from mobile_api.patients.registry_schemas import FoundPatient, FoundPatients, SearchPatients
from mobile_api.permissions import allowed
from mobile_api.phones import NotAPhone, masked_phone, normal_phone
from mobile_api.schemas import Language

SHOWN = 20
_ENOUGH = 0.6
"""Part of the pieces of what was typed that a name must have: two letters may be wrong in ten."""


class SearchingService:
    """Finds patients by what they say at the desk.

    Args:
        encrypted: look-ups.
        audit: the trail: who searched how, and how many were shown; never what was typed.
    """

    def __init__(self, encrypted: EncryptedRecords, audit: AuditService) -> None:
        self._encrypted = encrypted
        self._audit = audit

    @allowed(Role.RECEPTION, Role.IT_NURSE)
    async def search(self, tx: Writing, actor: Actor, order: SearchPatients) -> FoundPatients:
        """Who it may be, the best answer first, masked.

        Raises:
            NothingToSearch: what was typed holds nothing to look for.
        """
        ids = await self._ids(tx, order)
        kept = await store.kept_of(tx, set(ids))
        order_of: dict[UUID, None] = {}
        for one in ids:
            order_of.setdefault(kept[one]["id"])
        found = list(order_of)
        rows = await registry_store.whole_each(tx, found[:SHOWN])
        await self._audit.record(
            tx,
            actor,
            "patients.search",
            "registry",
            order.by,
            shown=str(len(rows)),
        )
        return FoundPatients(
            items=[masked(self._encrypted, rows[one], actor.language) for one in found[:SHOWN]],
            more=len(found) > SHOWN,
        )

    async def _ids(self, db: Reader, order: SearchPatients) -> Sequence[UUID]:
        if order.by == "name":
            grams = self._encrypted.grams(order.text)
            # One letter would show everybody.
            if len(grams) < 2:
                raise NothingToSearch(by=order.by)
            at_least = max(2, round(len(grams) * _ENOUGH))
            return await registry_store.ids_of_grams(db, grams, at_least, SHOWN * 3)
        if order.by == "phone":
            try:
                phone = normal_phone(order.text)
            except NotAPhone as fault:
                raise NothingToSearch(by=order.by) from fault
            index = self._encrypted.phone_index(phone)
            return await registry_store.ids_of_phone(db, index, SHOWN * 3)
        digits = "".join(order.text.split())
        if find_fault(digits, date.max) is not None:
            raise NothingToSearch(by=order.by)
        found = await registry_store.id_of_number(db, self._encrypted.pinfl_index(digits))
        return [] if found is None else [found]


def masked(encrypted: EncryptedRecords, row: Mapping[Any, Any], language: Language) -> FoundPatient:
    """A record as somebody sees it who has not opened it."""
    born = encrypted.opened(row, "birth_date")
    phone = encrypted.opened(row, "phone")
    return FoundPatient(
        id=row["id"],
        masked_name=encrypted.masked(row, language),
        birth_year=date.fromisoformat(born).year if born else None,
        masked_phone=masked_phone(phone) if phone else "",
        pinfl_ending=encrypted.opened(row, "pinfl")[-4:],
        deceased=row["deceased_on"] is not None,
    )
