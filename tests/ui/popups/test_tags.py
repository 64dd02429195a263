from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from briefreader.ui.lists.rows import RowModel
from briefreader.ui.main_window import MainWindow
from briefreader.ui.popups.tags import TagsPopup


@pytest.fixture
def tagged(reader_window: MainWindow) -> MainWindow:
    """Two passages, the first with two tags."""
    window = reader_window
    state, brief = window.state, window.reading.brief
    assert brief is not None
    state.do(state.library.tag, brief.id, 0, 12, ["ports/fees", "talks"])
    state.do(state.library.tag, brief.id, 20, 30, ["talks"])
    return window


def popup(window: MainWindow) -> TagsPopup:
    window.actions_["tags"].trigger()
    assert window.editing.all_tags.isVisible()
    return window.editing.all_tags


def choose(shown: TagsPopup, path: str) -> None:
    row = next(row for row in shown.list.rows.rows if row.item.path == path)
    shown.list.choose(row.key)


def retype(qtbot: QtBot, field: object, text: str) -> None:
    field.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_tag_is_renamed_and_moved_by_its_path_and_back_by_undo(tagged: MainWindow, qtbot: QtBot) -> None:
    shown = popup(tagged)
    choose(shown, "talks")
    retype(qtbot, shown.name, "diplomacy / spring talks")
    assert set(tagged.state.tags) == {"ports/fees", "diplomacy/spring talks"}
    assert "diplomacy/spring talks" in tagged.reading.passages[1].tags
    assert shown.undo.text().startswith("Undo: Rename")
    shown.undo.click()
    assert set(tagged.state.tags) == {"ports/fees", "talks"}
    assert shown.name.text() == "talks"


def test_a_name_that_is_taken_is_refused_in_a_sentence_and_stays_to_be_mended(tagged: MainWindow, qtbot: QtBot) -> None:
    shown = popup(tagged)
    choose(shown, "talks")
    with qtbot.waitSignal(tagged.state.said) as said:
        retype(qtbot, shown.name, "ports / fees")
    assert "already a tag" in said.args[0]
    assert shown.name.text() == "ports / fees"
    assert set(tagged.state.tags) == {"ports/fees", "talks"}


def test_a_colour_is_taken_at_once_and_what_is_being_typed_stays(tagged: MainWindow, qtbot: QtBot) -> None:
    shown = popup(tagged)
    choose(shown, "talks")
    shown.name.selectAll()
    qtbot.keyClicks(shown.name, "negotia")
    next(swatch for swatch in shown.swatches._swatches if swatch.colour == "purple").click()
    assert tagged.state.colours["talks"] == "purple"
    assert shown.name.text() == "negotia"
    tagged.state.undo()
    assert tagged.state.tags["talks"].colour != "purple"


def test_what_a_tag_means_is_told_where_the_tag_is(tagged: MainWindow, qtbot: QtBot) -> None:
    shown = popup(tagged)
    choose(shown, "ports/fees")
    retype(qtbot, shown.definition, "What ships pay")
    assert tagged.state.tags["ports/fees"].definition == "What ships pay"
    rows: RowModel = tagged.side.passages.list.rows
    first = rows.index_of(tagged.reading.passages[0].id)
    assert first.data(Qt.ItemDataRole.ToolTipRole) == "ports / fees: What ships pay"
    second = rows.index_of(tagged.reading.passages[1].id)
    assert second.data(Qt.ItemDataRole.ToolTipRole) is None


def test_a_tag_is_edited_from_its_passage(tagged: MainWindow, qtbot: QtBot) -> None:
    passage = tagged.reading.passages[0]
    tagged.editing.show_found(passage)
    name = "Rename, recolour or define the tag talks"
    button = next(b for b in tagged.editing.finding.findChildren(QAbstractButton) if b.accessibleName() == name)
    button.click()
    assert tagged.editing.all_tags.isVisible()
    assert tagged.editing.all_tags.name.text() == "talks"
    assert QApplication.focusWidget() is tagged.editing.all_tags.name
    qtbot.keyClick(tagged.editing.all_tags, Qt.Key.Key_Escape)
    assert not tagged.editing.all_tags.isVisible()
    tagged.editing.passage_menu(passage, QPoint(0, 0))
    menu = next(menu for menu in tagged.middle.findChildren(QMenu) if menu.isVisible())
    assert "Rename, recolour: ports / fees…" in [action.text() for action in menu.actions()]
    menu.close()


def test_without_tags_it_says_how_to_make_one(reader_window: MainWindow) -> None:
    shown = popup(reader_window)
    assert shown._none.isVisible()
    assert not shown._form.isVisible()


def test_everything_in_it_has_a_name_to_be_read_out(tagged: MainWindow) -> None:
    shown = popup(tagged)
    assert shown.name.accessibleName()
    assert shown.definition.accessibleName()
    assert shown.undo.accessibleName().startswith("Undo: ")
    assert shown.list.accessibleName() == "Tags"
    assert [row.text for row in shown.list.rows.rows][1].startswith("talks, ")
