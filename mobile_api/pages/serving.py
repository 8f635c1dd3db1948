"""Static files, and kind pages for what goes wrong."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

from mobile_api.pages.languages import language_of
from mobile_api.pages.rendering import STATIC, Pages, wants_html

LOGIN = "/staff/login"
_A_YEAR = 365 * 86400

# The page that is shown for a status; whatever is not here is shown as 500.
_KINDS: Mapping[int, str] = {
    403: "forbidden",
    404: "not-found",
    422: "not-found",
    429: "too-many",
    503: "unavailable",
}
_KINDS_OF_CODES: Mapping[str, str] = {
    "no_such_ticket": "ticket",
    "link_over": "link",
    "foreign_form": "form",
    "identity_not_confirmed": "identity",
}
"""Where the status alone would not say what to do."""


class CachedStatic(StaticFiles):
    """Files whose address names their content (``?v=digest``) are kept for a year."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """One file."""
        reply = super().file_response(full_path, stat_result, scope, status_code)
        named = scope.get("query_string", b"").startswith(b"v=")
        age = f"public, max-age={_A_YEAR}, immutable" if named else "public, max-age=300"
        reply.headers["Cache-Control"] = age
        return reply


def static_files() -> StaticFiles:
    """Styles, scripts and fonts of all pages."""
    return CachedStatic(directory=STATIC)


def local_path(wanted: str | None, default: str) -> str:
    """Where to go after signing in: only ever an address of our own staff pages.

    Browsers read backslashes as slashes and strip control characters, so that
    ``/\\evil.example`` would leave us.
    """
    if not wanted or not wanted.isprintable() or "\\" in wanted:
        return default
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc or not (wanted + "/").startswith(("/staff/", "/staff?")):
        return default
    return wanted if not parts.path.startswith(LOGIN) else default


def to_login(request: Request) -> Response:
    """Whoever is not signed in (any more) goes to the sign-in page and comes back."""
    wanted = request.url.path
    if request.method != "GET" or wanted.endswith(("/stream", "/state")):
        wanted = "/staff"
    elif request.url.query:
        wanted += f"?{request.url.query}"
    address = f"{LOGIN}?next={quote(wanted, safe='')}"
    if request.headers.get("hx-request") == "true":
        # A redirect would be followed by the script and put into the middle of the page.
        return Response(status_code=401, headers={"HX-Redirect": address})
    return RedirectResponse(address, status_code=303)


class ErrorPages:
    """Answers errors with pages where a browser asks for one."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def __call__(
        self, request: Request, status: int, code: str, headers: Mapping[str, str]
    ) -> Response | None:
        """The page for an error, None where JSON is wanted.

        Args:
            request: what was asked.
            status: HTTP status.
            code: stable code of the error.
            headers: what the JSON answer would carry (Retry-After).
        """
        staff = request.url.path.startswith("/staff")
        if staff and status == 401:
            return to_login(request)
        if not wants_html(request):
            return None
        kind = _KINDS_OF_CODES.get(code) or _KINDS.get(status, "broken")
        kept = {key: value for key, value in headers.items() if key.lower() == "retry-after"}
        return self._pages.page(
            request,
            "error.html",
            language_of(request, getattr(request.state, "language", None)),
            status=status,
            headers=kept,
            kind=kind,
            back="/staff" if staff else None,
        )
