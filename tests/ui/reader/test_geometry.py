from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from briefreader.text.document import Document
from briefreader.ui.reader.builder import Builder
from briefreader.ui.reader.geometry import Geometry
from briefreader.ui.reader.typography import Typography

_TYPE = Typography("DejaVu Serif", "DejaVu Sans", "DejaVu Sans Mono", 16.5)
Laid = tuple[QTextEdit, Builder, Geometry]


@pytest.fixture
def lay(qtbot: QtBot) -> Callable[[Document], Laid]:
    kept: list[QTextEdit] = []

    def make(document: Document) -> Laid:
        edit = QTextEdit()
        qtbot.addWidget(edit)
        kept.append(edit)
        edit.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        edit.setLineWrapColumnOrWidth(420)
        edit.resize(500, 4000)
        builder = Builder(document, edit.document(), _TYPE)
        while not builder.step(5):
            pass
        return edit, builder, Geometry(edit.document(), builder.positions)

    return make


def test_the_caret_stands_where_qt_puts_it(mixed: Document, lay: Callable[[Document], Laid]) -> None:
    edit, builder, geometry = lay(mixed)
    for offset in range(len(mixed.text)):
        cursor = QTextCursor(edit.document())
        cursor.setPosition(builder.positions.position(offset))
        theirs, ours = edit.cursorRect(cursor), geometry.line_at(offset)
        assert ours.x() == pytest.approx(theirs.x(), abs=1.5), offset
        assert theirs.top() - 1.5 <= ours.top(), offset
        assert ours.bottom() <= theirs.bottom() + 2, offset


def test_a_span_over_several_lines_has_a_box_on_each(long: Document, lay: Callable[[Document], Laid]) -> None:
    _, _, geometry = lay(long)
    block = next(block for block in long.blocks if block.end - block.start > 300)
    boxes = geometry.boxes(block.start, block.end)
    assert len(boxes) > 3
    assert [box.opens for box in boxes] == [True] + [False] * (len(boxes) - 1)
    assert [box.closes for box in boxes] == [False] * (len(boxes) - 1) + [True]
    assert all(a.rect.bottom() <= b.rect.bottom() for a, b in itertools.pairwise(boxes))
    assert all(box.rect.top() < box.baseline < box.rect.bottom() + 1 for box in boxes)


def test_boxes_lie_side_by_side_without_gap(mixed: Document, lay: Callable[[Document], Laid]) -> None:
    _, _, geometry = lay(mixed)
    start = mixed.text.index("Orla Venn")
    first, second = geometry.boxes(start, start + 4), geometry.boxes(start + 4, start + 9)
    both = geometry.boxes(start, start + 9)
    assert len(first) == len(second) == len(both) == 1
    assert both[0].rect.width() == pytest.approx(second[0].rect.right() - first[0].rect.left(), abs=0.1)


def test_a_latin_name_in_arabic_text_is_one_box_of_its_own(mixed: Document, lay: Callable[[Document], Laid]) -> None:
    _, _, geometry = lay(mixed)
    start = mixed.text.index("Aurora")
    boxes = geometry.boxes(start, start + 6)
    assert len(boxes) == 1
    assert 20 < boxes[0].rect.width() < 90


def test_a_span_through_both_directions_covers_two_stretches(
    compose: Callable[..., Document], lay: Callable[[Document], Laid]
) -> None:
    document = compose([("abc שלום def", {})])
    _, _, geometry = lay(document)
    whole = geometry.boxes(0, len(document.text))
    assert len(whole) == 1
    half = geometry.boxes(0, 6)  # "abc" and the first letters of the Hebrew word, which stand at its right end
    assert len(half) == 2
    assert half[0].rect.right() < half[1].rect.left()


def test_the_offset_under_a_letter_is_that_letters(mixed: Document, lay: Callable[[Document], Laid]) -> None:
    _, _, geometry = lay(mixed)
    for word in ("ferry", "Venn", "Nordby", "400", "大臣", "quoted", "ليلى", "tide tables"):
        start = mixed.text.index(word)
        for offset in range(start, start + len(word)):
            boxes = geometry.boxes(offset, offset + 1)
            if boxes:
                assert geometry.offset_at(boxes[0].rect.center(), exact=True) == offset, word


def test_beside_the_text_there_is_nothing(mixed: Document, lay: Callable[[Document], Laid]) -> None:
    _, _, geometry = lay(mixed)
    line = geometry.line_at(mixed.text.index("See the"))
    assert geometry.offset_at(QPointF(415, line.center().y()), exact=True) is None
    assert geometry.offset_at(QPointF(415, line.center().y())) is not None


def test_what_is_in_view_is_found_at_every_height(long: Document, lay: Callable[[Document], Laid]) -> None:
    edit, _, geometry = lay(long)
    height = edit.document().size().height()
    firsts = []
    for y in range(0, int(height) - 200, 97):
        first, last = geometry.first_in_view(y), geometry.last_in_view(y + 200)
        assert geometry.line_at(first).center().y() >= y - 1
        assert geometry.line_at(first).top() <= y + 70
        assert last > first
        firsts.append(first)
    assert firsts == sorted(firsts)


def test_what_is_not_built_yet_has_no_place(long: Document, qtbot: QtBot) -> None:
    edit = QTextEdit()
    qtbot.addWidget(edit)
    edit.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
    edit.setLineWrapColumnOrWidth(420)
    builder = Builder(long, edit.document(), _TYPE)
    builder.step(0.001)
    geometry = Geometry(edit.document(), builder.positions)
    assert geometry.boxes(len(long.text) - 20, len(long.text)) == ()
    assert geometry.boxes(0, 5)
    while not builder.step(5):
        pass
    assert geometry.boxes(len(long.text) - 20, len(long.text))


def test_tables_have_a_line_above_each_cell_and_one_below(mixed: Document, lay: Callable[[Document], Laid]) -> None:
    _, _, geometry = lay(mixed)
    rules = geometry.rules(mixed.text.index("Nordby"))
    assert len({round(rule.y1()) for rule in rules}) == 4
    assert geometry.rules(0) == ()
