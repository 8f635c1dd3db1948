"""Bodies that are too large are refused before they are read: one pure ASGI middleware.

A body is measured by what it says of itself (Content-Length) and counted as it comes, because
a sender may say less, or nothing. Whoever sends 50 MB is told so after the first byte too many,
and holds no memory meanwhile.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mobile_api.errors import RequestTooLarge
from mobile_api.http_errors import problem

MOST_BYTES = 1024 * 1024
"""The largest order is a list of a few hundred things."""

MOST_FILE_BYTES = 33 * 1024 * 1024
"""A registry of 200,000 patients, and the form around it (``patients.csv_files.MAX_BYTES``)."""

_FILES = (
    "/v1/facilities/imports",
    "/v1/patients/imports",
    "/staff/administration/lists",
    "/staff/patients/import",
)


class BodyLimit:
    """Wraps the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = MOST_FILE_BYTES if scope["path"].startswith(_FILES) else MOST_BYTES
        if _announced(scope) > most:
            await _refuse(scope, receive, send, most)
            return
        came, answered = 0, False

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise _TooLarge
            return message

        async def noted(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self._app(scope, counted, noted)
        except _TooLarge:
            if not answered:
                await _refuse(scope, receive, send, most)


class _TooLarge(BaseException):
    """Passes every handler of the application: the limit is told here, once."""


def _announced(scope: Scope) -> int:
    said = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    # Longer than any number of bytes that anybody has: and nothing that int() would refuse.
    return int(said) if said.isdigit() and len(said) < 20 else 0


async def _refuse(scope: Scope, receive: Receive, send: Send, most: int) -> None:
    reply = problem(RequestTooLarge(most_bytes=most))
    reply.headers["Connection"] = "close"  # the rest of the body is not read
    await reply(scope, receive, send)
