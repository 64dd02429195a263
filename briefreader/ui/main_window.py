"""The window: puts the zones together and connects them; what they do is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from briefreader.config import sample_briefs
from briefreader.records import Brief, IndexReport, SearchResult
from briefreader.ui import wording
from briefreader.ui.actions import Actions
from briefreader.ui.bridge import Bridge
from briefreader.ui.correcting import Correcting
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.editing import Editing
from briefreader.ui.folding import Folding
from briefreader.ui.library.panel import LibraryPanel
from briefreader.ui.middle.page import BriefPage, Middle
from briefreader.ui.popups.palette import Palette
from briefreader.ui.reading import Reading
from briefreader.ui.search.results import ResultsView
from briefreader.ui.selecting import Selecting
from briefreader.ui.side.panel import SidePanel
from briefreader.ui.state import State
from briefreader.ui.status import StatusBar
from briefreader.ui.summary.view import SummaryView
from briefreader.ui.theme import Theme, palette, style_sheet
from briefreader.ui.top_bar import TopBar
from briefreader.ui.window_commands import WindowCommands

_SIZE = (1440, 900)
_SMALLEST = (480, 400)
_ZONES = (264, 848, 328)
_CATCH_UP_MS = 1500  # after the start: the window comes first
_BACK_UP_MS = 8000  # after the start, when the first search has long been answered


class MainWindow(QMainWindow):
    def __init__(self, state: State, bridge: Bridge, questions: Questions | None = None) -> None:
        super().__init__()
        self.state, self.bridge = state, bridge
        self.questions = questions or Questions(self)
        self.reading = Reading(state, self)
        self.actions_ = Actions(state, self)
        self._awaited = ""  # the one file that was asked for, to be opened as soon as it has been read
        self.setAcceptDrops(True)
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_SIZE)
        self._make_zones()
        self._lay_out()
        self.came_from_results = False
        self.commands = WindowCommands(self)
        self._catching_up = QTimer(self, singleShot=True)
        self._catching_up.timeout.connect(self._catch_up)
        self._connect()
        self._restore()
        self._set_theme(state.theme)
        self._set_title(None)

    def start(self, paths: Sequence[Path] = ()) -> None:
        """Show what is there, and read in `paths`."""
        self.library.load()
        self.state.tell_undo()
        self.state.start()
        self.bridge.start()
        last = self.state.library.setting("last", "")
        if paths:
            self._awaited = str(paths[0]) if len(paths) == 1 and paths[0].is_file() else ""
            self.ingest(paths)
        elif any(not brief.analysed and brief.state == "ready" for brief in self.library.briefs):
            self.bridge.understand()
        self._catching_up.start(_CATCH_UP_MS)
        QTimer.singleShot(_BACK_UP_MS, self.bridge.back_up)
        if last and not self._awaited and any(brief.id == last for brief in self.library.briefs):
            self.reading.open(last)
        self.show_place()
        (self.page.reader if self.reading.document is not None else self.library.list).setFocus()

    def ingest(self, paths: Sequence[Path]) -> None:
        self.bridge.ingest(paths)
        self.status.show_progress("Looking for briefs", 0, 0)
        self.show_place()

    @Slot()
    def _catch_up(self) -> None:
        if folders := self.state.library.folders():
            self.bridge.catch_up(folders)

    def show_place(self) -> None:
        """Show in the middle what there is to show."""
        brief = self.reading.brief
        page: QWidget = self.middle.nothing
        if brief is not None:
            page = self.middle.brief if self.reading.document is not None else self.middle.unreadable
        elif not self.library.briefs and not self.bridge.busy:
            page = self.middle.welcome
        if self.middle.currentWidget() is self.results and page is self.middle.brief:
            self.came_from_results = True
            self.commands.show_state()
        self.middle.nothing.show_state(reading_in=not self.library.briefs)
        self.middle.show_page(page)
        self.folding.set_subject(page is not self.middle.welcome)

    def _make_zones(self) -> None:
        self.top = TopBar(self.actions_.menu(self))
        self.library = LibraryPanel(self.state, self.reading)
        self.page = BriefPage(self.state, self.reading, self.actions_["back"], self.actions_["forward"])
        self.results = ResultsView(self.state, self.reading, self.top.search)
        self.middle = Middle(self.page, self.results, sample_briefs().is_dir())
        self.side = SidePanel(self.state, self.reading)
        self.summary = SummaryView(self.state, self.bridge, self.questions)
        self.status = StatusBar()
        self.editing = Editing(self.state, self.reading, self.page.reader, self.middle)
        self.correcting = Correcting(
            self.state, self.reading, self.page.reader, self.editing, self.side, self.questions, self.middle
        )
        self.selecting = Selecting(self.reading, self.page.reader)
        self.folding = Folding(self.library, self.side, self)
        for field in (self.top.search, self.library.filter, self.side.names.filter):
            self.actions_.come_before(field)
        self.top.set_zone_actions(self.actions_["library_zone"], self.actions_["side_zone"])

    def _lay_out(self) -> None:
        self.zones = QSplitter(Qt.Orientation.Horizontal)
        self.zones.setHandleWidth(1)
        self.zones.setChildrenCollapsible(False)
        for zone, smallest in ((self.library, 180), (self.middle, 320), (self.side, 250)):
            zone.setMinimumWidth(smallest)
            self.zones.addWidget(zone)
        self.zones.setStretchFactor(1, 1)
        self.zones.setSizes(list(_ZONES))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.zones)
        self.pages.addWidget(self.summary)
        ground = QWidget()
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addWidget(self.pages, 1)
        self.palette_ = Palette(self.state, ground)
        self.setCentralWidget(ground)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        state, bridge, reading = self.state, self.bridge, self.reading
        state.theme_changed.connect(self._set_theme)
        state.said.connect(self.status.say)
        reading.opened.connect(self._opened)
        reading.closed.connect(self._closed)
        reading.updated.connect(self._updated)
        reading.wanted.connect(self._wanted)
        reading.findings_wanted.connect(bridge.understand)
        reading.hits_wanted.connect(bridge.highlight)
        bridge.highlighted.connect(reading.take_hits)
        bridge.changed.connect(state.look_soon)
        bridge.progressed.connect(self.status.show_progress)
        bridge.idle.connect(self._idle)
        bridge.failed.connect(self.status.say)
        bridge.reported.connect(self._reported)
        bridge.found.connect(self._found)
        bridge.not_found.connect(self._not_found)
        self.status.cancelled.connect(bridge.cancel)
        bridge.stopped.connect(self._stopped)
        self.status.details_wanted.connect(self.questions.details)
        self.library.counted.connect(self._counted)
        self.top.search.asked.connect(self._search)
        self.top.search.entered.connect(self._to_results)
        self.top.search.returned.connect(self.show_results)
        self.top.search.left.connect(self.commands.focus_reader)
        self.top.summary.clicked.connect(self.commands.summary)
        self.summary.closed.connect(self.commands.leave_summary)
        self.summary.link_clicked.connect(self.questions.link)
        self.page.reader.link_clicked.connect(self.questions.link)
        self.page.reader.zoomed.connect(self.commands.zoom)
        self.page.reader.menu_requested.connect(self.commands.text_menu)
        self.side.passages.menu_wanted.connect(self.editing.passage_menu)
        self.editing.speaker_wanted.connect(self.commands.show_speaker)
        self.correcting.waiting.connect(bridge.understand)
        self.correcting.stepped.connect(self.side.review.judged)
        self.side.review.set_bridge(bridge)
        self.actions_.recent_tag.connect(self.editing.tag_recent)
        self.folding.changed.connect(self._folded)
        self.folding.narrowed.connect(self._folded)
        self.palette_.command_wanted.connect(self.commands.run)
        self.palette_.brief_wanted.connect(self.commands.open_brief)
        self._folded()
        self.middle.welcome.folder_wanted.connect(self.commands.open_folder)
        self.middle.welcome.samples_wanted.connect(self._samples)
        self.middle.unreadable.retry_wanted.connect(self._retry)
        self.middle.unreadable.forget_wanted.connect(self.commands.forget)

    # What comes back

    @Slot(object, object, int)
    def _opened(self, brief: Brief, _document: object, _offset: int) -> None:
        self.came_from_results = False
        self._updated(brief)
        if self.reading.document is None:
            self.middle.unreadable.show_brief(brief)
        self.show_place()
        if self.results.list.hasFocus():
            self.page.reader.setFocus()

    @Slot()
    def _wanted(self) -> None:
        had_keyboard = self.results.list.hasFocus()
        self.show_place()
        if had_keyboard:
            self.page.reader.setFocus()

    @Slot()
    def _closed(self) -> None:
        self._set_title(None)
        self.show_place()

    @Slot(object)
    def _updated(self, brief: Brief) -> None:
        self._set_title(brief)
        self.actions_["mark_read"].setChecked(brief.read)
        if self.reading.document is None:
            self.middle.unreadable.show_brief(brief)
        if self.middle.currentWidget() in (self.middle.unreadable, self.middle.brief):
            self.show_place()

    @Slot(int)
    def _counted(self, briefs: int) -> None:
        self.status.show_count(briefs)
        awaited = next((brief for brief in self.library.briefs if self._awaited and brief.path == self._awaited), None)
        if awaited is not None:
            self._awaited = ""
            self.reading.open(awaited.id)
        if self.middle.currentWidget() in (self.middle.welcome, self.middle.nothing):
            self.show_place()

    @Slot()
    def _idle(self) -> None:
        self.status.rest()
        if self.middle.currentWidget() in (self.middle.welcome, self.middle.nothing):
            self.show_place()

    @Slot()
    def _stopped(self) -> None:
        """The user has cancelled, and all has come to rest."""
        waiting = sum(brief.state == "ready" and not brief.analysed for brief in self.state.library.briefs())
        later = f" Names and quotes are missing in {wording.count(waiting, 'brief')}; opening one finds its own."
        self.state.say(f"Stopped.{later if waiting else ' What was done is kept.'}")

    @Slot(object)
    def _reported(self, report: IndexReport) -> None:
        done = f"{wording.count(report.indexed, 'brief')} read in"
        if report.unchanged:
            done += f", {report.unchanged:,} unchanged"
        if report.removed:
            done += f", {report.removed:,} gone"
        detail = "\n".join(f"{failure.path}: {failure.reason}" for failure in report.failed)
        if report.failed:
            done += f", {report.failed.__len__():,} could not be read"
        self.status.say(f"{done}.", detail)

    # Searching

    @Slot(str)
    def _search(self, query: str) -> None:
        if query:
            self.bridge.search(query)
            return
        self.came_from_results = False
        self.reading.drop_hits()
        if self.middle.currentWidget() is self.results:
            self.show_place()

    @Slot(object)
    def _found(self, result: SearchResult) -> None:
        if result.query == self.top.search.text().strip():
            self.results.show_result(result)
            self.middle.show_page(self.results)
            self.pages.setCurrentWidget(self.zones)

    @Slot(str, str)
    def _not_found(self, query: str, sentence: str) -> None:
        if query == self.top.search.text().strip():
            self.results.show_refusal(query, sentence)
            self.middle.show_page(self.results)

    @Slot()
    def _to_results(self) -> None:
        if self.show_results():
            self.results.list.setFocus()

    @Slot()
    def show_results(self) -> bool:
        """Show the answers to what stands in the search box. Returns whether there are any."""
        there = bool(self.top.search.text().strip() and self.results.list.rows.rows)
        if there:
            self.middle.show_page(self.results)
        return there

    # Look

    @Slot(object)
    def _set_theme(self, theme: Theme) -> None:
        QApplication.setPalette(palette(theme))
        QApplication.instance().setStyleSheet(style_sheet(theme))
        self.top.set_theme(theme)

    def _set_title(self, brief: Brief | None) -> None:
        self.setWindowTitle(f"{wording.title(brief)} - BriefReader" if brief else "BriefReader")

    @Slot()
    def _folded(self) -> None:
        """What is on show is told by the actions; the buttons are there when not everything is."""
        folding = self.folding
        self.actions_["library_zone"].setChecked(folding.left_shown)
        self.actions_["side_zone"].setChecked(folding.right_shown)
        everything = folding.room == 2 and folding.left_shown and folding.right_shown
        self.top.show_zone_buttons(not everything, folding.left_shown)

    # Files from elsewhere

    @Slot()
    def _samples(self) -> None:
        self.ingest([sample_briefs()])

    @Slot(str)
    def _retry(self, path: str) -> None:
        self.ingest([Path(path)])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.ingest(paths)

    # Coming and going

    def _restore(self) -> None:
        places = self.state.preferences.places
        if "geometry" in places:
            self.restoreGeometry(QByteArray.fromBase64(places["geometry"].encode()))
        if "zones" in places:
            self.zones.restoreState(QByteArray.fromBase64(places["zones"].encode()))

    def _zone_sizes(self) -> str:
        """As they were last when all zones were on show."""
        if self.folding.left_shown and self.folding.right_shown:
            return bytes(self.zones.saveState().toBase64().data()).decode()
        return self.state.preferences.places.get("zones", "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.commands.leave()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.folding.fit(event.size().width())
        editing = self.editing
        for popup in (
            editing.tags, editing.notes, editing.finding, editing.all_tags, self.palette_, self.correcting.popup
        ):  # fmt: skip
            popup.dismiss()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep where everything was; what was done is saved already. A note that cannot be kept keeps the window open:
        Escape drops it."""
        if not self.editing.dismiss():
            event.ignore()
            return
        self.reading.save_place()
        last = self.reading.brief.id if self.reading.brief else ""
        self.state.do(self.state.library.set_setting, "last", last)
        places = {
            "geometry": bytes(self.saveGeometry().toBase64().data()).decode(),
            "zones": self._zone_sizes(),
        }
        self.state.change(places=places)
        self.state.stop()
        self.hide()  # at once: ending the workers may take a second
        self._catching_up.stop()
        self.page.reader.close_pages()
        self.bridge.stop()
        event.accept()
