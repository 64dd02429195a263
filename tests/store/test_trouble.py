"""A disk that is full, read-only or gone, a clock that jumps: what cannot be kept is said, what was kept stays."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from briefreader.errors import BriefReaderError, StoreError
from briefreader.store import Store, database


def _fill(store: Store) -> None:
    """From now on the disk has no room: what SQLite says then is the same as on a full one."""
    pages = store._database.value("PRAGMA page_count")
    store._database.run(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_is_told_and_nothing_that_was_saved_is_lost(shelf, library: Path, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    kept = [shelf.tag(brief, words, "Trade") for words in harbour.split()[:6]]
    _fill(shelf.store)
    refused = []
    for number in range(200):
        try:
            kept.append(shelf.tag(brief, harbour.split()[number % 20], "Trade", note=f"{number} " + "x" * 500))
        except StoreError as error:
            refused.append(str(error))
    assert refused
    assert all("full" in said for said in refused)
    assert {one.id for one in shelf.store.passages.all()} == set(kept)
    assert shelf.store.complaints() == []
    shelf.store._database.run("PRAGMA max_page_count = 1000000")
    shelf.tag(brief, "Shipowners", "Trade")


def test_on_a_full_disk_a_passage_can_still_be_read_and_the_last_step_is_whole(shelf, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    shelf.tag(brief, "raised its dues", "Trade")
    _fill(shelf.store)
    with pytest.raises(StoreError):
        shelf.store.passages.set_note(shelf.store.passages.all()[0].id, "x" * 100_000)
    assert shelf.store.passages.all()[0].note == ""
    assert shelf.store.journal.undo_label() == "Tag “raised its dues”"


def test_a_data_folder_that_vanishes_is_noticed_before_anything_is_said_to_be_saved(
    shelf, library: Path, harbour: str
) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    shelf.tag(brief, "raised its dues", "Trade")
    away = library.parent.with_name("away")
    library.parent.rename(away)
    with pytest.raises(StoreError, match="no longer where it was"):
        shelf.tag(brief, "by a tenth", "Trade")
    away.rename(library.parent)
    shelf.tag(brief, "by a tenth", "Trade")
    assert len(shelf.store.passages.all()) == 2


def test_a_file_put_in_the_librarys_place_is_not_written_past(shelf, library: Path, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    copy = library.with_name("copy.db")
    shelf.store._database.copy_to(copy)
    copy.replace(library)
    with pytest.raises(StoreError, match="no longer where it was"):
        shelf.tag(brief, "by a tenth", "Trade")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="modes bind neither Windows nor root")
def test_a_folder_that_may_not_be_written_is_told(shelf, library: Path) -> None:
    shelf.store.close()
    for path in library.parent.iterdir():
        path.chmod(0o400)
    library.parent.chmod(0o500)
    try:
        with pytest.raises(StoreError, match=r"cannot be opened|may not be written"):
            Store(library)
    finally:
        library.parent.chmod(0o700)


def test_a_library_that_may_only_be_read_is_told(shelf, library: Path, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    shelf.store._database.run("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="may not be written"):
        shelf.tag(brief, "by a tenth", "Trade")
    assert shelf.store.briefs.get(brief).title == "port"


def test_a_disk_that_cannot_have_a_log_is_used_without_one(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Poor(sqlite3.Connection):
        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
            return super().execute(sql.replace("journal_mode = WAL", "journal_mode"), *values)

    connect = sqlite3.connect
    monkeypatch.setattr(database.sqlite3, "connect", lambda *args, **more: connect(*args, factory=Poor, **more))
    with Store(library) as store:
        store.settings.put("a", 1)
        assert store._database.value("PRAGMA journal_mode") == "delete"
        assert store.settings.get("a") == 1


@pytest.mark.parametrize("cause", ["disk I/O error", "unable to open database file"])
def test_a_disk_that_does_not_answer_has_a_sentence(library: Path, cause: str) -> None:
    told = database._refusal(library, sqlite3.OperationalError(cause))
    assert "does not answer" in str(told)


def test_tags_used_last_come_first_though_the_clock_is_set_back(
    shelf, harbour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    shelf.tag(brief, "raised its dues", "before")
    monkeypatch.setattr("briefreader.store.passages.now", lambda _=3: "1999-01-01T00:00:00.000Z")
    shelf.tag(brief, "by a tenth", "behind")
    assert [tag.path for tag in shelf.store.tags.recent(2)] == ["behind", "before"]
    shelf.undo()
    assert [tag.path for tag in shelf.store.tags.recent(2)] == ["before"]
    shelf.redo()
    assert [tag.path for tag in shelf.store.tags.recent(2)] == ["behind", "before"]


def test_a_backup_that_finds_no_room_leaves_the_copies_as_they_were(
    shelf, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = shelf.store.back_up()
    assert made is not None
    made.rename(made.with_name("library-2020-01-01.db"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(BriefReaderError, match="No space left"):
        shelf.store.back_up()
    monkeypatch.undo()
    assert [path.name for path in made.parent.iterdir()] == ["library-2020-01-01.db"]


def test_the_backups_may_be_gone_too(shelf, library: Path) -> None:
    shelf.store.back_up()
    shutil.rmtree(library.parent / "backups")
    assert shelf.store.back_up() is not None
