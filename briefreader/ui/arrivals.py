"""What the window does with what comes back: a brief that is open, answers of a search, the end of long work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from briefreader.records import Brief, IndexReport, KeptSearch, SearchResult
from briefreader.ui import wording

if TYPE_CHECKING:
    from briefreader.ui.main_window import MainWindow


class Arrivals(QObject):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._awaited = ""  # the one file that was asked for, to be opened as soon as it has been read

    def await_brief(self, path: str) -> None:
        self._awaited = path

    @property
    def is_awaiting(self) -> bool:
        return bool(self._awaited)

    @Slot(object, object, int)
    def opened(self, brief: Brief, _document: object, _offset: int) -> None:
        self._window.came_from_results = False
        self.updated(brief)
        if self._window.reading.document is None:
            self._window.middle.unreadable.show_brief(brief)
        self._window.show_place()
        if self._window.results.list.hasFocus():
            self._window.page.reader.setFocus()

    @Slot()
    def wanted(self) -> None:
        had_keyboard = self._window.results.list.hasFocus()
        self._window.show_place()
        if had_keyboard:
            self._window.page.reader.setFocus()

    @Slot()
    def closed(self) -> None:
        self._window.show_title(None)
        self._window.show_place()

    @Slot(object)
    def updated(self, brief: Brief) -> None:
        self._window.show_title(brief)
        self._window.actions_["mark_read"].setChecked(brief.read)
        if self._window.reading.document is None:
            self._window.middle.unreadable.show_brief(brief)
        if self._window.middle.currentWidget() in (self._window.middle.unreadable, self._window.middle.brief):
            self._window.show_place()

    @Slot(int)
    def counted(self, briefs: int) -> None:
        self._window.status.show_count(briefs)
        awaited = next(
            (brief for brief in self._window.library.briefs if self._awaited and brief.path == self._awaited), None
        )
        if awaited is not None:
            self._awaited = ""
            self._window.reading.open(awaited.id)
        if self._window.middle.currentWidget() in (self._window.middle.welcome, self._window.middle.nothing):
            self._window.show_place()

    @Slot()
    def idle(self) -> None:
        self._window.status.rest()
        if self._window.middle.currentWidget() in (self._window.middle.welcome, self._window.middle.nothing):
            self._window.show_place()

    @Slot()
    def stopped(self) -> None:
        """The user has cancelled, and all has come to rest."""
        waiting = sum(brief.state == "ready" and not brief.analysed for brief in self._window.state.library.briefs())
        later = f" Names and quotes are missing in {wording.count(waiting, 'brief')}; opening one finds its own."
        self._window.state.say(f"Stopped.{later if waiting else ' What was done is kept.'}")

    @Slot(object)
    def reported(self, report: IndexReport) -> None:
        done = f"{wording.count(report.indexed, 'brief')} read in"
        if report.unchanged:
            done += f", {report.unchanged:,} unchanged"
        if report.removed:
            done += f", {report.removed:,} gone"
        detail = "\n".join(f"{failure.path}: {failure.reason}" for failure in report.failed)
        if report.failed:
            done += f", {len(report.failed):,} could not be read"
        self._window.status.say(f"{done}.", detail)

    # Searching

    @Slot(str)
    def search(self, query: str) -> None:
        if query:
            self._window.enquiry.ask(query)
            return
        self._window.enquiry.ask("")
        self._window.came_from_results = False
        self._window.reading.drop_hits()
        if self._window.middle.currentWidget() is self._window.results:
            self._window.show_place()

    @Slot()
    def keep_search(self) -> None:
        """Keep what is asked, under its own words; another name is given in the library."""
        enquiry, searches = self._window.enquiry, self._window.state.library.searches
        done = self._window.state.do(lambda: searches.keep(enquiry.query, enquiry.choices, enquiry.order)[1])
        if done is not None:
            self._window.state.say("Kept in the library at the left. Its menu there renames, pins and removes it.")

    @Slot(object)
    def ask_kept(self, kept: KeptSearch) -> None:
        """Ask a kept search anew."""
        box = self._window.top.search
        box.blockSignals(True)
        box.setText(kept.query)
        box.blockSignals(False)
        self._window.enquiry.open(kept.query, kept.choices, kept.order)

    @Slot(str, int, int)
    def open_other(self, brief: str, start: int, end: int) -> None:
        """Where words like those chosen stand."""
        self._window.reading.open(brief, (start, end))

    @Slot(object)
    def found(self, result: SearchResult) -> None:
        if result.query == self._window.top.search.text().strip():
            self._window.enquiry.take(result)
            if self._window.enquiry.is_renewing:  # in its own time: what is on show stays
                return
            self._window.middle.show_page(self._window.results)
            if self._window.top.search.hasFocus():  # who has gone to the summary meanwhile stays there
                self._window.pages.setCurrentWidget(self._window.zones)

    @Slot(str, str)
    def not_found(self, query: str, sentence: str) -> None:
        if query == self._window.top.search.text().strip():
            self._window.enquiry.refuse(query, sentence)
            self._window.middle.show_page(self._window.results)

    @Slot()
    def to_results(self) -> None:
        if self.show_results():
            self._window.results.list.setFocus()

    @Slot()
    def show_results(self) -> bool:
        """Show the answers to what stands in the search box. Returns whether there are any."""
        there = bool(self._window.top.search.text().strip() and self._window.results.list.rows.rows)
        if there:
            self._window.middle.show_page(self._window.results)
        return there
