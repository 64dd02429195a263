"""Backups: one a day, ten of them, whole, and none that remembers what was to be forgotten."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefreader.errors import NotFound, StoreError
from briefreader.store import Store, backup, database, news, schema


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


def _days(library: Path, first: date, count: int) -> list[str]:
    """The copies that are left when the library was used on so many days."""
    opened = database.Database(library)
    folder = library.parent / "backups"
    for number in range(count):
        backup.back_up(opened, folder, first + timedelta(number))
    opened.close()
    return sorted(path.name.removeprefix("library-").removesuffix(".db") for path in folder.iterdir())


def test_the_newest_ten_are_kept_and_the_last_of_each_month(shelf, library: Path, harbour: str) -> None:
    shelf.tag(shelf.put("/b/port.txt", harbour), "raised its dues", "Trade")
    newest = [f"2026-04-{day:02}" for day in range(6, 16)]
    assert _days(library, date(2026, 2, 20), 55) == ["2026-02-28", "2026-03-31", "2026-04-05", *newest]


def test_months_end_too(shelf, library: Path, harbour: str) -> None:
    shelf.tag(shelf.put("/b/port.txt", harbour), "raised its dues", "Trade")
    opened = database.Database(library)
    folder = library.parent / "backups"
    for number in range(14):
        backup.back_up(opened, folder, date(2024 + number // 12, number % 12 + 1, 15))
    for day in range(1, 11):
        backup.back_up(opened, folder, date(2026, 1, day))
    opened.close()
    names = sorted(path.name[8:15] for path in folder.iterdir())
    assert names == ["2024-09", "2024-10", "2024-11", "2024-12", "2025-01", "2025-02", *["2026-01"] * 10]


def test_copies_of_an_empty_library_push_nothing_out(shelf, library: Path, harbour: str) -> None:
    passage = shelf.tag(shelf.put("/b/port.txt", harbour), "raised its dues", "Trade")
    shelf.store.back_up()
    shelf.store.passages.remove(passage)
    assert len(_days(library, date(2030, 1, 1), 14)) == 15


def test_a_clock_set_back_does_not_cost_the_copy_just_made(shelf, library: Path, harbour: str) -> None:
    shelf.tag(shelf.put("/b/port.txt", harbour), "raised its dues", "Trade")
    _days(library, date(2026, 3, 1), 12)
    assert "1970-01-01" in _days(library, date(1970, 1, 1), 1)
    left = _days(library, date(2026, 3, 13), 1)
    assert left[-1] == "2026-03-13"
    assert len(left) <= 10 + backup.KEPT_MONTHS


def _damage(path: Path, pages: list[int]) -> None:
    raw = bytearray(path.read_bytes())
    size = int.from_bytes(raw[16:18], "big")
    for page in pages:
        raw[page * size : page * size + size] = b"\xa5" * size
    path.write_bytes(raw)


@pytest.fixture
def damaged(shelf, library: Path, harbour: str) -> Path:
    """A library that opens, some of whose inner pages are spoilt, and a sound copy of some day before."""
    for number in range(40):
        shelf.tag(shelf.put(f"/b/{number}.txt", harbour * 3 + str(number)), "raised its dues", "Trade", note="x" * 300)
    shelf.store.back_up()
    made = next((library.parent / "backups").iterdir())
    made.rename(made.with_name("library-2026-01-01.db"))
    shelf.store.close()
    raw = library.read_bytes()
    _damage(library, [at for at in range(len(raw) // 4096) if b"x" * 300 in raw[at * 4096 : at * 4096 + 4096]][:3])
    return library


def test_a_damaged_library_pushes_no_sound_copy_out(damaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "KEPT", 1)
    monkeypatch.setattr(backup, "KEPT_MONTHS", 0)
    opened = database.Database(damaged)
    with pytest.raises(StoreError, match="damaged"):
        backup.back_up(opened, damaged.parent / "backups", date(2026, 1, 2))
    with pytest.raises(StoreError, match="briefreader restore"):
        opened.quick_check()
    opened.close()
    assert [path.name for path in (damaged.parent / "backups").iterdir()] == ["library-2026-01-01.db"]


def test_a_damaged_library_is_kept_and_its_copy_put_back(damaged: Path) -> None:
    (copy,) = backup.copies(damaged.parent / "backups")
    assert (copy.name, copy.briefs, copy.passages, copy.tags, copy.complaint) == (
        "library-2026-01-01.db", 40, 40, 1, "",
    )  # fmt: skip
    kept = backup.restore(damaged, copy.name)
    assert kept is not None
    assert kept.exists()
    with Store(damaged) as store:
        assert store.complaints() == []
        assert len(store.passages.all()) == 40


def test_what_is_no_library_at_all_is_moved_away(damaged: Path) -> None:
    damaged.write_bytes(b"not a library" * 1000)
    damaged.with_name("library.db-wal").write_bytes(b"nor its log")
    kept = backup.restore(damaged, "library-2026-01-01.db")
    assert kept is not None
    assert kept.read_bytes().startswith(b"not a library")
    with Store(damaged) as store:
        assert len(store.passages.all()) == 40


def test_a_lost_library_is_made_anew_from_its_copy(damaged: Path) -> None:
    damaged.unlink()
    damaged.with_name("library.db-wal").write_bytes(b"left behind")
    assert backup.restore(damaged, "library-2026-01-01.db") is None
    with Store(damaged) as store:
        assert len(store.passages.all()) == 40
        assert store.complaints() == []


def test_who_has_the_library_open_sees_the_copy_that_is_put_back(shelf, library: Path, harbour: str) -> None:
    passage = shelf.tag(shelf.put("/b/port.txt", harbour), "raised its dues", "Trade")
    made = shelf.store.back_up()
    assert made is not None
    later = shelf.tag(shelf.store.briefs.find("port.txt").id, "by a tenth", "Trade")
    with Store(library) as other:
        other.news.poll()
        kept = backup.restore(library, made.name)
        assert other.news.poll().everything
        assert [one.id for one in other.passages.all()] == [passage]
        assert shelf.store.news.poll().everything
        shelf.tag(shelf.store.briefs.find("port.txt").id, "Minister", "people")
        assert len(other.news.poll().passages) == 1
        assert kept is not None
        backup.restore(library, kept.name)
        assert {one.id for one in other.passages.all()} == {passage, later}


def test_a_copy_that_will_not_do_is_refused_and_nothing_changes(shelf, library: Path, harbour: str) -> None:
    shelf.tag(shelf.put("/b/port.txt", harbour), "raised its dues", "Trade")
    made = shelf.store.back_up()
    assert made is not None
    folder = made.parent
    raw = sqlite3.connect(made)
    raw.execute("PRAGMA user_version = 999")
    raw.close()
    (folder / "library-2020-01-01.db").write_bytes(b"spoilt" * 5000)
    told = {copy.name: copy.complaint for copy in backup.copies(folder)}
    assert "newer" in told[made.name]
    assert "damaged" in told["library-2020-01-01.db"]
    for name in told:
        with pytest.raises(StoreError, match="cannot be put back"):
            backup.restore(library, name)
    for name in ("none.db", "../library.db", ""):
        with pytest.raises(NotFound):
            backup.restore(library, name)
    assert len(shelf.store.passages.all()) == 1
    assert not list(folder.glob("*before-restore*"))


def test_a_copy_of_an_older_program_is_brought_up_to_date(shelf, library: Path) -> None:
    folder = library.parent / "backups"
    folder.mkdir()
    old = sqlite3.connect(folder / "library-2025-05-05.db")
    for number, script in enumerate(schema.MIGRATIONS[:3]):
        old.executescript(script)
        old.execute(f"PRAGMA user_version = {number + 1}")
    old.execute("INSERT INTO settings VALUES ('kept', '1')")
    old.commit()
    old.close()
    backup.restore(library, "library-2025-05-05.db")
    with Store(library) as store:
        assert store.settings.get("kept") == 1
        assert store.complaints() == []


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
