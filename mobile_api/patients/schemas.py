"""What travels about a person who stands at a kiosk."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from pydantic import Field

from mobile_api.identifiers import Pinfl
from mobile_api.schemas import Language, Reply, Schema

ForWhom = Literal["self", "child", "other"]
Assurance = Literal["unidentified", "claimed", "confirmed", "proven"]
"""How sure we are who somebody is; see docs/decisions (assurance levels)."""

Sex = Literal["female", "male"]

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


class People(Reply):
    """Everybody for whom an account may act, oneself first."""

    items: list[Person]
