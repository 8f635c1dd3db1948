"""Somebody signs in with OneID or the face (MyID), and proves whose the account is."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import httpx
import pytest

from mobile_api.access.errors import (
    IdentityNotConfirmed,
    IdentityServiceMissing,
    OtherPersonProven,
    TooYoung,
)
from mobile_api.access.holders import AccountHolders
from mobile_api.access.schemas import (
    AppTokensReply,
    BeginFace,
    BeginIdentity,
    FinishIdentity,
    SignInByIdentity,
)
from mobile_api.errors import DmedError, IdempotencyMismatch, TooManyAttempts, Unavailable
from mobile_api.keys import Keyring
from mobile_api.settings import Settings
from mobile_api.tables import metadata
from tests.conftest import BOTH, SettableClock
from tests.mobile_api.access.identity_services import (
    Citizen,
    MyIdServer,
    OneIdServer,
    said,
    serving,
)
from tests.mobile_api.access.phone import Phone, bot_of, listen
from tests.mobile_api.hall import SYSTEM, Hall, open_hall, person, pinfl_of

ADULT, OTHER = "31505901710017", "40803851720420"
CHILD = pinfl_of(7, birth="010620", first=5)


@dataclass
class Way:
    """What the app keeps between beginning and coming back."""

    request_id: UUID
    verifier: str
    code: str

    def sign_in(self, phone: Phone, **changed: object) -> SignInByIdentity:
        """The order that signs in."""
        return SignInByIdentity.model_validate(
            {
                "id": uuid4(),
                "request_id": self.request_id,
                "verifier": self.verifier,
                "code": self.code,
                "device": {"id": phone.device_id, "name": phone.name, "platform": "android"},
                "language": "uz-Latn",
                **changed,
            }
        )

    def prove(self, **changed: object) -> FinishIdentity:
        """The order that proves."""
        return FinishIdentity.model_validate(
            {
                "id": uuid4(),
                "request_id": self.request_id,
                "verifier": self.verifier,
                "code": self.code,
                **changed,
            }
        )


@dataclass
class Country:
    """A hall whose hospital has contracts with both services."""

    hall: Hall
    oneid: OneIdServer
    myid: MyIdServer
    phone: Phone

    def another_phone(self, name: str = "Redmi") -> Phone:
        """Somebody else's phone."""
        return Phone(self.hall, self.phone.sent, name=name, number="+998907654321")

    async def through_oneid(self, phone: Phone, *, own: bool = False) -> Way:
        """Begin, sign in there in a browser, and come back to the app."""
        order, verifier = begin()
        client = phone.client
        begun = await (client.begin_own_oneid(order) if own else client.begin_oneid(order))
        link = await self.come_back(phone, await there(begun.authorize_url))
        assert link.headers["location"].startswith("dmed://oneid?")
        opened = parse_qs(urlsplit(link.headers["location"]).query)
        assert opened["request"] == [str(order.id)]
        return Way(order.id, verifier, opened["ticket"][0])

    async def come_back(self, phone: Phone, location: str) -> httpx.Response:
        """The browser follows OneID's redirect to us."""
        assert location.startswith("https://hospital.example/v1/access/oneid/callback?")
        return await phone.http.get(location, follow_redirects=False)

    async def through_myid(
        self, phone: Phone, pinfl: str = ADULT, *, face: str | None = None, own: bool = False
    ) -> Way:
        """Begin, and look into the camera."""
        order, verifier = begin_face(phone, pinfl)
        client = phone.client
        begun = await (client.begin_own_myid(order) if own else client.begin_myid(order))
        code = self.myid.look(begun.session_id, Citizen(face or pinfl))
        return Way(order.id, verifier, code)


def challenge() -> tuple[str, str]:
    """A challenge and its verifier (RFC 7636, S256)."""
    verifier = secrets.token_urlsafe(48)
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("="), verifier


def begin() -> tuple[BeginIdentity, str]:
    """An order to begin, and the verifier that the app keeps."""
    sent, verifier = challenge()
    return BeginIdentity(id=uuid4(), challenge=sent), verifier


def begin_face(phone: Phone, pinfl: str) -> tuple[BeginFace, str]:
    """As ``begin``, for a face."""
    sent, verifier = challenge()
    order = {"id": uuid4(), "challenge": sent, "pinfl": pinfl, "device_id": phone.device_id}
    return BeginFace.model_validate(order), verifier


async def there(url: str) -> str:
    """Where OneID sends the browser."""
    async with httpx.AsyncClient(trust_env=False, timeout=60) as browser:
        answer = await browser.get(url)
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


@pytest.fixture
async def country(
    settings: Settings, keyring: Keyring, clock: SettableClock
) -> AsyncIterator[Country]:
    oneid, myid = OneIdServer(), MyIdServer()
    with serving(oneid) as oneid_at, serving(myid) as myid_at:
        contracts: dict[str, Any] = {
            "oneid_url": oneid_at + oneid.path,
            "oneid_client_id": oneid.client_id,
            "oneid_client_secret": oneid.client_secret,
            "oneid_scope": oneid.scope,
            "myid_url": myid_at,
            "myid_client_id": myid.client_id,
            "myid_client_secret": myid.client_secret,
        }
        with_contracts = Settings.model_validate({**settings.model_dump(), **contracts})
        async with open_hall(with_contracts, keyring, clock) as hall:
            phone = Phone(hall, listen(hall))
            yield Country(hall, oneid, myid, phone)
            await phone.client.close()


@BOTH
@pytest.mark.parametrize("service", ["oneid", "myid"])
async def test_somebody_signs_in_and_is_known_next_time(country: Country, service: str) -> None:
    phone = country.phone
    signed = []
    for _ in range(2):
        if service == "oneid":
            way = await country.through_oneid(phone)
            signed.append(await phone.client.sign_in_with("oneid", way.sign_in(phone)))
        else:
            way = await country.through_myid(phone)
            signed.append(await phone.client.sign_in_with("myid", way.sign_in(phone)))
    assert signed[0].account_id == signed[1].account_id
    account = await phone.client.account()
    assert account.identity_proven
    assert account.proven_until is not None
    assert account.masked_phone is None
    stored = repr([await country.hall.rows(t) for t in ("identity_requests", "proven_identities")])
    assert ADULT not in stored
    assert "KARIMOV" not in stored


async def test_a_lost_reply_is_repeated_and_nothing_else_is(country: Country) -> None:
    phone = country.phone
    way = await country.through_oneid(phone)
    order = way.sign_in(phone)
    first = await phone.client.sign_in_with("oneid", order)
    assert await phone.client.sign_in_with("oneid", order) == first
    with pytest.raises(IdentityNotConfirmed):
        await phone.client.sign_in_with("oneid", way.sign_in(phone))


async def test_one_order_sent_twice_in_one_instant_signs_in_once(country: Country) -> None:
    phone = country.phone
    way = await country.through_oneid(phone)
    order = way.sign_in(phone)
    tries = [phone.client.sign_in_with("oneid", order) for _ in range(4)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    tokens = {a.access_token for a in answers if isinstance(a, AppTokensReply)}
    assert len(tokens) == 1
    # Who came while the first was still asking is told to try again, not that it was refused.
    assert all(isinstance(a, AppTokensReply | Unavailable) for a in answers)
    assert country.oneid.steps.count("one_authorization_code") == 1


@pytest.mark.parametrize("service", ["oneid", "myid"])
async def test_when_the_service_fails_the_same_order_may_try_again(
    country: Country, service: str
) -> None:
    phone = country.phone
    if service == "oneid":
        order = (await country.through_oneid(phone)).sign_in(phone)
        country.oneid.instead["one_authorization_code"] = said(502, {})
        path = "/v1/access/oneid/app-sessions"
    else:
        order = (await country.through_myid(phone)).sign_in(phone)
        country.myid.instead["/api/v1/sdk/data"] = said(502, {})
        path = "/v1/access/myid/app-sessions"
    failed = await phone.http.post(path, json=order.model_dump(mode="json"))
    assert (failed.status_code, failed.json()["code"]) == (503, "unavailable")
    assert int(failed.headers["retry-after"]) > 0
    again = await phone.http.post(path, json=order.model_dump(mode="json"))
    assert again.status_code == 200, again.text


@pytest.mark.parametrize("changed", ["verifier", "code", "request_id"])
async def test_only_the_app_that_began_and_the_device_that_came_back_sign_in(
    country: Country, changed: str
) -> None:
    phone = country.phone
    way = await country.through_oneid(phone)
    foreign = {"verifier": challenge()[1], "code": "x" * 32, "request_id": str(uuid4())}
    with pytest.raises(IdentityNotConfirmed):
        await phone.client.sign_in_with("oneid", way.sign_in(phone, **{changed: foreign[changed]}))
    # Whoever guessed has not used it up for its owner.
    await phone.client.sign_in_with("oneid", way.sign_in(phone))


async def test_a_state_comes_back_once_in_time_and_only_ours(country: Country) -> None:
    phone, clock = country.phone, country.hall.clock
    order, _ = begin()
    begun = await phone.client.begin_oneid(order)
    location = await there(begun.authorize_url)
    assert (await country.come_back(phone, location)).status_code == 303
    late, _ = begin()
    late_location = await there((await phone.client.begin_oneid(late)).authorize_url)
    clock.forward(minutes=15)
    made_up = location.replace("state=", "state=x")
    for refused in (location, made_up, late_location):
        answer = await country.come_back(phone, refused)
        assert (answer.status_code, answer.json()["code"]) == (403, "identity_not_confirmed")
        assert "dmed://" not in answer.text
    page = await phone.http.get(made_up, headers={"Accept": "text/html", "Accept-Language": "ru"})
    assert page.status_code == 403
    assert "Вернитесь в приложение" in page.text


async def test_who_refuses_there_is_not_signed_in_and_may_begin_again(country: Country) -> None:
    phone = country.phone
    country.oneid.consents = False
    way = await country.through_oneid(phone)
    with pytest.raises(IdentityNotConfirmed):
        await phone.client.sign_in_with("oneid", way.sign_in(phone))
    assert country.oneid.steps == []
    country.oneid.consents = True
    way = await country.through_oneid(phone)
    await phone.client.sign_in_with("oneid", way.sign_in(phone))


async def test_another_face_than_that_of_the_number_is_refused(country: Country) -> None:
    phone = country.phone
    way = await country.through_myid(phone, ADULT, face=OTHER)
    order = way.sign_in(phone)
    for _ in range(2):
        with pytest.raises(IdentityNotConfirmed):
            await phone.client.sign_in_with("myid", order)
    assert await country.hall.rows("app_accounts") == []


async def test_children_the_dead_and_numbers_that_are_none_do_not_sign_in(
    country: Country,
) -> None:
    phone, hall = country.phone, country.hall
    country.oneid.citizen = Citizen(CHILD)
    way = await country.through_oneid(phone)
    with pytest.raises(TooYoung):
        await phone.client.sign_in_with("oneid", way.sign_in(phone))
    with pytest.raises(TooYoung):
        await phone.client.begin_myid(begin_face(phone, CHILD)[0])
    assert country.myid.opened == 0
    country.oneid.citizen = Citizen("31505901710018")  # a wrong check digit
    way = await country.through_oneid(phone)
    with pytest.raises(IdentityNotConfirmed):
        await phone.client.sign_in_with("oneid", way.sign_in(phone))
    await hall.know(3)
    country.oneid.citizen = Citizen(person(3).pinfl)
    way = await country.through_oneid(phone)
    await phone.client.sign_in_with("oneid", way.sign_in(phone))
    patients = metadata.tables["patients"]
    async with hall.database.writing() as tx:
        await tx.execute(patients.update().values(deceased_on=hall.clock().date()))
    way = await country.through_oneid(phone)
    with pytest.raises(IdentityNotConfirmed):
        await phone.client.sign_in_with("oneid", way.sign_in(phone))


async def test_a_closed_account_stays_closed(country: Country) -> None:
    phone, hall = country.phone, country.hall
    way = await country.through_oneid(phone)
    tokens = await phone.client.sign_in_with("oneid", way.sign_in(phone))
    async with hall.database.writing() as tx:
        await hall.services.get(AccountHolders).close_app_account(tx, SYSTEM, tokens.account_id)
    way = await country.through_oneid(phone)
    with pytest.raises(IdentityNotConfirmed):
        await phone.client.sign_in_with("oneid", way.sign_in(phone))


@BOTH
@pytest.mark.parametrize("service", ["oneid", "myid"])
async def test_an_account_of_a_phone_is_proven_and_stays_that_persons(
    country: Country, service: str
) -> None:
    phone = country.phone
    await phone.sign_in()
    assert not (await phone.client.account()).identity_proven
    for pinfl in (ADULT, OTHER):
        if service == "oneid":
            country.oneid.citizen = Citizen(pinfl)
            order = (await country.through_oneid(phone, own=True)).prove()
            proving = phone.client.prove_with("oneid", order)
        else:
            order = (await country.through_myid(phone, pinfl, own=True)).prove()
            proving = phone.client.prove_with("myid", order)
        if pinfl == ADULT:
            assert (await proving).proven_for == 600
        else:
            with pytest.raises(OtherPersonProven):
                await proving
    account = await phone.client.account()
    assert account.identity_proven
    assert account.proven_until is not None


async def test_what_one_session_began_another_cannot_finish(country: Country) -> None:
    phone = country.phone
    await phone.sign_in()
    way = await country.through_oneid(phone, own=True)
    stranger = country.another_phone()
    await stranger.sign_in()
    with pytest.raises(IdentityNotConfirmed):
        await stranger.client.prove_with("oneid", way.prove())
    with pytest.raises(IdentityNotConfirmed):
        await stranger.client.sign_in_with("oneid", way.sign_in(stranger))
    await phone.client.prove_with("oneid", way.prove())


async def test_a_chat_proves_nobody(country: Country) -> None:
    phone = country.phone
    await phone.sign_in()
    bot, key = await bot_of(country.hall)
    await phone.link(bot, 77)
    await bot.close()
    headers = {"Authorization": f"Bearer {key}", "Dmed-Telegram-User": "77"}
    order, _ = begin()
    face, _ = begin_face(phone, ADULT)
    finish = Way(uuid4(), "v" * 43, "x").prove()
    for path, body in (
        ("oneid/requests", order.model_dump(mode="json")),
        ("myid/requests", face.model_dump(mode="json")),
        ("oneid/proofs", finish.model_dump(mode="json")),
        ("myid/proofs", finish.model_dump(mode="json")),
    ):
        answer = await phone.http.post(f"/v1/access/account/{path}", json=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed"), path


async def test_the_same_beginning_is_the_same_way_and_another_body_is_refused(
    country: Country,
) -> None:
    phone = country.phone
    order, _ = begin()
    first = await phone.client.begin_oneid(order)
    assert await phone.client.begin_oneid(order) == first
    with pytest.raises(IdempotencyMismatch):
        await phone.client.begin_oneid(order.model_copy(update={"challenge": challenge()[0]}))
    face, _ = begin_face(phone, ADULT)
    begun = await phone.client.begin_myid(face)
    assert await phone.client.begin_myid(face) == begun
    assert country.myid.opened == 1
    with pytest.raises(IdempotencyMismatch):
        await phone.client.begin_myid(face.model_copy(update={"pinfl": OTHER}))


async def test_nobody_tries_faces_out_for_a_number(country: Country) -> None:
    for n in range(5):
        phone = country.another_phone(f"phone {n}")
        await phone.client.begin_myid(begin_face(phone, ADULT)[0])
    with pytest.raises(TooManyAttempts):
        await country.phone.client.begin_myid(begin_face(country.phone, ADULT)[0])


async def test_without_a_contract_the_way_is_not_offered(phone: Phone) -> None:
    refused: list[DmedError] = []
    for asking in (
        phone.client.begin_oneid(begin()[0]),
        phone.client.begin_myid(begin_face(phone, ADULT)[0]),
        phone.client.sign_in_with("oneid", Way(uuid4(), "v" * 43, "x").sign_in(phone)),
    ):
        with pytest.raises(IdentityServiceMissing) as told:
            await asking
        refused.append(told.value)
    assert len(refused) == 3
