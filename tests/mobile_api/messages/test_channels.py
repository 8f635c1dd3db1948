"""Each carrier gets exactly what it wants, and each of its answers is understood."""

from __future__ import annotations

import asyncio
import json
from uuid import UUID, uuid4

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc.jwk import ECKey, RSAKey

from mobile_api.messages.channels.apns import Apns
from mobile_api.messages.channels.eskiz import Eskiz
from mobile_api.messages.channels.fcm import Fcm
from mobile_api.messages.channels.playmobile import PlayMobile
from mobile_api.messages.channels.web_push import (
    Vapid,
    WebPush,
    bytes_of,
    encrypt,
    is_push_service,
    text_of,
)
from mobile_api.messages.port import (
    AddressGone,
    CannotSend,
    ChannelMisconfigured,
    Push,
    PushAddress,
    RefusedForGood,
    TryLater,
)
from tests.conftest import SettableClock
from tests.mobile_api.messages.carriers import (
    AppleServer,
    EskizServer,
    FirebaseServer,
    PlayMobileServer,
    PushService,
    client_of,
)

PHONE = "+998901234567"
MESSAGE = UUID("6b1c8f0e-0000-4000-8000-0000000000aa")


def eskiz_of(server: EskizServer, password: str | None = None) -> Eskiz:
    return Eskiz(
        client_of(server),
        email=server.email,
        password=password or server.password,
        sender="4546",
        callback=lambda one: f"https://hospital.example/v1/messages/deliveries/{one}",
    )


def playmobile_of(server: PlayMobileServer, password: str | None = None) -> PlayMobile:
    return PlayMobile(
        client_of(server), login=server.login, password=password or server.password, sender="3700"
    )


def push(**changes: object) -> Push:
    return Push(
        **{
            "message_id": MESSAGE,
            "title": "Ваш приём",
            "body": "Четверг, 5 марта, 09:30.",
            "language": "ru",
            "seconds": 600,
            "urgent": True,
            "data": {"template": "reminder-24h", "message_id": str(MESSAGE)},
            **changes,
        }  # type: ignore[arg-type]  # fields of one message, by name
    )


async def test_eskiz_signs_in_once_and_sends_forms() -> None:
    server = EskizServer()
    gateway = eskiz_of(server)
    await asyncio.gather(*(gateway.send(uuid4(), PHONE, f"Qabul {n}") for n in range(5)))
    assert len(server.tokens) == 1
    assert {form["message"] for form in server.sent} == {f"Qabul {n}" for n in range(5)}
    assert server.sent[0]["mobile_phone"] == "998901234567"
    assert server.sent[0]["from"] == "4546"


async def test_eskiz_gets_a_new_token_when_the_old_one_has_expired() -> None:
    server = EskizServer()
    gateway = eskiz_of(server)
    await gateway.send(MESSAGE, PHONE, "one")
    server.forget_tokens()
    await gateway.send(MESSAGE, PHONE, "two")
    assert [form["message"] for form in server.sent] == ["one", "two"]
    assert server.tokens == ["token-0", "a token that nobody got", "token-2"]


async def test_a_wrong_password_needs_an_operator() -> None:
    with pytest.raises(ChannelMisconfigured, match="gateway_sign_in"):
        await eskiz_of(EskizServer(), "wrong").send(MESSAGE, PHONE, "one")
    with pytest.raises(ChannelMisconfigured, match="status_401"):
        await playmobile_of(PlayMobileServer(), "wrong").send(MESSAGE, PHONE, "one")


async def test_playmobile_gets_json_with_our_own_id() -> None:
    server = PlayMobileServer()
    await playmobile_of(server).send(MESSAGE, PHONE, "Қабул 09:30")
    assert server.sent == [
        {
            "recipient": "998901234567",
            "message-id": MESSAGE.hex,
            "sms": {"originator": "3700", "content": {"text": "Қабул 09:30"}},
        }
    ]


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        (httpx.Response(500), TryLater),
        (httpx.Response(503), TryLater),
        (httpx.Response(429, headers={"Retry-After": "7"}), TryLater),
        (httpx.Response(403), ChannelMisconfigured),
        (httpx.Response(400), RefusedForGood),
        (httpx.Response(302, headers={"Location": "https://elsewhere.example"}), RefusedForGood),
    ],
)
@pytest.mark.parametrize("gateway", ["eskiz", "playmobile"])
async def test_answers_of_gateways_are_understood(
    gateway: str, answer: httpx.Response, meaning: type[CannotSend]
) -> None:
    again = httpx.Response(answer.status_code, headers=answer.headers)
    with pytest.raises(CannotSend) as told:
        if gateway == "eskiz":
            await eskiz_of(EskizServer(instead=[again])).send(MESSAGE, PHONE, "one")
        else:
            await playmobile_of(PlayMobileServer(instead=[again])).send(MESSAGE, PHONE, "one")
    assert type(told.value) is meaning
    if isinstance(told.value, TryLater) and answer.status_code == 429:
        assert told.value.after == 7
    assert PHONE[-9:] not in str(told.value)


async def test_a_gateway_that_cannot_be_reached_is_tried_again() -> None:
    def away(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route to host")

    with pytest.raises(TryLater, match="unreachable"):
        await PlayMobile(client_of(away), login="a", password="b", sender="c").send(
            MESSAGE, PHONE, "one"
        )


def web_push(clock: SettableClock) -> tuple[WebPush, PushService, PushAddress]:
    vapid = Vapid(b"\x07" * 32, "mailto:it@hospital.example", clock)
    server = PushService(vapid_key=vapid.public_text, now=int(clock.now.timestamp()))
    address = PushAddress(
        server.endpoint, text_of(server.browser.p256dh), text_of(server.browser.auth)
    )
    return WebPush(client_of(server), vapid), server, address


async def test_only_the_browser_can_read_a_web_push(clock: SettableClock) -> None:
    sender, server, address = web_push(clock)
    await sender.send(address, push())
    await sender.send(address, push())
    assert server.shown[0] == {
        "title": "Ваш приём",
        "body": "Четверг, 5 марта, 09:30.",
        "lang": "ru",
        "template": "reminder-24h",
        "message_id": str(MESSAGE),
    }
    assert len(set(server.topics)) == 1, "sent twice, it must be shown once"


@pytest.mark.parametrize(
    ("status", "meaning"),
    [(410, AddressGone), (404, AddressGone), (413, RefusedForGood), (503, TryLater)],
)
async def test_answers_of_push_services_are_understood(
    clock: SettableClock, status: int, meaning: type[CannotSend]
) -> None:
    sender, server, address = web_push(clock)
    server.instead = [httpx.Response(status)]
    with pytest.raises(CannotSend) as told:
        await sender.send(address, push())
    assert type(told.value) is meaning


@pytest.mark.parametrize("keys", [("AAAA", "AAAA"), (text_of(b"\x04" + b"\x01" * 64), "A" * 22)])
async def test_a_subscription_with_keys_that_are_none_is_forgotten(
    clock: SettableClock, keys: tuple[str, str]
) -> None:
    sender, server, address = web_push(clock)
    with pytest.raises(AddressGone):
        await sender.send(PushAddress(address.token, *keys), push())
    assert server.shown == []


def test_encryption_is_that_of_the_standards_own_example() -> None:
    # RFC 8291, appendix A.
    private = ec.derive_private_key(
        int.from_bytes(bytes_of("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"),
        ec.SECP256R1(),
    )
    sealed = encrypt(
        b"When I grow up, I want to be a watermelon",
        bytes_of(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcx"
            "aOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
        ),
        bytes_of("BTBZMqHH6r4Tts7J_aSIgg"),
        private=private,
        salt=bytes_of("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert text_of(sealed) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
        "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
        "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://updates.push.services.mozilla.com/a",
        "https://updates.push.services.mozilla.com:8443/a",
        "https://updates.push.services.mozilla.com@10.0.0.1/a",
        "https://10.0.0.1/a",
        "https://localhost/a",
        "https://push.apple.com.evil.example/a",
        "https://evilpush.apple.com.example/a",
        "https://[::1]/a",
        "https://updates.push.services.mozilla.com:port/a",
        "file:///etc/passwd",
    ],
)
def test_a_subscription_cannot_point_the_server_at_the_hospitals_own_network(
    endpoint: str,
) -> None:
    assert not is_push_service(endpoint)
    assert is_push_service("https://web.push.apple.com/QGj")
    assert is_push_service("https://db5p.notify.windows.com/w/?token=a")


def firebase(clock: SettableClock) -> tuple[Fcm, FirebaseServer]:
    key = RSAKey.generate_key(2048)
    server = FirebaseServer(
        key, "push@clinic.iam.gserviceaccount.com", "clinic", now=int(clock.now.timestamp())
    )
    credentials = json.dumps(
        {
            "type": "service_account",
            "project_id": server.project,
            "client_email": server.email,
            "token_uri": server.token_uri,
            "private_key": key.as_pem(private=True).decode(),
        }
    )
    return Fcm(client_of(server), credentials, clock), server


async def test_firebase_gets_a_signed_assertion_and_then_messages(clock: SettableClock) -> None:
    sender, server = firebase(clock)
    address = PushAddress("fcm-token-1")
    await asyncio.gather(*(sender.send(address, push()) for _ in range(3)))
    assert len(server.tokens) == 1
    assert server.sent[0]["token"] == "fcm-token-1"
    assert server.sent[0]["android"]["ttl"] == "600s"
    clock.forward(minutes=56)
    server.now = int(clock.now.timestamp())
    await sender.send(address, push())
    assert len(server.tokens) == 2
    server.tokens.append("revoked")
    await sender.send(address, push())
    assert len(server.sent) == 5


@pytest.mark.parametrize(
    ("status", "code", "meaning"),
    [
        (404, "UNREGISTERED", AddressGone),
        (403, "SENDER_ID_MISMATCH", AddressGone),
        (400, "INVALID_ARGUMENT", RefusedForGood),
        (429, "QUOTA_EXCEEDED", TryLater),
        (503, "UNAVAILABLE", TryLater),
        (403, "PERMISSION_DENIED", ChannelMisconfigured),
    ],
)
async def test_answers_of_firebase_are_understood(
    clock: SettableClock, status: int, code: str, meaning: type[CannotSend]
) -> None:
    sender, server = firebase(clock)
    body = {"error": {"status": "X", "details": [{"@type": "FcmError", "errorCode": code}]}}
    server.instead = [httpx.Response(status, json=body)]
    with pytest.raises(CannotSend) as told:
        await sender.send(PushAddress("fcm-token-1"), push())
    assert type(told.value) is meaning


def apple(clock: SettableClock) -> tuple[Apns, AppleServer]:
    key = ECKey.generate_key("P-256")
    server = AppleServer(key, now=int(clock.now.timestamp()))
    sender = Apns(
        client_of(server),
        key=key.as_pem(private=True).decode(),
        key_id="KEY1234567",
        team_id="TEAM123456",
        topic="uz.example.dmed",
        clock=clock,
    )
    return sender, server


async def test_apple_gets_one_token_for_fifty_minutes(clock: SettableClock) -> None:
    sender, server = apple(clock)
    for minutes in (0, 30, 25, 10):
        clock.forward(minutes=minutes)
        server.now = int(clock.now.timestamp())
        await sender.send(PushAddress("ab" * 32), push())
    assert len(server.authorizations) == 2
    assert server.sent[0]["aps"]["alert"]["title"] == "Ваш приём"


@pytest.mark.parametrize(
    ("status", "reason", "meaning"),
    [
        (410, "Unregistered", AddressGone),
        (400, "BadDeviceToken", AddressGone),
        (400, "PayloadEmpty", RefusedForGood),
        (403, "InvalidProviderToken", ChannelMisconfigured),
        (429, "TooManyRequests", TryLater),
        (503, "Shutdown", TryLater),
    ],
)
async def test_answers_of_apple_are_understood(
    clock: SettableClock, status: int, reason: str, meaning: type[CannotSend]
) -> None:
    sender, server = apple(clock)
    server.instead = [httpx.Response(status, json={"reason": reason})]
    with pytest.raises(CannotSend) as told:
        await sender.send(PushAddress("ab" * 32), push())
    assert type(told.value) is meaning


def test_keys_that_are_none_are_refused_at_the_start(clock: SettableClock) -> None:
    http = httpx.AsyncClient()
    for credentials in ("{}", "[]", '{"project_id": "a"}', "not json"):
        with pytest.raises(ValueError):
            Fcm(http, credentials, clock)
    with pytest.raises(ValueError):
        Apns(http, key="no", key_id="a", team_id="b", topic="c", clock=clock)
