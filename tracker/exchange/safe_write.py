"""Files that are either written whole or not touched."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from tracker.domain.errors import FileError
from tracker.language import N_


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A binary file to write; when the block ends well it becomes ``target``, else nothing changes.

    What is written lies in the same folder until then, under a hidden name, and is on the disk
    before it takes the name. A link is followed; a device or a pipe is written to directly.
    Raises FileError when the target cannot be written.
    """
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as device:
                yield device
            return
        with _renamed_into_place(target.resolve()) as file:
            yield file
    except OSError as error:
        raise told(target, error) from error


@contextlib.contextmanager
def _renamed_into_place(target: Path) -> Iterator[BinaryIO]:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if target.exists() and not os.access(target, os.W_OK):
        # Replacing needs only the folder; a file that is write-protected is meant to stay.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:80]}.", suffix="~")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _take_over_rights(target, name)
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _take_over_rights(target: Path, name: str) -> None:
    """Give the new file the rights of the old one, or those of any new file of the user."""
    if target.exists():
        shutil.copymode(target, name)
    elif os.name == "posix":
        os.chmod(name, new_rights(0o666))


def new_rights(most: int) -> int:
    """The rights that a new file or folder of the user gets, where ``most`` could be given."""
    umask = os.umask(0)
    os.umask(umask)
    return most & ~umask


def told(target: Path, error: OSError) -> FileError:
    """What is said to the user when ``target`` could not be written."""
    message = _MESSAGES.get(error.errno or 0, _OTHER)
    return FileError(message, file=target, folder=target.parent, reason=error.strerror or error)


_LOCKED: Final = N_(
    "“{file}” cannot be written: it is protected or open in another program. Close it there or "
    "choose another name. The old file was left as it was."
)
_FULL: Final = N_(
    "“{file}” cannot be written: the disk is full. Free some space or choose another place. "
    "The old file was left as it was."
)
_MESSAGES: Final = {
    errno.EACCES: _LOCKED,
    errno.EPERM: _LOCKED,
    errno.EBUSY: _LOCKED,
    errno.EROFS: N_("“{file}” cannot be written: the disk is read-only. Choose another place."),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.ENOENT: N_("The folder “{folder}” does not exist. Create it or choose another place."),
    errno.ENOTDIR: N_("“{folder}” is not a folder. Choose another place."),
    errno.EISDIR: N_("“{file}” is a folder. Add a file name to it."),
}
_OTHER: Final = N_("“{file}” cannot be written: {reason}. The old file was left as it was.")
