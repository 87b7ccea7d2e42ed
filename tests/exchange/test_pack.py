"""Packs as folders and zip files: what is in them, what they replace, and what stays."""

import errno
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from tracker.domain.errors import FileError, UserError
from tracker.exchange.pack import MANIFEST, PackFile, write_pack

HEADER = {"program": "Cooperation Tracker", "title": "Портфель"}


def file(path: str, content: bytes = b"content", **about: str) -> PackFile:
    return PackFile(path, lambda stream: stream.write(content), about)


FILES = [file("ru/roadmap.csv", b"1;2\r\n", form="roadmap"), file("kk/жол.txt", b"")]


def breaking() -> Iterator[PackFile]:
    yield FILES[0]
    raise KeyboardInterrupt


def listing(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def packed(target: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(target) as pack:
        assert pack.testzip() is None
        return {name: pack.read(name) for name in pack.namelist()}


def test_a_folder_and_a_zip_file_hold_the_same(tmp_path: Path) -> None:
    assert write_pack(tmp_path / "pack", FILES, HEADER) == 2
    assert write_pack(tmp_path / "pack.ZIP", FILES, HEADER) == 2
    assert listing(tmp_path / "pack") == packed(tmp_path / "pack.ZIP")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pack", "pack.ZIP"]


def test_the_manifest_names_each_file_with_its_size_and_digest(tmp_path: Path) -> None:
    write_pack(tmp_path / "pack", FILES, HEADER)
    found = listing(tmp_path / "pack")
    manifest = json.loads(found.pop(MANIFEST))
    assert {key: manifest[key] for key in HEADER} == HEADER
    assert [entry["path"] for entry in manifest["files"]] == ["ru/roadmap.csv", "kk/жол.txt"]
    assert manifest["files"][0]["form"] == "roadmap"
    for entry in manifest["files"]:
        assert entry["bytes"] == len(found[entry["path"]])
        assert entry["sha256"] == hashlib.sha256(found[entry["path"]]).hexdigest()


def test_a_zip_file_has_no_moment_and_no_system_of_its_own(tmp_path: Path) -> None:
    target = tmp_path / "pack.zip"
    write_pack(target, FILES, HEADER)
    before = target.read_bytes()
    with zipfile.ZipFile(target) as pack:
        assert {entry.date_time for entry in pack.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in pack.infolist()} == {3}
    write_pack(target, FILES, HEADER)
    assert target.read_bytes() == before


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
def test_a_pack_takes_the_place_of_an_earlier_one(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    write_pack(target, FILES, HEADER)
    write_pack(target, [file("uz/new.txt")], HEADER)
    found = packed(target) if target.is_file() else listing(target)
    assert set(found) == {"uz/new.txt", MANIFEST}
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
def test_a_pack_that_is_broken_off_leaves_the_earlier_one(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    with pytest.raises(KeyboardInterrupt):
        write_pack(target, breaking(), HEADER)
    assert list(tmp_path.iterdir()) == []
    write_pack(target, FILES, HEADER)
    before = packed(target) if target.is_file() else listing(target)
    with pytest.raises(KeyboardInterrupt):
        write_pack(target, breaking(), HEADER)
    assert (packed(target) if target.is_file() else listing(target)) == before
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_empty_folder_and_the_litter_of_file_managers_are_no_obstacle(tmp_path: Path) -> None:
    target = tmp_path / "pack"
    target.mkdir()
    write_pack(target, FILES, HEADER)
    (target / ".DS_Store").write_bytes(b"x")
    write_pack(target, FILES, HEADER)
    assert set(listing(target)) == {"ru/roadmap.csv", "kk/жол.txt", MANIFEST}


def test_a_folder_with_other_files_is_left_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "documents"
    target.mkdir()
    for name in "abcd":
        (target / f"{name}.doc").write_text("mine")
    before = listing(target)
    with pytest.raises(UserError, match=r"holds files .*a\.doc, b\.doc, c\.doc, …"):
        write_pack(target, FILES, HEADER)
    assert listing(target) == before
    assert list(tmp_path.iterdir()) == [target]


def test_a_pack_in_which_something_was_added_or_changed_is_left_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "pack"
    write_pack(target, FILES, HEADER)
    (target / "ru" / "roadmap.csv").write_bytes(b"1;3\r\n")
    with pytest.raises(UserError, match=r"roadmap\.csv"):
        write_pack(target, FILES, HEADER)
    (target / "ru" / "roadmap.csv").write_bytes(b"1;2\r\n")
    (target / "mine.doc").write_text("mine")
    with pytest.raises(UserError, match=r"mine\.doc"):
        write_pack(target, FILES, HEADER)
    assert "mine.doc" in listing(target)


def test_what_came_into_the_folder_while_a_pack_was_made_stays(tmp_path: Path) -> None:
    target = tmp_path / "pack"
    write_pack(target, FILES, HEADER)

    def late(stream: BinaryIO) -> None:
        (target / "late.doc").write_text("mine")

    with pytest.raises(UserError, match=r"late\.doc"):
        write_pack(target, [PackFile("a.txt", late, {})], HEADER)
    assert (target / "late.doc").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_in_a_folder_is_no_file_of_a_pack(tmp_path: Path) -> None:
    target, mine = tmp_path / "pack", tmp_path / "mine.csv"
    write_pack(target, FILES, HEADER)
    mine.write_bytes(b"1;2\r\n")
    (target / "ru" / "roadmap.csv").unlink()
    (target / "ru" / "roadmap.csv").symlink_to(mine)
    with pytest.raises(UserError, match=r"roadmap\.csv"):
        write_pack(target, FILES, HEADER)
    assert mine.exists()


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_a_zip_file_that_is_no_pack_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    target = tmp_path / "mine.zip"
    target.write_bytes(content)
    with pytest.raises(UserError, match="is no pack"):
        write_pack(target, FILES, HEADER)
    assert target.read_bytes() == content


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"format": "other", "files": []}', "\x00"])
def test_a_manifest_of_something_else_makes_no_pack(tmp_path: Path, manifest: str) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / MANIFEST).write_text(manifest)
    with pytest.raises(UserError, match=MANIFEST):
        write_pack(target, FILES, HEADER)
    assert (target / MANIFEST).read_text() == manifest


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="does not exist"):
        write_pack(tmp_path / "missing" / "pack", FILES, HEADER)
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UserError, match="no folder"):
        write_pack(tmp_path / "file", FILES, HEADER)

    def full(stream: BinaryIO) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for name in ("pack", "pack.zip"):
        with pytest.raises(FileError, match="disk is full"):
            write_pack(tmp_path / name, [PackFile("a", full, {})], HEADER)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_file_may_be_written_back_and_forth(tmp_path: Path) -> None:
    def write(stream: BinaryIO) -> None:
        stream.write(b"....")
        stream.seek(0)
        stream.write(b"ab")

    for name in ("pack", "pack.zip"):
        write_pack(tmp_path / name, [PackFile("a", write, {})], HEADER)
    assert listing(tmp_path / "pack") == packed(tmp_path / "pack.zip")
    assert io.BytesIO(listing(tmp_path / "pack")["a"]).read() == b"ab.."
