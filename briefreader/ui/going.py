"""Going about in the window: from zone to zone, brief to brief, answer to answer, to the summary and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from briefreader.errors import BriefReaderError
from briefreader.text import address
from briefreader.text.document import Span

if TYPE_CHECKING:
    from briefreader.ui.main_window import MainWindow


class Going(QObject):
    moved = Signal()  # what can be done now may have changed

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._reading = window, window.reading
        self._from_changes = ""  # the brief that was opened from what has changed in it

    @property
    def in_summary(self) -> bool:
        return self._window.pages.currentWidget() is self._window.summary

    @property
    def in_changes(self) -> bool:
        return self._window.pages.currentWidget() is self._window.changes

    @property
    def can_return(self) -> bool:
        """Whether Back leads to what has changed."""
        return self._reading.brief is not None and self._from_changes == self._reading.brief.id

    @Slot()
    def back(self) -> None:
        """From the summary to the brief, from a hit to the answers it was among, else to the place before."""
        window = self._window
        if self.in_summary or self.in_changes or window.visiting.is_there:
            self.leave_summary()
        elif self.can_return:
            self.changes()
        elif window.visiting.can_go_back:
            window.visiting.back()
        elif (
            window.came_from_results
            and window.middle.currentWidget() is window.middle.brief
            and window.arrivals.show_results()
        ):
            window.came_from_results = False
            window.results.list.setFocus()
            self.moved.emit()
        else:
            self._reading.back()

    def leave(self) -> None:
        """Escape, where nothing nearer has taken it: a filter is emptied, the answers of a search give way to the
        brief; then what is marked is unmarked, one thing after the other."""
        window, reading, field = self._window, self._reading, QApplication.focusWidget()
        if window.visiting.is_there:
            if not window.across.dismiss():
                self.leave_summary()
        elif self.in_changes:
            self.leave_summary()
        elif field in (window.library.filter, window.side.names.filter) and field.text():
            field.clear()
        elif window.middle.currentWidget() is window.results:
            self.focus_reader()
        elif window.side.is_reviewing:
            window.side.end_review()
        elif reading.hits:
            reading.drop_hits()
        elif reading.entity is not None:
            reading.choose_entity(None)
        elif reading.passage:
            reading.choose_passage("")
        else:
            self.focus_reader()

    @Slot()
    def search(self) -> None:
        self.leave_summary()
        self._window.top.search.setFocus()
        self._window.top.search.selectAll()

    @Slot()
    def next(self) -> None:
        self._step(1)

    @Slot()
    def previous(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        """Among the answers of a search, else the hits, else the chosen name's mentions, else the tab's list."""
        window = self._window
        if window.visiting.is_there:
            window.across.present.step(step)
        elif self.in_changes:
            window.changes.list.step(step)
        elif window.middle.currentWidget() is window.results:
            window.results.list.setFocus()
            window.results.list.move(step)
        elif window.side.is_reviewing:
            window.side.list.step(step)
        elif self._reading.hits:
            window.page.reader.step_hit(step)
        elif self._reading.entity is not None:
            window.side.names.step(step)
        else:
            window.side.list.step(step)

    @Slot()
    def next_brief(self) -> None:
        self._window.library.list.step(1)

    @Slot()
    def previous_brief(self) -> None:
        self._window.library.list.step(-1)

    def show_tab(self, number: int) -> None:
        self.leave_summary()
        self._window.folding.show_right()
        self._window.side.show_tab(number)

    @Slot()
    def review(self) -> None:
        """What is in doubt, and from there back."""
        self.leave_summary()
        if self._window.side.is_reviewing:
            self._window.side.end_review()
        else:
            self._window.folding.show_right()
            self._window.side.begin_review()

    @Slot(str)
    def show_speaker(self, name: str) -> None:
        self.show_tab(2)
        self._window.side.quotes.show_speaker(name)

    @Slot()
    def focus_reader(self) -> None:
        """The keyboard to the text, or to what stands in its place."""
        window = self._window
        window.show_place()
        target = window.page.reader if window.middle.currentWidget() is window.page else window.library.list
        target.setFocus()

    def step_zone(self, step: int) -> None:
        window = self._window
        if window.visiting.is_there:
            window.visiting.step_zone(step)
            return
        if self.in_changes:
            parts = [part for part in window.changes.holders if part.isVisible()]
            at = next((n for n, part in enumerate(parts) if part is QApplication.focusWidget()), -1)
            parts[(at + step) % len(parts)].setFocus()
            return
        if window.pages.currentWidget() is window.summary:
            zones = window.summary.zones
        else:
            middle = window.middle.currentWidget()
            reader: QWidget = window.page.reader if middle is window.page else middle
            if middle is window.results:
                reader = window.results.list
                zones = [window.top.search, window.facets.list, reader, window.preview.tag]
            else:
                zones = [window.top.search, window.library.list, reader, window.side.focus_target]
        now = QApplication.focusWidget()
        holders: list[QWidget] = [window.top, window.left, window.middle, window.right]
        if len(zones) != len(holders):
            holders = window.summary.holders
        shown = [number for number, holder in enumerate(holders) if holder.isVisible()]
        zones, holders = [zones[number] for number in shown], [holders[number] for number in shown]
        at = next(
            (n for n, zone in enumerate(holders) if now is not None and (zone is now or zone.isAncestorOf(now))), -1
        )
        zones[(at + step) % len(zones)].setFocus()

    @Slot(str)
    def follow(self, word: str) -> None:
        """Open what an address of the program names: a passage, or a place of a brief."""
        library, wanted = self._window.state.library, address.read(word)
        try:
            if wanted is None:
                self._window.state.say(f"“{word}” is no address of a passage or a brief.")
                return
            brief, start, end = wanted.brief, wanted.start, wanted.end
            if wanted.passage:
                passage = library.passage(wanted.passage)
                brief, start, end = passage.brief, passage.start or 0, passage.end or 0
            library.brief(brief)
        except BriefReaderError as error:
            self._window.state.say(str(error))
            return
        self.leave_summary()
        self._reading.open(brief, Span(start, end) if end > start else None)
        self._window.show_place()

    @Slot()
    def tags(self) -> None:
        self.leave_summary()
        self._window.editing.edit_tags()

    @Slot(str)
    def open_brief(self, brief: str) -> None:
        self.leave_summary()
        self._reading.open(brief)
        self._window.show_place()
        self.focus_reader()

    @Slot()
    def summary(self) -> None:
        """To the summary, and from it back."""
        if self._window.pages.currentWidget() is self._window.summary:
            self.leave_summary()
            return
        self._window.pages.setCurrentWidget(self._window.summary)
        self._window.summary.open()
        self.moved.emit()

    @Slot()
    def changes(self) -> None:
        """To what has changed in the brief on show."""
        brief = self._reading.brief
        if brief is None:
            return
        self._from_changes = ""
        self._window.pages.setCurrentWidget(self._window.changes)
        self._window.changes.show_brief(brief.id)
        self.moved.emit()

    @Slot(str, int, int)
    def open_changed(self, brief: str, start: int, end: int) -> None:
        """A paragraph that has changed; Back leads to the changes again."""
        self.leave_summary()
        self._reading.open(brief, Span(start, end))
        self._window.show_place()
        self._from_changes = brief
        self.moved.emit()

    @Slot(str)
    def show_as_marked(self, passage: str) -> None:
        """A passage in the text it was marked in."""
        library = self._window.state.library
        try:
            brief, shown = library.passage(passage).brief, library.versions.marked_in(passage)
        except BriefReaderError as error:
            self._window.state.say(str(error))
            return
        if shown is None:
            self._window.state.say("The text this passage was marked in is not kept any more.")
            return
        edition, span = shown
        self._window.pages.setCurrentWidget(self._window.changes)
        self._window.changes.show_brief(brief, edition, "old", span.start)
        self.moved.emit()

    @Slot()
    def leave_summary(self) -> None:
        """Back to the brief, from a view across all briefs too."""
        if self._window.pages.currentWidget() is not self._window.zones:
            self._window.pages.setCurrentWidget(self._window.zones)
            self.focus_reader()
            self.moved.emit()
