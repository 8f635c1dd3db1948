"""Keys outside the database: fields at rest, look-ups, sealed tokens, signed tickets.

- Fields: AES-256-GCM with a fresh 96-bit nonce (NIST SP 800-38D); additional data is
  ``table|row|column``, so that a value moved to another row does not open. The first
  byte names the key, so that keys can be rotated while old rows stay readable.
- Look-ups: HMAC-SHA-256 under a key of its own. A plain hash of 14 digits is no
  protection: all of them can be tried within minutes.
- Sealed tokens: AES-256-GCM, purpose as additional data.
- Tickets: Ed25519 (RFC 8032), so that a kiosk that holds only the public key can check
  them without a network.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12


class KeysMissing(Exception):
    """There is no key file. Without it nothing that is stored could be read again."""


class KeysUnreadable(Exception):
    """The key file is damaged, or of another format."""


class CannotOpen(Exception):
    """A sealed value was damaged, moved, or made with a key that is not here."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """All keys of one installation; 32 bytes each.

    Attributes:
        fields: keys for fields at rest, by id 1 to 255.
        active: id of the field key that new values are written with.
        index: key of the blind indexes.
        seal: key of sealed tokens.
        signing: seed of the Ed25519 key that signs tickets.
    """

    fields: dict[int, bytes]
    active: int
    index: bytes
    seal: bytes
    signing: bytes

    @classmethod
    def generate(cls) -> Keyring:
        """Fresh random keys."""
        new = secrets.token_bytes
        return cls({1: new(32)}, 1, new(32), new(32), new(32))

    @classmethod
    def parse(cls, content: str) -> Keyring:
        """Read the key file's content.

        Raises:
            KeysUnreadable: not JSON, a key is missing or not 32 bytes.
        """
        try:
            raw = json.loads(content)
            ring = cls(
                {int(number): _key(value) for number, value in raw["fields"].items()},
                int(raw["active"]),
                _key(raw["index"]),
                _key(raw["seal"]),
                _key(raw["signing"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as fault:
            raise KeysUnreadable("the key file cannot be read") from fault
        if ring.active not in ring.fields or not all(0 < number < 256 for number in ring.fields):
            raise KeysUnreadable("the active field key is missing")
        return ring

    @classmethod
    def load(cls, path: Path) -> Keyring:
        """Read the key file.

        Raises:
            KeysMissing: there is none.
            KeysUnreadable: it is damaged.
        """
        try:
            return cls.parse(path.read_text(encoding="ascii"))
        except FileNotFoundError as fault:
            raise KeysMissing(str(path)) from fault

    def with_new_field_key(self) -> tuple[Keyring, int]:
        """A further field key under the next number, known but not written with yet.

        Raises:
            ValueError: all 255 numbers are used.
        """
        number = max(self.fields) + 1
        if number > 255:
            raise ValueError("no number is left for a field key")
        return replace(self, fields={**self.fields, number: secrets.token_bytes(32)}), number

    def activated(self, number: int) -> Keyring:
        """The same keys, new values written with this one.

        Raises:
            KeyError: there is no such field key.
        """
        if number not in self.fields:
            raise KeyError(number)
        return replace(self, active=number)

    def without_field_key(self, number: int) -> Keyring:
        """The same keys but one: nothing that is under it can be read again.

        Raises:
            KeyError: there is no such field key.
            ValueError: it is the active one.
        """
        if number == self.active:
            raise ValueError("the active key is needed")
        left = dict(self.fields)
        del left[number]
        return replace(self, fields=left)

    def with_new_index_key(self) -> Keyring:
        """The same keys with a fresh index key: for a database that was moved to it."""
        return replace(self, index=secrets.token_bytes(32))

    def save(self, path: Path) -> None:
        """Write the key file, readable by its owner only; an existing one is never replaced.

        Raises:
            FileExistsError: there is one already.
        """
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        content = {
            "fields": {str(number): _text(key) for number, key in self.fields.items()},
            "active": self.active,
            "index": _text(self.index),
            "seal": _text(self.seal),
            "signing": _text(self.signing),
        }
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(content, file, indent=1)
            file.write("\n")


class Vaulted:
    """Encrypts, looks up, seals and signs with one keyring."""

    def __init__(self, ring: Keyring) -> None:
        self._fields = {number: AESGCM(key) for number, key in ring.fields.items()}
        self._field_keys = dict(ring.fields)
        self._active = ring.active
        self._index = ring.index
        self._seal = AESGCM(ring.seal)
        self._signing = Ed25519PrivateKey.from_private_bytes(ring.signing)

    def encrypt(self, table: str, row: UUID, column: str, plain: str) -> bytes:
        """A field as it is stored: key id byte, nonce, ciphertext with tag."""
        nonce = os.urandom(_NONCE_BYTES)
        bound = f"{table}|{row}|{column}".encode()
        sealed = self._fields[self._active].encrypt(nonce, plain.encode(), bound)
        return bytes([self._active]) + nonce + sealed

    def decrypt(self, table: str, row: UUID, column: str, stored: bytes) -> str:
        """The field again.

        Raises:
            CannotOpen: damaged, of another row or column, or its key is not here.
        """
        bound = f"{table}|{row}|{column}".encode()
        try:
            cipher = self._fields[stored[0]]
            return cipher.decrypt(
                stored[1 : 1 + _NONCE_BYTES], stored[1 + _NONCE_BYTES :], bound
            ).decode()
        except (KeyError, IndexError, ValueError, InvalidTag) as fault:
            raise CannotOpen(f"{table}.{column}") from fault

    @property
    def active(self) -> int:
        """Id of the field key that new values are written with."""
        return self._active

    @property
    def key_ids(self) -> tuple[int, ...]:
        """Ids of all field keys that are here: what was written with another cannot be opened."""
        return tuple(sorted(self._field_keys))

    def derived(self, purpose: str, number: int) -> bytes:
        """32 bytes for one purpose out of a field key (HKDF-SHA-256, RFC 5869).

        Args:
            purpose: separates what is derived.
            number: id of the field key.

        Raises:
            CannotOpen: this key is not here.
        """
        try:
            key = self._field_keys[number]
        except KeyError as fault:
            raise CannotOpen(purpose) from fault
        return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(key)

    def blind_index(self, kind: str, value: str) -> bytes:
        """32 bytes by which a value is looked up without being readable.

        Args:
            kind: what is looked up, e.g. ``patients.pinfl``; separates the indexes.
            value: the value in its one normal form.
        """
        return hmac.digest(self._index, f"{kind}|{value}".encode(), "sha256")

    def seal(self, purpose: str, content: dict[str, str | int | float | None]) -> str:
        """A token that only this installation can open; URL-safe."""
        nonce = os.urandom(_NONCE_BYTES)
        plain = json.dumps(content, separators=(",", ":")).encode()
        return _text(nonce + self._seal.encrypt(nonce, plain, purpose.encode()))

    def unseal(self, purpose: str, token: str) -> dict[str, str | int | float | None]:
        """What was sealed.

        Raises:
            CannotOpen: damaged, or sealed for another purpose.
        """
        try:
            raw = _bytes(token)
            plain = self._seal.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], purpose.encode())
            content = json.loads(plain)
        except (ValueError, binascii.Error, InvalidTag) as fault:
            raise CannotOpen(purpose) from fault
        if not isinstance(content, dict):
            raise CannotOpen(purpose)
        return content

    def sign_id(self, purpose: str, subject: UUID) -> str:
        """A signed id for a QR code: 16 bytes of id and 64 of signature, URL-safe (107 chars)."""
        return _text(subject.bytes + self._signing.sign(purpose.encode() + b"|" + subject.bytes))

    def verify_id(self, purpose: str, token: str) -> UUID:
        """The id inside a signed token.

        Raises:
            CannotOpen: not signed by this installation, or for another purpose.
        """
        try:
            raw = _bytes(token)
            subject = UUID(bytes=raw[:16])
            self._signing.public_key().verify(raw[16:], purpose.encode() + b"|" + subject.bytes)
        except (ValueError, binascii.Error, InvalidSignature) as fault:
            raise CannotOpen(purpose) from fault
        return subject

    def sign_bytes(self, purpose: str, content: bytes) -> str:
        """Signed bytes for a QR code, URL-safe: the content, then 64 bytes of signature."""
        return _text(content + self._signing.sign(purpose.encode() + b"|" + content))

    def verify_bytes(self, purpose: str, token: str) -> bytes:
        """The content of signed bytes.

        Raises:
            CannotOpen: not signed by this installation, or for another purpose.
        """
        try:
            raw = _bytes(token)
            content, signature = raw[:-64], raw[-64:]
            self._signing.public_key().verify(signature, purpose.encode() + b"|" + content)
        except (ValueError, binascii.Error, InvalidSignature) as fault:
            raise CannotOpen(purpose) from fault
        return content

    def public_key(self) -> bytes:
        """32 bytes of the Ed25519 key with which a device checks tickets offline."""
        return self._signing.public_key().public_bytes_raw()


def token_digest(token: str) -> bytes:
    """SHA-256 of a secret of at least 128 random bits (device keys, sessions), as stored."""
    return hashlib.sha256(token.encode()).digest()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _key(text: str) -> bytes:
    raw = _bytes(text)
    if len(raw) != 32:
        raise ValueError("a key has 32 bytes")
    return raw
