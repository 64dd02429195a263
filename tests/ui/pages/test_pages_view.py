"""A real PDF in a real page view, drawn by the real process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from briefreader import readers
from briefreader.readers.parts import parts
from briefreader.records import Passage, Source
from briefreader.text.document import Document
from briefreader.ui.pages.strip import PageList
from briefreader.ui.pages.view import PagesView
from briefreader.ui.theme import DARK, LIGHT

FIRST = "The ferry to Lindesund leaves at nine in the morning."
SECOND = "Nobody has asked the fishermen what they think of it."
LONG_WAIT = 60_000


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory, pdf_maker: ModuleType) -> Path:
    pages = [
        pdf_maker.Page().put(72, 90, "The harbour", 20, pdf_maker.BOLD).put(72, 140, FIRST),
        pdf_maker.Page().put(72, 140, SECOND),
        pdf_maker.Page().put(72, 140, "A third page says nothing new."),
    ]
    path = tmp_path_factory.mktemp("pdf") / "harbour.pdf"
    path.write_bytes(pdf_maker.pdf(*pages))
    return path


@pytest.fixture(scope="module")
def source(pdf: Path) -> Source:
    (part,) = parts(pdf)
    return Source(str(pdf), part.digest)


@pytest.fixture(scope="module")
def document(pdf: Path) -> Document:
    return readers.read(pdf)


@pytest.fixture
def view(qtbot: QtBot, source: Source, document: Document) -> Iterator[PagesView]:
    made = PagesView()
    qtbot.addWidget(made)
    made.set_theme(LIGHT)
    made.resize(900, 700)
    made.show()
    made.show_document(source, document, 0)
    qtbot.waitUntil(lambda: bool(made.canvas.pages.rects), timeout=LONG_WAIT)
    yield made
    made.source.close()


def span(document: Document, words: str) -> tuple[int, int]:
    start = document.text.index(words)
    return start, start + len(words)


def placed(qtbot: QtBot, view: PagesView, start: int, end: int) -> Callable[[], QPoint]:
    """Where a span is on the viewport, once that is known and it has been brought there."""
    view.reveal(start, end, flash=False)
    qtbot.waitUntil(lambda: bool(view.canvas.rects_of(start, end)), timeout=LONG_WAIT)
    qtbot.wait(20)

    def place(left: bool = True) -> QPoint:
        rect = view.canvas.to_viewport(view.canvas.rects_of(start, end)[0])
        return QPoint(round(rect.left() + 2 if left else rect.right() - 2), round(rect.center().y()))

    return place


def drag(qtbot: QtBot, on: QWidget, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(on, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(on, (start + end) / 2)
    qtbot.mouseMove(on, end)
    qtbot.mouseRelease(on, Qt.MouseButton.LeftButton, pos=end)


def test_pages_are_drawn(view: PagesView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: view.source.picture(0, view.canvas._scale(), 0) is not None, timeout=LONG_WAIT)
    picture = view.source.picture(0, view.canvas._scale(), 0)
    assert picture is not None
    colours = {picture.pixelColor(x, y).lightness() for x in range(0, picture.width(), 3) for y in range(60, 160, 2)}
    assert min(colours) < 80
    assert max(colours) == 255


def test_dark_pages_are_dark(view: PagesView, qtbot: QtBot) -> None:
    view.set_theme(DARK)
    qtbot.waitUntil(lambda: view.source.picture(0, view.canvas._scale(), 0) is not None, timeout=LONG_WAIT)
    picture = view.source.picture(0, view.canvas._scale(), 0)
    assert picture is not None
    assert picture.pixelColor(5, 5).lightness() < 60
    assert picture.pixelColor(5, 5).alpha() == 255


def test_a_drag_selects_the_words(view: PagesView, document: Document, qtbot: QtBot) -> None:
    start, end = span(document, SECOND)
    place = placed(qtbot, view, start, end)
    with qtbot.waitSignal(view.selection_changed, timeout=LONG_WAIT):
        drag(qtbot, view.canvas.viewport(), place(True), place(False))  # type: ignore[call-arg]
    qtbot.waitUntil(lambda: view.selection() == (start, end), timeout=LONG_WAIT)


def test_two_clicks_take_the_word(view: PagesView, document: Document, qtbot: QtBot) -> None:
    start, end = span(document, "fishermen")
    place = placed(qtbot, view, start, end)
    qtbot.mouseDClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place())
    qtbot.waitUntil(lambda: view.selection() == (start, end), timeout=LONG_WAIT)


def test_a_click_tells_what_lies_there(view: PagesView, document: Document, qtbot: QtBot) -> None:
    start, end = span(document, "Lindesund")
    passage = Passage(
        "p", "b", start, end, "Lindesund", ("places",), "", "exact", 1, "1", (), "", "", ""
    )  # fmt: skip
    view.set_passages([passage], {"places": "green"})
    place = placed(qtbot, view, start, end)
    with qtbot.waitSignal(view.span_clicked, timeout=LONG_WAIT) as clicked:
        qtbot.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place())
    assert clicked.args == [passage]


def test_a_passage_is_painted_on_its_words(view: PagesView, document: Document, qtbot: QtBot) -> None:
    start, end = span(document, SECOND)
    passage = Passage("p", "b", start, end, SECOND, ("t",), "", "exact", 1, "2", (), "", "", "")
    place = placed(qtbot, view, start, end)
    view.set_passages([passage], {"t": "green"})
    qtbot.waitUntil(lambda: view.source.picture(1, view.canvas._scale(), 0) is not None, timeout=LONG_WAIT)
    rect = view.canvas.to_viewport(view.canvas.rects_of(start, end)[0]).toRect()
    image = view.canvas.viewport().grab(rect).toImage()
    greens = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).name() == LIGHT.markers["green"].lower()
    ]
    assert len(greens) > 0.3 * image.width() * image.height()
    assert place() is not None


def test_zoom_rotation_and_pages(view: PagesView, qtbot: QtBot) -> None:
    canvas = view.canvas
    canvas.step_zoom(1)
    assert not canvas._fits
    larger = canvas.zoom
    canvas.step_zoom(-1)
    assert canvas.zoom < larger
    canvas.rotate()
    assert canvas.pages.rects[0].width() > canvas.pages.rects[0].height()
    canvas.fit_width()
    view.bar._label.setText("3")
    qtbot.keyClick(view.bar._label, Qt.Key.Key_Return)
    assert canvas.page == 2
    with qtbot.waitSignal(view.said):
        view.bar._label.setText("xvii")
        qtbot.keyClick(view.bar._label, Qt.Key.Key_Return)


def test_hits_are_stepped_through(view: PagesView, document: Document, qtbot: QtBot) -> None:
    hits = [span(document, "Lindesund"), span(document, "fishermen")]
    view.set_hits(hits)
    assert view.step_hit() == hits[0]
    assert view.step_hit() == hits[1]
    assert view.step_hit() == hits[0]
    assert view.choose_hit(hits[1][0])
    assert not view.choose_hit(3)


def test_a_file_that_has_changed_is_not_shown(
    view: PagesView, document: Document, source: Source, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.source.refused, timeout=LONG_WAIT):
        view.show_document(Source(source.place, "0" * 64), document, 0)
    assert "has changed" in view.canvas.message


def test_a_drawing_process_that_ends_is_replaced(view: PagesView, qtbot: QtBot) -> None:
    process = view.source._room._process
    assert process is not None
    with qtbot.waitSignal(view.source.opened, timeout=LONG_WAIT):
        process.kill()
    assert view.canvas.pages.rects


def test_another_drawing_process_is_not_taken_for_the_one_that_was_asked(
    view: PagesView, document: Document, qtbot: QtBot
) -> None:
    start, end = span(document, "fishermen")
    place = placed(qtbot, view, start, end)
    top = view.canvas.verticalScrollBar().value()
    view._position = document.text.index("The ferry")
    view._pointing._asked.append("anchor")  # asked of the process that ends now
    process = view.source._room._process
    assert process is not None
    with qtbot.waitSignal(view.source.opened, timeout=LONG_WAIT):
        process.kill()
    assert view.canvas.verticalScrollBar().value() == top
    qtbot.waitUntil(lambda: bool(view.canvas.rects_of(start, end)), timeout=LONG_WAIT)
    qtbot.mouseDClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place())
    qtbot.waitUntil(lambda: view.selection() == (start, end), timeout=LONG_WAIT)


def test_a_place_not_reached_in_one_file_is_not_sought_in_the_next(
    view: PagesView, document: Document, source: Source
) -> None:
    view.canvas.show_message("Elsewhere")
    view.reveal(*span(document, SECOND))
    view.canvas.bring(*span(document, SECOND))
    view.show_document(source, Document("Another text"), 0)
    assert view.canvas._aim is None


def test_on_another_screen_the_pages_are_drawn_anew(view: PagesView, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted: list[float] = []
    monkeypatch.setattr(view.canvas, "devicePixelRatioF", lambda: 3.0)
    monkeypatch.setattr(view.source, "want", lambda keys, who="": wanted.extend(scale for _, scale, _ in keys))
    QApplication.sendEvent(view.canvas, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert wanted
    assert min(wanted) == max(wanted) == pytest.approx(view.canvas.pages.zoom * 3, abs=0.001)


def test_the_list_of_pages_keeps_qts_rules(qtbot: QtBot) -> None:
    model = PageList()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_labels(["i", "ii", "1"])
    assert model.rowCount() == 3
    assert model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole) == "Page ii"
    model.set_labels([])
