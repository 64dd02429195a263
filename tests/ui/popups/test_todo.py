from __future__ import annotations

from datetime import date

import pytest

from briefreader.ui.popups.todo import day_of

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-03", "2026-12-03"),
        ("2026-02-30", ""),
        ("today", "2026-11-24"),
        ("Tomorrow", "2026-11-25"),
        ("+7", "2026-12-01"),
        ("fri", "2026-11-27"),
        ("tuesday", "2026-12-01"),  # the next one
        ("t", ""),
        ("3.12.", "2026-12-03"),
        ("3/1", "2027-01-03"),
        ("31.2.", ""),
        ("", ""),
        ("soon", ""),
    ],
)
def test_a_day_as_it_is_typed(typed: str, day: str) -> None:
    assert day_of(typed, TODAY) == day
