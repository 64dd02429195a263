"""A side of the window: what belongs to the brief, or while answers of a search are on show what belongs to them."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget


class Sides(QStackedWidget):
    def __init__(self, usual: QWidget, searching: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual, self._searching = usual, searching
        self.addWidget(usual)
        self.addWidget(searching)

    def show_search(self, searching: bool) -> None:
        """What has the keyboard keeps it, if it stays on show."""
        self.setCurrentWidget(self._searching if searching else self._usual)
