"""Telegram's stand-in beside a journey, the bot's process, and one person's phone."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import TimeoutError as TooLate
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from deploy.demo_chat import PERSON, chat_routes
from tests.bot.telegram import TOKEN, Call, TelegramServer
from tests.journeys.processes import Process, run

T = TypeVar("T")

SECONDS = 90.0


class NotHeard(AssertionError):
    """The bot did not say what was waited for, or said what Telegram refuses."""


class Messenger:
    """A chat with the bot, as its person uses it.

    Args:
        folder: where the bot's log lies.

    Attributes:
        page: address of the chat, for a browser.
    """

    def __init__(self, folder: Path) -> None:
        self.server = TelegramServer()
        self._folder = folder
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="telegram")
        self._thread.start()
        self._do(self.server.start(chat_routes(self.server)))
        self.page = f"{self.server.url}/chat"
        self.bot: Process | None = None

    def start_bot(self, environment: Mapping[str, str]) -> None:
        """Start the bot's real process.

        Args:
            environment: of the API, and ``DMED_API_URL``.

        Raises:
            ProcessFailed: the API gives no key for the bot.
        """
        key = run("-m", "mobile_api", "bot-key", "--replace", environment=environment).strip()
        self.bot = Process(
            "bot",
            [sys.executable, "-m", "bot"],
            log=self._folder / "bot.log",
            environment={
                **environment,
                "DMED_BOT_TOKEN": TOKEN,
                "DMED_BOT_KEY": key,
                "DMED_BOT_API_URL": self.server.url,
            },
        )

    def close(self) -> None:
        """Stop the bot and the server."""
        try:
            if self.bot is not None:
                self.bot.stop()
            self._do(self.server.stop())
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    @property
    def mark(self) -> int:
        """Now, to wait for what is said after it."""
        return len(self.server.calls)

    def starts(self, language: str) -> Call:
        """Open the bot and choose a language; the bot then asks for the number."""
        begun = self.writes("/start", lambda call: bool(call.buttons))
        return self.presses_data(
            begun, f"lang:{language}", lambda call: "keyboard" in call.fields["reply_markup"]
        )

    def shares_contact(self, phone: str) -> Call:
        """Share the own number; the list of visits."""
        mark = self.mark
        self._loop.call_soon_threadsafe(self.server.share_contact, phone.lstrip("+"))
        return self.hears("the visits", lambda call: bool(call.buttons), after=mark)

    def writes(self, text: str, match: Callable[[Call], bool] = lambda call: True) -> Call:
        """Write, and hear what the bot says then."""
        mark = self.mark
        self._loop.call_soon_threadsafe(self.server.write, text)
        return self.hears(f"an answer to {text}", match, after=mark)

    def presses(self, call: Call, text: str) -> Call:
        """Press a button by what stands on it; what the bot puts in place of the message."""
        return self.presses_data(
            call,
            call.data(text),
            lambda told: told.method == "editMessageText" and told.message == call.message,
        )

    def presses_data(self, call: Call, data: str, match: Callable[[Call], bool]) -> Call:
        """Press a button by what it sends."""
        mark = self.mark
        self._loop.call_soon_threadsafe(self._press, data, call.message)
        return self.hears("an answer to a button", match, after=mark)

    def hears(self, what: str, match: Callable[[Call], bool], *, after: int = 0) -> Call:
        """What the bot says, also by itself.

        Raises:
            NotHeard: it did not come.
        """

        async def said() -> Call:
            while True:
                for call in self.server.calls[after:]:
                    shown = call.method in {"sendMessage", "editMessageText"}
                    if shown and call.fields["chat_id"] == PERSON and match(call):
                        return call
                await asyncio.sleep(0.02)

        try:
            found = self._do(said())
        except TooLate as late:
            log = self.bot.tail() if self.bot is not None else "it was never started"
            raise NotHeard(f"the bot did not say {what}; its log: {log}") from late
        if self.server.refused:
            raise NotHeard(f"Telegram would have refused: {self.server.refused}")
        return found

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Something on this person's phone, beside the browser's own loop."""
        return self._do(work)

    def _press(self, data: str, message: int) -> None:
        self.server.press(data, message=message)

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        doing = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return doing.result(SECONDS)
        except TooLate:
            doing.cancel()
            raise


@contextmanager
def open_messenger(folder: Path) -> Iterator[Messenger]:
    """A chat for the length of the block."""
    messenger = Messenger(folder)
    try:
        yield messenger
    finally:
        messenger.close()
