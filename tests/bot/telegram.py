"""A Bot API server of the tests' own, as strict as Telegram about what it is sent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

TOKEN = "123456789:AAHsynthetic-token-for-tests-only-00000"
BOT = {"id": 123456789, "is_bot": True, "first_name": "Dmed", "username": "dmed_test_bot"}


@dataclass
class Call:
    """One call that the bot made."""

    method: str
    fields: dict[str, Any]


@dataclass
class TelegramServer:
    """Gives updates to long polling and checks what comes back.

    A call that Telegram would refuse (missing field, text too long, callback data over
    64 bytes, a callback answered twice) is answered with its error and kept in ``refused``.
    """

    calls: list[Call] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    _updates: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    _next: int = 1
    _answered: set[str] = field(default_factory=set)
    _runner: web.AppRunner | None = None
    url: str = ""

    async def start(self) -> None:
        """Listen on a free port."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"

    async def stop(self) -> None:
        """Close the port."""
        if self._runner is not None:
            await self._runner.cleanup()

    def write(self, text: str, *, language: str = "uz", user: int = 77) -> None:
        """Somebody writes to the bot in private."""
        person = {
            "id": user, "is_bot": False, "first_name": "Synthetic", "language_code": language,
        }  # fmt: skip
        message: dict[str, Any] = {
            "message_id": self._next, "date": 1_770_000_000, "text": text, "from": person,
            "chat": {"id": user, "type": "private", "first_name": "Synthetic"},
        }  # fmt: skip
        if text.startswith("/"):
            message["entities"] = [
                {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
            ]
        self._give({"message": message})

    def press(self, data: str, *, user: int = 77) -> None:
        """Somebody presses a button under the bot's last message."""
        self._give(
            {
                "callback_query": {
                    "id": f"press-{self._next}",
                    "from": {"id": user, "is_bot": False, "first_name": "Synthetic"},
                    "chat_instance": "1",
                    "data": data,
                    "message": {
                        "message_id": 5, "date": 1_770_000_000, "text": "…", "from": BOT,
                        "chat": {"id": user, "type": "private", "first_name": "Synthetic"},
                    },
                }
            }
        )  # fmt: skip

    async def wait_for(self, method: str, match: Callable[[Call], bool] = lambda _: True) -> Call:
        """The first call of ``method`` that fits; the test's timeout ends a wait in vain."""
        while True:
            for call in self.calls:
                if call.method == method and match(call):
                    return call
            await asyncio.sleep(0.01)

    def _give(self, update: dict[str, Any]) -> None:
        self._updates.put_nowait({"update_id": self._next, **update})
        self._next += 1

    async def _handle(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != TOKEN:
            return _error(401, "Unauthorized")
        method = request.match_info["method"]
        fields = dict(await request.post()) | dict(request.query)
        if method == "getUpdates":
            return await self._poll()
        if method == "getMe":
            return _ok({**BOT, "can_join_groups": False})
        call = Call(method, {name: _decode(str(value)) for name, value in fields.items()})
        fault = self._fault(call)
        if fault is not None:
            self.refused.append(f"{method}: {fault}")
            return _error(400, f"Bad Request: {fault}")
        self.calls.append(call)
        if method in {"sendMessage", "editMessageText"}:
            return _ok(
                {
                    "message_id": 5, "date": 1_770_000_000, "from": BOT,
                    "chat": {"id": call.fields["chat_id"], "type": "private"},
                    "text": call.fields["text"],
                }
            )  # fmt: skip
        return _ok(True)

    async def _poll(self) -> web.Response:
        try:
            first = await asyncio.wait_for(self._updates.get(), 0.5)
        except TimeoutError:
            return _ok([])
        found = [first]
        while not self._updates.empty():
            found.append(self._updates.get_nowait())
        return _ok(found)

    def _fault(self, call: Call) -> str | None:
        required = {
            "sendMessage": ("chat_id", "text"),
            "editMessageText": ("chat_id", "message_id", "text"),
            "answerCallbackQuery": ("callback_query_id",),
        }.get(call.method)
        if required is None:
            return f"method {call.method} is not known here"
        missing = [name for name in required if name not in call.fields]
        if missing:
            return f"{missing[0]} is missing"
        if "text" in required and not 1 <= len(str(call.fields["text"])) <= 4096:
            return "message text must have 1 to 4096 characters"
        if call.method == "answerCallbackQuery":
            press = str(call.fields["callback_query_id"])
            if press in self._answered:
                return "query is too old"
            self._answered.add(press)
            if len(str(call.fields.get("text", ""))) > 200:
                return "text of an answer has at most 200 characters"
        for row in (call.fields.get("reply_markup") or {}).get("inline_keyboard", []):
            for button in row:
                if not 1 <= len(str(button.get("callback_data", "")).encode()) <= 64:
                    return "BUTTON_DATA_INVALID"
        return None


def _decode(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


def _ok(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _error(status: int, description: str) -> web.Response:
    return web.json_response(
        {"ok": False, "error_code": status, "description": description}, status=status
    )
