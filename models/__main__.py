"""`python -m models list | verify | fetch face | embed-faces | face-report`."""

import argparse
import os
import sys
from pathlib import Path

from models.errors import ModelError
from models.face.commands import add_commands, list_face, run, verify_face
from models.face.pack import default_directory
from models.vault import Vault, shipped_root


def main(argv: list[str] | None = None) -> int:
    """Run the command line. Returns the exit status: 0 when everything is in order, else 1."""
    parser = argparse.ArgumentParser(prog="python -m models", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("list", "verify"):
        command = commands.add_parser(name, help=f"{name} what is on this disk")
        command.add_argument(
            "--root", type=Path, default=shipped_root(), help="folder of the vault"
        )
        command.add_argument("--directory", type=Path, help="where Face ID's networks are")
    add_commands(commands)
    arguments = parser.parse_args(argv)
    if arguments.directory is None:
        named = os.environ.get("DMED_FACE_MODELS_DIR", "")
        arguments.directory = Path(named) if named else default_directory()
    if arguments.command not in {"list", "verify"}:
        return run(arguments)
    vault = Vault(arguments.root)
    if arguments.command == "list":
        _list(vault)
        list_face(arguments.directory)
        return 0
    intact = [_verify(vault), verify_face(arguments.directory)]
    return 0 if all(intact) else 1


def _list(vault: Vault) -> None:
    for name in vault.names():
        active = vault.active_version(name)
        for version in vault.versions(name):
            print(f"{name} {version}{' (active)' if version == active else ''}")


def _verify(vault: Vault) -> bool:
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
    return failures == 0


if __name__ == "__main__":
    raise SystemExit(main())
