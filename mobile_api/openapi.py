"""The OpenAPI document as people read it: examples everywhere, one shape of problem documents.

FastAPI describes what routes take and give. What follows from the house's rules is added here
once, so that no route can forget it: what a refused body looks like, that a body may be too
large, that the database may not answer, and an example for every request and every reply. Where
a schema brings no example of its own, one is put together from its fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from fastapi import FastAPI

from mobile_api.errors import (
    DmedError,
    IdempotencyMismatch,
    InvalidRequest,
    RequestTooLarge,
    Unavailable,
)
from mobile_api.http_errors import PROBLEM, REPEATABLE, STATUS

Json = dict[str, Any]

_AN_ID: Final = "6b1c8f0e-0000-4000-8000-0000000000aa"

_SAID: Final[Mapping[str, Any]] = {
    "access_token": "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA",
    "authorize_url": "https://sso.egov.uz/sso/oauth/Authorization.do?response_type=one_code",
    "challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "code": "cardiology",
    "department": "cardiology",
    "display_name": "Sinova Malika",
    "ends_at": "2026-03-05T09:40:00+05:00",
    "expires_at": "2026-03-05T09:30:00+05:00",
    "family_name": "Sinov",
    "given_name": "Bemor",
    "masked_name": "Bem••• S.",
    "name": "Sinova Malika",
    "names": {"uz-Latn": "Kardiologiya", "ru": "Кардиология"},
    "hospital_names": {"uz-Latn": "Sinov shifoxonasi", "ru": "Пробная больница"},
    "number": "C014",
    "patronymic": "Sinovich",
    "phone": "+998 90 123-45-67",
    "pinfl": "31505901710017",
    "practitioner": "Sinova Malika",
    "prefix": "C",
    "refresh_token": "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAh",
    "starts_at": "2026-03-05T09:20:00+05:00",
    "text": "Bosh ogʻrigʻi ikki kundan beri",
    "time_zone": "Asia/Tashkent",
    "verifier": "dBjFtJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
}
"""By name of the field: people who do not exist, words of the hospital."""

_OF_FORMAT: Final[Mapping[str, str]] = {
    "uuid": _AN_ID,
    "date-time": "2026-03-05T09:20:00+05:00",
    "date": "2026-03-05",
    "local-date-time": "2026-03-05T09:00:00",
    "time": "09:20:00",
    "uri": "https://hospital.example/",
    "binary": "…",
    "password": "uzun-va-noyob-parol",
}


def describe(app: FastAPI) -> None:
    """Let ``app.openapi()`` give the completed document; made once, when it is first asked for."""
    made: Callable[[], Json] = app.openapi

    def completed() -> Json:
        if app.openapi_schema is None:
            app.openapi_schema = complete(made())
        return app.openapi_schema

    app.openapi = completed  # type: ignore[method-assign]  # as FastAPI's own guide does


def complete(document: Json) -> Json:
    """Add what holds for every route, and examples; returns the same document.

    Args:
        document: as FastAPI made it.
    """
    schemas: Json = document.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = _PROBLEM_SCHEMA
    for name, operation in operations(document):
        answers: Json = operation["responses"]
        if name.startswith("GET /v1/") and _gives_json(answers):
            _tag(operation)
        _refuse(operation)
        for status, answer in answers.items():
            for kind, content in answer.get("content", {}).items():
                if kind == PROBLEM:
                    content["schema"] = {"$ref": "#/components/schemas/Problem"}
                elif status.startswith("2"):
                    _show(schemas, kind, content)
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            _show(schemas, kind, content)
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    return document


def operations(document: Json) -> Iterator[tuple[str, Json]]:
    """Every operation, as ``POST /v1/…`` and what the document says of it."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def example_of(schemas: Json, schema: Json, name: str = "") -> Any:
    """Something that fits a schema: its own example, or one put together from its fields.

    Args:
        schemas: all of the document, by name.
        schema: of what is wanted.
        name: of the field, where it is one.
    """
    if "$ref" in schema:
        return example_of(schemas, schemas[schema["$ref"].rpartition("/")[2]], name)
    if schema.get("examples"):
        return schema["examples"][0]
    for fixed in ("example", "const"):
        if fixed in schema:
            return schema[fixed]
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return example_of(schemas, {**schema[choice][0], **_limits(schema)}, name)
    if "enum" in schema:
        return schema["enum"][0]
    return _by_type(schemas, schema, name)


def _by_type(schemas: Json, schema: Json, name: str) -> Any:
    kind = schema.get("type")
    if kind == "object":
        return _object(schemas, schema, name)
    if kind == "array":
        item = example_of(schemas, schema.get("items", {}), name.removesuffix("s"))
        return [item] * max(1, schema.get("minItems", 1))
    if kind == "boolean":
        return bool(schema.get("default", True))
    if kind in {"integer", "number"}:
        return _number(schema)
    return _text(schema, name) if kind == "string" or "format" in schema else None


def _object(schemas: Json, schema: Json, name: str) -> Json:
    fields: Json = schema.get("properties", {})
    if fields:
        return {field: example_of(schemas, one, field) for field, one in fields.items()}
    if isinstance(_SAID.get(name), dict):
        return dict(_SAID[name])
    values = schema.get("additionalProperties")
    if not isinstance(values, dict) or not values:
        return {}
    key = example_of(schemas, schema.get("propertyNames", {"type": "string"}), "key")
    return {str(key): example_of(schemas, values, name)}


def _number(schema: Json) -> int | float:
    default = schema.get("default")
    if isinstance(default, int | float):
        return default
    most: int | float = schema.get("maximum", 1)
    if "exclusiveMinimum" in schema:
        above: int | float = schema["exclusiveMinimum"]
        return above + (1 if schema.get("type") == "integer" else 0.5)
    least: int | float = schema.get("minimum", 0)
    return max(least, min(1, most))


def _text(schema: Json, name: str) -> str:
    found = _OF_FORMAT.get(schema.get("format", ""))
    if found is not None:
        said = _SAID.get(name)
        moment = isinstance(said, str) and schema["format"] == "date-time"
        return str(said) if moment else found.ljust(schema.get("minLength", 0), "x")
    said = _SAID.get(name)
    text = said if isinstance(said, str) else schema.get("default") or "x"
    least, most = schema.get("minLength", 0), schema.get("maxLength", 10_000)
    return str(text)[:most].ljust(least, "x")


def _limits(schema: Json) -> Json:
    return {name: schema[name] for name in ("examples", "description") if name in schema}


def _show(schemas: Json, kind: str, content: Json) -> None:
    if "example" in content or content.get("examples"):
        return
    schema = content.get("schema", {})
    if kind == "text/calendar":
        content["example"] = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…"
    elif kind == "text/csv":
        content["example"] = "pinfl;family_name;given_name\r\n31505901710017;Sinov;Bemor\r\n"
    elif schema:
        content["example"] = example_of(schemas, schema)


def _gives_json(answers: Json) -> bool:
    return "application/json" in answers.get("200", {}).get("content", {})


def _refuse(operation: Json) -> None:
    """How any route may refuse."""
    answers: Json = operation["responses"]
    has_body = "requestBody" in operation
    parameters = operation.get("parameters", [])
    if "application/json" in answers.get("422", {}).get("content", {}):
        del answers["422"]  # FastAPI's own words for it
    if has_body or parameters:  # a header may be wrong, too
        _add(answers, InvalidRequest)
    if has_body:
        _add(answers, RequestTooLarge)
    if any(
        one["name"] == "Idempotency-Key" and REPEATABLE not in one["schema"] for one in parameters
    ):
        _add(answers, IdempotencyMismatch)
    _add(answers, Unavailable)


def _tag(operation: Json) -> None:
    """See ``mobile_api.entity_tags``."""
    answers: Json = operation["responses"]
    answers.setdefault("304", {"description": "Unchanged since the ETag in If-None-Match."})
    parameters = operation.setdefault("parameters", [])
    if all(one["name"].lower() != "if-none-match" for one in parameters):
        parameters.append(
            {
                "name": "If-None-Match",
                "in": "header",
                "required": False,
                "schema": {"type": "string"},
                "description": "The ETag of what is known already.",
            }
        )


def _add(answers: Json, error: type[DmedError]) -> None:
    answer = answers.setdefault(str(STATUS[error.kind]), {"description": ""})
    content = answer.setdefault("content", {}).setdefault(PROBLEM, {"examples": {}})
    examples: Json = content.setdefault("examples", {})
    if error.code not in examples:
        answer["description"] = ", ".join(filter(None, [answer["description"], error.code]))
        examples[error.code] = {"value": _problem(error)}


def _problem(error: type[DmedError]) -> Json:
    return {
        "type": f"urn:dmed:error:{error.code}",
        "title": error.message,
        "status": STATUS[error.kind],
        "code": error.code,
    }


_PROBLEM_SCHEMA: Final[Json] = {
    "title": "Problem",
    "description": (
        "RFC 9457. `code` is stable; some codes carry further fields (`retry_after`, `fields`, …). "
        "It never repeats what was sent."
    ),
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string", "examples": ["urn:dmed:error:not_found"]},
        "title": {"type": "string", "description": "For developers, in English."},
        "status": {"type": "integer", "examples": [404]},
        "code": {"type": "string", "examples": ["not_found"]},
        "retry_after": {"type": "integer", "description": "Seconds."},
        "fields": {"type": "array", "items": {"type": "object"}},
    },
}
