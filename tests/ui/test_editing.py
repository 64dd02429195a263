"""What is being typed is neither lost nor put elsewhere, whatever happens to the window and the brief meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefreader import jobs
from briefreader.errors import StoreError
from briefreader.service.library import Library
from briefreader.ui.main_window import MainWindow
from briefreader.ui.reader.sheet import Sheet

SENTENCE = "Norway answered in April."
NOTE = "When exactly?"
Kept = list[tuple[str, str, tuple[str, ...], str]]


@pytest.fixture
def writing(reader_window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with a note on a sentence begun and not kept yet."""
    window = reader_window
    window.activateWindow()
    choose(window, SENTENCE)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), Sheet))
    window.editing.ask_note()
    qtbot.keyClicks(window.editing.notes.editor, NOTE)
    return window


@pytest.fixture
def kept(library: Library) -> Callable[[], Kept]:
    """The name of the brief, the words, the tags and the note of every passage."""

    def act() -> Kept:
        names = {brief.id: Path(brief.path).name for brief in library.briefs()}
        return [(names[one.brief], one.exact, one.tags, one.note) for one in library.passages()]

    return act


def choose(window: MainWindow, words: str) -> None:
    document = window.reading.document
    assert document is not None
    start = document.text.index(words)
    window.page.reader.setFocus()
    window.page.reader.select(start, start + len(words))


def finish(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.editing.notes.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def open_rail(window: MainWindow) -> None:
    window.reading.open(next(brief.id for brief in window.library.briefs if brief.path.endswith("rail.txt")))


def read_anew(window: MainWindow, old: str, new: str) -> None:
    """The harbour brief has another text from now on, as another process sees to it."""
    brief = next(brief for brief in window.library.briefs if brief.path.endswith("harbour.md"))
    path = Path(brief.path)
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(old, new), encoding="utf-8")
    try:
        with Library.open(window.state.library.folder) as other:
            jobs.run(other.ingest([path], analyse=False))
    finally:
        path.write_text(before, encoding="utf-8")  # the file is there for all tests


EXPECTED = [("harbour.md", SENTENCE, (), NOTE)]


def test_a_note_goes_to_the_brief_it_was_begun_in(writing: MainWindow, kept: Callable[[], Kept]) -> None:
    open_rail(writing)
    assert not writing.editing.notes.isVisible()
    assert kept() == EXPECTED


def test_a_tag_being_typed_does_not_go_to_the_next_brief(
    reader_window: MainWindow, kept: Callable[[], Kept], qtbot: QtBot
) -> None:
    choose(reader_window, SENTENCE)
    reader_window.editing.ask_tag()
    qtbot.keyClicks(reader_window.editing.tags.field, "talks")
    open_rail(reader_window)
    assert not reader_window.editing.tags.isVisible()
    assert kept() == []


def test_a_note_is_kept_when_the_text_was_laid_out_anew_meanwhile(
    writing: MainWindow, kept: Callable[[], Kept], qtbot: QtBot
) -> None:
    sheets = set(writing.findChildren(Sheet))
    writing.actions_["bigger"].trigger()
    qtbot.waitUntil(lambda: not sheets & set(writing.findChildren(Sheet)))
    finish(writing, qtbot)
    assert kept() == EXPECTED
    assert isinstance(QApplication.focusWidget(), Sheet)


def test_a_note_behind_the_summary_is_kept_when_the_window_closes(
    writing: MainWindow, kept: Callable[[], Kept]
) -> None:
    writing.actions_["summary"].trigger()
    assert not writing.editing.notes.isVisible()
    writing.close()
    assert kept() == EXPECTED


def test_asking_for_a_note_again_keeps_the_one_begun(writing: MainWindow, kept: Callable[[], Kept]) -> None:
    writing.actions_["note"].trigger()
    assert writing.editing.notes.editor.toPlainText() == NOTE
    assert kept() == EXPECTED


def test_a_note_follows_its_words_into_a_new_version(
    writing: MainWindow, kept: Callable[[], Kept], qtbot: QtBot
) -> None:
    read_anew(writing, "The fees are to rise", "As nobody had thought, the fees are to rise")
    finish(writing, qtbot)
    assert kept() == EXPECTED
    assert writing.reading.passages[0].status == "exact"


def test_a_note_whose_words_are_gone_stays_on_the_screen(
    writing: MainWindow, kept: Callable[[], Kept], qtbot: QtBot
) -> None:
    read_anew(writing, SENTENCE, "")
    with qtbot.waitSignal(writing.state.said) as said:
        finish(writing, qtbot)
    assert "no longer" in said.args[0]
    assert kept() == []
    assert writing.editing.notes.isVisible()
    assert writing.editing.notes.editor.toPlainText() == NOTE


def test_what_the_library_refuses_stays_on_the_screen(
    writing: MainWindow, kept: Callable[[], Kept], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("The library is busy.", "Try again.")

    with monkeypatch.context() as busy:
        busy.setattr(writing.state.library, "tag", refuse)
        finish(writing, qtbot)
        assert writing.editing.notes.isVisible()
        writing.editing.tags.tagged.emit("talks", "", "")
    finish(writing, qtbot)
    assert not writing.editing.notes.isVisible()
    assert kept() == EXPECTED


def test_of_a_passage_without_a_place_nothing_is_copied(reader_window: MainWindow, library: Library) -> None:
    window = reader_window
    start = window.reading.document.text.index(SENTENCE)
    window.state.do(library.tag, window.reading.brief.id, start, start + len(SENTENCE), ["talks"])
    read_anew(window, SENTENCE, "")
    window.state.look()
    (passage,) = window.reading.passages
    assert passage.status == "orphan"
    window.editing.show_found(passage)
    row = window.editing.finding._buttons
    assert [row.itemAt(n).widget().text() for n in range(row.count()) if row.itemAt(n).widget()] == [
        "Tag", "Note", "Remove"
    ]  # fmt: skip
