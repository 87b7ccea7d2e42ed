"""A report pack: files and a manifest that names each with its size and SHA-256.

A pack is a folder or, where the name ends so, a zip file. Beside its files nothing is in it that
another run would not write again: no clock, no name of a user, no place on a disk. It is put in
place whole, and takes the place of an earlier pack whose files are all as they were written;
anything else that stands there stays.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Final

from tracker.domain.errors import UserError
from tracker.exchange.safe_folder import replacing_folder
from tracker.exchange.safe_write import replacing
from tracker.language import N_
from tracker.records import record

MANIFEST: Final = "manifest.json"
FORMAT: Final = "cooperation-tracker-pack"
VERSION: Final = 1
_ZIP: Final = ".zip"
_LITTER: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave in any folder."""
_NAMED: Final = 3
"""So many files are told by name."""

_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can tell, for every file in it."""
_UNIX: Final = 3
_RIGHTS: Final = 0o644 << 16


@record
class PackFile:
    """A file for a pack. ``path`` is parted by "/"; the manifest tells ``about`` it."""

    path: str
    write: Callable[[BinaryIO], object]
    about: Mapping[str, str]


def write_pack(target: Path, files: Iterable[PackFile], header: Mapping[str, Any]) -> int:
    """Write a pack; gives the number of its files, the manifest not counted.

    ``header`` stands above the list of files in the manifest. Each file is made when it is its
    turn. Raises FileError where the target cannot be written, UserError where something else than
    an earlier pack stands there.
    """
    if target.suffix.lower() != _ZIP:
        with replacing_folder(target, _check_folder) as folder:
            return _fill(_IntoFolder(folder), files, header)
    if target.exists():
        _check_zip(target)
    with replacing(target) as stream, zipfile.ZipFile(stream, "w") as packed:
        return _fill(_IntoZip(packed), files, header)


class _IntoFolder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, path: str, write: Callable[[BinaryIO], object]) -> tuple[int, str]:
        """Write a file; gives its size and SHA-256."""
        place = self._folder.joinpath(*PurePosixPath(path).parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        with place.open("rb") as file:
            return place.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()


class _IntoZip:
    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed

    def add(self, path: str, write: Callable[[BinaryIO], object]) -> tuple[int, str]:
        """As :meth:`_IntoFolder.add`."""
        entry = zipfile.ZipInfo(path, _MOMENT)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system = _UNIX
        entry.external_attr = _RIGHTS
        # Some files are not written from their beginning to their end.
        with tempfile.TemporaryFile() as file:
            write(file)
            entry.file_size = file.seek(0, os.SEEK_END)
            file.seek(0)
            with self._packed.open(entry, "w") as packed:
                shutil.copyfileobj(file, packed)
            file.seek(0)
            return entry.file_size, hashlib.file_digest(file, "sha256").hexdigest()


def _fill(
    into: _IntoFolder | _IntoZip, files: Iterable[PackFile], header: Mapping[str, Any]
) -> int:
    listed = []
    for file in files:
        size, digest = into.add(file.path, file.write)
        listed.append({"path": file.path, **file.about, "bytes": size, "sha256": digest})
    manifest = {"format": FORMAT, "version": VERSION, **header, "files": listed}
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    into.add(MANIFEST, lambda stream: stream.write(text.encode()))
    return len(listed)


# -- what stands there already ---------------------------------------------------------------------


def _check_folder(folder: Path) -> None:
    """Raises UserError where a folder holds anything but a pack as it was written."""
    if not folder.is_dir():
        raise UserError(
            N_("“{file}” is a file and no folder. Choose another name, or one in .zip."),
            file=folder,
        )
    found = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if (path.is_symlink() or not path.is_dir()) and path.name not in _LITTER
    }
    known = _digests(found[MANIFEST].read_bytes()) if MANIFEST in found else {}
    foreign = sorted(
        name
        for name, path in found.items()
        if name != MANIFEST or not known
        if path.is_symlink() or not path.is_file() or known.get(name) != _digest(path)
    )
    if foreign:
        more = ", …" if len(foreign) > _NAMED else ""
        raise UserError(
            N_(
                "“{folder}” holds files that are not those of an earlier pack: {files}. Choose "
                "another folder, or take them out."
            ),
            folder=folder,
            files=", ".join(foreign[:_NAMED]) + more,
        )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_zip(file: Path) -> None:
    """Raises UserError where a file is anything but a pack."""
    try:
        with zipfile.ZipFile(file) as packed:
            known = _digests(packed.read(MANIFEST))
    except (zipfile.BadZipFile, KeyError, IsADirectoryError, RuntimeError):
        known = {}
    if not known:
        raise UserError(
            N_("“{file}” is there already and is no pack. Choose another name."), file=file
        )


def _digests(manifest: bytes) -> dict[str, str]:
    """The SHA-256 of each file of a pack by its path; empty where it is the manifest of none."""
    try:
        content = json.loads(manifest)
        if content["format"] != FORMAT:
            return {}
        return {file["path"]: file["sha256"] for file in content["files"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
