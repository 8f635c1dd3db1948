"""Paper that is missing, people who walk away, and that nobody reads the one before."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import AsyncIterator

import pytest
from PIL import Image

from hardware.printer.recording import Condition, RecordingPrinter
from kiosk.steps import PrintState, Screen
from mobile_api.client.errors import ApiUnreachable
from tests.kiosk.fake_hospital import LAST4, PINFL
from tests.kiosk.visiting import COMPLAINT, Kiosk


@pytest.fixture
async def kiosk() -> AsyncIterator[Kiosk]:
    made = Kiosk()
    yield made
    await made.journey.close()


def alarms(kiosk: Kiosk) -> list[str]:
    return [alarm.kind for alarm in kiosk.hospital.calls["raise_alarm"]]


# -- paper ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "state", "rung"),
    [
        (Condition.PAPER_LOW, PrintState.PRINTED, []),
        (Condition.MUTE, PrintState.PRINTED, []),
        (Condition.PAPER_OUT, PrintState.NO_PAPER, ["out_of_paper"]),
        (Condition.RUNS_OUT_MID_JOB, PrintState.NO_PAPER, ["out_of_paper"]),
        (Condition.COVER_OPEN, PrintState.NO_PAPER, ["device_fault"]),
        (Condition.ABSENT, PrintState.NO_PRINTER, []),
        (Condition.BREAKS_MID_JOB, PrintState.NO_PRINTER, []),
    ],
)
async def test_the_number_stays_whatever_becomes_of_the_paper(
    kiosk: Kiosk, condition: Condition, state: PrintState, rung: list[str]
) -> None:
    await kiosk.to_result()
    kiosk.printer.condition = condition
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.shows(Screen.TICKET)
    assert kiosk.view.ticket is not None
    assert kiosk.view.print_state is state
    assert alarms(kiosk) == rung


async def test_missing_paper_rings_once_until_it_is_there_again(kiosk: Kiosk) -> None:
    kiosk.printer.condition = Condition.PAPER_OUT
    kiosk.hospital.faults["raise_alarm"] = [ApiUnreachable()]

    async def half_a_minute() -> None:
        seen = len(kiosk.hospital.calls["sign_of_life"])
        await kiosk.pass_seconds(30)
        await kiosk.sign_of_life(seen + 1)

    await half_a_minute()
    await half_a_minute()
    await half_a_minute()
    first = kiosk.hospital.calls["raise_alarm"]
    assert alarms(kiosk) == ["out_of_paper"] * 2  # did not arrive, did arrive, and no more
    assert first[0].id == first[1].id
    assert kiosk.hospital.calls["sign_of_life"][-1].printer == "needs_person"
    kiosk.printer.condition = Condition.FINE
    await half_a_minute()
    kiosk.printer.condition = Condition.PAPER_OUT
    await half_a_minute()
    assert len({alarm.id for alarm in kiosk.hospital.calls["raise_alarm"]}) == 2


class TricklingPrinter(RecordingPrinter):
    """Prints when told so, and afterwards says whatever it was told to say."""

    def __init__(self, afterwards: Condition) -> None:
        super().__init__()
        self.go = threading.Event()
        self._afterwards = afterwards

    def print_image(self, image: Image.Image) -> None:
        self.go.wait(100)
        super().print_image(image)
        self.condition = self._afterwards


async def test_the_time_to_take_the_ticket_begins_when_it_is_printed() -> None:
    printer = TricklingPrinter(Condition.FINE)
    kiosk = Kiosk(printer=printer)
    await kiosk.to_result()
    kiosk.journey.submit()
    for _ in range(20):  # seconds of printing; settling would wait for the paper
        kiosk.clock.now += 1
        kiosk.journey.tick()
        await asyncio.sleep(0)
    printer.go.set()
    await kiosk.settle()
    await kiosk.pass_seconds(14)
    assert kiosk.shows(Screen.TICKET)
    await kiosk.journey.close()


async def test_paper_that_ran_out_with_the_last_line_is_noticed() -> None:
    printer = TricklingPrinter(Condition.PAPER_OUT)
    printer.go.set()
    kiosk = Kiosk(printer=printer)
    await kiosk.to_result()
    kiosk.journey.submit()
    await kiosk.settle()
    assert kiosk.view.print_state is PrintState.NO_PAPER
    assert alarms(kiosk) == ["out_of_paper"]
    await kiosk.journey.close()


# -- nobody there --------------------------------------------------------------


async def test_nobody_touches_then_a_countdown_then_the_wipe(kiosk: Kiosk) -> None:
    await kiosk.to_confirm()
    await kiosk.pass_seconds(44)
    assert kiosk.seconds_left() is None
    await kiosk.pass_seconds(6)
    assert kiosk.seconds_left() == 15
    kiosk.journey.touched()
    assert kiosk.seconds_left() is None
    await kiosk.pass_seconds(64)
    assert (kiosk.screen, kiosk.seconds_left()) == (Screen.CONFIRM, 1)
    await kiosk.pass_seconds(1)
    assert kiosk.shows(Screen.ATTRACT)
    await kiosk.pass_seconds(200)
    assert kiosk.seconds_left() is None


async def test_who_types_has_twice_the_time(kiosk: Kiosk) -> None:
    await kiosk.to_complaint()
    await kiosk.pass_seconds(89)
    assert kiosk.view.idle_left is None
    await kiosk.pass_seconds(20)
    assert kiosk.shows(Screen.COMPLAINT)
    await kiosk.pass_seconds(2)
    assert kiosk.shows(Screen.ATTRACT)


@pytest.mark.parametrize(
    ("condition", "seconds"), [(Condition.FINE, 15), (Condition.PAPER_OUT, 65)]
)
async def test_a_ticket_that_is_not_on_paper_stays_longer(
    kiosk: Kiosk, condition: Condition, seconds: int
) -> None:
    await kiosk.to_result()
    kiosk.printer.condition = condition
    kiosk.journey.submit()
    await kiosk.settle()
    await kiosk.pass_seconds(seconds - 1)
    assert kiosk.shows(Screen.TICKET)
    await kiosk.pass_seconds(1.5)
    assert kiosk.shows(Screen.ATTRACT)


async def test_the_nurse_screen_stays_a_minute(kiosk: Kiosk) -> None:
    await kiosk.wake()
    kiosk.journey.call_nurse()
    await kiosk.settle()
    await kiosk.pass_seconds(59)
    assert kiosk.shows(Screen.NURSE)
    await kiosk.pass_seconds(1.5)
    assert kiosk.shows(Screen.ATTRACT)
    assert not kiosk.view.nurse_called


async def test_a_late_answer_never_reaches_the_next_person(kiosk: Kiosk) -> None:
    await kiosk.to_result()
    gate = kiosk.hospital.gates["join_queue"] = asyncio.Event()
    kiosk.journey.submit()
    await kiosk.settle()
    kiosk.journey.finish()
    kiosk.journey.choose_language("ru")
    gate.set()
    await kiosk.settle()
    assert kiosk.shows(Screen.FOR_WHOM)
    assert (kiosk.view.ticket, kiosk.view.busy) == (None, False)
    assert not kiosk.printer.jobs


class Deaf:
    """A door that does not notice that nobody waits any more."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._inner = kiosk.hospital
        self.gate = asyncio.Event()

    async def identify(self, who: object) -> object:
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            await self.gate.wait()
        return await self._inner.identify(who)  # type: ignore[arg-type]  # passed on unread


async def test_even_a_request_that_survives_its_cancelling_changes_nothing(kiosk: Kiosk) -> None:
    await kiosk.to_pinfl()
    deaf = Deaf(kiosk)
    kiosk.journey._serving.visit._door = deaf  # type: ignore[assignment]  # half a door
    kiosk.type_digits(PINFL)
    kiosk.journey.submit()
    await kiosk.settle()
    kiosk.journey.finish()
    await kiosk.settle()
    deaf.gate.set()
    await kiosk.settle()
    assert (kiosk.screen, kiosk.view.pinfl) == (Screen.ATTRACT, "")


def everything_reachable(root: object, *, beyond: object) -> list[object]:
    """Every object that can be reached from ``root``, short of code, and not through ``beyond``."""
    seen: dict[int, object] = {}
    todo = [root]
    while todo:
        thing = todo.pop()
        is_code = isinstance(thing, type) or type(thing).__name__ == "module"
        is_globals = isinstance(thing, dict) and "__builtins__" in thing
        if id(thing) in seen or is_code or is_globals or thing is beyond:
            continue
        seen[id(thing)] = thing
        todo.extend(gc.get_referents(thing))
    return list(seen.values())


def strings_of(kiosk: Kiosk) -> list[str]:
    """All text that the kiosk still holds. What the hospital remembers is not the kiosk's."""
    kiosk.views.clear()
    things = everything_reachable(kiosk.journey, beyond=kiosk.hospital)
    return [str(thing) for thing in things if isinstance(thing, str | bytes)]


@pytest.mark.parametrize("ending", ["finish", "idle", "trouble"])
async def test_after_the_wipe_nothing_of_the_person_is_left(kiosk: Kiosk, ending: str) -> None:
    appointment = kiosk.hospital.book()
    await kiosk.to_confirm()
    await kiosk.confirm(LAST4)
    kiosk.journey.something_else()
    kiosk.journey.set_text(COMPLAINT)
    secrets = [PINFL, COMPLAINT, "Dil••• K.", str(appointment.practitioner)]
    held = strings_of(kiosk)
    assert all(secret in held for secret in secrets)
    if ending == "trouble":
        kiosk.hospital.faults["assess"] = [ApiUnreachable()]
    kiosk.journey.submit()
    await kiosk.settle()
    if ending != "trouble":
        kiosk.journey.submit()
        await kiosk.settle()
        assert kiosk.shows(Screen.TICKET)
    if ending == "idle":
        await kiosk.pass_seconds(16)
    else:
        kiosk.journey.finish()
    await kiosk.settle()
    assert kiosk.shows(Screen.ATTRACT)

    left = strings_of(kiosk)
    assert "Shahar shifoxonasi" in left  # the walk did reach what the kiosk keeps
    for secret in secrets:
        assert not [text for text in left if secret in text], secret
    assert LAST4 not in left


async def test_a_late_answer_can_still_be_read(kiosk: Kiosk) -> None:
    await kiosk.to_complaint()
    gate = kiosk.hospital.gates["assess"] = asyncio.Event()
    kiosk.journey.submit()
    await kiosk.pass_seconds(100)
    assert kiosk.seconds_left() == 10
    gate.set()
    await kiosk.settle()
    await kiosk.pass_seconds(44)
    assert kiosk.shows(Screen.RESULT)
    assert kiosk.seconds_left() is None
