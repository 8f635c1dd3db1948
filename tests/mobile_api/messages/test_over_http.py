"""Messages as app, bot, gateway and IT nurse meet them: over HTTP, with the real sign-in."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from mobile_api.access.chats import ChatsService
from mobile_api.access.schemas import (
    AskForCode,
    ChooseLanguage,
    LinkChat,
    MakeLinkCode,
    SignInByCode,
    ThisDevice,
)
from mobile_api.client.app import AppClient
from mobile_api.client.bot import BotClient
from mobile_api.errors import IdempotencyMismatch, NotAuthenticated
from mobile_api.keys import Keyring, Vaulted
from mobile_api.limits import Limits
from mobile_api.messages.delivery_reports import eskiz_path, playmobile_path
from mobile_api.messages.errors import NoSuchMessage, PushNotPossible
from mobile_api.messages.schemas import (
    Acknowledge,
    ChooseMessages,
    ClaimMessages,
    ConfirmReceipt,
    Delivery,
    RegisterDevice,
    TalksAgain,
    Tell,
    WebPushKeys,
)
from mobile_api.messages.sending import Sender
from mobile_api.messages.service import MessagesService
from mobile_api.patients.people import PeopleService
from mobile_api.settings import Settings
from tests.conftest import SettableClock
from tests.mobile_api.hall import BASE, HOSPITAL, SYSTEM, Hall, open_hall, person

CHAT = 700_000_001


@pytest.fixture
async def hall(settings: Settings, keyring: Keyring, clock: SettableClock) -> AsyncIterator[Hall]:
    """A hospital of a demonstration: its SMS can be read."""
    async with open_hall(settings.model_copy(update={"demo": True}), keyring, clock) as hall:
        await hall.know(1)
        yield hall


def client_of(hall: Hall, **headers: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(hall.app, raise_app_exceptions=False),
        base_url=BASE,
        headers=headers,
    )


async def code_in_inbox(hall: Hall) -> str:
    """What somebody reads who has no phone but the page of the demonstration."""
    await hall.services.get(Sender).send_due("sms")
    page = (await client_of(hall).get("/dev/inbox")).text
    return str(re.findall(r"kodingiz: (\d+)\.", page)[0])


async def signed_in(hall: Hall, phone: str = "+998 90 123-45-67") -> AppClient:
    # What was asked before does not count: limits are tested where they belong.
    await hall.services.get(Limits)._redis.flushall()
    app = AppClient(BASE, http=client_of(hall))
    device, ask = uuid4(), uuid4()
    await app.ask_for_code(AskForCode(id=ask, phone=phone, language="uz-Latn", device_id=device))
    await app.sign_in(
        SignInByCode(
            id=uuid4(),
            code_id=ask,
            code=await code_in_inbox(hall),
            device=ThisDevice(id=device, name="Redmi", platform="android"),
            language="uz-Latn",
        )
    )
    return app


async def bot_of(hall: Hall) -> BotClient:
    async with hall.database.writing() as tx:
        key = await hall.services.get(ChatsService).make_bot_key(tx, SYSTEM)
    return BotClient(BASE, key, client_of(hall))


def account_of(app: AppClient) -> UUID:
    assert app.tokens is not None
    return app.tokens.account_id


async def tell(hall: Hall, **changes: Any) -> Tell:
    now = hall.clock.now
    order = Tell.model_validate(
        {
            "patient_id": person(1).id,
            "template": "result-ready",
            "facts": {},
            "about_id": uuid4(),
            "dedupe": f"document:{uuid4()}",
            "due_at": now,
            "kind": "reminder",
            **changes,
        }
    )
    async with hall.database.writing() as tx:
        await hall.services.get(MessagesService).tell(tx, HOSPITAL, order)
    return order


async def test_a_code_is_read_on_the_page_of_the_demonstration_and_lets_one_in(
    hall: Hall,
) -> None:
    app = await signed_in(hall)
    assert (await app.account()).id == account_of(app)


async def test_nobody_reads_sms_where_it_is_no_demonstration(
    settings: Settings, keyring: Keyring, clock: SettableClock
) -> None:
    async with open_hall(settings, keyring, clock) as hall:
        assert (await client_of(hall).get("/dev/inbox")).status_code == 404


async def test_the_bot_tells_a_linked_chat(hall: Hall) -> None:
    app, bot = await signed_in(hall), await bot_of(hall)
    code = await app.make_link_code(MakeLinkCode(id=uuid4()))
    await bot.link_chat(LinkChat(id=uuid4(), code=code.code, telegram_user_id=CHAT))
    async with hall.database.writing() as tx:
        await hall.services.get(PeopleService).link(
            tx, SYSTEM, account_of(app), person(1).id, "self", "proven"
        )
    await app.choose_language(ChooseLanguage(language="en"))
    await tell(hall)
    claim_id = uuid4()
    (message,) = (await bot.claim_messages(ClaimMessages(id=claim_id))).messages
    assert message.chat_id == CHAT
    assert "Test hospital has a new document for you." in message.text
    done = Delivery(message_id=message.id, outcome="delivered")
    told = Acknowledge(id=uuid4(), claim_id=claim_id, results=[done])
    assert (await bot.acknowledge_messages(told)).counted == 1
    assert (await bot.acknowledge_messages(told)).counted == 1
    chat = bot.for_chat(CHAT)
    await chat.choose_messages(ChooseMessages(id=uuid4(), muted=["reminder"]))
    assert (await app.message_choices()).muted == ["reminder"]
    await tell(hall)
    assert (await bot.claim_messages(ClaimMessages(id=uuid4()))).messages == []
    assert (await chat.talks_again(TalksAgain(id=uuid4()))).counted == 1


async def test_what_a_person_without_app_is_told_goes_to_the_phone_on_file(hall: Hall) -> None:
    await tell(hall)
    await hall.services.get(Sender).send_due("sms")
    page = (await client_of(hall).get("/dev/inbox")).text
    assert f"{person(1).phone}  Sizga yangi hujjat bor. Sinov shifoxonasi." in page


async def test_a_phone_or_browser_registers_for_push_and_leaves(hall: Hall) -> None:
    app = await signed_in(hall)
    key = await app.push_key()
    assert key.platforms == ["web"]
    assert len(key.key) == 87
    order = RegisterDevice(
        id=uuid4(),
        platform="web",
        token="https://updates.push.services.mozilla.com/wpush/v2/abc",
        keys=WebPushKeys(p256dh="B" + "A" * 86, auth="A" * 22),
    )
    await app.register_push(order)
    await app.register_push(order)
    assert [one.id for one in (await app.push_devices()).items] == [order.id]
    for wrong in (
        order.model_copy(update={"token": "https://10.0.0.1/internal"}),
        order.model_copy(update={"keys": None}),
        RegisterDevice(id=uuid4(), platform="fcm", token="not set up here"[:8].replace(" ", "_")),
    ):
        with pytest.raises(PushNotPossible):
            await app.register_push(wrong.model_copy(update={"id": uuid4()}))
    stranger = await signed_in(hall, "+998 93 765-43-21")
    with pytest.raises(IdempotencyMismatch):
        await stranger.register_push(order)
    await stranger.remove_push(order.id)
    assert len((await app.push_devices()).items) == 1
    # The same browser, signed in by somebody else: it is theirs now.
    await stranger.register_push(order.model_copy(update={"id": uuid4()}))
    assert (await app.push_devices()).items == []
    (taken,) = (await stranger.push_devices()).items
    await stranger.remove_push(taken.id)
    assert (await stranger.push_devices()).items == []


async def test_a_device_that_was_signed_out_hears_nothing_more(hall: Hall) -> None:
    app = await signed_in(hall)
    await app.register_push(
        RegisterDevice(
            id=uuid4(),
            platform="web",
            token="https://web.push.apple.com/abc",
            keys=WebPushKeys(p256dh="B" + "A" * 86, auth="A" * 22),
        )
    )
    again = await signed_in(hall)
    assert len((await again.push_devices()).items) == 1
    assert app.tokens is not None
    await again.sign_out(app.tokens.session_id)
    assert (await again.push_devices()).items == []


async def test_another_persons_message_cannot_be_confirmed(hall: Hall) -> None:
    app = await signed_in(hall)
    await tell(hall)
    (row,) = [row for row in await hall.rows("messages") if row["kind"] == "reminder"]
    with pytest.raises(NoSuchMessage):
        await app.confirm_receipt(ConfirmReceipt(id=uuid4(), message_ids=[row["id"]]))


async def test_the_same_id_with_another_body_is_refused(hall: Hall) -> None:
    app, order_id = await signed_in(hall), uuid4()
    await app.choose_messages(ChooseMessages(id=order_id, muted=["bulk"]))
    await app.choose_messages(ChooseMessages(id=order_id, muted=["bulk"]))
    with pytest.raises(IdempotencyMismatch):
        await app.choose_messages(ChooseMessages(id=order_id, muted=[]))


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/messages/claims", {"id": str(HOSPITAL)}),
        ("POST", "/v1/messages/acknowledgements", {"id": str(HOSPITAL)}),
        ("POST", "/v1/messages/devices", {}),
        ("GET", "/v1/messages/devices", None),
        ("DELETE", f"/v1/messages/devices/{HOSPITAL}", None),
        ("GET", "/v1/messages/choices", None),
        ("POST", "/v1/messages/choices", {}),
        ("POST", "/v1/messages/receipts", {}),
        ("POST", "/v1/messages/unblocked", {}),
    ],
)
async def test_strangers_are_refused(
    hall: Hall, method: str, path: str, body: dict[str, str] | None
) -> None:
    reply = await client_of(hall).request(method, path, json=body)
    assert reply.status_code == 401
    wrong = await client_of(hall, Authorization="Bearer nobodys").request(method, path, json=body)
    assert wrong.status_code == 401


async def test_an_app_is_no_bot(hall: Hall) -> None:
    app = await signed_in(hall)
    assert app.tokens is not None
    posing = BotClient(BASE, app.tokens.access_token, client_of(hall))
    with pytest.raises(NotAuthenticated):
        await posing.claim_messages(ClaimMessages(id=uuid4()))


@pytest.mark.parametrize("gateway", ["eskiz", "playmobile"])
async def test_only_a_gateway_can_say_that_an_sms_has_arrived(hall: Hall, gateway: str) -> None:
    await tell(hall)
    await hall.services.get(Sender).send_due("sms")
    (row,) = await hall.rows("messages")
    vaulted = hall.services.get(Vaulted)
    report = {"status": "DELIVRD", "message-id": row["id"].hex}
    stranger = client_of(hall)
    forged = f"/v1/messages/deliveries/{gateway}/" + "A" * 64
    assert (await stranger.post(forged, json=report)).status_code == 404
    path = eskiz_path(vaulted, row["id"]) if gateway == "eskiz" else playmobile_path(vaulted)
    for bad in (b"\xff", b"x" * 70_000, b"nonsense"):
        assert (await stranger.post(path, content=bad)).status_code == 422
    deep = b"[" * 30_000
    headers = {"Content-Type": "application/json"}
    assert (await stranger.post(path, content=deep, headers=headers)).status_code == 422
    assert (await hall.rows("messages"))[0]["state"] == "sent"
    sent = {"data": report} if gateway == "eskiz" else {"json": report}
    reply = await stranger.post(path, **sent)  # type: ignore[arg-type]  # form or JSON
    assert reply.json() == {"counted": 1}
    assert (await hall.rows("messages"))[0]["state"] == "delivered"


async def test_the_document_has_an_example_for_everything_a_caller_sends(hall: Hall) -> None:
    described = (await hall.http.get("/openapi.json")).json()
    for path, operations in described["paths"].items():
        if path.startswith("/v1/messages"):
            for operation in operations.values():
                assert operation["summary"]
                parts = [operation.get("requestBody", {}), operation["responses"].get("200", {})]
                for part in parts:
                    for sent in part.get("content", {}).values():
                        name = sent["schema"]["$ref"].rpartition("/")[2]
                        assert described["components"]["schemas"][name].get("examples"), name
    assert "chat_id" in json.dumps(described)
