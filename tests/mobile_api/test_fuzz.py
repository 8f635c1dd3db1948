"""No made-up request breaks the server, and no answer is one that the document does not know.

The short test sends every operation a few requests, by everybody in turn. In the long one,
everybody sends everything: ``pytest -m fuzz tests/mobile_api/test_fuzz.py``.
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

LONG = 4
"""Requests to each operation that follow the document, and as many that do not, as each role."""

SHARES = 8
"""The long test is divided, so that several processes can share it."""


@pytest.fixture
async def fuzzing(clinic: Clinic) -> AsyncIterator[Fuzzing]:
    world = World(clinic.hall)
    fuzzing = Fuzzing(clinic, world, random.Random(20260304))
    await fuzzing.prepare()
    yield fuzzing
    await world.close()


@pytest.mark.timeout(600)
async def test_everybody_in_turn_sends_every_operation_something(fuzzing: Fuzzing) -> None:
    operations = operations_of(fuzzing.clinic.hall.app.openapi())
    assert len(operations) > 150
    for number, operation in enumerate(operations):
        role = ROLES[number % len(ROLES)]
        for case in requests_for(operation, SOUND, 1, number):
            await fuzzing.ask(case, role, sound=True)
            await fuzzing.ask(case, ROLES[(number + 7) % len(ROLES)], sound=True)
        if number % 3 == 0:
            for case in requests_for(operation, UNSOUND, 1, number):
                await fuzzing.ask(case, role, sound=False)
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
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("share", range(SHARES))
async def test_everybody_sends_every_operation_much(fuzzing: Fuzzing, share: int) -> None:
    operations = operations_of(fuzzing.clinic.hall.app.openapi())
    for number, operation in list(enumerate(operations))[share::SHARES]:
        for mode in (SOUND, UNSOUND):
            for case in requests_for(operation, mode, LONG, number):
                for role in ROLES:
                    await fuzzing.ask(case, role, sound=mode is SOUND)
    assert not fuzzing.wrong, f"{len(fuzzing.wrong)}\n" + "\n".join(fuzzing.wrong[:60])
