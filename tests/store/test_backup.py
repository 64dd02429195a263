"""Backups: one a day, ten of them, whole, and none that remembers what was to be forgotten."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from briefreader.errors import StoreError
from briefreader.store import Store, backup, database, news


def test_a_backup_is_a_library(shelf, library: Path, harbour: str) -> None:
    passage = shelf.tag(shelf.put("/b/port.txt", harbour), "raised its dues", "Trade", note="why?")
    made = shelf.store.back_up()
    assert made is not None
    assert made.parent == library.parent / "backups"
    assert shelf.store.back_up() is None
    made.rename(library.parent / "restored.db")
    with Store(library.parent / "restored.db") as restored:
        assert restored.passages.get(passage) == shelf.store.passages.get(passage)
        assert restored.complaints() == []


def test_a_backup_holds_what_is_still_in_the_log(shelf, library: Path, harbour: str) -> None:
    shelf.put("/b/port.txt", harbour)
    assert library.with_name("library.db-wal").stat().st_size > 0
    made = shelf.store.back_up()
    assert made is not None
    with Store(made) as copy:
        assert [brief.title for brief in copy.briefs.all()] == ["port"]


def test_the_newest_ten_are_kept(library: Path) -> None:
    opened = database.Database(library)
    folder, first = library.parent / "backups", date(2026, 2, 20)
    for number in range(14):
        backup.back_up(opened, folder, first + timedelta(number))
    opened.close()
    names = sorted(path.name for path in folder.iterdir())
    assert names == [f"library-{first + timedelta(number)}.db" for number in range(4, 14)]


def test_one_copy_replaces_all_others(library: Path) -> None:
    opened = database.Database(library)
    folder = library.parent / "backups"
    for number in range(3):
        backup.back_up(opened, folder, date(2026, 2, 20 + number))
    (folder / "library-before-version-7.db").write_bytes(b"old")
    (folder / "library-2026-02-19.db.4711.partial").write_bytes(b"unfinished")
    (folder / "the user's own.txt").write_text("stays")
    made = backup.replace_all(opened, folder, date(2026, 2, 22))
    opened.close()
    assert {path.name for path in folder.iterdir()} == {made.name, "the user's own.txt"}


def test_a_backup_that_fails_says_so_and_leaves_nothing(store: Store, library: Path) -> None:
    (library.parent / "backups").write_text("in the way")
    with pytest.raises(StoreError, match="could not be backed up"):
        store.back_up()
    assert not list(library.parent.glob("*.partial"))


def test_the_days_backup_clears_old_news(shelf, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "KEPT", 2)
    for number in range(9):
        shelf.put(f"/b/{number}.txt", f"text {number}")
    shelf.store.back_up()
    opened = database.Database(library)
    assert opened.value("SELECT count(*) FROM changes") == 2
    opened.close()
