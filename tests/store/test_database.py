"""The file itself: who may read it, what is refused and in which words, migrations, several processes."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import briefreader
from briefreader.errors import StoreError
from briefreader.store import Store, database
from briefreader.store.schema import MIGRATIONS

ROOT = str(Path(briefreader.__file__).parents[1])


def _read_all(library: Path) -> None:
    with Store(library) as store:
        for number in range(300):
            store.settings.get(f"key {number}")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="modes of files are those of POSIX")
def test_only_the_user_may_read_the_library(library: Path) -> None:
    with Store(library) as store:
        store.settings.put("a", 1)
        store.back_up()
        assert _mode(library.parent) == 0o700
        assert _mode(library.parent / "backups") == 0o700
        files = [path for path in library.parent.rglob("*") if path.is_file()]
        assert {path.name for path in files} >= {"library.db", "library.db-wal", "library.db-shm"}
        assert {path.name: oct(_mode(path)) for path in files} == {path.name: "0o600" for path in files}


@pytest.mark.skipif(os.name == "nt", reason="modes of files are those of POSIX")
def test_a_file_that_others_may_read_is_closed_to_them(library: Path) -> None:
    Store(library).close()
    library.chmod(0o644)
    Store(library).close()
    assert _mode(library) == 0o600


def test_it_is_opened_for_safety(library: Path) -> None:
    opened = database.Database(library)
    asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store", "busy_timeout")
    assert [opened.value(f"PRAGMA {name}") for name in asked] == ["wal", 2, 1, 1, 2, 5000]
    opened.close()


def test_a_file_that_is_no_library_is_refused(library: Path) -> None:
    library.parent.mkdir()
    library.write_bytes(b"This is a shopping list, not a database. " * 200)
    with pytest.raises(StoreError, match=r"is damaged.*backups.*library\.db"):
        Store(library)
    assert library.read_bytes().startswith(b"This is a shopping list")


def test_damage_within_the_file_is_told_as_such(library: Path) -> None:
    with Store(library) as store:
        for number in range(300):
            store.settings.put(f"key {number}", "x" * 200)
    whole = bytearray(library.read_bytes())
    page = int.from_bytes(whole[16:18], "big")
    for start in range(2 * page, len(whole), page):
        whole[start : start + page] = b"\xa5" * page
    library.write_bytes(whole)
    with pytest.raises(StoreError, match="damaged"):
        _read_all(library)


def test_the_doctor_hears_of_damage(library: Path) -> None:
    with Store(library) as store:
        assert store.complaints() == []
    raw = sqlite3.connect(library)
    raw.execute("INSERT INTO passage_tags VALUES ('none', 'none', '', '')")
    raw.execute("INSERT INTO briefs (id, path, state, added, changed) VALUES ('b', '/b', 'ready', '', '')")
    raw.commit()
    raw.close()
    with Store(library) as store:
        told = store.complaints()
    assert "passage_tags refers to a missing passages" in told
    assert "briefs that have lost their text: 1" in told


def test_a_library_of_a_newer_program_is_left_alone(library: Path) -> None:
    Store(library).close()
    raw = sqlite3.connect(library)
    raw.execute("PRAGMA user_version = 999")
    raw.close()
    before = library.read_bytes()
    with pytest.raises(StoreError, match="newer BriefReader"):
        Store(library)
    assert library.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(tmp_path / "file" / "library.db")


def test_an_older_library_is_copied_then_migrated(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(library) as store:
        store.settings.put("kept", "yes")
    step = "CREATE TABLE later (id TEXT) STRICT;\nINSERT INTO later VALUES ('first');"
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, step))
    with Store(library) as store:
        assert store.settings.get("kept") == "yes"
    opened = database.Database(library)
    assert (opened.version(), opened.value("SELECT id FROM later")) == (len(MIGRATIONS) + 1, "first")
    opened.close()
    copy = sqlite3.connect(library.parent / "backups" / f"library-before-version-{len(MIGRATIONS) + 1}.db")
    assert copy.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    assert copy.execute("SELECT value FROM settings WHERE key = 'kept'").fetchone()[0] == '"yes"'
    copy.close()


def test_a_migration_that_fails_changes_nothing(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(library) as store:
        store.settings.put("kept", "yes")
    step = "CREATE TABLE later (id TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);"
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, step))
    with pytest.raises(StoreError, match="nowhere"):
        Store(library)
    monkeypatch.undo()
    with Store(library) as store:
        assert store.settings.get("kept") == "yes"
        assert store.complaints() == []
    opened = database.Database(library)
    assert opened.value("SELECT count(*) FROM sqlite_master WHERE name = 'later'") == 0
    opened.close()


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def half() -> None:
        with store.transaction():
            store.settings.put("a", 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert store.settings.get("a") is None
    store.settings.put("a", 2)
    assert store.settings.get("a") == 2


def test_a_second_writer_waits_and_is_told_when_it_waits_too_long(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT", 0.05)
    with Store(library) as one, Store(library) as other:
        with one.transaction():
            one.settings.put("a", 1)
            with pytest.raises(StoreError, match="keeping the library busy"):
                other.settings.put("b", 2)
            assert other.settings.get("a") is None
        other.settings.put("b", 2)
        assert (one.settings.get("b"), other.settings.get("a")) == (2, 1)


def test_who_has_read_within_a_transaction_may_write_in_it(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT", 0.05)
    with Store(library) as one, Store(library) as other:
        with one.transaction():
            assert one.settings.get("a") is None
            with pytest.raises(StoreError, match="keeping the library busy"):
                other.settings.put("a", 2)
            one.settings.put("a", 1)
        assert other.settings.get("a") == 1


def test_threads_may_open_new_libraries_at_once(tmp_path: Path) -> None:
    paths = [tmp_path / str(number) / "library.db" for number in range(60)]
    together = threading.Barrier(4)

    def open_all() -> None:
        for path in paths:
            together.wait()
            try:
                Store(path).close()
            except StoreError:
                together.abort()  # or the others would wait for ever
                raise

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(open_all) for _ in range(4)]:
            done.result()


def test_processes_may_open_a_new_library_at_once(library: Path) -> None:
    library.parent.mkdir(mode=0o700)
    code = (
        "import pathlib, sys\nfrom briefreader.store import Store\n"
        "with Store(pathlib.Path(sys.argv[1])) as store:\n"
        "    for number in range(5):\n        store.settings.put(f'{sys.argv[2]}.{number}', number)\n"
    )
    environment = {**os.environ, "PYTHONPATH": ROOT}
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(library), str(number)], env=environment)
        for number in range(4)
    ]
    assert [process.wait(60) for process in running] == [0] * 4
    with Store(library) as store:
        found = [store.settings.get(f"{process}.{number}") for process in range(4) for number in range(5)]
    assert found == [0, 1, 2, 3, 4] * 4


def test_what_is_read_together_is_of_one_moment(library: Path) -> None:
    one, other = database.Database(library), database.Database(library)
    with one.read():
        before = one.value("SELECT count(*) FROM settings")
        with other.write():
            other.run("INSERT INTO settings VALUES ('a', '1')")
        assert one.value("SELECT count(*) FROM settings") == before == 0
    assert one.value("SELECT count(*) FROM settings") == 1
    one.close()
    other.close()


def test_nothing_can_be_written_where_it_would_be_lost(library: Path) -> None:
    one = database.Database(library)
    with one.read(), pytest.raises(RuntimeError), one.write():
        one.run("INSERT INTO settings VALUES ('a', '1')")
    with one.write(), one.read(), one.write():
        one.run("INSERT INTO settings VALUES ('b', '1')")
    assert one.all("SELECT key FROM settings")[0]["key"] == "b"
    one.close()
