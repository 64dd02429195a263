"""What has changed in a brief, in the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from briefreader import jobs
from briefreader.service.overview import ChangeRow
from briefreader.ui.changes.rows import ChangeModel, spoken
from briefreader.ui.main_window import MainWindow

SLOW = 30_000
BEFORE = "The lamp\n\nThe lamp on the pier is late.\n\nThe pilots wait for 3 boats.\n\nNobody pays for it.\n"
AFTER = "The lamp\n\nThe lamp on the quay is late.\n\nThe pilots wait for 3 boats.\n\nThe mayor pays.\n"


@pytest.fixture
def changed(reader_window: MainWindow, tmp_path: Path) -> MainWindow:
    """A brief on show that was read in, tagged, and read in again with other words."""
    window, path = reader_window, tmp_path / "lamp.txt"
    path.write_text(
        "The lamp\n\nThe lamp on the pier is late.\n\nThe pilots wait for 3 boats.\n\nNobody pays for it.\n"
    )
    library = window.state.library
    jobs.run(library.ingest([path], analyse=False))
    brief = library.brief(str(path)).id
    library.tag_text(brief, "Nobody pays for it.", "money")
    path.write_text(AFTER)
    jobs.run(library.ingest([path], analyse=False))
    window.state.look()
    window.going.open_brief(brief)
    return window


def show(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.bridge.compared, timeout=SLOW):
        window.actions_["changes"].trigger()


def kinds(window: MainWindow) -> list[str]:
    return [row.kind for row in window.changes.list.model_.rows]


def test_changed_paragraphs_are_shown_and_gone_through_by_key(changed: MainWindow, qtbot: QtBot) -> None:
    show(changed, qtbot)
    view = changed.changes
    assert kinds(changed) == ["kept", "changed", "kept", "gone", "added"]
    assert view.since.currentText().startswith("as read on ")
    at = []
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
        at.append(view.list.currentIndex().row())
        qtbot.keyClick(view.list, key)
    assert at == [1, 3, 4, 4]
    assert view.list.currentIndex().row() == 3
    assert "1 changed, 1 new, 1 gone" in view.beside.head.text()
    listed = [view.beside.list.item(number).text() for number in range(view.beside.list.count())]
    assert "Passages touched (1)" in listed
    assert any("Nobody pays for it." in text and "words gone" in text for text in listed)


def test_enter_leads_to_the_paragraph_and_back_to_the_changes(changed: MainWindow, qtbot: QtBot) -> None:
    show(changed, qtbot)
    qtbot.keyClick(changed.changes.list, Qt.Key.Key_Return)
    assert changed.pages.currentWidget() is changed.zones
    assert changed.actions_["back"].isEnabled()
    with qtbot.waitSignal(changed.bridge.compared, timeout=SLOW):
        changed.actions_["back"].trigger()
    assert changed.pages.currentWidget() is changed.changes
    changed.going.leave()
    assert changed.pages.currentWidget() is changed.zones


def test_the_whole_text_and_the_old_one(changed: MainWindow, qtbot: QtBot) -> None:
    show(changed, qtbot)
    mode = changed.changes.mode
    for name, expected in (("whole", ["kept", "changed", "kept", "gone", "added"]), ("old", ["kept"] * 4)):
        mode.setCurrentIndex(mode.findData(name))
        with qtbot.waitSignal(changed.bridge.compared, timeout=SLOW):
            mode.activated.emit(mode.currentIndex())
        assert kinds(changed) == expected
    assert "pier" in changed.changes.list.model_.rows[1].text


def test_a_passage_is_shown_where_it_was_marked(changed: MainWindow, qtbot: QtBot) -> None:
    (passage,) = [one for one in changed.state.library.passages() if one.exact == "Nobody pays for it."]
    with qtbot.waitSignal(changed.bridge.compared, timeout=SLOW):
        changed.across.attention.old_wanted.emit(passage.id)
    row = changed.changes.list.currentIndex().row()
    assert changed.changes.list.model_.rows[row].text == "Nobody pays for it."
    assert changed.changes.mode.currentData() == "old"


def test_a_brief_with_one_text_says_so(reader_window: MainWindow, qtbot: QtBot) -> None:
    show(reader_window, qtbot)
    assert "no earlier text" in reader_window.changes.empty.text.text()
    assert reader_window.changes.list.isHidden()


def test_the_model_keeps_its_word(qtbot: Any) -> None:
    model = ChangeModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = [ChangeRow("kept", count=3), ChangeRow("changed", "on the quay pier", ((7, 11, "gone"), (12, 16, "new")))]
    model.show(rows)
    assert model.data(model.index(0, 0)) == "3 paragraphs the same"
    assert spoken(rows[1]) == "Changed, : on the [gone: quay] [new: pier]"
    model.show([])
    assert model.rowCount() == 0
