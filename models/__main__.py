"""`python -m models list | verify`."""

import argparse
import sys
from pathlib import Path

from models.errors import ModelError
from models.vault import Vault, shipped_root


def main(argv: list[str] | None = None) -> int:
    """Run the command line. Returns the exit status: 0 when everything is in order, else 1."""
    parser = argparse.ArgumentParser(prog="python -m models", description=__doc__)
    parser.add_argument("command", choices=["list", "verify"])
    parser.add_argument("--root", type=Path, default=shipped_root(), help="folder of the vault")
    arguments = parser.parse_args(argv)
    vault = Vault(arguments.root)
    return _list(vault) if arguments.command == "list" else _verify(vault)


def _list(vault: Vault) -> int:
    for name in vault.names():
        active = vault.active_version(name)
        for version in vault.versions(name):
            print(f"{name} {version}{' (active)' if version == active else ''}")
    return 0


def _verify(vault: Vault) -> int:
    failures = 0
    for name in vault.names():
        for version in sorted({*vault.versions(name), vault.active_version(name)}):
            try:
                artefact = vault.open(name, version)
            except ModelError as error:
                failures += 1
                print(f"{name} {version}: {error}", file=sys.stderr)
            else:
                print(f"{name} {version}: {len(artefact.manifest.files)} files verified")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
