"""Watching real folders."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader.readers import is_candidate
from briefreader.service import watching
from briefreader.service.watching import Watch, is_remote

LONGEST_WAIT = 60.0


class Heard:
    def __init__(self) -> None:
        self.paths: list[str] = []
        self._news = threading.Condition()

    def tell(self, paths: tuple[str, ...]) -> None:
        with self._news:
            self.paths.extend(paths)
            self._news.notify()

    def wait_for(self, path: Path) -> bool:
        with self._news:
            return self._news.wait_for(lambda: str(path) in self.paths, LONGEST_WAIT)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def watch(heard: Heard) -> Iterator[Watch]:
    made = Watch(heard.tell, is_candidate, settled=0.05)
    yield made
    made.close()


def test_what_is_added_changed_moved_and_deleted_is_told(watch: Watch, heard: Heard, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    watch.follow([str(tmp_path)])
    brief = tmp_path / "deep" / "note.txt"
    for act, told in (
        (lambda: brief.write_text("one"), brief),
        (lambda: brief.write_text("two"), brief),
        (lambda: brief.rename(tmp_path / "moved.txt"), tmp_path / "moved.txt"),
        ((tmp_path / "moved.txt").unlink, tmp_path / "moved.txt"),
    ):
        heard.paths.clear()
        act()
        assert heard.wait_for(told)


def test_a_new_folder_has_the_whole_looked_through(watch: Watch, heard: Heard, tmp_path: Path) -> None:
    watch.follow([str(tmp_path)])
    (tmp_path / "new").mkdir()
    assert heard.wait_for(tmp_path)


def test_files_that_are_no_briefs_are_not_told(watch: Watch, heard: Heard, tmp_path: Path) -> None:
    watch.follow([str(tmp_path)])
    for name in (".hidden.txt", "~$note.docx", "picture.png"):
        (tmp_path / name).write_text("x")
    (tmp_path / "note.txt").write_text("x")
    assert heard.wait_for(tmp_path / "note.txt")
    assert set(heard.paths) == {str(tmp_path / "note.txt")}


def test_reading_a_file_is_no_change(watch: Watch, heard: Heard, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("x")
    watch.follow([str(tmp_path)])
    (tmp_path / "note.txt").read_text()
    (tmp_path / "other.txt").write_text("x")
    assert heard.wait_for(tmp_path / "other.txt")
    assert str(tmp_path / "note.txt") not in heard.paths


def test_a_single_file_is_watched_alone(watch: Watch, heard: Heard, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("x")
    watch.follow([str(tmp_path / "one.txt"), str(tmp_path / "absent.txt")])
    (tmp_path / "two.txt").write_text("changed")
    (tmp_path / "one.txt").write_text("changed")
    assert heard.wait_for(tmp_path / "one.txt")
    assert set(heard.paths) == {str(tmp_path / "one.txt")}


def test_a_folder_no_longer_followed_is_silent(watch: Watch, heard: Heard, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    watch.follow([str(old)])
    watch.follow([str(new)])
    (old / "a.txt").write_text("x")
    (new / "b.txt").write_text("x")
    assert heard.wait_for(new / "b.txt")
    assert str(old / "a.txt") not in heard.paths


def test_where_the_system_gives_no_notices_folders_are_looked_at(
    heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "is_remote", lambda _path: True)
    monkeypatch.setattr(watching, "POLLED", 0.05)
    watch = Watch(heard.tell, is_candidate, settled=0.05)
    watch.follow([str(tmp_path)])
    (tmp_path / "note.txt").write_text("x")
    assert heard.wait_for(tmp_path / "note.txt")
    watch.close()


def test_this_folder_is_not_on_a_network(tmp_path: Path) -> None:
    assert not is_remote(str(tmp_path))
