"""Undo and redo: any sequence of actions can be taken back to the start and done again to the end."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from briefreader.errors import NotFound, UsageError
from briefreader.store import COLOURS, Store, journal
from briefreader.text.anchor import describe

_words = st.sampled_from(["Harbour dues", "raised its dues", "its dues by a tenth", "Ilse Brandvold", "before the"])
_tags = st.sampled_from(["Trade", "trade/ports", "Ports", "Ports/Dues", "Zölle"])
_notes = st.sampled_from(["", "why?", "see Karsund\nand the winter"])
_which = st.integers(0, 20)


def test_labels_name_what_would_be_undone_and_done_again(shelf, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    log = shelf.store.journal
    assert (log.undo_label(), log.redo_label(), shelf.undo(), shelf.redo()) == ("", "", None, None)
    passage = shelf.tag(brief, "raised its dues", "Trade")
    shelf.store.passages.set_note(passage, "why?")
    assert (log.undo_label(), log.redo_label()) == ("Note on “raised its dues”", "")
    changes = shelf.undo()
    assert (changes.passages, changes.briefs, changes.label) == ({passage}, {brief}, "Note on “raised its dues”")
    assert (log.undo_label(), log.redo_label()) == ("Tag “raised its dues”", "Note on “raised its dues”")


def test_a_new_action_clears_what_could_be_redone(shelf, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    passage = shelf.tag(brief, "raised its dues", "Trade")
    shelf.store.passages.set_note(passage, "why?")
    shelf.undo()
    shelf.store.passages.put_tag(passage, "Ports")
    assert shelf.store.journal.redo_label() == ""
    assert shelf.redo() is None


def test_an_action_that_changes_nothing_is_none(shelf, harbour: str) -> None:
    passage = shelf.tag(shelf.put("/b/port.txt", harbour), "raised its dues", "Trade", note="why?")
    shelf.store.passages.set_note(passage, "because")
    shelf.undo()
    assert not shelf.store.passages.set_note(passage, "why?")
    assert not shelf.store.passages.put_tag(passage, "trade")
    assert shelf.store.journal.redo_label() == "Note on “raised its dues”"


def test_undo_outlives_the_program(shelf, library: Path, harbour: str) -> None:
    passage = shelf.tag(shelf.put("/b/port.txt", harbour), "raised its dues", "Trade")
    with Store(library) as again:
        assert again.journal.undo()
    assert shelf.store.passages.all() == []
    with Store(library) as again:
        again.journal.redo()
        assert [found.id for found in again.passages.all()] == [passage]


def test_the_journal_does_not_grow_for_ever(shelf, harbour: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(journal, "KEPT_ACTIONS", 5)
    passage = shelf.tag(shelf.put("/b/port.txt", harbour), "raised its dues", "Trade")
    for number in range(9):
        shelf.store.passages.set_note(passage, f"note {number}")
    done = 0
    while shelf.undo():
        done += 1
    assert done == 5
    assert shelf.store.passages.get(passage).note == "note 3"


def test_a_name_that_a_forgotten_brief_left_to_another_tag_is_not_taken_back(shelf, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    shelf.tag(brief, "raised its dues", "Ports")
    shelf.store.tags.rename("Ports", "Trade")
    shelf.tag(brief, "Shipowners", "Ports")
    shelf.store.briefs.forget(brief, False)
    while shelf.undo():
        pass
    assert sorted(tag.path for tag in shelf.store.tags.all()) == ["Ports", "Trade"]
    while shelf.redo():
        pass
    assert shelf.store.complaints() == []


def test_a_tag_comes_back_beside_one_that_has_its_name(shelf, harbour: str, grain: str) -> None:
    kept, forgotten = shelf.put("/b/port.txt", harbour), shelf.put("/b/grain.txt", grain)
    passage = shelf.tag(kept, "raised its dues", "Ports")
    shelf.store.tags.remove("Ports")
    shelf.tag(forgotten, grain.split(".")[0], "Ports")
    shelf.store.briefs.forget(forgotten, False)
    shelf.undo()
    assert sorted(tag.path for tag in shelf.store.tags.all()) == ["Ports", "Ports (2)"]
    assert shelf.store.passages.get(passage).tags == ("Ports (2)",)
    assert shelf.store.complaints() == []


class _Desk(RuleBasedStateMachine):
    """One user at work on a library of two briefs."""

    shelf_of: Any
    texts: tuple[str, str]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self.folder.name) / "library.db", "tester")
        self.shelf = self.shelf_of(self.store)
        self.briefs = [self.shelf.put(f"/b/{number}.txt", text) for number, text in enumerate(self.texts)]

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def shown(self) -> object:
        return self.store.passages.all(), [
            (tag.id, tag.path, tag.colour, tag.definition) for tag in self.store.tags.all()
        ]

    def pick(self, which: int) -> str | None:
        found = sorted(self.store.passages.all(), key=lambda passage: (passage.brief, passage.exact, passage.created))
        return found[which % len(found)].id if found else None

    def act(self, call: Any, *values: Any) -> None:
        """Do it, and if it changed something, remember what is shown now."""
        try:
            result = call(*values)
        except (NotFound, UsageError):
            return
        if result[1] if isinstance(result, tuple) else result:
            self.acted()

    def acted(self) -> None:
        """Something has been changed by an action."""

    @rule(which=st.integers(0, 1), words=_words, tags=st.lists(_tags, max_size=2), note=st.none() | _notes)
    def tag(self, which: int, words: str, tags: list[str], note: str | None) -> None:
        brief = self.briefs[which]
        if self.store.briefs.text_hash(brief) and words in self.store.briefs.document(brief).text:
            document = self.store.briefs.document(brief)
            start = document.text.index(words)
            self.act(self.store.passages.add, brief, describe(document, start, start + len(words)), tags, note)

    @rule(which=_which, tag=_tags)
    def put_tag(self, which: int, tag: str) -> None:
        self.act(self.store.passages.put_tag, self.pick(which), tag)

    @rule(which=_which, tag=_tags)
    def remove_tag(self, which: int, tag: str) -> None:
        self.act(self.store.passages.remove_tag, self.pick(which), tag)

    @rule(which=_which, note=_notes)
    def set_note(self, which: int, note: str) -> None:
        self.act(self.store.passages.set_note, self.pick(which), note)

    @rule(which=_which)
    def remove(self, which: int) -> None:
        self.act(self.store.passages.remove, self.pick(which))

    @rule(which=_which, start=st.integers(0, 60))
    def attach(self, which: int, start: int) -> None:
        passage = self.pick(which)
        if passage is not None:
            brief = self.store.passages.get(passage).brief
            document = self.store.briefs.document(brief) if self.store.briefs.text_hash(brief) else None
            if document is not None and start < len(document.text):
                self.act(self.store.passages.attach, passage, describe(document, start, start + 12))

    @rule(tag=_tags, definition=_notes)
    def define(self, tag: str, definition: str) -> None:
        self.act(self.store.tags.define, tag, definition)

    @rule(tag=_tags, colour=st.sampled_from(COLOURS))
    def recolour(self, tag: str, colour: str) -> None:
        self.act(self.store.tags.recolour, tag, colour)

    @rule(tag=_tags, new=_tags)
    def rename(self, tag: str, new: str) -> None:
        self.act(self.store.tags.rename, tag, new)

    @rule(tag=_tags)
    def remove_tag_everywhere(self, tag: str) -> None:
        self.act(self.store.tags.remove, tag)

    @invariant()
    def is_sound(self) -> None:
        assert self.store.complaints() == []


class _Alone(_Desk):
    """Nothing happens but what the user does: every state comes back exactly."""

    def __init__(self) -> None:
        super().__init__()
        self.states = [self.shown()]
        self.at = 0

    def acted(self) -> None:
        del self.states[self.at + 1 :]
        self.states.append(self.shown())
        self.at += 1

    @rule()
    def undo(self) -> None:
        assert bool(self.shelf.undo()) == (self.at > 0)
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self) -> None:
        assert bool(self.shelf.redo()) == (self.at < len(self.states) - 1)
        self.at = min(len(self.states) - 1, self.at + 1)

    @invariant()
    def shows_the_state_it_is_in(self) -> None:
        assert self.shown() == self.states[self.at]
        assert bool(self.store.journal.undo_label()) == (self.at > 0)
        assert bool(self.store.journal.redo_label()) == (self.at < len(self.states) - 1)

    def teardown(self) -> None:
        try:
            while self.shelf.redo():
                pass
            assert self.shown() == self.states[-1]
            while self.shelf.undo():
                pass
            assert self.shown() == self.states[0]
            while self.shelf.redo():
                pass
            assert self.shown() == self.states[-1]
        finally:
            super().teardown()


class _Meanwhile(_Desk):
    """While the user works, briefs change, vanish and are forgotten: undo and redo never fail, nor lie."""

    @rule()
    def undo(self) -> None:
        self.shelf.undo()

    @rule()
    def redo(self) -> None:
        self.shelf.redo()

    @rule(which=st.integers(0, 1), added=st.sampled_from(["", "A line before the others.\n", "Two words. "]))
    def new_version(self, which: int, added: str) -> None:
        self.briefs[which] = self.shelf.put(f"/b/{which}.txt", added + self.texts[which])

    @rule(which=st.integers(0, 1))
    def other_version(self, which: int) -> None:
        self.briefs[which] = self.shelf.put(f"/b/{which}.txt", "Nothing of it is left.")

    @rule(which=st.integers(0, 1), passages=st.booleans())
    def forget(self, which: int, passages: bool) -> None:
        self.act(self.store.briefs.forget, self.briefs[which], passages)

    @invariant()
    def passages_stand_on_their_own_words(self) -> None:
        for passage in self.store.passages.all():
            if passage.status in ("exact", "moved"):
                assert self.shelf.words(passage) == passage.exact

    def teardown(self) -> None:
        try:
            while self.shelf.undo():
                self.passages_stand_on_their_own_words()
            while self.shelf.redo():
                self.passages_stand_on_their_own_words()
            self.is_sound()
        finally:
            super().teardown()


_EFFORT = settings(max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_all_can_be_undone_and_done_again(shelf_of, harbour: str, grain: str) -> None:
    desk = type("Alone", (_Alone,), {"shelf_of": shelf_of, "texts": (harbour, grain)})
    run_state_machine_as_test(desk, settings=_EFFORT)


def test_undo_never_fails_whatever_became_of_the_briefs(shelf_of, harbour: str, grain: str) -> None:
    desk = type("Meanwhile", (_Meanwhile,), {"shelf_of": shelf_of, "texts": (harbour, grain)})
    run_state_machine_as_test(desk, settings=_EFFORT)
