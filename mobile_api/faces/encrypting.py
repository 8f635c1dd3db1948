"""Templates as they are stored: turned by a secret rotation, encrypted, bound to their owner.

- AES-256-GCM with a fresh nonce (NIST SP 800-38D). Associated data is
  ``pseudonym|network|version``: a template moved to another row, another network or an older
  version does not open.
- The pseudonym is a keyed hash of the patient's id; the id itself is inside what is encrypted.
  So a database that leaked without its keys names nobody.
- Before that, the embedding is turned by a random orthogonal matrix that only this hospital's
  secret makes (Haar measure: Mezzadri, Notices of the AMS 54, 2007; revocable templates in the
  sense of ISO/IEC 24745). Angles stay, so nothing is lost; and should templates ever have leaked
  together with the key, a new rotation makes those that were taken worthless for linking.
- All three secrets come from a field key of the key file (HKDF), named by the row's ``key_id``.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from numpy.typing import NDArray

from mobile_api.keys import CannotOpen, Vaulted

Vector = NDArray[np.float32]
"""(dimensions,), length 1."""

_NONCE_BYTES = 12
_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class OpenTemplate:
    """What was inside."""

    patient_id: UUID
    vector: Vector = field(repr=False)


class EncryptedTemplates:
    """Seals templates and opens them again."""

    def __init__(self, vaulted: Vaulted) -> None:
        self._vaulted = vaulted
        self._ciphers: dict[int, AESGCM] = {}
        self._pseudonym_keys: dict[int, bytes] = {}
        self._rotations: dict[tuple[int, UUID, int, int], Vector] = {}

    def pseudonyms(self, patient_id: UUID) -> list[bytes]:
        """Under which a patient's templates may stand: one for every key that is here."""
        return [self._pseudonym(patient_id, number) for number in self._vaulted.key_ids]

    def sealed(
        self,
        patient_id: UUID,
        vector: Vector,
        *,
        model_id: str,
        version: int,
        site: UUID,
        rotation: int,
    ) -> dict[str, Any]:
        """The columns of a template, under the active key.

        Args:
            patient_id: whose face it is.
            vector: of length 1.
            model_id: which network made it.
            version: counts the templates of this person and network.
            site: whose secret turns it.
            rotation: which of this hospital's rotations.
        """
        key_id = self._vaulted.active
        pseudonym = self._pseudonym(patient_id, key_id)
        turned = self._rotation(key_id, site, rotation, len(vector)) @ vector
        nonce = os.urandom(_NONCE_BYTES)
        plain = patient_id.bytes + turned.astype("<f4").tobytes()
        cipher = self._cipher(key_id)
        return {
            "pseudonym": pseudonym,
            "model_id": model_id,
            "version": version,
            "key_id": key_id,
            "site": site,
            "rotation": rotation,
            "sealed": nonce + cipher.encrypt(nonce, plain, _bound(pseudonym, model_id, version)),
        }

    def opened(self, row: Mapping[Any, Any]) -> OpenTemplate:
        """The template in a row.

        Raises:
            CannotOpen: damaged, moved to another row, or its key is not here.
        """
        key_id, stored = row["key_id"], row["sealed"]
        cipher = self._cipher(key_id)
        bound = _bound(row["pseudonym"], row["model_id"], row["version"])
        try:
            plain = cipher.decrypt(stored[:_NONCE_BYTES], stored[_NONCE_BYTES:], bound)
            patient_id = UUID(bytes=plain[:_ID_BYTES])
            turned = np.frombuffer(plain[_ID_BYTES:], dtype="<f4")
        except (ValueError, InvalidTag) as fault:
            raise CannotOpen("faces.template") from fault
        if not hmac.compare_digest(self._pseudonym(patient_id, key_id), row["pseudonym"]):
            raise CannotOpen("faces.template")
        back = self._rotation(key_id, row["site"], row["rotation"], len(turned)).T
        return OpenTemplate(patient_id, (back @ turned).astype(np.float32))

    def is_current(self, row: Mapping[Any, Any], rotation: int) -> bool:
        """True where a row is under the active key and its hospital's present rotation."""
        return bool(row["key_id"] == self._vaulted.active and row["rotation"] == rotation)

    def code_of(self, template_id: UUID) -> str:
        """Four digits that the kiosk shows and the counter asks for; they are stored nowhere."""
        digest = self._vaulted.blind_index("faces.code", str(template_id))
        return f"{int.from_bytes(digest[:8], 'big') % 10_000:04d}"

    # Derived once: a million templates are opened at a start.
    def _cipher(self, key_id: int) -> AESGCM:
        if key_id not in self._ciphers:
            self._ciphers[key_id] = AESGCM(self._vaulted.derived("faces.template", key_id))
        return self._ciphers[key_id]

    def _pseudonym(self, patient_id: UUID, key_id: int) -> bytes:
        if key_id not in self._pseudonym_keys:
            self._pseudonym_keys[key_id] = self._vaulted.derived("faces.pseudonym", key_id)
        return hmac.digest(self._pseudonym_keys[key_id], patient_id.bytes, "sha256")

    def _rotation(self, key_id: int, site: UUID, rotation: int, size: int) -> Vector:
        which = (key_id, site, rotation, size)
        if which not in self._rotations:
            secret = self._vaulted.derived(f"faces.rotation|{site}|{rotation}", key_id)
            self._rotations[which] = _orthogonal(secret, size)
        return self._rotations[which]


def _bound(pseudonym: bytes, model_id: str, version: int) -> bytes:
    return f"{pseudonym.hex()}|{model_id}|{version}".encode()


def _orthogonal(secret: bytes, size: int) -> Vector:
    """A random orthogonal matrix, (size, size), the same for the same secret on every machine.

    Normal numbers (Box-Muller) from SHAKE-256 of the secret; QR, with the signs of R's diagonal
    taken into Q, so that all rotations are equally likely.
    """
    count = size * size
    stream = hashlib.shake_256(secret + size.to_bytes(4, "big")).digest(16 * count)
    uniform = (np.frombuffer(stream, dtype="<u8") >> np.uint64(11)).astype(np.float64) * 2.0**-53
    first, second = uniform[:count], uniform[count:]
    normal = np.sqrt(-2.0 * np.log1p(-first)) * np.cos(2.0 * np.pi * second)
    q, r = np.linalg.qr(normal.reshape(size, size))
    return np.ascontiguousarray(q * np.sign(np.diag(r)), dtype=np.float32)
