"""The words of the table, and everybody who comes to the door.

A row says who may call a route and with what. Whoever may not is refused by the door or by
the service (401, 403, or a 404 that the row names); whoever may gets anything else, e.g.
that there is no such ticket.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from mobile_api.access.service import AccessService
from mobile_api.actors import Role
from mobile_api.devices.service import DevicesService
from tests.mobile_api.access.phone import Phone, bot_of, listen
from tests.mobile_api.hall import BASE, SYSTEM, Hall

STAFF = frozenset({"reception", "nurse", "doctor", "it_nurse", "administrator"})
OTHER_STAFF = frozenset({"call_centre_agent", "call_centre_supervisor", "pharmacist"})
ALL_STAFF = STAFF | OTHER_STAFF
KIOSK, BOARD = frozenset({"kiosk"}), frozenset({"board"})
DEVICES = KIOSK | BOARD
PHONE = frozenset({"phone", "proven_phone"})
"""Somebody signed in on a phone; ``proven_phone`` was stepped up within ten minutes."""
PROVEN = frozenset({"proven_phone"})
CHAT, BOT = frozenset({"chat"}), frozenset({"bot"})
APP = PHONE | CHAT
STRANGERS = frozenset({"nobody", "forger", "unlinked_chat"})
EVERYBODY = ALL_STAFF | DEVICES | APP | BOT | STRANGERS

SCHEME: Mapping[str, str] = {
    **dict.fromkeys(ALL_STAFF, "staffSession"),
    **dict.fromkeys(DEVICES, "deviceKey"),
    **dict.fromkeys(PHONE, "appToken"),
    **dict.fromkeys(CHAT | BOT, "botKey"),
}
"""By which security scheme of the OpenAPI document somebody is known."""

REFUSALS = frozenset(
    {
        "not_authenticated",
        "not_allowed",
        "device_not_enrolled",
        "chat_not_linked",
        "step_up_needed",
        "foreign_form",
    }
)
"""Codes that say: you may not."""


@dataclass(frozen=True)
class Sent:
    """What is sent, beside who sends it."""

    path: Mapping[str, object] = field(default_factory=dict)
    json: Mapping[str, Any] | None = None
    form: Mapping[str, str] | None = None
    file: bytes | None = None
    """Sent as the field ``file`` of the form, as browsers do."""
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


class World:
    """A hall with everybody in it; credentials are made when they are first needed."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.sent = listen(hall)
        self.visit = ""
        self._known: dict[str, dict[str, str]] = {}
        self._open: list[Phone] = []

    async def prepare(self) -> None:
        """A visit at the kiosk, for the routes that need one."""
        self.visit = await self.hall.visit(1, confirmed=True)

    async def close(self) -> None:
        """Close connections."""
        for phone in self._open:
            await phone.client.close()

    async def headers(self, caller: str) -> dict[str, str]:
        """With what somebody comes."""
        if caller not in self._known:
            self._known[caller] = await self._come(caller)
        return self._known[caller]

    def forget(self, caller: str) -> None:
        """The route signed somebody out: next time, they sign in again."""
        self._known.pop(caller, None)

    async def _come(self, caller: str) -> dict[str, str]:
        if caller in ALL_STAFF:
            return await self._staff(Role(caller))
        make: dict[str, Callable[[], Awaitable[dict[str, str]]]] = {
            "phone": self._phone,
            "proven_phone": self._proven_phone,
            "chat": self._chat,
            "bot": self._bot,
            "board": self._board,
        }
        if caller in make:
            return await make[caller]()
        if caller == "unlinked_chat":
            return {**await self.headers("bot"), "Dmed-Telegram-User": "999"}
        fixed = {
            "nobody": {},
            "forger": {"Authorization": "Bearer " + "A" * 75},
            "kiosk": {"Authorization": f"Bearer {self.hall.key}"},
        }
        return fixed[caller]

    async def _staff(self, role: Role) -> dict[str, str]:
        browser = await self.hall.staff(role)
        token = browser.cookies["dmed_session"]
        await browser.aclose()
        csrf = self.hall.services.get(AccessService).csrf_token(token)
        return {"Cookie": f"dmed_session={token}", "Origin": BASE, "X-CSRF-Token": csrf}

    async def _board(self) -> dict[str, str]:
        devices = self.hall.services.get(DevicesService)
        async with self.hall.database.writing() as tx:
            board = await devices.enrol(tx, SYSTEM, "Board", "Hall", "board")
        return {"Authorization": f"Bearer {board.key}"}

    async def _phone(self) -> dict[str, str]:
        return (await self._signed_in("+998901111111")).headers()

    async def _proven_phone(self) -> dict[str, str]:
        phone = await self._signed_in("+998902222222")
        await phone.later(minutes=0)
        await phone.step_up()
        return phone.headers()

    async def _chat(self) -> dict[str, str]:
        phone = await self._signed_in("+998903333333")
        bot, key = await bot_of(self.hall)
        await phone.link(bot, 77)
        await bot.close()
        return {"Authorization": f"Bearer {key}", "Dmed-Telegram-User": "77"}

    async def _bot(self) -> dict[str, str]:
        bot, key = await bot_of(self.hall)
        await bot.close()
        return {"Authorization": f"Bearer {key}"}

    async def _signed_in(self, number: str) -> Phone:
        phone = Phone(self.hall, self.sent, number=number)
        await phone.later(minutes=0)
        await phone.sign_in()
        self._open.append(phone)
        return phone


@dataclass(frozen=True)
class Row:
    """Who may call a route.

    Attributes:
        who: of ``EVERYBODY``.
        send: with what; None: with what the OpenAPI document says that it takes.
        refused_with: further codes that say so, e.g. that a device has no visit.
        refused_as_missing: a 404 also refuses, so that nobody learns what exists.
        ends: signs its caller out.
    """

    who: frozenset[str]
    send: Callable[[World], Sent] | None = None
    refused_with: frozenset[str] = frozenset()
    refused_as_missing: bool = False
    ends: bool = False


Table = Mapping[tuple[str, str], Row]


def an_id() -> str:
    """An id as devices make them."""
    return str(uuid4())
