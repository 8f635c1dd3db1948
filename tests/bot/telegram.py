"""A Bot API server of the tests' own, as strict as Telegram about what it is sent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

import httpx
from aiohttp import web

TOKEN = "123456789:AAHsynthetic-token-for-tests-only-00000"
BOT = {"id": 123456789, "is_bot": True, "first_name": "Dmed", "username": "dmed_test_bot"}
_DATE = 1_770_000_000

_REQUIRED: dict[str, dict[str, type]] = {
    "sendMessage": {"chat_id": int, "text": str},
    "editMessageText": {"chat_id": int, "message_id": int, "text": str},
    "answerCallbackQuery": {"callback_query_id": str},
    "setMyCommands": {"commands": list},
    "setWebhook": {"url": str},
    "deleteWebhook": {},
}
_BUTTON_KINDS = ("callback_data", "url", "web_app")


@dataclass
class Line:
    """One thing in a chat, as its person sees it.

    Attributes:
        chat: whose.
        who: said or did it.
        text: what was said, or stands on the button that was pressed.
        message: number of the message; 0 for a press.
        rows: inline buttons of the bot's message.
        keys: buttons that lie in place of the keyboard.
        edited: the bot has put it in place of what stood there.
    """

    chat: int
    who: Literal["person", "bot"]
    text: str
    message: int = 0
    rows: list[list[dict[str, Any]]] = field(default_factory=list)
    keys: list[list[dict[str, Any]]] = field(default_factory=list)
    edited: bool = False


@dataclass
class Call:
    """One call that the bot made.

    Attributes:
        method: of the Bot API.
        fields: as they were sent, decoded.
        message: number of the message that it made or changed.
    """

    method: str
    fields: dict[str, Any]
    message: int = 0

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """The inline buttons, row by row."""
        markup = self.fields.get("reply_markup") or {}
        return [button for row in markup.get("inline_keyboard", []) for button in row]

    def data(self, text: str) -> str:
        """What a press on the button that says this sends."""
        found = [one["callback_data"] for one in self.buttons if text in one["text"]]
        assert found, f"no button {text!r} among {[one['text'] for one in self.buttons]}"
        return str(found[0])


@dataclass
class TelegramServer:
    """Gives updates to long polling or to a webhook, and checks what comes back.

    A call that Telegram would refuse (missing field, wrong type, text too long, callback data
    over 64 bytes, a callback answered twice, a button with two kinds of action, an address that
    is not https in a Mini App) is answered with its error and kept in ``refused``.

    Attributes:
        calls: what was accepted, in order.
        lines: everything in all chats, in order: what people did and what the bot said.
        refused: what was not, and why.
        blocked: people who have blocked the bot: 403.
        busy: answers of 429 that are still to be given; each the seconds to wait.
        handled: updates that were dealt with to the end; None where nobody sees into the bot.
    """

    calls: list[Call] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    blocked: set[int] = field(default_factory=set)
    busy: list[int] = field(default_factory=list)
    handled: set[int] | None = None
    webhook: dict[str, Any] = field(default_factory=dict)
    _updates: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    _next: int = 1
    _message: int = 5
    _answered: set[str] = field(default_factory=set)
    _given: set[int] = field(default_factory=set)
    _shown: dict[tuple[int, int], tuple[str, Any]] = field(default_factory=dict)
    _runner: web.AppRunner | None = None
    url: str = ""

    async def start(self, pages: Iterable[web.RouteDef] = ()) -> None:
        """Listen on a free port.

        Args:
            pages: served beside the API, for people.
        """
        app = web.Application()
        app.add_routes(pages)
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

    def write(self, text: str, *, language: str = "uz", user: int = 77) -> dict[str, Any]:
        """Somebody writes to the bot in private; the update, to be delivered again."""
        self.lines.append(Line(user, "person", text))
        message = self._from(user, language) | {"text": text}
        if text.startswith("/"):
            message["entities"] = [
                {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
            ]
        return self._give({"message": message})

    def share_contact(
        self, phone: str, *, owner: int | None = 77, user: int = 77
    ) -> dict[str, Any]:
        """Somebody shares a contact; their own only where ``owner`` is them."""
        contact: dict[str, Any] = {"phone_number": phone, "first_name": "Synthetic"}
        if owner is not None:
            contact["user_id"] = owner
        self.lines.append(Line(user, "person", f"[{phone}]"))
        return self._give({"message": self._from(user, "uz") | {"contact": contact}})

    def unblock(self, *, user: int = 77) -> dict[str, Any]:
        """Somebody who had blocked the bot starts it again."""
        self.blocked.discard(user)
        person = {"id": user, "is_bot": False, "first_name": "Synthetic"}
        return self._give(
            {
                "my_chat_member": {
                    "chat": {"id": user, "type": "private", "first_name": "Synthetic"},
                    "from": person,
                    "date": _DATE,
                    "old_chat_member": {"user": BOT, "status": "kicked", "until_date": 0},
                    "new_chat_member": {"user": BOT, "status": "member"},
                }
            }
        )

    def press(self, data: str, *, user: int = 77, message: int = 5) -> dict[str, Any]:
        """Somebody presses a button; the update, to be delivered again."""
        _, markup = self._shown.setdefault((user, message), ("…", None))
        rows = (markup or {}).get("inline_keyboard", [])
        names = [one["text"] for row in rows for one in row if one.get("callback_data") == data]
        self.lines.append(Line(user, "person", f"({names[0] if names else '?'})"))
        return self._give(
            {
                "callback_query": {
                    "id": f"press-{self._next}",
                    "from": {"id": user, "is_bot": False, "first_name": "Synthetic"},
                    "chat_instance": "1",
                    "data": data,
                    "message": {
                        "message_id": message, "date": _DATE, "text": "…", "from": BOT,
                        "chat": {"id": user, "type": "private", "first_name": "Synthetic"},
                    },
                }
            }
        )  # fmt: skip

    def send(self, *, user: int = 77, group: int | None = None, **content: Any) -> dict[str, Any]:
        """Somebody sends anything at all (a photo, a voice), in private or in a group."""
        message = self._from(user, "en") | content
        if group is not None:
            message["chat"] = {"id": group, "type": "supergroup", "title": "Family"}
        return self._give({"message": message})

    def happen(self, **update: Any) -> dict[str, Any]:
        """Any other update."""
        return self._give(update)

    def again(self, update: dict[str, Any]) -> None:
        """Deliver an update a second time, as Telegram does where it is not sure."""
        self._updates.put_nowait(update)

    async def post(self, address: str, update: dict[str, Any], secret: str | None) -> int:
        """Deliver an update to a webhook; the status that the bot answers with."""
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with httpx.AsyncClient(trust_env=False, timeout=60) as http:
            return (await http.post(address, json=update, headers=headers)).status_code

    async def wait_for(
        self, method: str, match: Callable[[Call], bool] = lambda _: True, *, after: int = 0
    ) -> Call:
        """The first call of ``method`` that fits; the test's timeout ends a wait in vain."""

        def fits(call: Call) -> bool:
            return call.method == method and match(call)

        return await self._first(fits, after)

    async def ask(self, text: str, *, user: int = 77) -> Call:
        """Write, and wait for the bot's next message to this person."""
        mark = len(self.calls)
        self.write(text, user=user)
        return await self._said(mark, user)

    async def tap(self, call: Call, text: str, *, user: int = 77) -> Call:
        """Press the button that says this, and wait for what the bot then shows."""
        mark = len(self.calls)
        self.press(call.data(text), user=user, message=call.message or 5)
        return await self._said(mark, user)

    def transcript(self, *, user: int = 77) -> str:
        """A chat as text, for people to read: buttons in brackets under the message."""
        told = []
        for line in self.lines:
            if line.chat != user:
                continue
            if line.who == "person":
                told.append(f"> {line.text}")
                continue
            shown = [*line.text.splitlines()]
            shown += ["  ".join(f"[{one['text']}]" for one in row) for row in line.rows + line.keys]
            told.append("\n".join(("  ~ " if line.edited else "    ") + one for one in shown))
        return "\n\n".join(told) + "\n"

    async def _said(self, mark: int, user: int) -> Call:
        def fits(call: Call) -> bool:
            shown = call.method in {"sendMessage", "editMessageText"}
            return shown and call.fields["chat_id"] == user

        return await self._first(fits, mark)

    async def _first(self, fits: Callable[[Call], bool], mark: int) -> Call:
        """Once the bot has done all that it does after it, where the test can see that."""
        while True:
            for call in self.calls[mark:]:
                if fits(call):
                    await self.settled()
                    return call
            await asyncio.sleep(0.01)

    async def settled(self) -> None:
        """Until everything that people did so far is dealt with to the end, not only answered."""
        while self.handled is not None and not self._given <= self.handled:  # noqa: ASYNC110 - seen from outside
            await asyncio.sleep(0.01)

    def _from(self, user: int, language: str) -> dict[str, Any]:
        return {
            "message_id": self._next, "date": _DATE,
            "from": {
                "id": user, "is_bot": False, "first_name": "Synthetic", "language_code": language,
            },
            "chat": {"id": user, "type": "private", "first_name": "Synthetic"},
        }  # fmt: skip

    def _give(self, update: dict[str, Any]) -> dict[str, Any]:
        whole = {"update_id": self._next, **update}
        self._given.add(self._next)
        self._updates.put_nowait(whole)
        self._next += 1
        return whole

    async def _handle(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != TOKEN:
            return _error(401, "Unauthorized")
        method = request.match_info["method"]
        fields = dict(await request.post()) | dict(request.query)
        if method == "getUpdates":
            return await self._poll()
        if method == "getMe":
            return _ok({**BOT, "can_join_groups": False})
        call = Call(method, {name: _decode(name, str(value)) for name, value in fields.items()})
        refusal = self._refusal(call)
        if refusal is not None:
            return refusal
        if method in {"sendMessage", "editMessageText"}:
            if method == "sendMessage":
                self._message += 1
            chat = call.fields["chat_id"]
            shown = call.message = call.fields.get("message_id", self._message)
            self._shown[chat, shown] = (call.fields["text"], call.fields.get("reply_markup"))
            self._note(call)
        self.calls.append(call)
        if method in {"sendMessage", "editMessageText"}:
            return _ok(
                {
                    "message_id": shown, "date": _DATE, "from": BOT,
                    "chat": {"id": chat, "type": "private"}, "text": call.fields["text"],
                }
            )  # fmt: skip
        if method == "setWebhook":
            self.webhook = call.fields
        return _ok(True)

    def _refusal(self, call: Call) -> web.Response | None:
        """What Telegram answers instead of doing it."""
        if call.method == "sendMessage" and self.busy:
            return _error(429, "Too Many Requests", retry_after=self.busy.pop(0))
        if call.fields.get("chat_id") in self.blocked:
            return _error(403, "Forbidden: bot was blocked by the user")
        fault = self._fault(call)
        if fault is not None:
            self.refused.append(f"{call.method}: {fault}")
            return _error(400, f"Bad Request: {fault}")
        if call.method == "editMessageText":
            if (call.fields["chat_id"], call.fields["message_id"]) not in self._shown:
                return _error(400, "Bad Request: message to edit not found")
            if self._unchanged(call):
                return _error(400, "Bad Request: message is not modified")
        return None

    def _note(self, call: Call) -> None:
        markup = call.fields.get("reply_markup") or {}
        self.lines.append(
            Line(
                chat=call.fields["chat_id"],
                who="bot",
                text=call.fields["text"],
                message=call.message,
                rows=markup.get("inline_keyboard", []),
                keys=markup.get("keyboard", []),
                edited=call.method == "editMessageText",
            )
        )

    def _unchanged(self, call: Call) -> bool:
        before = self._shown.get((call.fields["chat_id"], call.fields["message_id"]))
        return before == (call.fields["text"], call.fields.get("reply_markup"))

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
        required = _REQUIRED.get(call.method)
        if required is None:
            return f"method {call.method} is not known here"
        for name, kind in required.items():
            if name not in call.fields:
                return f"{name} is missing"
            if not isinstance(call.fields[name], kind):
                return f"{name} has the wrong type"
        if "text" in required and not 1 <= _letters(call.fields["text"]) <= 4096:
            return "message text must have 1 to 4096 characters"
        if call.method == "answerCallbackQuery":
            press = str(call.fields["callback_query_id"])
            if press in self._answered:
                return "query is too old"
            self._answered.add(press)
            if len(str(call.fields.get("text", ""))) > 200:
                return "text of an answer has at most 200 characters"
        if call.method == "setMyCommands":
            return _commands_fault(call.fields["commands"])
        if call.method == "setWebhook" and not call.fields["url"].startswith("https://"):
            return "bad webhook: HTTPS url must be provided for webhook"
        return _markup_fault(call.fields.get("reply_markup") or {})


def _commands_fault(commands: list[dict[str, str]]) -> str | None:
    for one in commands:
        if not 1 <= len(one["command"]) <= 32 or not one["command"].islower():
            return "BOT_COMMAND_INVALID"
        if not 1 <= len(one["description"]) <= 256:
            return "BOT_COMMAND_DESCRIPTION_INVALID"
    return None


def _markup_fault(markup: dict[str, Any]) -> str | None:
    rows = markup.get("inline_keyboard", [])
    if sum(len(row) for row in rows) > 100 or any(len(row) > 8 for row in rows):
        return "too many buttons"
    for button in (one for row in rows for one in row):
        kinds = [kind for kind in _BUTTON_KINDS if kind in button]
        if not button.get("text") or len(kinds) != 1:
            return "inline keyboard button must have exactly one action and a text"
        if kinds == ["callback_data"] and not 1 <= len(button["callback_data"].encode()) <= 64:
            return "BUTTON_DATA_INVALID"
        if kinds == ["url"] and not button["url"].startswith(("http://", "https://", "tg://")):
            return "BUTTON_URL_INVALID"
        if kinds == ["web_app"] and not button["web_app"]["url"].startswith("https://"):
            return "Only HTTPS links are allowed"
    return None


def _letters(text: str) -> int:
    """As Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def _decode(name: str, value: str) -> Any:
    # Text is text, whatever it looks like.
    if name in {"text", "callback_query_id", "url", "secret_token", "language_code"}:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _ok(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _error(status: int, description: str, **parameters: int) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = parameters
    return web.json_response(body, status=status)
