"""What travels everywhere: languages and names in several languages."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["uz-Latn", "uz-Cyrl", "ru", "kaa", "en", "kk"]
"""BCP 47 tags of the languages in which every screen, page and ticket exists."""

LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT_LANGUAGE: Language = "uz-Latn"

Localised = Annotated[
    dict[Language, str],
    Field(description="A name in every language that has one; readers fall back to uz-Latn."),
]


class Schema(BaseModel):
    """Base of everything that travels: immutable, unknown fields refused.

    A misspelt field is an error of the caller, never silently dropped: on a
    medical record, what is dropped silently is missed by nobody until it matters.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_timedelta="iso8601")


class Reply(Schema):
    """Base of what the server answers.

    A client ignores fields it does not know, so that a kiosk of last month can
    talk to the server of today.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")


def in_language(names: dict[Language, str], language: Language) -> str:
    """The name in ``language``, else in Uzbek Latin, else in whichever language has one.

    Raises:
        ValueError: ``names`` is empty.
    """
    for candidate in (language, DEFAULT_LANGUAGE, *LANGUAGES):
        if names.get(candidate):
            return names[candidate]
    raise ValueError("a name exists in no language")
