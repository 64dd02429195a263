"""The chosen passage is made longer and shorter, moved, and said to be a fact, a claim or an opinion."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from briefreader.ui.main_window import MainWindow
from briefreader.ui.side.markdown import as_words

ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def marked(reader_window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The words "answered in" are a passage, and the chosen one."""
    window = reader_window
    window.activateWindow()
    assert window.reading.document is not None
    assert window.reading.brief is not None
    start = window.reading.document.text.index("answered in")
    window.state.do(window.state.library.tag, window.reading.brief.id, start, start + 11, ["talks"])
    window.reading.choose_passage(window.reading.passages[0].id)
    window.page.reader.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return window


def words(window: MainWindow) -> str:
    (passage,) = window.reading.passages
    assert window.reading.document is not None
    return window.reading.document.text[passage.start : passage.end]


def test_longer_and_shorter_by_key(marked: MainWindow, qtbot: QtBot) -> None:
    def press(key: Qt.Key) -> None:
        qtbot.keyClick(QApplication.focusWidget(), key, ALT_SHIFT)

    press(Qt.Key.Key_Right)
    assert words(marked) == "answered in April."
    press(Qt.Key.Key_Up)
    assert words(marked) == "Norway answered in April."
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert words(marked) == "in April."
    press(Qt.Key.Key_Left)
    assert words(marked) == "in"
    press(Qt.Key.Key_Left)  # nothing would be left: refused, and said
    assert words(marked) == "in"
    for _ in range(5):
        marked.actions_["undo"].trigger()
    assert words(marked) == "answered in"


def test_a_passage_goes_to_the_selected_words(marked: MainWindow) -> None:
    assert marked.reading.document is not None
    start = marked.reading.document.text.index("The fees are")
    marked.page.reader.select(start, start + 8)
    marked.actions_["move_passage"].trigger()
    assert words(marked) == "The fees"
    assert marked.reading.passages[0].tags == ("talks",)


def test_strength_by_key_and_on_the_card(marked: MainWindow, qtbot: QtBot) -> None:
    for wanted in ("fact", "claim", "opinion", ""):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F)
        assert marked.reading.passages[0].strength == wanted
    marked.editing.show_found(marked.reading.passages[0])
    buttons = marked.editing.finding.findChildren(QToolButton)
    next(button for button in buttons if button.text() == "Claim").click()
    assert marked.reading.passages[0].strength == "claim"
    assert any("claim" in row.text for row in marked.side.passages.list.rows.rows)


def test_the_card_shows_a_note_as_it_is_meant(marked: MainWindow) -> None:
    note = "Ask **Okonjo** about [the table](https://example.org/table)"
    marked.state.do(marked.state.library.set_note, marked.reading.passages[0].id, note)
    marked.editing.show_found(marked.reading.passages[0])
    assert marked.editing.finding._note_view.toPlainText() == "Ask Okonjo about the table"


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("# Title\n- **one**\n> two", "Title\none\ntwo"),
        ("see [this](http://x) and `that`", "see this and that"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("*really* _so_", "really so"),
        ("![a chart](file:///etc/passwd)", "a chart"),
    ],
)
def test_a_note_in_a_line_has_no_marks(note: str, shown: str) -> None:
    assert as_words(note) == shown
