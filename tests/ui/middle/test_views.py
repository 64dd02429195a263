"""A PDF in the whole window: text and pages in step, by the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefreader import jobs
from briefreader.service.library import Library
from briefreader.ui.bridge import Bridge
from briefreader.ui.main_window import MainWindow
from briefreader.ui.state import State

LONG_WAIT = 20_000
LINES = [f"Line {number} of the harbour book tells what was landed." for number in range(1, 41)]


@pytest.fixture
def scanned() -> bool:
    return False


@pytest.fixture
def window(
    tmp_path: Path, pdf_maker: ModuleType, scanned: bool, qtbot: QtBot, qapp: QApplication
) -> Iterator[MainWindow]:
    """A window in which a PDF of six pages is open, as text."""
    pages = []
    for page in range(6):
        made = pdf_maker.Page()
        if scanned:
            made.show_picture()
        else:
            made.lines(72, 90, *(f"{line} Page {page + 1}." for line in LINES), size=10, step=16)
        pages.append(made)
    file = tmp_path / "book.pdf"
    file.write_bytes(pdf_maker.pdf(*pages))
    with Library.open(tmp_path / "data") as library:
        jobs.run(library.ingest([file], analyse=False))
        state = State(library)
        made = MainWindow(state, Bridge(library.folder, state))
        qtbot.addWidget(made)
        made.resize(1300, 850)
        made.show()
        made.library.load()
        made.reading.open(library.briefs()[0].id)
        qtbot.waitUntil(lambda: made.page.reader.is_built, timeout=LONG_WAIT)
        yield made
        made.close()


def in_pages(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["pages_view"].trigger()
    canvas = window.page.reader.pages.canvas
    qtbot.waitUntil(lambda: bool(canvas.pages.rects), timeout=LONG_WAIT)


def test_one_key_goes_to_the_pages_and_back(window: MainWindow, qtbot: QtBot) -> None:
    reader, actions = window.page.reader, window.actions_
    assert actions["pages_view"].isEnabled()
    assert not actions["next_page"].isEnabled()
    in_pages(window, qtbot)
    assert reader.shows_pages
    assert actions["pages_view"].isChecked()
    actions["next_page"].trigger()
    actions["next_page"].trigger()
    assert reader.pages.canvas.page == 2
    actions["previous_page"].trigger()
    assert reader.pages.canvas.page == 1
    zoom = reader.pages.canvas.zoom
    actions["bigger"].trigger()
    assert reader.pages.canvas.zoom > zoom
    actions["fit_width"].trigger()
    assert reader.pages.canvas.zoom == pytest.approx(zoom)
    actions["turn_pages"].trigger()
    assert reader.pages.canvas.pages.rotation == 90
    actions["go_to_page"].trigger()
    assert QApplication.focusWidget() is reader.pages.bar._label
    actions["pages_view"].trigger()
    assert not reader.shows_pages
    assert not actions["turn_pages"].isEnabled()


@pytest.mark.parametrize("words", ["Line 30 of the harbour book tells", "Line 9 of the harbour book tells"])
def test_text_and_pages_are_in_step(window: MainWindow, words: str, qtbot: QtBot) -> None:
    reader, document = window.page.reader, window.page.reader.document
    assert document is not None
    text = document.text
    start = text.index(words, len(text) // 2)
    reader.reveal(start, start + len(words), flash=False)
    reader.select(start, start + len(words))
    before = reader.first_offset()
    in_pages(window, qtbot)
    canvas = reader.pages.canvas
    qtbot.waitUntil(lambda: canvas._aim is None, timeout=LONG_WAIT)
    qtbot.waitUntil(lambda: lines_apart(text, reader.first_offset(), before) <= 3, timeout=LONG_WAIT)
    assert reader.selection() == (start, start + len(words))
    middle = reader.first_offset()
    window.actions_["pages_view"].trigger()
    assert not reader.shows_pages
    qtbot.waitUntil(lambda: lines_apart(text, reader.first_offset(), middle) <= 3, timeout=LONG_WAIT)
    assert reader.selection() == (start, start + len(words))


def lines_apart(text: str, one: int, other: int) -> int:
    return text.count("Line", min(one, other), max(one, other))


def test_closing_ends_the_drawing_process(window: MainWindow, qtbot: QtBot) -> None:
    in_pages(window, qtbot)
    process = window.page.reader.pages.source._room._process
    assert process is not None
    window.close()
    assert process.poll() is not None


@pytest.mark.parametrize("scanned", [True])
def test_a_scan_is_shown_in_its_pages(window: MainWindow, qtbot: QtBot) -> None:
    reader = window.page.reader
    in_pages(window, qtbot)
    canvas = reader.pages.canvas
    qtbot.waitUntil(lambda: reader.pages.source.picture(0, canvas._scale(), 0) is not None, timeout=LONG_WAIT)
    assert len(canvas.pages.rects) == 6
    window.actions_["next_page"].trigger()
    assert canvas.page == 1
    assert reader.selection() is None
    assert reader.first_offset() == 0
