from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from briefreader.ui.pages.layout import GAP, MARGIN, PageLayout, zoom_to_width

_size = st.tuples(st.floats(20, 2000), st.floats(20, 2000))
_sizes = st.lists(_size, min_size=1, max_size=8)
_turn = st.sampled_from([0, 90, 180, 270])
_zoom = st.floats(0.2, 5)


@given(_sizes, _zoom, _turn, st.floats(100, 3000))
def test_pages_follow_each_other_within_the_width(
    sizes: list[tuple[float, float]], zoom: float, rotation: int, width: float
) -> None:
    layout = PageLayout(sizes, zoom, rotation, width)
    for upper, lower in zip(layout.rects, layout.rects[1:], strict=False):
        assert lower.top() - upper.bottom() == pytest.approx(GAP, abs=2)
    assert all(rect.left() >= MARGIN - 2 and rect.right() <= layout.width - MARGIN + 2 for rect in layout.rects)
    for number, rect in enumerate(layout.rects):
        assert layout.page_at(rect.center().y()) == number
        assert number in layout.between(rect.top() + 1, rect.top() + 2)


@given(_size, _zoom, _turn, st.data())
def test_a_place_shown_leads_back_to_the_page(
    size: tuple[float, float], zoom: float, rotation: int, data: st.DataObject
) -> None:
    layout = PageLayout([size], zoom, rotation, 800)
    x, y = data.draw(st.floats(0, size[0])), data.draw(st.floats(0, size[1]))
    shown = layout.shown(0, (x, y, x, y))
    back = layout.on_page(0, QPointF(shown.x(), shown.y()))
    assert back == pytest.approx((x, y), abs=0.01)
    grown = layout.rects[0].adjusted(-2, -2, 2, 2)
    assert grown.contains(shown.topLeft())


@given(_sizes, _turn, st.floats(200, 3000))
def test_the_widest_page_fits_the_width(sizes: list[tuple[float, float]], rotation: int, width: float) -> None:
    layout = PageLayout(sizes, zoom_to_width(sizes, rotation, width), rotation, width)
    assert layout.width == pytest.approx(width, abs=1)


def test_no_pages() -> None:
    layout = PageLayout((), 1.0, 0, 500)
    assert layout.height == 0
    assert list(layout.between(0, 100)) == []
