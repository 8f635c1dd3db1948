"""A chat with the bot on a page of this machine, for a demonstration without Telegram.

Behind it is the Bot API server of the tests: the bot's real process talks to it as it would to
Telegram. One person, one chat, no sign-in: whoever opens the page is that person. Never serve it
to others.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from aiohttp import web

from mobile_api.pages.icons import icon
from mobile_api.pages.rendering import STATIC
from tests.bot.telegram import Line, TelegramServer

PERSON = 77
COMMANDS = ("/start", "/visits", "/book", "/queue", "/settings", "/help")
PHONE = "+998901234567"
"""Of the demonstration's person who is booked today."""

_FONTS = {400: "Inter-Regular.woff2", 600: "Inter-SemiBold.woff2"}

_DRAWN = {
    "✅": "check-circle",
    "❗": "alert-circle-outline",
    "🌐": "translate",
    "📍": "map-marker-outline",
    "📱": "phone-in-talk",
    "🔔": "bell-ring",
    "🔕": "volume-off",
    "🗓": "calendar-check",
}
"""Telegram brings its own emoji; a browser on a kiosk or a server often has none."""

_WRITTEN = {"✖": "×", "➕": "+", "◀": "‹", "▶": "›", "\N{VARIATION SELECTOR-16}": ""}
_EMOJI = re.compile("|".join((*_DRAWN, *_WRITTEN)))

_STYLE = """
@font-face{font-family:Inter;font-weight:400;src:url(/chat/400.woff2)}
@font-face{font-family:Inter;font-weight:600;src:url(/chat/600.woff2)}
.icon{width:1.25em;height:1.25em;vertical-align:-.25em;display:inline-block}
*{box-sizing:border-box}body{margin:0;font:16px/1.45 Inter,system-ui,sans-serif;background:#dfe8e6;
color:#10312c}main{max-width:430px;min-height:100vh;margin:auto;background:#eef4f2;display:flex;
flex-direction:column}header{padding:14px 16px;background:#0b6b60;color:#fff;font-weight:600}
header small{display:block;font-weight:400}#talk{flex:1;padding:14px;display:flex;
flex-direction:column;gap:10px}.bubble{max-width:88%;padding:10px 12px;border-radius:14px;
background:#fff;white-space:pre-line;overflow-wrap:anywhere}.mine{align-self:flex-end;
background:#cdeee4}.keys{display:flex;flex-wrap:wrap;gap:6px;margin-top:6px;max-width:88%}.keys>*{flex:1}
.keys button,.keys a{display:block;width:100%;min-height:44px;padding:8px 4px;border:0;
border-radius:10px;background:#b9d9d2;color:#0a3a33;font:inherit;text-align:center;
text-decoration:none;cursor:pointer}:focus-visible{outline:3px solid #0b6b60;outline-offset:2px}
.keys input{flex:1 1 100%;min-width:0;min-height:44px;padding:8px;font:inherit;border-radius:10px;
border:1px solid #5b7a74}footer{padding:12px;background:#fff;display:grid;gap:8px;
position:sticky;bottom:0}footer form{display:flex;gap:6px;flex-wrap:wrap}footer input{flex:1;
min-width:0;padding:10px;font:inherit;border:1px solid #5b7a74;border-radius:10px}footer button{
min-height:44px;padding:10px;font:inherit;border:0;border-radius:10px;background:#0b6b60;color:#fff;cursor:pointer}
"""

_SCRIPT = """
let seen = document.getElementById("talk").dataset.version;
setInterval(async () => {
  const answer = await fetch("/chat/state?seen=" + seen);
  if (answer.status !== 200) return;
  seen = answer.headers.get("X-Version");
  document.getElementById("talk").innerHTML = await answer.text();
  scrollTo(0, document.body.scrollHeight);
}, 700);
scrollTo(0, document.body.scrollHeight);
"""


def chat_routes(server: TelegramServer) -> list[web.RouteDef]:
    """The page, and what its forms do.

    Args:
        server: whose chat it is.
    """

    async def show(_request: web.Request) -> web.Response:
        return web.Response(text=_page(server), content_type="text/html")

    async def state(request: web.Request) -> web.Response:
        version = str(len(server.lines))
        if request.query.get("seen") == version:
            return web.Response(status=204)
        headers = {"X-Version": version}
        return web.Response(text=_talk(server), content_type="text/html", headers=headers)

    async def write(request: web.Request) -> web.Response:
        text = str((await request.post()).get("text", "")).strip()
        if text:
            server.write(text)
        raise web.HTTPSeeOther("/chat")

    async def share(request: web.Request) -> web.Response:
        phone = str((await request.post()).get("phone", "")).strip()
        server.share_contact(phone.lstrip("+"))
        raise web.HTTPSeeOther("/chat")

    async def font(request: web.Request) -> web.FileResponse:
        return web.FileResponse(STATIC / _FONTS[int(request.match_info["weight"])])

    async def press(request: web.Request) -> web.Response:
        form = await request.post()
        server.press(str(form["data"]), message=int(str(form["message"])))
        raise web.HTTPSeeOther("/chat")

    return [
        web.get("/chat", show),
        web.get("/chat/state", state),
        web.get("/chat/{weight:400|600}.woff2", font),
        web.post("/chat/write", write),
        web.post("/chat/share", share),
        web.post("/chat/press", press),
    ]


def _page(server: TelegramServer) -> str:
    commands = "".join(f'<button name="text" value="{one}">{one}</button>' for one in COMMANDS)
    return (
        '<!doctype html><html lang="uz"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Dmed bot</title>'
        f"<style>{_STYLE}</style><main><header>Dmed bot"
        "<small>Telegram’s stand-in on this machine</small></header>"
        f'<div id="talk" data-version="{len(server.lines)}">{_talk(server)}</div><footer>'
        f'<form method="post" action="/chat/write">{commands}</form>'
        '<form method="post" action="/chat/write">'
        '<input name="text" autocomplete="off" aria-label="Message">'
        f'<button aria-label="Send">{icon("arrow-right")}</button></form></footer></main>'
        f"<script>{_SCRIPT}</script></html>"
    )


def _talk(server: TelegramServer) -> str:
    """Every message as it stands now: an edited one in its old place."""
    standing: dict[object, Line] = {}
    for number, line in enumerate(server.lines):
        if line.chat == PERSON:
            standing[line.message if line.who == "bot" else f"mine {number}"] = line
    last = [line for line in standing.values() if line.who == "bot"][-1:]
    return "".join(_bubble(line, newest=line in last) for line in standing.values())


def _bubble(line: Line, *, newest: bool) -> str:
    mine = " mine" if line.who == "person" else ""
    keys = "".join(
        f'<div class="keys">{"".join(_key(one, line.message) for one in row)}</div>'
        for row in line.rows
    )
    if newest:
        keys += "".join(_share(one) for row in line.keys for one in row if "request_contact" in one)
    return f'<div class="bubble{mine}">{_words(line.text)}</div>{keys}'


def _share(button: dict[str, Any]) -> str:
    """Telegram knows whose number it is; here it is typed."""
    return (
        '<form class="keys" method="post" action="/chat/share">'
        f'<input name="phone" type="tel" value="{PHONE}" aria-label="Phone">'
        f"<button>{_words(button['text'])}</button></form>"
    )


def _words(text: str) -> str:
    """A text as HTML, with our own icons in place of emoji."""

    def drawn(found: re.Match[str]) -> str:
        name = _DRAWN.get(found[0])
        return str(icon(name)) if name else _WRITTEN[found[0]]

    return _EMOJI.sub(drawn, escape(text))


def _key(button: dict[str, Any], message: int) -> str:
    text = _words(button["text"])
    address = button.get("url") or (button.get("web_app") or {}).get("url")
    if address:
        return f'<a href="{escape(address)}" target="_blank" rel="noopener">{text}</a>'
    data = escape(button["callback_data"])
    return (
        '<form method="post" action="/chat/press">'
        f'<input type="hidden" name="message" value="{message}">'
        f'<button name="data" value="{data}">{text}</button></form>'
    )
