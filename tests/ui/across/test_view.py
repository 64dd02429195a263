"""The views across the library as they are used: found, sorted, put right, tagged, opened, written."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefreader.ui.across.listing import Listing
from briefreader.ui.main_window import MainWindow


def press(window: MainWindow, qtbot: QtBot, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or window, key, modifier or Qt.KeyboardModifier.NoModifier)


def column(listing: Listing, number: int = 0) -> list[str]:
    model = listing.table.rows
    return [model.index(row, number).data() for row in range(model.rowCount())]


def show(window: MainWindow, command: str, listing: Listing, qtbot: QtBot) -> None:
    window.actions_[command].trigger()
    qtbot.waitUntil(lambda: listing.table.rows.total > 0)
    listing.table.setFocus()


def test_names_are_sorted_filtered_and_told_of(across: MainWindow, qtbot: QtBot) -> None:
    names = across.across.names
    show(across, "all_names", names.listing, qtbot)
    assert column(names.listing)[0] == "Norway"  # named most
    names.listing.table.sort_by(0)
    qtbot.waitUntil(lambda: column(names.listing) == sorted(column(names.listing), key=str.casefold))
    names.listing.table.sort_by(4)
    qtbot.waitUntil(lambda: column(names.listing)[0] == "Norway")
    qtbot.waitUntil(lambda: names._title.text() == "Norway")
    qtbot.waitUntil(lambda: names.mentions.table.rows.total == 3)
    names.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "Port Authority" in column(names.beside))
    names.words.setText("okonjo")
    qtbot.waitUntil(lambda: column(names.listing) == ["Mara Okonjo"])
    names.words.setText("nobody of that name")
    qtbot.waitUntil(names.listing.empty.isVisible)


def test_from_mention_to_mention_through_the_briefs_and_back(across: MainWindow, qtbot: QtBot) -> None:
    names = across.across.names
    show(across, "all_names", names.listing, qtbot)
    qtbot.waitUntil(lambda: names.mentions.table.rows.total == 3)
    press(across, qtbot, Qt.Key.Key_Return)
    assert names.mentions.table.hasFocus()
    press(across, qtbot, Qt.Key.Key_Return)
    assert across.pages.currentWidget() is across.zones
    first = across.reading.brief
    assert first is not None
    seen = {first.path}
    for _ in range(2):
        across.actions_["next_elsewhere"].trigger()
        assert across.reading.brief is not None
        seen.add(across.reading.brief.path)
    assert len(seen) == 2
    across.actions_["back"].trigger()
    assert across.pages.currentWidget() is across.across
    press(across, qtbot, Qt.Key.Key_Escape)
    assert across.pages.currentWidget() is across.zones


def test_two_names_are_made_one_in_all_briefs(across: MainWindow, qtbot: QtBot) -> None:
    names = across.across.names
    show(across, "all_names", names.listing, qtbot)
    number = column(names.listing).index("Port Authority")
    names.listing.table.choose_row(number)
    press(across, qtbot, Qt.Key.Key_M)
    assert across.state.library.corrections.all() == []  # one name alone is not merged
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    index = names.listing.table.rows.index(column(names.listing).index("Norway"), 0)
    names.listing.table.selectionModel().select(index, flags)
    press(across, qtbot, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: "Port Authority" not in column(names.listing))
    across.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: "Port Authority" in column(names.listing))


def test_a_name_is_put_right_in_all_briefs(across: MainWindow, qtbot: QtBot) -> None:
    names = across.across.names
    show(across, "all_names", names.listing, qtbot)
    press(across, qtbot, Qt.Key.Key_C, Qt.Key.Key_W)
    qtbot.waitUntil(lambda: "Norway" not in column(names.listing))


def test_what_may_be_one_is_shown_with_the_reason(
    across: MainWindow, asked: list[tuple[str, Any, str]], qtbot: QtBot
) -> None:
    names = across.across.names
    show(across, "all_names", names.listing, qtbot)
    names.doubles.setChecked(True)
    qtbot.waitUntil(lambda: asked[-1][0] == "suggestions")
    qtbot.waitUntil(lambda: names.suggestions.isVisible() and not names.listing.isVisible())


def test_quotes_are_chosen_tagged_together_and_taken_back(across: MainWindow, qtbot: QtBot) -> None:
    quotes = across.across.quotes
    show(across, "all_quotes", quotes.listing, qtbot)
    assert quotes.listing.table.rows.total == 2
    quotes.listing.table.selectAll()
    press(across, qtbot, Qt.Key.Key_T)
    qtbot.keyClicks(quotes.popup.field, "said / figures")
    press(across, qtbot, Qt.Key.Key_Return)
    assert {one.tags for one in across.state.library.passages()} == {("said/figures",)}
    assert len(across.state.library.passages()) == 2
    quotes.tag.setCurrentIndex(quotes.tag.findData("said/figures"))
    quotes.ask()
    qtbot.waitUntil(lambda: quotes.listing.wanted.tag == "said/figures" and quotes.listing.table.rows.total == 2)
    across.actions_["undo"].trigger()
    assert across.state.library.passages() == []


def test_a_digit_tags_the_quotes_selected(across: MainWindow, qtbot: QtBot, harbour: str) -> None:
    across.state.do(across.state.library.tag, harbour, 0, 7, ["talks"])
    show(across, "all_quotes", across.across.quotes.listing, qtbot)
    press(across, qtbot, Qt.Key.Key_1)
    assert sum(one.tags == ("talks",) for one in across.state.library.passages()) == 2


def test_quotes_are_copied_with_their_citations(across: MainWindow, qtbot: QtBot) -> None:
    show(across, "all_quotes", across.across.quotes.listing, qtbot)
    across.across.quotes.listing.table.selectAll()
    press(across, qtbot, Qt.Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text()
    assert "Nobody has shown us the figures" in copied
    assert copied.count("Harbour fees") == 2


def test_a_quote_opens_at_its_place_and_back_leads_to_the_list(across: MainWindow, qtbot: QtBot) -> None:
    quotes = across.across.quotes
    show(across, "all_quotes", quotes.listing, qtbot)
    quotes.speaker.setText("varga")
    qtbot.waitUntil(lambda: quotes.listing.table.rows.total == 1)
    quotes.listing.table.setFocus()
    press(across, qtbot, Qt.Key.Key_Return)
    assert across.reading.brief is not None
    assert across.reading.brief.path.endswith("harbour.md")
    press(across, qtbot, Qt.Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    assert across.across.present is quotes
    assert quotes.speaker.text() == "varga"


def test_the_timeline_and_the_matrix_lead_to_the_text(across: MainWindow, qtbot: QtBot) -> None:
    matrix = across.across.matrix
    across.actions_["matrix"].trigger()
    qtbot.waitUntil(lambda: matrix.model.rowCount() > 0)
    tester = QAbstractItemModelTester(matrix.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert matrix.model.columnCount() == 2
    cell = next(
        matrix.model.index(row, col) for row in range(matrix.model.rowCount()) for col in range(2)
        if matrix.model.count(matrix.model.index(row, col))
    )  # fmt: skip
    matrix.table.setCurrentIndex(cell)
    matrix.table.setFocus()
    press(across, qtbot, Qt.Key.Key_Return)
    assert across.pages.currentWidget() is across.zones
    across.actions_["timeline"].trigger()
    qtbot.waitUntil(lambda: not across.across.timeline._count.text().startswith("Looking"))
    assert across.across.present is across.across.timeline
    del tester


@pytest.mark.parametrize(("command", "view"), [("all_names", "names"), ("all_quotes", "quotes")])
def test_all_rows_are_written(across: MainWindow, tmp_path: Path, qtbot: QtBot, command: str, view: str) -> None:
    across.questions.save_to = tmp_path / "rows.csv"
    page = getattr(across.across, view)
    show(across, command, page.listing, qtbot)
    with qtbot.waitSignal(across.bridge.written):
        page.save()
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == page.listing.table.rows.total + 1


def test_an_empty_library_says_what_would_stand_here(across: MainWindow, qtbot: QtBot) -> None:
    for brief in across.library.briefs:
        across.state.library.forget(brief.id, passages=True)
    for command, page in (("all_names", across.across.names), ("all_quotes", across.across.quotes)):
        across.actions_[command].trigger()
        qtbot.waitUntil(page.listing.empty.isVisible)


def test_in_a_narrow_window_all_is_still_at_hand(across: MainWindow, qtbot: QtBot) -> None:
    across.resize(620, 600)
    across.actions_["all_quotes"].trigger()
    view = across.across
    qtbot.waitUntil(lambda: view.quotes.listing.table.rows.total == 2)
    hidden = [name for name, button in view._buttons.items() if button.isHidden()]
    assert hidden
    view._fill_more()
    assert len(view._more.menu().actions()) == len(hidden)
    view._more.menu().actions()[-1].trigger()
    assert view.name == hidden[-1]
    across.actions_["all_quotes"].trigger()
    view.quotes._fill_more()
    texts = {action.text() for action in view.quotes._more.menu().actions()}
    assert "Save as CSV…" in texts
