"""25 a second for all senders together, one a second in a chat, and silence when told so."""

from __future__ import annotations

import asyncio
import random

import pytest
from fakeredis import FakeAsyncRedis

from mobile_api.messages.pace import HORIZON_MS, PER_SECOND, Pace


class Milliseconds:
    """A clock in ms that stands still."""

    def __init__(self) -> None:
        self.now = 1_770_000_000_000

    def __call__(self) -> int:
        """Now."""
        return self.now


def fullest_second(moments: list[int]) -> int:
    """The most messages in any 1000 ms, wherever they begin."""
    ordered, first, most = sorted(moments), 0, 0
    for last, moment in enumerate(ordered):
        while moment - ordered[first] >= 1000:
            first += 1
        most = max(most, last - first + 1)
    return most


async def test_no_second_holds_more_than_25_however_many_bots_ask_whenever() -> None:
    redis, clock, chance = FakeAsyncRedis(), Milliseconds(), random.Random(7)
    bots = [Pace(redis, clock) for _ in range(4)]
    moments: list[int] = []
    began = clock.now
    while clock.now < began + 60_000:
        asked = await asyncio.gather(
            *(
                bot.reserve([f"{chance.random()}" for _ in range(wanted)])
                for bot, wanted in zip(bots, (1, 5, 60, 0), strict=True)
            )
        )
        for permits in asked:
            assert all(delay < HORIZON_MS for delay in permits.delays_ms)
            moments += [clock.now + delay for delay in permits.delays_ms if delay >= 0]
        clock.now += chance.choice((1, 40, 333, 1000, 1999))
    assert fullest_second(moments) == PER_SECOND
    # Nothing is given away for nothing either: a minute of demand fills a minute.
    assert len(moments) >= 60 * PER_SECOND
    await redis.aclose()


async def test_bots_that_come_rarely_get_no_more_at_once() -> None:
    redis, clock = FakeAsyncRedis(), Milliseconds()
    pace = Pace(redis, clock)
    first = await pace.reserve([str(n) for n in range(100)])
    clock.now += 3_600_000
    second = await pace.reserve([str(n) for n in range(100, 200)])
    for permits in (first, second):
        moments = [delay for delay in permits.delays_ms if delay >= 0]
        assert fullest_second(moments) == PER_SECOND
        assert len(moments) == PER_SECOND * HORIZON_MS // 1000
    await redis.aclose()


async def test_a_chat_gets_one_message_a_second_and_holds_up_nobody_else() -> None:
    redis, clock = FakeAsyncRedis(), Milliseconds()
    pace = Pace(redis, clock)
    delays = (await pace.reserve(["a", "a", "b", "a", "c"])).delays_ms
    assert [delay >= 0 for delay in delays] == [True, False, True, False, True]
    assert delays[2] == 40
    clock.now += -delays[1]
    assert (await pace.reserve(["a"])).delays_ms == [0]
    await redis.aclose()


async def test_telegrams_word_stops_everybody_and_a_shorter_word_does_not_end_it() -> None:
    redis, clock = FakeAsyncRedis(), Milliseconds()
    one, other = Pace(redis, clock), Pace(redis, clock)
    await one.stop(30)
    await other.stop(3)
    stopped = await other.reserve(["a"])
    assert (stopped.free, stopped.wait_ms) == (0, 30_000)
    assert stopped.delays_ms == [-30_000]
    clock.now += 30_000
    assert (await other.reserve(["a"])).delays_ms == [0]
    await redis.aclose()


async def test_asking_takes_nothing() -> None:
    redis, clock = FakeAsyncRedis(), Milliseconds()
    pace = Pace(redis, clock)
    for _ in range(10):
        permits = await pace.reserve([])
        assert (permits.free, permits.wait_ms) == (PER_SECOND * HORIZON_MS // 1000, 0)
    await redis.aclose()


async def test_redis_tells_the_time_where_nobody_else_does() -> None:
    redis = FakeAsyncRedis()
    pace = Pace(redis)
    first = await pace.reserve(["a", "b"])
    assert first.delays_ms == [0, 40]
    assert (await pace.reserve(["c"])).delays_ms[0] <= 80
    await redis.aclose()


@pytest.mark.parametrize("moments", [[0, 999, 1000], [0, 40, 80]])
def test_the_measure_of_this_test_counts_half_open_seconds(moments: list[int]) -> None:
    assert fullest_second(moments) == (2 if 1000 in moments else 3)
