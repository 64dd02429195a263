"""To the views across all briefs, from there to a place in the text, and back to the row one came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from briefreader.ui.main_window import MainWindow


class Visiting(QObject):
    moved = Signal()  # what can be done now may have changed

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._reading = window, window.reading
        self._came_for = ""  # the brief that was opened from a view
        window.across.opened.connect(self.open_place)

    @property
    def is_there(self) -> bool:
        """Whether such a view is on show."""
        return self._window.pages.currentWidget() is self._window.across

    @property
    def can_go_back(self) -> bool:
        brief = self._reading.brief
        return not self.is_there and brief is not None and self._came_for == brief.id

    def show(self, name: str) -> None:
        """To the view of this name."""
        self._window.editing.dismiss()
        self._window.pages.setCurrentWidget(self._window.across)
        self._window.across.show_view(name)
        self.moved.emit()

    @Slot(str, int, int)
    def open_place(self, brief: str, start: int, end: int) -> None:
        """What was chosen in a view; Back leads there again."""
        window = self._window
        window.pages.setCurrentWidget(window.zones)
        self._came_for = brief
        self._reading.open(brief, (start, end))
        window.show_place()
        window.going.focus_reader()
        self.moved.emit()

    def back(self) -> None:
        self._came_for = ""
        self.show(self._window.across.name)

    def step_elsewhere(self, step: int) -> None:
        """From place to place of the list last looked at, whatever brief they are in."""
        self._window.across.present.step_open(step)

    @Slot(int)
    def recent_tag(self, number: int) -> None:
        """A digit, for what is selected in the text or in a view."""
        if self.is_there:
            self._window.across.tag_recent(number)
        elif self._window.shows_results:
            self._window.hits.tag_recent(number)
        else:
            self._window.editing.tag_recent(number)

    def step_zone(self, step: int) -> None:
        """To the next part of the view on show."""
        parts = list(self._window.across.present.holders())
        now = QApplication.focusWidget()
        at = next(
            (n for n, part in enumerate(parts) if now is not None and (now is part or part.isAncestorOf(now))), -1
        )
        target = parts[(at + step) % len(parts)]
        takes = target.focusPolicy() & Qt.FocusPolicy.TabFocus
        (target if takes else target.nextInFocusChain()).setFocus(Qt.FocusReason.TabFocusReason)
