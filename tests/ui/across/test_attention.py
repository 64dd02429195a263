"""A passage whose words have changed: shown beside what is there now, placed here, elsewhere, or left as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefreader import jobs
from briefreader.service.library import Library
from briefreader.ui.across.attention import AttentionPage, differing
from briefreader.ui.main_window import MainWindow

OLD = "The board shall meet in March and lay its figures before the committee of the port."
NEW = "In autumn the board may gather, and it need not lay its numbers before anybody at all."


@pytest.fixture
def page(across: MainWindow, tmp_path: Path, qtbot: QtBot) -> AttentionPage:
    """Two passages, whose sentence has been written anew."""
    path = tmp_path / "board.txt"
    frame = "Harbour board\n\nThe harbour lies in the north.\n\n{}\n\nIt is open all year.\n"
    path.write_text(frame.format(OLD), encoding="utf-8")
    library = across.state.library
    jobs.run(library.ingest([path], analyse=False))
    brief = library.brief(str(path))
    text = library.document(brief.id).text
    start = text.index(OLD)
    across.state.do(library.tag, brief.id, start, start + len(OLD), ["board"])
    path.write_text(frame.format(NEW), encoding="utf-8")
    with Library.open(library.folder) as other:
        jobs.run(other.ingest([path], analyse=False))
    across.state.look()
    across.actions_["attention"].trigger()
    made = across.across.attention
    qtbot.waitUntil(lambda: made.listing.table.rows.total == 1)
    made.listing.table.setFocus()
    return made


def press(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key)


def test_old_words_stand_beside_new_ones(page: AttentionPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "shall meet in March" in page._was.toPlainText())
    assert page._now.toPlainText()


def test_it_is_kept_as_it_is_and_that_is_taken_back(page: AttentionPage, across: MainWindow, qtbot: QtBot) -> None:
    press(across, qtbot, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: page.listing.table.rows.total == 0)
    assert page.listing.empty.isVisible()
    across.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: page.listing.table.rows.total == 1)


def test_it_is_found_somewhere_else(page: AttentionPage, across: MainWindow, qtbot: QtBot) -> None:
    press(across, qtbot, Qt.Key.Key_E)
    assert across.pages.currentWidget() is across.zones
    qtbot.waitUntil(lambda: across.page.reader.is_built)
    assert across.reading.document is not None
    start = across.reading.document.text.index("the board may gather")
    across.reading.choose_passage(across.reading.passages[0].id)
    across.page.reader.select(start, start + 20)
    across.actions_["move_passage"].trigger()
    assert across.reading.passages[0].status == "exact"
    across.actions_["back"].trigger()
    qtbot.waitUntil(lambda: page.listing.table.rows.total == 0)


def test_without_a_guess_here_says_so_and_with_one_it_is_placed(
    page: AttentionPage, across: MainWindow, qtbot: QtBot
) -> None:
    (passage,) = [one for one in across.state.library.passages() if one.tags == ("board",)]
    press(across, qtbot, Qt.Key.Key_H)
    (now,) = [one for one in across.state.library.passages() if one.tags == ("board",)]
    had_place = passage.guess is not None or passage.start is not None
    assert (now.status == "exact") == had_place


def test_what_differs_is_marked_and_nothing_is_taken_for_markup() -> None:
    assert differing("a <b> c", "a c", "#fff") == 'a <u style="background: #fff;">&lt;b&gt;</u> c'
    assert differing("", "words", "#fff") == ""
