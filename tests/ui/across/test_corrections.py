"""What was put right is listed, in words, and taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefreader.text.corrections import CORRECTION_KINDS, Correction
from briefreader.ui.across.corrections import what
from briefreader.ui.main_window import MainWindow


def test_corrections_are_listed_and_taken_back(across: MainWindow, harbour: str, qtbot: QtBot) -> None:
    library = across.state.library
    norway = next(one for one in library.mentions(harbour) if one.mention.name == "Norway")
    across.state.do(library.corrections.wrong, norway, "library")
    varga = next(one for one in library.mentions(harbour) if one.mention.name == "Ivo Varga")
    across.state.do(library.corrections.rename, varga, "Ivo P. Varga", "brief")
    across.actions_["corrections"].trigger()
    table = across.across.corrections.listing.table
    qtbot.waitUntil(lambda: table.rows.total == 2)
    assert [table.rows.index(row, 0).data() for row in (0, 1)] == [
        "“Ivo Varga” is called Ivo P. Varga",
        "“Norway” is no name",
    ]
    assert table.rows.index(1, 5).data() == "2"
    table.setFocus()
    table.choose_row(1)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: table.rows.total == 1)
    assert any(one.mention.name == "Norway" for one in library.mentions(harbour))
    across.across.corrections.words.setText("nothing so called")
    qtbot.waitUntil(lambda: table.rows.total == 0)


def test_every_kind_is_told_in_words() -> None:
    told = {
        what(Correction("", kind, "brief", "person", "Varga", "", "b", to_name="Okonjo", to_type="person"))
        for kind in CORRECTION_KINDS
    }
    assert len(told) == len(CORRECTION_KINDS)


def test_the_review_of_all_briefs_is_asked_elsewhere(
    across: MainWindow, harbour: str, asked: list[tuple[str, object, str]], qtbot: QtBot
) -> None:
    across.reading.open(harbour)
    qtbot.waitUntil(lambda: across.page.reader.is_built)
    across.actions_["review"].trigger()
    review = across.side.review
    review.which.setCurrentIndex(1)
    review.refresh()
    assert asked[-1][0] == "review"
    qtbot.waitUntil(lambda: len({row.item.entity.mentions[0].brief for row in review.list.rows.rows
                                 if row.item.entity is not None}) == 2)  # fmt: skip
