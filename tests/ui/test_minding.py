"""Whole briefs are tagged and to be dealt with until a day, by key and by menu, seen in the library."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from briefreader.ui.main_window import MainWindow


def row_text(window: MainWindow, brief: str) -> str:
    return next(row.text for row in window.library.list.rows.rows if row.key == brief)


def test_a_brief_is_tagged_by_key_and_freed_by_menu(reader_window: MainWindow, harbour: str, qtbot: QtBot) -> None:
    window = reader_window
    window.actions_["tag_brief"].trigger()
    qtbot.keyClicks(window.minding.tags.field, "desk / north")
    qtbot.keyClick(window.minding.tags.field, Qt.Key.Key_Return)
    assert window.state.library.brief(harbour).tags == ("desk/north",)
    qtbot.waitUntil(lambda: "desk / north" in row_text(window, harbour))
    window.library.filter.setText("desk/north")
    qtbot.waitUntil(lambda: [row.key for row in window.library.list.rows.rows if not row.heading] == [harbour])
    window.library.list.choose(harbour)
    window.minding._menu(QPoint(-1, -1))
    menu = next(menu for menu in window.findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if action.text().startswith("Take off")).trigger()
    menu.close()
    assert window.state.library.brief(harbour).tags == ()


def test_to_do_until_a_day_and_done(reader_window: MainWindow, harbour: str, qtbot: QtBot) -> None:
    window = reader_window
    window.actions_["due"].trigger()
    qtbot.keyClicks(window.minding.todo.until, "2031-12-03")
    qtbot.keyClick(window.minding.todo.until, Qt.Key.Key_Return)
    brief = window.state.library.brief(harbour)
    assert (brief.todo, brief.due) == ("todo", "2031-12-03")
    qtbot.waitUntil(lambda: "To do by 3 Dec 2031" in row_text(window, harbour))
    assert window.library._buttons["todo"].isVisible()
    window.library.choose_list("todo")
    assert [row.key for row in window.library.list.rows.rows if not row.heading] == [harbour]
    window.actions_["todo"].trigger()
    assert window.state.library.brief(harbour).todo == "done"
    window.actions_["undo"].trigger()
    assert window.state.library.brief(harbour).due == "2031-12-03"


def test_what_is_overdue_says_so(reader_window: MainWindow, harbour: str, qtbot: QtBot) -> None:
    reader_window.state.do(reader_window.state.library.marking.set_todo, harbour, "todo", "2001-01-31")
    qtbot.waitUntil(lambda: "Overdue: 31 Jan 2001" in row_text(reader_window, harbour))


def test_no_such_day_is_not_taken(reader_window: MainWindow, harbour: str, qtbot: QtBot) -> None:
    window = reader_window
    window.actions_["due"].trigger()
    qtbot.keyClicks(window.minding.todo.until, "someday")
    qtbot.keyClick(window.minding.todo.until, Qt.Key.Key_Return)
    assert window.minding.todo.isVisible()
    assert window.state.library.brief(harbour).todo == ""
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.minding.todo.isHidden()
