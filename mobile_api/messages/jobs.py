"""What messages do when nobody asks."""

from __future__ import annotations

from typing import Literal

from mobile_api.messages.sending import Sender

SEND_EVERY_SECONDS = 0.5
"""Somebody waits for a code."""

PASS_ON_EVERY_SECONDS = 15.0
FORGET_EVERY_SECONDS = 3600.0


async def send_due(sender: Sender, channel: Literal["sms", "push"]) -> int:
    """Send what is due over a channel; safe to run by any number of processes.

    Raises:
        Unavailable: the database does not answer.
    """
    return await sender.send_due(channel)


async def write_out(sender: Sender) -> int:
    """Write out for each person what was announced; safe to run by any number of processes.

    Raises:
        Unavailable: the database does not answer.
    """
    return await sender.write_out()


async def pass_on_overdue(sender: Sender) -> int:
    """Try the next channel for what did not arrive in time.

    Raises:
        Unavailable: the database does not answer.
    """
    return await sender.pass_on_overdue()


async def forget_old(sender: Sender) -> int:
    """Forget what messages held that nobody will need any more.

    Raises:
        Unavailable: the database does not answer.
    """
    return await sender.forget_old()
