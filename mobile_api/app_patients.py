"""The part of the composition root that knows people, their families and who may be told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import time
from functools import partial
from uuid import UUID

from mobile_api.access.holders import AccountHolders
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Database, Reader
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import Services
from mobile_api.keys import Vaulted
from mobile_api.limits import Limits
from mobile_api.messages.port import Recipient
from mobile_api.messages.rules import Quiet
from mobile_api.patients import app_routes, desk_routes, jobs, routes
from mobile_api.patients.consents import ConsentsService
from mobile_api.patients.encrypting import EncryptedRecords
from mobile_api.patients.importing import ImportingService
from mobile_api.patients.merging import MergingService
from mobile_api.patients.people import PeopleService
from mobile_api.patients.port import AccountFacts
from mobile_api.patients.registry import RegistryService
from mobile_api.patients.schemas import MessagePreferences, Scope
from mobile_api.patients.searching import SearchingService
from mobile_api.patients.trust import TrustService
from mobile_api.working import Job

BookerOf = Callable[[Reader, UUID], Awaitable[UUID | None]]
"""The account that booked an appointment, or waits for one; None: somebody at the desk."""


class AccountsOfAccess:
    """Facts about accounts, as the domain of access keeps them."""

    def __init__(self, holders: AccountHolders) -> None:
        self._holders = holders

    async def facts(self, db: Reader, account_ids: Sequence[UUID]) -> Mapping[UUID, AccountFacts]:
        """See ``patients.port.Accounts``."""
        if not account_ids:
            return {}
        return {
            contact.account_id: AccountFacts(
                contact.account_id,
                contact.phone,
                contact.language,
                telegram=contact.telegram_user_id is not None,
            )
            for contact in await self._holders.contacts(db, account_ids)
        }

    async def proven_pinfl(self, db: Reader, account_id: UUID) -> str | None:
        """See ``patients.port.Accounts``."""
        identity = await self._holders.proven_identity(db, account_id)
        return None if identity is None else identity.pinfl


class PeopleAudience:
    """Who may be told about a patient: the domain of patients knows; chats: access; who booked
    what it is about: appointments."""

    def __init__(self, people: PeopleService, holders: AccountHolders) -> None:
        self._people = people
        self._holders = holders
        self._booker_of: BookerOf | None = None

    def ask_who_booked(self, booker_of: BookerOf) -> None:
        """Ask ``booker_of`` whose account booked something (composition root only)."""
        self._booker_of = booker_of

    async def of_patient(
        self, db: Reader, patient_id: UUID, scope: Scope, about_id: UUID
    ) -> Sequence[Recipient]:
        """See ``messages.port.Audience``."""
        booked_by = None
        if self._booker_of is not None and scope == "appointments":
            booked_by = await self._booker_of(db, about_id)
        return [
            Recipient(
                key=one.key,
                account_id=one.account_id,
                phone=one.phone,
                language=one.language,
                preferred=tuple(one.preferences.channels),
                telegram=one.telegram,
                quiet=_quiet(one.preferences),
            )
            for one in await self._people.reachable(db, patient_id, scope, booked_by)
        ]

    async def chats(self, db: Reader, accounts: Sequence[UUID]) -> Mapping[UUID, int]:
        """See ``messages.port.Audience``."""
        return {
            contact.account_id: contact.telegram_user_id
            for contact in await self._holders.contacts(db, accounts)
            if contact.telegram_user_id is not None
        }


def _quiet(wish: MessagePreferences) -> Quiet | None:
    if wish.quiet_from is None or wish.quiet_until is None:
        return None
    begins, ends = (time(*divmod(minutes, 60)) for minutes in (wish.quiet_from, wish.quiet_until))
    return Quiet(begins, ends)


def compose_people(services: Services, clock: Clock) -> PeopleAudience:
    """People, their families, trust and consents: to be made after access.

    Returns:
        Who may be told about a patient, for what sends messages.
    """
    holders, audit = services.get(AccountHolders), services.get(AuditService)
    vaulted, limits = services.get(Vaulted), services.get(Limits)
    accounts = AccountsOfAccess(holders)
    encrypted = EncryptedRecords(vaulted)
    people = services.add(PeopleService(clock, encrypted, limits, accounts, audit))
    services.add(ConsentsService(clock, people, encrypted, audit))
    services.add(TrustService(clock, vaulted, encrypted, limits, people, accounts, audit))
    registry = services.add(
        RegistryService(clock, encrypted, services.get(FacilitiesService), audit)
    )
    services.add(SearchingService(encrypted, audit))
    services.add(MergingService(clock, encrypted, registry, audit))
    services.add(ImportingService(clock, encrypted, services.get(FacilitiesService), audit))
    return PeopleAudience(people, holders)


def people_jobs(services: Services) -> list[Job]:
    """What is done about patients periodically."""
    return [
        Job(
            "patients.find_duplicates",
            jobs.EVERY_SECONDS,
            partial(jobs.find_duplicates, services.get(Database), services.get(MergingService)),
        )
    ]


PEOPLE_ROUTES = (routes.router, app_routes.router, desk_routes.router)
"""Of the kiosk, of the app, of the desk."""
