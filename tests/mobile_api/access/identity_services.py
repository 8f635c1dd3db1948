"""OneID and MyID of the tests' own, over real HTTP: as strict as their descriptions are.

Neither was compared with the service itself; that needs a contract.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

Said = tuple[int, Mapping[str, str], bytes]
"""Status, headers, body."""


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


def said(status: int, body: object) -> Said:
    """A JSON answer."""
    return status, {"Content-Type": "application/json"}, json.dumps(body).encode()


def single(pairs: str) -> dict[str, str]:
    """Fields that come once each."""
    fields = parse_qs(pairs, strict_parsing=True, keep_blank_values=True) if pairs else {}
    assert all(len(values) == 1 for values in fields.values())
    return {name: values[0] for name, values in fields.items()}


@dataclass
class Citizen:
    """Somebody who does not exist, as the services know them."""

    pinfl: str
    family_name: str = "KARIMOV"
    given_name: str = "DILSHOD"
    patronymic: str = "AKMAL OʻGʻLI"


@dataclass
class Misbehaviour:
    """What a service does instead of answering.

    Attributes:
        instead: answers to give first, by what is asked for.
        broken: the connection is cut in the middle of an answer.
        silent: no answer comes until the test is over.
    """

    instead: dict[str, Said] = field(default_factory=dict)
    broken: bool = False
    silent: bool = False
    over: threading.Event = field(default_factory=threading.Event)


@dataclass
class OneIdServer(Misbehaviour):
    """sso.egov.uz: one address, four steps."""

    path: str = "/sso/oauth/Authorization.do"
    client_id: str = "clinic"
    client_secret: str = "oneid-sir"
    scope: str = "clinic_scope"
    citizen: Citizen = field(default_factory=lambda: Citizen("31505901710017"))
    consents: bool = True
    codes: dict[str, str] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    steps: list[str] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Said:
        """Answer one request."""
        if asked.path != self.path:
            return said(404, {"message": "no such path"})
        if asked.method == "GET":
            return self._authorize(asked.query)
        if asked.headers.get("content-type") != "application/x-www-form-urlencoded":
            return said(415, {"message": "a form is expected"})
        form = single(asked.body.decode())
        grant = form.pop("grant_type", "")
        self.steps.append(grant)
        if grant in self.instead:
            return self.instead.pop(grant)
        if (form.pop("client_id", ""), form.pop("client_secret", "")) != (
            self.client_id,
            self.client_secret,
        ):
            return said(401, {"message": "invalid_client"})
        steps: dict[str, Callable[[dict[str, str]], Said]] = {
            "one_authorization_code": self._exchange,
            "one_access_token_identify": self._identify,
            "one_log_out": self._log_out,
        }
        return steps[grant](form) if grant in steps else said(400, {"message": "grant_type"})

    def _authorize(self, query: Mapping[str, str]) -> Said:
        if set(query) != {"response_type", "client_id", "redirect_uri", "scope", "state"}:
            return said(400, {"message": "a parameter is missing"})
        known = (query["response_type"], query["client_id"], query["scope"])
        if known != ("one_code", self.client_id, self.scope):
            return said(400, {"message": "unknown client"})
        back = {"state": query["state"]}
        if self.consents:
            back["code"] = secrets.token_urlsafe(24)
            self.codes[back["code"]] = query["redirect_uri"]
        return 302, {"Location": f"{query['redirect_uri']}?{urlencode(back)}"}, b""

    def _exchange(self, form: dict[str, str]) -> Said:
        if set(form) != {"redirect_uri", "code"}:
            return said(400, {"message": "a field is missing"})
        if self.codes.pop(form["code"], None) != form["redirect_uri"]:
            return said(400, {"message": "invalid_grant"})
        token = secrets.token_urlsafe(24)
        self.tokens.add(token)
        return said(
            200, {"access_token": token, "expires_in": 1800, "refresh_token": "x", "scope": ""}
        )

    def _identify(self, form: dict[str, str]) -> Said:
        if set(form) != {"access_token", "scope"} or form["scope"] != self.scope:
            return said(400, {"message": "a field is missing"})
        if form["access_token"] not in self.tokens:
            return said(403, {"message": "unknown token"})
        return said(
            200,
            {
                "valid": "true",
                "pin": self.citizen.pinfl,
                "user_id": "dkarimov",
                "full_name": "",
                "pport_no": "AD1234567",
                "birth_date": "1990-05-15",
                "sur_name": self.citizen.family_name,
                "first_name": self.citizen.given_name,
                "mid_name": self.citizen.patronymic,
                "mob_phone_no": "998901234567",
                "legal_info": [],
                "ret_cd": "0",
            },
        )

    def _log_out(self, form: dict[str, str]) -> Said:
        if set(form) != {"access_token", "scope"} or form["access_token"] not in self.tokens:
            return said(400, {"message": "unknown token"})
        self.tokens.remove(form["access_token"])
        return said(200, {"ret_cd": "0"})


@dataclass
class MyIdServer(Misbehaviour):
    """The national face identification: a token, a session for the SDK, a profile for its code."""

    client_id: str = "clinic"
    client_secret: str = "myid-sir"
    tokens: set[str] = field(default_factory=set)
    sessions: dict[str, str] = field(default_factory=dict)
    codes: dict[str, Citizen] = field(default_factory=dict)
    opened: int = 0

    def look(self, session_id: str, citizen: Citizen) -> str:
        """The SDK has seen a living face in a session; its code."""
        assert session_id in self.sessions
        code = secrets.token_urlsafe(24)
        self.codes[code] = citizen
        return code

    def __call__(self, asked: Asked) -> Said:
        """Answer one request."""
        if asked.path in self.instead:
            return self.instead.pop(asked.path)
        if (asked.method, asked.path) == ("POST", "/api/v1/auth/clients/access-token"):
            if json.loads(asked.body) != {
                "client_id": self.client_id,
                "client_secret": self.client_secret,
            }:
                return said(401, {"detail": "unknown client"})
            self.tokens.add(token := secrets.token_urlsafe(24))
            return said(200, {"access_token": token, "expires_in": 600, "token_type": "Bearer"})
        scheme, _, token = asked.headers.get("authorization", "").partition(" ")
        if scheme != "Bearer" or token not in self.tokens:
            return said(401, {"detail": "unauthorized"})
        if (asked.method, asked.path) == ("POST", "/api/v2/sdk/sessions"):
            return self._open(json.loads(asked.body))
        if (asked.method, asked.path) == ("GET", "/api/v1/sdk/data"):
            return self._profile(asked.query)
        return said(404, {"detail": "no such path"})

    def _open(self, body: dict[str, Any]) -> Said:
        if set(body) != {"pinfl", "birth_date", "threshold"}:
            return said(422, {"detail": "a field is missing"})
        # Day and month as in the number: YYYY-MM-DD against DDMMYY.
        year, month, day = body["birth_date"].split("-")
        if body["pinfl"][1:7] != f"{day}{month}{year[2:]}" or not 0.5 <= body["threshold"] <= 0.99:
            return said(422, {"detail": "a field does not fit"})
        session_id = secrets.token_urlsafe(16)
        self.sessions[session_id] = body["pinfl"]
        self.opened += 1
        return said(200, {"session_id": session_id})

    def _profile(self, query: Mapping[str, str]) -> Said:
        if set(query) != {"code"}:
            return said(422, {"detail": "a field is missing"})
        citizen = self.codes.pop(query["code"], None)
        if citizen is None:
            return said(400, {"detail": "unknown code"})
        common = {
            "pinfl": citizen.pinfl,
            "last_name": citizen.family_name,
            "first_name": citizen.given_name,
            "middle_name": citizen.patronymic,
            "birth_date": "15.05.1990",
        }
        return said(200, {"profile": {"common_data": common, "doc_data": {}}, "comparison": 0.97})


@contextmanager
def serving(service: OneIdServer | MyIdServer) -> Iterator[str]:
    """A real server for one of them; its address without a path."""

    class Handler(BaseHTTPRequestHandler):
        """Hands requests on."""

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def handle_any(self) -> None:
            """Answer, or misbehave."""
            length = int(self.headers.get("content-length", "0"))
            place = urlsplit(self.path)
            asked = Asked(
                self.command,
                place.path,
                single(place.query),
                {name.lower(): value for name, value in self.headers.items()},
                self.rfile.read(length),
            )
            if service.silent:
                service.over.wait()
                return
            status, headers, body = service(asked)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if service.broken else body)

        do_GET = do_POST = handle_any  # noqa: N815 - names of http.server

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    listening = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    listening.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        service.over.set()
        server.shutdown()
        server.server_close()
        listening.join()
