from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefreader.text.document import Document
from briefreader.ui.reader.sheet import Sheet
from briefreader.ui.reader.view import ReaderView

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def press(qtbot: QtBot, long: Document) -> tuple[ReaderView, Callable[..., None]]:
    view = ReaderView()
    qtbot.addWidget(view)
    view.resize(900, 640)
    view.show()
    view.show_document(long)
    qtbot.waitUntil(lambda: view.is_built)
    view.setFocus()

    def act(key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE, times: int = 1) -> None:
        for _ in range(times):
            qtbot.keyClick(_sheet(view), key, modifiers)

    return view, act


Press = tuple[ReaderView, Callable[..., None]]


def _sheet(view: ReaderView) -> Sheet:
    return next(sheet for sheet in view.findChildren(Sheet) if sheet is sheet.parentWidget().focusProxy())


def test_without_a_caret_keys_scroll(press: Press) -> None:
    view, key = press
    bar = _sheet(view).verticalScrollBar()
    key(Qt.Key.Key_Down)
    assert bar.value() == bar.singleStep()
    key(Qt.Key.Key_PageDown)
    page = bar.value()
    assert view.height() * 0.7 < page < view.height()
    key(Qt.Key.Key_Space)
    assert bar.value() > page
    key(Qt.Key.Key_Space, _SHIFT)
    assert bar.value() == page
    key(Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    key(Qt.Key.Key_Home)
    assert bar.value() == 0
    assert view.selection() is None


def test_shift_selects_letters_words_and_paragraphs(press: Press, long: Document) -> None:
    view, key = press
    key(Qt.Key.Key_Right, _SHIFT, 3)
    assert view.selected_text() == "The"
    key(Qt.Key.Key_Right, _SHIFT | _CONTROL, 2)
    assert view.selected_text() == "The long "
    key(Qt.Key.Key_Down, _SHIFT | _CONTROL)
    key(Qt.Key.Key_Down, _SHIFT)
    assert len(view.selected_text()) > 60
    key(Qt.Key.Key_End, _SHIFT | _CONTROL)
    assert view.selected_text() == long.text
    key(Qt.Key.Key_Escape)
    assert view.selection() is None


def test_a_selection_begins_at_the_first_line_in_view(press: Press, long: Document, qtbot: QtBot) -> None:
    view, key = press
    key(Qt.Key.Key_Space, times=6)
    first, last = view.visible_span()
    assert first > 0
    key(Qt.Key.Key_Down, _SHIFT)
    start, end = view.selection() or (0, 0)
    assert first <= start < end <= last
    assert start - first < 160


def test_with_a_caret_keys_move_it(press: Press, long: Document) -> None:
    view, key = press
    sheet = _sheet(view)
    key(Qt.Key.Key_F7)
    key(Qt.Key.Key_Right, times=4)
    key(Qt.Key.Key_Right, _SHIFT, 4)
    assert view.selected_text() == "long"
    key(Qt.Key.Key_Escape)
    key(Qt.Key.Key_F7)
    key(Qt.Key.Key_End, _CONTROL)
    assert sheet.textCursor().atEnd()
    assert sheet.top() > 0
    key(Qt.Key.Key_Home, _CONTROL)
    assert sheet.textCursor().atStart()
    assert sheet.cursorRect().top() >= 0


def test_the_caret_is_seen_when_it_is_on(press: Press) -> None:
    view, key = press
    before = view.grab().toImage()
    key(Qt.Key.Key_F7)
    assert _sheet(view).hasFocus()
    assert view.grab().toImage() != before


def test_selecting_widens_from_word_to_sentence_to_paragraph(press: Press, long: Document) -> None:
    view, _ = press
    start = long.text.index("ferries")
    view.select(start + 2, start + 3)
    found = []
    for _ in range(4):
        view.expand_selection()
        found.append(view.selected_text())
    assert found[0] == "ferries"
    assert found[1].startswith("The council")
    assert found[1].endswith("rope.")
    assert found[2].startswith("Paragraph 1.")
    assert found[3] == found[2]


def test_single_letters_are_left_to_the_window(press: Press) -> None:
    view, _ = press
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_T, _NONE, "t")
    event.setAccepted(False)
    QApplication.sendEvent(_sheet(view), event)
    assert not event.isAccepted()


def test_keys_never_change_the_text(press: Press, long: Document) -> None:
    view, key = press
    before = _sheet(view).toPlainText()
    key(Qt.Key.Key_F7)
    for name in (Qt.Key.Key_A, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return):
        key(name)
    key(Qt.Key.Key_X, _CONTROL)
    assert _sheet(view).toPlainText() == before
