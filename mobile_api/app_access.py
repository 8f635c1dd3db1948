"""The part of the composition root that lets people and the bot in."""

from __future__ import annotations

from functools import partial

from mobile_api.access import jobs
from mobile_api.access.chats import ChatsService
from mobile_api.access.codes import CodesService
from mobile_api.access.holders import AccountHolders
from mobile_api.access.identities import IdentitiesService
from mobile_api.access.identity_requests import IdentityRequests
from mobile_api.access.myid import MyIdClient
from mobile_api.access.oneid import OneIdClient
from mobile_api.access.own_account import OwnAccountService
from mobile_api.access.port import Deaths
from mobile_api.access.sent_forms import SentFormsService
from mobile_api.access.sessions import AppSessionsService
from mobile_api.access.standing import AccountStanding
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Database
from mobile_api.http import Services
from mobile_api.keys import Vaulted
from mobile_api.limits import Limits
from mobile_api.messages.codes import CodesByMessage
from mobile_api.patients.people import PeopleService
from mobile_api.settings import Settings
from mobile_api.working import Job


def compose_access(services: Services, settings: Settings, clock: Clock, deaths: Deaths) -> None:
    """How people and the bot sign in: to be made after what sends their codes."""
    vaulted, limits = services.get(Vaulted), services.get(Limits)
    holders, audit = services.get(AccountHolders), services.get(AuditService)
    standing = AccountStanding(holders, deaths)
    services.add(SentFormsService(clock, vaulted))
    codes = CodesService(clock, vaulted, limits, services.get(CodesByMessage))
    sessions = services.add(AppSessionsService(clock, vaulted, codes, standing, audit))
    services.add(OwnAccountService(clock, vaulted, codes, sessions, holders, audit))
    people = services.get(PeopleService)
    services.add(
        ChatsService(
            clock, vaulted, limits, sessions, standing, audit, people, settings.bot_username
        )
    )
    requests = services.add(
        IdentityRequests(clock, services.get(Database), vaulted, settings.app_link)
    )
    services.add(
        IdentitiesService(
            clock,
            services.get(Database),
            requests,
            vaulted,
            limits,
            sessions,
            standing,
            audit,
            _oneid(settings),
            _myid(settings),
            settings.effective_public_url,
        )
    )


def access_jobs(services: Services) -> list[Job]:
    """What access does when nobody asks."""
    delete = partial(jobs.delete_old, services.get(IdentityRequests))
    forget = partial(services.get(SentFormsService).delete_old, services.get(Database))
    return [
        Job("access.delete_old_codes", jobs.EVERY_SECONDS, delete),
        Job("access.forget_sent_forms", jobs.EVERY_SECONDS, forget),
    ]


def _oneid(settings: Settings) -> OneIdClient | None:
    if settings.oneid_client_secret is None:
        return None
    return OneIdClient(
        settings.oneid_url,
        settings.oneid_client_id,
        settings.oneid_client_secret.get_secret_value(),
        settings.oneid_scope,
    )


def _myid(settings: Settings) -> MyIdClient | None:
    if settings.myid_client_secret is None:
        return None
    return MyIdClient(
        settings.myid_url,
        settings.myid_client_id,
        settings.myid_client_secret.get_secret_value(),
        settings.myid_threshold,
    )
