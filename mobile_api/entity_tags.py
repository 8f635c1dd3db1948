"""Every JSON that is read carries an ETag; what has not changed is not sent again.

One pure ASGI middleware, so that no route can forget it. Routes that know a cheaper tag set their
own, which is left alone.
"""

from __future__ import annotations

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mobile_api.http import is_fresh

_KEPT = ("etag", "cache-control", "vary", "x-request-id")


class EntityTags:
    """Wraps the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if (
            scope["type"] != "http"
            or scope["method"] not in {"GET", "HEAD"}
            or not scope["path"].startswith("/v1/")
        ):
            await self._app(scope, receive, send)
            return
        held: Message | None = None

        async def tagged(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start" and _is_taggable(message):
                held = message
                return
            if held is None:
                await send(message)
                return
            start, held = held, None
            if not message.get("more_body", False):
                headers = MutableHeaders(raw=start["headers"])
                body = message.get("body", b"")
                headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
                headers.setdefault("Cache-Control", "private, no-cache")
                if is_fresh(headers["ETag"], Headers(scope=scope).get("if-none-match")):
                    kept = [
                        (name, value)
                        for name, value in start["headers"]
                        if name.decode("latin-1").lower() in _KEPT
                    ]
                    start = {**start, "status": 304, "headers": kept}
                    message = {**message, "body": b""}
            await send(start)
            await send(message)

        await self._app(scope, receive, tagged)


def _is_taggable(start: Message) -> bool:
    if any(name == b"etag" for name, _ in start["headers"]):
        return False
    headers = Headers(raw=start["headers"])
    return (
        start["status"] == 200
        and headers.get("content-type", "").startswith("application/json")
        and "no-store" not in headers.get("cache-control", "")
    )
