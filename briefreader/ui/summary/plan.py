"""The left side of the composer: from what the summary is made, its form and looks, its blocks, and what speaks against
it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefreader.service.draft_checks import Remark
from briefreader.service.draft_forms import FORMS
from briefreader.service.drafting import Composed
from briefreader.text.draft import STYLES, Block, BlockName, Draft
from briefreader.ui.theme import LIGHT, Theme

BLOCK_NAMES: Mapping[BlockName, str] = {
    "bottom_line": "Bottom line", "key_points": "Key points", "questions": "Questions and answers",
    "evidence": "Evidence by tag", "quotes": "Quotes", "people": "People and organisations", "places": "Places",
    "timeline": "Timeline", "figures": "Figures", "changes": "Changes", "open_points": "Open points",
    "sources": "Sources", "tags": "Tags used", "provenance": "Provenance", "annex": "Annex: passages in place",
    "pages": "Annex: pages quoted (PDF)",
}  # fmt: skip
STYLE_NAMES = {
    "short": "Short: title, date, page",
    "footnote": "Footnotes",
    "author-date": "Author and year",
    "numeric": "Numbers",
}
_NAME = int(Qt.ItemDataRole.UserRole)
_NO_TEMPLATE = "The program's own"


class _Coloured(QStyledItemDelegate):
    """Draws each item in its own colour, which the style sheet would otherwise set."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(option.rect, option.palette.highlight())
        brush = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(brush.color())
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(option.rect.adjusted(4, 2, -4, -2), flags, index.data())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = max(60, self.parent().viewport().width() - 8)  # type: ignore[union-attr]
        area = QRect(0, 0, width, 1000)
        return option.fontMetrics.boundingRect(area, int(Qt.TextFlag.TextWordWrap), index.data()).size() + QSize(0, 8)


class Plan(QWidget):
    """Every signal gives what the user has chosen; nothing is changed here."""

    blocks_changed = Signal(object)  # tuple of Block
    form_chosen = Signal(str)
    style_chosen = Signal(str)
    office_chosen = Signal(str)
    office_wanted = Signal()
    selection_wanted = Signal()
    remark_chosen = Signal(object)  # Remark

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("libraryPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme: Theme = LIGHT
        self._remarks: Sequence[Remark] = ()
        self._filling = False
        self.drafts = QPushButton("Drafts")
        self.drafts.setAccessibleName("Drafts and their versions")
        self.amount = QLabel("")
        self.amount.setWordWrap(True)
        self.change = QPushButton("Change…")
        self.change.setAccessibleName("Change what the summary is made from")
        self.change.clicked.connect(self.selection_wanted)
        self.form = _combo("Form", [(form.called, form.name) for form in FORMS if not form.asks])
        self.form.activated.connect(lambda at: self.form_chosen.emit(self.form.itemData(at)))
        self.style_box = _combo("Citations", [(STYLE_NAMES[style], style) for style in STYLES])
        self.style_box.activated.connect(lambda at: self.style_chosen.emit(self.style_box.itemData(at)))
        self.office = _combo("Word template", [])
        self.office.activated.connect(self._office_activated)
        self.blocks = QListWidget()
        self.blocks.setAccessibleName("Blocks: Space switches, Alt+Up and Alt+Down order them")
        self.blocks.setToolTip("Space switches a block; Alt+Up and Alt+Down, or the mouse, order them")
        self.blocks.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.blocks.setFrameShape(QListWidget.Shape.NoFrame)
        self.blocks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.blocks.installEventFilter(self)
        self.blocks.itemChanged.connect(self._switched)
        self.blocks.model().rowsMoved.connect(self._switched)
        self.remarks = QListWidget()
        self.remarks.setAccessibleName("Check")
        self.remarks.setFrameShape(QListWidget.Shape.NoFrame)
        self.remarks.setItemDelegate(_Coloured(self.remarks))
        self.remarks.setMinimumHeight(90)
        self.remarks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.remarks.itemActivated.connect(self._chosen)
        self.remarks.itemClicked.connect(self._chosen)
        inner = QWidget()
        inner.setObjectName("libraryPanel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 12, 10)
        column.setSpacing(5)
        self._title(column, "Draft")
        column.addWidget(self.drafts)
        self._title(column, "Summary from")
        row = QHBoxLayout()
        row.addWidget(self.amount, 1)
        row.addWidget(self.change)
        column.addLayout(row)
        for name, box in (("Form", self.form), ("Citations", self.style_box), ("Word template", self.office)):
            self._title(column, name)
            column.addWidget(box)
        self._title(column, "Blocks")
        column.addWidget(self.blocks)
        self._title(column, "Check")
        column.addWidget(self.remarks, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    @staticmethod
    def _title(column: QVBoxLayout, text: str) -> None:
        label = QLabel(text)
        label.setObjectName("sectionTitle")
        column.addSpacing(6)
        column.addWidget(label)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._show_remarks()

    def show_draft(self, draft: Draft, templates: Sequence[Path]) -> None:
        self._filling = True
        self.form.setCurrentIndex(self.form.findData(draft.form))
        self.style_box.setCurrentIndex(self.style_box.findData(draft.style))
        self.office.clear()
        self.office.addItem(_NO_TEMPLATE, "")
        known = {str(path): path.name for path in templates if path.suffix == ".docx"}
        if draft.office:
            known.setdefault(draft.office, Path(draft.office).name)
        for path, name in known.items():
            self.office.addItem(name, path)
        self.office.addItem("Choose a file…", None)
        self.office.setCurrentIndex(max(0, self.office.findData(draft.office)))
        if self._blocks() != draft.blocks:
            row = self.blocks.currentRow()
            self.blocks.clear()
            for block in draft.blocks:
                item = QListWidgetItem(BLOCK_NAMES[block.name])
                item.setData(_NAME, block.name)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if block.shown else Qt.CheckState.Unchecked)
                self.blocks.addItem(item)
            self.blocks.setCurrentRow(max(0, row))
        self.blocks.setFixedHeight(sum(self.blocks.sizeHintForRow(n) for n in range(self.blocks.count())) + 6)
        self._filling = False

    def show_composed(self, composed: Composed, draft: Draft) -> None:
        self.amount.setText(composed.amount)
        points = sum(bool(point.words) for point in draft.points)
        self._filling = True
        for row in range(self.blocks.count()):
            item = self.blocks.item(row)
            name = item.data(_NAME)
            glimpse = composed.blocks.get(name)
            number = f"{points} of 7" if name == "key_points" else f"{glimpse.items:,}" if glimpse else ""
            shown = BLOCK_NAMES[name] + (f"  ({number})" if number and number != "0" else "")
            if item.text() != shown:
                item.setText(shown)
        self._filling = False
        self._remarks = composed.remarks
        self._show_remarks()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if step and event.type() == QEvent.Type.KeyPress:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        row = self.blocks.currentRow()
        if 0 <= row + step < self.blocks.count():
            self._filling = True
            item = self.blocks.takeItem(row)
            self.blocks.insertItem(row + step, item)
            self.blocks.setCurrentRow(row + step)
            self._filling = False
            self._switched()

    def _blocks(self) -> tuple[Block, ...]:
        items = [self.blocks.item(row) for row in range(self.blocks.count())]
        return tuple(Block(item.data(_NAME), item.checkState() == Qt.CheckState.Checked) for item in items)

    @Slot()
    def _switched(self) -> None:
        if not self._filling:
            self.blocks_changed.emit(self._blocks())

    @Slot(int)
    def _office_activated(self, at: int) -> None:
        path = self.office.itemData(at)
        if path is None:
            self.office_wanted.emit()
        else:
            self.office_chosen.emit(path)

    @Slot(QListWidgetItem)
    def _chosen(self, item: QListWidgetItem) -> None:
        self.remark_chosen.emit(item.data(_NAME))

    def _show_remarks(self) -> None:
        good = "#7CC36A" if self._theme.is_dark else "#3A7D2C"
        colours = {"alarm": self._theme.danger, "note": self._theme.ink2, "good": good}
        self.remarks.clear()
        for remark in self._remarks[:40]:
            item = QListWidgetItem(remark.sentence)
            item.setData(_NAME, remark)
            item.setForeground(QColor(colours[remark.kind]))
            self.remarks.addItem(item)


def _combo(name: str, entries: Sequence[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    for text, value in entries:
        box.addItem(text, value)
    return box
