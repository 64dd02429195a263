"""What has changed in a brief since an earlier text, or from another draft to it; the old text as it was read."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefreader.errors import BriefReaderError
from briefreader.service.comparing import Edition
from briefreader.service.overview import MODES, ChangeRow, Earlier, Mode, Overview
from briefreader.ui import wording
from briefreader.ui.bridge import Bridge
from briefreader.ui.changes.beside import Beside
from briefreader.ui.changes.rows import ChangeList
from briefreader.ui.icons import icon
from briefreader.ui.lists.empty import Empty
from briefreader.ui.state import State
from briefreader.ui.theme import Theme

_MODE_NAMES = {"changes": "What has changed", "whole": "The whole text", "old": "The old text as it was"}
_ZONES = (860, 330)
_LONGEST = 40  # characters of a draft's title


class ChangesView(QWidget):
    """`opened` with a brief and a span of it; `closed` to go back to the brief."""

    opened = Signal(str, int, int)
    closed = Signal()

    def __init__(self, state: State, bridge: Bridge) -> None:
        super().__init__()
        self._state, self._bridge = state, bridge
        self._brief = ""
        self._job = 0
        self._overview: Overview | None = None
        self._wanted: tuple[int, bool] | None = None
        self._filling = False
        self._back = QToolButton()
        self._back.setAccessibleName("Back to the brief")
        self._back.setToolTip("Back to the brief (Esc)")
        self._back.clicked.connect(self.closed)
        self.title = QLabel()
        self.title.setObjectName("searchSummary")
        self.title.setMinimumWidth(60)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # a long one is cut
        self.since = QComboBox()
        self.since.setAccessibleName("Compare with")
        self.since.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.since.setMinimumContentsLength(18)
        self.since.activated.connect(self._picked)
        self.mode = QComboBox()
        self.mode.setAccessibleName("Show")
        for mode in MODES:
            self.mode.addItem(_MODE_NAMES[mode], mode)
        self.mode.activated.connect(self._picked)
        bar = QFrame()
        bar.setObjectName("briefBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 5, 16, 5)
        row.setSpacing(8)
        row.addWidget(self._back)
        row.addWidget(self.title, 1)
        row.addWidget(QLabel("Since"))
        row.addWidget(self.since)
        row.addWidget(self.mode)
        bar.setFixedHeight(44)
        self.list = ChangeList()
        self.list.entered.connect(self._enter)
        self.empty = Empty("What has changed", "")
        paper = QWidget()
        paper.setObjectName("paper")
        paper.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(paper)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        self.beside = Beside()
        self.beside.chosen.connect(self._show_place)
        self.zones = QSplitter(Qt.Orientation.Horizontal)
        self.zones.setHandleWidth(1)
        self.zones.setChildrenCollapsible(False)
        paper.setMinimumWidth(320)
        self.beside.setMinimumWidth(220)
        self.zones.addWidget(paper)
        self.zones.addWidget(self.beside)
        self.zones.setStretchFactor(0, 1)
        self.zones.setSizes(list(_ZONES))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.zones, 1)
        bridge.compared.connect(self._compared)
        state.theme_changed.connect(self.set_theme)
        state.preferences_changed.connect(lambda _=None: self.set_theme(state.theme))
        self.set_theme(state.theme)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self._back.setIcon(icon("back", theme.ink2))
        self.list.set_look(theme, self._state.typeface)

    def show_brief(
        self, brief: str, old: Edition | None = None, mode: Mode = "changes", place: int | None = None
    ) -> None:
        """What has changed in a brief since `old`, else since the text before; with `place` the row of that place of
        the old text is chosen."""
        self._brief = brief
        self._wanted = None if place is None else (place, True)
        self.mode.setCurrentIndex(self.mode.findData(mode))
        try:
            self.title.setText(wording.title(self._state.library.brief(brief)))
        except BriefReaderError as error:
            self._say(str(error))
            return
        self._ask(old)

    @property
    def holders(self) -> list[QWidget]:
        """The zones, for going from one to the next by key."""
        return [self.since, self.list, self.beside.list]

    def _ask(self, old: Edition | None) -> None:
        self._say("Comparing…")
        self._job = self._bridge.compare(self._brief, old, self.mode.currentData())

    def _say(self, sentence: str) -> None:
        """Instead of a comparison."""
        self.list.hide()
        self.beside.hide()
        self.empty.text.setText(sentence)
        self.empty.show()

    @Slot()
    def _picked(self) -> None:
        if not self._filling and self.since.currentIndex() >= 0:
            self._ask(Edition(*self.since.currentData()))

    @Slot(int, object)
    def _compared(self, job: int, found: Overview | str) -> None:
        if job != self._job:
            return
        if isinstance(found, str):
            self.since.clear()
            self._say(found)
            return
        self._overview = found
        self._filling = True
        self.since.clear()
        for earlier in found.choices:
            self.since.addItem(_called(earlier), tuple(earlier.edition))
        at = next((n for n, one in enumerate(found.choices) if one.edition == found.old), -1)
        self.since.setCurrentIndex(at)
        self._filling = False
        self.empty.hide()
        self.list.show()
        self.beside.show()
        self.beside.show_overview(found)
        self.list.show_rows(found.rows, plain=found.mode == "old")
        if self._wanted is not None:
            self.list.choose_span(self._wanted[0], old=self._wanted[1])
            self._wanted = None
        self.list.setFocus()

    @Slot(int, bool)
    def _show_place(self, start: int, old: bool) -> None:
        self.list.choose_span(start, old=old)

    @Slot(object)
    def _enter(self, row: ChangeRow) -> None:
        """To the paragraph in the brief."""
        if row.new is not None:
            self.opened.emit(self._brief, row.new.start, row.new.end)
        else:
            self._state.say("These words are not in the brief any more.")


def _called(earlier: Earlier) -> str:
    if earlier.title:
        cut = len(earlier.title) > _LONGEST
        return f"Draft: {earlier.title[:_LONGEST].rstrip()}…" if cut else f"Draft: {earlier.title}"
    read = datetime.fromisoformat(earlier.read).astimezone()
    return f"as read on {wording.day(read.date().isoformat())}, {read:%H:%M}"
