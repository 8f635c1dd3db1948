"""Signing in and out, as somebody at a shared computer meets it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from mobile_api.access.schemas import NewAccount
from mobile_api.access.service import AccessService
from mobile_api.actors import Role
from mobile_api.pages.rendering import FOLDER
from mobile_api.pages.serving import local_path
from mobile_api.phrasebook import Phrasebook
from tests.conftest import BOTH
from tests.mobile_api.hall import BASE, SYSTEM, Hall
from tests.mobile_api.pages.reading import CONSOLE, HTML, Page, look, send

PHRASES = Phrasebook(FOLDER / "phrases")
PASSWORD = "Oq qayin va yashil choy"


@pytest.fixture
async def browser(hall: Hall) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in which nobody is signed in, and an account for it."""
    account = NewAccount.model_validate(
        {
            "login": "barno",
            "password": PASSWORD,
            "display_name": "Barno",
            "role": Role.NURSE,
            "language": "ru",
        }
    )
    async with hall.database.writing() as tx:
        await hall.services.get(AccessService).create_account(tx, SYSTEM, account)
    transport = httpx.ASGITransport(hall.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
        yield client


async def sign_in(
    browser: httpx.AsyncClient, password: str = PASSWORD, address: str = "/staff/login"
) -> httpx.Response:
    form = (await look(browser, address)).form("/staff/login")
    return await send(browser, form, login="barno", password=password)


@BOTH
async def test_a_page_behind_the_door_comes_back_after_signing_in(
    browser: httpx.AsyncClient,
) -> None:
    closed = await browser.get(CONSOLE, headers=HTML)
    assert closed.status_code == 303
    opened = await sign_in(browser, address=closed.headers["location"])
    assert opened.status_code == 200
    assert str(opened.url) == BASE + CONSOLE
    # In the language of the account, whatever the page of sign-in spoke.
    assert PHRASES.say("ru", "room", {"room": "301"}) in Page(opened.text).texts


@BOTH
async def test_a_wrong_password_is_said_in_words_and_the_login_stays(
    browser: httpx.AsyncClient,
) -> None:
    reply = await sign_in(browser, "something else entirely")
    assert reply.status_code == 401
    page = Page(reply.text)
    assert PHRASES.say("uz-Latn", "login-wrong") in page.texts
    assert page.form("/staff/login").fields["login"] == "barno"
    assert "something else entirely" not in reply.text
    assert "dmed_session" not in reply.cookies


async def test_too_many_wrong_passwords_name_the_minutes(browser: httpx.AsyncClient) -> None:
    for _ in range(10):
        await sign_in(browser, "something else entirely")
    reply = await sign_in(browser)
    assert reply.status_code == 429
    assert PHRASES.say("uz-Latn", "login-locked", {"minutes": 15}) in Page(reply.text).texts


@BOTH
async def test_signing_out_closes_every_page(browser: httpx.AsyncClient) -> None:
    home = Page((await sign_in(browser)).text)
    kept = browser.cookies["dmed_session"]
    await send(browser, home.form("/staff/logout"))
    browser.cookies.set("dmed_session", kept)
    reply = await browser.get("/staff", headers=HTML)
    assert reply.status_code == 303
    assert reply.headers["location"].startswith("/staff/login")


async def test_nobody_is_signed_out_by_another_site(browser: httpx.AsyncClient) -> None:
    await sign_in(browser)
    reply = await browser.post("/staff/logout", data={"csrf": ""}, headers=HTML)
    assert reply.status_code == 403
    assert (await browser.get("/staff", headers=HTML)).status_code == 200


async def test_another_site_cannot_sign_somebody_in(browser: httpx.AsyncClient) -> None:
    reply = await browser.post(
        "/staff/login",
        data={"login": "barno", "password": PASSWORD},
        headers={**HTML, "Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    )
    assert reply.status_code == 403
    assert "dmed_session" not in reply.cookies


@BOTH
async def test_the_language_of_whoever_sat_here_before_is_forgotten(
    browser: httpx.AsyncClient,
) -> None:
    await look(browser, "/staff/login?lang=en")
    assert PHRASES.say("en", "login-title") in (await look(browser, "/staff/login")).texts
    opened = await sign_in(browser)
    assert PHRASES.say("ru", "rooms-title") in Page(opened.text).texts
    chosen = await look(browser, "/staff?lang=kk")
    assert PHRASES.say("kk", "rooms-title") in chosen.texts
    assert PHRASES.say("kk", "rooms-title") in (await look(browser, "/staff")).texts


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("uz", "uz-Latn"),
        ("uz-Cyrl-UZ,uz;q=0.9", "uz-Cyrl"),
        ("de,kk;q=0.3,ru;q=0.2", "kk"),
        ("de", "uz-Latn"),
        (";;;,q=", "uz-Latn"),
    ],
)
async def test_a_stranger_reads_the_language_that_the_browser_asks_for(
    browser: httpx.AsyncClient, asked: str, language: str
) -> None:
    reply = await browser.get("/staff/login", headers={**HTML, "Accept-Language": asked})
    assert f'<html lang="{language}"' in reply.text


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/staff",
        "//evil.example/staff",
        "/\\evil.example",
        "/staff/..//evil.example",
        "\\\\evil.example",
        "/staffevil",
        "javascript:alert(1)",
        "/staff\n/rooms",
        "/v1/devices",
        "/staff/login?next=/staff",
        "",
    ],
)
def test_signing_in_never_leads_away_from_us(wanted: str) -> None:
    assert local_path(wanted, "/staff") in {"/staff", "/staff/..//evil.example"}


def test_signing_in_leads_to_the_page_that_was_asked_for() -> None:
    assert local_path(CONSOLE, "/staff") == CONSOLE
    assert local_path("/staff?lang=ru", "/") == "/staff?lang=ru"
