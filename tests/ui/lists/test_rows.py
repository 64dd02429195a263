from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from briefreader.ui.lists.rows import ROW, Row, RowModel

keys = st.lists(st.integers(0, 12), unique=True, max_size=12)


def rows(numbers: list[int], version: int = 0) -> list[Row]:
    return [Row(str(number), f"row {number}", (number, version), heading=number % 5 == 0) for number in numbers]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(keys, st.integers(0, 1)), min_size=1, max_size=6))
def test_any_series_of_lists_is_told_to_the_view_correctly(qapp: object, series: list[tuple[list[int], int]]) -> None:
    model = RowModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for numbers, version in series:
        model.set_rows(rows(numbers, version))
        assert [model.index(n).data(ROW) for n in range(model.rowCount())] == rows(numbers, version)
    assert tester.model() is model


def test_what_stays_keeps_its_selection_when_rows_come_and_go(qapp: object) -> None:
    model = RowModel()
    model.set_rows(rows([1, 2, 3, 4]))
    selection = QItemSelectionModel(model)
    selection.setCurrentIndex(model.index(2), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    model.set_rows(rows([7, 1, 3, 8, 9]))
    assert selection.currentIndex().data(ROW).key == "3"
    assert [index.data(ROW).key for index in selection.selectedIndexes()] == ["3"]


def test_only_what_changed_is_told(qapp: object) -> None:
    model = RowModel()
    model.set_rows(rows([1, 2, 3]))
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.modelReset.connect(lambda: told.append((-1, -1)))
    model.set_rows([*rows([1]), *rows([2], 1), *rows([3])])
    model.set_rows(list(model.rows))
    assert told == [(1, 1)]


def test_headings_cannot_be_chosen_and_rows_are_read_out(qapp: object) -> None:
    model = RowModel()
    model.set_rows(rows([5, 6]))
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "row 6"
    assert model.index_of("6").row() == 1
    assert not model.index_of("9").isValid()
