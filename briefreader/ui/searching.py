"""What is asked about words beside the search box: in the brief on show, of a quotation, of the language, of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog

from briefreader.ui.dialogs.quote_check import QuoteDialog
from briefreader.ui.dialogs.search_help import SearchHelp
from briefreader.ui.dialogs.watch_list import WatchDialog

if TYPE_CHECKING:
    from briefreader.ui.main_window import MainWindow

_LONGEST = 200  # characters of a selection that is looked for elsewhere in the brief


class Searching(QObject):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._reading = window, window.reading
        self.dialog: QDialog | None = None  # the one opened last
        window.find.stepped.connect(window.page.reader.step_hit)
        window.page.reader.hit_changed.connect(window.find.show_hit)
        window.find.left.connect(window.going.focus_reader)
        window.top.search.help_wanted.connect(self.help)

    @Slot()
    def find(self) -> None:
        """In the brief on show, first what is selected; without one in all briefs."""
        window = self._window
        if self._reading.document is None or window.going.in_summary or window.visiting.is_there:
            window.going.search()
            return
        if window.shows_results:
            window.going.focus_reader()
        selected = self._selected()
        window.find.begin(selected if len(selected) <= _LONGEST and "\n" not in selected else "")

    @Slot()
    def check_quote(self) -> None:
        """A quotation, first what is selected."""
        dialog = QuoteDialog(self._window.state, self._window.bridge, self._selected(), self._window)
        dialog.place_wanted.connect(self._window.arrivals.open_other)
        self._open(dialog)

    @Slot()
    def help(self) -> None:
        dialog = SearchHelp(self._window.bridge, self._window)
        dialog.query_wanted.connect(self._ask)
        self._open(dialog)

    @Slot()
    def watch_list(self) -> None:
        window = self._window
        dialog = WatchDialog(window.state, window.bridge, window.questions, window)
        dialog.place_wanted.connect(window.arrivals.open_other)
        self._open(dialog)

    @Slot(str)
    def _ask(self, query: str) -> None:
        self._window.top.search.setText(query)
        self._window.top.search.asked.emit(query)

    def _selected(self) -> str:
        document, span = self._reading.document, self._window.page.reader.selection()
        return document.text[span[0] : span[1]].strip() if document is not None and span is not None else ""

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
