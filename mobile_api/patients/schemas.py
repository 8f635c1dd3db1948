"""What travels about a person who stands at a kiosk."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, get_args
from uuid import UUID

from pydantic import AwareDatetime, Field, field_validator, model_validator

from mobile_api.identifiers import Pinfl
from mobile_api.schemas import Language, Reply, Schema

ForWhom = Literal["self", "child", "other"]
Assurance = Literal["unidentified", "claimed", "confirmed", "proven"]
"""How sure we are who somebody is; see docs/decisions (assurance levels)."""

Sex = Literal["female", "male"]
DocumentKind = Literal["id_card", "passport", "birth_certificate"]

Relation = Literal["self", "child", "trusted"]
Scope = Literal["appointments", "queue", "records", "prescriptions"]
SCOPES: tuple[Scope, ...] = get_args(Scope)


class Identify(Schema):
    """A number typed at a device. Without one, the visit leads to reception."""

    id: UUID = Field(description="Id of the visit, made by the device.")
    for_whom: ForWhom
    pinfl: Pinfl | None = Field(
        default=None, description="None: a newborn or a foreigner without a number."
    )


class Visit(Reply):
    """A visit that has begun. The answer is the same whether the number is known or not."""

    token: str = Field(description="Sealed; send it as the header `Dmed-Visit`.")
    level: Assurance
    expires_at: datetime


class ConfirmIdentity(Schema):
    """Last four digits of the phone on file."""

    phone_last4: str = Field(pattern=r"^\d{4}$", examples=["4567"])


class ConfirmedVisit(Visit):
    """A visit that may see today's own appointment."""

    masked_name: str = Field(examples=["Dil••• K."])


class NewPerson(Schema):
    """A person as a registry knows them; birth date and sex are in the number."""

    id: UUID
    pinfl: Pinfl
    family_name: str = Field(min_length=1, max_length=100)
    given_name: str = Field(min_length=1, max_length=100)
    patronymic: str = Field(default="", max_length=100)
    phone: str = Field(pattern=r"^\+[0-9]{9,15}$", examples=["+998901234567"])
    language: Language


Channel = Literal["push", "telegram", "sms"]
"""Ways to tell somebody something."""

ConsentKind = Literal["health_data", "face_id", "telegram", "calls", "research"]
CONSENT_KINDS: tuple[ConsentKind, ...] = get_args(ConsentKind)
Decision = Literal["given", "withdrawn"]
ConsentChannel = Literal["app", "telegram", "kiosk", "reception"]


class Person(Reply):
    """Somebody for whom an account may act."""

    id: UUID
    relation: Relation
    assurance: Assurance
    name: str = Field(
        description="Empty where the link is only claimed: a typed number shows no name.",
        examples=["Dilnoza Karimova"],
    )
    scopes: list[Scope]
    ends_at: datetime | None = Field(default=None, description="A trust that ends by itself.")
    deceased: bool = Field(
        default=False, description="Nothing can be booked any more; history stays."
    )


class EndedLink(Reply):
    """A link that ended by itself within the last 30 days: told once in the app."""

    id: UUID = Field(description="Of the person.")
    relation: Relation
    name: str
    ended_at: datetime
    reason: Literal["sixteen", "trust_ended"]


class People(Reply):
    """Everybody for whom an account may act, oneself first."""

    items: list[Person]
    ended: list[EndedLink] = Field(default_factory=list)


class LinkPinfl(Schema):
    """The account's owner says which number is theirs."""

    id: UUID = Field(description="Of this order, made by the app.")
    pinfl: Pinfl


class LinkChild(Schema):
    """A parent links a child under 16: by number, by birth certificate, or both."""

    id: UUID = Field(description="Of this order, made by the app.")
    pinfl: Pinfl | None = None
    birth_certificate: str | None = Field(
        default=None,
        min_length=4,
        max_length=20,
        description="Series and number, in either script.",
        examples=["I-TN 0123456"],
    )
    birth_date: date | None = Field(
        default=None, description="Needed without a number: the number holds it."
    )
    family_name: str = Field(default="", max_length=100)
    given_name: str = Field(default="", max_length=100)
    sex: Sex | None = None

    @model_validator(mode="after")
    def _identified(self) -> LinkChild:
        if self.pinfl is None and (self.birth_certificate is None or self.birth_date is None):
            raise ValueError("give a number, or a birth certificate with the birth date")
        return self


class MessagePreferences(Schema):
    """How somebody wants to be told things. An empty list of channels: the usual order."""

    channels: list[Channel] = Field(default_factory=list, max_length=3)
    quiet_from: int | None = Field(
        default=None, ge=0, lt=1440, description="Minutes after midnight, the hospital's time."
    )
    quiet_until: int | None = Field(default=None, ge=0, lt=1440)

    @model_validator(mode="after")
    def _sound(self) -> MessagePreferences:
        if len(set(self.channels)) != len(self.channels):
            raise ValueError("a channel stands twice")
        if (self.quiet_from is None) != (self.quiet_until is None):
            raise ValueError("quiet hours need a beginning and an end")
        return self


class Reach(Reply):
    """One way to somebody who may be told about a patient.

    Attributes:
        key: the account, or the patient where only a phone on file is known.
        account_id: None: no app, only the phone on file.
        phone: in normal form.
        language: in which to tell it.
        relation: what they are to the patient.
        telegram: a chat is linked, and telling over Telegram was not withdrawn.
        preferences: as they wish.
    """

    key: UUID
    account_id: UUID | None
    phone: str | None = Field(repr=False)
    language: Language
    relation: Relation
    telegram: bool
    preferences: MessagePreferences


class ConsentText(Reply):
    """What somebody agrees to, as it is asked for today."""

    kind: ConsentKind
    version: int
    title: str
    text: str


class ConsentTexts(Reply):
    """All texts of consents in one language."""

    items: list[ConsentText]


class DecideConsent(Schema):
    """Somebody agrees, or withdraws what they agreed to."""

    id: UUID = Field(description="Of this decision, made by the app.")
    patient_id: UUID
    kind: ConsentKind
    decision: Decision
    text_version: int = Field(ge=1, description="Of the text that was shown.")
    language: Language = Field(description="In which it was shown.")


class Consent(Reply):
    """One decision."""

    id: UUID
    kind: ConsentKind
    decision: Decision
    text_version: int
    language: Language
    channel: ConsentChannel
    at: datetime


class ConsentState(Reply):
    """How it stands with one kind of consent."""

    kind: ConsentKind
    given: bool
    text: ConsentText
    decided: Consent | None = Field(default=None, description="None: never asked.")


class Consents(Reply):
    """A person's consents, and everything that was ever decided, newest first."""

    items: list[ConsentState]
    history: list[Consent]


class InviteTrusted(Schema):
    """Somebody is asked, by phone number, to act for a person."""

    id: UUID = Field(description="Of the invitation, made by the app.")
    patient_id: UUID
    phone: str = Field(min_length=1, max_length=40, examples=["+998 90 123-45-67"])
    scopes: list[Scope] = Field(min_length=1, max_length=4)
    ends_at: AwareDatetime = Field(description="At most five years from now.")

    @field_validator("scopes")
    @classmethod
    def _once_each(cls, scopes: list[Scope]) -> list[Scope]:
        if len(set(scopes)) != len(scopes):
            raise ValueError("a scope stands twice")
        return scopes


TrustState = Literal["waiting", "accepted", "declined", "withdrawn", "expired", "ended"]


class Trust(Reply):
    """What somebody has granted to somebody else."""

    id: UUID
    patient_id: UUID
    masked_phone: str = Field(examples=["+998 90 ••• •• 67"])
    scopes: list[Scope]
    ends_at: datetime
    state: TrustState


class Trusts(Reply):
    """Everything that was granted for a person, newest first."""

    items: list[Trust]


class Invitation(Reply):
    """Somebody asks the account's owner to act for them."""

    id: UUID
    masked_name: str = Field(
        description="Of who asks: one may recognise it.", examples=["Dil••• K."]
    )
    scopes: list[Scope]
    ends_at: datetime = Field(description="When the trust ends.")
    expires_at: datetime = Field(description="Until when it can be answered.")


class Invitations(Reply):
    """Invitations that wait for the account's owner."""

    items: list[Invitation]


class AnswerInvitation(Schema):
    """Yes or no to an invitation."""

    id: UUID = Field(description="Of the answer, made by the app.")
    accept: bool
