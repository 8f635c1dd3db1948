"""/start over real HTTP against a Bot API server that is as strict as Telegram."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.conversations.start import OWN_NAMES
from mobile_api.client.bot import BotClient
from mobile_api.schemas import LANGUAGES
from tests.bot.telegram import TelegramServer
from tests.bot.world import talking, wired


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    """A running bot whose back end does not answer, and the server that it talks to."""
    server = TelegramServer()
    await server.start()
    nobody = httpx.AsyncClient(transport=httpx.MockTransport(_refuse))
    parts = wired(server, BotClient("http://nobody.example", "key", nobody))
    async with talking(server, parts):
        yield server
    await parts.close()
    await server.stop()


def _refuse(request: httpx.Request) -> httpx.Response:
    return httpx.Response(
        401, json={"code": "chat_not_linked", "status": 401, "title": "", "type": ""}
    )


async def test_start_offers_all_six_languages(telegram: TelegramServer) -> None:
    telegram.write("/start", language="ru")
    greeting = await telegram.wait_for("sendMessage")
    assert "Выберите язык" in greeting.fields["text"]
    rows = greeting.fields["reply_markup"]["inline_keyboard"]
    assert [button["text"] for row in rows for button in row] == list(OWN_NAMES.values())
    assert telegram.refused == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_chosen_language_is_spoken_and_remembered(
    telegram: TelegramServer, language: str
) -> None:
    telegram.press(f"lang:{language}")
    chosen = await telegram.wait_for("editMessageText")
    assert "103" in chosen.fields["text"]
    await telegram.wait_for("answerCallbackQuery")
    await telegram.wait_for("sendMessage")  # how to connect the chat
    again = await telegram.ask("/start")
    assert ("Hello" in again.fields["text"]) == (language == "en")
    assert telegram.refused == []


async def test_two_people_keep_their_own_languages(telegram: TelegramServer) -> None:
    telegram.press("lang:ru", user=1)
    telegram.press("lang:kk", user=2)
    await telegram.wait_for("editMessageText", lambda call: call.fields["chat_id"] == 2)
    await telegram.wait_for("editMessageText", lambda call: call.fields["chat_id"] == 1)
    await telegram.wait_for("sendMessage", lambda call: call.fields["chat_id"] == 2)
    await telegram.wait_for("sendMessage", lambda call: call.fields["chat_id"] == 1)
    first = await telegram.ask("/start", user=1)
    second = await telegram.ask("/start", user=2)
    assert "Здравствуйте" in first.fields["text"]
    assert "Сәлеметсіз" in second.fields["text"]


async def test_a_made_up_button_falls_back_to_uzbek(telegram: TelegramServer) -> None:
    telegram.press("lang:xx")
    chosen = await telegram.wait_for("editMessageText")
    assert "oʻzbek" in chosen.fields["text"]


def test_without_a_token_the_process_says_what_to_set() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot"],
        env={"PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert done.returncode == 2
    assert done.stderr.strip() == "Set DMED_BOT_TOKEN to the token that BotFather gave."
