"""Questions about all briefs are answered at once, in the window's own process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from briefreader.errors import BriefReaderError
from briefreader.service.asking import PAGE
from briefreader.ui.main_window import MainWindow


@pytest.fixture
def asked(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any, str]]:
    """What the window has asked: topic, choice, order."""
    questions: list[tuple[str, Any, str]] = []
    asking = window.state.library.asking

    def ask(topic: Any, wanted: Any = None, order: str = "", limit: int = PAGE, offset: int = 0) -> int:
        questions.append((topic, wanted, order))
        number = 1000 + len(questions)

        def act() -> None:
            try:
                window.bridge.answered.emit(number, asking.ask(topic, wanted, order, limit, offset))
            except BriefReaderError as error:
                window.bridge.unanswered.emit(number, str(error))

        QTimer.singleShot(0, window, act)
        return number

    def write(topic: Any, wanted: Any, order: str, output: Path) -> int:
        number = 5000 + len(questions)
        QTimer.singleShot(
            0,
            window,
            lambda: window.bridge.written.emit(number, str(output), asking.write(topic, wanted, order, output)),
        )
        return number

    monkeypatch.setattr(window.bridge, "ask", ask)
    monkeypatch.setattr(window.bridge, "drop", lambda _number: None)
    monkeypatch.setattr(window.bridge, "write_answer", write)
    return questions


@pytest.fixture
def across(window: MainWindow, asked: list[tuple[str, Any, str]], qtbot: QtBot) -> MainWindow:
    """The window, active, with questions answered at once."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window
