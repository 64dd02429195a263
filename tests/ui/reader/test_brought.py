"""What the formats bring beside running text: numbers of headings, asides, notes, pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from briefreader.text.document import CellPlace, Document, Inline, Page
from briefreader.ui.reader.marks import Marks
from briefreader.ui.reader.notes import Notes
from briefreader.ui.reader.pagemarks import PageMarks
from briefreader.ui.reader.plan import Rows, portions
from briefreader.ui.reader.sheet import Sheet
from briefreader.ui.reader.view import ReaderView
from briefreader.ui.theme import LIGHT

Compose = Callable[..., Document]


@pytest.fixture
def noted(compose: Compose) -> Document:
    """Numbers of notes begin anew in the second part."""
    parts = [
        ("The quay1 is old.", {}),
        ("Built by hand.", {"kind": "footnote", "label": "1"}),
        ("The mole1 is new.", {}),
        ("Built by machine.", {"kind": "footnote", "label": "1"}),
    ]
    document: Document = compose(parts)
    marks = [document.text.index("1"), document.text.index("1", 20)]
    return replace(document, inlines=tuple(Inline(at, at + 1, "note", "1") for at in marks))


@pytest.fixture
def view(qtbot: QtBot) -> ReaderView:
    made = ReaderView()
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    return made


def shown(view: ReaderView, document: Document, qtbot: QtBot) -> Sheet:
    view.show_document(document)
    qtbot.waitUntil(lambda: view.is_built)
    return next(sheet for sheet in view.findChildren(Sheet) if sheet is sheet.parentWidget().focusProxy())


def test_a_mark_leads_to_its_note_and_the_note_back(noted: Document) -> None:
    notes = Notes(noted)
    first, second = (block for block in noted.blocks if block.kind == "footnote")
    for mark, note in zip(noted.inlines, (first, second), strict=True):
        assert notes.leads_to(mark.start) == (note.start, note.end)
        assert notes.mark_of(note) == (mark.start, mark.end)
        assert notes.leads_to(mark.end) is None
    assert notes.leads_to(first.start) is None
    assert notes.mark_of(noted.blocks[0]) is None


def test_a_mark_without_a_note_leads_nowhere(compose: Compose) -> None:
    document = replace(compose([("The quay7.", {})]), inlines=(Inline(8, 9, "note", "7"),))
    assert Notes(document).leads_to(8) is None


def test_a_note_that_prints_its_number_leads_back_from_it(compose: Compose) -> None:
    document = compose([("Quay2", {}), ("2 Old.", {"kind": "footnote", "label": "2"})])
    document = replace(document, inlines=(Inline(4, 5, "note", "2"),))
    assert Notes(document).leads_to(document.text.index("2 Old")) == (4, 5)


def test_clicks_go_to_the_note_and_back(view: ReaderView, noted: Document, qtbot: QtBot) -> None:
    sheet = shown(view, noted, qtbot)
    went: list[tuple[int, int]] = []
    view._stage.arrived.connect(lambda start, end: went.append((start, end)))
    mark, note = noted.inlines[0], noted.blocks[1]
    place = sheet.places.boxes(mark.start, mark.end)[0].rect.center().toPoint()
    qtbot.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: bool(went))
    assert went == [(note.start, note.end)]
    first = sheet.places.boxes(note.start, note.start + 1)[0].rect
    beside = (QPointF(first.left() - 9, first.center().y()) - QPointF(0, sheet.top())).toPoint()
    qtbot.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    qtbot.waitUntil(lambda: len(went) == 2)
    assert went[1] == (mark.start, mark.end)


def test_the_number_of_a_heading_is_painted_beside_it(view: ReaderView, compose: Compose, qtbot: QtBot) -> None:
    def lefts(label: str) -> tuple[float, int]:
        parts = [("Words before it.", {}), ("Fees", {"kind": "heading", "level": 2, "label": label})]
        document = compose(parts)
        sheet = shown(view, document, qtbot)
        start = document.blocks[1].start
        rect = sheet.places.boxes(start, start + 1)[0].rect
        image = sheet.viewport().grab().toImage()
        ratio = image.devicePixelRatio()
        dark = sum(
            QColor(image.pixel(round(x * ratio), round(y * ratio))).lightness() < 120
            for x in range(24, int(rect.left()) - 1)
            for y in range(int(rect.top()), int(rect.bottom()))
        )
        return rect.left(), dark

    plain, nothing = lefts("")
    numbered, ink = lefts("3.4")
    assert numbered > plain + 10
    assert nothing == 0
    assert ink > 10
    assert lefts("Fees")[0] == plain  # the text prints it


def test_an_aside_stands_apart_under_its_label(view: ReaderView, compose: Compose, qtbot: QtBot) -> None:
    attributes = {"kind": "aside", "label": "Speaker notes"}
    document = compose([("On the slide.", {}), ("Do not read this out.", attributes), ("Nor this.", attributes)])
    sheet = shown(view, document, qtbot)
    rects = [sheet.places.boxes(block.start, block.end)[0].rect for block in document.blocks]
    assert rects[1].left() > rects[0].left()
    assert rects[1].top() - rects[0].bottom() > rects[2].top() - rects[1].bottom() + 10  # only the first has a label
    image = sheet.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    ground = QPoint(round((rects[1].left() - 5) * ratio), round((rects[1].bottom() + 3) * ratio))
    assert QColor(image.pixel(ground)).name().lower() == LIGHT.panel.lower()


def test_pages_are_marked_where_they_begin(compose: Compose) -> None:
    document = compose([("One page.", {}), ("Another, on two pages.", {}), ("A last one.", {})])
    second, third = document.blocks[1:]
    pages = (
        Page("iv", 0, second.start + 9),
        Page("v", second.start + 9, third.start),
        Page("x", third.start, third.start, "scan"),
        Page("1", third.start, third.end, "recognised", 92.6),
    )
    marks = PageMarks(replace(document, paging=pages)).within(0, len(document.text))
    assert [(mark.offset, mark.label, mark.opens, mark.about) for mark in marks] == [
        (0, "p. iv", True, ""),
        (second.start + 9, "p. v", False, ""),
        (third.start, "p. 1", True, "recognised, 93 %"),
    ]
    slides = PageMarks(replace(document, paging=pages, unit="slide"))
    assert slides.are_wide
    assert slides.within(third.start, third.start)[0].label == "slide 1"
    assert PageMarks(document).within(0, 99) == []


def test_the_name_of_a_sheet_is_not_said_twice(compose: Compose) -> None:
    document = compose([("Costs", {"kind": "heading", "level": 2}), ("Words.", {})])
    end = len(document.text)
    sheets = replace(document, paging=(Page("Costs", 0, end),), unit="sheet")
    assert [mark.label for mark in PageMarks(sheets).within(0, end)] == [""]
    assert [mark.label for mark in PageMarks(replace(sheets, unit="slide")).within(0, end)] == [""]
    assert [mark.label for mark in PageMarks(replace(sheets, unit="page")).within(0, end)] == ["p. Costs"]


def test_a_break_between_pages_is_a_thin_line(view: ReaderView, compose: Compose, qtbot: QtBot) -> None:
    document = compose([("One page.", {}), ("Another.", {})])
    second = document.blocks[1]
    pages = (Page("1", 0, second.start), Page("2", second.start, second.end))

    def lines(document: Document) -> int:
        sheet = shown(view, document, qtbot)
        gap = [sheet.places.boxes(block.start, block.end)[0].rect for block in document.blocks]
        image = sheet.viewport().grab().toImage()
        ratio = image.devicePixelRatio()
        x = round((gap[1].right() + 80) * ratio)
        rows = range(round(gap[0].bottom() * ratio), round(gap[1].top() * ratio))
        return sum(QColor(image.pixel(x, y)).name().lower() == LIGHT.line.lower() for y in rows)

    assert lines(document) == 0
    assert lines(replace(document, paging=pages)) >= 1


def test_a_sheet_is_built_of_the_cells_there_are(compose: Compose) -> None:
    """True coordinates: columns and rows that are empty are not built, however many."""
    places = [CellPlace(1, row, column) for row in (4, 900_000) for column in (7, 16_000)]
    document = compose([(str(number), {"kind": "cell", "cell": place}) for number, place in enumerate(places)])
    made = list(portions(document))
    assert [(one.rows, one.columns) for one in made if isinstance(one, Rows)] == [(2, 2)]
    assert Marks(document).document is document
