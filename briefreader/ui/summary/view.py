"""The annotated summary: which briefs and tags go in, how it will look, and Save."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefreader.records import Brief, Changes
from briefreader.ui import wording
from briefreader.ui.bridge import Bridge
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.state import State
from briefreader.ui.summary.preview import Preview
from briefreader.ui.theme import Theme

FORMATS = {"html": ("HTML", "Web page (*.html)"), "md": ("Markdown", "Markdown (*.md)")}
_SOON_MS = 200
_FOLDER = "summary folder"
COUNT = int(Qt.ItemDataRole.UserRole) + 1
_COUNTS = 30  # pixels for the counts beside the names
_HIGHEST = 300  # pixels of a list before it scrolls


class CountDelegate(QStyledItemDelegate):
    """Draws an item's count at its right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect = QRect(option.rect)
        option.rect = rect.adjusted(0, 0, -_COUNTS, 0)
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(option.palette.placeholderText().color())
        inside = rect.adjusted(0, 0, -8, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{index.data(COUNT):,}")
        painter.restore()


class SummaryView(QWidget):
    """Renders in a worker; asks anew when a choice or a passage changes."""

    closed = Signal()
    link_clicked = Signal(str)

    def __init__(self, state: State, bridge: Bridge, questions: Questions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._bridge, self._questions = state, bridge, questions
        self._job = 0
        self._saving = 0
        self._format = "html"
        self._hidden_briefs: set[str] = set()
        self._hidden_tags: set[str] = set()
        self.briefs = _checklist("Briefs in the summary")
        self.tags = _checklist("Tags in the summary")
        self.preview = Preview()
        self._count = QLabel()
        self._count.setObjectName("quiet")
        self._message = QLabel()
        self._message.setObjectName("quiet")
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.save = QPushButton("Save…")
        self.save.setProperty("primary", True)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._render)
        self._lay_out()
        self.briefs.itemChanged.connect(self._ticked)
        self.tags.itemChanged.connect(self._ticked)
        self.save.clicked.connect(self._save)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.closed)
        self.preview.link_clicked.connect(self.link_clicked)
        bridge.rendered.connect(self._show)
        bridge.exported.connect(self._saved)
        bridge.export_failed.connect(self._refused)
        state.closing.connect(self._soon.stop)
        state.changed.connect(self._changed)
        state.theme_changed.connect(self.set_theme)
        self.set_theme(state.theme)

    def open(self) -> None:
        """Begin with what is marked now."""
        self._message.clear()
        self._fill()
        self._render()
        self.preview.setFocus()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.preview.ground = "#15171A" if theme.is_dark else "#EDEBE5"
        self.preview.update()

    def _lay_out(self) -> None:
        side = QWidget()
        side.setObjectName("libraryPanel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 14, 8, 12)
        for title, widget in (("Summary from", self.briefs), ("Tags", self.tags)):
            label = QLabel(title)
            label.setObjectName("sectionTitle")
            column.addWidget(label)
            column.addWidget(widget)
            column.addSpacing(12)
        column.addStretch(1)
        column.addWidget(self._count)
        bar = QFrame()
        bar.setObjectName("briefBar")
        bar.setFixedHeight(40)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 4, 16, 4)
        back = QToolButton()
        back.setText("‹ Back to reading")
        back.clicked.connect(self.closed)
        row.addWidget(back)
        row.addSpacing(12)
        self._formats = QButtonGroup(self)
        for name, (text, _) in FORMATS.items():
            button = QToolButton()
            button.setText(text)
            button.setCheckable(True)
            button.setChecked(name == self._format)
            button.setProperty("format", name)
            button.setAccessibleName(f"See it as {text}")
            self._formats.addButton(button)
            row.addWidget(button)
        self._formats.buttonClicked.connect(self._format_chosen)
        row.addStretch(1)
        row.addWidget(self._message)
        row.addSpacing(8)
        row.addWidget(self.save)
        sheet = QWidget()
        stack = QVBoxLayout(sheet)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(bar)
        stack.addWidget(self.preview, 1)
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.addWidget(side)
        splitter.addWidget(sheet)
        splitter.setSizes([264, 1100])
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _fill(self) -> None:
        """List the briefs and tags that have passages."""
        passages = self._state.library.passages()
        in_brief: dict[str, int] = {}
        with_tag: dict[str, int] = {}
        for passage in passages:
            in_brief[passage.brief] = in_brief.get(passage.brief, 0) + 1
            for tag in passage.tags:
                with_tag[tag] = with_tag.get(tag, 0) + 1
        briefs = self._state.library.some_briefs(list(in_brief))
        for items, widget, hidden in (
            (_brief_items(briefs, in_brief), self.briefs, self._hidden_briefs),
            ([(path, wording.tag(path), n) for path, n in sorted(with_tag.items())], self.tags, self._hidden_tags),
        ):
            widget.blockSignals(True)
            widget.clear()
            for key, text, number in items:
                item = QListWidgetItem(text)
                item.setData(COUNT, number)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, {wording.count(number, 'passage')}")
                item.setToolTip(f"{text}, {wording.count(number, 'passage')}")
                item.setData(Qt.ItemDataRole.UserRole, key)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked if key in hidden else Qt.CheckState.Checked)
                widget.addItem(item)
            widget.setFixedHeight(min(_HIGHEST, sum(widget.sizeHintForRow(n) for n in range(widget.count()))) + 2)
            widget.blockSignals(False)
        self._count.setText(f"{wording.count(len(passages), 'passage')} in {wording.count(len(in_brief), 'brief')}")

    @Slot()
    def _ticked(self) -> None:
        self._hidden_briefs = _unticked(self.briefs)
        self._hidden_tags = _unticked(self.tags)
        self._soon.start()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.passages or changes.tags or changes.briefs or changes.everything):
            self._fill()
            self._soon.start()

    @Slot()
    def _format_chosen(self) -> None:
        self._format = self._formats.checkedButton().property("format")
        self._render()

    def _chosen(self) -> tuple[Sequence[str], Sequence[str]] | None:
        """Briefs and tags as the report wants them: nothing named means all. None when nothing is ticked."""
        briefs, tags = _ticked_of(self.briefs), _ticked_of(self.tags)
        if (self.briefs.count() and not briefs) or (self.tags.count() and not tags):
            return None
        every_brief, every_tag = len(briefs) == self.briefs.count(), len(tags) == self.tags.count()
        return (() if every_brief else briefs), (() if every_tag else tags)

    @Slot()
    def _render(self) -> None:
        chosen = self._chosen()
        self.save.setEnabled(chosen is not None)
        if chosen is None:
            self.preview.show_html("<p>Nothing is chosen. Tick a brief and a tag to the left.</p>")
            return
        self._job = self._bridge.render(self._format, *chosen)

    @Slot(int, str)
    def _show(self, job: int, text: str) -> None:
        if job != self._job:
            return
        if self._format == "html":
            self.preview.show_html(text)
        else:
            self.preview.show_text(text)

    @Slot()
    def _save(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        _, kinds = FORMATS[self._format]
        folder = self._state.library.setting(_FOLDER, "")
        name = f"annotated-summary.{self._format}"
        path = self._questions.save_as(str(Path(folder, name)) if folder and Path(folder).is_dir() else name, kinds)
        if path is None:
            return
        if not path.suffix:
            path = path.with_suffix(f".{self._format}")
        self._message.setText("Saving…")
        self._saving = self._bridge.export(self._format, path, *chosen)

    @Slot(int, str)
    def _saved(self, job: int, path: str) -> None:
        if job == self._saving:
            self._state.library.set_setting(_FOLDER, str(Path(path).parent))
            self._message.setText(f"Saved: {Path(path).name}")
            self._message.setToolTip(path)
            self._state.say(f"The summary was saved to {path}")

    @Slot(int, str)
    def _refused(self, job: int, sentence: str) -> None:
        if job in (self._saving, self._job):
            self._message.setText(sentence)
            self._message.setToolTip(sentence)


def _brief_items(briefs: Sequence[Brief], counts: dict[str, int]) -> list[tuple[str, str, int]]:
    named = [(brief.id, wording.title(brief), counts[brief.id]) for brief in briefs]
    return sorted(named, key=lambda item: item[1].casefold())


def _checklist(name: str) -> QListWidget:
    widget = QListWidget()
    widget.setAccessibleName(name)
    widget.setFrameShape(QListWidget.Shape.NoFrame)
    widget.setTextElideMode(Qt.TextElideMode.ElideRight)
    widget.setItemDelegate(CountDelegate(widget))
    widget.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return widget


def _items(widget: QListWidget) -> list[QListWidgetItem]:
    return [widget.item(number) for number in range(widget.count())]


def _ticked_of(widget: QListWidget) -> list[str]:
    return [i.data(Qt.ItemDataRole.UserRole) for i in _items(widget) if i.checkState() == Qt.CheckState.Checked]


def _unticked(widget: QListWidget) -> set[str]:
    return {i.data(Qt.ItemDataRole.UserRole) for i in _items(widget) if i.checkState() != Qt.CheckState.Checked}
