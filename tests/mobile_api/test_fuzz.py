"""No made-up request breaks the server, and no answer is one that the document does not know.

The short test sends every operation a few requests, by everybody in turn. The long ones, one for
each role, are run by ``pytest -m fuzz tests/mobile_api/test_fuzz.py``.
"""

from __future__ import annotations

import random
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.mobile_api.clinic import Clinic
from tests.mobile_api.fuzzing import (
    ROLES,
    SOUND,
    UNSOUND,
    Fuzzing,
    faults_of,
    operations_of,
    requests_for,
)
from tests.mobile_api.who_may.table import World

LONG = 12
"""Requests to each operation that follow the document, and as many that do not."""


@pytest.fixture
async def fuzzing(clinic: Clinic) -> AsyncIterator[Fuzzing]:
    world = World(clinic.hall)
    fuzzing = Fuzzing(clinic, world, random.Random(20260304))
    await fuzzing.prepare()
    yield fuzzing
    await world.close()


async def test_everybody_in_turn_sends_every_operation_something(fuzzing: Fuzzing) -> None:
    operations = operations_of(fuzzing.clinic.hall.app.openapi())
    assert len(operations) > 150
    for number, operation in enumerate(operations):
        for turn, mode in enumerate((SOUND, UNSOUND)):
            role = ROLES[(number + 7 * turn) % len(ROLES)]
            for case in requests_for(operation, mode, 1, number):
                await fuzzing.ask(case, role, sound=mode is SOUND)
    assert not fuzzing.wrong, "\n".join(fuzzing.wrong)
    assert fuzzing.answered[200] > 10  # some got through


async def test_it_would_notice(fuzzing: Fuzzing) -> None:
    operations = operations_of(fuzzing.clinic.hall.app.openapi())
    account = next(one for one in operations if one.label == "GET /v1/access/account")
    (case,) = requests_for(account, SOUND, 1, 1)
    request = httpx.Request("GET", "https://hospital.example/v1/access/account")

    def told(status: int, body: object) -> list[str]:
        return faults_of(case, httpx.Response(status, json=body, request=request))

    assert told(500, {})
    assert told(418, {})
    assert told(200, {"id": 5})


@pytest.mark.fuzz
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("role", ROLES)
async def test_a_role_sends_every_operation_much(fuzzing: Fuzzing, role: str) -> None:
    for number, operation in enumerate(operations_of(fuzzing.clinic.hall.app.openapi())):
        for mode in (SOUND, UNSOUND):
            cases = requests_for(operation, mode, LONG, number + 1000 * ROLES.index(role))
            for case in cases:
                await fuzzing.ask(case, role, sound=mode is SOUND)
    assert not fuzzing.wrong, f"{len(fuzzing.wrong)}\n" + "\n".join(fuzzing.wrong[:40])
