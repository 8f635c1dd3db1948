"""Signing in: everybody may try; the own account is the phone's, and a little the chat's."""

from __future__ import annotations

from typing import Any

from tests.mobile_api.who_may.table import (
    ALL_STAFF,
    APP,
    BOT,
    EVERYBODY,
    PHONE,
    Row,
    Sent,
    Table,
    World,
    an_id,
)

DEVICE = {"id": an_id(), "name": "Telefon", "platform": "android"}
CHALLENGE = "A" * 43


def _json(**body: Any) -> Sent:
    return Sent(json={"id": an_id(), **body})


def _code(_world: World) -> Sent:
    return _json(code_id=an_id(), code="0000000")


def _code_on_a_phone(_world: World) -> Sent:
    return _json(code_id=an_id(), code="0000000", device=DEVICE, language="ru")


def _begin(_world: World) -> Sent:
    return _json(challenge=CHALLENGE)


def _begin_face(_world: World) -> Sent:
    return _json(challenge=CHALLENGE, pinfl="31505901710017", device_id=an_id())


def _finish(_world: World) -> Sent:
    return _json(request_id=an_id(), verifier="v" * 43, code="x")


def _finish_on_a_phone(_world: World) -> Sent:
    return _json(request_id=an_id(), verifier="v" * 43, code="x", device=DEVICE, language="uz-Latn")


ROUTES: Table = {
    ("POST", "/v1/access/sessions"): Row(
        EVERYBODY, lambda _: Sent(json={"login": "nobody", "password": "x" * 20})
    ),
    ("GET", "/v1/access/session"): Row(ALL_STAFF),
    ("DELETE", "/v1/access/session"): Row(ALL_STAFF, ends=True),
    ("POST", "/v1/access/codes"): Row(
        EVERYBODY,
        lambda _: _json(phone="+998 90 765-43-21", language="kk", device_id=an_id()),
    ),
    ("POST", "/v1/access/app-sessions"): Row(EVERYBODY, _code_on_a_phone),
    ("POST", "/v1/access/tokens"): Row(EVERYBODY, lambda _: _json(refresh_token="A" * 75)),
    ("GET", "/v1/access/account"): Row(APP),
    ("PUT", "/v1/access/account/language"): Row(APP, lambda _: Sent(json={"language": "ru"})),
    ("POST", "/v1/access/account/phone-codes"): Row(
        frozenset({"proven_phone"}), lambda _: _json(phone="901234568")
    ),
    ("POST", "/v1/access/account/phone"): Row(PHONE, _code),
    ("GET", "/v1/access/devices"): Row(PHONE),
    ("DELETE", "/v1/access/devices"): Row(PHONE, ends=True),
    ("DELETE", "/v1/access/devices/{session_id}"): Row(
        PHONE, lambda _: Sent(path={"session_id": an_id()})
    ),
    ("POST", "/v1/access/step-up-codes"): Row(PHONE, lambda _: _json()),
    ("POST", "/v1/access/step-ups"): Row(PHONE, _code),
    ("POST", "/v1/access/telegram/link-codes"): Row(PHONE, lambda _: _json()),
    ("POST", "/v1/access/telegram/links"): Row(
        BOT | {"chat", "unlinked_chat"}, lambda _: _json(code="x" * 24, telegram_user_id=5)
    ),
    ("POST", "/v1/access/telegram/contacts"): Row(
        BOT | {"chat", "unlinked_chat"},
        lambda _: _json(
            telegram_user_id=6, contact_user_id=6, phone="998907654322", language="kaa"
        ),
    ),
    ("DELETE", "/v1/access/telegram/link"): Row(APP, ends=True),
    ("POST", "/v1/access/oneid/requests"): Row(EVERYBODY, _begin),
    ("GET", "/v1/access/oneid/callback"): Row(EVERYBODY, lambda _: Sent(query="state=x&code=y")),
    ("POST", "/v1/access/oneid/app-sessions"): Row(EVERYBODY, _finish_on_a_phone),
    ("POST", "/v1/access/account/oneid/requests"): Row(PHONE, _begin),
    ("POST", "/v1/access/account/oneid/proofs"): Row(PHONE, _finish),
    ("POST", "/v1/access/myid/requests"): Row(EVERYBODY, _begin_face),
    ("POST", "/v1/access/myid/app-sessions"): Row(EVERYBODY, _finish_on_a_phone),
    ("POST", "/v1/access/account/myid/requests"): Row(PHONE, _begin_face),
    ("POST", "/v1/access/account/myid/proofs"): Row(PHONE, _finish),
    ("GET", "/staff/login"): Row(EVERYBODY),
    ("POST", "/staff/login"): Row(
        EVERYBODY, lambda _: Sent(form={"login": "nobody", "password": "x" * 20})
    ),
    ("POST", "/staff/logout"): Row(ALL_STAFF, ends=True),
}
