"""Colours that old eyes can read, nothing inline, nothing from elsewhere."""

from __future__ import annotations

import re
from itertools import product
from uuid import uuid4

import pytest

from mobile_api.actors import Role
from mobile_api.devices.schemas import RaiseAlarm
from mobile_api.pages.rendering import STATIC
from mobile_api.schemas import LANGUAGES, Language
from tests.mobile_api.hall import HOSPITAL, Hall
from tests.mobile_api.pages.reading import CONSOLE, Page, look, take_number

LEAST = 7.0
"""WCAG 2.2, 1.4.6 (level AAA)."""

LEAST_DISABLED = 4.5


def colours() -> list[dict[str, str]]:
    """Light, then high contrast."""
    text = (STATIC / "tokens.css").read_text(encoding="utf-8")
    light, _, high = text.partition("@media")
    return [dict(re.findall(r"--([a-z-]+): (#\w{6})", part)) for part in (light, high)]


def luminance(colour: str) -> float:
    """WCAG 2.2: relative luminance of ``#RRGGBB``."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2: contrast of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def rules(sheet: str) -> list[tuple[str, dict[str, str]]]:
    """Selectors and their declarations."""
    text = re.sub(r"/\*.*?\*/", "", (STATIC / sheet).read_text(encoding="utf-8"), flags=re.DOTALL)
    found = []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        pairs = (line.partition(":")[::2] for line in body.split(";") if ":" in line)
        found.append((selector.strip(), {name.strip(): value.strip() for name, value in pairs}))
    return found


@pytest.mark.parametrize(("sheet", "scheme"), [*product(["pages.css", "board.css"], [0, 1])])
def test_text_stands_out_from_its_ground(sheet: str, scheme: int) -> None:
    known, seen = colours()[scheme], 0
    for selector, body in rules(sheet):
        ground = re.fullmatch(r"var\(--([a-z-]+)\)", body.get("background", ""))
        text = re.fullmatch(r"var\(--([a-z-]+)\)", body.get("color", ""))
        if not ground or not text:
            continue
        seen += 1
        least = LEAST_DISABLED if "disabled" in selector else LEAST
        assert contrast(known[ground[1]], known[text[1]]) >= least, selector
    assert seen > 2


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize("text", ["text", "quiet", "action"])
@pytest.mark.parametrize("ground", ["ground", "card"])
def test_plain_text_stands_out_from_page_and_card(text: str, ground: str, scheme: int) -> None:
    known = colours()[scheme]
    assert contrast(known[text], known[ground]) >= LEAST


def test_only_tokens_name_colours() -> None:
    for sheet in ("pages.css", "board.css"):
        for selector, body in rules(sheet):
            named = [value for value in body.values() if re.search(r"#[0-9a-fA-F]{3,8}\b", value)]
            assert not named, selector


def test_nothing_moves_for_longer_than_a_fifth_of_a_second() -> None:
    for sheet in ("pages.css", "board.css"):
        text = (STATIC / sheet).read_text(encoding="utf-8")
        assert "animation" not in text
        assert all(int(ms) <= 200 for ms in re.findall(r"(\d+)ms", text))


_LATIN = re.compile(r"[A-Za-z]{3,}")
# Names of machines, logins and doctors are as they are; the scripted triage answers in codes.
_AS_THEY_ARE = re.compile(r"Dmed|Kiosk|Hall|Dr\.|finding_a|no_breath|•••|Test hospital|Sinov")


@pytest.mark.parametrize("language", ["uz-Cyrl", "ru", "kk"])
async def test_a_page_in_cyrillic_has_no_latin_word_left(hall: Hall, language: Language) -> None:
    ticket = await take_number(hall, 1)
    await hall.kiosk.raise_alarm(RaiseAlarm(id=uuid4(), kind="nurse_call"))
    nurse = await hall.staff(Role.NURSE)
    places = [CONSOLE + "&", "/staff?", "/staff/devices?", "/staff/login?", "/nothing?"]
    places.append(ticket.qr.removeprefix("https://hospital.example") + "?")
    for place in places:
        who = hall.http if "login" in place else nurse
        reply = await who.get(f"{place}lang={language}", headers={"Accept": "text/html"})
        left = [
            text
            for text in Page(reply.text).texts
            if _LATIN.search(text) and not _AS_THEY_ARE.search(text)
        ]
        assert left == [], place
    await nurse.aclose()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_page_needs_what_the_security_policy_forbids(
    hall: Hall, language: Language
) -> None:
    await take_number(hall, 1)
    nurse = await hall.staff(Role.NURSE)
    for place in (CONSOLE + "&", "/staff?", "/staff/devices?", f"/board/{HOSPITAL}?"):
        page = await look(nurse, f"{place}lang={language}")
        for tag, attributes in page.tags:
            assert "style" not in attributes, tag
            assert not any(name.startswith(("on", "hx-on")) for name in attributes), tag
            for name in ("src", "href", "action"):
                address = attributes.get(name) or ""
                assert not address.startswith(("http", "//", "javascript:")), address
            if tag == "script":
                assert (attributes.get("src") or "").startswith("/static/")
    await nurse.aclose()


async def test_files_whose_address_names_their_content_are_kept(hall: Hall) -> None:
    page = await look(hall.http, "/staff/login")
    sheet = next(tag["href"] for name, tag in page.tags if tag.get("rel") == "stylesheet")
    reply = await hall.http.get(sheet or "")
    assert "immutable" in reply.headers["cache-control"]
    assert (await hall.http.get("/staff/login")).headers["cache-control"] == "no-store"
    assert (await hall.http.get("/static/../app.py")).status_code == 404
