"""What a brief said before is kept, small, as long as something refers to it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from briefreader.errors import NotFound, StoreError
from briefreader.store import Store, old_versions
from briefreader.text.findings import Findings, Mention, Quote


def texts(store: Store, brief: str) -> list[str]:
    return [store.versions.document(one.number).text for one in store.versions.of(brief)]


def test_old_texts_are_kept_the_newest_first(shelf, harbour: str) -> None:
    brief = shelf.put("/b/harbour.txt", harbour)
    shelf.put("/b/harbour.txt", harbour.replace("March", "April"))
    shelf.put("/b/harbour.txt", harbour.replace("March", "May"))
    found = shelf.store.versions.of(brief)
    assert [one.current for one in found] == [True, False, False]
    assert [("May" in text, "April" in text, "March" in text) for text in texts(shelf.store, brief)] == [
        (True, False, False), (False, True, False), (False, False, True),
    ]  # fmt: skip
    old = shelf.store.versions.document(found[2].number)
    assert [block.kind for block in old.blocks] == ["heading", "paragraph", "paragraph", "paragraph"]


def test_old_texts_are_compressed(shelf, library: Path) -> None:
    words = "The port of Osterhaven raised its dues by a tenth in March.\n" * 400
    brief = shelf.put("/b/harbour.txt", f"Title\n{words}")
    shelf.put("/b/harbour.txt", f"Title\n{words}More.")
    with sqlite3.connect(library) as opened:
        rows = opened.execute("SELECT length(text), length(packed) FROM versions ORDER BY id").fetchall()
    assert rows[0][0] == 0
    assert rows[0][1] < len(words) / 20
    assert rows[1][1] is None
    assert texts(shelf.store, brief)[1] == f"Title\n{words}"


def test_a_text_that_came_back_is_kept_once(shelf, harbour: str) -> None:
    brief = shelf.put("/b/harbour.txt", harbour)
    shelf.put("/b/harbour.txt", harbour.replace("March", "April"))
    shelf.put("/b/harbour.txt", harbour)
    assert ["March" in text for text in texts(shelf.store, brief)] == [True, False]


def test_texts_with_passages_outlast_the_others(shelf, harbour: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_versions, "KEPT", 2)
    brief = shelf.put("/b/harbour.txt", harbour)
    passage = shelf.tag(brief, "called the rise unavoidable", "port")
    for number in range(6):
        shelf.put("/b/harbour.txt", harbour.replace("March", f"month {number}"))
    assert [text.split("tenth in ")[1][:8] for text in texts(shelf.store, brief)] == [
        "month 5.", "month 4.", "month 3.", "March.\nM",
    ]  # fmt: skip
    number, start, end = shelf.store.versions.marked(passage)
    assert shelf.store.versions.document(number).text[start:end] == "called the rise unavoidable"
    assert [one.passages for one in shelf.store.versions.of(brief)] == [0, 0, 0, 1]
    shelf.attach(passage, "called the rise unavoidable")
    shelf.put("/b/harbour.txt", harbour.replace("March", "June"))
    assert len(texts(shelf.store, brief)) == 4
    assert not any("March" in text for text in texts(shelf.store, brief))


def test_what_was_found_in_an_old_text_stays_with_it(shelf, harbour: str) -> None:
    store = shelf.store
    brief = shelf.put("/b/harbour.txt", harbour)
    found = Findings(
        (Mention(39, 49, "Osterhaven", "place", "Osterhaven", "rule", "DK"),),
        (Quote(3, 9, "rises!", "speech", "Ilse Brandvold", "explicit", "said", 1, 2),),
    )
    store.findings.put(brief, store.briefs.text_hash(brief), store.briefs.document(brief), found)
    shelf.put("/b/harbour.txt", harbour.replace("March", "April"))
    shelf.put("/b/harbour.txt", harbour.replace("March", "May"))
    current, second, first = store.versions.of(brief)
    assert store.versions.findings(first.number) == found
    assert store.versions.findings(second.number) is None
    assert store.versions.findings(current.number) is None
    assert store.findings.get(brief) is None


def test_forgetting_takes_the_old_texts_too(shelf, harbour: str) -> None:
    brief = shelf.put("/b/harbour.txt", harbour)
    shelf.tag(brief, "unavoidable", "port")
    shelf.put("/b/harbour.txt", harbour.replace("March", "April"))
    numbers = [one.number for one in shelf.store.versions.of(brief)]
    shelf.store.briefs.forget(brief, False)
    assert shelf.store.versions.of(brief) == []
    for number in numbers:
        with pytest.raises(NotFound, match="no longer kept"):
            shelf.store.versions.document(number)


def test_damage_is_said(shelf, harbour: str, library: Path) -> None:
    brief = shelf.put("/b/harbour.txt", harbour)
    shelf.put("/b/harbour.txt", harbour.replace("March", "April"))
    old = shelf.store.versions.of(brief)[1].number
    with sqlite3.connect(library) as opened:
        opened.execute("UPDATE versions SET packed = x'00ff', findings = x'01' WHERE id = ?", (old,))
    with pytest.raises(StoreError, match="damaged"):
        shelf.store.versions.document(old)
    with pytest.raises(StoreError, match="damaged"):
        shelf.store.versions.findings(old)
    with pytest.raises(NotFound, match="no such passage"):
        shelf.store.versions.marked("nobody")
