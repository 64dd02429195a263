"""The statements of one block under each other, typed and ordered in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from briefreader.text.draft import BlockName, SourceMark, Statement
from briefreader.ui.summary.statement import StatementEdit

NAMES: Mapping[BlockName, tuple[str, str, str]] = {
    "bottom_line": ("Bottom line", "Bottom line", "One to three sentences, and what is asked"),
    "key_points": ("Key points", "Key point", "A key point; Ctrl+M cites its source"),
    "questions": ("Questions and answers", "Answer", "The answer; Ctrl+M cites its source"),
    "open_points": ("Open points", "Open point", "What is not settled: one source against another, or a gap"),
}


class _Row(QWidget):
    """One statement with its number, and with its question where it answers one."""

    def __init__(self, block: BlockName, parent: QWidget) -> None:
        super().__init__(parent)
        _, name, hint = NAMES[block]
        self.number = QLabel()
        self.number.setObjectName("number")
        self.number.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.number.setFixedWidth(24)
        if block == "bottom_line":
            self.number.hide()
        self.edit = StatementEdit(name, hint)
        self.question = QLineEdit()
        self.question.setObjectName("question")
        self.question.setFrame(False)
        self.question.setPlaceholderText("The question")
        self.question.setAccessibleName("Question")
        if block != "questions":
            self.question.hide()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.question)
        column.addWidget(self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.number)
        row.addLayout(column, 1)

    def statement(self) -> Statement:
        return self.edit.statement(self.question.text())


class StatementList(QWidget):
    """`changed` when any statement, or their order, has; `entered` gives the number of the one being typed."""

    changed = Signal()
    entered = Signal(int)
    cite_wanted = Signal()
    undoing = Signal()
    left = Signal(int)

    def __init__(self, block: BlockName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.block = block
        self.rows: list[_Row] = []
        self._labels: Mapping[SourceMark, str] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)

    def statements(self) -> tuple[Statement, ...]:
        return tuple(row.statement() for row in self.rows)

    def set_statements(self, statements: Sequence[Statement]) -> None:
        """Show these, in at least one row."""
        wanted = list(statements) or [Statement()]
        while len(self.rows) > len(wanted):
            self._drop(len(self.rows) - 1)
        while len(self.rows) < len(wanted):
            self._add(len(self.rows))
        for row, statement in zip(self.rows, wanted, strict=True):
            if row.question.text() != statement.question:
                row.question.setText(statement.question)
            row.edit.set_statement(statement)
        self._count()

    def set_labels(self, labels: Mapping[SourceMark, str]) -> None:
        self._labels = labels
        for row in self.rows:
            row.edit.set_labels(labels)

    def set_flags(self, flags: Mapping[int, str]) -> None:
        """What is amiss with statements, by their number from 0."""
        for number, row in enumerate(self.rows):
            row.edit.set_flag(flags.get(number, ""))

    def focus(self, number: int) -> None:
        """The cursor to the end of a statement."""
        row = self.rows[max(0, min(number, len(self.rows) - 1))]
        row.edit.setFocus()

    def current(self) -> int | None:
        return next((number for number, row in enumerate(self.rows) if row.edit.hasFocus()), None)

    def _add(self, at: int) -> _Row:
        row = _Row(self.block, self)
        row.edit.set_labels(self._labels)
        self.rows.insert(at, row)
        self._layout.insertWidget(at, row)
        row.show()  # at once, so that it can take the keyboard
        edit = row.edit
        edit.changed.connect(self.changed)
        row.question.textEdited.connect(self.changed)
        edit.another.connect(self._another)
        edit.removed.connect(self._remove)
        edit.moved.connect(self._move)
        edit.left.connect(self._leave)
        edit.entered.connect(self._enter)
        edit.cite_wanted.connect(self.cite_wanted)
        edit.undoing.connect(self.undoing)
        self._count()
        return row

    def _drop(self, at: int) -> None:
        row = self.rows.pop(at)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _place(self) -> int:
        """Which statement the signal is of."""
        return next(number for number, row in enumerate(self.rows) if row.edit is self.sender())

    @Slot()
    def _another(self) -> None:
        at = self._place() + 1
        self._add(at)
        self.focus(at)
        self.changed.emit()

    @Slot()
    def _remove(self) -> None:
        at = self._place()
        if len(self.rows) > 1:
            self._drop(at)
            self._count()
            self.focus(at - 1 if at else 0)
            self.changed.emit()

    @Slot(int)
    def _move(self, step: int) -> None:
        at = self._place()
        to = at + step
        if not 0 <= to < len(self.rows):
            return
        row = self.rows.pop(at)
        self.rows.insert(to, row)
        self._layout.removeWidget(row)
        self._layout.insertWidget(to, row)
        row.edit.setFocus()
        self._count()
        self.changed.emit()

    @Slot(int)
    def _leave(self, step: int) -> None:
        to = self._place() + step
        if 0 <= to < len(self.rows):
            self.focus(to)
        else:
            self.left.emit(step)

    @Slot()
    def _enter(self) -> None:
        self.entered.emit(self._place())

    def _count(self) -> None:
        for number, row in enumerate(self.rows, 1):
            row.number.setText(f"{number}.")
            name = NAMES[self.block][1]
            row.edit.setAccessibleName(name if self.block == "bottom_line" else f"{name} {number}")
