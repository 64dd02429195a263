from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from briefreader.records import Difference, QuotePlace
from briefreader.ui.dialogs.quote_check import QuoteDialog, marked
from briefreader.ui.dialogs.search_help import SearchHelp
from briefreader.ui.dialogs.watch_list import WatchDialog
from briefreader.ui.main_window import MainWindow

SLOW = 30_000


def test_words_are_found_in_the_brief_on_show(reader_window: MainWindow, qtbot: QtBot) -> None:
    window = reader_window
    window.actions_["find"].trigger()
    with qtbot.waitSignal(window.bridge.consulted, timeout=SLOW):
        qtbot.keyClicks(window.find.field, "norway")
    qtbot.waitUntil(lambda: window.find.told.text() == "1 of 2")
    assert len(window.reading.hits) == 2
    qtbot.keyClick(window.find.field, Qt.Key.Key_Return)
    assert window.find.told.text() == "2 of 2"
    with qtbot.waitSignal(window.bridge.consulted):
        window.find.case.click()
    assert window.find.told.text() == "Not in this brief."
    qtbot.keyClick(window.find.field, Qt.Key.Key_Escape)
    assert not window.find.isVisible()
    assert window.reading.hits == []


def test_a_broken_expression_says_what_is_wrong(reader_window: MainWindow, qtbot: QtBot) -> None:
    window = reader_window
    window.actions_["find"].trigger()
    window.find.regular.setChecked(True)
    with qtbot.waitSignal(window.bridge.consulted, timeout=SLOW):
        window.find.field.setText("(nor")
    assert "expression" in window.find.told.text()
    with qtbot.waitSignal(window.bridge.consulted):
        window.find.field.setText("Nor(way|folk)")
    assert len(window.reading.hits) == 2


def test_a_quotation_is_checked_and_leads_to_its_place(window: MainWindow, harbour: str, qtbot: QtBot) -> None:
    window.actions_["check_quote"].trigger()
    dialog = window.searching.dialog
    assert isinstance(dialog, QuoteDialog)
    dialog.field.setPlainText("Nobody has shown us all the figures")
    with qtbot.waitSignal(window.bridge.consulted, timeout=SLOW):
        dialog.check.click()
    assert "not word for word" in dialog.verdict.text()
    assert "<s>[" in dialog.differences.text()
    dialog.list.chosen.emit(dialog.list.rows.rows[0])
    assert window.reading.brief is not None
    assert window.reading.brief.id == harbour


def test_differences_are_marked_by_signs_not_by_colour_alone() -> None:
    place = QuotePlace("b", 4, 18, 0.8, (Difference("changed", (4, 7), (8, 11)),), (0, 14))
    assert marked("the red ferry", "and the old <ferry", place) == "the <s>[red]</s> <b><u>old</u></b> &lt;ferry"


def test_help_has_examples_from_the_library_that_can_be_asked(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.top.search, "?")
    dialog = window.searching.dialog
    assert isinstance(dialog, SearchHelp)
    assert window.top.search.text() == ""
    qtbot.waitUntil(lambda: dialog.examples.count() > 0, timeout=SLOW)
    button = dialog.examples.itemAt(0).widget()
    with qtbot.waitSignal(window.bridge.found, timeout=SLOW) as answer:
        button.click()
    assert answer.args[0].total > 0


def test_terms_of_a_file_are_watched_for(
    window: MainWindow,
    answers,
    harbour: str,
    tmp_path: Path,
    qtbot: QtBot,  # type: ignore[no-untyped-def]
) -> None:
    listed = tmp_path / "terms.txt"
    listed.write_text("Sudmark\nzebra\n", encoding="utf-8")
    answers.open_from = listed
    window.actions_["watch_list"].trigger()
    dialog = window.searching.dialog
    assert isinstance(dialog, WatchDialog)
    dialog.read_file()
    qtbot.waitUntil(lambda: dialog.told.text() == "2 terms: they stand in 1 brief.", timeout=SLOW)
    assert [row.heading for row in dialog.list.rows.rows] == [True, False]
    dialog.list.chosen.emit(dialog.list.rows.rows[1])
    assert window.reading.brief is not None
    assert window.reading.brief.id == harbour
