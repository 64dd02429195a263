from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefreader.errors import Ambiguous, NotFound
from briefreader.store import Store
from briefreader.text.draft import MARK, Draft, Selection, SourceMark, Statement

SEEN = SourceMark("key", "b1", 3, 9, "words ")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "library.db", "ida")


def test_a_draft_is_as_it_was_left_after_a_restart(tmp_path: Path) -> None:
    draft = (
        Draft(
            title="The second crane",
            audience="the Minister",
            marking="OFFICIAL",
            style="author-date",
            selection=Selection(briefs=("b1",), tags=("port",), since="2026-01-01", left_out=("p9",)),
            bottom_line=(Statement("Buy it."),),
            points=(Statement(f"It is late.{MARK} Again.", (SEEN,)), Statement("Nobody pays.")),
            questions=(Statement("In March.", question="When?"),),
            cuts=(("p1", "Vellin needs […] a crane"),),
        )
        .switched("timeline", True)
        .ordered(["sources", "key_points"])
    )
    with Store(tmp_path / "library.db") as first:
        kept, changes = first.drafts.add(draft, "New draft")
        assert changes.drafts == {kept.id}
    with Store(tmp_path / "library.db") as second:
        assert second.drafts.get(kept.id) == kept
        assert replace(kept, id="", created="", changed="") == draft


def test_every_change_is_undone_and_redone_and_typing_is_one_step(store: Store) -> None:
    draft, _ = store.drafts.add(Draft(title="One"), "New draft")
    store.drafts.save(replace(draft, title="Two"), "Title", burst=True)
    for text in ("B", "Bu", "Buy"):
        draft = store.drafts.get(draft.id)
        store.drafts.save(replace(draft, bottom_line=(Statement(text),)), "Bottom line", burst=True)
    assert store.journal.undo().drafts == {draft.id}
    assert store.drafts.get(draft.id).bottom_line == ()
    assert store.drafts.get(draft.id).title == "Two"
    store.journal.redo()
    assert store.drafts.get(draft.id).bottom_line == (Statement("Buy"),)
    for _ in range(2):
        store.journal.undo()
    assert store.drafts.get(draft.id).title == "One"
    store.journal.undo()
    assert store.drafts.all() == []
    for _ in range(3):
        store.journal.redo()
    assert store.drafts.get(draft.id).bottom_line == (Statement("Buy"),)


def test_what_changes_nothing_leaves_no_trace(store: Store) -> None:
    draft, _ = store.drafts.add(Draft(title="One"), "New draft")
    assert not store.drafts.save(draft, "Title")
    assert store.journal.undo_label() == "New draft"


def test_undo_of_typing_leaves_what_another_hand_changed(store: Store) -> None:
    draft, _ = store.drafts.add(Draft(title="One"), "New draft")
    store.drafts.save(replace(draft, points=(Statement("Mine."),)), "Key points")
    store.drafts.save(replace(store.drafts.get(draft.id), title="Theirs"), "Title")
    assert store.journal.undo_label() == "Title"
    store.journal.undo()
    assert store.drafts.get(draft.id).points == (Statement("Mine."),)


def test_versions_are_kept_once_and_outlive_removal_and_undo(store: Store) -> None:
    draft, _ = store.drafts.add(Draft(title="One"), "New draft")
    assert store.drafts.keep(draft.id, "by hand") == 1
    assert store.drafts.keep(draft.id, "again") == 1
    store.drafts.save(replace(draft, title="Two"), "Title")
    assert store.drafts.keep(draft.id, "by hand") == 2
    store.drafts.remove(draft.id, "Remove")
    store.journal.undo()
    assert [(one.number, one.draft.title) for one in store.drafts.versions(draft.id)] == [(2, "Two"), (1, "One")]


def test_a_draft_is_found_by_id_beginning_and_title(store: Store) -> None:
    one, _ = store.drafts.add(Draft(title="One"), "New")
    store.drafts.add(Draft(title="Two"), "New")
    store.drafts.add(Draft(title="two"), "New")
    assert store.drafts.find(one.id[:6]).id == store.drafts.find("one").id == one.id
    with pytest.raises(Ambiguous):
        store.drafts.find("TWO")
    for unknown in ("three", ""):
        with pytest.raises(NotFound):
            store.drafts.find(unknown)


def test_a_forgotten_brief_leaves_no_word_in_drafts_versions_or_journal(store: Store) -> None:
    points = (Statement(f"Late.{MARK}", (SEEN,)),)
    draft, _ = store.drafts.add(Draft(title="One", points=points), "New")
    store.drafts.keep(draft.id, "by hand")
    store.drafts.forget("b1")
    assert store.drafts.get(draft.id).points == (Statement("Late."),)
    assert store.drafts.versions(draft.id)[0].draft.points == (Statement("Late."),)
    assert store.journal.undo() is None


def test_other_processes_hear_of_it(store: Store, tmp_path: Path) -> None:
    with Store(tmp_path / "library.db") as other:
        assert not other.news.poll()
        draft, _ = store.drafts.add(Draft(title="One"), "New")
        assert other.news.poll().drafts == {draft.id}
