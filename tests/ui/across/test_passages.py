"""All passages: chosen, tagged, untagged and removed many at once, each as one step of undo; notes and strength."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefreader.ui.across.passages import PassagesPage
from briefreader.ui.main_window import MainWindow

Press = Callable[..., None]


def press(window: MainWindow, qtbot: QtBot, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or window, key, modifier or Qt.KeyboardModifier.NoModifier)


@pytest.fixture
def page(across: MainWindow, harbour: str, qtbot: QtBot) -> PassagesPage:
    """The view of all passages with four of them, in two briefs."""
    library = across.state.library
    rail = next(brief.id for brief in library.briefs() if brief.path.endswith("rail.txt"))
    across.state.do(library.marking.tag_spans, [(harbour, 0, 7), (harbour, 8, 12)], ["fees/ports"])
    across.state.do(library.marking.tag_spans, [(harbour, 14, 20), (rail, 0, 5)], ["trains"])
    across.actions_["all_passages"].trigger()
    made = across.across.passages
    qtbot.waitUntil(lambda: made.listing.table.rows.total == 4)
    made.listing.table.setFocus()
    return made


def test_a_choice_of_passages(page: PassagesPage, qtbot: QtBot) -> None:
    page.show_tag("fees")  # the step above stands for those beneath it
    qtbot.waitUntil(lambda: page.listing.table.rows.total == 2)
    page.show_tag("")
    page.words.setText("night")
    qtbot.waitUntil(lambda: page.listing.table.rows.total == 1)
    page.words.clear()
    page.ask()
    qtbot.waitUntil(lambda: page.listing.table.rows.total == 4)
    page.listing.table.choose_row(3)
    page.only_brief.click()
    qtbot.waitUntil(lambda: page.listing.table.rows.total in (1, 3))


def test_many_are_tagged_untagged_and_removed_each_in_one_step(
    page: PassagesPage, across: MainWindow, qtbot: QtBot
) -> None:
    library = across.state.library
    page.listing.table.selectAll()
    press(across, qtbot, Qt.Key.Key_T)
    qtbot.keyClicks(page.tag_popup.field, "all")
    press(across, qtbot, Qt.Key.Key_Return)
    assert all("all" in one.tags for one in library.passages())
    page.listing.table.setFocus()
    page.listing.table.selectAll()
    press(across, qtbot, Qt.Key.Key_U)
    qtbot.keyClicks(page.untag_popup.field, "trains")
    press(across, qtbot, Qt.Key.Key_Return)
    assert not any("trains" in one.tags for one in library.passages())
    page.listing.table.setFocus()
    page.listing.table.selectAll()
    press(across, qtbot, Qt.Key.Key_Delete)
    assert library.passages() == []
    for _ in range(3):
        across.actions_["undo"].trigger()
    assert sorted(one.tags for one in library.passages()) == [("fees/ports",)] * 2 + [("trains",)] * 2


def test_letters_say_how_sure_and_a_digit_tags(page: PassagesPage, across: MainWindow, qtbot: QtBot) -> None:
    library = across.state.library
    page.listing.table.selectAll()
    press(across, qtbot, Qt.Key.Key_C)
    assert {one.strength for one in library.passages()} == {"claim"}
    page.strength.setCurrentIndex(page.strength.findData("fact"))
    page.ask()
    qtbot.waitUntil(lambda: page.listing.table.rows.total == 0)
    page.strength.setCurrentIndex(0)
    page.ask()
    qtbot.waitUntil(lambda: page.listing.table.rows.total == 4)
    page.listing.table.setFocus()
    page.listing.table.selectAll()
    press(across, qtbot, Qt.Key.Key_1)
    first = library.recent_tags()[0].path
    assert all(first in one.tags for one in library.passages())


def test_a_note_is_written_and_shown_as_it_is_meant(page: PassagesPage, across: MainWindow, qtbot: QtBot) -> None:
    press(across, qtbot, Qt.Key.Key_N)
    qtbot.keyClicks(page.note_popup.editor, "Check **this**")
    press(across, qtbot, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert "Check **this**" in {one.note for one in across.state.library.passages()}
    qtbot.waitUntil(lambda: page.note.toPlainText().strip() == "Check this")


def test_some_of_a_tag_get_another_in_its_place(page: PassagesPage, across: MainWindow, qtbot: QtBot) -> None:
    page.show_tag("trains")
    qtbot.waitUntil(lambda: page.listing.table.rows.total == 2)
    page.listing.table.setFocus()
    page.listing.table.choose_row(0)
    press(across, qtbot, Qt.Key.Key_S)
    qtbot.keyClicks(page.split_popup.field, "trains/night")
    press(across, qtbot, Qt.Key.Key_Return)
    tags = sorted(tag for one in across.state.library.passages() for tag in one.tags)
    assert tags == ["fees/ports", "fees/ports", "trains", "trains/night"]


def test_a_passage_opens_in_its_brief(page: PassagesPage, across: MainWindow, qtbot: QtBot) -> None:
    press(across, qtbot, Qt.Key.Key_Return)
    assert across.pages.currentWidget() is across.zones
    assert across.reading.brief is not None
    across.actions_["back"].trigger()
    assert across.across.present is page


def test_copied_with_citations(page: PassagesPage, across: MainWindow, qtbot: QtBot) -> None:
    page.listing.table.selectAll()
    page.copy()
    assert QApplication.clipboard().text().count("para") >= 3
