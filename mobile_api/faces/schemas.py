"""What travels about faces: never a picture from a kiosk, never a similarity back."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from pydantic import Base64Bytes, Field, field_validator

from mobile_api.patients.schemas import ConfirmedVisit, ConsentText
from mobile_api.schemas import Language, Reply, Schema
from models.face.selfies import FEWEST, MOST

LEAST_DIMENSIONS, MOST_DIMENSIONS = 64, 1024

FaceState = Literal["none", "waiting", "review", "active", "expired"]
"""How it stands with somebody's template for one network. ``expired`` also: of another network,
so that the face has to be shown again."""

Gallery = Literal["booked", "attached"]
"""Among whom a face is looked for: booked here today, or attached to this clinic as well."""

Way = Literal["face_number", "face_search", "phone_digits", "app_qr", "card", "number_only", "none"]
"""How somebody was identified. The first two are counted by the server itself."""

Bypass = Literal[
    "not_offered",
    "chose_other",
    "not_recognised",
    "no_picture",
    "not_live",
    "too_many",
    "offline",
]
"""Why somebody was not identified by the face, where another way was used."""

WAYS: tuple[Way, ...] = get_args(Way)
BYPASSES: tuple[Bypass, ...] = get_args(Bypass)

FalseAlarm = Literal["wrong_person", "picture_accepted", "often_not_recognised"]
FALSE_ALARMS: tuple[FalseAlarm, ...] = get_args(FalseAlarm)


class Embedding(Schema):
    """What a network made of a face. Numbers, no picture."""

    model_id: str = Field(
        pattern=r"^[A-Za-z0-9._:+-]{1,80}$",
        description="Which network: embeddings of different ones do not compare.",
        examples=["mobilefacenet-1"],
    )
    vector: str = Field(
        description="float32, little-endian, base64; 64 to 1024 numbers.",
        examples=[base64.b64encode(np.eye(1, 128, dtype="<f4").tobytes()).decode()],
        repr=False,
        min_length=4,
        max_length=4 * MOST_DIMENSIONS * 4 // 3 + 4,
    )

    @field_validator("vector")
    @classmethod
    def _numbers(cls, vector: str) -> str:
        try:
            raw = base64.b64decode(vector, validate=True)
            numbers = np.frombuffer(raw, dtype="<f4")
        except (ValueError, binascii.Error) as fault:
            raise ValueError("not numbers") from fault
        if not LEAST_DIMENSIONS <= len(numbers) <= MOST_DIMENSIONS:
            raise ValueError("too few or too many numbers")
        length = float(np.linalg.norm(numbers.astype(np.float64)))
        if not np.isfinite(length) or length < 1e-6:
            raise ValueError("no direction")
        return vector

    @classmethod
    def of(cls, model_id: str, vector: NDArray[np.float32]) -> Embedding:
        """From what a network gave."""
        plain = np.ascontiguousarray(vector, dtype="<f4").tobytes()
        return cls(model_id=model_id, vector=base64.b64encode(plain).decode())

    def numbers(self) -> NDArray[np.float32]:
        """(dimensions,), length 1."""
        raw = np.frombuffer(base64.b64decode(self.vector), dtype="<f4").astype(np.float64)
        return (raw / np.linalg.norm(raw)).astype(np.float32)


class VerifyFace(Schema):
    """Is this the holder of the number that was typed?"""

    id: UUID = Field(description="Of this try, made by the device.")
    face: Embedding


class FaceVerified(Reply):
    """The answer, and nothing about how close it was. None: not recognised, not enrolled, expired,
    of another network: one answer for all."""

    visit: ConfirmedVisit | None = None


class SearchFace(Schema):
    """Who of a small gallery is this?"""

    id: UUID = Field(description="Of this try and of the visit that may come of it.")
    face: Embedding
    among: Gallery = "booked"


class FaceFound(Reply):
    """A proposal that shows nothing: the last digits of the national number confirm it."""

    proposal: str | None = Field(
        default=None, description="Sealed; None: nobody here, or not sure enough."
    )
    expires_at: datetime | None = None


class ConfirmFace(Schema):
    """The last four digits of the national number, for a face that was recognised."""

    id: UUID = Field(description="Of the visit, made by the device.")
    proposal: str = Field(min_length=1, max_length=2000, repr=False)
    pinfl_last4: str = Field(pattern=r"^\d{4}$", examples=["0017"], repr=False)


class EnrolFace(Schema):
    """Somebody agrees to be recognised, and is looked at."""

    id: UUID = Field(description="Of this enrolment, made by the device or the app.")
    consent_id: UUID = Field(description="Of the decision that is kept with it.")
    text_version: int = Field(ge=1, description="Of the text that was shown.")
    language: Language = Field(description="In which it was shown.")
    face: Embedding


class EnrolledFace(Reply):
    """What became of it."""

    state: FaceState
    code: str | None = Field(
        default=None,
        description="Shown at the kiosk and asked for at the counter, with the document.",
        examples=["4071"],
    )
    code_expires_at: datetime | None = Field(
        default=None, description="Until when the counter takes it; null where there is no code."
    )


class SelfieTask(Reply):
    """Whether the account's owner may be enrolled from a phone, and what to do before it."""

    available: bool = Field(description="Whether this server looks at pictures from phones.")
    reason: str | None = Field(
        default=None,
        description="Why it does not: not_set_up, no_weights, no_engine, damaged, unsuitable or "
        "no_thresholds.",
        examples=["no_weights"],
    )
    state: FaceState = "none"
    may_enrol: bool = False
    text: ConsentText | None = Field(default=None, description="What would be agreed to.")
    first_turn: Literal["left", "right"] | None = Field(
        default=None, description="To which of their own sides the person turns first."
    )
    fewest: int = Field(default=0, description="Pictures that are needed at least.")
    most: int = Field(default=0, description="Pictures that are looked at at most.")
    task: str | None = Field(default=None, description="Sealed; sent with the pictures.")
    expires_at: datetime | None = None


class EnrolSelfies(Schema):
    """Pictures from a phone in the order in which they were taken, and the consent to them.

    Five look into the camera, then three or more are turned to the first side, one looks back,
    and the same for the other side. JPEG, at most 1600 pixels each way; together with everything
    else below 1 MiB. They are looked at in memory and never kept.
    """

    id: UUID = Field(description="Of this enrolment, made by the app.")
    consent_id: UUID = Field(description="Of the decision that is kept with it.")
    text_version: int = Field(ge=1, description="Of the text that was shown.")
    language: Language = Field(description="In which it was shown.")
    hospital_id: UUID = Field(description="Where the person wants to be recognised first.")
    task: str = Field(min_length=1, max_length=2000, repr=False)
    pictures: list[Base64Bytes] = Field(
        min_length=FEWEST, max_length=MOST, repr=False, description="JPEG, base64."
    )


class FaceOffer(Reply):
    """Whether the person at the kiosk may enrol, and what they would agree to."""

    state: FaceState
    may_enrol: bool
    text: ConsentText | None = Field(
        default=None, description="What is agreed to; None where nobody is asked."
    )


class GalleryEntry(Reply):
    """One template of the day's gallery; the proposal is sealed for this kiosk and this day."""

    proposal: str = Field(repr=False)
    face: Embedding


class DayGallery(Reply):
    """Those booked here today who agreed: for a kiosk whose line breaks. Names nobody."""

    version: str = Field(description="Sent back at the next look: unchanged has no entries.")
    unchanged: bool = False
    expires_at: datetime
    entries: list[GalleryEntry] = Field(default_factory=list)


class CountWay(Schema):
    """How somebody was identified, and why not by the face. Says nothing of who it was."""

    id: UUID = Field(description="Of this count, made by the device.")
    way: Literal["phone_digits", "app_qr", "card", "number_only", "none"]
    bypass: Bypass


class Counted(Reply):
    """It was counted, once."""

    id: UUID


class WaitingFace(Reply):
    """An enrolment that waits for a look at the document."""

    id: UUID
    masked_name: str
    pinfl_last4: str = Field(description="Empty where the record has no number.")
    enrolled_at: datetime
    expires_at: datetime


class FaceReview(Reply):
    """The same face under two records."""

    id: UUID
    patient_id: UUID
    other_id: UUID
    masked_name: str
    other_masked_name: str
    found_at: datetime


class FaceDesk(Reply):
    """What waits for a person."""

    waiting: list[WaitingFace]
    reviews: list[FaceReview]


class CheckFace(Schema):
    """The document was seen, and the code fits."""

    id: UUID = Field(description="Of this check, made by who sends it.")
    code: str = Field(pattern=r"^\d{4}$", examples=["4071"], repr=False)


class FaceChecked(Reply):
    """What became of it: ``review`` where the same face stands under another record."""

    state: FaceState


class WithdrawFace(Schema):
    """The person at the kiosk no longer wants to be recognised."""

    id: UUID = Field(description="Of this decision, made by the device.")
    language: Language


class RefuseFace(Schema):
    """The person at the counter is not who they said at the kiosk."""

    id: UUID = Field(description="Of this refusal, made by who sends it.")


class DecideFace(Schema):
    """Two people who look alike, or one person with two records."""

    id: UUID = Field(description="Of this decision, made by who sends it.")
    decision: Literal["two_people", "same_person"]


class Tally(Reply):
    """How often something happened."""

    what: str
    count: int


class FaceFigures(Reply):
    """How people were identified in a span of days."""

    days: int
    identified: list[Tally] = Field(description="By way; everybody.")
    bypassed: list[Tally] = Field(description="By reason; those not identified by the face.")
    tries: int = Field(description="Looks into a camera that were compared.")
    recognised: int
    false_alarms: list[Tally]
    enrolled: int = Field(description="Templates in use here now.")
    calibrated: bool | None = Field(
        description="The thresholds were measured here; None: no network is known."
    )
