"""The part of the composition root that lets people and the bot in."""

from __future__ import annotations

from mobile_api.access.chats import ChatsService
from mobile_api.access.codes import CodesService
from mobile_api.access.own_account import OwnAccountService
from mobile_api.access.port import Deaths
from mobile_api.access.service import AccessService
from mobile_api.access.sessions import AppSessionsService
from mobile_api.access.standing import AccountStanding
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.http import Services
from mobile_api.keys import Vaulted
from mobile_api.limits import Limits
from mobile_api.messages.codes import CodesByMessage
from mobile_api.settings import Settings


def compose_access(services: Services, settings: Settings, clock: Clock, deaths: Deaths) -> None:
    """How people and the bot sign in: to be made after what sends their codes."""
    vaulted, limits = services.get(Vaulted), services.get(Limits)
    access, audit = services.get(AccessService), services.get(AuditService)
    standing = AccountStanding(access, deaths)
    codes = CodesService(clock, vaulted, limits, services.get(CodesByMessage))
    sessions = services.add(AppSessionsService(clock, vaulted, codes, standing, audit))
    services.add(OwnAccountService(clock, vaulted, codes, sessions, access, audit))
    services.add(
        ChatsService(clock, vaulted, limits, sessions, standing, audit, settings.bot_username)
    )
