from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

from briefreader.ui.reader.column import fit
from briefreader.ui.reader.scrollmarks import MARKS_WIDTH
from briefreader.ui.reader.sheet import SPACE
from briefreader.ui.reader.typography import Typography

pytestmark = pytest.mark.usefixtures("qapp")


@given(st.integers(300, 4000), st.floats(10, 36))
@settings(max_examples=50, deadline=None)
def test_text_and_margins_fill_the_window_and_lines_are_never_too_long(room: int, size: float) -> None:
    typography = Typography("DejaVu Serif", "DejaVu Sans", "DejaVu Sans Mono", size)
    column = fit(room, typography)
    assert column.left >= 40
    assert column.width <= typography.measure() + SPACE.left + SPACE.right
    if column.right:
        assert column.left + column.width + column.right + MARKS_WIDTH == room


def test_a_full_line_holds_between_sixty_and_seventy_five_letters() -> None:
    typography = Typography("DejaVu Serif", "DejaVu Sans", "DejaVu Sans Mono", 16.5)
    sentence = "Farmers in the south sent most of their maize by road until the locks were opened in March. "
    each = QFontMetricsF(typography.font()).horizontalAdvance(sentence) / len(sentence)
    assert 60 <= typography.measure() / each <= 75


def test_a_wide_window_has_room_for_names_and_a_narrow_one_for_text() -> None:
    typography = Typography("DejaVu Serif", "DejaVu Sans", "DejaVu Sans Mono", 16.5)
    assert fit(1000, typography).right >= 120
    assert fit(560, typography).right < 40
