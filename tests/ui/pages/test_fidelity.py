"""What is drawn upon a page are the words meant, and what is dragged over is selected: a share of the benchmark."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from pytestqt.qtbot import QtBot

from briefreader import readers
from briefreader.readers.pdf.geometry import PageSource
from briefreader.ui.pages.view import PagesView

LEFT = (
    "The council of Lindesund met in the old cus-",
    "toms house on the first Monday of the month.",
    "It had before it the figures for the harbour,",
    "and those for the two ferries. Nobody asked for",
    "the minutes to be read. The chair said that the",
    "money was there and that the will was not.",
)
RIGHT = (
    "Ivo Varga of the fishermen's guild wanted the",
    "quay to be deepened first. The engineer repli-",
    "ed that it stands on sand. A vote was put off",
    "until the spring, when the ice is gone. It was",
    "agreed to write to the province. The answer is",
    "expected before the next meeting.",
)
NOTES = ("1 The figures are those of the harbour office.", "2 The guild has ninety members.")


@pytest.fixture(scope="module")
def measure() -> ModuleType:
    """The benchmark of the page view as a module."""
    path = Path(__file__).parents[3] / "benchmarks" / "page_view.py"
    spec = importlib.util.spec_from_file_location("page_view_benchmark", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=["columns", "notes", "turned", "small"])
def pdf(request: pytest.FixtureRequest, tmp_path: Path, pdf_maker: ModuleType) -> Path:
    page = pdf_maker.Page
    match request.param:
        case "columns":
            made = [page().put(72, 80, "The harbour", 20, pdf_maker.BOLD).lines(50, 120, *LEFT).lines(320, 120, *RIGHT)]
        case "notes":
            made = [
                page()
                .lines(72, 120, *LEFT)
                .put(72 + 290, 190, "1", 6, rise=4)
                .rule(72, 690, 200, 690)
                .lines(72, 705, *NOTES, size=8, step=11)
                for _ in range(2)
            ]
        case "turned":
            made = [page(rotate=90).lines(72, 120, *LEFT), page(rotate=270).lines(72, 120, *RIGHT)]
        case _:
            made = [
                page(320, 220).lines(20, 40, *LEFT, size=9),
                page(3000, 2400).lines(300, 400, *RIGHT, size=70, step=90),
            ]
    path = tmp_path / f"{request.param}.pdf"
    path.write_bytes(pdf_maker.pdf(*made))
    return path


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[PagesView]:
    made = PagesView()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    yield made
    made.source.close()


@pytest.mark.parametrize("turns", [0, 1])
def test_what_is_drawn_and_dragged_are_the_words_meant(
    view: PagesView, pdf: Path, measure: ModuleType, turns: int
) -> None:
    document = readers.read(pdf)
    for _ in range(turns):
        view.canvas.rotate()
    spans = measure.sentences_of(document, 6, seed=11)
    assert len(spans) >= 4
    assert measure.show(view, pdf, document)
    if pdf.stem == "small":
        view.canvas.set_zoom(1.0)  # beside a page ten times as wide its letters would be smaller than a pixel
    with PageSource(pdf) as pages:
        assert list(measure.rectangles(view, pages, document, spans)) == []
    assert list(measure.drags(view, document, spans)) == []
