"""A window whose process for questions answers at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from briefreader.records import SearchResult
from briefreader.ui.main_window import MainWindow

SLOW = 30_000


@pytest.fixture
def ask(window: MainWindow, qtbot: QtBot) -> Callable[[str], SearchResult]:
    """Types a query into the box, as a user does, and waits for its answer."""

    def asked(query: str) -> SearchResult:
        box = window.top.search
        box.setFocus()
        box.clear()
        with qtbot.waitSignal(
            window.bridge.found, timeout=SLOW, check_params_cb=lambda result: result.query == query.strip()
        ):
            qtbot.keyClicks(box, query)
        assert window.enquiry.result is not None
        return window.enquiry.result

    return asked
