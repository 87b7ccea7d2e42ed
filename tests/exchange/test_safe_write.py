"""A file is written whole or not touched, and what went wrong is told in one sentence."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.domain.errors import FileError
from tracker.exchange.safe_write import replacing

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX permissions and devices")


def save(target: Path, content: bytes = b"new") -> None:
    with replacing(target) as file:
        file.write(content)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "дорожная карта.csv"


def test_the_file_appears_when_the_block_ends(target: Path) -> None:
    with replacing(target) as file:
        file.write(b"new")
        assert not target.exists()
    assert target.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]


def test_an_error_leaves_the_old_file_and_nothing_else(target: Path) -> None:
    target.write_bytes(b"old")
    with pytest.raises(RuntimeError), replacing(target) as file:
        file.write(b"half")
        raise RuntimeError
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]


def test_a_file_that_cannot_be_replaced_stays(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(source: str, target: Path) -> None:
        # What Windows answers while a spreadsheet has the file open.
        raise PermissionError(13, "in use", str(target))

    target.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(FileError, match="open in another program"):
        save(target)
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("missing/x.csv", "The folder “.*missing” does not exist"),
        (".", "is a folder"),
        ("file/x.csv", "is not a folder"),
    ],
)
def test_a_place_that_takes_no_file_is_told(tmp_path: Path, place: str, told: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match=told):
        save(tmp_path / place)


@posix
def test_the_rights_are_those_of_the_old_file_or_of_a_new_one(target: Path) -> None:
    before = os.umask(0o027)
    try:
        save(target)
        assert target.stat().st_mode & 0o777 == 0o640
        target.chmod(0o664)
        save(target)
        assert target.stat().st_mode & 0o777 == 0o664
    finally:
        os.umask(before)


@posix
def test_a_write_protected_file_is_left_alone(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.write_bytes(b"old")
    # The superuser may write everywhere; ask for the others.
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != target)
    with pytest.raises(FileError, match="protected"):
        save(target)
    assert target.read_bytes() == b"old"


@posix
def test_a_link_is_followed(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    save(link)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")
def test_a_full_disk_is_told() -> None:
    with pytest.raises(FileError, match="the disk is full"):
        save(Path("/dev/full"))


@pytest.mark.parametrize("fails", ["write", "fsync"])
@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_fills_up_leaves_the_old_file(
    target: Path, monkeypatch: pytest.MonkeyPatch, fails: str, reason: int
) -> None:
    def full(*_: object) -> None:
        raise OSError(reason, os.strerror(reason))

    target.write_bytes(b"old")
    if fails == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    told = pytest.raises(FileError, match=r"the disk is full.*The old file was left as it was")
    with told, replacing(target) as file:
        file.write(b"half")
        if fails == "write":
            full()
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="a small disk needs the superuser"
)
def test_a_real_disk_that_fills_up_leaves_the_old_file(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        target = disk / "table.csv"
        save(target, b"old" * 1000)
        with pytest.raises(FileError, match="the disk is full"):
            save(target, b"new" * 100_000)
        assert target.read_bytes() == b"old" * 1000
        assert list(disk.iterdir()) == [target]
    finally:
        subprocess.run(["umount", disk], check=True)
