"""The outline of tags: moved by drag and by key, merged, cut off, defined, coloured, taken elsewhere and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from briefreader.ui.across.tags import TagsPage
from briefreader.ui.main_window import MainWindow


def press(window: MainWindow, qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or window, key)


def paths(window: MainWindow) -> list[str]:
    return sorted(tag.path for tag in window.state.library.tags())


def choose(page: TagsPage, name: str) -> None:
    walk = QTreeWidgetItemIterator(page.tree)
    while walk.value() is not None:
        if walk.value().text(0) == name:
            page.tree.setCurrentItem(walk.value())
        walk += 1
    page.tree.setFocus()


@pytest.fixture
def page(across: MainWindow, harbour: str, qtbot: QtBot) -> TagsPage:
    library = across.state.library
    for number, tag in enumerate(("arms/drones", "arms/ships", "trade", "fees")):
        across.state.do(library.tag, harbour, number * 8, number * 8 + 6, [tag])
    across.actions_["outline"].trigger()
    made = across.across.tags
    qtbot.waitUntil(lambda: made.tree.topLevelItemCount() == 3)
    return made


def test_tags_go_in_and_out_by_key(page: TagsPage, across: MainWindow, qtbot: QtBot) -> None:
    choose(page, "fees")
    press(across, qtbot, Qt.Key.Key_BracketRight)
    assert paths(across) == ["arms/drones", "arms/fees", "arms/ships", "trade"]
    qtbot.waitUntil(lambda: page.tree.topLevelItemCount() == 2)
    choose(page, "fees")
    press(across, qtbot, Qt.Key.Key_BracketLeft)
    assert paths(across) == ["arms/drones", "arms/ships", "fees", "trade"]
    across.actions_["undo"].trigger()
    assert "arms/fees" in paths(across)


def test_a_branch_is_moved_beneath_what_is_typed(page: TagsPage, across: MainWindow, qtbot: QtBot) -> None:
    choose(page, "arms")
    press(across, qtbot, Qt.Key.Key_M)
    qtbot.keyClicks(page.parent_popup.field, "trade")
    press(across, qtbot, Qt.Key.Key_Return)
    assert paths(across) == ["fees", "trade", "trade/arms/drones", "trade/arms/ships"]


def test_a_tag_dropped_on_another_lies_beneath_it(page: TagsPage, across: MainWindow) -> None:
    page.tree.moved.emit("fees", "trade")
    assert "trade/fees" in paths(across)


def test_two_are_merged_and_a_branch_is_deleted(page: TagsPage, across: MainWindow, qtbot: QtBot) -> None:
    choose(page, "fees")
    press(across, qtbot, Qt.Key.Key_G)
    qtbot.keyClicks(page.merge_popup.field, "trade")
    press(across, qtbot, Qt.Key.Key_Return)
    assert paths(across) == ["arms/drones", "arms/ships", "trade"]
    qtbot.waitUntil(lambda: page.tree.topLevelItemCount() == 2)
    choose(page, "arms")
    press(across, qtbot, Qt.Key.Key_Delete)
    assert paths(across) == ["trade"]
    assert len(across.state.library.passages()) == 4
    across.actions_["undo"].trigger()
    assert paths(across) == ["arms/drones", "arms/ships", "trade"]


def test_name_meaning_and_colour(page: TagsPage, across: MainWindow, qtbot: QtBot) -> None:
    choose(page, "trade")
    press(across, qtbot, Qt.Key.Key_F2)
    page.name.setText("commerce")
    qtbot.keyClicks(page.definition, "What is bought and sold")
    page.save()
    page.swatches.picked.emit("teal")
    (tag,) = [one for one in across.state.library.tags() if one.path == "commerce"]
    assert tag.definition == "What is bought and sold"
    qtbot.waitUntil(lambda: page._about.text().startswith("commerce: 1 passage"))


def test_enter_shows_the_passages(page: TagsPage, across: MainWindow, qtbot: QtBot) -> None:
    choose(page, "arms")
    press(across, qtbot, Qt.Key.Key_Return)
    assert across.across.present is across.across.passages
    qtbot.waitUntil(lambda: across.across.passages.listing.table.rows.total == 2)


@pytest.mark.parametrize("ending", ["qdc", "csv"])
def test_the_codebook_goes_to_a_file_and_comes_back(
    page: TagsPage, across: MainWindow, tmp_path: Path, ending: str
) -> None:
    across.questions.save_to = across.questions.open_from = tmp_path / f"tags.{ending}"
    page.write_file()
    for tag in paths(across):
        across.state.do(across.state.library.remove_tag, tag)
    page.read_file()
    assert {"arms/drones", "arms/ships", "fees", "trade"} <= set(paths(across))
