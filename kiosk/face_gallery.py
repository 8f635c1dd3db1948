"""Those booked here today who agreed, for a kiosk whose line breaks: encrypted, gone by midnight.

The file opens with this kiosk's own key only, holds no name and no number, and a proposal in it
is worth something to this kiosk alone: what it says, the hospital decides once the line is back.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np
import structlog
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import ValidationError

from mobile_api.faces.schemas import DayGallery, Embedding
from models.face.matching import Gallery
from models.face.templates import Template
from models.face.thresholds import Purpose, Thresholds

log = structlog.get_logger(__name__)

_NONCE_BYTES: Final = 12
_MOST_CANDIDATES: Final = 1
"""Without the hospital nobody tells two people apart who look alike."""


class OfflineGallery:
    """Keeps the gallery of the day and searches it.

    Args:
        file: where; readable by this kiosk only.
        device_key: this kiosk's key: the file is bound to it.
        thresholds: of the network in use.
        now: aware.
    """

    def __init__(
        self,
        file: Path,
        device_key: str,
        thresholds: Thresholds,
        now: Callable[[], datetime],
    ) -> None:
        self._file = file
        self._thresholds = thresholds
        self._now = now
        key = HKDF(SHA256(), 32, salt=None, info=b"dmed kiosk gallery").derive(device_key.encode())
        self._cipher = AESGCM(key)
        self._bound = thresholds.model_id.encode()
        self._day: DayGallery | None = self._read()

    @property
    def known(self) -> str:
        """The version that is here, to ask whether there is another; ``""`` for none."""
        self._end_of_day()
        return "" if self._day is None else self._day.version

    @property
    def holds_somebody(self) -> bool:
        """True where somebody's template is here."""
        self._end_of_day()
        return self._day is not None and bool(self._day.entries)

    def keep(self, day: DayGallery) -> None:
        """Keep a new gallery; who is not in it any more is gone from memory and disk."""
        if day.unchanged:
            return
        self._day = day
        self._end_of_day()
        if self._day is None or not day.entries:
            self._file.unlink(missing_ok=True)
            return
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, day.model_dump_json().encode(), self._bound)
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self._file.with_suffix(".new")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(sealed)
        fresh.replace(self._file)

    def find(self, face: Embedding) -> str | None:
        """The proposal of the one person here who looks so; None for nobody, or not sure."""
        self._end_of_day()
        if self._day is None or face.model_id != self._thresholds.model_id:
            return None
        entries = [one for one in self._day.entries if one.face.model_id == face.model_id]
        if not entries:
            return None
        matrix = np.stack([one.face.numbers() for one in entries])
        probe = face.numbers()
        if matrix.shape[1] != len(probe):
            return None
        gallery = Gallery(range(len(entries)), matrix, self._thresholds)
        looked = Template(probe, face.model_id, live=None, frames=0, sharpest=0.0, turned=False)
        limit = self._thresholds.similarity(Purpose.ONE_TO_MANY, len(entries))
        near = [c for c in gallery.nearest(looked, _MOST_CANDIDATES + 1) if c.similarity >= limit]
        return entries[near[0].id].proposal if len(near) == _MOST_CANDIDATES else None

    def forget(self) -> None:
        """Nothing is left, in memory or on disk."""
        self._day = None
        self._file.unlink(missing_ok=True)

    def _end_of_day(self) -> None:
        if self._day is not None and self._day.expires_at <= self._now():
            self.forget()

    def _read(self) -> DayGallery | None:
        try:
            sealed = self._file.read_bytes()
            plain = self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], self._bound)
            day = DayGallery.model_validate_json(plain)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, InvalidTag, ValidationError) as fault:
            # Of another key or network, or damaged: asked for again at the next sign of life.
            log.warning("face_gallery_unreadable", kind=type(fault).__name__)
            self._file.unlink(missing_ok=True)
            return None
        if day.expires_at <= self._now():
            self._file.unlink(missing_ok=True)
            return None
        return day
