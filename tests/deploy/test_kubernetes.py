"""The manifests fit Kubernetes' own schemas, and hold what we promise about every process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from mobile_api.commands_running import GRACEFUL_SECONDS
from mobile_api.settings import Settings

FOLDER = Path(__file__).parents[2] / "deploy" / "kubernetes"
VERSION = "1.33"
Object = dict[str, Any]


def objects() -> Iterator[Object]:
    """Everything in all manifests."""
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.name != "kustomization.yaml":
            yield from yaml.safe_load_all(path.read_text())


OBJECTS = list(objects())
IDS = [f"{one['kind']}-{one['metadata']['name']}" for one in OBJECTS]


def pods() -> Iterator[tuple[str, Object]]:
    """Name and specification of every pod."""
    for one in OBJECTS:
        spec = one.get("spec", {})
        if one["kind"] == "CronJob":
            spec = spec["jobTemplate"]["spec"]
        if "template" in spec:
            yield one["metadata"]["name"], spec["template"]["spec"]


PODS = dict(pods())


@pytest.mark.parametrize("one", OBJECTS, ids=IDS)
def test_it_fits_the_schema_of_kubernetes(one: Object) -> None:
    kubernetes_validate.validate(one, VERSION, strict=True)
    if one["kind"] != "Namespace":
        assert one["metadata"]["namespace"] == "dmed"


def test_a_wrong_manifest_would_be_noticed() -> None:
    wrong = next(one for one in OBJECTS if one["kind"] == "Deployment")
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong | {"spec": {"replica": 3}}, VERSION, strict=True)


def test_all_processes_are_there_and_listed() -> None:
    assert set(PODS) == {"api", "worker", "bot", "migrate", "backup"}
    listed = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())["resources"]
    files = {path.name for path in FOLDER.glob("*.yaml")} - {"kustomization.yaml"}
    # Migrations run before each version's processes, secrets come from elsewhere.
    assert set(listed) == files - {"migrate.yaml", "secrets.example.yaml"}


@pytest.mark.parametrize("name", sorted(PODS))
def test_nobody_is_root_writes_to_its_own_root_or_takes_all_memory(name: str) -> None:
    pod = PODS[name]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    for container in pod["containers"]:
        safe = container["securityContext"]
        assert safe["readOnlyRootFilesystem"] is True
        assert safe["allowPrivilegeEscalation"] is False
        assert safe["capabilities"] == {"drop": ["ALL"]}
        assert {"cpu", "memory"} <= set(container["resources"]["requests"])
        assert "memory" in container["resources"]["limits"]
        mounted = {mount["name"] for mount in container["volumeMounts"]}
        assert mounted == {volume["name"] for volume in pod["volumes"]}
        for mount in container["volumeMounts"]:
            assert mount.get("readOnly") or mount["name"] in {"tmp", "data", "backups"}


@pytest.mark.parametrize("name", ["api", "worker", "bot"])
def test_what_runs_for_long_is_watched_and_ends_gracefully(name: str) -> None:
    pod = PODS[name]
    container = pod["containers"][0]
    assert "livenessProbe" in container
    stop = container.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
    assert pod["terminationGracePeriodSeconds"] > GRACEFUL_SECONDS + stop
    if name == "api":
        assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
        assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"


def test_secrets_are_files_and_settings_exist() -> None:
    known = {f"DMED_{name.upper()}" for name in Settings.model_fields}
    bot = {"DMED_BOT_KEY", "DMED_BOT_WEBHOOK_SECRET"}
    for one in OBJECTS:
        if one["kind"] == "ConfigMap":
            assert set(one["data"]) <= known
            assert not [name for name in one["data"] if "PASSWORD" in name or "TOKEN" in name]
        if one["kind"] == "Secret":
            assert {name for name in one["stringData"] if name != "keys.json"} <= known | bot
    for pod in PODS.values():
        for container in pod["containers"]:
            for setting in container.get("env", []):
                assert "valueFrom" not in setting
            for source in container.get("envFrom", []):
                assert "secretRef" not in source
    # The bot speaks through the API's door: it holds neither database nor keys.
    assert [volume["name"] for volume in PODS["bot"]["volumes"]] == ["secrets", "tmp"]
