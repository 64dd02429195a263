from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefreader.ui.main_window import MainWindow
from briefreader.ui.popups.palette import Entry, fitting

ENTRIES = [
    Entry("Next brief", command="next_brief"),
    Entry("Write a note", command="note"),
    Entry("Now and then: a note on ports", brief="b"),
    Entry("Larger text", command="bigger"),
]


def test_commands_come_before_briefs_and_what_begins_with_the_letters_before_the_rest() -> None:
    assert [entry.command or entry.brief for entry in fitting(ENTRIES, "n")] == ["next_brief", "note", "b"]
    assert [entry.command or entry.brief for entry in fitting(ENTRIES, "t")] == ["bigger", "b", "next_brief", "note"]
    assert [entry.command or entry.brief for entry in fitting(ENTRIES, "note a")] == ["note", "b"]
    assert fitting(ENTRIES, "zeppelin") == []


def test_nothing_typed_lists_the_commands_only() -> None:
    assert all(entry.command for entry in fitting(ENTRIES, " "))


def test_a_command_is_done_by_its_name(reader_window: MainWindow, qtbot: QtBot) -> None:
    window = reader_window
    window.page.reader.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.palette_.isVisible()
    assert QApplication.focusWidget() is window.palette_.field
    qtbot.keyClicks(window.palette_.field, "larger")
    qtbot.keyClick(window.palette_.field, Qt.Key.Key_Return)
    assert not window.palette_.isVisible()
    assert window.state.preferences.text_size == 110


def test_a_brief_is_opened_by_its_title(reader_window: MainWindow, qtbot: QtBot) -> None:
    window = reader_window
    window.actions_["palette"].trigger()
    qtbot.keyClicks(window.palette_.field, "night trains")
    assert "Night trains" in window.palette_.list.rows.rows[0].text
    qtbot.keyClick(window.palette_.field, Qt.Key.Key_Return)
    assert window.reading.brief is not None
    assert window.reading.brief.path.endswith("rail.txt")


def test_what_cannot_be_done_now_is_not_offered(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["palette"].trigger()
    commands = {row.key for row in window.palette_.list.rows.rows}
    assert "settings" in commands
    assert not {"tag", "note", "palette"} & commands
    qtbot.keyClicks(window.palette_.field, "zeppelin")
    qtbot.keyClick(window.palette_.field, Qt.Key.Key_Return)
    assert window.palette_.isVisible()
    qtbot.keyClick(window.palette_.field, Qt.Key.Key_Escape)
    assert not window.palette_.isVisible()
