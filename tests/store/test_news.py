"""What other processes have changed is learned of, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefreader.records import Changes
from briefreader.store import FileFacts, Store, news
from briefreader.text.findings import Findings


def test_all_kinds_of_changes_are_told(shelf, shelf_of, library: Path, harbour: str) -> None:
    with Store(library) as store:
        other = shelf_of(store)
        brief = other.put("/b/port.txt", harbour)
        seen = shelf.store.news.poll
        assert seen() == Changes(briefs=frozenset({brief}), index=True)
        assert seen() == Changes()
        passage = other.tag(brief, "raised its dues", "Trade")
        tag = store.tags.find("Trade").id
        assert seen() == Changes(passages=frozenset({passage}), tags=frozenset({tag}))
        document, digest = store.briefs.document(brief), store.briefs.text_hash(brief)
        store.findings.put(brief, digest, document, Findings(analyzer="test", version=1))
        assert seen() == Changes(findings=frozenset({brief}))
        store.passages.set_note(passage, "why?")
        assert seen() == Changes(passages=frozenset({passage}))
        store.journal.undo()
        assert seen() == Changes(passages=frozenset({passage}))
        store.tags.recolour("Trade", "teal" if store.tags.find("Trade").colour != "teal" else "red")
        assert seen() == Changes(tags=frozenset({tag}))
        store.briefs.mark_read(brief, True)
        store.briefs.put_failure(FileFacts("/b/bad.txt", 1, 1), "It is cut off.")
        assert seen().briefs == {brief, store.briefs.find("bad.txt").id}
        store.briefs.forget(brief, passages=True)
        told = seen()
        assert (told.briefs, told.passages, told.findings) == ({brief}, {passage}, {brief})


def test_what_one_does_oneself_is_no_news(shelf, harbour: str) -> None:
    shelf.tag(shelf.put("/b/port.txt", harbour), "raised its dues", "Trade")
    assert not shelf.store.news.poll()


def test_where_one_is_in_a_brief_is_no_news_to_others(shelf, library: Path, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    with Store(library) as watcher:
        shelf.store.briefs.remember(brief, 12)
        shelf.store.settings.put("theme", "dark")
        assert not watcher.news.poll()


@pytest.mark.parametrize("before", [0, 1])
def test_one_who_has_slept_too_long_asks_for_everything(
    shelf, shelf_of, library: Path, before: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "KEPT", 3)
    for number in range(before):
        shelf.put(f"/a/{number}.txt", f"note {number}")
    with Store(library) as watcher:
        for number in range(9):
            shelf.put(f"/b/{number}.txt", f"text {number}")
        shelf.store.news.prune()
        assert watcher.news.poll() == Changes(everything=True, index=True)
        assert watcher.news.poll() == Changes()
        brief = shelf.put("/b/new.txt", "new")
        assert watcher.news.poll() == Changes(briefs=frozenset({brief}), index=True)
