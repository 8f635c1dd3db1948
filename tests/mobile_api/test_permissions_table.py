"""Every route is called by everybody who could come to it, and answers as the table says.

A new route belongs into ``who_may/<domain>.py``, else a test fails: nothing is open or
closed by accident.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import pkgutil
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.types import Message

from tests.mobile_api import who_may
from tests.mobile_api.hall import BASE, Hall
from tests.mobile_api.who_may.plausible import plausible
from tests.mobile_api.who_may.table import (
    EVERYBODY,
    REFUSALS,
    SCHEME,
    Row,
    Sent,
    Table,
    World,
)

TABLES: Mapping[str, Table] = {
    name: importlib.import_module(f"{who_may.__name__}.{name}").ROUTES
    for _, name, _ in pkgutil.iter_modules(who_may.__path__)
    if name not in {"table", "plausible"}
}


@dataclass(frozen=True)
class Answer:
    """What somebody was told."""

    status: int
    code: str
    place: str = ""


async def ask(app: FastAPI, method: str, path: str, sent: Sent, who: Mapping[str, str]) -> Answer:
    """One request, without waiting for the end of a page that stays open."""
    body, kind = b"", "application/json"
    if sent.file is not None:
        form = httpx.Request("POST", BASE, data=dict(sent.form or {}), files={"file": sent.file})
        body, kind = form.read(), form.headers["content-type"]
    elif sent.json is not None:
        body = json.dumps(sent.json).encode()
    elif sent.form is not None:
        body, kind = urlencode(sent.form).encode(), "application/x-www-form-urlencoded"
    headers = {"accept": "application/json", **who, **sent.headers}
    address = path.replace(":path}", "}").format(**sent.path)
    if body:
        headers |= {"content-type": kind, "content-length": str(len(body))}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": address,
        "raw_path": address.encode(),
        "root_path": "",
        "query_string": sent.query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("198.51.100.9", 1234),
        "server": ("hospital.example", 443),
        "state": {},
    }
    told: dict[str, Any] = {"status": 500, "headers": {}, "body": b""}
    stays_open = asyncio.Event()
    parts = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        if parts:
            return parts.pop()
        await stays_open.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            told["status"] = message["status"]
            told["headers"] = dict(message["headers"])
        else:
            told["body"] += message.get("body", b"")
            if told["headers"].get(b"content-type", b"").startswith(b"text/event-stream"):
                stays_open.set()

    await app(scope, receive, send)
    found = {}
    if told["headers"].get(b"content-type", b"").startswith(b"application/problem+json"):
        found = json.loads(told["body"])
    place = told["headers"].get(b"location", b"").decode()
    return Answer(told["status"], str(found.get("code", "")), place)


def routes_of(app: FastAPI) -> set[tuple[str, str]]:
    """Every method and path that the application answers."""
    return {
        (method, str(context.path))
        for context in iter_route_contexts(app.routes)
        for method in (context.methods or set()) - {"HEAD"}
    }


def is_refusal(answer: Answer, row: Row) -> bool:
    """They were told that they may not."""
    if row.refused_as_missing and answer.status == 404:
        return True
    if answer.place.startswith("/staff/login?"):
        return True  # a page: sign in first
    page = answer.status == 403 and not answer.code
    return page or (answer.status in {401, 403} and answer.code in REFUSALS | row.refused_with)


@pytest.fixture
async def world(hall: Hall) -> AsyncIterator[World]:
    world = World(hall)
    await world.prepare()
    yield world
    await world.close()


async def test_every_route_is_in_the_table_and_every_row_is_a_route(hall: Hall) -> None:
    listed = [route for table in TABLES.values() for route in table]
    assert len(listed) == len(set(listed))
    assert set(listed) == routes_of(hall.app)


@pytest.mark.parametrize("domain", sorted(TABLES))
async def test_only_those_may_who_may(world: World, document: dict[str, Any], domain: str) -> None:
    wrong: list[str] = []
    for (method, path), row in TABLES[domain].items():
        assert row.who <= EVERYBODY
        for caller in sorted(EVERYBODY):
            headers = await world.headers(caller)
            sent = row.send(world) if row.send else plausible(document, method, path)
            answer = await ask(world.hall.app, method, path, sent, headers)
            if answer.status >= 500 and answer.code != "unavailable":
                wrong.append(f"{method} {path} broke for {caller}: {answer}")
            elif is_refusal(answer, row) is (caller in row.who):
                wrong.append(f"{method} {path} answered {caller}: {answer}")
            elif caller in row.who and answer.code == "invalid_request":
                wrong.append(f"{method} {path} was asked with nonsense for {caller}")
            if row.ends and caller in row.who:
                world.forget(caller)
    assert not wrong, "\n".join(wrong)


def test_the_document_names_who_is_asked_for_and_how_others_are_refused(
    document: dict[str, Any],
) -> None:
    wrong: list[str] = []
    for (method, path), row in (one for table in TABLES.values() for one in table.items()):
        operation = document["paths"].get(path, {}).get(method.lower())
        if operation is None:  # a page for browsers
            continue
        named = {scheme for one in operation.get("security", []) for scheme in one}
        wanted = {SCHEME[caller] for caller in row.who if caller in SCHEME}
        if row.who == EVERYBODY:
            wanted = set()
        # Whoever may come by phone is asked at the door that lets a linked chat in, too.
        if named - ({"botKey"} if "appToken" in wanted else set()) != wanted - (
            {"botKey"} if "appToken" in wanted else set()
        ):
            wrong.append(f"{method} {path}: {sorted(named)} instead of {sorted(wanted)}")
        if wanted and "401" not in operation["responses"]:
            wrong.append(f"{method} {path}: 401 is not documented")
    assert not wrong, "\n".join(wrong)


async def test_the_table_would_notice_an_open_door(world: World) -> None:
    nobody_may = Row(frozenset())
    answer = await ask(world.hall.app, "GET", "/healthz", Sent(), {})
    assert not is_refusal(answer, nobody_may)
    refused = await ask(world.hall.app, "GET", "/v1/access/account", Sent(), {})
    assert is_refusal(refused, nobody_may)
