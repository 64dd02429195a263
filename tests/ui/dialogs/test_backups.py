"""The copies of the library are listed, and one is put back after a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from briefreader.ui.dialogs.backups import BackupsDialog
from briefreader.ui.main_window import MainWindow


@pytest.fixture
def dialog(window: MainWindow, harbour: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[], BackupsDialog]:
    """The dialog, its question answered at once; there is a copy without any passage, and now there is one."""
    library = window.state.library
    assert library.back_up() is not None
    window.state.do(library.tag, harbour, 0, 7, ["talks"])
    monkeypatch.setattr(window.bridge, "ask", lambda *_, **__: 77)

    def act() -> BackupsDialog:
        made = BackupsDialog(window.state, window.bridge, window.questions, window)
        made.show()
        window.bridge.answered.emit(77, library.asking.ask("copies"))
        return made

    return act


def test_a_copy_is_put_back_and_what_was_there_is_kept(
    dialog: Callable[[], BackupsDialog], window: MainWindow, qtbot: QtBot
) -> None:
    shown = dialog()
    assert shown.table.rowCount() == 1
    assert shown.table.item(0, 5).text() == "sound"
    shown.restore()
    assert window.state.library.passages() == []
    again = dialog()
    states = {again.table.item(row, 5).text() for row in range(again.table.rowCount())}
    assert "before a copy was put back" in states
    again.reject()


def test_nothing_happens_without_consent(
    dialog: Callable[[], BackupsDialog], window: MainWindow, answers: Any, qtbot: QtBot
) -> None:
    answers.restoring = False
    shown = dialog()
    shown.restore()
    assert len(window.state.library.passages()) == 1
    shown.reject()
