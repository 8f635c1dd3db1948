"""What travels about lists that are imported."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from mobile_api.schemas import Reply, Schema

ImportKind = Literal["departments", "rooms", "practitioners", "services", "schedules"]

MOST_CHARACTERS = 400_000


class CheckList(Schema):
    """A list to be checked: a table with a line of column names first."""

    id: UUID = Field(description="Made by the caller; the same id is the same list.")
    kind: ImportKind
    text: str = Field(
        max_length=MOST_CHARACTERS,
        examples=["department;number;floor\ntherapy;201;2\ntherapy;202;2\n"],
        description="Values separated by commas, semicolons or tabs.",
    )


class ListFault(Reply):
    """What is wrong with one line. `column` is empty where the whole line is meant."""

    line: int = Field(description="As an editor counts: the line of column names is 1.")
    column: str
    code: str = Field(description="A stable code; the pages have words for each.")


class ListReport(Reply):
    """What a list would do, or has done."""

    id: UUID
    kind: ImportKind
    lines: int
    added: int
    changed: int
    unchanged: int
    faults: list[ListFault] = Field(description="At most a hundred, by line.")
    applied: bool
