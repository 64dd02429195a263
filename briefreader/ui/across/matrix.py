"""Who is named in which brief how often: names down, briefs across, the newest first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from briefreader.records import Brief, Changes
from briefreader.service.across import Matrix, Name
from briefreader.service.asking import Answer, NamesWanted
from briefreader.text.findings import EntityType
from briefreader.ui import wording
from briefreader.ui.across.page import TYPED_MS
from briefreader.ui.across.table import name_parts
from briefreader.ui.bridge import Bridge
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.lists.empty import Empty
from briefreader.ui.state import State
from briefreader.ui.theme import LIGHT, Theme

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TYPES: tuple[EntityType, ...] = ("person", "organisation", "country", "place", "group", "law", "weapon", "event")
_WIDTH, _HEAD = 92, 58
_SOON_MS = 400


class MatrixModel(QAbstractTableModel):
    """A cell for each name and brief; `count` is 0 where the brief does not name it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix = Matrix((), ())
        self.most = 1

    def show(self, matrix: Matrix) -> None:
        self.beginResetModel()
        self.matrix = matrix
        self.most = max((times for row in matrix.counts.values() for times in row.values()), default=1)
        self.endResetModel()

    def name(self, index: Index) -> Name:
        return self.matrix.names[index.row()]

    def brief(self, index: Index) -> Brief:
        return self.matrix.briefs[index.column()]

    def count(self, index: Index) -> int:
        name = self.name(index)
        return self.matrix.counts[name.type, name.name].get(self.brief(index).id, 0)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.matrix.names)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.matrix.briefs)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == _DISPLAY:
            count = self.count(index)
            return f"{count:,}" if count else ""
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            times = wording.count(self.count(index), "time") if self.count(index) else "not"
            return f"{self.name(index).name}: {times} in {wording.title(self.brief(index))}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self.matrix.briefs):
            brief = self.matrix.briefs[section]
            title = wording.title(brief)
            if role == _DISPLAY:
                return title if len(title) <= 34 else f"{title[:33].rstrip()}…"
            if role == Qt.ItemDataRole.ToolTipRole:
                return f"{title}\n{wording.day(brief.date)}"
        elif orientation == Qt.Orientation.Vertical and section < len(self.matrix.names):
            name = self.matrix.names[section]
            if role == _DISPLAY:
                return name.name if len(name.name) <= 30 else f"{name.name[:29].rstrip()}…"
            if role == Qt.ItemDataRole.ToolTipRole:
                return f"{name.name}, {wording.TYPES[name.type][0]}"
        return None


class CountDelegate(QStyledItemDelegate):
    """The number on a ground that is the darker the larger it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, MatrixModel):
            return
        count = model.count(index)
        painter.save()
        if count:
            ground = QColor(self.theme.names[model.name(index).type])
            ground.setAlphaF(0.10 + 0.28 * min(1.0, count / model.most))
            painter.fillRect(option.rect.adjusted(1, 1, -1, -1), ground)
            painter.setPen(QColor(self.theme.ink))
            painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, f"{count:,}")
        painter.setPen(QColor(self.theme.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(self.theme.accent), 1.6))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()


class MatrixTable(QTableView):
    entered_cell = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_cell.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class MatrixPage(QWidget):
    """`opened` with a brief and a span of it."""

    opened = Signal(str, int, int)

    def __init__(self, state: State, bridge: Bridge, questions: Questions) -> None:
        super().__init__()
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._state, self._bridge, self._questions = state, bridge, questions
        self._question = self._writing = 0
        self._stale = True
        self.words = QLineEdit()
        self.words.setPlaceholderText("Filter names")
        self.words.setAccessibleName("Filter names")
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(220)
        self.type = QComboBox()
        self.type.setAccessibleName("Type of names")
        self.type.addItem("All types", "")
        for kind in _TYPES:
            self.type.addItem(wording.TYPES[kind][1], kind)
        self._count = QLabel()
        self._count.setObjectName("quiet")
        save = QPushButton("Save as CSV…")
        save.clicked.connect(self.save)
        bar = QHBoxLayout()
        bar.setContentsMargins(14, 6, 14, 6)
        bar.setSpacing(8)
        for widget in (self.words, self.type, self._count):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(save)
        self.model = MatrixModel(self)
        self.table = MatrixTable()
        self.table.setModel(self.model)
        self.table.setObjectName("across")
        self.table.setAccessibleName("How often each brief names whom")
        name_parts(self.table)
        self._delegate = CountDelegate(self.table)
        self.table.setItemDelegate(self._delegate)
        self.table.setShowGrid(False)
        self.table.setFrameShape(QTableView.Shape.NoFrame)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setTabKeyNavigation(False)
        across, down = self.table.horizontalHeader(), self.table.verticalHeader()
        across.setDefaultSectionSize(_WIDTH)
        across.setFixedHeight(_HEAD)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)  # type: ignore[arg-type]
        across.setHighlightSections(False)
        down.setDefaultSectionSize(28)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setHighlightSections(False)
        self._empty = Empty("Nothing to count", "Names appear here when briefs have been analysed.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._empty, 1)
        self._empty.hide()
        self._typing = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._typing.timeout.connect(self.ask)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.ask)
        state.closing.connect(self._typing.stop)
        state.closing.connect(self._soon.stop)
        self.words.textChanged.connect(self._typing.start)
        self.type.activated.connect(self.ask)
        self.table.entered_cell.connect(self._go)
        self.table.doubleClicked.connect(self._go)
        bridge.answered.connect(self._answered)
        bridge.written.connect(self._written)
        state.changed.connect(self._changed)
        state.theme_changed.connect(self.set_theme)
        self.set_theme(state.theme)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.table.viewport().update()

    def come(self) -> None:
        if self._stale:
            self.ask()
        self.table.setFocus()

    @property
    def focus_target(self) -> QWidget:
        return self.table

    def holders(self) -> list[QWidget]:
        return [self.words, self.table]

    def step(self, step: int) -> None:
        row = self.table.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(row, max(0, self.table.currentIndex().column())))

    def step_open(self, step: int) -> None:
        self.step(step)
        if self.table.currentIndex().isValid():
            self._go(self.table.currentIndex())

    def _wanted(self) -> NamesWanted:
        return NamesWanted(" ".join(self.words.text().split()), self.type.currentData() or "")

    @Slot()
    def ask(self) -> None:
        self._stale = False
        self._count.setText("Looking…")
        self._question = self._bridge.ask("matrix", self._wanted())

    @Slot(int, object)
    def _answered(self, number: int, answer: Answer) -> None:
        if number != self._question:
            return
        self._question = 0
        matrix: Matrix = answer.rows[0]
        self.model.show(matrix)
        self.table.setVisible(bool(matrix.names))
        self._empty.setVisible(not matrix.names)
        names, briefs = wording.count(len(matrix.names), "name"), wording.count(len(matrix.briefs), "brief")
        self._count.setText(f"The {names} named most, in the newest {briefs} that name them")
        if matrix.names and matrix.briefs:
            self.table.setCurrentIndex(self.model.index(0, 0))

    @Slot(object)
    def _go(self, index: QModelIndex) -> None:
        """To the first place where the brief names it."""
        if self.model.count(index):
            name, brief = self.model.name(index), self.model.brief(index)
            found = next(
                one.mention for one in self._state.library.mentions(brief.id)
                if (one.mention.name, one.mention.type) == (name.name, name.type)
            )  # fmt: skip
            self.opened.emit(brief.id, found.start, found.end)

    @Slot()
    def save(self) -> None:
        path = self._questions.save_file("Save as CSV", "names-by-brief.csv", "CSV (*.csv)")
        if path is not None:
            self._writing = self._bridge.write_answer("matrix", self._wanted(), "", path)

    @Slot(int, str, int)
    def _written(self, number: int, output: str, rows: int) -> None:
        if number == self._writing:
            self._state.say(f"{wording.count(rows, 'name')} saved to {Path(output).name}.")

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes.findings or changes.briefs or changes.everything:
            self._stale = True
            if self.isVisible():
                self._soon.start()
