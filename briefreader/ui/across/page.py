"""One view across the library: its choices at the left, the table, what is known of the row at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefreader.ui import wording
from briefreader.ui.across.listing import Listing
from briefreader.ui.bridge import Bridge
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.state import State

TYPED_MS = 220
_SHOWN_MS = 120  # the keyboard has come to rest on a row
_ZONES = (216, 760, 340)


class AcrossPage(QWidget):
    """`opened` with a brief and a span of it. Subclasses fill `choices` and `details` and say what is `wanted`."""

    opened = Signal(str, int, int)
    plural = ("row", "rows")

    def __init__(self, state: State, bridge: Bridge, questions: Questions, listing: Listing, file: str) -> None:
        super().__init__()
        self.state, self.bridge, self.questions, self.listing = state, bridge, questions, listing
        self._file = file
        self._keys: dict[str, Callable[[], object]] = {}
        self._writing = 0
        self.choices, self.details = QVBoxLayout(), QVBoxLayout()
        self.choices.setContentsMargins(12, 12, 12, 12)
        self.choices.setSpacing(6)
        self.details.setContentsMargins(0, 8, 0, 0)
        self.details.setSpacing(4)
        self._count = QLabel()
        self._count.setObjectName("searchSummary")
        self._bar = QHBoxLayout()
        self._bar.setContentsMargins(14, 6, 14, 6)
        self._bar.setSpacing(8)
        self._bar.addWidget(self._count)
        self._bar.addStretch(1)
        self._save = QPushButton("Save as CSV…")
        self._save.setAccessibleName("Save all rows as CSV")
        self._save.clicked.connect(self.save)
        self._bar.addWidget(self._save)
        self._buttons: list[QPushButton] = []
        self._more = QToolButton()
        self._more.setText("More")
        self._more.setAccessibleName("More to do")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(QMenu(self._more))
        self._more.menu().aboutToShow.connect(self._fill_more)
        self._more.hide()
        self._bar.addWidget(self._more)
        middle = QWidget()
        middle.setObjectName("paper")
        middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar)
        column.addWidget(listing, 1)
        self.zones = QSplitter(Qt.Orientation.Horizontal)
        self.zones.setHandleWidth(1)
        self.zones.setChildrenCollapsible(False)
        left, right = QWidget(), QWidget()
        left.setLayout(self.choices)
        right.setLayout(self.details)
        for zone, name, smallest in ((left, "libraryPanel", 150), (middle, "", 320), (right, "sidePanel", 230)):
            if name:
                zone.setObjectName(name)
                zone.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            zone.setMinimumWidth(smallest)
            self.zones.addWidget(zone)
        self.zones.setStretchFactor(1, 1)
        self.zones.setSizes(list(_ZONES))
        self.zones.splitterMoved.connect(self._fit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.zones)
        self._typing = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._typing.timeout.connect(self.ask)
        self._resting = QTimer(self, interval=_SHOWN_MS, singleShot=True)
        self._resting.timeout.connect(self._rest)
        state.closing.connect(self._typing.stop)
        state.closing.connect(self._resting.stop)
        listing.counted.connect(self._counted)
        listing.table.chosen.connect(self.go)
        listing.table.typed.connect(self._typed)
        listing.table.copy_wanted.connect(self.copy)
        listing.table.current.connect(self._current)
        bridge.written.connect(self._written)
        bridge.unanswered.connect(self._unwritten)

    # For subclasses

    def wanted(self) -> Any:
        """What is asked for by the choices as they are."""
        raise NotImplementedError

    def go(self, row: Any) -> None:
        """Open what a row speaks of."""
        raise NotImplementedError

    def tell(self, row: Any) -> None:
        """Show what is known of a row; None for no row."""
        raise NotImplementedError

    def copy(self) -> None:
        """Ctrl+C in the table: the words of the rows selected."""
        table = self.listing.table
        first = table.rows.columns[0]
        QApplication.clipboard().setText("\n".join(first.text(row, table.rows.briefs) for row in table.selected_rows()))

    def field(self, name: str, hint: str = "") -> QLineEdit:
        """A field of the choices; the table follows what is typed."""
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setPlaceholderText(hint or name)
        made.setClearButtonEnabled(True)
        made.textChanged.connect(self._typing.start)
        made.returnPressed.connect(self.ask)
        self.choices.addWidget(made)
        return made

    def heading(self, text: str) -> None:
        label = QLabel(text)
        label.setObjectName("sectionTitle")
        label.setContentsMargins(2, 8, 0, 0)
        self.choices.addWidget(label)

    def button(self, text: str, name: str, key: str, slot: Callable[[], object]) -> QPushButton:
        """A button above the table, and the letter that does the same in it."""
        made = QPushButton(text)
        made.setAccessibleName(name)
        made.setToolTip(f"{name} ({key})" if key else name)
        made.clicked.connect(lambda _checked=False: slot())
        self._bar.insertWidget(self._bar.count() - 2, made)
        self._buttons.append(made)
        if key:
            self._keys[key] = slot
        return made

    def _fit(self) -> None:
        """The buttons that have no room are in a menu."""
        room = self.listing.parentWidget().width() - self._count.sizeHint().width() - 60
        buttons = [*self._buttons, self._save]
        whole = sum(button.sizeHint().width() + 8 for button in buttons)
        crowded = whole > room
        left = room - self._more.sizeHint().width() - 8
        for button in buttons:
            left -= button.sizeHint().width() + 8
            button.setVisible(not crowded or left >= 0)
        self._more.setVisible(crowded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fill_more(self) -> None:
        menu = self._more.menu()
        menu.clear()
        for button in (*self._buttons, self._save):
            if button.isHidden():
                action = menu.addAction(button.text())
                action.setEnabled(button.isEnabled())
                action.triggered.connect(button.click)

    # For the window

    def come(self) -> None:
        """It has come into view."""
        if self.listing.wanted is None:
            self.listing.wanted = self.wanted()
        self.listing.show_if_stale()
        self.focus_target.setFocus()

    @property
    def focus_target(self) -> QWidget:
        return self.listing.table if self.listing.table.isVisible() else self

    def holders(self) -> Sequence[QWidget]:
        """The zones, for going from one to the next by key."""
        return [self.zones.widget(number) for number in range(self.zones.count())]

    def step(self, step: int) -> None:
        """To the next row, and open it."""
        self.listing.table.step(step)

    def step_open(self, step: int) -> None:
        """Open what the next row speaks of, without coming back here first."""
        self.listing.table.step(step)
        row = self.listing.table.current_row()
        if row is not None:
            self.go(row)

    @Slot()
    def ask(self) -> None:
        self._typing.stop()
        wanted = self.wanted()
        if wanted != self.listing.wanted or self.listing.table.rows.total == 0:
            self.listing.ask(wanted)

    @Slot()
    def save(self) -> None:
        """All rows as CSV, those too that have not been looked at."""
        path = self.questions.save_file("Save as CSV", self._file, "CSV (*.csv)")
        if path is not None:
            self._writing = self.bridge.write_answer(
                self.listing.topic, self.listing.wanted, self.listing.table.order, path
            )

    # Inside

    @Slot(int, str, int)
    def _written(self, number: int, output: str, rows: int) -> None:
        if number == self._writing:
            self._writing = 0
            self.state.say(f"{wording.count(rows, *self.plural)} saved to {Path(output).name}.")

    @Slot(int, str)
    def _unwritten(self, number: int, sentence: str) -> None:
        if number == self._writing:
            self._writing = 0
            self.state.say(sentence)

    @Slot(int)
    def _counted(self, count: int) -> None:
        self.show_count("Looking…" if count < 0 else wording.count(count, *self.plural))
        self._save.setEnabled(count > 0)

    def show_count(self, said: str) -> None:
        self._count.setText(said)
        self._fit()

    @Slot(str)
    def _typed(self, letter: str) -> None:
        slot = self._keys.get(letter.upper())
        if slot is not None and self.state.preferences.letters:
            slot()

    @Slot(object)
    def _current(self, _row: object) -> None:
        self._resting.start()

    @Slot()
    def _rest(self) -> None:
        self.tell(self.listing.table.current_row())
