"""Staff sign in, work, and sign out; strangers learn nothing from trying."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI, Response
from pydantic import SecretStr

from mobile_api.access import rules, service
from mobile_api.access.door import CheckedForm
from mobile_api.access.errors import LoginTaken, WeakPassword
from mobile_api.access.schemas import NewAccount
from mobile_api.access.service import AccessService
from mobile_api.actors import Actor, Role
from mobile_api.errors import NotAllowed
from mobile_api.replays import SealedReplays
from tests.conftest import BOTH
from tests.mobile_api.hall import BASE, HOSPITAL, SYSTEM, Hall

PASSWORD = "Uzun va kuchli parol 7"
ADMINISTRATOR = Actor(role=Role.ADMINISTRATOR, id=UUID(int=5), hospital_id=HOSPITAL)


async def hire(hall: Hall, login: str = "hamshira", password: str = PASSWORD) -> UUID:
    order = NewAccount(
        login=login, password=SecretStr(password), display_name="Barno Sinova", role=Role.NURSE
    )
    async with hall.database.writing() as tx:
        return await hall.services.get(AccessService).create_account(tx, SYSTEM, order)


def browser(app: FastAPI, base: str = BASE) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url=base
    )


async def sign_in(
    http: httpx.AsyncClient, login: str = "hamshira", password: str = PASSWORD, key: str = ""
) -> httpx.Response:
    body = {"login": login, "password": password}
    headers = {"Idempotency-Key": key} if key else {}
    return await http.post("/v1/access/sessions", json=body, headers=headers)


@BOTH
async def test_signing_in_and_out(hall: Hall) -> None:
    await hire(hall)
    async with browser(hall.app) as http:
        assert (await http.get("/v1/access/session")).status_code == 401
        reply = await sign_in(http, " HAMSHIRA ")
        assert reply.status_code == 200
        assert reply.json()["display_name"] == "Barno Sinova"
        cookie = reply.headers["set-cookie"]
        token = http.cookies["dmed_session"]
        for wanted in ("HttpOnly", "SameSite=strict", "Secure", "Path=/"):
            assert wanted in cookie
        assert (await http.get("/v1/access/session")).json()["role"] == "nurse"
        assert (await http.delete("/v1/access/session")).status_code == 204
        assert "dmed_session" not in http.cookies
        http.cookies.set("dmed_session", token)
        assert (await http.get("/v1/access/session")).status_code == 401


@BOTH
async def test_a_sign_in_whose_answer_was_lost_is_the_same_session_again(hall: Hall) -> None:
    await hire(hall)
    await hire(hall, "boshqa")
    key, first = str(uuid4()), str(uuid4())
    async with browser(hall.app) as http:
        replies = [
            *(await asyncio.gather(*(sign_in(http, key=first) for _ in range(3)))),
            await sign_in(http, " Hamshira", key=first),
        ]
        assert {reply.status_code for reply in replies} == {200}
        assert len({reply.cookies["dmed_session"] for reply in replies}) == 1
        assert len({reply.text for reply in replies}) == 1
        assert len(await hall.rows("staff_sessions")) == 1
        signed = [row for row in await hall.rows("audit_events") if row["action"].endswith("in")]
        assert len(signed) == 1
        # Somebody else, or another order, gets a session of their own.
        token = replies[0].cookies["dmed_session"]
        for reply in (await sign_in(http, "boshqa", key=first), await sign_in(http, key=key)):
            assert reply.cookies["dmed_session"] != token
        assert len(await hall.rows("staff_sessions")) == 3
    redis = hall.services.get(SealedReplays)._replays._redis
    kept = {name: await redis.get(name) for name in await redis.keys("replay:sign-in:*")}
    assert len(kept) == 3
    assert token not in repr(kept)
    for name in kept:
        assert 0 < await redis.ttl(name) <= rules.SIGN_IN_KEPT_SECONDS


async def test_a_key_opens_nothing_without_the_password_and_nothing_that_has_ended(
    hall: Hall,
) -> None:
    await hire(hall)
    access, key = hall.services.get(AccessService), str(uuid4())
    async with browser(hall.app) as http, browser(hall.app) as stranger:
        assert (await sign_in(http, key=key)).status_code == 200
        refusals = [
            await sign_in(stranger, login, "x" * 20, key=sent)
            for login, sent in (("hamshira", key), ("hamshira", str(uuid4())), ("nobody", key))
        ]
        assert len({(reply.status_code, reply.text) for reply in refusals}) == 1
        assert refusals[0].json()["code"] == "wrong_login"
        async with hall.database.writing() as tx:
            actor = await access.actor_of(tx, http.cookies["dmed_session"])
            await access.change_password(tx, actor, PASSWORD, "Yangi va uzun parol 9")
        other = await sign_in(stranger, password="Yangi va uzun parol 9", key=key)
        assert (other.status_code, other.json()["code"]) == (422, "idempotency_mismatch")
        assert not stranger.cookies
        # Wrong ones count with a key as without one; then the right one waits, too.
        access._fits = lambda stored, password: password == PASSWORD  # type: ignore[method-assign]  # as below
        codes = [(await sign_in(stranger, "hamshira", "x" * 20, key=key)).status_code]
        while codes[-1] == 401 and len(codes) < 20:
            codes.append((await sign_in(stranger, "hamshira", "x" * 20, key=key)).status_code)
        assert codes == [401] * 8 + [429]  # two were wrong before
        assert (await sign_in(http, key=key)).status_code == 429


@BOTH
async def test_neither_token_nor_password_nor_name_is_stored(hall: Hall) -> None:
    await hire(hall)
    async with browser(hall.app) as http:
        await sign_in(http)
        token = http.cookies["dmed_session"]
    stored = repr([await hall.rows(t) for t in ("staff_accounts", "staff_sessions")])
    for secret in (token, PASSWORD, "Barno", "Sinova"):
        assert secret not in stored


async def test_wrong_login_and_wrong_password_are_one_answer_after_equal_work(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, real_passwords: PasswordHasher
) -> None:
    monkeypatch.setattr(service, "_HASHER", real_passwords)
    service._nobodys_hash.cache_clear()
    await hire(hall)
    access = hall.services.get(AccessService)
    checked: list[str] = []
    real = access._fits

    def counted(stored: str, password: str) -> bool:
        checked.append(stored[:30])
        return real(stored, password)

    monkeypatch.setattr(access, "_fits", counted)
    async with browser(hall.app) as http:
        wrong = await sign_in(http, password="Notoʻgʻri parol 12345")
        unknown = await sign_in(http, login="nobody")
    assert wrong.status_code == 401
    assert wrong.json() == unknown.json()
    assert len(checked) == 2
    # The same Argon2 parameters, hence the same work.
    assert checked[0] == checked[1]
    assert checked[0].startswith("$argon2id$v=19$m=19456,t=2,p=1")


@pytest.mark.parametrize("login", ["hamshira", "nobody"])
async def test_ten_wrong_passwords_close_a_login_for_a_while_known_or_not(
    hall: Hall, login: str
) -> None:
    await hire(hall)
    access = hall.services.get(AccessService)
    access._fits = lambda stored, password: password == PASSWORD  # type: ignore[method-assign]  # 10 Argon2 runs tell nothing more
    async with browser(hall.app) as http:
        codes = [(await sign_in(http, login, "x" * 20)).status_code for _ in range(11)]
        assert codes == [401] * 10 + [429]
        closed = await sign_in(http, login)
        assert closed.status_code == 429
        assert int(closed.headers["retry-after"]) <= service.WRONG_SECONDS


async def test_thirty_wrong_passwords_close_an_address(hall: Hall) -> None:
    await hire(hall)
    access = hall.services.get(AccessService)
    access._fits = lambda stored, password: password == PASSWORD  # type: ignore[method-assign]  # as above
    async with browser(hall.app) as http:
        for number in range(service.WRONG_PER_ADDRESS):
            assert (await sign_in(http, f"login{number}", "x" * 20)).status_code == 401
        assert (await sign_in(http)).status_code == 429


async def test_those_who_know_their_password_are_never_closed_out(hall: Hall) -> None:
    await hire(hall)
    access = hall.services.get(AccessService)
    access._fits = lambda stored, password: password == PASSWORD  # type: ignore[method-assign]  # as above
    async with browser(hall.app) as http:
        for _ in range(35):
            assert (await sign_in(http)).status_code == 200


@BOTH
async def test_a_terminal_left_alone_for_an_hour_signs_itself_out(hall: Hall) -> None:
    await hire(hall)
    async with browser(hall.app) as http:
        await sign_in(http)
        for _ in range(3):
            hall.clock.forward(minutes=59)
            assert (await http.get("/v1/access/session")).status_code == 200
        hall.clock.forward(minutes=60)
        assert (await http.get("/v1/access/session")).status_code == 401


async def test_no_session_outlives_a_shift(hall: Hall) -> None:
    await hire(hall)
    async with browser(hall.app) as http:
        await sign_in(http)
        for _ in range(23):
            hall.clock.forward(minutes=30)
            assert (await http.get("/v1/access/session")).status_code == 200
        hall.clock.forward(minutes=30)
        assert (await http.get("/v1/access/session")).status_code == 401


@BOTH
async def test_a_closed_account_is_out_at_once_and_answers_like_a_wrong_password(
    hall: Hall,
) -> None:
    staff_id = await hire(hall)
    async with browser(hall.app) as http:
        await sign_in(http)
        async with hall.database.writing() as tx:
            await hall.services.get(AccessService).disable_account(tx, ADMINISTRATOR, staff_id)
        assert (await http.get("/v1/access/session")).status_code == 401
        again = await sign_in(http)
        assert (again.status_code, again.json()["code"]) == (401, "wrong_login")


async def test_a_new_password_ends_every_session(hall: Hall) -> None:
    await hire(hall)
    access = hall.services.get(AccessService)
    async with browser(hall.app) as http:
        await sign_in(http)
        async with hall.database.writing() as tx:
            actor = await access.actor_of(tx, http.cookies["dmed_session"])
            await access.change_password(tx, actor, PASSWORD, "Yangi va uzun parol 9")
        assert (await http.get("/v1/access/session")).status_code == 401
        assert (await sign_in(http)).status_code == 401
        assert (await sign_in(http, password="Yangi va uzun parol 9")).status_code == 200


@BOTH
async def test_a_login_exists_once(hall: Hall) -> None:
    await hire(hall)
    with pytest.raises(LoginTaken):
        await hire(hall)


async def test_a_nurse_cannot_make_accounts(hall: Hall) -> None:
    nurse = ADMINISTRATOR.model_copy(update={"role": Role.NURSE})
    order = NewAccount(
        login="boshqa", password=SecretStr(PASSWORD), display_name="B", role=Role.ADMINISTRATOR
    )
    with pytest.raises(NotAllowed):
        async with hall.database.writing() as tx:
            await hall.services.get(AccessService).create_account(tx, nurse, order)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("Qisqa-parol-14", "short"),
        ("aaaaaaaaaaaaaaaaaaaa", "repetitive"),
        ("abababababababababab", "repetitive"),
        ("qwertyuiopasdfgh", "well_known"),
        ("1234567890123456", "well_known"),
        ("Password-2025-2026-!", "well_known"),
        ("hamshira-2026!!", "login"),
        ("x" * 300, "long"),
    ],
)
async def test_a_weak_password_is_refused_with_its_reason(
    hall: Hall, password: str, reason: str
) -> None:
    with pytest.raises(WeakPassword) as refused:
        await hire(hall, password=password)
    assert refused.value.facts["reason"] == reason


@pytest.mark.parametrize(
    "password", [PASSWORD, "anor-bulut-daryo-nok", "тўғри от батарея скрепка", "kuzgi yomgʻirlar7"]
)
def test_a_long_password_in_any_script_is_good_enough(password: str) -> None:
    assert rules.password_fault(password, "hamshira") is None


OUR_PAGE = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (OUR_PAGE, 200),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200),
        ({}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": BASE, "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": BASE, "Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
async def test_only_our_own_pages_may_send_forms(
    hall: Hall, headers: dict[str, str], status: int
) -> None:
    await hire(hall)

    @hall.app.post("/form")
    async def form(actor: CheckedForm) -> Response:
        return Response(actor.role.value)

    async with browser(hall.app) as http:
        token = (await sign_in(http)).json()["csrf_token"]
        reply = await http.post("/form", data={"csrf": token}, headers=headers)
        assert reply.status_code == status
        by_header = await http.post("/form", headers={**headers, "X-CSRF-Token": token})
        assert by_header.status_code == status


async def test_a_form_needs_the_token_of_its_own_session(hall: Hall) -> None:
    await hire(hall)
    await hire(hall, "boshqa")

    @hall.app.post("/form")
    async def form(actor: CheckedForm) -> Response:
        return Response(actor.role.value)

    async with browser(hall.app) as mine, browser(hall.app) as other:
        await sign_in(mine)
        foreign = (await sign_in(other, "boshqa")).json()["csrf_token"]
        sent: list[dict[str, Any]] = [{}, {"csrf": ""}, {"csrf": foreign}, {"csrf": uuid4().hex}]
        for data in sent:
            reply = await mine.post("/form", data=data, headers=OUR_PAGE)
            assert (reply.status_code, reply.json()["code"]) == (403, "foreign_form")


async def test_another_site_cannot_sign_anybody_in(hall: Hall) -> None:
    await hire(hall)
    async with browser(hall.app) as http:
        http.headers["Origin"] = "https://evil.example"
        assert (await sign_in(http)).status_code == 403
