"""Carriers of the tests' own: they check every field of what arrives, as strictly as can be.

What they demand follows the public descriptions of the services; none of this was compared with
the services themselves.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import httpx
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

Answer = Callable[[], httpx.Response]


def form_of(request: httpx.Request) -> dict[str, str]:
    """The fields of a form; each must come once."""
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    fields = parse_qs(request.content.decode(), strict_parsing=True, keep_blank_values=True)
    assert all(len(values) == 1 for values in fields.values())
    return {name: values[0] for name, values in fields.items()}


@dataclass
class EskizServer:
    """notify.eskiz.uz: a token by e-mail and password, then forms."""

    email: str = "clinic@example.uz"
    password: str = "eskiz-parol"
    tokens: list[str] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)
    instead: list[httpx.Response] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        assert request.method == "POST"
        assert request.url.scheme == "https"
        assert request.url.host == "notify.eskiz.uz"
        if request.url.path == "/api/auth/login":
            if form_of(request) != {"email": self.email, "password": self.password}:
                return httpx.Response(401, json={"message": "Invalid credentials"})
            self.tokens.append(f"token-{len(self.tokens)}")
            return httpx.Response(
                200,
                json={
                    "message": "token_generated",
                    "data": {"token": self.tokens[-1]},
                    "token_type": "bearer",
                },
            )
        assert request.url.path == "/api/message/sms/send"
        if request.headers.get("authorization") != f"Bearer {self.tokens[-1:][0]}":
            return httpx.Response(401, json={"message": "Expired"})
        if self.instead:
            return self.instead.pop(0)
        form = form_of(request)
        assert set(form) == {"mobile_phone", "message", "from", "callback_url"}
        phone = form["mobile_phone"]
        if not (phone.isdecimal() and phone.startswith("998") and len(phone) == 12):
            return httpx.Response(400, json={"message": {"mobile_phone": ["invalid"]}})
        assert form["callback_url"].startswith("https://")
        self.sent.append(form)
        return httpx.Response(
            200, json={"id": "1", "status": "waiting", "message": "Waiting for SMS provider"}
        )

    def forget_tokens(self) -> None:
        """Let every token that was given expire."""
        self.tokens.append("a token that nobody got")


@dataclass
class PlayMobileServer:
    """send.smsxabar.uz: HTTP Basic and JSON."""

    login: str = "clinic"
    password: str = "playmobile-parol"
    sent: list[dict[str, Any]] = field(default_factory=list)
    instead: list[httpx.Response] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        assert (request.method, str(request.url)) == (
            "POST",
            "https://send.smsxabar.uz/broker-api/send",
        )
        basic = base64.b64encode(f"{self.login}:{self.password}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {basic}":
            return httpx.Response(401)
        if self.instead:
            return self.instead.pop(0)
        assert request.headers["content-type"] == "application/json"
        body = json.loads(request.content)
        assert set(body) == {"messages"}
        for message in body["messages"]:
            assert set(message) == {"recipient", "message-id", "sms"}
            assert set(message["sms"]) == {"originator", "content"}
            assert set(message["sms"]["content"]) == {"text"}
            assert message["recipient"].isdecimal()
            assert len(message["recipient"]) == 12
            assert 1 <= len(message["message-id"]) <= 40
            self.sent.append(message)
        return httpx.Response(200, text="Request is received")


@dataclass
class Browser:
    """A browser's subscription: opens what was sealed for it, step by step as RFC 8291 says."""

    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    auth: bytes = b"0123456789abcdef"

    @property
    def p256dh(self) -> bytes:
        """The public key, uncompressed."""
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def open(self, sealed: bytes) -> bytes:
        """The message; raises where it was not sealed for this browser."""
        salt, record, length = sealed[:16], int.from_bytes(sealed[16:20], "big"), sealed[20]
        sender, content = sealed[21 : 21 + length], sealed[21 + length :]
        assert record >= len(content)
        assert len(sealed) <= 4096
        shared = self.key.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        )

        def derive(secret: bytes, salt: bytes, info: bytes, size: int) -> bytes:
            return HKDF(hashes.SHA256(), size, salt, info).derive(secret)

        secret = derive(shared, self.auth, b"WebPush: info\0" + self.p256dh + sender, 32)
        key = derive(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derive(secret, salt, b"Content-Encoding: nonce\0", 12)
        padded = AESGCM(key).decrypt(nonce, content, None)
        plain = padded.rstrip(b"\0")
        assert plain[-1:] == b"\x02"
        return plain[:-1]


@dataclass
class PushService:
    """A push service of a browser: checks our signature, hands the sealed message on."""

    browser: Browser = field(default_factory=Browser)
    endpoint: str = "https://updates.push.services.mozilla.com/wpush/v2/abc"
    vapid_key: str = ""
    now: int = 0
    shown: list[dict[str, str]] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    instead: list[httpx.Response] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        assert (request.method, str(request.url)) == ("POST", self.endpoint)
        if self.instead:
            return self.instead.pop(0)
        scheme, _, given = request.headers["authorization"].partition(" ")
        assert scheme == "vapid"
        parts = dict(part.strip().split("=", 1) for part in given.split(","))
        assert parts["k"] == self.vapid_key
        point = base64.urlsafe_b64decode(parts["k"] + "=")
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        token = jwt.decode(parts["t"], ECKey.import_key(public), algorithms=["ES256"])
        assert token.claims["aud"] == "https://updates.push.services.mozilla.com"
        assert self.now < token.claims["exp"] <= self.now + 24 * 3600
        assert token.claims["sub"].startswith(("mailto:", "https://"))
        assert request.headers["content-encoding"] == "aes128gcm"
        assert 0 < int(request.headers["ttl"]) <= 86_400
        assert request.headers["urgency"] in {"very-low", "low", "normal", "high"}
        topic = request.headers["topic"]
        assert len(topic) <= 32
        assert set(topic) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        self.topics.append(topic)
        self.shown.append(json.loads(self.browser.open(request.content)))
        return httpx.Response(201)


@dataclass
class FirebaseServer:
    """Google's token service and FCM HTTP v1."""

    key: RSAKey
    email: str
    project: str
    token_uri: str = "https://oauth2.googleapis.com/token"
    now: int = 0
    tokens: list[str] = field(default_factory=list)
    sent: list[dict[str, Any]] = field(default_factory=list)
    instead: list[httpx.Response] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        assert request.method == "POST"
        if str(request.url) == self.token_uri:
            form = form_of(request)
            assert set(form) == {"grant_type", "assertion"}
            assert form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer"
            claims = jwt.decode(form["assertion"], self.key, algorithms=["RS256"]).claims
            assert claims["iss"] == self.email
            assert claims["aud"] == self.token_uri
            assert claims["scope"] == "https://www.googleapis.com/auth/firebase.messaging"
            assert claims["iat"] == self.now
            assert claims["exp"] - claims["iat"] <= 3600
            self.tokens.append(f"bearer-{len(self.tokens)}")
            return httpx.Response(
                200,
                json={
                    "access_token": self.tokens[-1],
                    "expires_in": 3600,
                    "token_type": "Bearer",
                },
            )
        assert str(request.url) == (
            f"https://fcm.googleapis.com/v1/projects/{self.project}/messages:send"
        )
        if request.headers["authorization"] != f"Bearer {self.tokens[-1]}":
            return httpx.Response(401, json={"error": {"status": "UNAUTHENTICATED"}})
        if self.instead:
            return self.instead.pop(0)
        body = json.loads(request.content)
        assert set(body) == {"message"}
        message = body["message"]
        assert set(message) == {"token", "notification", "data", "android"}
        assert set(message["notification"]) == {"title", "body"}
        assert all(isinstance(value, str) for value in message["data"].values())
        assert message["android"]["priority"] in {"HIGH", "NORMAL"}
        assert message["android"]["ttl"].endswith("s")
        assert int(message["android"]["ttl"][:-1]) > 0
        self.sent.append(message)
        return httpx.Response(200, json={"name": f"projects/{self.project}/messages/1"})


@dataclass
class AppleServer:
    """APNs, provider authentication by token."""

    key: ECKey
    now: int = 0
    sent: list[dict[str, Any]] = field(default_factory=list)
    authorizations: set[str] = field(default_factory=set)
    instead: list[httpx.Response] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        assert request.method == "POST"
        assert request.url.host == "api.push.apple.com"
        assert request.url.path.startswith("/3/device/")
        int(request.url.path.removeprefix("/3/device/"), 16)
        scheme, _, token = request.headers["authorization"].partition(" ")
        assert scheme == "bearer"
        opened = jwt.decode(token, self.key, algorithms=["ES256"])
        assert opened.header["kid"] == "KEY1234567"
        assert opened.claims["iss"] == "TEAM123456"
        if not self.now - 3600 <= opened.claims["iat"] <= self.now:
            return httpx.Response(403, json={"reason": "ExpiredProviderToken"})
        self.authorizations.add(token)
        if self.instead:
            return self.instead.pop(0)
        assert request.headers["apns-topic"] == "uz.example.dmed"
        assert request.headers["apns-push-type"] == "alert"
        assert request.headers["apns-priority"] in {"5", "10"}
        assert int(request.headers["apns-expiration"]) > self.now
        assert len(request.headers["apns-collapse-id"]) <= 64
        assert len(request.content) <= 4096
        body = json.loads(request.content)
        assert set(body["aps"]) == {"alert", "sound"}
        assert set(body["aps"]["alert"]) == {"title", "body"}
        self.sent.append(body)
        return httpx.Response(200, headers={"apns-id": request.headers["apns-id"]})


def client_of(server: Callable[[httpx.Request], httpx.Response]) -> httpx.AsyncClient:
    """A client whose every request ends at ``server``."""
    return httpx.AsyncClient(transport=httpx.MockTransport(server), follow_redirects=False)
