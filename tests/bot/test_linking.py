"""Whose chat it is: the own contact, a one-time code, and being forgotten again."""

from __future__ import annotations

import logging
from pathlib import Path
from uuid import uuid4

import pytest
from aiohttp import web

from bot.app import PHRASES, webhook_app
from mobile_api import patients
from mobile_api.access.errors import ChatNotLinked
from mobile_api.access.schemas import MakeLinkCode
from mobile_api.keys import Keyring
from mobile_api.patients.rules import CONSENT_VERSIONS
from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import LANGUAGES
from mobile_api.settings import Settings
from tests.bot.world import ME, World, open_world
from tests.conftest import BOTH, SettableClock
from tests.mobile_api.access.phone import Phone, listen


@BOTH
async def test_a_contact_is_accepted_only_from_its_owner(world: World) -> None:
    world.telegram.press("lang:en")
    await world.telegram.wait_for("sendMessage")
    for owner in (78, None):
        mark = len(world.telegram.calls)
        world.telegram.share_contact("998901230099", owner=owner)
        said = await world.telegram.wait_for("sendMessage", after=mark)
        assert "your own number" in said.fields["text"]
    with pytest.raises(ChatNotLinked):
        await world.parts.back_end.for_chat(ME).account()
    mark = len(world.telegram.calls)
    world.telegram.share_contact("998901230099")
    said = await world.telegram.wait_for("sendMessage", after=mark)
    assert "connected to you" in said.fields["text"]
    assert (await world.parts.back_end.for_chat(ME).account()).telegram_linked


def test_the_words_that_the_chat_shows_are_those_that_are_kept_as_agreed_to() -> None:
    chat, kept = Phrasebook(*PHRASES), Phrasebook(Path(patients.__file__).parent / "phrases")
    asked = f"consent-telegram-v{CONSENT_VERSIONS['telegram']}-text"
    for language in LANGUAGES:
        assert chat.say(language, "link-consent") == kept.say(language, asked)


@BOTH
async def test_the_apps_code_connects_the_chat_once_typed_or_by_link(world: World) -> None:
    hall = world.clinic.hall
    phone = Phone(hall, listen(hall))
    await phone.sign_in()
    for user, form in ((ME, "/start {}"), (78, "{}"), (79, "/start link_{}")):
        code = (await phone.client.make_link_code(MakeLinkCode(id=uuid4()))).code
        said = await world.telegram.ask(form.format(code), user=user)
        assert "bogʻlandi" in said.fields["text"]
        again = await world.telegram.ask(form.format(code), user=80)
        assert "bogʻlandi" not in again.fields["text"]
    await phone.client.close()


async def test_unlinking_forgets_the_person(world: World) -> None:
    await world.link()
    settings = await world.telegram.ask("/settings")
    asked = await world.telegram.tap(settings, "Disconnect")
    gone = await world.telegram.tap(asked, "Yes, disconnect")
    assert "Nothing about you is kept" in gone.fields["text"]
    with pytest.raises(ChatNotLinked):
        await world.parts.back_end.for_chat(ME).account()
    assert [key for key in await world.parts.redis.keys("*") if "fsm" in str(key)] == []


async def test_a_typed_symptom_is_neither_answered_nor_kept_nor_logged(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await world.link(language="ru")
    said = await world.telegram.ask("сильно болит в груди, не могу дышать")
    assert "103" in said.fields["text"]
    assert "груди" not in said.fields["text"]
    assert "груди" not in caplog.text
    for key in await world.parts.redis.keys("*"):
        assert "string" in str(await world.parts.redis.type(key))
        kept = await world.parts.redis.get(key)
        assert isinstance(kept, bytes)
        assert "груди" not in kept.decode()


async def test_a_webhook_hears_only_who_knows_the_secret(
    settings: Settings, keyring: Keyring, clock: SettableClock
) -> None:
    async with open_world(settings, keyring, clock, polling=False) as world:
        runner = web.AppRunner(webhook_app(world.parts, "a-secret-of-the-tests"))
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        address = f"http://{host}:{port}/telegram"
        update = world.telegram.write("/help", language="en")
        for wrong in (None, "another", ""):
            assert await world.telegram.post(address, update, wrong) == 401
        assert world.telegram.calls == []
        for _ in range(2):
            assert await world.telegram.post(address, update, "a-secret-of-the-tests") == 200
        (said,) = world.telegram.calls
        assert "103" in said.fields["text"]
        await runner.cleanup()


async def test_a_flood_of_one_person_is_dropped(world: World) -> None:
    for _ in range(60):
        world.telegram.write("/help", user=5)
    await world.telegram.ask("/help", user=6)
    assert len([c for c in world.telegram.calls if c.fields.get("chat_id") == 5]) <= 30
