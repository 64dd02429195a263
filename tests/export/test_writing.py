"""A file is written whole or not at all, and never over a brief."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from briefreader.errors import ExportError
from briefreader.export import write

posix = pytest.mark.skipif(os.name != "posix", reason="file modes and links as POSIX has them")
no_root = pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="root may write everywhere")


def only_file(folder: Path) -> Path:
    (found,) = list(folder.iterdir())
    return found


def test_writes_utf8_and_unix_line_ends(tmp_path: Path) -> None:
    target = tmp_path / "summary.md"
    assert write(target, "Één\nзаметка\n") == target.resolve()
    assert target.read_bytes() == "Één\nзаметка\n".encode()
    assert only_file(tmp_path) == target


def test_replaces_an_older_file_and_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "summary.md"
    target.write_text("a much longer older summary")
    target.chmod(0o640)
    write(target, "new")
    assert target.read_text() == "new"
    assert only_file(tmp_path) == target
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o640


@posix
def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "summary.md", "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "summary.md").stat().st_mode) == 0o640


@posix
def test_a_link_is_followed(tmp_path: Path) -> None:
    target = tmp_path / "real.md"
    target.write_text("old")
    link = tmp_path / "link.md"
    link.symlink_to(target)
    assert write(link, "new") == target.resolve()
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_never_over_a_brief(tmp_path: Path) -> None:
    brief = tmp_path / "brief.md"
    brief.write_text("the brief")
    for name in (brief, tmp_path / "." / "brief.md", tmp_path / "x" / ".." / "brief.md"):
        with pytest.raises(ExportError, match="one of your briefs"):
            write(name, "summary", protected=[tmp_path / "gone.md", brief])
    assert brief.read_text() == "the brief"


@posix
def test_never_over_a_brief_by_another_name(tmp_path: Path) -> None:
    brief = tmp_path / "brief.md"
    brief.write_text("the brief")
    (tmp_path / "soft.md").symlink_to(brief)
    (tmp_path / "hard.md").hardlink_to(brief)
    for name in ("soft.md", "hard.md"):
        with pytest.raises(ExportError, match="one of your briefs"):
            write(tmp_path / name, "summary", protected=[brief])
    assert brief.read_text() == "the brief"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "is a folder"),
        ("no/such/summary.md", "There is no folder"),
        ("x" * 300 + ".md", "name"),
        ("a\0b", "no name"),
    ],
)
def test_places_that_cannot_be_written(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(ExportError, match=message) as caught:
        write(tmp_path / name, "summary")
    assert caught.value.remedy
    assert list(tmp_path.iterdir()) == []


@posix
@no_root
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ExportError, match="may not write"):
            write(tmp_path / "summary.md", "x")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "may not write"),
        (errno.EIO, "output error"),
    ],
)
def test_a_failed_write_leaves_the_older_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, message: str
) -> None:
    target = tmp_path / "summary.md"
    target.write_text("older")

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ExportError, match=message):
        write(target, "newer")
    assert target.read_text() == "older"
    assert only_file(tmp_path) == target


def test_a_device_is_refused() -> None:
    if not Path("/dev/null").exists():
        pytest.skip("no devices here")
    with pytest.raises(ExportError, match="not a file"):
        write(Path("/dev/null"), "x")
