"""Requests made up out of the OpenAPI document, sent by everybody, and what is wrong with answers.

schemathesis makes requests that follow the document and such that do not. Ids and names of
things that exist are put into many of them, so that they get further than the first look-up.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import httpx
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.result import Err

from mobile_api.limits import Limits
from mobile_api.patients.people import PeopleService
from mobile_api.patients.schemas import Assurance, Relation
from tests.mobile_api.access.phone import Phone
from tests.mobile_api.clinic import DOCTOR_A, Clinic, account, thursday
from tests.mobile_api.hall import BASE, HOSPITAL, SYSTEM, person
from tests.mobile_api.who_may.table import World

MadeUp = Case[Any]
Operation = APIOperation[Any, Any, Any, Any]

ROLES = (
    "patient",
    "proven_patient",
    "trusted_person",
    "chat",
    "reception",
    "nurse",
    "doctor",
    "call_centre_agent",
    "call_centre_supervisor",
    "pharmacist",
    "it_nurse",
    "administrator",
    "kiosk",
    "bot",
    "nobody",
)
"""Everybody who could come to the door."""

_CALLERS = {"patient": "phone", "proven_patient": "proven_phone"}
_LINKS: Mapping[str, tuple[Relation, Assurance]] = {
    "patient": ("self", "confirmed"),
    "proven_patient": ("self", "proven"),
    "trusted_person": ("trusted", "confirmed"),
    "chat": ("self", "confirmed"),
}
_KEPT_HEADERS = frozenset({"if-none-match", "content-type", "accept"})
_SIGNING_OUT = frozenset(
    {
        ("DELETE", "/v1/access/session"),
        ("DELETE", "/v1/access/devices"),
        ("DELETE", "/v1/access/devices/{session_id}"),
        ("DELETE", "/v1/access/telegram/link"),
        ("POST", "/v1/access/telegram/links"),
        ("POST", "/v1/access/telegram/contacts"),
        ("PUT", "/v1/access/staff/{staff_id}"),
        ("POST", "/v1/access/staff/{staff_id}/password"),
        ("DELETE", "/v1/devices/{device_id}"),
    }
)


@dataclass
class Fuzzing:
    """A clinic with everybody in it, and dice.

    Attributes:
        clinic: where it happens.
        world: knows with what everybody comes.
        dice: seeded, so that what was found once is found again.
        known: name of a field or parameter → values that exist.
        wrong: what was found.
        answered: how often which status was answered.
    """

    clinic: Clinic
    world: World
    dice: random.Random
    known: dict[str, list[Any]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    answered: dict[int, int] = field(default_factory=dict)
    _linked: set[str] = field(default_factory=set)

    async def prepare(self) -> None:
        """Book visits, give tickets, and note what exists."""
        await self.world.prepare()
        clinic = self.clinic
        service = await clinic.service("first_visit", 20)
        booked = [(await clinic.book(account(n), n, thursday(9, 20 * n))).id for n in (1, 2)]
        self.known = {
            "hospital_id": [HOSPITAL],
            "department": ["cardiology", "therapy"],
            "code": ["cardiology"],
            "service": ["first_visit", None],
            "service_id": [service],
            "patient_id": [person(1).id, person(2).id],
            "first_id": [person(1).id],
            "second_id": [person(2).id],
            "from_id": [person(1).id],
            "into_id": [person(2).id],
            "practitioner_id": [DOCTOR_A],
            "room_id": [uuid5(HOSPITAL, "room|301")],
            "appointment_id": booked,
            "starts_at": [thursday(h, m).isoformat() for h in (9, 10, 11) for m in (0, 20, 40)],
            "from_day": ["2026-03-04"],
            "to_day": ["2026-03-12"],
            "day": ["2026-03-05"],
            "pinfl": [person(1).pinfl, "31505901710017"],
            "phone": ["+998 90 123-45-67", person(1).phone],
            "language": ["uz-Latn", "kk"],
            "text_version": [1],
            "kind": [],
        }

    async def headers(self, role: str) -> dict[str, str]:
        """With what a role comes; people are linked to person 1 the first time."""
        if role == "trusted_person":
            headers = await self._trusted()
        else:
            headers = await self.world.headers(_CALLERS.get(role, role))
        if role in _LINKS and role not in self._linked:
            self._linked.add(role)
            answer = await self._send("GET", f"{BASE}/v1/access/account", headers, b"")
            relation, assurance = _LINKS[role]
            async with self.clinic.writing() as tx:
                await self.clinic.hall.services.get(PeopleService).link(
                    tx,
                    SYSTEM,
                    UUID(answer.json()["id"]),
                    person(1).id,
                    relation,
                    assurance,
                )
        return {**headers, "Dmed-Visit": self.world.visit} if role == "kiosk" else headers

    async def _trusted(self) -> dict[str, str]:
        known = self.world._known
        if "trusted_person" not in known:
            phone = Phone(self.clinic.hall, self.world.sent, number="+998904444444")
            await phone.later(minutes=0)
            await phone.sign_in()
            self.world._open.append(phone)
            known["trusted_person"] = phone.headers()
        return known["trusted_person"]

    async def ask(self, case: MadeUp, role: str, *, sound: bool) -> None:
        """Send one made-up request as a role, and look at what comes."""
        # Redis counts attempts: whoever is refused for their number learns nothing more.
        await self.clinic.hall.services.get(Limits)._redis.flushall()
        operation = (case.method.upper(), case.path)
        case = own_copy(case)
        if sound:
            self._make_real(case)
        sent = self._request(case, await self.headers(role))
        if sent is None:
            return
        if operation in _SIGNING_OUT:
            self.world.forget(_CALLERS.get(role, role))
            self._linked.discard(role)
        answer = await self._send(sent.method, str(sent.url), sent.headers, sent.content)
        self.answered[answer.status_code] = self.answered.get(answer.status_code, 0) + 1
        for fault in faults_of(case, answer):
            body = sent.content[:400].decode(errors="replace")
            self.wrong.append(
                f"{role}: {sent.method} {sent.url.raw_path.decode()[:300]} {body}\n"
                f"    answered {answer.status_code} {answer.text[:200]}\n    {fault}"
            )

    def _make_real(self, case: MadeUp) -> None:
        for where in (case.path_parameters, case.query, case.body):
            self._put_known(where)
        body = case.body
        if isinstance(body, dict) and "id" in body and self.dice.random() < 0.8:
            body["id"] = str(uuid4())

    def _put_known(self, where: Any) -> None:
        if isinstance(where, dict):
            for name in where:
                values = self.known.get(name)
                if values and self.dice.random() < 0.8:
                    value = self.dice.choice(values)
                    where[name] = str(value) if isinstance(value, UUID) else value
                else:
                    self._put_known(where[name])
        elif isinstance(where, list):
            for item in where:
                self._put_known(item)

    def _request(self, case: MadeUp, credentials: Mapping[str, str]) -> httpx.Request | None:
        made = case.as_transport_kwargs(base_url=BASE)
        wanted = ("method", "url", "params", "json", "data", "files")
        try:
            prepared = requests.Request(
                **{name: made[name] for name in wanted if name in made}
            ).prepare()
        except (requests.exceptions.InvalidURL, UnicodeError):
            return None
        kind = prepared.headers.get("content-type") or made["headers"].get("Content-Type")
        headers = {} if kind is None else {"Content-Type": str(kind)}
        headers |= {
            name: value
            for name, value in made["headers"].items()
            if name.lower() in _KEPT_HEADERS and value.isascii() and value.isprintable()
        }
        body = prepared.body or b""
        assert isinstance(body, str | bytes)
        content = body.encode() if isinstance(body, str) else body
        try:
            return httpx.Request(
                str(prepared.method),
                str(prepared.url),
                headers={**headers, **credentials},
                content=content,
            )
        except (httpx.InvalidURL, UnicodeError, ValueError):
            return None

    async def _send(
        self, method: str, url: str, headers: Mapping[str, str] | httpx.Headers, content: bytes
    ) -> httpx.Response:
        transport = httpx.ASGITransport(self.clinic.hall.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as http:
            return await http.request(method, url, headers=headers, content=content)


def own_copy(case: MadeUp) -> MadeUp:
    """The same request, of which something may be changed."""
    copied: MadeUp = case.operation.Case(
        method=case.method,
        path_parameters=copy.deepcopy(case.path_parameters),
        headers=copy.copy(case.headers),
        query=copy.deepcopy(case.query),
        body=copy.deepcopy(case.body) if isinstance(case.body, dict | list) else case.body,
        media_type=case.media_type,
    )
    return copied


def faults_of(case: MadeUp, answer: httpx.Response) -> list[str]:
    """What the answer has that the document has not, or that no answer may have."""
    load_all_checks()
    checks: list[Any] = [
        CHECKS.get_one(name)
        for name in (
            "not_a_server_error",
            "status_code_conformance",
            "content_type_conformance",
            "response_schema_conformance",
        )
    ]
    try:
        answer.elapsed = timedelta()
        case.validate_response(answer, checks=checks)
    except FailureGroup as found:
        return [f"{fault.title}: {str(fault)[:300]}" for fault in found.exceptions]
    except Failure as found:
        return [f"{found.title}: {str(found)[:300]}"]
    return []


def operations_of(document: dict[str, Any]) -> list[Operation]:
    """Everything that the document describes."""
    schema = schemathesis.openapi.from_dict(document)
    return [found.ok() for found in schema.get_all_operations() if not isinstance(found, Err)]


def requests_for(
    operation: Operation, mode: GenerationMode, count: int, number: int
) -> Sequence[MadeUp]:
    """Made-up requests; the same ones for the same ``number``."""
    made: list[MadeUp] = []

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def take(case: MadeUp) -> None:
        made.append(case)

    try:
        take()
    except Unsatisfiable:
        return []  # nothing can be wrong where nothing is sent
    return made


SOUND, UNSOUND = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
