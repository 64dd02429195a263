"""Names and quotes are put right by key and by menu, in the text and in the lists, and each step can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from briefreader.records import Entity, FoundMention, FoundQuote
from briefreader.ui.main_window import MainWindow
from briefreader.ui.popups.correcting import moved
from briefreader.ui.reader.describe import tip

SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(window: MainWindow, qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or window, key)


def mention(window: MainWindow, name: str, number: int = 0) -> FoundMention:
    return [one for one in window.reading.mentions if one.mention.name == name][number]


def quote(window: MainWindow, speaker: str | None) -> FoundQuote:
    return next(one for one in window.reading.quotes if one.quote.speaker == speaker)


def names(window: MainWindow) -> set[tuple[str, str]]:
    return {(one.mention.name, one.mention.type) for one in window.reading.mentions}


@pytest.fixture
def shown(reader_window: MainWindow, qtbot: QtBot) -> MainWindow:
    reader_window.activateWindow()
    reader_window.page.reader.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return reader_window


def test_going_from_name_to_name_and_making_one_of_another_type(shown: MainWindow, qtbot: QtBot) -> None:
    press(shown, qtbot, Qt.Key.Key_Period)
    first = shown.editing.finding.found
    assert isinstance(first, FoundMention | FoundQuote)
    press(shown, qtbot, Qt.Key.Key_Period)
    second = shown.editing.finding.found
    assert second is not None
    assert second.id != first.id
    press(shown, qtbot, Qt.Key.Key_Comma)
    assert shown.editing.finding.found == first
    shown.editing.show_found(mention(shown, "Norway"))
    press(shown, qtbot, Qt.Key.Key_C, Qt.Key.Key_T)
    qtbot.keyClicks(shown.correcting.popup.field, "organ")
    press(shown, qtbot, Qt.Key.Key_Return)
    assert ("Norway", "organisation") in names(shown)
    assert ("Norway", "country") not in names(shown)
    assert shown.actions_["undo"].text() == "Undo: Make organisation “Norway”"
    shown.actions_["undo"].trigger()
    assert ("Norway", "country") in names(shown)


def test_letters_of_the_sheet_are_not_those_of_the_window(shown: MainWindow, qtbot: QtBot) -> None:
    shown.editing.show_found(mention(shown, "Norway"))
    press(shown, qtbot, Qt.Key.Key_C)
    press(shown, qtbot, Qt.Key.Key_S)  # in the text it selects the next sentence
    assert shown.correcting.popup.field.isVisible()
    assert shown.page.reader.selection() is None
    press(shown, qtbot, Qt.Key.Key_Escape)
    assert shown.correcting.popup.isVisible()
    press(shown, qtbot, Qt.Key.Key_Escape)
    assert shown.correcting.popup.isHidden()


def test_no_name_for_all_briefs(shown: MainWindow, qtbot: QtBot) -> None:
    shown.editing.show_found(mention(shown, "Norway"))
    press(shown, qtbot, Qt.Key.Key_C, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_W)
    assert ("Norway", "country") not in names(shown)
    rail = next(brief for brief in shown.library.briefs if brief.path.endswith("rail.txt"))
    assert [one for one in shown.state.library.mentions(rail.id) if one.mention.name == "Norway"] == []
    shown.actions_["undo"].trigger()
    assert [one for one in shown.state.library.mentions(rail.id) if one.mention.name == "Norway"]


def test_one_key_confirms_what_the_card_shows(shown: MainWindow, qtbot: QtBot) -> None:
    shown.editing.show_found(mention(shown, "Ivo Varga"))
    press(shown, qtbot, Qt.Key.Key_Y)
    assert mention(shown, "Ivo Varga").mention.source == "user"
    assert "judged" in shown.editing.finding._kind.text()
    press(shown, qtbot, Qt.Key.Key_W)
    assert ("Ivo Varga", "person") not in names(shown)
    assert shown.editing.finding.found is None


def test_a_name_is_made_longer_by_the_arrows(shown: MainWindow, qtbot: QtBot) -> None:
    before = mention(shown, "Norway")
    shown.editing.show_found(before)
    press(shown, qtbot, Qt.Key.Key_C, Qt.Key.Key_B, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert shown.page.reader.selection() == (before.mention.start, before.mention.end + len(" and Sudmark"))
    press(shown, qtbot, Qt.Key.Key_Return)
    assert "Norway and Sudmark" in {one.mention.text for one in shown.reading.mentions}


def test_selected_words_become_a_name(shown: MainWindow, qtbot: QtBot) -> None:
    assert shown.reading.document is not None
    start = shown.reading.document.text.index("figures")
    shown.page.reader.select(start, start + len("figures"))
    shown.correcting.put_right()
    press(shown, qtbot, Qt.Key.Key_D)
    qtbot.keyClicks(shown.correcting.popup.field, "law")
    press(shown, qtbot, Qt.Key.Key_Return)
    assert [one.mention.text for one in shown.reading.mentions if one.mention.type == "law"] == ["figures", "figures"]


def test_somebody_else_said_it_and_nobody_did(shown: MainWindow, qtbot: QtBot) -> None:
    shown.editing.show_found(quote(shown, "Ivo Varga"))
    press(shown, qtbot, Qt.Key.Key_C, Qt.Key.Key_S)
    qtbot.keyClicks(shown.correcting.popup.field, "mara")
    press(shown, qtbot, Qt.Key.Key_Return)
    assert {one.quote.speaker for one in shown.reading.quotes} == {"Mara Okonjo"}
    shown.editing.show_found(shown.reading.quotes[0])
    press(shown, qtbot, Qt.Key.Key_C, Qt.Key.Key_S)
    qtbot.keyClicks(shown.correcting.popup.field, "nobody")
    press(shown, qtbot, Qt.Key.Key_Return)
    assert shown.reading.quotes[0].quote.speaker is None
    shown.editing.show_found(shown.reading.quotes[1])
    press(shown, qtbot, Qt.Key.Key_C, Qt.Key.Key_W)
    assert len(shown.reading.quotes) == 1


def test_in_the_list_of_names_an_entity_is_merged_and_renamed(shown: MainWindow, qtbot: QtBot) -> None:
    shown.side.show_tab(1)
    shown.side.names.list.choose("person:Ivo Varga")
    press(shown, qtbot, Qt.Key.Key_C, Qt.Key.Key_M)
    qtbot.keyClicks(shown.correcting.popup.field, "okonjo")
    press(shown, qtbot, Qt.Key.Key_Return)
    assert ("Ivo Varga", "person") not in names(shown)
    shown.side.names.list.setFocus()
    shown.side.names.list.choose("person:Mara Okonjo")
    press(shown, qtbot, Qt.Key.Key_C, Qt.Key.Key_R)
    shown.correcting.popup.field.setText("Mara N. Okonjo")
    press(shown, qtbot, Qt.Key.Key_Return)
    assert ("Mara N. Okonjo", "person") in names(shown)
    assert "Mara N. Okonjo, Person, 2 mentions" in [row.text for row in shown.side.names.list.rows.rows]


def test_the_menus_offer_the_same(shown: MainWindow) -> None:
    found = next(row.item for row in shown.side.names.list.rows.rows if isinstance(row.item, Entity))
    for subject in (found, mention(shown, "Norway"), quote(shown, "Ivo Varga")):
        menu = QMenu(shown)
        shown.correcting.fill_menu(menu, subject)
        texts = [action.text() for action in menu.actions()]
        assert "It is right as it is" in texts
        menu.deleteLater()
    menu = QMenu(shown)
    shown.correcting.fill_menu(menu, mention(shown, "Ivo Varga"))
    wrong = next(action for action in menu.actions() if action.text() == "It is no name")
    (brief,) = [action for action in wrong.menu().actions() if action.text() == "This brief"]
    brief.trigger()
    assert ("Ivo Varga", "person") not in names(shown)
    menu.deleteLater()


def test_the_text_menu_knows_what_lies_under_the_mouse(shown: MainWindow) -> None:
    found = mention(shown, "Ivo Varga")
    rect = shown.page.reader.offset_rect(found.mention.start, found.mention.end)
    where = shown.page.reader.mapToGlobal(rect.center())
    assert shown.page.reader.found_at(where) == found
    assert shown.page.reader.found_at(shown.page.reader.mapToGlobal(QPoint(2, 2))) is None


def test_nothing_pointed_at_is_said(shown: MainWindow, qtbot: QtBot) -> None:
    shown.page.reader.clear_selection()
    with qtbot.waitSignal(shown.state.said) as said:
        shown.correcting.put_right()
    assert said.args[0].startswith("Point at a name or a quote first")


def test_the_review_goes_from_doubt_to_doubt(shown: MainWindow, qtbot: QtBot) -> None:
    press(shown, qtbot, Qt.Key.Key_R)
    review = shown.side.review
    count = len(review.list.rows.rows)
    assert count > 2
    press(shown, qtbot, Qt.Key.Key_J)
    first = review.list.rows.row(review.list.currentIndex())
    assert first is not None
    press(shown, qtbot, Qt.Key.Key_Y)
    assert len(review.list.rows.rows) == count - 1
    second = review.list.rows.row(review.list.currentIndex())
    assert second is not None
    assert second.key != first.key
    press(shown, qtbot, Qt.Key.Key_W)
    assert len(review.list.rows.rows) == count - 2
    shown.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: len(review.list.rows.rows) == count - 1)
    press(shown, qtbot, Qt.Key.Key_Escape)
    assert not shown.side.is_reviewing


def test_corrections_go_to_a_file_and_come_back(shown: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    shown.questions.save_to = shown.questions.open_from = tmp_path / "corrections.csv"
    shown.editing.show_found(mention(shown, "Norway"))
    press(shown, qtbot, Qt.Key.Key_W)
    shown.actions_["write_corrections"].trigger()
    shown.actions_["undo"].trigger()
    assert len([one for one in shown.reading.mentions if one.mention.name == "Norway"]) == 2
    shown.actions_["read_corrections"].trigger()
    assert len([one for one in shown.reading.mentions if one.mention.name == "Norway"]) == 1


def test_a_list_of_ministers_brings_names(shown: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "ministers.csv"
    path.write_text("name,type,role\nNobody,group,a choir\n", encoding="utf-8")
    shown.questions.open_from = path
    shown.actions_["read_corrections"].trigger()
    assert ("Nobody", "group") in names(shown)


def test_reported_speech_is_marked_when_asked_for(shown: MainWindow) -> None:
    assert "reported" in shown.state.preferences.hidden
    shown.page.bar._reported.trigger()
    assert "reported" not in shown.state.preferences.hidden


@pytest.mark.parametrize(
    ("span", "step", "at_start", "words"),
    [
        ((4, 7), 1, False, "the old harbour"),
        ((4, 7), 2, False, "the old harbour board"),
        ((4, 7), 9, False, "the old harbour board"),
        ((8, 15), -1, True, "old harbour"),
        ((4, 15), -5, False, "the"),
    ],
)
def test_the_bounds_of_a_name_go_by_words(span: tuple[int, int], step: int, at_start: bool, words: str) -> None:
    text = "For the old harbour board.\nNext"
    span = (text.index("the old"), text.index("the old") + 7) if span[0] == 4 else (12, 19)
    start, end = moved(text, span, step, at_start=at_start)
    assert text[start:end] == words


def test_the_card_under_the_mouse_tells_other_names_and_where_else(shown: MainWindow) -> None:
    norway = mention(shown, "Norway")
    assert shown.correcting.more(norway) == "2 mentions, and in 1 other brief."
    text = tip([norway], "", shown.correcting.more)
    assert text == "<b>Norway</b> · country<br>2 mentions, and in 1 other brief."
    assert shown.correcting.more(mention(shown, "Ivo Varga")) == "1 mention, in this brief only."
