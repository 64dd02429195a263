from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from pytestqt.qtbot import QtBot

from briefreader.records import Passage
from briefreader.text.document import Document
from briefreader.ui.reader.marks import Marks
from briefreader.ui.reader.printing import print_pages
from briefreader.ui.reader.typography import Typography
from briefreader.ui.reader.view import ReaderView
from briefreader.ui.theme import DARK, LIGHT

_TYPE = Typography("DejaVu Serif", "DejaVu Sans", "DejaVu Sans Mono", 16.5)


@pytest.fixture
def paper(tmp_path: Path, qapp: object) -> QPdfWriter:
    made = QPdfWriter(str(tmp_path / "out.pdf"))
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    made.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout.Unit.Millimeter)
    return made


def test_a_long_brief_is_printed_on_many_pages(paper: QPdfWriter, long: Document, tmp_path: Path) -> None:
    pages = list(print_pages(paper, Marks(long), _TYPE, "The long account, 2026"))
    assert pages == list(range(1, len(pages) + 1))
    assert len(pages) > 10
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_the_view_prints_what_it_shows(
    paper: QPdfWriter, mixed: Document, passage: Callable[..., Passage], qtbot: QtBot, tmp_path: Path
) -> None:
    view = ReaderView()
    qtbot.addWidget(view)
    view.set_theme(DARK)
    view.show_document(mixed)
    view.set_passages([passage(mixed, 0, 9, "t")], {"t": "pink"})
    assert view.print_document(paper, "cited") == 1
    assert (tmp_path / "out.pdf").stat().st_size > 2000


def test_paper_has_papers_colours_and_the_passages(
    mixed: Document, passage: Callable[..., Passage], monkeypatch: pytest.MonkeyPatch, paper: QPdfWriter
) -> None:
    image = QImage(900, 1200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    marks = Marks(mixed)
    marks.set_passages([passage(mixed, 0, 9, "t")], {"t": "pink"})
    seen: list[QImage] = []

    def painter_on_image(device: object) -> QPainter:
        seen.append(image)
        return QPainter(image)

    monkeypatch.setattr("briefreader.ui.reader.printing.QPainter", painter_on_image)
    paper.setResolution(96)
    assert list(print_pages(paper, marks, _TYPE)) == [1]
    colours = {QColor(image.pixel(x, y)).name() for x in range(0, 700, 2) for y in range(0, 500, 2)}
    assert seen
    assert LIGHT.markers["pink"].lower() in colours
    assert LIGHT.ink.lower() in colours
    assert "#ffffff" in colours
