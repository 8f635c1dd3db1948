"""A plausible request out of the OpenAPI document, for rows that do not say what they send."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from tests.mobile_api.who_may.table import Sent

_TEXTS: dict[str, Callable[[], str]] = {
    "uuid": lambda: str(uuid4()),
    "date-time": lambda: "2026-03-05T05:00:00Z",
    "date": lambda: "2026-03-05",
}


def plausible(document: Mapping[str, Any], method: str, path: str) -> Sent:
    """What the document says a route takes: every required part, with values that fit."""
    operation = document["paths"].get(path, {}).get(method.lower())
    if operation is None:
        return Sent()
    places: dict[str, Any] = {}
    asked: list[str] = []
    for parameter in operation.get("parameters", []):
        value = _value(document, {**parameter["schema"], **_examples_of(parameter)})
        if parameter["in"] == "path":
            places[parameter["name"]] = value
        elif parameter["in"] == "query" and parameter.get("required"):
            asked.append(f"{parameter['name']}={value}")
    content = operation.get("requestBody", {}).get("content", {})
    body = None
    if "application/json" in content:
        body = _value(document, content["application/json"]["schema"])
        if isinstance(body, dict) and "id" in body:
            body["id"] = str(uuid4())
    return Sent(path=places, json=body, query="&".join(asked))


def _examples_of(parameter: Mapping[str, Any]) -> dict[str, Any]:
    return {name: parameter[name] for name in ("example", "examples") if name in parameter}


def _value(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Any:
    if "$ref" in schema:
        return _value(document, document["components"]["schemas"][schema["$ref"].split("/")[-1]])
    if "example" in schema:
        return schema["example"]
    if schema.get("examples"):
        return schema["examples"][0]
    for fixed in ("const", "default"):
        if fixed in schema:
            return schema[fixed]
    if "enum" in schema:
        return schema["enum"][0]
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return _value(document, schema[choice][0])
    return _by_type(document, schema)


def _by_type(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Any:
    kind = schema.get("type")
    if kind == "object":
        fields = schema.get("properties", {})
        return {name: _value(document, fields[name]) for name in schema.get("required", [])}
    if kind == "array":
        return [_value(document, schema["items"])] * schema.get("minItems", 0)
    if kind in {"integer", "number"}:
        return schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
    if kind == "boolean":
        return True
    if kind == "string":
        made = _TEXTS.get(schema.get("format", ""))
        return "x" * schema.get("minLength", 8) if made is None else made()
    return None
