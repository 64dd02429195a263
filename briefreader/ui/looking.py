"""How things look, and the windows over the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog

from briefreader.ui import wording
from briefreader.ui.dialogs.about import AboutDialog
from briefreader.ui.dialogs.backups import BackupsDialog
from briefreader.ui.dialogs.keys import KeysDialog
from briefreader.ui.dialogs.settings import SettingsDialog

if TYPE_CHECKING:
    from briefreader.ui.main_window import MainWindow


class Looking(QObject):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._state, self._reading = window, window.state, window.reading

    @Slot()
    def toggle_pages(self) -> None:
        """From the text to the brief's own pages, and back."""
        self._window.page.show_pages(not self._window.page.reader.shows_pages)

    def step_page(self, step: int) -> None:
        canvas = self._window.page.reader.pages.canvas
        canvas.go_to_page(canvas.page + step)

    @Slot(int)
    def zoom(self, steps: int) -> None:
        """Larger (-1: smaller) text, 0 as it was made; of pages in view the pages, 0 their own size."""
        reader = self._window.page.reader
        if reader.shows_pages and not self._window.going.in_summary:
            if steps:
                reader.pages.canvas.step_zoom(steps)
            else:
                reader.pages.canvas.set_zoom(1.0)
            return
        self._state.set_preferences(self._state.preferences.resized(steps))
        self._state.say(f"Text at {self._state.preferences.text_size} %")

    @Slot()
    def toggle_appearance(self) -> None:
        self._state.change(appearance="light" if self._state.theme.is_dark else "dark")

    @Slot()
    def settings(self) -> None:
        self._open(SettingsDialog(self._state, self._window))

    @Slot()
    def backups(self) -> None:
        window = self._window
        self._open(BackupsDialog(window.state, window.bridge, window.questions, window))

    @Slot()
    def help_keys(self) -> None:
        self._open(KeysDialog(self._state.preferences, self._window))

    @Slot()
    def about(self) -> None:
        self._open(AboutDialog(self._state, self._window))

    @staticmethod
    def _open(dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def print_brief(self) -> None:
        brief = self._reading.brief
        if brief is None or self._reading.document is None:
            return
        printer = self._window.questions.printer(wording.title(brief))
        if printer is not None:
            facts = (wording.title(brief), brief.author, wording.day(brief.date))
            pages = self._window.page.reader.print_document(printer, ", ".join(fact for fact in facts if fact))
            self._state.say(f"Printed: {wording.count(pages, 'page')}.")
