"""How fast a bot may send: one measure for all its senders, kept in Redis.

Telegram allows about 30 messages a second in bulk and one a second in a chat, and stops a bot
that goes on after a 429. Every message gets a moment of its own, 40 ms after the one before, so
that no second anywhere holds more than 25: a bucket that lets a whole second's messages out at
once would let out two of them around the turn of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from redis.asyncio import Redis
from redis.exceptions import RedisError

from mobile_api.errors import Unavailable

PER_SECOND: Final = 25
INTERVAL_MS: Final = 1000 // PER_SECOND
CHAT_INTERVAL_MS: Final = 1000
HORIZON_MS: Final = 2000
"""How far ahead moments are given away: enough to keep the line busy between two claims, short
enough that a bot that dies wastes two seconds."""

# KEYS: the next free moment, the end of a pause, then one key for each wanted chat.
# ARGV: the present moment or "" (then Redis's own clock counts, which all processes share).
# Returns the wait until the next free moment, the moments still free, then for each chat its
# delay, or minus its wait where it gets none now. All in ms.
_RESERVE = f"""
local now = tonumber(ARGV[1])
if now == nil then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end
local paused = tonumber(redis.call('GET', KEYS[2]) or '0')
local from = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now, paused)
local given = {{}}
for i = 3, #KEYS do
  local chat = tonumber(redis.call('GET', KEYS[i]) or '0')
  if from >= now + {HORIZON_MS} then
    given[i - 2] = now - from
  elseif chat > from then
    given[i - 2] = now - chat
  else
    given[i - 2] = from - now
    redis.call('SET', KEYS[i], string.format('%d', from + {CHAT_INTERVAL_MS}),
      'PX', from - now + {CHAT_INTERVAL_MS})
    from = from + {INTERVAL_MS}
  end
end
if #KEYS > 2 then
  redis.call('SET', KEYS[1], string.format('%d', from), 'PX', from - now + 60000)
end
local free = math.max(0, math.ceil((now + {HORIZON_MS} - from) / {INTERVAL_MS}))
return {{from - now, free, unpack(given)}}
"""

# KEYS: the end of a pause. ARGV: now or "", how long. A shorter pause never ends a longer one.
_STOP = """
local now = tonumber(ARGV[1])
if now == nil then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end
local until_ = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now + tonumber(ARGV[2]))
redis.call('SET', KEYS[1], string.format('%d', until_), 'PX', until_ - now)
return until_ - now
"""

_NEXT, _PAUSED, _CHAT = "{pace}:next", "{pace}:paused", "{pace}:chat:"


@dataclass(frozen=True, slots=True)
class Permits:
    """What the measure allows.

    Attributes:
        free: messages that could still be sent within the horizon.
        wait_ms: until the next free moment.
        delays_ms: for each wanted chat, after how many ms its message may be sent; negative:
            not now, but the question may be put again after that many ms (its amount).
    """

    free: int
    wait_ms: int
    delays_ms: list[int]


class Pace:
    """Gives moments away, to all processes together.

    Args:
        redis: shared by all of them.
        now_ms: tells the time in ms; None: Redis's own clock, so that machines whose clocks
            differ agree.
    """

    def __init__(self, redis: Redis, now_ms: Callable[[], int] | None = None) -> None:
        self._redis = redis
        self._now_ms = now_ms

    async def reserve(self, chats: Sequence[str]) -> Permits:
        """Take a moment for one message to each chat, in this order; none for an empty list.

        Args:
            chats: keyed hashes of chats, never their ids.

        Raises:
            Unavailable: Redis does not answer; nothing may be sent then.
        """
        keys = [_NEXT, _PAUSED, *(f"{_CHAT}{chat}" for chat in chats)]
        try:
            wait, free, *given = await self._redis.eval(_RESERVE, len(keys), *keys, self._now())
        except RedisError as fault:
            raise Unavailable(part="redis") from fault
        return Permits(
            free=int(free),
            wait_ms=int(wait),
            delays_ms=[int(one) for one in given],
        )

    async def stop(self, seconds: int) -> None:
        """Let nobody send for so long: Telegram said so.

        Raises:
            Unavailable: Redis does not answer.
        """
        try:
            await self._redis.eval(_STOP, 1, _PAUSED, self._now(), str(seconds * 1000))
        except RedisError as fault:
            raise Unavailable(part="redis") from fault

    def _now(self) -> str:
        return "" if self._now_ms is None else str(self._now_ms())
