"""Push to browsers: encrypted for the browser (RFC 8291), signed by us (VAPID, RFC 8292).

The push service in between carries what it cannot read.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
from collections.abc import Collection
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

import httpx
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt
from joserfc.jwk import ECKey

from mobile_api.clock import Clock
from mobile_api.messages.channels.answers import ask, refused
from mobile_api.messages.port import AddressGone, Push, PushAddress, RefusedForGood

_RECORD_BYTES: Final = 4096
_PAYLOAD_BYTES: Final = 3993
"""RFC 8291, 4: what fits into one record of a push message."""

_TOKEN_LIFE = timedelta(hours=12)
"""RFC 8292, 2: at most 24 hours."""

_P256_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551

PUSH_HOSTS: Final = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "web.push.apple.com",
    ".push.apple.com",
    ".notify.windows.com",
)
"""Push services of the browsers that people have. A subscription is an address to which this
server sends requests: an address inside the hospital must not be one."""


def is_push_service(endpoint: str, hosts: Collection[str] = PUSH_HOSTS) -> bool:
    """True for an ``https`` address of a known push service (``.x`` stands for its subdomains)."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    if parts.scheme != "https" or port not in {None, 443} or "@" in parts.netloc:
        return False
    return any(host.endswith(one) if one.startswith(".") else host == one for one in hosts)


class Vapid:
    """The key by which push services and browsers know this hospital.

    Args:
        secret: 32 bytes, kept outside the database.
        subject: ``mailto:`` or ``https:`` address of whoever runs this.
        clock: tells the time.
    """

    def __init__(self, secret: bytes, subject: str, clock: Clock) -> None:
        # FIPS 186-5, A.2.1: 32 random bytes reduced to a scalar between 1 and n - 1.
        scalar = int.from_bytes(secret, "big") % (_P256_ORDER - 1) + 1
        private = ec.derive_private_key(scalar, ec.SECP256R1())
        self.public = private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        self._key = ECKey.import_key(private)
        self._subject = subject
        self._clock = clock

    @property
    def public_text(self) -> str:
        """The public key, base64url: what a browser subscribes with."""
        return text_of(self.public)

    def authorization(self, endpoint: str) -> str:
        """The header for one push service; the token is good for that service only."""
        parts = urlsplit(endpoint)
        claims = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int((self._clock() + _TOKEN_LIFE).timestamp()),
            "sub": self._subject,
        }
        token = jwt.encode({"typ": "JWT", "alg": "ES256"}, claims, self._key)
        return f"vapid t={token}, k={self.public_text}"


class WebPush:
    """Sends to browsers.

    Args:
        http: without an address of its own.
        vapid: our key.
        hosts: push services that may be asked.
    """

    def __init__(
        self, http: httpx.AsyncClient, vapid: Vapid, hosts: Collection[str] = PUSH_HOSTS
    ) -> None:
        self._http = http
        self._vapid = vapid
        self._hosts = hosts

    async def send(self, address: PushAddress, push: Push) -> None:
        """See ``port.PushSender``."""
        if not is_push_service(address.token, self._hosts):
            raise AddressGone("not_a_push_service")
        plain = json.dumps(
            {"title": push.title, "body": push.body, "lang": push.language, **push.data},
            ensure_ascii=False,
        ).encode()
        if len(plain) > _PAYLOAD_BYTES:
            raise RefusedForGood("too_long")
        try:
            sealed = encrypt(plain, bytes_of(address.p256dh), bytes_of(address.auth))
        except ValueError as fault:  # not a point of the curve, not base64
            raise AddressGone("bad_keys") from fault
        headers = {
            "Authorization": self._vapid.authorization(address.token),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(push.seconds),
            "Urgency": "high" if push.urgent else "normal",
            # RFC 8030, 5.4: sent twice, it is shown once.
            "Topic": text_of(push.message_id.bytes),
        }
        answer = await ask(self._http, "POST", address.token, content=sealed, headers=headers)
        if answer.status_code in {404, 410}:
            raise AddressGone(f"status_{answer.status_code}")
        if not answer.is_success:
            raise refused(answer)


def encrypt(
    plain: bytes,
    p256dh: bytes,
    auth: bytes,
    *,
    private: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """A message for one browser: RFC 8291 with the content coding of RFC 8188.

    Args:
        plain: at most 3993 bytes.
        p256dh: the browser's public key, 65 bytes uncompressed.
        auth: the browser's secret, 16 bytes.
        private: of this one message; given by tests only.
        salt: 16 bytes; given by tests only.

    Raises:
        ValueError: ``p256dh`` is no point of the curve, or ``auth`` has another length.
    """
    if len(auth) != 16:
        raise ValueError("the secret has 16 bytes")
    browser = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), p256dh)
    private = private or ec.generate_private_key(ec.SECP256R1())
    salt = salt or os.urandom(16)
    ours = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = private.exchange(ec.ECDH(), browser)
    key_info = b"WebPush: info\x00" + p256dh + ours
    secret = _hkdf(shared, auth, key_info, 32)
    key = _hkdf(secret, salt, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _hkdf(secret, salt, b"Content-Encoding: nonce\x00", 12)
    header = salt + _RECORD_BYTES.to_bytes(4, "big") + bytes([len(ours)]) + ours
    # 0x02 ends the last record (RFC 8188, 2).
    return header + AESGCM(key).encrypt(nonce, plain + b"\x02", None)


def text_of(raw: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def bytes_of(text: str) -> bytes:
    """Base64url, padded or not.

    Raises:
        ValueError: it is not.
    """
    bare = text.rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)
    except binascii.Error as fault:
        raise ValueError("not base64url") from fault


def _hkdf(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
