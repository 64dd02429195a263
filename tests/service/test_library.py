from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader.errors import NotFound, SearchError, StoreError, UsageError
from briefreader.jobs import Cancelled, Token, run
from briefreader.records import IndexReport
from briefreader.service.library import Library

HARBOUR = "Harbour dues\n\nThe dues in Lindesund rose in May 2026.\n\nNobody has asked the fishermen.\n"
FERRY = "Ferry times\n\nThe ferry leaves at nine and returns when it can.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    briefs = tmp_path / "briefs"
    briefs.mkdir()
    (briefs / "harbour.txt").write_text(HARBOUR)
    (briefs / "ferry.txt").write_text(FERRY)
    return briefs


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened


def read_in(library: Library, *paths: Path) -> IndexReport:
    return run(library.ingest(paths, analyse=False))


def place(library: Library, brief: str, words: str) -> tuple[int, int]:
    start = library.document(brief).text.index(words)
    return start, start + len(words)


def test_the_data_folder_is_the_users_alone(library: Library) -> None:
    assert stat.S_IMODE(library.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((library.folder / "library.db").stat().st_mode) == 0o600
    assert {path.name for path in library.folder.iterdir()} >= {"library.db", "index", "backups", "logs"}


def test_a_folder_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be used"):
        Library.open(tmp_path / "file")


def test_a_moved_file_is_the_same_brief_and_a_copy_another_place_of_it(library: Library, folder: Path) -> None:
    read_in(library, folder)
    brief = library.brief("harbour.txt").id
    (folder / "harbour.txt").rename(folder / "dues.txt")
    report = read_in(library, folder)
    assert report.removed == 1
    assert library.brief("dues.txt").id == brief
    shutil.copy(folder / "dues.txt", folder / "copy.txt")
    read_in(library, folder)
    assert library.brief(str(folder / "copy.txt")).id == brief
    assert len(library.briefs()) == 2


def test_a_file_that_is_gone_leaves_a_missing_brief_with_its_passages(library: Library, folder: Path) -> None:
    read_in(library, folder)
    brief = library.brief("harbour.txt").id
    library.tag(brief, *place(library, brief, "Nobody has asked"), ["people"])
    (folder / "harbour.txt").unlink()
    read_in(library, folder)
    assert library.brief(brief).state == "missing"
    assert [passage.exact for passage in library.passages()] == ["Nobody has asked"]
    (folder / "harbour.txt").write_text(HARBOUR)
    read_in(library, folder)
    assert library.brief(brief).state == "ready"


def test_a_file_that_was_only_touched_is_unchanged(library: Library, folder: Path) -> None:
    read_in(library, folder)
    os.utime(folder / "ferry.txt", ns=(1, 1))
    assert (read_in(library, folder).indexed, read_in(library, folder).unchanged) == (0, 2)


def test_a_stopped_job_keeps_what_it_has_done_and_goes_on_later(library: Library, folder: Path) -> None:
    token = Token()
    with pytest.raises(Cancelled):
        run(library.ingest([folder], analyse=False), lambda step: token.cancel() if step.done else None, token)
    assert len(library.briefs()) == 1
    assert read_in(library, folder).unchanged == 1
    assert library.search("lindesund").total == 1
    assert library.search("ferry").total == 1


def test_undo_after_a_new_version_places_the_passage_in_it(library: Library, folder: Path) -> None:
    read_in(library, folder)
    brief = library.brief("harbour.txt").id
    library.tag(brief, *place(library, brief, "The dues in Lindesund rose in May 2026."), ["money"])
    library.untag(library.passages()[0].id)
    assert library.passages() == []
    (folder / "harbour.txt").write_text("A new first line that was not there.\n\n" + HARBOUR)
    read_in(library, folder)
    library.undo()
    (passage,) = library.passages()
    assert passage.start is not None
    assert library.document(brief).text[passage.start : passage.end] == passage.exact


def test_undo_and_redo_outlive_the_program(tmp_path: Path, folder: Path) -> None:
    with Library.open(tmp_path / "data") as first:
        read_in(first, folder)
        brief = first.brief("ferry.txt").id
        first.tag(brief, *place(first, brief, "at nine"), ["times", "ferry"], "check")
    with Library.open(tmp_path / "data") as second:
        assert "at nine" in second.undo_label()
        second.undo()
        assert second.passages() == []
        assert second.tags() == []
        second.redo()
        (passage,) = second.passages()
        assert (passage.tags, passage.note) == (("times", "ferry"), "check")


def test_another_opening_of_the_library_sees_what_changed(tmp_path: Path, library: Library, folder: Path) -> None:
    read_in(library, folder)
    with Library.open(tmp_path / "data") as other:
        assert not other.poll()
        brief = library.brief("ferry.txt").id
        library.tag(brief, *place(library, brief, "at nine"), ["times"])
        seen = other.poll()
        assert seen.passages == {library.passages()[0].id}
        assert seen.tags == {library.tags()[0].id}
        assert not other.poll()


def test_deleting_the_index_loses_nothing(library: Library, folder: Path) -> None:
    read_in(library, folder)
    shutil.rmtree(library.folder / "index")
    scanned = library.search("ferry")
    assert scanned.total == 1
    assert scanned.scanned
    run(library.drain())
    indexed = library.search("ferry")
    assert indexed.notice == ""
    assert indexed.hits[0].snippets == scanned.hits[0].snippets


def test_a_forgotten_brief_leaves_not_a_word(library: Library, folder: Path) -> None:
    read_in(library, folder)
    library.back_up()
    brief = library.brief("harbour.txt").id
    library.tag(brief, *place(library, brief, "Nobody has asked"), ["people"])
    library.forget(brief, passages=True)
    with pytest.raises(NotFound):
        library.brief(brief)
    assert library.search("fishermen").total == 0
    for file in library.folder.rglob("*"):
        assert not file.is_file() or b"fishermen" not in file.read_bytes(), file.name
    assert (folder / "harbour.txt").read_text() == HARBOUR


def test_where_the_index_cannot_be_written_the_backups_forget_all_the_same(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_: str) -> None:
        raise SearchError("The search index is being written by another window.")

    read_in(library, folder)
    library.back_up()
    monkeypatch.setattr(library._indexing, "purge", busy)
    with pytest.raises(SearchError):
        library.forget(library.brief("ferry.txt").id, passages=True)
    files = [library.folder / "library.db", *(library.folder / "backups").iterdir()]
    assert len(files) == 2
    assert not any(b"leaves at nine" in file.read_bytes() for file in files)


def test_forgetting_can_leave_the_passages(library: Library, folder: Path) -> None:
    read_in(library, folder)
    brief = library.brief("harbour.txt").id
    library.tag(brief, *place(library, brief, "Nobody has asked"), ["people"])
    library.forget(brief, passages=False)
    (passage,) = library.passages()
    assert (passage.exact, passage.status) == ("Nobody has asked", "orphan")
    assert library.brief(brief).title == "Harbour dues"


def test_confirming_and_attaching_make_the_anchor_anew(library: Library, folder: Path) -> None:
    read_in(library, folder)
    brief = library.brief("harbour.txt").id
    library.tag(brief, *place(library, brief, "Nobody has asked the fishermen."), ["people"])
    passage = library.passages()[0].id
    (folder / "harbour.txt").write_text("Harbour dues\n\nSomething else entirely is said here.\n")
    read_in(library, folder)
    assert library.passage(passage).status == "orphan"
    assert library.brief(brief).attention == 1
    library.attach(passage, *place(library, brief, "Something else"))
    assert (library.passage(passage).status, library.passage(passage).exact) == ("exact", "Something else")


def test_a_tag_needs_a_name_and_a_passage_words(library: Library, folder: Path) -> None:
    read_in(library, folder)
    brief = library.brief("ferry.txt").id
    with pytest.raises(UsageError):
        library.tag(brief, 0, 5, [" / "])
    for start, end in ((3, 3), (11, 12)):
        with pytest.raises(UsageError):
            library.tag(brief, start, end, ["x"])
    assert library.undo_label() == ""


def test_copies_are_one_brief_with_several_places(library: Library, folder: Path) -> None:
    shutil.copy(folder / "ferry.txt", folder / "copy.txt")
    read_in(library, folder)
    brief = library.brief("ferry.txt")
    assert brief.places == 2
    assert sorted(library.places()[brief.id]) == [str(folder / "copy.txt"), str(folder / "ferry.txt")]
    assert len(library.briefs()) == 2


def test_offsets_of_a_text_that_is_no_longer_there_are_refused(library: Library, folder: Path) -> None:
    read_in(library, folder)
    brief = library.brief("harbour.txt").id
    shown, (start, end) = library.document(brief), place(library, brief, "Nobody has asked")
    library.tag(brief, start, end, ["people"], None, shown)
    passage = library.passages()[0]
    (folder / "harbour.txt").write_text(HARBOUR.replace("rose", "rose by a tenth"))
    read_in(library, folder)
    with pytest.raises(StoreError, match="read in anew"):
        library.tag(brief, start, end, ["talks"], None, shown)
    with pytest.raises(StoreError, match="read in anew"):
        library.attach(passage.id, start, end, shown)
    assert [(one.exact, one.tags) for one in library.passages()] == [("Nobody has asked", ("people",))]
