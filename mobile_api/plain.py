"""A route that reads its request itself: for the few that are asked most.

FastAPI fills in parameters and dependencies one by one, which for a short reply is a third of the
work (``python -m tests.bench.hot``). A plain route is declared beside the others, with summary,
errors and reply; its function takes the request alone and gives a response. What path and query
may hold is said by one model, by which they are read and from which they are documented.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.routing import request_response

from mobile_api.errors import InvalidRequest

M = TypeVar("M", bound=BaseModel)
Json = dict[str, Any]


class PlainRoute(APIRoute):
    """Of an ``APIRouter(route_class=PlainRoute)``: nothing stands between it and its function."""

    def __init__(
        self, path: str, endpoint: Callable[[Request], Awaitable[Response]], **declared: Any
    ) -> None:
        super().__init__(path, endpoint, **declared)
        self.app = request_response(endpoint)


def asked(request: Request, model: type[M]) -> M:
    """What path and query say, as ``model`` wants it; what it does not know is ignored.

    Raises:
        InvalidRequest: it is not as the model says.
    """
    path = request.path_params
    try:
        return model.model_validate({**request.query_params, **path})
    except ValidationError as fault:
        fields = [
            {"field": _place(path, *wrong["loc"]), "rule": wrong["type"]}
            for wrong in fault.errors(include_url=False, include_context=False, include_input=False)
        ]
        raise InvalidRequest(fields=fields) from None


def documented(path: str, model: type[BaseModel], *also: Json) -> list[Json]:
    """The parameters of a plain route, as OpenAPI says it.

    Args:
        path: the route's, with ``{names}``.
        model: what ``asked`` reads.
        also: of other parameters: headers.
    """
    schema = model.model_json_schema()
    required = schema.get("required", ())
    return [
        parameter(name, "path" if f"{{{name}}}" in path else "query", one, name in required)
        for name, one in schema["properties"].items()
    ] + list(also)


def parameter(name: str, place: str, schema: Mapping[str, Any], required: bool = False) -> Json:
    """One parameter; ``place`` is path, query or header."""
    shown = {key: value for key, value in schema.items() if (key, value) != ("default", None)}
    said = {key: shown[key] for key in ("description",) if key in shown}
    return {"name": name, "in": place, "required": required, "schema": shown, **said}


def _place(path: Mapping[str, Any], name: int | str, *inside: int | str) -> str:
    return ".".join(map(str, ("path" if name in path else "query", name, *inside)))
