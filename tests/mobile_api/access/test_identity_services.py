"""What OneID and MyID answer, well or badly, over real HTTP."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from mobile_api.access.errors import IdentityNotConfirmed
from mobile_api.access.myid import MyIdClient
from mobile_api.access.oneid import OneIdClient
from mobile_api.errors import Unavailable
from tests.mobile_api.access.identity_services import (
    Citizen,
    MyIdServer,
    OneIdServer,
    Said,
    said,
    serving,
)

BACK = "https://hospital.example/v1/access/oneid/callback"
PINFL = "31505901710017"
SHORT = 0.2
NOT_AN_ANSWER: dict[str, Said] = {
    "not JSON": (200, {"Content-Type": "application/json"}, b"<html>maintenance</html>"),
    "a list": said(200, ["access_token"]),
    "empty": (200, {}, b""),
    "broken": said(500, {"message": "internal"}),
    "busy": said(503, {"message": "busy"}),
    "asked too often": said(429, {"message": "slowly"}),
    "moved": (302, {"Location": "https://elsewhere.example/"}, b""),
}


@pytest.fixture
def oneid() -> OneIdServer:
    return OneIdServer()


@pytest.fixture
def oneid_at(oneid: OneIdServer) -> Iterator[str]:
    with serving(oneid) as address:
        yield address + oneid.path


@pytest.fixture
def myid() -> MyIdServer:
    return MyIdServer()


@pytest.fixture
def myid_at(myid: MyIdServer) -> Iterator[str]:
    with serving(myid) as address:
        yield address


def oneid_client(address: str, secret: str = "oneid-sir", seconds: float = 60) -> OneIdClient:
    return OneIdClient(address, "clinic", secret, "clinic_scope", seconds)


def myid_client(address: str, secret: str = "myid-sir", seconds: float = 60) -> MyIdClient:
    return MyIdClient(address, "clinic", secret, 0.75, seconds)


def code_from(client: OneIdClient) -> str:
    """What the browser of somebody who agrees there brings back."""
    there = httpx.get(client.authorize_url("the-state", BACK), trust_env=False, timeout=60)
    back = urlsplit(there.headers["location"])
    assert f"{back.scheme}://{back.netloc}{back.path}" == BACK
    answer = parse_qs(back.query)
    assert answer["state"] == ["the-state"]
    return answer["code"][0]


async def test_oneid_is_asked_in_its_four_steps(oneid: OneIdServer, oneid_at: str) -> None:
    client = oneid_client(oneid_at)
    stated = await client.identify(code_from(client), BACK)
    assert (stated.pinfl, stated.family_name, stated.given_name, stated.patronymic) == (
        PINFL,
        "KARIMOV",
        "DILSHOD",
        "AKMAL OʻGʻLI",
    )
    assert oneid.steps == [
        "one_authorization_code",
        "one_access_token_identify",
        "one_log_out",
    ]
    assert oneid.tokens == set()


async def test_a_code_of_oneid_is_good_once_and_for_its_address(
    oneid: OneIdServer, oneid_at: str
) -> None:
    client = oneid_client(oneid_at)
    code = code_from(client)
    await client.identify(code, BACK)
    for used, back in ((code, BACK), ("made up", BACK), (code_from(client), BACK + "x")):
        with pytest.raises(IdentityNotConfirmed):
            await client.identify(used, back)


async def test_our_own_wrong_secret_is_not_the_persons_fault(oneid_at: str, myid_at: str) -> None:
    oneid = oneid_client(oneid_at, secret="x")
    with pytest.raises(Unavailable):
        await oneid.identify(code_from(oneid), BACK)
    with pytest.raises(Unavailable):
        await myid_client(myid_at, secret="x").open_session(PINFL)


@pytest.mark.parametrize("step", ["one_authorization_code", "one_access_token_identify"])
@pytest.mark.parametrize("answer", NOT_AN_ANSWER)
async def test_what_is_no_answer_of_oneid_can_be_tried_again(
    oneid: OneIdServer, oneid_at: str, step: str, answer: str
) -> None:
    client = oneid_client(oneid_at)
    code = code_from(client)
    oneid.instead[step] = NOT_AN_ANSWER[answer]
    with pytest.raises(Unavailable):
        await client.identify(code, BACK)


@pytest.mark.parametrize("pin", [None, "", "   ", 31505901710017, ["31505901710017"]])
async def test_oneid_must_say_who_it_is(oneid: OneIdServer, oneid_at: str, pin: object) -> None:
    client = oneid_client(oneid_at)
    code = code_from(client)
    oneid.instead["one_access_token_identify"] = said(200, {"pin": pin, "sur_name": "KARIMOV"})
    with pytest.raises(IdentityNotConfirmed):
        await client.identify(code, BACK)


async def test_whoever_was_identified_stays_so_when_signing_out_there_fails(
    oneid: OneIdServer, oneid_at: str
) -> None:
    client = oneid_client(oneid_at)
    for answer in (said(500, {}), said(400, {}), said(401, {})):
        oneid.instead["one_log_out"] = answer
        assert (await client.identify(code_from(client), BACK)).pinfl == PINFL


@pytest.mark.parametrize("fault", ["broken", "silent"])
async def test_a_broken_line_and_a_slow_answer_can_be_tried_again(
    oneid: OneIdServer, oneid_at: str, myid: MyIdServer, myid_at: str, fault: str
) -> None:
    there, face = oneid_client(oneid_at, seconds=SHORT), myid_client(myid_at, seconds=SHORT)
    code = code_from(there)
    for service in (oneid, myid):
        setattr(service, fault, True)
    with pytest.raises(Unavailable):
        await there.identify(code, BACK)
    with pytest.raises(Unavailable):
        await face.open_session(PINFL)
    with pytest.raises(Unavailable):
        await face.identify("x")


async def test_a_service_that_is_not_there_can_be_tried_again() -> None:
    nowhere = "http://127.0.0.1:1"
    with pytest.raises(Unavailable):
        await oneid_client(nowhere).identify("x", BACK)
    with pytest.raises(Unavailable):
        await myid_client(nowhere).open_session(PINFL)
    with pytest.raises(Unavailable):
        await myid_client("no address at all").open_session(PINFL)


async def test_myid_names_the_face_of_its_session_once(myid: MyIdServer, myid_at: str) -> None:
    client = myid_client(myid_at)
    session_id = await client.open_session(PINFL)
    assert myid.sessions == {session_id: PINFL}
    code = myid.look(session_id, Citizen(PINFL))
    stated = await client.identify(code)
    assert (stated.pinfl, stated.family_name) == (PINFL, "KARIMOV")
    with pytest.raises(IdentityNotConfirmed):
        await client.identify(code)


async def test_somebody_born_in_this_century_is_asked_for_with_the_right_birth_date(
    myid: MyIdServer, myid_at: str
) -> None:
    # 1 January 2001: the century is in the first digit of the number (national.md, PINFL).
    session_id = await myid_client(myid_at).open_session("50101012000071")
    assert myid.sessions[session_id] == "50101012000071"


@pytest.mark.parametrize(
    "path",
    ["/api/v1/auth/clients/access-token", "/api/v2/sdk/sessions", "/api/v1/sdk/data"],
)
@pytest.mark.parametrize("answer", NOT_AN_ANSWER)
async def test_what_is_no_answer_of_myid_can_be_tried_again(
    myid: MyIdServer, myid_at: str, path: str, answer: str
) -> None:
    client = myid_client(myid_at)
    session_id = await client.open_session(PINFL)
    code = myid.look(session_id, Citizen(PINFL))
    myid.instead[path] = NOT_AN_ANSWER[answer]
    with pytest.raises(Unavailable):
        await (client.open_session(PINFL) if "sessions" in path else client.identify(code))


@pytest.mark.parametrize(
    "profile",
    [
        {},
        {"profile": None},
        {"profile": "x"},
        {"profile": {"common_data": []}},
        {"profile": {"common_data": {"pinfl": ""}}},
        {"profile": {"common_data": {"pinfl": 5}}},
    ],
)
async def test_myid_must_say_who_it_is(myid: MyIdServer, myid_at: str, profile: object) -> None:
    myid.instead["/api/v1/sdk/data"] = said(200, profile)
    with pytest.raises(IdentityNotConfirmed):
        await myid_client(myid_at).identify("x")


@pytest.mark.parametrize("session", ["", None, "x" * 101, 5])
async def test_a_session_of_myid_without_an_id_can_be_tried_again(
    myid: MyIdServer, myid_at: str, session: object
) -> None:
    myid.instead["/api/v2/sdk/sessions"] = said(200, {"session_id": session})
    with pytest.raises(Unavailable):
        await myid_client(myid_at).open_session(PINFL)


async def test_nothing_about_the_person_is_logged_or_raised(
    oneid: OneIdServer,
    oneid_at: str,
    myid: MyIdServer,
    myid_at: str,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    there, face = oneid_client(oneid_at), myid_client(myid_at)
    code = code_from(there)
    stated = await there.identify(code, BACK)
    raised = []
    oneid.broken = myid.broken = True
    for failing in (there.identify(code, BACK), face.open_session(PINFL), face.identify(code)):
        with pytest.raises(Unavailable) as refused:
            await failing
        raised.append(repr([refused.value, refused.value.facts, refused.value.__cause__]))
    seen = repr(raised) + repr(stated) + capsys.readouterr().out
    # httpx itself tells of requests at INFO; the API keeps its loggers at WARNING.
    seen += "".join(r.getMessage() for r in caplog.records if not r.name.startswith("http"))
    for private in (PINFL, code, "KARIMOV", "oneid-sir", "myid-sir"):
        assert private not in seen
