"""A straight way to the few routes that are asked most.

FastAPI compares a request with one route after another, twice, and solves the dependencies of
the one that fits anew each time: for a small request that is most of the work. For the routes that
the composition root names, the same declaration is put together once, and a request is led there
at once.

What is declared stays the one truth. Only a request that fits it entirely goes this way; whatever
is out of the ordinary (a value that is not valid, another content type, no body) goes FastAPI's
own way from the beginning, so that there is one set of answers and of errors.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from inspect import isasyncgenfunction, iscoroutinefunction
from types import NoneType
from typing import Any, get_args
from uuid import UUID

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import RouteContext, iter_route_contexts
from pydantic import BaseModel
from starlette.convertors import StringConvertor
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_MISSING: Any = object()
_JSON = b"application/json"
_SINGLE = frozenset({str, int, bool, UUID, date, NoneType})
"""Kinds of values of which a request holds one, as a text."""


class CannotGoStraight(Exception):
    """A route declares something that only FastAPI itself knows how to fill in."""


class _OutOfTheOrdinary(Exception):
    """This request goes FastAPI's way; nothing has been done for it."""


@dataclass(frozen=True, slots=True)
class _Value:
    """One value out of path, query or headers."""

    name: str
    key: str
    place: str
    fit: Callable[[Any], tuple[Any, Any]]
    default: Any

    def read(self, found: Mapping[str, str]) -> Any:
        text = found.get(self.key)
        if text is None:
            if self.default is _MISSING:
                raise _OutOfTheOrdinary
            return self.default
        value, errors = self.fit(text)
        if errors:
            raise _OutOfTheOrdinary
        return value


@dataclass(frozen=True, slots=True)
class _Step:
    """A dependency, or the route's own function: what it is given, and how it is called.

    Attributes:
        given: names of its arguments, and the step that each comes from.
        request: the name under which it wants the request itself.
        body: the name under which it wants the body, and what the body must be.
    """

    call: Callable[..., Any]
    given: tuple[tuple[str, int], ...]
    values: tuple[_Value, ...]
    request: str | None
    body: tuple[str, Callable[[Any], tuple[Any, Any]]] | None
    opens: bool


@dataclass(slots=True)
class _Asked:
    """One request, as far as it was read."""

    scope: Scope
    receive: Receive
    path: Mapping[str, str]
    read: list[Message] = field(default_factory=list)

    def sources(self) -> dict[str, Mapping[str, str]]:
        """What values are taken from, by place."""
        headers: dict[str, str] = {}
        for name, value in self.scope["headers"]:
            headers.setdefault(name.decode("latin-1"), value.decode("latin-1"))
        query = self.scope["query_string"]
        return {
            "path": self.path,
            "header": headers,
            "query": QueryParams(query) if query else {},
        }

    async def json(self, headers: Mapping[str, str]) -> Any:
        """The body.

        Raises:
            _OutOfTheOrdinary: there is none, or it is no JSON.
        """
        if headers.get("content-type", "").encode("latin-1") != _JSON:
            raise _OutOfTheOrdinary
        more = True
        while more:
            message = await self.receive()
            self.read.append(message)
            if message["type"] != "http.request":
                raise _OutOfTheOrdinary
            more = message.get("more_body", False)
        content = b"".join(message.get("body", b"") for message in self.read)
        try:
            return json.loads(content)
        except ValueError as fault:
            raise _OutOfTheOrdinary from fault

    async def again(self) -> Message:
        """``receive`` for whoever reads the request from its beginning."""
        return self.read.pop(0) if self.read else await self.receive()


class _Way:
    """One route, put together."""

    def __init__(self, route: RouteContext) -> None:
        self._context = route
        self.route = route.original_route
        methods = route.methods or set()
        if len(methods) != 1:
            raise CannotGoStraight(str(route.path))
        (self.method,) = methods
        self.pattern: re.Pattern[str] = route.path_regex
        self.path = route.path if "{" not in (route.path or "") else None
        plain = all(type(one) is StringConvertor for one in route.param_convertors.values())
        usual = route.status_code in {None, 200} and not route.dependencies
        if not (plain and usual):
            raise CannotGoStraight(str(route.path))
        self._steps: list[_Step] = []
        self._add(route.dependant, {})
        self._answer = route.response_field

    async def __call__(self, asked: _Asked, send: Send) -> None:
        scope = asked.scope
        sources = asked.sources()
        values = [
            {one.name: one.read(sources[one.place]) for one in step.values} for step in self._steps
        ]
        for step, known in zip(self._steps, values, strict=True):
            if step.body is not None:
                name, fit = step.body
                known[name], errors = fit(await asked.json(sources["header"]))
                if errors:
                    raise _OutOfTheOrdinary
        # From here on it is done, and done once.
        scope["path_params"], scope["route"] = dict(asked.path), self.route
        scope["endpoint"] = self._steps[-1].call
        request = Request(scope, asked.again, send)
        results: list[Any] = []
        async with AsyncExitStack() as stack:
            for step, known in zip(self._steps, values, strict=True):
                for name, number in step.given:
                    known[name] = results[number]
                if step.request is not None:
                    known[step.request] = request
                if step.opens:
                    opened = asynccontextmanager(step.call)(**known)
                    results.append(await stack.enter_async_context(opened))
                else:
                    results.append(await step.call(**known))
            response = self._response(results[-1])
        await response(scope, asked.again, send)

    def _response(self, result: Any) -> Response:
        if isinstance(result, Response):
            return result
        value, errors = self._answer.validate(result, {}, loc=("response",))
        if errors:
            raise TypeError("not what the route declares")
        return Response(self._answer.serialize_json(value), media_type="application/json")

    def _add(self, wanted: Dependant, known: dict[Any, int]) -> int:
        """Put a dependency behind those that it depends on; its number."""
        call = wanted.call
        opens = isasyncgenfunction(call)
        if (
            call is None
            or not (opens or iscoroutinefunction(call) or iscoroutinefunction(_called(call)))
            or (opens and wanted.scope != "function")
            or wanted.concurrency is not None
            or wanted.cookie_params
            or wanted.websocket_param_name
            or (wanted.request_param_name and wanted.http_connection_param_name)
            or wanted.response_param_name
            or wanted.background_tasks_param_name
            or wanted.security_scopes_param_name
        ):
            raise CannotGoStraight(str(call))
        given = []
        for below in wanted.dependencies:
            if below.call not in known or not below.use_cache:
                known[below.call] = self._add(below, known)
            if below.name is not None:
                given.append((below.name, known[below.call]))
        body = None
        if wanted.body_params:
            (one,) = wanted.body_params
            kind = one.field_info.annotation
            if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
                raise CannotGoStraight(str(call))
            body = (one.name, one.validate)
        values = (*_values(wanted),)
        request = wanted.request_param_name or wanted.http_connection_param_name
        self._steps.append(_Step(call, tuple(given), values, request, body, opens))
        return len(self._steps) - 1


class StraightWays:
    """Stands before the router.

    Args:
        router: everything else goes there.
        ways: what is reached straight.
        is_changed: tells whether dependencies were overridden: then everything goes to the router.
    """

    def __init__(
        self, router: ASGIApp, ways: Sequence[_Way], is_changed: Callable[[], bool]
    ) -> None:
        self._router = router
        self._is_changed = is_changed
        self._by_path = {(way.method, way.path): way for way in ways if way.path is not None}
        self._by_pattern = [way for way in ways if way.path is None]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and not scope.get("root_path") and not self._is_changed():
            found = self._find(scope["method"], scope["path"])
            if found is not None:
                asked = _Asked(scope, receive, found[1])
                try:
                    await found[0](asked, send)
                except _OutOfTheOrdinary:
                    receive = asked.again
                else:
                    return
        await self._router(scope, receive, send)

    def _find(self, method: str, path: str) -> tuple[_Way, Mapping[str, str]] | None:
        way = self._by_path.get((method, path))
        if way is not None:
            return way, {}
        for way in self._by_pattern:
            if way.method == method and (match := way.pattern.match(path)):
                return way, match.groupdict()
        return None


def go_straight(app: FastAPI, endpoints: Sequence[Callable[..., Any]]) -> None:
    """Lead requests for these functions there at once; to be called after all routes are known.

    Raises:
        CannotGoStraight: one declares something that only FastAPI can fill in, or is no route.
    """
    ways = []
    for route in iter_route_contexts(app.routes):
        if route.endpoint in endpoints:
            ways.append(_Way(route))
        # No further than needed: FastAPI puts a router's routes together when they are looked at.
        if len(ways) == len(endpoints):
            break
    else:
        raise CannotGoStraight("a function that is no route")
    app.router.middleware_stack = StraightWays(
        app.router.middleware_stack, ways, lambda: bool(app.dependency_overrides)
    )


def _called(call: Any) -> Any:
    return getattr(type(call), "__call__", None)  # noqa: B004 - the function itself is wanted


def _values(wanted: Dependant) -> Iterator[_Value]:
    places = (
        ("path", wanted.path_params),
        ("query", wanted.query_params),
        ("header", wanted.header_params),
    )
    for place, fields in places:
        for one in fields:
            info = one.field_info
            kinds = get_args(info.annotation) or (info.annotation,)
            if (
                not _SINGLE.issuperset(kinds)
                or info.default_factory is not None
                or info.validate_default
            ):
                raise CannotGoStraight(one.name)
            key = one.validation_alias or one.alias
            yield _Value(
                name=one.name,
                key=key.lower() if place == "header" else key,
                place=place,
                fit=one.validate,
                default=_MISSING if info.is_required() else info.default,
            )
