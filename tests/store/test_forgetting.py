"""Forgetting a brief: not a byte of its text stays, and undo still works for everything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefreader.errors import NotFound, StoreError
from briefreader.store import Store, database
from briefreader.text.findings import Findings, KeySentence, Mention, Quote

SECRET = "Quillfeather"


def _bytes(library: Path) -> bytes:
    return b"".join(path.read_bytes() for path in library.parent.rglob("*") if path.is_file())


def _fill(shelf, path: str, word: str, lines: int = 40) -> str:
    text = f"{word} plan\n" + "\n".join(f"{word} speaks in line {number} of the plan." for number in range(lines))
    brief = shelf.put(path, text, f"{word} plan")
    digest, document = shelf.store.briefs.text_hash(brief), shelf.store.briefs.document(brief)
    found = Findings(
        (Mention(0, len(word), word, "person", word, "model"),),
        (Quote(0, len(word) + 5, f"{word} plan", "speech", word, "explicit"),),
        (KeySentence(0, len(word) + 5, f"{word} plan", 1.0),),
        "test",
        1,
    )
    shelf.store.findings.put(brief, digest, document, found)
    first = shelf.tag(brief, f"{word} speaks in line 3", "Plans", note=f"{word} again")
    shelf.store.passages.set_note(first, f"{word} once more")
    shelf.store.passages.remove(shelf.tag(brief, f"{word} speaks in line 5", "Plans"))
    shelf.tag(brief, f"{word} speaks in line 7", "Plans")
    shelf.store.journal.undo()
    return brief


def _wipe(store: Store) -> None:
    store.leave_no_trace()
    store.replace_backups()


@pytest.mark.parametrize("lines", [8, 40, 900])
def test_not_a_byte_of_a_forgotten_brief_is_left(shelf, library: Path, harbour: str, lines: int) -> None:
    kept = shelf.put("/b/port.txt", harbour)
    brief = _fill(shelf, "/b/secret.txt", SECRET, lines)
    shelf.put("/b/secret.txt", f"{SECRET} writes a new version", f"{SECRET} plan")
    shelf.store.back_up()
    leftover = library.parent / "backups" / "library-before-version-9.db"
    leftover.write_bytes(SECRET.encode())
    assert SECRET.encode() in library.read_bytes() + library.with_name("library.db-wal").read_bytes()
    shelf.store.briefs.forget(brief, passages=True)
    _wipe(shelf.store)
    assert SECRET.encode() not in _bytes(library)
    assert [one.id for one in shelf.store.briefs.all()] == [kept]
    with pytest.raises(NotFound):
        shelf.store.briefs.get(brief)
    assert len(list((library.parent / "backups").iterdir())) == 1


def test_small_briefs_among_others_leave_nothing_either(shelf, library: Path) -> None:
    briefs = [_fill(shelf, f"/b/{number}.txt", f"{SECRET}{number:02d}", number % 5 + 8) for number in range(24)]
    for brief in briefs[1::2]:
        shelf.store.briefs.forget(brief, passages=True)
    _wipe(shelf.store)
    left = _bytes(library)
    there = [f"{SECRET}{number:02d}".encode() in left for number in range(24)]
    assert there == [True, False] * 12


def test_kept_passages_keep_their_words_and_what_cites_them(shelf, library: Path) -> None:
    brief = _fill(shelf, "/b/secret.txt", SECRET)
    shelf.store.briefs.forget(brief, passages=False)
    _wipe(shelf.store)
    stub = shelf.store.briefs.get(brief)
    assert (stub.title, stub.path, stub.state) == (f"{SECRET} plan", "/b/secret.txt", "missing")
    (passage,) = shelf.store.passages.all(brief)
    assert (passage.exact, passage.status, passage.start) == (f"{SECRET} speaks in line 3", "orphan", None)
    assert (passage.note, passage.tags) == (f"{SECRET} once more", ("Plans",))
    with pytest.raises(NotFound):
        shelf.store.briefs.document(brief)
    assert shelf.store.findings.get(brief) is None
    assert b"speaks in line 4" not in _bytes(library)


def test_kept_passages_find_their_place_when_the_file_is_read_again(shelf) -> None:
    brief = _fill(shelf, "/b/secret.txt", SECRET)
    text = shelf.store.briefs.document(brief).text
    shelf.store.briefs.forget(brief, passages=False)
    assert shelf.put("/b/secret.txt", text) == brief
    (passage,) = shelf.store.passages.all(brief)
    assert (passage.status, shelf.words(passage)) == ("exact", f"{SECRET} speaks in line 3")


def test_without_passages_nothing_is_kept(shelf, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    shelf.store.briefs.forget(brief, passages=False)
    assert shelf.store.briefs.all() == []


def test_what_concerns_other_briefs_can_still_be_undone(shelf, harbour: str, grain: str) -> None:
    one, two = shelf.put("/b/port.txt", harbour), shelf.put("/b/grain.txt", grain)
    shelf.tag(one, "raised its dues", "Trade")  # makes the tag
    passage = shelf.tag(two, "four months", "Trade")
    shelf.store.tags.remove("Trade")
    shelf.store.briefs.forget(one, passages=True)
    assert shelf.store.journal.undo_label() == "Delete the tag Trade"
    shelf.undo()
    assert shelf.store.passages.get(passage).tags == ("Trade",)
    shelf.undo()
    assert shelf.store.passages.all() == []
    assert [tag.path for tag in shelf.store.tags.all()] == ["Trade"]
    assert shelf.undo() is None
    shelf.redo()
    assert shelf.store.passages.get(passage).tags == ("Trade",)
    shelf.redo()
    assert shelf.store.tags.all() == []


def test_what_was_undone_cannot_be_done_again(shelf, harbour: str, grain: str) -> None:
    one, two = shelf.put("/b/port.txt", harbour), shelf.put("/b/grain.txt", grain)
    shelf.tag(one, "raised its dues", "Trade")  # makes the tag
    shelf.tag(two, "four months", "Trade")
    shelf.undo()
    shelf.undo()
    shelf.store.briefs.forget(one, passages=True)
    assert (shelf.redo(), shelf.store.journal.redo_label()) == (None, "")
    assert (shelf.store.passages.all(), shelf.store.tags.all()) == ([], [])


def test_undo_does_not_take_the_tag_off_passages_that_were_kept(shelf, harbour: str, grain: str) -> None:
    one, two = shelf.put("/b/port.txt", harbour), shelf.put("/b/grain.txt", grain)
    kept = shelf.tag(one, "raised its dues", "Trade")
    shelf.tag(two, "four months", "Trade")
    shelf.store.briefs.forget(one, passages=False)
    while shelf.undo():
        pass
    assert [found.id for found in shelf.store.passages.all()] == [kept]
    assert shelf.store.passages.get(kept).tags == ("Trade",)


def test_what_is_forgotten_is_taken_from_the_index(shelf, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    shelf.store.outbox.clear()
    shelf.store.briefs.forget(brief, passages=True)
    assert [one.brief for one in shelf.store.outbox.take(9)] == [brief]


def test_a_reader_that_holds_on_to_the_log_is_told(
    shelf, library: Path, harbour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT", 0.05)
    brief = shelf.put("/b/port.txt", harbour)
    other = database.Database(library)
    with Store(library) as store:
        with other.read():
            other.value("SELECT count(*) FROM briefs")
            store.briefs.forget(brief, passages=True)
            with pytest.raises(StoreError, match="another program is reading"):
                store.leave_no_trace()
        store.leave_no_trace()
        assert harbour[:20].encode() not in library.read_bytes()
    other.close()


def test_undo_leaves_a_tag_that_passages_of_a_forgotten_brief_still_bear(shelf, harbour: str, grain: str) -> None:
    first, second = shelf.put("/b/port.txt", harbour), shelf.put("/b/grain.txt", grain)
    shelf.tag(first, "raised its dues", "Trade")
    kept = shelf.tag(second, "Stocks stand", "Trade")
    shelf.store.briefs.forget(second, passages=False)
    assert shelf.undo()
    assert [(one.id, one.tags) for one in shelf.store.passages.all()] == [(kept, ("Trade",))]
    assert shelf.redo()
    assert sorted(one.tags for one in shelf.store.passages.all()) == [("Trade",), ("Trade",)]
    assert shelf.store.complaints() == []


def test_a_stub_gets_its_text_back_also_after_its_file_could_not_be_read_for_a_while(shelf, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    passage = shelf.tag(brief, "raised its dues", "Trade")
    shelf.store.briefs.forget(brief, passages=False)
    shelf.store.briefs.put_failure(shelf.facts("/b/port.txt", ""), "The file is empty.")
    assert shelf.put("/b/port.txt", harbour) == brief
    assert [(one.id, one.state) for one in shelf.store.briefs.all()] == [(brief, "ready")]
    assert shelf.store.passages.get(passage).brief == brief
    assert shelf.store.complaints() == []
