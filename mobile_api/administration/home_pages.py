"""The page from which everything that a hospital keeps is reached."""

from __future__ import annotations

from fastapi import APIRouter, Response

from mobile_api.actors import Role
from mobile_api.administration.forms import HOME, Keeper, PageMaker, show

router = APIRouter(prefix=HOME, include_in_schema=False)


@router.get("")
async def home(pages: PageMaker, view: Keeper) -> Response:
    topics = ["departments", "practitioners", "calendar", "devices", "lists", "hospital"]
    if view.actor.role is Role.ADMINISTRATOR:
        topics += ["staff", "ratings", "audit"]
    return await show(pages, view, "administration", [], back=None, topics=topics)
