from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from briefreader.service.folders import is_there, listing, printable


def texts(path: Path, explicit: bool) -> bool:
    return explicit or path.suffix == ".txt"


def nothing_known(path: Path) -> bool:
    return False


def test_walks_folders_in_order_and_takes_each_file_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/picture.png", ".hidden/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    found = listing([tmp_path, tmp_path / "a.txt"], texts, nothing_known)
    assert [path.relative_to(tmp_path).as_posix() for path in found.files] == ["a.txt", "b.txt", "sub/c.txt"]
    assert found.failed == ()


def test_a_file_named_by_the_user_is_taken_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "notes.xyz").write_text("words")
    assert listing([tmp_path / "notes.xyz"], texts, nothing_known).files == (tmp_path / "notes.xyz",)


def test_a_path_that_is_not_there_fails_unless_the_library_knows_it(tmp_path: Path) -> None:
    gone = tmp_path / "gone.txt"
    unknown = listing([gone], texts, nothing_known)
    assert [failure.path for failure in unknown.failed] == [str(gone)]
    assert unknown.roots == ()
    known = listing([gone], texts, lambda path: path == gone)
    assert known.failed == ()
    assert known.roots == (gone,)


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert listing([tmp_path], texts, nothing_known).files == (tmp_path / "a.txt",)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not allow such names")
def test_a_name_that_is_not_utf8_is_listed_as_failed(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(raw, "wb") as file:  # noqa: PTH123 - the name is bytes
        file.write(b"words")
    found = listing([tmp_path], texts, nothing_known)
    assert found.files == ()
    assert [failure.path for failure in found.failed] == [printable(tmp_path / os.fsdecode(b"caf\xe9.txt"))]
    found.failed[0].path.encode("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not allow such names")
@pytest.mark.parametrize("name", ["caf\udce9.txt", "caf\udce9"])
def test_a_given_name_that_is_not_utf8_fails_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("words")
    given = tmp_path / name
    given.mkdir() if given.suffix == "" else given.write_text("words")
    found = listing([given, tmp_path / "a.txt"], texts, nothing_known)
    assert found.files == found.roots == (tmp_path / "a.txt",)
    assert [failure.path for failure in found.failed] == [printable(given)]


def test_a_name_that_cannot_be_looked_at_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    found = listing([tmp_path / ("long" * 200), tmp_path / "a.txt"], texts, nothing_known)
    assert found.files == (tmp_path / "a.txt",)
    assert [failure.reason for failure in found.failed] == ["It cannot be looked at: file name too long."]


def test_what_is_in_a_pack_is_there_while_the_pack_is(tmp_path: Path) -> None:
    pack = tmp_path / "Wow!" / "pack.zip"
    pack.parent.mkdir()
    pack.write_bytes(b"PK")
    assert is_there(f"{pack}!/inner.eml!/annex.pdf")
    assert not is_there(f"{tmp_path}/Wow!/gone.txt")
    pack.unlink()
    assert not is_there(f"{pack}!/inner.eml!/annex.pdf")


def test_what_may_not_be_looked_at_is_not_known_to_be_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(os, "lstat", refused)
    assert is_there(str(tmp_path / "closed" / "a.txt"))
