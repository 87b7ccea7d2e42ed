"""One program at a time may change a file: a lock beside it that says who holds it.

The lock is one of the operating system on ``.~name.lock``, which ends with the program that holds
it: a crash leaves the little file behind but no lock, so that nothing has to be cleaned up by hand.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tracker.language import N_
from tracker.records import record
from tracker.storage.beside import lock_path
from tracker.storage.failures import EditingRefusedError

# Far behind the text, since a locked range cannot be read on Windows.
_LOCKED_BYTE: Final = 1 << 30


class OpenElsewhereError(EditingRefusedError):
    """Another program, or another window, has the file open to change it."""


@record
class Holder:
    """Who has a file open; "" and None where the lock does not say."""

    user: str = ""
    host: str = ""
    since: datetime | None = None


def _host() -> str:
    if hasattr(os, "uname"):
        return os.uname().nodename
    # Only Windows needs it for this.
    import socket

    return socket.gethostname()


class FileLock:
    """The lock on one file, held from creation until :meth:`release`.

    Raises OpenElsewhereError when somebody else holds it, OSError where it cannot be written.
    """

    def __init__(self, path: Path, *, user: str, at: datetime) -> None:
        self._file = path
        self._path = lock_path(path)
        self._descriptor = self._acquire()
        record = {"user": user, "host": _host(), "since": at.isoformat()}
        text = json.dumps(record, ensure_ascii=False).encode()
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, text)

    def _acquire(self) -> int:
        while True:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | _BINARY, 0o666)
            try:
                _lock(descriptor)
            except OSError:
                os.close(descriptor)
                raise _refusal(self._file, read_holder(self._path)) from None
            except BaseException:
                os.close(descriptor)
                raise
            if self._is_current(descriptor):
                return descriptor
            # Its last holder took the file away between our opening and locking it.
            os.close(descriptor)

    def _is_current(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), os.stat(self._path))
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Give the file free; a second call does nothing."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor < 0:
            return
        if sys.platform == "win32":
            # An open file cannot be removed there, and a closed one may have its next holder.
            os.close(descriptor)
            with contextlib.suppress(OSError):
                self._path.unlink()
        else:
            with contextlib.suppress(OSError):
                self._path.unlink()
            os.close(descriptor)


def read_holder(path: Path) -> Holder:
    """Who wrote the lock file ``path``, as far as it can be read."""
    try:
        found = json.loads(path.read_bytes())
        since = datetime.fromisoformat(found["since"])
        return Holder(str(found["user"]), str(found["host"]), since.astimezone(UTC))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()


def _refusal(path: Path, holder: Holder) -> OpenElsewhereError:
    if holder.since is None:
        return OpenElsewhereError(
            N_(
                "“{file}” is open in another window or on another computer. Close it there, or"
                " open it here to read only."
            ),
            file=path.name,
        )
    return OpenElsewhereError(
        N_(
            "“{file}” is open elsewhere: by {user} on {host}, since {since}. Close it there, or"
            " open it here to read only."
        ),
        file=path.name,
        user=holder.user,
        host=holder.host,
        since=f"{holder.since.astimezone():%d.%m.%Y, %H:%M}",
    )


if sys.platform == "win32":
    import msvcrt

    _BINARY = os.O_BINARY

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import errno
    import fcntl

    _BINARY = 0

    def _lock(descriptor: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # A file system that knows no locks must not make the file unusable.
            if error.errno not in (errno.ENOTSUP, errno.ENOSYS, errno.ENOLCK):
                raise
