from __future__ import annotations

from briefreader.ui.lists.lines import Lines
from briefreader.ui.theme import interface_font

TEXT = "The committee heard the ministers of both countries before it closed for the winter."


def test_lines_are_no_more_than_allowed(qapp: object) -> None:
    font = interface_font()
    assert Lines(TEXT, font, 120, 2).height == 2 * Lines("The", font, 120, 2).height
    assert Lines(TEXT, font, 5000, 2).height == Lines("The", font, 120, 2).height


def test_a_span_over_a_line_break_has_a_box_on_each_line(qapp: object) -> None:
    lines = Lines(TEXT, interface_font(), 150, 6)
    boxes = lines.boxes([(0, len(TEXT))], 10, 100)
    assert len(boxes) == lines.height // lines.line_height > 1
    assert all(box.left() >= 10 and box.top() >= 100 and box.width() > 0 for box in boxes)


def test_a_word_s_box_stands_at_the_word(qapp: object) -> None:
    lines = Lines("one two three", interface_font(), 500, 1)
    (one,), (three,) = lines.boxes([(0, 3)], 0, 0), lines.boxes([(8, 13)], 0, 0)
    assert one.left() == 0
    assert three.left() > one.right()


def test_a_text_of_a_million_characters_is_set_at_once(qapp: object) -> None:
    assert Lines("x" * 1_000_000, interface_font(), 200, 3).height > 0


def test_a_box_stands_at_its_word_behind_letters_qt_counts_twice(qapp: object) -> None:
    font = interface_font()
    lines = Lines("🚢🚢🚢 ferry", font, 500, 1)
    ((box,), (all_of_it,)) = lines.boxes([(4, 9)], 0, 0), lines.boxes([(0, 9)], 0, 0)
    assert box.left() == Lines("🚢🚢🚢 ", font, 500, 1).boxes([(0, 4)], 0, 0)[0].right()
    assert box.right() == all_of_it.right()
    (plain,) = Lines("ferry", font, 500, 1).boxes([(0, 5)], 0, 0)
    assert box.width() == plain.width()


def test_what_is_cut_off_ends_in_an_ellipsis_whatever_letters_it_has(qapp: object) -> None:
    font = interface_font()
    text = "🚢" * 12
    room = Lines(text, font, 5000, 1).natural_width
    assert Lines(text, font, room * 0.6, 1)._cut
    assert not Lines(text, font, room + 1, 1)._cut


def test_arabic_begins_at_the_right_edge(qapp: object) -> None:
    lines = Lines("المجلس", interface_font(), 300, 2)
    (box,) = lines.boxes([(0, 6)], 0, 0)
    assert box.right() > 295
    (box,) = Lines("council", interface_font(), 300, 2).boxes([(0, 7)], 0, 0)
    assert box.left() < 5
