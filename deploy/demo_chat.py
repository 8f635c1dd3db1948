"""A chat with the bot on a page of this machine, for a demonstration without Telegram.

Behind it is the Bot API server of the tests: the bot's real process talks to it as it would to
Telegram. One person, one chat, no sign-in: whoever opens the page is that person. Never serve it
to others.
"""

from __future__ import annotations

from html import escape
from typing import Any

from aiohttp import web

from tests.bot.telegram import Line, TelegramServer

PERSON = 77
COMMANDS = ("/start", "/visits", "/book", "/queue", "/settings", "/help")
PHONE = "+998901234567"
"""Of the demonstration's person who is booked today."""

_STYLE = """
*{box-sizing:border-box}body{margin:0;font:16px/1.45 Inter,system-ui,sans-serif;background:#dfe8e6;
color:#10312c}main{max-width:430px;min-height:100vh;margin:auto;background:#eef4f2;display:flex;
flex-direction:column}header{padding:14px 16px;background:#0b6b60;color:#fff;font-weight:600}
header small{display:block;font-weight:400}#talk{flex:1;padding:14px;display:flex;
flex-direction:column;gap:10px}.bubble{max-width:88%;padding:10px 12px;border-radius:14px;
background:#fff;white-space:pre-line;overflow-wrap:anywhere}.mine{align-self:flex-end;
background:#cdeee4}.keys{display:flex;gap:6px;margin-top:6px;max-width:88%}.keys>*{flex:1}
.keys button,.keys a{display:block;width:100%;min-height:40px;padding:8px 4px;border:0;
border-radius:10px;background:#b9d9d2;color:#0a3a33;font:inherit;text-align:center;
text-decoration:none;cursor:pointer}footer{padding:12px;background:#fff;display:grid;gap:8px;
position:sticky;bottom:0}footer form{display:flex;gap:6px;flex-wrap:wrap}footer input{flex:1;
min-width:0;padding:10px;font:inherit;border:1px solid #7d9b95;border-radius:10px}footer button{
padding:10px;font:inherit;border:0;border-radius:10px;background:#0b6b60;color:#fff;cursor:pointer}
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

    async def press(request: web.Request) -> web.Response:
        form = await request.post()
        server.press(str(form["data"]), message=int(str(form["message"])))
        raise web.HTTPSeeOther("/chat")

    return [
        web.get("/chat", show),
        web.get("/chat/state", state),
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
        '<form method="post" action="/chat/write"><input name="text" autocomplete="off">'
        "<button>➤</button></form>"
        f'<form method="post" action="/chat/share"><input name="phone" value="{PHONE}">'
        "<button>📱</button></form></footer></main>"
        f"<script>{_SCRIPT}</script></html>"
    )


def _talk(server: TelegramServer) -> str:
    """Every message as it stands now: an edited one in its old place."""
    standing: dict[object, Line] = {}
    for number, line in enumerate(server.lines):
        if line.chat == PERSON:
            standing[line.message if line.who == "bot" else f"mine {number}"] = line
    return "".join(_bubble(line) for line in standing.values())


def _bubble(line: Line) -> str:
    mine = " mine" if line.who == "person" else ""
    keys = "".join(
        f'<div class="keys">{"".join(_key(one, line.message) for one in row)}</div>'
        for row in line.rows
    )
    return f'<div class="bubble{mine}">{escape(line.text)}</div>{keys}'


def _key(button: dict[str, Any], message: int) -> str:
    text = escape(button["text"])
    address = button.get("url") or (button.get("web_app") or {}).get("url")
    if address:
        return f'<a href="{escape(address)}" target="_blank" rel="noopener">{text}</a>'
    data = escape(button["callback_data"])
    return (
        '<form method="post" action="/chat/press">'
        f'<input type="hidden" name="message" value="{message}">'
        f'<button name="data" value="{data}">{text}</button></form>'
    )
