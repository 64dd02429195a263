"""Packs and mails in the library: what is in them are briefs of their own."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader.jobs import run
from briefreader.records import IndexReport
from briefreader.service.library import Library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "briefs"
    made.mkdir()
    return made


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened


def pack(path: Path, **members: str) -> None:
    with zipfile.ZipFile(path, "w") as file:
        for name, text in members.items():
            file.writestr(f"{name}.txt", f"{name} of Lindesund\n\n{text}\n")


def read_in(library: Library, *paths: Path) -> IndexReport:
    return run(library.ingest(paths, analyse=False))


def places(library: Library) -> list[str]:
    return sorted(Path(brief.path).name for brief in library.briefs() if brief.state == "ready")


def test_the_members_of_a_pack_are_briefs(library: Library, folder: Path) -> None:
    pack(folder / "pack.zip", ferry="It leaves at nine.", dues="They rose.")
    report = read_in(library, folder)
    assert (report.indexed, report.failed) == (2, ())
    assert places(library) == ["dues.txt", "ferry.txt"]
    assert library.brief(str(folder / "pack.zip!/ferry.txt")).title
    assert library.search("nine").total == 1
    again = read_in(library, folder)
    assert (again.indexed, again.unchanged, again.removed) == (0, 2, 0)


def test_a_pack_that_was_only_touched_is_unchanged(library: Library, folder: Path) -> None:
    pack(folder / "pack.zip", ferry="It leaves at nine.")
    read_in(library, folder)
    os.utime(folder / "pack.zip", ns=(1, 1))
    again = read_in(library, folder)
    assert (again.indexed, again.unchanged, again.removed) == (0, 1, 0)
    assert read_in(library, folder).unchanged == 1


def test_what_left_a_pack_is_gone_and_what_changed_in_it_is_the_same_brief(library: Library, folder: Path) -> None:
    pack(folder / "pack.zip", ferry="It leaves at nine.", dues="They rose.")
    read_in(library, folder)
    brief = library.brief("ferry.txt").id
    pack(folder / "pack.zip", ferry="It leaves at ten.")
    report = read_in(library, folder)
    assert (report.indexed, report.removed) == (1, 1)
    assert library.brief("ferry.txt").id == brief
    assert "ten" in library.document(brief).text
    assert places(library) == ["ferry.txt"]


def test_a_pack_that_is_gone_takes_its_members_with_it(library: Library, folder: Path) -> None:
    pack(folder / "pack.zip", ferry="It leaves at nine.", dues="They rose.")
    read_in(library, folder)
    (folder / "pack.zip").unlink()
    assert read_in(library, folder).removed == 2
    assert places(library) == []


def test_a_damaged_pack_is_one_failure_until_it_is_mended(library: Library, folder: Path) -> None:
    pack(folder / "pack.zip", ferry="It leaves at nine.")
    whole = (folder / "pack.zip").read_bytes()
    (folder / "pack.zip").write_bytes(whole[:50])
    (failure,) = read_in(library, folder).failed
    assert failure.path == str(folder / "pack.zip")
    assert len(read_in(library, folder).failed) == 1
    (folder / "pack.zip").write_bytes(whole)
    report = read_in(library, folder)
    assert (report.indexed, report.failed) == (1, ())
    assert [brief.state for brief in library.briefs()] == ["ready"]


def test_a_file_that_could_not_be_opened_is_tried_again(library: Library, folder: Path) -> None:
    (folder / "note.txt").symlink_to(folder / "absent.txt")
    (folder / "dir").mkdir()
    broken = folder / "dir" / "note.txt"
    broken.symlink_to(broken)
    assert read_in(library, folder).indexed == 0
    broken.unlink()
    broken.write_text("The ferry leaves at nine.")
    assert read_in(library, folder).indexed == 1
