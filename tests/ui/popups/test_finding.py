"""What the card of a name says and leads to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from briefreader.records import FoundMention
from briefreader.ui.main_window import MainWindow


def _mention(window: MainWindow, name: str) -> FoundMention:
    return next(found for found in window.reading.mentions if found.mention.name == name)


def _ways(window: MainWindow) -> list[QPushButton]:
    buttons = window.editing.finding.findChildren(QPushButton)
    return [button for button in buttons if button.accessibleName().startswith("Open ") and not button.isHidden()]


def test_a_name_leads_to_the_other_briefs_it_stands_in(reader_window: MainWindow, qtbot: QtBot) -> None:
    window = reader_window
    window.editing.show_found(_mention(window, "Norway"))
    (way,) = _ways(window)
    assert way.accessibleName() == "Open Night trains and who pays: 1 mention"
    qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.reading.brief.path.endswith("rail.txt"))
    assert window.editing.finding.isHidden()
    window.reading.back()
    qtbot.waitUntil(lambda: window.reading.brief.path.endswith("harbour.md"))


def test_a_name_that_stands_nowhere_else_says_nothing_of_it(reader_window: MainWindow) -> None:
    reader_window.editing.show_found(_mention(reader_window, "Ivo Varga"))
    assert _ways(reader_window) == []
