"""The part of the composition root that puts the domain of messages together."""

from __future__ import annotations

from functools import partial

from redis.asyncio import Redis

from mobile_api.clock import Clock
from mobile_api.database import Database
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import Services
from mobile_api.keys import Vaulted
from mobile_api.messages import jobs
from mobile_api.messages.channels.inbox import DevelopmentInbox
from mobile_api.messages.codes import CodesByMessage
from mobile_api.messages.outgoing import Outgoing
from mobile_api.messages.port import Audience, PushSender, Rechecks, SmsGateway
from mobile_api.messages.pushing import Pushing
from mobile_api.messages.rules import Quiet
from mobile_api.messages.sending import Sender
from mobile_api.messages.service import MessagesService
from mobile_api.messages.templates import Texts
from mobile_api.settings import Settings
from mobile_api.working import Job


def compose_messages(
    services: Services, settings: Settings, redis: Redis, clock: Clock, audience: Audience
) -> MessagesService:
    """What others tell people through: to be made before those who tell."""
    vaulted, facilities = services.get(Vaulted), services.get(FacilitiesService)
    senders = push_senders(settings, vaulted, clock)
    messages = services.add(
        MessagesService(
            clock,
            vaulted,
            facilities,
            audience,
            settings.effective_public_url,
            push_is_possible=bool(senders),
            quiet=Quiet(settings.quiet_from, settings.quiet_until),
        )
    )
    services.add(CodesByMessage(messages))
    services.add(Pushing(clock, services.get(Database), vaulted, senders))
    if settings.demo:
        services.add(DevelopmentInbox(redis, clock))
    return messages


def compose_sending(
    services: Services, settings: Settings, clock: Clock, rechecks: Rechecks
) -> None:
    """What sends: to be made after those who know whether a message is still true."""
    messages = services.get(MessagesService)
    outgoing = services.add(
        Outgoing(clock, messages, services.get(FacilitiesService), Texts(), rechecks)
    )
    services.add(
        Sender(
            clock,
            services.get(Database),
            messages,
            outgoing,
            sms_gateway(services, settings),
            services.get(Pushing),
            at_once=settings.send_at_once,
        )
    )


def push_senders(settings: Settings, vaulted: Vaulted, clock: Clock) -> dict[str, PushSender]:
    """What is set up for push messages, by platform."""
    return {}


def sms_gateway(services: Services, settings: Settings) -> SmsGateway | None:
    """What sends SMS; None where nothing does."""
    return services.get(DevelopmentInbox) if settings.demo else None


def message_jobs(services: Services) -> list[Job]:
    """What is done periodically about messages."""
    sender = services.get(Sender)
    return [
        Job("messages.send_sms", jobs.SEND_EVERY_SECONDS, partial(jobs.send_due, sender, "sms")),
        Job("messages.send_push", jobs.SEND_EVERY_SECONDS, partial(jobs.send_due, sender, "push")),
        Job(
            "messages.pass_on_overdue",
            jobs.PASS_ON_EVERY_SECONDS,
            partial(jobs.pass_on_overdue, sender),
        ),
    ]
