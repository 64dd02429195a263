"""The composer with real workers, by keyboard."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefreader import jobs
from briefreader.service.library import Library
from briefreader.text.draft import MARK
from briefreader.ui.bridge import Bridge
from briefreader.ui.main_window import MainWindow
from briefreader.ui.state import State
from briefreader.ui.summary.statement import StatementEdit
from briefreader.ui.summary.view import SummaryView

SLOW = 60_000
PASSAGES = 40
WORDS = "The harbour of Vellin counted {n} ships and asked the ministry for an answer about fees."


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A library of two briefs with forty passages under four tags."""
    for part in (0, 1):
        lines = [f"# Ships of part {part}"] + [WORDS.format(n=n) for n in range(part * 20, part * 20 + 20)]
        (tmp_path / f"part{part}.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    with Library.open(tmp_path / "data") as library:
        jobs.run(library.ingest([tmp_path / "part0.md", tmp_path / "part1.md"], analyse=False))
        for n in range(PASSAGES):
            brief = str(tmp_path / f"part{n // 20}.md")
            library.tag_text(brief, WORDS.format(n=n), ("fees", "ships/counted", "ministry", "ships")[n % 4])
    return tmp_path / "data"


@pytest.fixture
def opened(desk: Path, answers: Any, qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[], MainWindow]]:
    """Opens a window on the library; opening another closes the one before, as a restart would."""
    windows: list[tuple[MainWindow, Library]] = []

    def close() -> None:
        if windows:
            window, library = windows.pop()
            window.close()
            window.state.stop()
            library.close()

    def open_() -> MainWindow:
        close()
        library = Library.open(desk)
        state = State(library)
        state.change(appearance="light")
        window = MainWindow(state, Bridge(library.folder, state), answers)
        qtbot.addWidget(window)
        window.resize(1300, 800)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.library.load()
        window.show_place()
        windows.append((window, library))
        return window

    yield open_
    close()
    qapp.clipboard().clear()


def composing(window: MainWindow, qtbot: QtBot) -> SummaryView:
    with qtbot.waitSignal(window.summary.desk.composed, timeout=SLOW):
        qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), StatementEdit))
    return window.summary


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def type_(qtbot: QtBot, words: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), words)


def cite(view: SummaryView, qtbot: QtBot, words: str) -> None:
    """By Ctrl+M, a few words, Enter."""
    edit = QApplication.focusWidget()
    press(qtbot, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is view.offers.filter
    with qtbot.waitSignal(view.desk.composed, timeout=SLOW, check_params_cb=lambda _: view.desk.words == words):
        type_(qtbot, words)
    assert words in view.offers.current().mark.exact
    press(qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is edit


def settle(view: SummaryView, qtbot: QtBot) -> None:
    """Until the worker has answered for what stands there now."""
    view.desk.flush()
    with qtbot.waitSignal(view.desk.composed, timeout=SLOW):
        view.desk._asking.start(0)


def test_a_summary_is_composed_by_keyboard_saved_and_found_again(
    opened: Callable[[], MainWindow], answers: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened()
    view = composing(window, qtbot)
    assert len(view.offers._shown) == PASSAGES
    assert view.sheet.last == ("bottom_line", 0)
    type_(qtbot, "Answer the harbour before the winter.")
    press(qtbot, Qt.Key.Key_Down)
    assert view.sheet.last == ("key_points", 0)
    type_(qtbot, "Ships are many.")
    cite(view, qtbot, "counted 7 ships")
    press(qtbot, Qt.Key.Key_Return)
    type_(qtbot, "Nobody has answered.")
    press(qtbot, Qt.Key.Key_Return)
    type_(qtbot, "The fees are unclear")
    cite(view, qtbot, "counted 31 ships")
    type_(qtbot, ", and rising.")
    press(qtbot, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    press(qtbot, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(view, qtbot)
    assert [point.words for point in view.desk.draft.points] == [
        "The fees are unclear, and rising.", "Ships are many.", "Nobody has answered.",
    ]  # fmt: skip
    assert view.desk.draft.points[0].text == f"The fees are unclear{MARK}, and rising."
    assert [one.sentence for one in view.composed.remarks if one.kind == "alarm"] == ["Point 3 has no source"]
    flagged = [row.edit for row in view.sheet.lists["key_points"].rows if row.edit.property("flagged")]
    press(qtbot, Qt.Key.Key_F7)
    assert [QApplication.focusWidget()] == flagged
    press(qtbot, Qt.Key.Key_End)
    cite(view, qtbot, "counted 12 ships")
    settle(view, qtbot)
    assert not any(one.kind == "alarm" for one in view.composed.remarks)

    answers.save_to, answers.confirmed = tmp_path / "note", "QUIET"
    with qtbot.waitSignal(view.desk.exported, timeout=SLOW):
        press(qtbot, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert (tmp_path / "note.docx").read_bytes().startswith(b"PK")
    left = view.desk.draft

    window = opened()
    view = composing(window, qtbot)
    assert view.sheet.marking.text() == "QUIET"
    assert (view.desk.draft.bottom_line, view.desk.draft.points) == (left.bottom_line, left.points)
    assert [row.edit.statement() for row in view.sheet.lists["key_points"].rows] == list(left.points)

    with qtbot.waitSignal(view.desk.previewed, timeout=SLOW):
        press(qtbot, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: picture(view) is not None, timeout=SLOW)
    path = window.state.library.drafts.export(view.desk.draft, "pdf", tmp_path / "note.pdf", marking="QUIET")
    data = path.read_bytes()
    assert hashlib.sha256(data).hexdigest() == view.preview.shown.digest
    assert rendered(data, view) == pixels(view)


def picture(view: SummaryView) -> Any:
    """That of page 1, at the scale it is shown at."""
    drawn = view.preview.source._pictures.get((0, view.preview.canvas._scale(), 0))
    return drawn.image if drawn else None


def pixels(view: SummaryView) -> bytes:
    return bytes(picture(view).constBits())


def rendered(data: bytes, view: SummaryView) -> bytes:
    """Page 1 of the exported file, drawn as the preview draws."""
    from briefreader.readers.pdf.geometry import PageSource

    source = PageSource(data)
    made = source.render(0, view.preview.canvas._scale(), 0)
    source.close()
    return bytes(made.data)


def test_undo_takes_back_what_was_typed_and_the_page_follows(opened: Callable[[], MainWindow], qtbot: QtBot) -> None:
    window = opened()
    view = composing(window, qtbot)
    type_(qtbot, "Buy a crane.")
    view.desk.flush()
    assert window.state.library.drafts.get(view.desk.draft.id).bottom_line[0].words == "Buy a crane."
    press(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.desk.draft.bottom_line[0].words == "")
    assert view.sheet.lists["bottom_line"].rows[0].edit.toPlainText() == ""
    press(qtbot, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.sheet.lists["bottom_line"].rows[0].edit.toPlainText() == "Buy a crane.")


def test_blocks_are_switched_and_ordered_by_keyboard(opened: Callable[[], MainWindow], qtbot: QtBot) -> None:
    window = opened()
    view = composing(window, qtbot)
    view.plan.blocks.setFocus()
    view.plan.blocks.setCurrentRow(1)
    press(qtbot, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert view.desk.draft.shown[:2] == ("key_points", "bottom_line")
    press(qtbot, Qt.Key.Key_Space)
    assert view.desk.draft.shown[0] == "bottom_line"
    settle(view, qtbot)
    kept = window.state.library.drafts.get(view.desk.draft.id)
    assert kept.blocks == view.desk.draft.blocks
    assert not view.sheet.lists["key_points"].isVisible()


def test_without_a_confirmed_marking_nothing_is_saved(
    opened: Callable[[], MainWindow], answers: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    view = composing(opened(), qtbot)
    answers.save_to, answers.confirmed = tmp_path / "note.docx", None
    press(qtbot, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "No marking found" in answers.asked[-1]
    assert not (tmp_path / "note.docx").exists()
    assert view.message.text() != "Saving…"


def test_a_refused_save_is_said_and_nothing_is_replaced_unasked(
    opened: Callable[[], MainWindow], answers: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    view = composing(opened(), qtbot)
    answers.save_to, answers.confirmed = tmp_path / "nowhere" / "note.docx", ""
    with qtbot.waitSignal(view.desk.refused, timeout=SLOW):
        press(qtbot, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "There is no folder" in view.message.toolTip()
    (tmp_path / "note.docx").write_text("mine")
    answers.save_to, answers.replacing = tmp_path / "note", False
    view.save_as("docx")
    assert (tmp_path / "note.docx").read_text() == "mine"


def test_a_library_without_passages_says_what_to_do(desk: Path, opened: Callable[[], MainWindow], qtbot: QtBot) -> None:
    shutil.rmtree(desk)
    view = composing(opened(), qtbot)
    assert "press T" in view.offers.note.text()
    assert view.offers._shown == ()


def test_a_draft_is_begun_copied_and_removed(opened: Callable[[], MainWindow], answers: Any, qtbot: QtBot) -> None:
    window = opened()
    view = composing(window, qtbot)
    first = view.desk.draft.id
    answers.given = "2026-01-01"
    view.begin("changed")
    assert view.desk.draft.title == "What has changed since 2026-01-01"
    assert view.desk.draft.selection.marked_since == "2026-01-01"
    window.state.do(window.state.library.drafts.remove, view.desk.draft.id)
    assert view.desk.draft.id == first


def test_a_passage_is_left_out_and_another_shortened(
    opened: Callable[[], MainWindow], answers: Any, qtbot: QtBot
) -> None:
    view = composing(opened(), qtbot)
    first, second = view.offers._shown[:2]
    view._leave_out(first.mark.passage)
    answers.given = "The harbour of Vellin […] asked the ministry"
    view._shorten(second.mark)
    settle(view, qtbot)
    assert first.mark not in [one.mark for one in view.offers._shown]
    assert len(view.offers._shown) == PASSAGES - 1
    assert not any(one.kind == "alarm" for one in view.composed.remarks)
    answers.given = "Vellin asked the harbour"
    view._shorten(second.mark)
    settle(view, qtbot)
    assert "1 shortened passage not verbatim" in [one.sentence for one in view.composed.remarks]
