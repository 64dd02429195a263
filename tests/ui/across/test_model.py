"""The table holds what has been looked at, asks for the rest, and obeys Qt's rules for models."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from briefreader.service.asking import PAGE, Answer
from briefreader.ui.across.model import Column, PagedModel

COLUMNS = (Column("Name", lambda row, _: str(row), key="name"), Column("Length", lambda row, _: f"{len(str(row))}"))


def answer(total: int, offset: int = 0) -> Answer:
    rows = tuple(f"row {number}" for number in range(offset, min(total, offset + PAGE)))
    return Answer("names", total, rows, offset)


def strict(model: PagedModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_long_answer_is_shown_and_its_pages_are_asked_for(qtbot: QtBot) -> None:
    model = PagedModel(COLUMNS)
    assert model.rowCount() == 0
    model.begin(answer(1_000_000))
    assert (model.rowCount(), model.columnCount()) == (1_000_000, 2)
    assert model.index(3, 0).data() == "row 3"
    assert model.index(3, 1).data() == "5"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Name"
    with qtbot.waitSignal(model.page_wanted) as wanted:
        assert model.index(700_123, 0).data() == ""
    assert wanted.args == [700_123 // PAGE * PAGE]
    model.take(answer(1_000_000, wanted.args[0]))
    assert model.index(700_123, 0).data() == "row 700123"


def test_it_obeys_the_rules_of_models(qtbot: QtBot) -> None:
    model = PagedModel(COLUMNS)
    tester = strict(model)
    model.begin(answer(2 * PAGE + 5))
    model.take(answer(2 * PAGE + 5, PAGE))
    model.take(answer(2 * PAGE + 5, 2 * PAGE))
    assert model.row(2 * PAGE + 4) == f"row {2 * PAGE + 4}"
    model.begin(answer(3))
    model.clear()
    del tester


def test_what_is_kept_is_bounded(qtbot: QtBot) -> None:
    model = PagedModel(COLUMNS)
    model.begin(answer(100_000))
    for number in range(1, 40):
        model.take(answer(100_000, number * PAGE))
    assert sum(1 for _ in model.loaded()) <= 12 * PAGE
    assert model.row(39 * PAGE) == f"row {39 * PAGE}"
    assert model.row(100_000) is None


def test_the_same_answer_again_keeps_the_rows_another_begins_anew(qtbot: QtBot) -> None:
    model = PagedModel(COLUMNS)
    tester = strict(model)
    model.begin(answer(10))
    with qtbot.assertNotEmitted(model.modelReset):
        model.renew(answer(10))
    with qtbot.waitSignal(model.modelReset):
        model.renew(answer(9))
    assert model.rowCount() == 9
    model.clear()
    assert model.rowCount() == 0
    del tester


def test_a_page_of_another_answer_is_not_taken(qtbot: QtBot) -> None:
    model = PagedModel(COLUMNS)
    model.begin(answer(1000))
    model.take(answer(5000, PAGE))
    assert model.row(PAGE) is None
