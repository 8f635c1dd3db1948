"""Who may do what: declared on the service function itself, so that no route can forget it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from mobile_api.actors import Actor, Role
from mobile_api.database import Reader
from mobile_api.errors import NotAllowed

S = TypeVar("S")
C = TypeVar("C", bound=Reader)
P = ParamSpec("P")
R = TypeVar("R")

_Method = Callable[Concatenate[S, C, Actor, P], Coroutine[Any, Any, R]]

STAFF = (Role.RECEPTION, Role.NURSE, Role.DOCTOR, Role.IT_NURSE, Role.ADMINISTRATOR)

STAFF_ACCOUNTS = (
    *STAFF,
    Role.CALL_CENTRE_AGENT,
    Role.CALL_CENTRE_SUPERVISOR,
    Role.PHARMACIST,
)
"""Everybody who signs in with a login: those of the wards, and those who never see a queue."""


def allowed(*roles: Role) -> Callable[[_Method[S, C, P, R]], _Method[S, C, P, R]]:
    """Only these roles may call the service function ``(self, connection, actor, …)``.

    Raises:
        NotAllowed: the actor has another role.
    """
    permitted = frozenset(roles)

    def declare(method: _Method[S, C, P, R]) -> _Method[S, C, P, R]:
        @functools.wraps(method)
        async def checked(
            self: S, connection: C, actor: Actor, *args: P.args, **kwargs: P.kwargs
        ) -> R:
            if actor.role not in permitted:
                raise NotAllowed(role=actor.role.value)
            return await method(self, connection, actor, *args, **kwargs)

        checked.allowed_roles = permitted  # type: ignore[attr-defined]  # read by tests
        return cast(_Method[S, C, P, R], checked)

    return declare
