"""What travels about signing in."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field, SecretStr

from mobile_api.actors import Role
from mobile_api.schemas import Language, Reply, Schema


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
