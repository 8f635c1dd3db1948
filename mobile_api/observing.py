"""Request ids, access log, metrics and security headers: one pure ASGI middleware.

A log line holds the route's template, never the address itself, a header or a body:
addresses hold signed tickets, bodies hold people.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import traceback
from typing import TextIO
from uuid import uuid4

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_REQUEST_ID = b"x-request-id"
_IS_REQUEST_ID = re.compile(rb"[A-Za-z0-9-]{8,64}")

# One policy for pages and API alike: nothing is loaded from elsewhere, nothing is framed.
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}

_ALWAYS = [
    (name.lower().encode("latin-1"), value.encode("latin-1"))
    for name, value in {**SECURITY_HEADERS, "Cache-Control": "no-store"}.items()
]
"""As they are sent, where a reply does not say otherwise."""

log = structlog.get_logger("access")


class Metrics:
    """Counters of one process; a registry of its own, so that two apps do not collide."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "dmed_requests", "Requests", ["route", "method", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "dmed_request_seconds",
            "Time to the end of the reply",
            ["route", "method"],
            registry=self.registry,
            buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5),
        )
        # Looked up once: there are as many as there are routes, and each is asked for again.
        self._counted: dict[tuple[str, str, int], Counter] = {}
        self._timed: dict[tuple[str, str], Histogram] = {}

    def note(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one request."""
        counted = self._counted.get((route, method, status))
        if counted is None:
            counted = self.requests.labels(route, method, str(status))
            self._counted[route, method, status] = counted
        counted.inc()
        timed = self._timed.get((route, method))
        if timed is None:
            timed = self._timed[route, method] = self.seconds.labels(route, method)
        timed.observe(seconds)


class Observing:
    """Wraps the whole application."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request and say how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        began = time.perf_counter()
        status = 500

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = [one for one in message.get("headers", ()) if one[0] != _REQUEST_ID]
                said = {name.lower() for name, _ in headers}
                headers += [one for one in _ALWAYS if one[0] not in said]
                headers.append((_REQUEST_ID, request_id.encode("latin-1")))
                message = {**message, "headers": headers}
            await send(message)

        try:
            await self._app(scope, receive, observed)
        finally:
            seconds = time.perf_counter() - began
            route = getattr(scope.get("route"), "path", "unmatched")
            method = scope["method"]
            self._metrics.note(route, method, status, seconds)
            log.info(
                "request",
                route=route,
                method=method,
                status=status,
                milliseconds=round(seconds * 1000, 1),
            )


def _request_id(scope: Scope) -> str:
    """The sender's own, where it looks like one; else a new one."""
    for name, value in scope["headers"]:
        if name == _REQUEST_ID:
            if _IS_REQUEST_ID.fullmatch(value):
                return str(value, "ascii")
            break
    return uuid4().hex


class DiscreetFormatter(logging.Formatter):
    """Other libraries' warnings as JSON lines, without what may hold a person.

    The text of an exception may be a row or a parameter, and asyncio prints exceptions
    inside its messages: of an exception, only its kind and place are told; of a message,
    only the first line.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        told: dict[str, object] = {
            "event": record.getMessage().partition("\n")[0],
            "logger": record.name,
            "level": record.levelname.lower(),
        }
        if record.exc_info and record.exc_info[1] is not None:
            told["kind"] = type(record.exc_info[1]).__name__
            told["places"] = places_of(record.exc_info[1])
        return json.dumps(told)


def places_of(error: BaseException) -> list[str]:
    """The last places that an exception passed: file and line, nothing else."""
    return [
        f"{frame.filename.rsplit('/', 3)[-1]}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)[-6:]
    ]


def configure_logging(level: str, stream: TextIO | None = None) -> None:
    """JSON lines for this process.

    Args:
        level: of our own lines. Libraries never log below warning: at debug, a database
            driver writes out every parameter.
        stream: where to; default standard error.
    """
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(DiscreetFormatter())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("uvicorn.access").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=True,
    )
