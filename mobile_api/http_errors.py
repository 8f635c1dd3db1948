"""Errors over HTTP: application/problem+json (RFC 9457) with a stable ``code``.

The one place that knows status numbers. A problem document never repeats what was
sent: validation errors name the field and the rule, not the value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import orjson
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from mobile_api.errors import DmedError, InvalidRequest, Kind, Unavailable
from mobile_api.observing import places_of

log = structlog.get_logger(__name__)

STATUS: Mapping[Kind, int] = {
    Kind.INVALID: 422,
    Kind.UNAUTHENTICATED: 401,
    Kind.FORBIDDEN: 403,
    Kind.NOT_FOUND: 404,
    Kind.CONFLICT: 409,
    Kind.MISMATCH: 422,
    Kind.TOO_LARGE: 413,
    Kind.TOO_MANY: 429,
    Kind.UNAVAILABLE: 503,
    Kind.INTERNAL: 500,
}

_HTTP_CODES = {404: "not_found", 405: "method_not_allowed", 406: "not_acceptable"}

PROBLEM = "application/problem+json"

REPEATABLE = "x-repeatable"
"""Marks, in the document, a header whose value changes nothing."""

ErrorPage = Callable[[Request, int, str, Mapping[str, str]], Response | None]
"""Gives the page for an error (request, status, code, headers); None where JSON is wanted."""


def problem(error: DmedError) -> Response:
    """The reply for one of our errors."""
    status = STATUS[error.kind]
    headers: dict[str, str] = {}
    retry_after = error.facts.get("retry_after")
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    elif error.kind is Kind.UNAVAILABLE:
        headers["Retry-After"] = "2"
    if error.kind is Kind.UNAUTHENTICATED:
        headers["WWW-Authenticate"] = "Bearer"
    body = {
        "type": f"urn:dmed:error:{error.code}",
        "title": error.message,
        "status": status,
        "code": error.code,
        **error.facts,
    }
    return _reply(status, body, headers)


def install(app: FastAPI, error_page: ErrorPage | None = None) -> None:
    """Make every error of ``app`` a problem document, or a page where a browser asks for one.

    Args:
        app: the application.
        error_page: makes the pages; None: problem documents only.
    """

    def shown(request: Request, code: str, document: Response) -> Response:
        if error_page is None:
            return document
        page = error_page(request, document.status_code, code, document.headers)
        return document if page is None else page

    async def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, DmedError)
        if error.kind is Kind.INTERNAL:
            log.error("internal_error", code=error.code)
        return shown(request, error.code, problem(error))

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        fields = [
            {"field": ".".join(str(part) for part in fault["loc"]), "rule": str(fault["type"])}
            for fault in error.errors()
        ]
        return shown(request, InvalidRequest.code, problem(InvalidRequest(fields=fields)))

    async def by_framework(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 400:
            # Bytes that are no text, a form that ends in the middle: as little a request of ours
            # as any other that does not follow the schema.
            return shown(request, InvalidRequest.code, problem(InvalidRequest()))
        code = _HTTP_CODES.get(error.status_code, f"http_{error.status_code}")
        body = {
            "type": f"urn:dmed:error:{code}",
            "title": error.detail,
            "status": error.status_code,
            "code": code,
        }
        document = _reply(error.status_code, body, dict(error.headers or {}))
        return shown(request, code, document)

    async def database(request: Request, error: Exception) -> Response:
        assert isinstance(error, DBAPIError)
        _log_unexpected(error)
        # 40001 and 40P01: serialisation failure and deadlock; the same request may succeed.
        if getattr(error.orig, "sqlstate", None) in {"40001", "40P01"}:
            return shown(request, Unavailable.code, problem(Unavailable(part="database")))
        return shown(request, DmedError.code, problem(DmedError()))

    async def unexpected(request: Request, error: Exception) -> Response:
        _log_unexpected(error)
        return shown(request, DmedError.code, problem(DmedError()))

    app.add_exception_handler(DmedError, ours)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, by_framework)
    app.add_exception_handler(DBAPIError, database)
    app.add_exception_handler(Exception, unexpected)


def _log_unexpected(error: Exception) -> None:
    # The message may hold personal data (a parameter, a row): only kind and place are logged.
    log.error("unexpected_error", kind=type(error).__name__, places=places_of(error))


def _reply(status: int, body: Mapping[str, Any], headers: Mapping[str, str]) -> Response:
    return Response(
        orjson.dumps(body), status_code=status, media_type=PROBLEM, headers=dict(headers)
    )
