"""The summary, rendered by a real worker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from pytestqt.qtbot import QtBot

from briefreader.ui.main_window import MainWindow

SLOW = 30_000


@pytest.fixture
def composing(reader_window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with two passages under two tags, and the summary open."""
    window = reader_window
    brief, text = window.reading.brief, window.reading.document.text
    for words, tag, note in (("Norway answered", "talks", "When exactly?"), ("fees are to rise", "money/fees", None)):
        start = text.index(words)
        window.state.do(window.state.library.tag, brief.id, start, start + len(words), [tag], note)
    with qtbot.waitSignal(window.bridge.rendered, timeout=SLOW):
        window.actions_["summary"].trigger()
    return window


def test_it_shows_every_passage_with_note_tag_and_source(composing: MainWindow) -> None:
    shown = composing.summary.preview.toPlainText()
    for words in ("Norway answered", "fees are to rise", "When exactly?", "Harbour fees", "talks"):
        assert words in shown


def test_what_is_unticked_leaves_and_nothing_ticked_is_said(composing: MainWindow, qtbot: QtBot) -> None:
    view = composing.summary
    item = next(view.tags.item(n) for n in range(view.tags.count()) if "talks" in view.tags.item(n).text())
    with qtbot.waitSignal(composing.bridge.rendered, timeout=SLOW):
        item.setCheckState(Qt.CheckState.Unchecked)
    assert "Norway answered" not in view.preview.toPlainText()
    view.briefs.item(0).setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: "Nothing is chosen" in view.preview.toPlainText())
    assert not view.save.isEnabled()


def test_it_follows_undo(composing: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(composing.bridge.rendered, timeout=SLOW):
        composing.actions_["undo"].trigger()
    assert "fees are to rise" not in composing.summary.preview.toPlainText()


@pytest.mark.parametrize(("number", "begins"), [(0, "<!DOCTYPE html>"), (1, "# ")])
def test_what_is_saved_is_what_was_shown(
    composing: MainWindow, qtbot: QtBot, answers: Any, tmp_path: Path, number: int, begins: str
) -> None:
    view = composing.summary
    if number:
        with qtbot.waitSignal(composing.bridge.rendered, timeout=SLOW):
            view._formats.buttons()[number].click()
    answers.save_to = tmp_path / "summary"
    with qtbot.waitSignal(composing.bridge.exported, timeout=SLOW):
        view.save.click()
    (saved,) = tmp_path.glob("summary.*")
    text = saved.read_text(encoding="utf-8")
    assert text.startswith(begins)
    assert "Norway answered" in text
    assert saved.name in view._message.text()


def test_a_refused_save_is_said_in_a_sentence(
    composing: MainWindow, qtbot: QtBot, answers: Any, tmp_path: Path
) -> None:
    answers.save_to = tmp_path / "nowhere" / "summary.html"
    with qtbot.waitSignal(composing.bridge.export_failed, timeout=SLOW):
        composing.summary.save.click()
    assert "There is no folder" in composing.summary._message.text()


def test_links_lead_within_it_or_are_told_of(composing: MainWindow, answers: Any) -> None:
    composing.summary.preview.anchorClicked.emit(QUrl("#s1"))
    composing.summary.preview.anchorClicked.emit(QUrl("https://example.org/"))
    assert answers.links == ["https://example.org/"]
