"""The library: lists that are always there, a filter, and the briefs beneath their folders."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLineEdit, QVBoxLayout, QWidget

from briefreader.errors import NotFound
from briefreader.records import Brief, Changes
from briefreader.ui.library.delegate import BriefDelegate
from briefreader.ui.library.rows import LISTS, Shelf, counts
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowList
from briefreader.ui.reading import Reading
from briefreader.ui.state import State
from briefreader.ui.theme import Theme

_FILTER_MS = 120
_ASKED = 200  # passages looked up after one change
_WHEN_THERE = ("attention", "todo")  # lists that are shown when there is something in them
_REFRESH_MS = 400  # while briefs stream in


class ListButton(QAbstractButton):
    """One of the lists, with the count of its briefs."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(28)
        self._count = 0
        self.told = ""  # in the place of the count
        self.theme = theme
        self.alarming = False
        self.set_count(0)

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(f"{self.text()}, {count}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(0, 0, -1, -1)
        if self.isChecked() or self.underMouse():
            ground = QColor(self.theme.accent_ground)
            ground.setAlpha(255 if self.isChecked() else 110)
            painter.setBrush(ground)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, 7, 7)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.accent), 1.2))
            painter.drawRoundedRect(box, 7, 7)
        inside = box.adjusted(8, 0, -8, 0)
        calm = self.theme.accent if self.isChecked() else self.theme.ink
        painter.setPen(QColor(self.theme.danger if self.alarming and self._count else calm))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        if not (self.alarming and self._count):
            painter.setPen(QColor(self.theme.ink2))
        told = self.told or f"{self._count:,}"
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, told)
        painter.end()


class LibraryPanel(QWidget):
    """Asks `Reading` to open what is chosen."""

    counted = Signal(int)  # how many briefs there are

    def __init__(self, state: State, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("libraryPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._state, self._reading = state, reading
        self._briefs: dict[str, Brief] = {}
        self._shelf = Shelf()
        self._chosen = "all"
        self._stale: set[str] | None = set()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.setSpacing(0)
        self._buttons = self._make_buttons(head)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by title or file")
        self.filter.setAccessibleName("Filter the list of briefs")
        self.filter.setClearButtonEnabled(True)
        self._sections = QVBoxLayout()
        head.addLayout(self._sections)
        head.addSpacing(10)
        head.addWidget(self.filter)
        layout.addLayout(head)
        layout.addSpacing(10)
        self.list = RowList("Briefs")
        self.list.setObjectName("shelf")
        self.list.set_delegate(BriefDelegate(self.list))
        layout.addWidget(self.list, 1)
        self._filter_timer = QTimer(self, interval=_FILTER_MS, singleShot=True)
        self._filter_timer.timeout.connect(self._show)
        self._refresh_timer = QTimer(self, interval=_REFRESH_MS, singleShot=True)
        self._refresh_timer.timeout.connect(self._refresh)
        self.filter.textChanged.connect(self._filter_timer.start)
        self.filter.returnPressed.connect(self._open_first)
        self.list.chosen.connect(self._open)
        state.closing.connect(self._filter_timer.stop)
        state.closing.connect(self._refresh_timer.stop)
        state.changed.connect(self._changed)
        state.theme_changed.connect(self.set_theme)
        reading.opened.connect(self._follow)
        reading.closed.connect(self._unfollow)
        self.set_theme(state.theme)

    def add_section(self, section: QWidget) -> None:
        """Something more between the lists and the filter."""
        self._sections.addWidget(section)

    def load(self) -> None:
        """Ask the library for everything."""
        self._stale = None
        self._refresh()

    @property
    def briefs(self) -> list[Brief]:
        return list(self._briefs.values())

    def choose_list(self, name: str) -> None:
        self._chosen = name
        for key, button in self._buttons.items():
            button.setChecked(key == name)
        self._show()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)
        for button in self._buttons.values():
            button.theme = theme
            button.update()

    def _make_buttons(self, layout: QVBoxLayout) -> dict[str, ListButton]:
        group = QButtonGroup(self)
        buttons: dict[str, ListButton] = {}
        for key, (name, _) in LISTS.items():
            button = ListButton(name, self._state.theme)
            button.alarming = key == "attention"
            button.setChecked(key == self._chosen)
            button.setVisible(key not in _WHEN_THERE)
            group.addButton(button)
            layout.addWidget(button)
            buttons[key] = button
        group.buttonClicked.connect(self._list_chosen)
        return buttons

    @Slot(QAbstractButton)
    def _list_chosen(self, button: QAbstractButton) -> None:
        self.choose_list(next(key for key, one in self._buttons.items() if one is button))

    @Slot(object)
    def _open(self, row: Row) -> None:
        self._reading.open(row.key)

    @Slot()
    def _open_first(self) -> None:
        self._show()
        self.list.setFocus()

    @Slot(object, object, int)
    def _follow(self, brief: Brief, _document: object, _offset: int) -> None:
        self.list.choose(brief.id)

    @Slot()
    def _unfollow(self) -> None:
        self.list.choose("")

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes.everything:
            self._stale = None
        elif self._stale is not None:
            self._stale |= changes.briefs | changes.findings
            self._stale |= self._briefs_of(changes.passages)
        if (self._stale is None or self._stale) and not self._refresh_timer.isActive():
            self._refresh_timer.start(_REFRESH_MS if len(self._briefs) > 50 else 60)

    def _briefs_of(self, passages: Iterable[str]) -> set[str]:
        """The briefs whose count of passages may have changed: what another process tagged names the passage alone."""
        found: set[str] = set()
        for passage in islice(passages, _ASKED):
            try:
                found.add(self._state.library.passage(passage).brief)
            except NotFound:
                found |= {brief.id for brief in self._briefs.values() if brief.passages}
        return found

    @Slot()
    def _refresh(self) -> None:
        """Ask for what has changed, not for everything."""
        stale, self._stale = self._stale, set()
        if stale is None:
            self._briefs = {brief.id: brief for brief in self._state.library.briefs()}
        else:
            found = {brief.id: brief for brief in self._state.library.some_briefs(sorted(stale))}
            for gone in stale - found.keys():
                self._briefs.pop(gone, None)
            self._briefs.update(found)
        self._show()
        self.counted.emit(len(self._briefs))

    @Slot()
    def _show(self) -> None:
        for key, number in counts(self._briefs.values()).items():
            self._buttons[key].set_count(number)
            if key in _WHEN_THERE:
                self._buttons[key].setVisible(number > 0 or self._chosen == key)
        current = (
            self.list.rows.row(self.list.currentIndex()) if self.list.hasFocus() else None
        )  # where the arrow keys have got to
        self.list.set_rows(self._shelf.rows(self._briefs.values(), self._chosen, self.filter.text()))
        if current is not None:
            self.list.choose(current.key)
        elif self._reading.brief is not None:
            self.list.choose(self._reading.brief.id)
