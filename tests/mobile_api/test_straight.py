"""The straight way to a route: what goes it is answered as FastAPI would have answered it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

import httpx
import pytest
from fastapi import Depends, FastAPI, Header, Query, Request, Response
from pydantic import Field

from mobile_api import http_errors
from mobile_api.errors import NotAllowed
from mobile_api.schemas import Reply, Schema
from mobile_api.straight import CannotGoStraight, go_straight

PLACE = "/places/{place}/things"
ONE = UUID(int=1)


class Order(Schema):
    """What is sent."""

    id: UUID
    number: int = Field(default=1, ge=1)


class Told(Reply):
    """What is answered."""

    told: list[str]


class World:
    """An application with one thing that is opened and closed, and a list of what happened."""

    def __init__(self, *, straight: bool) -> None:
        self.happened: list[str] = []
        self.app = FastAPI()
        http_errors.install(self.app)

        async def opened() -> AsyncIterator[list[str]]:
            self.happened.append("opened")
            try:
                yield self.happened
            except Exception:
                self.happened.append("undone")
                raise
            self.happened.append("closed")

        async def door(request: Request, key: Annotated[str | None, Header()] = None) -> str:
            if key is None:
                raise NotAllowed(role="nobody")
            return f"{key}{request.url.path[:2]}"

        self.door = door

        async def look(
            who: Annotated[str, Depends(door)],
            at: Annotated[list[str], Depends(opened, scope="function")],
            place: UUID,
            limit: Annotated[int, Query(ge=1, le=9)] = 5,
            after: str | None = None,
        ) -> Told:
            return Told(told=[who, str(place), str(limit), str(after)])

        async def order(
            who: Annotated[str, Depends(door)],
            at: Annotated[list[str], Depends(opened, scope="function")],
            wish: Order,
            x_number: Annotated[int | None, Header()] = None,
        ) -> Told:
            if wish.number == 7:
                raise NotAllowed(role="seven")
            return Told(told=[who, str(wish.id), str(wish.number), str(x_number)])

        async def plain(who: Annotated[str, Depends(door)]) -> Response:
            return Response("as it is", status_code=202, media_type="text/plain")

        self.app.get(PLACE)(look)
        self.app.post("/orders")(order)
        self.app.get("/plain")(plain)
        if straight:
            go_straight(self.app, (look, order, plain))
            self.router = self.app.router.app
            # Whatever still reaches FastAPI is noted.
            ways: Any = self.app.router.middleware_stack

            async def noted(scope: Any, receive: Any, send: Any) -> None:
                self.happened.append("fastapi")
                await self.router(scope, receive, send)

            ways._router = noted

    async def ask(self, method: str, path: str, **sent: Any) -> tuple[int, Any, str, list[str]]:
        """Status, body, content type, and what happened; FastAPI's part of it left out."""
        self.happened.clear()
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            reply = await client.request(method, path, **sent)
        kind = reply.headers.get("content-type", "")
        body = reply.json() if "json" in kind else reply.text
        return reply.status_code, body, kind, [one for one in self.happened if one != "fastapi"]


KEY = {"key": "k"}
ORDER = {"id": str(ONE), "number": 3}
PLAINLY_VALID: list[tuple[str, str, dict[str, Any]]] = [
    ("GET", f"/places/{ONE}/things", {"headers": KEY}),
    ("GET", f"/places/{ONE}/things?limit=9&after=x&after=y&other=1", {"headers": KEY}),
    ("GET", f"/places/{ONE}/things", {}),
    ("GET", "/plain", {"headers": KEY}),
    ("POST", "/orders", {"headers": {**KEY, "X-Number": "4"}, "json": ORDER}),
    ("POST", "/orders", {"headers": KEY, "json": {**ORDER, "number": 7}}),
    ("POST", "/orders", {"json": ORDER}),
]
OUT_OF_THE_ORDINARY: list[tuple[str, str, dict[str, Any]]] = [
    ("GET", "/places/nowhere/things", {"headers": KEY}),
    ("GET", f"/places/{ONE}/things?limit=10", {"headers": KEY}),
    ("GET", f"/places/{ONE}/things?limit=", {"headers": KEY}),
    ("GET", f"/places/{ONE}/things?limit=x", {}),
    ("POST", f"/places/{ONE}/things", {"headers": KEY}),
    ("POST", "/orders", {"headers": KEY, "json": {**ORDER, "number": 0}}),
    ("POST", "/orders", {"headers": KEY, "json": {**ORDER, "more": 1}}),
    ("POST", "/orders", {"headers": KEY, "json": [1]}),
    ("POST", "/orders", {"headers": {**KEY, "X-Number": "four"}, "json": ORDER}),
    ("POST", "/orders", {"headers": KEY, "content": b"{"}),
    ("POST", "/orders", {"headers": {**KEY, "Content-Type": "application/json"}, "content": b"{"}),
    ("POST", "/orders", {"headers": {**KEY, "Content-Type": "application/json"}, "content": b""}),
    ("POST", "/orders", {"headers": {**KEY, "Content-Type": "text/plain"}, "content": b"{}"}),
    (
        "POST",
        "/orders",
        {
            "headers": {**KEY, "Content-Type": "application/json; charset=utf-8"},
            "content": b'{"id": "00000000-0000-0000-0000-000000000001"}',
        },
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def worlds() -> tuple[World, World]:
    """FastAPI alone, and with the straight way."""
    return World(straight=False), World(straight=True)


@pytest.mark.parametrize(
    ("asked", "straight"),
    [(one, True) for one in PLAINLY_VALID] + [(one, False) for one in OUT_OF_THE_ORDINARY],
)
async def test_both_ways_give_one_answer_and_do_the_same(
    worlds: tuple[World, World], asked: tuple[str, str, dict[str, Any]], *, straight: bool
) -> None:
    method, path, sent = asked
    by_fastapi, by_both = [await world.ask(method, path, **sent) for world in worlds]
    assert by_both == by_fastapi
    assert ("fastapi" not in worlds[1].happened) is straight


async def test_a_body_in_pieces_is_read_once_and_whole(worlds: tuple[World, World]) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for piece in (b'{"id": "', str(ONE).encode(), b'", "number": 0}'):
            yield piece

    headers = {**KEY, "Content-Type": "application/json"}
    answers = [
        await world.ask("POST", "/orders", headers=headers, content=pieces()) for world in worlds
    ]
    assert answers[0] == answers[1]
    assert answers[1][0] == 422


async def test_what_is_opened_is_closed_before_the_answer_leaves() -> None:
    world = World(straight=True)
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append((message["type"], list(world.happened)))

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/places/{ONE}/things",
        "raw_path": b"",
        "query_string": b"",
        "headers": [(b"key", b"k")],
        "app": world.app,
    }
    await world.app.router(scope, receive, send)
    assert sent[0] == ("http.response.start", ["opened", "closed"])


def test_what_only_fastapi_can_fill_in_is_refused_when_the_application_is_made() -> None:
    app = FastAPI()

    @app.get("/many")
    async def many(of: Annotated[list[str] | None, Query()] = None) -> None:
        """A list, out of which one value would be taken."""

    @app.get("/reply")
    async def reply(response: Response) -> None:
        """Wants the reply itself."""

    for endpoint in (many, reply, asyncio.sleep):
        with pytest.raises(CannotGoStraight):
            go_straight(app, (endpoint,))


async def test_an_overridden_dependency_counts() -> None:
    world = World(straight=True)
    assert (await world.ask("GET", "/plain"))[0] == 403

    async def other() -> str:
        return "somebody else"

    world.app.dependency_overrides[world.door] = other
    assert (await world.ask("GET", "/plain"))[0] == 202
