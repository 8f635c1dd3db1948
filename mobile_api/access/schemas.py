"""What travels about signing in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, PlainSerializer, SecretStr, StringConstraints

from mobile_api.actors import Role
from mobile_api.identifiers import Pinfl
from mobile_api.schemas import Language, Reply, Schema

Secret = Annotated[
    SecretStr, PlainSerializer(lambda secret: secret.get_secret_value(), when_used="json")
]
"""Hidden wherever it is shown; written out only in the body that travels."""


class SignIn(Schema):
    """Login and password of a member of staff."""

    login: str = Field(min_length=1, max_length=64, examples=["hamshira"])
    password: SecretStr = Field(min_length=1, max_length=256)


class SignedIn(Reply):
    """Who is signed in now. The session itself travels in a cookie only."""

    id: UUID
    role: Role
    display_name: str
    departments: list[str] = Field(description="Codes; empty means all of the hospital.")
    language: Language
    csrf_token: str = Field(description="Send it with every form as the field `csrf`.")


class NewAccount(Schema):
    """A staff account to be made."""

    login: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]{2,63}$", examples=["hamshira"])
    password: SecretStr
    display_name: str = Field(min_length=1, max_length=120)
    role: Role
    departments: tuple[str, ...] = ()
    language: Language = "uz-Latn"


StaffRole = Literal[
    Role.RECEPTION,
    Role.NURSE,
    Role.DOCTOR,
    Role.IT_NURSE,
    Role.ADMINISTRATOR,
    Role.CALL_CENTRE_AGENT,
    Role.CALL_CENTRE_SUPERVISOR,
    Role.PHARMACIST,
]
"""Roles of those who sign in with a login."""

StaffName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
StaffDepartments = Annotated[
    tuple[Annotated[str, StringConstraints(pattern="^[a-z_]{3,40}$")], ...],
    Field(max_length=60, description="Codes; empty means all of the hospital."),
]


class PutStaff(Schema):
    """What somebody is called, and what they may do."""

    display_name: StaffName
    role: StaffRole
    departments: StaffDepartments = ()
    language: Language = "uz-Latn"
    disabled: bool = False


class HireStaff(Schema):
    """An account to be made by an administrator."""

    id: UUID = Field(description="Made by the caller; becomes the account's id.")
    login: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]{2,63}$", examples=["hamshira"])
    password: Secret = Field(min_length=15, max_length=256)
    display_name: StaffName
    role: StaffRole
    departments: StaffDepartments = ()
    language: Language = "uz-Latn"

    def as_account(self) -> NewAccount:
        """What the account is made from."""
        return NewAccount(
            login=self.login,
            password=self.password,
            display_name=self.display_name,
            role=self.role,
            departments=self.departments,
            language=self.language,
        )


class StaffRecord(Reply):
    """An account as administrators see it."""

    id: UUID
    login: str
    display_name: str
    role: Role
    departments: list[str]
    language: Language
    disabled: bool


class StaffRecords(Reply):
    """All accounts of the hospital, open ones first, by login."""

    items: list[StaffRecord]


class FreshPassword(Reply):
    """Shown once; every session of the account has ended."""

    password: str


Platform = Literal["android", "ios", "web"]


class ThisDevice(Schema):
    """The phone that signs in, as its owner will find it in the list of devices."""

    id: UUID = Field(description="Made by the app when it was installed; kept by it.")
    name: str = Field(min_length=1, max_length=60, examples=["Galaxy A15"])
    platform: Platform


class AskForCode(Schema):
    """Send a one-time code to this phone, so that somebody can sign in."""

    id: UUID = Field(description="Made by the device; the code is bound to it. Resend = new id.")
    phone: str = Field(
        max_length=40,
        examples=["+998 90 123-45-67"],
        description="As typed: with or without +998, spaces and dashes.",
    )
    language: Language
    device_id: UUID = Field(description="The id of this installation of the app.")


class CodeSent(Reply):
    """A code is on its way. The answer is the same whether the phone is known or not."""

    id: UUID
    digits: int = Field(description="Length of the code.", examples=[7])
    masked_phone: str = Field(examples=["+998 90 ••• •• 67"])
    expires_at: datetime
    expires_in: int = Field(description="Seconds; count these, not the phone's own clock.")
    resend_in: int = Field(description="Seconds until another code may be asked for.")


OneTimeDigits = Annotated[
    str, Field(pattern=r"^[0-9]{7}$", examples=["0412345"], description="Digits only.")
]


class SignInByCode(Schema):
    """The code that came, and the phone that signs in with it."""

    id: UUID = Field(description="Made by the device; becomes the id of the signed-in device.")
    code_id: UUID = Field(description="The id with which the code was asked for.")
    code: OneTimeDigits
    device: ThisDevice
    language: Language = Field(description="Of a new account; a known one keeps its own.")


class AppTokensReply(Reply):
    """A signed-in device. Keep both tokens where no other app can read them."""

    session_id: UUID
    account_id: UUID
    access_token: str = Field(description="Send it as `Authorization: Bearer`.")
    access_expires_in: int = Field(description="Seconds; count these, not the phone's own clock.")
    refresh_token: str = Field(description="Good for one renewal.")
    refresh_expires_at: datetime
    server_time: datetime


class Renew(Schema):
    """Exchange a refresh token for the next pair."""

    id: UUID = Field(
        description="Made by the device. Sent again within five minutes with the same token it "
        "gets the same pair; any other second use signs the device out."
    )
    refresh_token: Secret = Field(min_length=1, max_length=200)


class Account(Reply):
    """The account of whoever asks."""

    id: UUID
    language: Language
    masked_phone: str | None = Field(examples=["+998 90 ••• •• 67"])
    identity_proven: bool = Field(description="OneID or MyID has said who the owner is.")
    proven_until: datetime | None = Field(description="Until when records are open here.")
    telegram_linked: bool


class ChooseLanguage(Schema):
    """The language in which an account is spoken to."""

    language: Language


class SignedInDevice(Reply):
    """A phone that is signed in to the account."""

    id: UUID
    name: str
    platform: Platform
    signed_in_at: datetime
    last_used_at: datetime = Field(description="To a quarter of an hour.")
    this_one: bool


class SignedInDevices(Reply):
    """All of them, the last used first. There are never more than twenty."""

    items: list[SignedInDevice]


class AskForOwnCode(Schema):
    """Send a code to the account's own phone, to confirm that it is still its owner."""

    id: UUID = Field(description="Made by the device; the code is bound to it.")


class StepUp(Schema):
    """The code that came to the account's own phone."""

    id: UUID
    code_id: UUID
    code: OneTimeDigits


class SteppedUp(Reply):
    """Records are open on this device for a while."""

    proven_until: datetime
    proven_for: int = Field(description="Seconds.")


class AskForPhoneCode(Schema):
    """Send a code to a phone that is to become the account's."""

    id: UUID = Field(description="Made by the device; the code is bound to it.")
    phone: str = Field(max_length=40, examples=["+998 90 123-45-67"])


class ChangePhone(Schema):
    """The code that came to the new phone."""

    id: UUID
    code_id: UUID
    code: OneTimeDigits


class MakeLinkCode(Schema):
    """Make a one-time code that ties a Telegram chat to this account."""

    id: UUID = Field(description="Made by the device; the same id is the same code.")


class LinkCode(Reply):
    """Show it, or open the link: the bot ties the chat that sends it."""

    code: str = Field(description="At most 64 characters, as a deep link of Telegram carries.")
    link: str | None = Field(examples=["https://t.me/dmed_bot?start=…"])
    expires_at: datetime
    expires_in: int


TelegramUser = Annotated[int, Field(gt=0, le=2**52, description="Telegram's user id.")]


class LinkChat(Schema):
    """A chat sent a link code to the bot."""

    id: UUID
    code: Secret = Field(min_length=1, max_length=64)
    telegram_user_id: TelegramUser


class LinkContact(Schema):
    """A chat shared its own contact with the bot."""

    id: UUID
    telegram_user_id: TelegramUser
    contact_user_id: TelegramUser = Field(description="`contact.user_id`; must be the sender's.")
    phone: str = Field(max_length=40, examples=["998901234567"])
    language: Language = Field(description="Of a new account; a known one keeps its own.")


class ChatLinked(Reply):
    """The chat acts for an account now."""

    language: Language


class BeginIdentity(Schema):
    """Begin to prove who somebody is, with OneID."""

    id: UUID = Field(description="Made by the device; the answer comes back to it alone.")
    challenge: str = Field(
        pattern=r"^[A-Za-z0-9_-]{43}$",
        description="BASE64URL(SHA-256(verifier)), as RFC 7636 (S256); keep the verifier.",
    )


class OneIdBegun(Reply):
    """Open the address in the system's browser."""

    id: UUID
    authorize_url: str
    expires_in: int


class BeginFace(BeginIdentity):
    """Begin to prove who somebody is, with MyID."""

    pinfl: Pinfl
    device_id: UUID = Field(description="The id of this installation of the app.")


class MyIdBegun(Reply):
    """Hand it to the SDK of MyID on this device."""

    id: UUID
    session_id: str
    expires_in: int


class FinishIdentity(Schema):
    """What was begun has come back: prove the account that is signed in."""

    id: UUID
    request_id: UUID
    verifier: Secret = Field(
        min_length=43, max_length=128, description="The verifier of the challenge (RFC 7636)."
    )
    code: Secret = Field(
        min_length=1,
        max_length=500,
        description="OneID: `ticket` of the link that opened the app. MyID: what the SDK gave.",
    )


class SignInByIdentity(FinishIdentity):
    """What was begun has come back: sign in with it."""

    device: ThisDevice
    language: Language = Field(description="Of a new account; a known one keeps its own.")
