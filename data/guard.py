"""What a process that reads a partner's file may not do, made impossible before it looks at it.

Two fences: limits of the operating system where it has them (memory, processor time, size of
files, no core dump), and a hook in Python that refuses every connection, every program and every
file but the one that is read, the scratch folder and Python's own library.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

REFUSED = (
    "socket.",
    "ssl.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.spawn",
    "os.posix_spawn",
    "os.startfile",
    "os.kill",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "webbrowser.",
    "winreg.",
    "pty.",
    "sqlite3.",
    "pickle.",
    "ctypes.",
)
"""Audit events, by their beginnings, that reading a file never needs."""
CHANGES = (
    "os.chmod",
    "os.chown",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.truncate",
    "os.utime",
    "shutil.",
)
"""Audit events of changes to the disk; only the scratch folder may change."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def bound(*, memory: int, seconds: int, written: int) -> None:
    """Set the operating system's limits, those that it has.

    Parameters
    ----------
    memory
        Bytes that may be used on top of what the process uses now.
    seconds
        Processor time.
    written
        Bytes that one file may be made.
    """
    if sys.platform == "win32":  # has none of these; the time limit of whoever started us holds
        return
    import resource  # noqa: PLC0415  not on Windows

    wanted = {
        resource.RLIMIT_AS: _in_use() + memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: written,
        resource.RLIMIT_CORE: 0,
    }
    for which, value in wanted.items():
        _, most = resource.getrlimit(which)
        value = value if most == resource.RLIM_INFINITY else min(value, most)  # noqa: PLW2901  the system may be stricter
        try:
            resource.setrlimit(which, (value, value))
        except (OSError, ValueError):  # macOS refuses some limits that it names
            continue


def _in_use() -> int:
    """Give the bytes of address space in use; a generous guess where nothing tells."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 1 << 30
    return pages * os.sysconf("SC_PAGE_SIZE")


def close_doors(*, readable: Sequence[Path], scratch: Path) -> None:
    """Refuse every connection, program and other file from now on; it can't be undone.

    Parameters
    ----------
    readable
        The files that are read.
    scratch
        The one folder that may change.
    """
    allowed = {os.path.realpath(path) for path in readable}
    inside = os.path.realpath(scratch) + os.sep
    library = tuple(os.path.realpath(path) + os.sep for path in _library())

    def judge(event: str, args: tuple[object, ...]) -> None:
        if event == "open":
            _judge_open(args, allowed=allowed, inside=inside, library=library)
        elif event.startswith(REFUSED):
            raise PermissionError(f"Reading a file may not do this: {event}.")
        elif event.startswith(CHANGES) and not _real(args[0]).startswith(inside):
            raise PermissionError(f"Reading a file may not change this: {args[0]!r}.")

    sys.addaudithook(judge)


def _judge_open(
    args: tuple[object, ...], *, allowed: set[str], inside: str, library: tuple[str, ...]
) -> None:
    path, _, flags = args
    if isinstance(path, int):  # opened before
        return
    real = _real(path)
    writing = isinstance(flags, int) and bool(flags & _WRITING)
    if real.startswith(inside) or (not writing and (real in allowed or real.startswith(library))):
        return
    raise PermissionError(f"Reading a file may not open another: {path!r}.")


def _real(path: object) -> str:
    return (
        os.path.realpath(os.fsdecode(path)) if isinstance(path, (str, bytes, os.PathLike)) else ""
    )


def _library() -> list[str]:
    """Where Python and its packages lie: more of them may be imported on the way."""
    return [*filter(None, sys.path), sys.prefix, sys.base_prefix]
