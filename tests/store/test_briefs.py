"""Which brief a file belongs to, what is kept of it, and how it is named."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from briefreader.errors import Ambiguous, NotFound, StoreError
from briefreader.store import FileFacts, Store, old_versions


def test_a_brief_comes_back_as_it_was_read(shelf, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour, "Harbour dues", "2026-03-12")
    found = shelf.store.briefs.get(brief)
    assert (found.path, found.title, found.date, found.state, found.reason) == (
        "/b/port.txt", "Harbour dues", "2026-03-12", "ready", None,
    )  # fmt: skip
    assert found.words == len(harbour.split())
    assert not found.read
    read = shelf.store.briefs.document(brief)
    assert read.text == harbour
    assert [block.kind for block in read.blocks] == ["heading", "paragraph", "paragraph", "paragraph"]


def test_a_brief_without_a_title_bears_its_file_name(shelf, harbour: str) -> None:
    assert shelf.store.briefs.get(shelf.put("/b/port of call.txt", harbour)).title == "port of call"


def test_the_same_file_read_again_is_no_new_version(shelf, harbour: str) -> None:
    brief, new, _ = shelf.put_all("/b/port.txt", harbour)
    assert new
    assert shelf.put_all("/b/port.txt", harbour)[:2] == (brief, False)


def test_changed_bytes_at_a_place_are_a_new_version_of_the_same_brief(shelf, harbour: str, grain: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    assert shelf.put_all("/b/port.txt", grain)[:2] == (brief, True)
    assert shelf.store.briefs.document(brief).text == grain
    assert len(shelf.store.briefs.all()) == 1


def test_the_same_bytes_elsewhere_are_another_place(shelf, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    assert shelf.put_all("/c/copy.txt", harbour)[:2] == (brief, False)
    assert shelf.store.briefs.find("/c/copy.txt").id == brief
    assert shelf.store.briefs.find("copy.txt").id == brief


def test_a_moved_file_is_the_same_brief(shelf, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    shelf.store.briefs.remove_places(["/b/port.txt"])
    assert shelf.store.briefs.get(brief).state == "missing"
    assert shelf.put("/c/port.txt", harbour) == brief
    found = shelf.store.briefs.get(brief)
    assert (found.state, found.path) == ("ready", "/c/port.txt")


def test_a_copy_that_is_changed_becomes_a_brief_of_its_own(shelf, harbour: str, grain: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    shelf.put("/c/copy.txt", harbour)
    other = shelf.put("/b/port.txt", grain)
    assert other != brief
    assert shelf.store.briefs.document(brief).text == harbour
    assert shelf.store.briefs.get(brief).path == "/c/copy.txt"
    assert shelf.store.briefs.find("/b/port.txt").id == other


def test_a_copy_that_fails_does_not_spoil_the_other(shelf, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    shelf.put("/c/copy.txt", harbour)
    shelf.store.briefs.put_failure(FileFacts("/b/port.txt", 3, 99), "It is cut off.")
    assert shelf.store.briefs.get(brief).state == "ready"
    assert shelf.store.briefs.get(brief).path == "/c/copy.txt"
    assert shelf.store.briefs.find("/b/port.txt").reason == "It is cut off."
    assert shelf.put("/b/port.txt", harbour) == brief
    assert [one.id for one in shelf.store.briefs.all()] == [brief]


def test_a_file_that_failed_is_the_same_brief_when_it_can_be_read(shelf, harbour: str) -> None:
    shelf.store.briefs.put_failure(FileFacts("/b/port.txt", 3, 99), "It is cut off.")
    failed = shelf.store.briefs.find("/b/port.txt")
    assert (failed.state, failed.title, failed.format) == ("failed", "port.txt", "txt")
    assert shelf.store.briefs.failure("/b/port.txt") == "It is cut off."
    assert shelf.put("/b/port.txt", harbour) == failed.id
    assert shelf.store.briefs.failure("/b/port.txt") is None
    assert shelf.store.briefs.get(failed.id).reason is None


def test_a_failure_keeps_what_was_read_before(shelf, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    passage = shelf.tag(brief, "raised its dues", "Ports")
    shelf.store.briefs.put_failure(FileFacts("/b/port.txt", 3, 99), "It is cut off.")
    assert shelf.store.briefs.get(brief).state == "failed"
    assert shelf.store.briefs.document(brief).text == harbour
    assert shelf.words(shelf.store.passages.get(passage)) == "raised its dues"


def test_a_file_that_is_gone_takes_nothing_of_the_users(shelf, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    passage = shelf.tag(brief, "raised its dues", "Ports", note="why?")
    changes = shelf.store.briefs.remove_places(["/b/port.txt", "/b/never seen.txt"])
    assert changes.briefs == {brief}
    assert shelf.store.briefs.get(brief).state == "missing"
    assert shelf.store.passages.get(passage).note == "why?"


def test_a_failure_that_is_gone_is_dropped(shelf) -> None:
    shelf.store.briefs.put_failure(FileFacts("/b/port.txt", 3, 99), "It is cut off.")
    shelf.store.briefs.remove_places(["/b/port.txt"])
    assert shelf.store.briefs.all() == []


def test_what_is_known_of_a_file(shelf, harbour: str) -> None:
    facts = shelf.facts("/b/port.txt", harbour, reader_version=7)
    assert shelf.store.briefs.known("/b/port.txt") is None
    shelf.store.briefs.put_failure(replace(facts, content_hash=""), "It is cut off.")
    assert shelf.store.briefs.known("/b/port.txt") == replace(facts, content_hash="")


def test_places_beneath_a_folder(shelf, harbour: str, grain: str) -> None:
    for path, text in (("/b/a.txt", harbour), ("/b/sub/c.txt", grain), ("/bb/d.txt", harbour + "!"), ("/b%", "x")):
        shelf.put(path, text)
    assert sorted(shelf.store.briefs.places_under("/b")) == ["/b/a.txt", "/b/sub/c.txt"]
    assert shelf.store.briefs.places_under("/b/a.txt") == ["/b/a.txt"]
    assert len(shelf.store.briefs.places_under("/")) == 4


def test_a_brief_is_named_by_id_its_beginning_a_path_or_its_end(shelf, harbour: str, grain: str) -> None:
    here = Path("port.txt").absolute()
    brief, other = shelf.put(str(here), harbour), shelf.put("/x/2026/grain.txt", grain)
    find = shelf.store.briefs.find
    assert {find(name).id for name in (brief, brief[:8], str(here), "port.txt", "./port.txt")} == {brief}
    assert find(os.path.join("..", here.parent.name, "port.txt")).id == brief  # noqa: PTH118
    assert {find(name).id for name in ("grain.txt", "2026/grain.txt")} == {other}
    for name in ("rain.txt", "", "nothing", "bad \udcff name", "%"):
        with pytest.raises(NotFound):
            find(name)


def test_a_name_that_fits_two_briefs_is_answered_with_both(shelf, harbour: str, grain: str) -> None:
    ids = [shelf.put("/b/note.txt", harbour), shelf.put("/c/note.txt", grain)]
    with pytest.raises(Ambiguous) as caught:
        shelf.store.briefs.find("note.txt")
    assert [place.split()[0] for place in caught.value.places] == ids


def test_old_versions_do_not_pile_up(shelf, library: Path) -> None:
    for number in range(30):
        shelf.put("/b/port.txt", f"Draft {number}\nof the same note")
    raw = sqlite3.connect(library)
    kept = [row[0][:8] for row in raw.execute("SELECT text FROM versions ORDER BY id")]
    assert kept == [""] * old_versions.KEPT + ["Draft 29"]
    raw.close()


def test_a_better_reader_renews_the_structure_and_not_the_brief(shelf, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour, "port")
    assert shelf.put_all("/b/port.txt", harbour, "Harbour dues", reader_version=2)[:2] == (brief, False)
    assert shelf.store.briefs.document(brief).metadata.title == "Harbour dues"


def test_read_state_and_position_are_kept(library: Path, shelf, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    shelf.store.briefs.mark_read(brief, True)
    shelf.store.briefs.remember(brief, 42)
    with Store(library) as again:
        assert again.briefs.get(brief).read
        assert again.briefs.position(brief) == 42


def test_a_damaged_structure_is_told(shelf, library: Path, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    raw = sqlite3.connect(library)
    raw.execute("UPDATE versions SET structure = x'00112233'")
    raw.commit()
    raw.close()
    with pytest.raises(StoreError, match="damaged"):
        shelf.store.briefs.document(brief)


def test_the_texts_for_the_index(shelf, harbour: str, grain: str) -> None:
    one, two = shelf.put("/b/port.txt", harbour, "Port"), shelf.put("/b/grain.txt", grain, "Grain")
    shelf.store.briefs.put_failure(FileFacts("/b/bad.txt", 3, 99), "It is cut off.")
    shelf.store.briefs.remove_places(["/b/grain.txt"])
    texts = list(shelf.store.briefs.index_texts())
    assert [(text.id, text.title, text.text) for text in texts] == [(one, "Port", harbour)]
    assert texts[0].starts == tuple(block.start for block in shelf.store.briefs.document(one).blocks)
    assert shelf.store.briefs.hashes() == {one: (texts[0].text_hash, "Port")}
    assert list(shelf.store.briefs.index_texts([two, "stranger"])) == []


def test_what_lies_under_a_folder_is_told_from_what_only_begins_alike(shelf, harbour: str) -> None:
    inside = ["/b/a.txt", "/b/sub/c.txt", "/b/über.txt", "/b/mail.eml", "/b/mail.eml!/annex.txt"]
    beside = ["/b.txt", "/b-2/d.txt", "/b0/e.txt", "/B/f.txt", "/b!/g.txt", "/c/b/h.txt"]
    for number, path in enumerate([*inside, *beside]):
        shelf.put(path, f"{harbour}\n{number}")
    briefs = shelf.store.briefs
    assert set(briefs.places_under("/b")) == {*inside, "/b!/g.txt"}
    assert briefs.places_under("/b/") == sorted(inside)
    assert briefs.places_under("/b/mail.eml") == ["/b/mail.eml", "/b/mail.eml!/annex.txt"]
    assert set(briefs.places_under("/")) == {*inside, *beside}


def test_the_files_of_all_copies_are_known_and_those_that_hold_briefs(shelf, harbour: str, grain: str) -> None:
    for path, text in (("/b/port.txt", harbour), ("/c/copy.txt", harbour), ("/b/mail.eml!/a.zip!/grain.txt", grain)):
        shelf.put(path, text)
    shelf.store.briefs.put_pack(FileFacts("/b/pack.zip", 1, 1))
    assert set(shelf.store.briefs.files()) == {
        "/b/port.txt", "/c/copy.txt", "/b/mail.eml", "/b/mail.eml!/a.zip", "/b/mail.eml!/a.zip!/grain.txt",
        "/b/pack.zip",
    }  # fmt: skip


def test_a_damaged_structure_keeps_no_brief_from_the_index(shelf, library: Path, harbour: str, grain: str) -> None:
    brief, other = shelf.put("/b/port.txt", harbour), shelf.put("/b/grain.txt", grain)
    shelf.store.close()
    connection = sqlite3.connect(library)
    connection.execute("UPDATE versions SET structure = x'00' WHERE brief = ?", (brief,))
    connection.commit()
    connection.close()
    with Store(library) as store:
        texts = {one.id: one for one in store.briefs.index_texts()}
        assert (texts[brief].text, texts[brief].starts) == (harbour, (0,))
        assert texts[other].text == grain
        with pytest.raises(StoreError, match="damaged"):
            store.briefs.document(brief)
