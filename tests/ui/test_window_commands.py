from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from briefreader import jobs
from briefreader.errors import StoreError
from briefreader.service.library import Library
from briefreader.ui.commands import COMMANDS, keys_of
from briefreader.ui.main_window import MainWindow


@pytest.fixture
def searched(reader_window: MainWindow) -> MainWindow:
    """The answers of a search stand over the brief that is open."""
    reader_window.middle.show_page(reader_window.results)
    return reader_window


def test_a_hit_in_the_open_brief_shows_it(searched: MainWindow, harbour: str) -> None:
    searched.reading.open(harbour, (10, 15), "fees")
    assert searched.middle.currentWidget() is searched.page


def test_the_open_brief_chosen_in_the_library_is_shown(searched: MainWindow, harbour: str) -> None:
    searched.library.list.chosen.emit(next(row for row in searched.library.list.rows.rows if row.key == harbour))
    assert searched.middle.currentWidget() is searched.page


def test_what_is_chosen_at_the_right_is_shown(searched: MainWindow) -> None:
    searched.side.quotes.list.chosen.emit(searched.side.quotes.list.rows.rows[0])
    assert searched.middle.currentWidget() is searched.page


def test_in_the_summary_no_key_changes_words_out_of_sight(reader_window: MainWindow, qtbot: QtBot) -> None:
    window = reader_window
    window.state.do(window.state.library.tag, window.reading.brief.id, 0, 7, ["talks"])
    window.reading.choose_passage(window.reading.passages[0].id)
    window.page.reader.select(10, 20)
    window.actions_["summary"].trigger()
    window.summary.plan.blocks.setFocus()
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_1, Qt.Key.Key_T):
        qtbot.keyClick(window.summary.plan.blocks, key)
    assert [(p.start, p.end) for p in window.reading.passages] == [(0, 7)]
    assert window.editing.tags.isHidden()
    window.actions_["summary"].trigger()
    assert window.actions_["tag"].isEnabled()


def test_closed_dialogs_and_menus_are_gone(reader_window: MainWindow, qtbot: QtBot) -> None:
    window = reader_window
    window.state.do(window.state.library.tag, window.reading.brief.id, 0, 7, ["talks"])
    menus = len(window.findChildren(QMenu))
    for command in ("settings", "help_keys", "about"):
        window.actions_[command].trigger()
        next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()).reject()
    window.commands.text_menu(QPoint(0, 0))
    window.editing.passage_menu(window.reading.passages[0], QPoint(0, 0))
    for menu in window.findChildren(QMenu):
        menu.close()
    qtbot.waitUntil(lambda: not window.findChildren(QDialog) and len(window.findChildren(QMenu)) == menus)


def test_a_library_that_cannot_be_written_keeps_no_process_running(
    reader_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("The library is busy.", "Try again.")

    reader_window.bridge.start()
    assert reader_window.bridge.pids
    monkeypatch.setattr(reader_window.state.library, "set_setting", refuse)
    reader_window.close()
    assert reader_window.isHidden()
    assert reader_window.bridge.pids == []


def test_a_note_that_cannot_be_kept_keeps_the_window_open(
    reader_window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("The library is busy.", "Try again.")

    window = reader_window
    window.page.reader.select(0, 7)
    window.editing.ask_note()
    qtbot.keyClicks(window.editing.notes.editor, "Why?")
    with monkeypatch.context() as busy:
        busy.setattr(window.state.library, "tag", refuse)
        window.close()
    assert window.isVisible()
    window.close()
    assert window.isHidden()
    assert [one.note for one in window.state.library.passages()] == ["Why?"]


def test_a_name_is_stepped_through_in_the_new_version_or_not_at_all(
    reader_window: MainWindow, library: Library
) -> None:
    window = reader_window
    norway = next(found for found in window.reading.mentions if found.mention.name == "Norway")
    window.reading.choose_entity(window.reading.entity_of(norway))
    path = Path(window.reading.brief.path)
    before = path.read_text(encoding="utf-8")
    path.write_text("# Harbour fees\n\nShort.\n", encoding="utf-8")
    try:
        jobs.run(library.ingest([path], analyse=False))
    finally:
        path.write_text(before, encoding="utf-8")  # the file is there for all tests
    window.reading._refresh(window.reading.brief)
    assert window.reading.entity is None
    assert window.side.names._stepper.isHidden()


def pressed(qtbot: QtBot, key: str) -> None:
    combination = QKeySequence(key)[0]
    qtbot.keyClick(QApplication.focusWidget(), combination.key(), combination.keyboardModifiers())


def test_every_key_is_heard_wherever_the_keyboard_is(reader_window: MainWindow, qtbot: QtBot) -> None:
    window, done = reader_window, []
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    # A cursor key of this system given to a command stands in for those of other systems (Ctrl+E, Ctrl+K).
    window.state.change(keys={"summary": "Ctrl+A"})
    for command in COMMANDS:
        action = window.actions_[command.name]
        action.triggered.disconnect()
        action.triggered.connect(lambda *_, name=command.name: done.append(name))
    window.side.show_tab(1)
    fields = [window.top.search, window.library.filter, window.side.names.filter]
    unheard = []
    for place in (window.page.reader, window.library.list, window.side.names.list, *fields):
        for command in COMMANDS:
            for key in keys_of(command, window.state.preferences):
                if place in fields and (len(key.removeprefix("Shift+")) == 1 or key == "Del"):
                    continue
                if place in fields and command.name in ("undo", "redo", "copy"):
                    continue
                place.setFocus()
                window.actions_[command.name].setEnabled(True)
                done.clear()
                pressed(qtbot, key)
                if done != [command.name]:
                    unheard.append((place.accessibleName(), key, command.name, list(done)))
    assert unheard == []


def test_escape_leaves_the_answers_and_unmarks_one_thing_after_the_other(searched: MainWindow, qtbot: QtBot) -> None:
    window, reading = searched, searched.reading
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.results.list.setFocus()
    pressed(qtbot, "Esc")
    assert window.middle.currentWidget() is window.page
    reading._set_hits([(0, 7)])
    reading.choose_entity(reading.entity_of(reading.mentions[0]))
    window.state.do(window.state.library.tag, reading.brief.id, 0, 7, ["talks"])
    reading.choose_passage(reading.passages[0].id)
    left = []
    for _ in range(3):
        pressed(qtbot, "Esc")
        left.append((bool(reading.hits), reading.entity is not None, bool(reading.passage)))
    assert left == [(False, True, True), (False, False, True), (False, False, False)]


def test_escape_empties_a_filter(reader_window: MainWindow, qtbot: QtBot) -> None:
    field = reader_window.library.filter
    reader_window.activateWindow()
    qtbot.waitUntil(reader_window.isActiveWindow)
    field.setFocus()
    qtbot.keyClicks(field, "rail")
    pressed(qtbot, "Esc")
    assert field.text() == ""
    assert field.hasFocus()
    pressed(qtbot, "Esc")
    assert not field.hasFocus()


def test_an_address_opens_its_passage_and_an_unknown_one_is_said(window: MainWindow, harbour: str) -> None:
    window.state.do(window.state.library.tag, harbour, 10, 20, ["talks"])
    passage = window.state.library.passages(harbour)[0]
    said: list[str] = []
    window.state.said.connect(lambda sentence, _detail: said.append(sentence))
    window.going.follow(f"briefreader:passage/{passage.id}")
    assert window.reading.brief is not None
    assert window.reading.brief.id == harbour
    assert said == []
    for word in ("briefreader:passage/00000000", "briefreader:nothing"):
        window.going.follow(word)
    assert len(said) == 2
