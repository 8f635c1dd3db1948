"""The page on which administrators read what patients thought of their visits."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response

from mobile_api.administration.forms import (
    HOME,
    Administrator,
    Block,
    PageMaker,
    Row,
    TableBlock,
    show,
)
from mobile_api.appointments.rating import RatingsService
from mobile_api.http import service
from mobile_api.pages.dates import day_name
from mobile_api.schemas import in_language

router = APIRouter(prefix=f"{HOME}/ratings", include_in_schema=False)

Ratings = Annotated[RatingsService, service(RatingsService)]


@router.get("")
async def show_ratings(pages: PageMaker, view: Administrator, ratings: Ratings) -> Response:
    async with view.database.writing() as tx:  # that the words were read is in the audit
        read = await ratings.read(tx, view.actor)
    blocks: list[Block] = [
        TableBlock(
            ("bookings-department", "ratings-count", "ratings-mean"),
            [
                Row(
                    (
                        in_language(one.department_names, view.language),
                        str(one.count),
                        f"{one.mean:.1f}",
                    )
                )
                for one in read.departments
            ],
            "ratings-none",
            title="ratings-by-department",
            hint="ratings-hint",
        ),
        TableBlock(
            ("ratings-stars", "ratings-words", "bookings-department", "ratings-day"),
            [
                Row(
                    (
                        "★" * one.stars,
                        one.words,
                        in_language(one.department_names, view.language),
                        day_name(one.at, view.zone, view.language),
                    )
                )
                for one in read.words
            ],
            "ratings-no-words",
            title="ratings-words-title",
        ),
    ]
    return await show(pages, view, "ratings-title", blocks)
