from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefreader.ui.main_window import MainWindow


def sides(window: MainWindow) -> tuple[bool, bool]:
    return window.library.isVisible(), window.side.isVisible()


def test_in_a_narrow_window_the_right_folds_away_and_then_the_left(reader_window: MainWindow) -> None:
    window = reader_window
    assert sides(window) == (True, True)
    assert not window.top.right.isVisible()
    window.resize(990, 700)
    assert sides(window) == (True, False)
    assert window.top.right.isVisible()
    window.resize(700, 600)
    assert window.width() == 700
    assert sides(window) == (False, False)
    window.resize(1200, 700)
    assert sides(window) == (True, True)
    assert not window.top.left.isVisible()


def test_what_is_folded_away_comes_back_by_key_and_by_button(reader_window: MainWindow, qtbot: QtBot) -> None:
    window = reader_window
    window.resize(900, 700)
    window.page.reader.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F9)
    assert sides(window) == (True, True)
    assert window.top.right.isChecked()
    qtbot.mouseClick(window.top.right, Qt.MouseButton.LeftButton)
    assert sides(window) == (True, False)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)
    assert sides(window) == (False, False)
    assert window.top.left.accessibleName()
    assert window.top.right.accessibleName()


def test_where_there_is_room_for_one_side_the_other_gives_way(reader_window: MainWindow) -> None:
    window = reader_window
    window.resize(700, 600)
    window.folding.toggle_left()
    assert sides(window) == (True, False)
    window.folding.toggle_right()
    assert sides(window) == (False, True)


def test_what_is_asked_for_is_shown_though_it_was_folded_away(reader_window: MainWindow) -> None:
    window = reader_window
    window.resize(900, 700)
    window.actions_["show_quotes"].trigger()
    assert window.side.isVisible()
    assert window.side.tabs.currentIndex() == 2


def test_steps_between_the_parts_pass_over_what_is_folded_away(reader_window: MainWindow) -> None:
    window = reader_window
    window.resize(700, 600)
    window.top.search.setFocus()
    window.actions_["next_zone"].trigger()
    assert window.page.reader.isAncestorOf(QApplication.focusWidget())
    window.actions_["next_zone"].trigger()
    assert QApplication.focusWidget() is window.top.search
