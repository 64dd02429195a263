"""The index on disk: kept up to date, rebuilt beside, and never an obstacle when it is broken."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from whoosh.index import open_dir

from briefreader.errors import SearchError
from briefreader.jobs import run
from briefreader.search import blocks
from briefreader.search import index as index_module
from briefreader.search.index import SearchIndex
from briefreader.search.query import parse
from briefreader.search.results import INDEX_VERSION, IndexRow, NeedsRebuild, fingerprint

ROWS = [
    IndexRow("b1", "Oil price cap", "Varnholm shipped oil. Sanctions on oil bite.\nA cap on prices.", (0, 45), "f1"),
    IndexRow("b2", "Ferry traffic", "Ferries from Varnholm carry grain and Kestrelberry jam.", (0,), "f2"),
    IndexRow("b3", "", "", (), "f3"),
]  # fmt: skip


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    made = SearchIndex(tmp_path / "index")
    run(made.rebuild(ROWS, len(ROWS)))
    yield made
    made.close()


def ids(index: SearchIndex, query: str) -> list[str]:
    found = index.search(query, 100)
    assert found.total == len(found.ranked) == len(dict(found.ranked))
    return [id_ for id_, _ in found.ranked]


def live(index: SearchIndex) -> Path:
    return index.folder / json.loads((index.folder / "current").read_text())["folder"]


def test_a_new_folder_holds_no_index_and_nothing_is_made_by_asking(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    assert index.state() == "missing"
    with pytest.raises(NeedsRebuild) as caught:
        index.search("oil")
    assert caught.value.state == "missing"
    with pytest.raises(NeedsRebuild):
        index.update(ROWS)
    assert list(tmp_path.iterdir()) == []


def test_an_index_of_nothing_answers(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    assert run(index.rebuild([])) == 0
    assert index.state() == "ready"
    assert index.search("oil").total == 0
    assert index.search("-oil").total == 0
    assert index.fingerprints() == {}
    index.update(ROWS[:1])
    assert ids(index, "oil") == ["b1"]
    index.close()


def test_one_hit_per_brief_best_first(index: SearchIndex) -> None:
    assert len(index) == 3
    assert ids(index, "varnholm") == ["b2", "b1"] or ids(index, "varnholm") == ["b1", "b2"]
    assert ids(index, "oil") == ["b1"]
    assert ids(index, "title:ferry") == ["b2"]
    assert ids(index, "-oil") == ["b2", "b3"]
    assert ids(index, '"oil price"') == ["b1"]
    assert ids(index, '"bite a cap"') == []
    found = index.search("varnholm", 1)
    assert (found.total, len(found.ranked)) == (2, 1)


def test_a_word_in_the_title_counts_beside_the_text(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    rest = " and the barges that carry it along the river to the mill"
    run(index.rebuild([IndexRow("text", "On barges", "Grain" + rest), IndexRow("both", "On grain", "Grain" + rest)]))
    assert ids(index, "grain") == ["both", "text"]
    index.close()


def test_an_update_replaces_and_the_last_row_counts(index: SearchIndex) -> None:
    changed = IndexRow("b1", "Oil", "Nothing but lighthouses.", (0,), "new")
    assert (
        index.update([IndexRow("b1", "x", "y", (), "older"), changed, IndexRow("b4", "", "lighthouses", (), "f4")]) == 2
    )
    assert sorted(ids(index, "lighthouse")) == ["b1", "b4"]
    assert ids(index, "sanctions") == []
    assert index.fingerprints() == {"b1": "new", "b2": "f2", "b3": "f3", "b4": "f4"}
    assert len(index) == 4


def test_deleted_briefs_are_not_found(index: SearchIndex) -> None:
    index.delete(["b1", "unknown"])
    assert ids(index, "oil") == []
    assert ids(index, "varnholm") == ["b2"]
    assert "b1" not in index.fingerprints()


def test_a_purged_brief_leaves_no_word_in_the_files(index: SearchIndex) -> None:
    def holds(word: bytes) -> bool:
        return any(word in path.read_bytes() for path in index.folder.rglob("*") if path.is_file())

    assert holds(b"kestrelberri")
    index.update([IndexRow("b2", "Ferry traffic", "Ferries carry quinceberries.", (0,), "f2b")])
    index.delete(["b2"], purge=True)
    assert not holds(b"kestrelberri")
    assert not holds(b"kestrelberry")
    assert not holds(b"quinceberri")
    assert ids(index, "oil") == ["b1"]
    assert index.check() == ""


def test_many_small_commits_stay_few_segments(index: SearchIndex) -> None:
    for number in range(60):
        index.update([IndexRow(f"n{number}", "", f"buoy number{number}")])
    assert index.search("buoy").total == 60
    assert all(ids(index, f"number{number}") == [f"n{number}"] for number in range(0, 60, 7))
    assert len(open_dir(live(index))._segments()) < 25
    assert index.check() == ""
    assert len(index) == 63


def test_replaced_again_and_again_a_brief_stands_once(index: SearchIndex) -> None:
    for number in range(25):
        index.update([IndexRow("b1", "", f"tide number{number}", (), str(number))])
    assert ids(index, "tide") == ["b1"]
    assert ids(index, "number24") == ["b1"]
    assert ids(index, "number23") == []
    assert index.fingerprints()["b1"] == "24"


def test_another_object_sees_the_commit_at_its_next_search(index: SearchIndex) -> None:
    other = SearchIndex(index.folder)
    assert ids(other, "lantern") == []
    index.update([IndexRow("b9", "", "lantern")])
    assert ids(other, "lantern") == ["b9"]
    other.close()


def test_readers_answer_during_a_rebuild_and_see_the_new_index_after(index: SearchIndex) -> None:
    other = SearchIndex(index.folder)
    job = index.rebuild([IndexRow(f"r{n}", "", f"lantern oil {n}") for n in range(25)], 25)
    assert next(job).total == 25
    assert ids(other, "oil") == ids(index, "oil") == ["b1"]
    run(job)
    assert other.search("oil").total == index.search("oil").total == 25
    assert len(list(index.folder.glob("g-*"))) == 1
    other.close()


def test_a_cancelled_rebuild_leaves_the_old_index(index: SearchIndex) -> None:
    job = index.rebuild([IndexRow(f"r{n}", "", "lantern") for n in range(25)], 25)
    next(job)
    job.close()
    assert ids(index, "oil") == ["b1"]
    assert ids(index, "lantern") == []
    assert len(list(index.folder.glob("g-*"))) == 1
    index.update([IndexRow("b9", "", "lantern")])
    assert ids(index, "lantern") == ["b9"]


CHILD = """
import sys, time
from pathlib import Path
from briefreader.jobs import run
from briefreader.search import index as module
from briefreader.search.results import IndexRow
index = module.SearchIndex(Path(sys.argv[1]))
rows = [IndexRow(f"k{n}", "", f"lantern {n} " * 40) for n in range(60)]
module._BATCH = 2000
if sys.argv[2] == "update":
    print("go", flush=True)
    for row in rows * 50:
        index.update([row])
elif sys.argv[2] == "hold":
    with index._exclusive(1.0):
        print("go", flush=True)
        time.sleep(60)
else:
    print("go", flush=True)
    while True:
        run(index.rebuild(rows))
"""


def child(index: SearchIndex, what: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", CHILD, str(index.folder), what], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"go\n"
    return process


def kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
@pytest.mark.parametrize("after", [0.0, 0.03, 0.08, 0.15, 0.3])
@pytest.mark.parametrize("what", ["update", "rebuild"])
def test_killed_while_writing_the_index_is_the_old_or_the_new(index: SearchIndex, what: str, after: float) -> None:
    process = child(index, what)
    time.sleep(after)
    kill(process)
    again = SearchIndex(index.folder)
    assert again.state() == "ready"
    assert again.check() == ""
    found = again.search("lantern", 100)
    if what == "rebuild":
        assert (found.total, again.search("oil").total) in {(0, 1), (60, 0)}
    else:
        assert again.search("oil").total == 1
    assert len(dict(found.ranked)) == found.total
    again.update([IndexRow("z", "", "buoy")], wait=1.0)
    assert ids(again, "buoy") == ["z"]
    assert not list(live(again).glob("*.tmp/*"))
    run(again.rebuild(ROWS, wait=1.0))
    assert len(list(again.folder.glob("g-*"))) == 1
    again.close()


def test_a_writer_waits_for_another_and_then_says_so(index: SearchIndex) -> None:
    process = child(index, "hold")
    try:
        with pytest.raises(SearchError, match="another window"):
            index.update([IndexRow("z", "", "buoy")], wait=0.1)
        assert ids(index, "oil") == ["b1"]
    finally:
        kill(process)
    index.update([IndexRow("z", "", "buoy")], wait=1.0)
    assert ids(index, "buoy") == ["z"]


def damage(index: SearchIndex, what: str, how: str) -> None:
    """Spoil the first file that matches `what`."""
    index.close()
    path = next(index.folder.rglob(what))
    match how:
        case "gone":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "cut":
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        case "garbage":
            path.write_bytes(bytes(255 - n % 251 for n in range(path.stat().st_size)))


@pytest.mark.parametrize("how", ["gone", "empty", "cut", "garbage"])
@pytest.mark.parametrize("what", ["*.toc", "*.trm", "*.pst", "*_stored.col", "*_body_len.col", "current"])
def test_damage_asks_for_a_rebuild_and_a_rebuild_mends_it(index: SearchIndex, what: str, how: str) -> None:
    damage(index, what, how)
    # Lengths only order the hits, so damage to them may go unnoticed; nothing else does.
    assert index.check() != "" or what == "*_body_len.col"
    with suppress(NeedsRebuild):
        assert sorted(ids(index, "varnholm")) == ["b1", "b2"]
    with suppress(NeedsRebuild):
        index.update([IndexRow("b4", "", "buoy")])
    run(index.rebuild(ROWS))
    assert index.state() == "ready"
    assert index.check() == ""
    assert ids(index, "oil") == ["b1"]


def test_a_pointer_to_elsewhere_is_not_followed(index: SearchIndex) -> None:
    (index.folder / "current").write_text(json.dumps({"folder": "g-../..", "version": INDEX_VERSION}))
    assert index.state() == "outdated"
    run(index.rebuild(ROWS))
    assert ids(index, "oil") == ["b1"]


def test_a_lost_folder_is_missing(index: SearchIndex) -> None:
    shutil.rmtree(live(index))
    assert index.state() == "missing"


def test_an_index_deleted_while_open_is_noticed(index: SearchIndex) -> None:
    assert ids(index, "oil") == ["b1"]
    for path in sorted(index.folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert index.state() == "missing"
    run(index.rebuild(ROWS))
    assert ids(index, "oil") == ["b1"]


def test_another_version_is_not_opened(index: SearchIndex) -> None:
    pointer = json.loads((index.folder / "current").read_text())
    (index.folder / "current").write_text(json.dumps(pointer | {"version": INDEX_VERSION - 1}))
    next(live(index).glob("*.toc")).write_bytes(b"never read")
    with pytest.raises(NeedsRebuild) as caught:
        index.search("oil")
    assert caught.value.state == "outdated"
    assert "rebuilt" in str(caught.value)


def test_a_full_disk_leaves_the_old_index_and_no_lock(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(blocks.FieldWriter, "_written", full)
        with pytest.raises(SearchError, match="No space left"):
            index.update([IndexRow("z", "", "buoy")])
        with pytest.raises(SearchError, match="No space left"):
            run(index.rebuild(ROWS))
    assert ids(index, "oil") == ["b1"]
    assert ids(index, "buoy") == []
    index.update([IndexRow("z", "", "buoy")], wait=0.5)
    assert ids(index, "buoy") == ["z"]
    assert len(list(index.folder.glob("g-*"))) == 1


@pytest.mark.skipif(os.name == "nt", reason="needs file modes")
def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    index = SearchIndex(tmp_path / "file" / "index")
    assert index.state() == "missing"
    with pytest.raises(SearchError, match="could not be written"):
        run(index.rebuild(ROWS))


def test_threads_share_one_object(index: SearchIndex) -> None:
    wrong: list[object] = []

    def read() -> None:
        for _ in range(40):
            if ids(index, "oil") != ["b1"] or not ids(index, "varnholm"):
                wrong.append("search")

    readers = [threading.Thread(target=read) for _ in range(3)]
    for thread in readers:
        thread.start()
    for number in range(10):
        index.update([IndexRow(f"t{number}", "", "buoy")])
    for thread in readers:
        thread.join()
    assert wrong == []
    assert index.search("buoy").total == 10


def test_batches_of_a_rebuild_make_one_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "_BATCH", 500)
    index = SearchIndex(tmp_path / "index")
    rows = [IndexRow(f"r{n}", "", f"lantern number{n} " * 20) for n in range(30)]
    assert run(index.rebuild([*rows, rows[0]])) == 31
    assert len(index) == 30
    assert index.search("lantern").total == 30
    assert ids(index, "number17") == ["r17"]
    index.close()


def test_a_better_spelling_is_offered_only_when_nothing_is_found(index: SearchIndex) -> None:
    assert index.search("Varnhlom").suggestion == "varnholm"
    assert index.search('"varnhlom shipped" oil').suggestion == '"varnholm shipped" oil'
    assert index.search("sanctoins -grain").suggestion == "sanctions -grain"
    assert index.search("\u00ad\ufeffVarnhlom oil").suggestion == "varnholm oil"
    assert index.search("varnholm").suggestion is None
    assert index.search("oil grain").suggestion is None
    assert index.search("quizzaciously").suggestion is None


def test_a_fingerprint_tells_what_was_indexed() -> None:
    assert fingerprint("abc", "Title") == fingerprint("abc", "Title")
    assert len({fingerprint("abc", "Title"), fingerprint("abd", "Title"), fingerprint("abc", "Titel")}) == 3


def test_a_query_given_as_text_or_parsed_is_one(index: SearchIndex) -> None:
    assert index.search("oil") == index.search(parse("oil"))
    with pytest.raises(SearchError, match="no word"):
        index.search(" - ")
