"""The table gives up what can be spared before anything is too narrow to be read."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from briefreader.service.asking import Answer
from briefreader.ui.across.quotes import QUOTES
from briefreader.ui.across.table import Table


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (1000, ["Speaker", "Words", "Brief", "Date", "Place", "Briefs"]),
        (570, ["Speaker", "Words", "Brief", "Date", "Place"]),
        (300, ["Speaker", "Words"]),
    ],
)
def test_columns_that_can_be_spared_give_way(qtbot: QtBot, width: int, shown: list[str]) -> None:
    table = Table("Quotations", QUOTES)
    qtbot.addWidget(table)
    table.resize(width, 200)
    table.show()
    there = [QUOTES[number].title for number in range(len(QUOTES)) if not table.isColumnHidden(number)]
    assert there == shown
    assert sum(table.columnWidth(number) for number in range(len(QUOTES))) <= table.viewport().width()
    for number in range(len(QUOTES)):
        assert table.isColumnHidden(number) or table.columnWidth(number) >= QUOTES[number].least


def test_a_head_sorts_and_sorts_back(qtbot: QtBot) -> None:
    table = Table("Quotations", QUOTES)
    qtbot.addWidget(table)
    table.rows.begin(Answer("quotes", 0, ()))
    orders: list[str] = []
    table.sorted_by.connect(orders.append)
    for column in (0, 0, 5, 4):  # the place has no order
        table.sort_by(column)
    assert orders == ["speaker", "-speaker", "-places"]
