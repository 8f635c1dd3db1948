"""The part of the composition root that puts the domain of messages together."""

from __future__ import annotations

from functools import partial

from redis.asyncio import Redis

from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock, system_clock
from mobile_api.database import Database
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import Services
from mobile_api.keys import Vaulted
from mobile_api.messages import jobs
from mobile_api.messages.channels import eskiz, playmobile
from mobile_api.messages.channels.answers import carrier_client
from mobile_api.messages.channels.apns import Apns
from mobile_api.messages.channels.eskiz import Eskiz
from mobile_api.messages.channels.fcm import Fcm
from mobile_api.messages.channels.inbox import DevelopmentInbox
from mobile_api.messages.channels.playmobile import PlayMobile
from mobile_api.messages.channels.web_push import Vapid, WebPush, bytes_of, is_push_service
from mobile_api.messages.claiming import ClaimingService
from mobile_api.messages.codes import CodesByMessage
from mobile_api.messages.dead_letters import DeadLettersService
from mobile_api.messages.delivery_reports import DeliveryReports, eskiz_path
from mobile_api.messages.outgoing import Outgoing
from mobile_api.messages.pace import Pace
from mobile_api.messages.port import Audience, PushSender, Rechecks, SmsGateway
from mobile_api.messages.pushing import Pushing
from mobile_api.messages.rules import Quiet
from mobile_api.messages.sending import Sender
from mobile_api.messages.service import MessagesService
from mobile_api.messages.subscriptions import SubscriptionsService
from mobile_api.messages.templates import Texts
from mobile_api.replays import Replays
from mobile_api.settings import Settings
from mobile_api.working import Job


class WrongChannelSettings(Exception):
    """A channel is set up in a way that cannot work; the text tells the operator which."""


def compose_messages(
    services: Services, settings: Settings, redis: Redis, clock: Clock, audience: Audience
) -> MessagesService:
    """What others tell people through: to be made before those who tell."""
    vaulted, facilities = services.get(Vaulted), services.get(FacilitiesService)
    vapid = vapid_of(settings, vaulted, clock)
    senders = push_senders(settings, vapid, clock)
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
    services.add(
        SubscriptionsService(
            clock,
            vaulted,
            services.get(AuditService),
            senders,
            vapid.public_text if vapid else "",
            is_push_service,
            Replays(redis),
        )
    )
    services.add(DeadLettersService(clock, messages, services.get(AuditService)))
    if settings.demo:
        services.add(DevelopmentInbox(redis, clock))
    return messages


def compose_sending(
    services: Services, settings: Settings, redis: Redis, clock: Clock, rechecks: Rechecks
) -> None:
    """What sends: to be made after those who know whether a message is still true."""
    messages = services.get(MessagesService)
    outgoing = services.add(
        Outgoing(clock, messages, services.get(FacilitiesService), Texts(), rechecks)
    )
    vaulted = services.get(Vaulted)
    pace = Pace(redis, None if clock is system_clock else partial(_milliseconds, clock))
    services.add(ClaimingService(clock, vaulted, messages, outgoing, pace, Replays(redis)))
    services.add(DeliveryReports(clock, vaulted, outgoing))
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


def _milliseconds(clock: Clock) -> int:
    return int(clock().timestamp() * 1000)


def push_senders(settings: Settings, vapid: Vapid | None, clock: Clock) -> dict[str, PushSender]:
    """What is set up for push messages, by platform.

    Raises:
        WrongChannelSettings: a key file cannot be read, is not what it should be, or APNs is
            set up and ``httpx[http2]`` is not installed.
    """
    try:
        return _push_senders(settings, vapid, clock)
    except ValueError as fault:
        raise WrongChannelSettings(f"Push: {fault}. Check DMED_FCM_… and DMED_APNS_….") from fault
    except OSError as fault:
        raise WrongChannelSettings(f"Push: {fault.filename}: {fault.strerror}.") from fault
    except ImportError as fault:
        raise WrongChannelSettings("APNs needs HTTP/2: pip install 'httpx[http2]'.") from fault


def _push_senders(settings: Settings, vapid: Vapid | None, clock: Clock) -> dict[str, PushSender]:
    senders: dict[str, PushSender] = {}
    if vapid is not None:
        senders["web"] = WebPush(carrier_client(), vapid)
    if settings.fcm_credentials_file is not None:
        senders["fcm"] = Fcm.load(carrier_client(), settings.fcm_credentials_file, clock)
    if settings.apns_key_file is not None:
        senders["apns"] = Apns(
            carrier_client(http2=True),
            key=settings.apns_key_file.read_text(encoding="ascii"),
            key_id=settings.apns_key_id,
            team_id=settings.apns_team_id,
            topic=settings.apns_topic,
            clock=clock,
        )
    return senders


def vapid_of(settings: Settings, vaulted: Vaulted, clock: Clock) -> Vapid | None:
    """Our key for Web Push; None where nobody said who answers for it (RFC 8292, 2.1).

    Raises:
        WrongChannelSettings: ``DMED_VAPID_KEY`` is no key.
    """
    subject = settings.vapid_subject or settings.effective_public_url
    if not subject.startswith(("mailto:", "https://")):
        return None
    if settings.vapid_key is not None:
        try:
            secret = bytes_of(settings.vapid_key.get_secret_value())
        except ValueError as fault:
            raise WrongChannelSettings("DMED_VAPID_KEY is not base64url.") from fault
        if len(secret) != 32:
            raise WrongChannelSettings("DMED_VAPID_KEY must be 32 bytes.")
    else:
        secret = vaulted.blind_index("messages.vapid", "1")
    return Vapid(secret, subject, clock)


def sms_gateway(services: Services, settings: Settings) -> SmsGateway | None:
    """What sends SMS; None where nothing does."""
    if settings.demo:
        return services.get(DevelopmentInbox)
    password, vaulted = settings.sms_password.get_secret_value(), services.get(Vaulted)
    if settings.sms_gateway == "eskiz":
        return Eskiz(
            carrier_client(),
            email=settings.sms_login,
            password=password,
            sender=settings.sms_sender,
            callback=lambda one: settings.effective_public_url + eskiz_path(vaulted, one),
            url=settings.sms_url or eskiz.URL,
        )
    if settings.sms_gateway == "playmobile":
        return PlayMobile(
            carrier_client(),
            login=settings.sms_login,
            password=password,
            sender=settings.sms_sender,
            url=settings.sms_url or playmobile.URL,
        )
    return None


def message_jobs(services: Services) -> list[Job]:
    """What is done periodically about messages."""
    sender = services.get(Sender)
    return [
        Job("messages.write_out", jobs.SEND_EVERY_SECONDS, partial(jobs.write_out, sender)),
        Job("messages.send_sms", jobs.SEND_EVERY_SECONDS, partial(jobs.send_due, sender, "sms")),
        Job("messages.send_push", jobs.SEND_EVERY_SECONDS, partial(jobs.send_due, sender, "push")),
        Job(
            "messages.pass_on_overdue",
            jobs.PASS_ON_EVERY_SECONDS,
            partial(jobs.pass_on_overdue, sender),
        ),
        Job("messages.forget_old", jobs.FORGET_EVERY_SECONDS, partial(jobs.forget_old, sender)),
    ]
