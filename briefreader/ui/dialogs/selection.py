"""From what a summary is made: briefs, tags, a search, dates, a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefreader.text.draft import Selection

_KEY = int(Qt.ItemDataRole.UserRole)
_DAY = "as 2026-03-12"


class SelectionDialog(QDialog):
    """`briefs` and `tags` are (key, what is shown), those that have passages. Nothing ticked means all."""

    def __init__(
        self,
        selection: Selection,
        briefs: Sequence[tuple[str, str]],
        tags: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Summary from - BriefReader")
        self.resize(720, 520)
        self._old = selection
        self.briefs = _ticked("Briefs", briefs, selection.briefs)
        self.tags = _ticked("Tags", tags, selection.tags)
        self.query = QLineEdit(selection.query)
        self.since, self.until = QLineEdit(selection.since), QLineEdit(selection.until)
        self.marked = QLineEdit(selection.marked_since)
        self.speaker = QLineEdit(selection.speaker)
        for field in (self.since, self.until, self.marked):
            field.setPlaceholderText(_DAY)
        self.query.setPlaceholderText('as in the search box: grain AND "night trains"')
        form = QFormLayout()
        days = QHBoxLayout()
        for word, field in (("from", self.since), ("to", self.until)):
            days.addWidget(QLabel(word))
            days.addWidget(field)
        form.addRow("Briefs that fit", self.query)
        form.addRow("Briefs dated", days)
        form.addRow("Marked since", self.marked)
        form.addRow("Person", self.speaker)
        lists = QHBoxLayout()
        for name, widget in (("Briefs (none ticked: all)", self.briefs), ("Tags (none ticked: all)", self.tags)):
            column = QVBoxLayout()
            column.addWidget(QLabel(name))
            column.addWidget(widget)
            lists.addLayout(column)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(lists, 1)
        layout.addLayout(form)
        layout.addWidget(buttons)

    def selection(self) -> Selection:
        return replace(
            self._old,
            briefs=_of(self.briefs),
            tags=_of(self.tags),
            query=self.query.text().strip(),
            since=self.since.text().strip(),
            until=self.until.text().strip(),
            marked_since=self.marked.text().strip(),
            speaker=self.speaker.text().strip(),
        )


def _ticked(name: str, entries: Sequence[tuple[str, str]], chosen: Sequence[str]) -> QListWidget:
    widget = QListWidget()
    widget.setAccessibleName(name)
    for key, text in entries:
        item = QListWidgetItem(text)
        item.setData(_KEY, key)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if key in chosen else Qt.CheckState.Unchecked)
        widget.addItem(item)
    return widget


def _of(widget: QListWidget) -> tuple[str, ...]:
    items = (widget.item(row) for row in range(widget.count()))
    return tuple(item.data(_KEY) for item in items if item.checkState() == Qt.CheckState.Checked)
