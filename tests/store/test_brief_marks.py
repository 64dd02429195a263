"""Whole briefs bear tags and to-dos, which can be undone and are forgotten with them."""

from __future__ import annotations

import pytest

from briefreader.errors import NotFound, UsageError
from briefreader.store import Store


@pytest.fixture
def brief(shelf, harbour: str) -> str:
    return shelf.put("/b/port.txt", harbour)


def test_a_whole_brief_is_tagged_and_untagged(shelf, brief: str) -> None:
    changes = shelf.store.marks.put_tag(brief, "Trade/ports")
    assert changes.briefs == {brief}
    shelf.store.marks.put_tag(brief, "trade/PORTS")
    assert shelf.store.briefs.get(brief).tags == ("Trade/ports",)
    assert [(tag.passages, tag.briefs) for tag in shelf.store.tags.all()] == [(0, 1)]
    shelf.store.marks.remove_tag(brief, "trade/ports")
    assert shelf.store.briefs.get(brief).tags == ()
    with pytest.raises(NotFound):
        shelf.store.marks.remove_tag(brief, "trade/ports")
    shelf.undo()
    assert shelf.store.briefs.get(brief).tags == ("Trade/ports",)
    shelf.undo()
    assert (shelf.store.briefs.get(brief).tags, shelf.store.tags.all()) == ((), [])


def test_a_brief_is_to_be_dealt_with_until_a_day(shelf, brief: str) -> None:
    marks = shelf.store.marks
    marks.set_todo(brief, "todo", "2026-03-12")
    assert (shelf.store.briefs.get(brief).todo, shelf.store.briefs.get(brief).due) == ("todo", "2026-03-12")
    marks.set_todo(brief, "done")
    assert (shelf.store.briefs.get(brief).todo, shelf.store.briefs.get(brief).due) == ("done", "")
    shelf.undo()
    assert (shelf.store.briefs.get(brief).todo, shelf.store.briefs.get(brief).due) == ("todo", "2026-03-12")
    shelf.undo()
    assert shelf.store.briefs.get(brief).todo == ""
    shelf.redo()
    assert shelf.store.briefs.get(brief).due == "2026-03-12"


@pytest.mark.parametrize("due", ["12.3.2026", "2026-02-30", "soon", "20260312"])
def test_what_is_no_day_is_refused(shelf, brief: str, due: str) -> None:
    with pytest.raises(UsageError):
        shelf.store.marks.set_todo(brief, "todo", due)


def test_a_brief_that_is_not_there_is_not_marked(store: Store) -> None:
    with pytest.raises(NotFound):
        store.marks.set_todo("none", "todo")
    with pytest.raises(NotFound):
        store.marks.put_tag("none", "x")
    assert store.tags.all() == []


def test_a_forgotten_brief_takes_its_marks_along(shelf, brief: str, grain: str) -> None:
    other = shelf.put("/b/grain.txt", grain)
    for one in (brief, other):
        shelf.store.marks.put_tag(one, "Trade")
    shelf.store.marks.set_todo(brief, "todo")
    shelf.store.briefs.forget(brief, passages=True)
    assert [(tag.path, tag.briefs) for tag in shelf.store.tags.all()] == [("Trade", 1)]
    assert shelf.store.complaints() == []
    while shelf.undo() is not None:
        pass
    assert shelf.store.complaints() == []
