"""The OpenAPI document: what an app's developer finds in it, for every route."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from mobile_api.app import create_app
from mobile_api.errors import DmedError
from mobile_api.http_errors import PROBLEM, REPEATABLE
from mobile_api.keys import Keyring
from mobile_api.openapi import example_of, operations
from mobile_api.settings import Settings

Json = dict[str, Any]

WITHOUT_KEY = {
    # Gateways of SMS call these: their contract is theirs, their own ids are in the body.
    "POST /v1/messages/deliveries/eskiz/{signed}",
    "POST /v1/messages/deliveries/playmobile/{secret}",
}
"""POSTs that take no key, and why."""

WHATEVER_THE_KEY = {
    # What a kiosk says of itself: the newest word counts.
    "POST /v1/devices/signs-of-life",
    # Searching and checking change nothing.
    "POST /v1/patients/searches",
    "POST /v1/patients/imports/check",
    # The visit is what is meant; the same digits confirm it again.
    "POST /v1/patients/visits/confirmation",
}
"""POSTs whose key is looked at for its form only, and why."""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Json:
    folder = tmp_path_factory.mktemp("openapi")
    settings = Settings(data_dir=folder, public_url="https://hospital.example")
    app = create_app(settings, keys=Keyring.generate(), triage=lambda _: None)
    return app.openapi()


def contents(operation: Json) -> Iterator[tuple[str, str, Json]]:
    """Kind and content of what an operation takes, and of what it gives when all is well."""
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        yield "request", kind, content
    for status, answer in operation["responses"].items():
        for kind, content in answer.get("content", {}).items():
            if status.startswith("2"):
                yield f"reply {status}", kind, content


def shown(content: Json) -> list[Any]:
    """The examples of one content."""
    if "example" in content:
        return [content["example"]]
    return [one["value"] for one in content.get("examples", {}).values()]


def validator(document: Json, schema: Json) -> jsonschema_rs.Draft202012Validator:
    """Judges values by a schema of the document, formats included."""
    whole = {**schema, "components": document["components"]}
    return jsonschema_rs.Draft202012Validator(
        whole, validate_formats=True, formats={"time": is_wall_time}
    )


def is_wall_time(text: str) -> bool:
    """On the hospital's own clock: RFC 3339 would want an offset."""
    return re.fullmatch(r"\d\d:\d\d(:\d\d)?", text) is not None


def test_every_request_and_reply_has_an_example_that_fits(document: Json) -> None:
    wrong = []
    for name, operation in operations(document):
        for what, kind, content in contents(operation):
            examples = shown(content)
            if not examples:
                wrong.append(f"{name} {what} ({kind}) has no example")
            if kind != "application/json":
                continue
            judge = validator(document, content["schema"])
            for example in examples:
                for fault in judge.iter_errors(example):
                    place = "/".join(map(str, fault.instance_path))
                    wrong.append(f"{name} {what}: {place}: {fault.message[:160]}")
    assert not wrong, "\n".join(wrong)


def test_every_post_takes_the_key_of_its_order(document: Json) -> None:
    without = {
        name
        for name, operation in operations(document)
        if name.startswith("POST /v1/")
        and all(one["name"] != "Idempotency-Key" for one in operation.get("parameters", ()))
    }
    assert without == WITHOUT_KEY


def test_a_key_that_changes_nothing_is_said_to_change_nothing(document: Json) -> None:
    kept: set[str] = set()
    unneeded: set[str] = set()
    for name, operation in operations(document):
        for one in operation.get("parameters", ()):
            if one["name"] == "Idempotency-Key":
                assert one["schema"]["examples"], name
                (unneeded if one["schema"].get(REPEATABLE) else kept).add(name)
    assert unneeded == WHATEVER_THE_KEY
    for name, operation in operations(document):
        refused = operation["responses"].get("422", {"content": {PROBLEM: {"examples": {}}}})
        codes = refused["content"][PROBLEM]["examples"]
        assert ("idempotency_mismatch" in codes) == (name in kept), name


def test_every_route_says_what_it_is_for(document: Json) -> None:
    for name, operation in operations(document):
        assert operation.get("summary"), name
        assert operation.get("tags"), name


def test_every_refusal_is_a_problem_document_with_a_known_code(document: Json) -> None:
    wrong = []
    for name, operation in operations(document):
        for status, answer in operation["responses"].items():
            if status < "400":
                continue
            if list(answer.get("content", {})) != [PROBLEM]:
                wrong.append(f"{name} {status} is no problem document")
                continue
            judge = validator(document, answer["content"][PROBLEM]["schema"])
            for code, example in answer["content"][PROBLEM]["examples"].items():
                value = example["value"]
                if DmedError.of_code(code).code != code or str(value["status"]) != status:
                    wrong.append(f"{name} {status} {code} is unknown")
                wrong += [f"{name} {code}: {fault}" for fault in judge.iter_errors(value)]
    assert not wrong, "\n".join(wrong)


def test_whatever_has_a_body_may_be_too_large_or_wrong(document: Json) -> None:
    for name, operation in operations(document):
        if "requestBody" in operation:
            assert {"413", "422"} <= set(operation["responses"]), name


def test_lists_that_grow_have_pages_and_tags(document: Json) -> None:
    schemas = document["components"]["schemas"]
    paged = []
    for name, operation in operations(document):
        answer = operation["responses"].get("200", {}).get("content", {})
        schema = answer.get("application/json", {}).get("schema", {})
        fields = schemas.get(schema.get("$ref", "").rpartition("/")[2], {}).get("properties", {})
        if not name.startswith("GET /v1/") or "items" not in fields:
            continue
        parameters = {one["name"].lower() for one in operation.get("parameters", ())}
        assert "304" in operation["responses"], f"{name} has no tag"
        assert "if-none-match" in parameters, f"{name} has no tag"
        if name.endswith("/alternatives"):  # the nearest few, never more
            continue
        assert ("next" in fields) == ("cursor" in parameters), f"{name} has half a page"
        if "next" in fields:
            paged.append(name)
    assert len(paged) >= 4


def test_an_example_is_made_for_every_kind_of_field() -> None:
    schemas: Json = {
        "Inner": {"type": "object", "properties": {"day": {"type": "string", "format": "date"}}}
    }
    schema: Json = {
        "type": "object",
        "properties": {
            "pinfl": {"type": "string"},
            "inner": {"$ref": "#/components/schemas/Inner"},
            "many": {"type": "array", "items": {"type": "integer", "exclusiveMinimum": 0}},
            "maybe": {"anyOf": [{"type": "string", "maxLength": 2}, {"type": "null"}]},
            "one": {"enum": ["a", "b"]},
            "map": {"type": "object", "additionalProperties": {"type": "boolean"}},
        },
    }
    before = copy.deepcopy(schema)
    assert example_of(schemas, schema) == {
        "pinfl": "31505901710017",
        "inner": {"day": "2026-03-05"},
        "many": [1],
        "maybe": "x",
        "one": "a",
        "map": {"x": True},
    }
    assert schema == before
