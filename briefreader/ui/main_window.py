"""The window: puts the zones together and connects them; what they do is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from briefreader.config import sample_briefs
from briefreader.records import Brief
from briefreader.ui import wording
from briefreader.ui.across.view import AcrossView
from briefreader.ui.actions import Actions
from briefreader.ui.arrivals import Arrivals
from briefreader.ui.bridge import Bridge
from briefreader.ui.changes.view import ChangesView
from briefreader.ui.copying import Copying
from briefreader.ui.correcting import Correcting
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.editing import Editing
from briefreader.ui.folding import Folding
from briefreader.ui.going import Going
from briefreader.ui.library.kept import KeptList
from briefreader.ui.library.panel import LibraryPanel
from briefreader.ui.looking import Looking
from briefreader.ui.middle.find_bar import FindBar
from briefreader.ui.middle.page import BriefPage, Middle
from briefreader.ui.minding import Minding
from briefreader.ui.popups.palette import Palette
from briefreader.ui.reading import Reading
from briefreader.ui.search.acting import HitActions
from briefreader.ui.search.enquiry import Enquiry
from briefreader.ui.search.facets import FacetPanel
from briefreader.ui.search.preview import PreviewPanel
from briefreader.ui.search.results import ResultsView
from briefreader.ui.search.sides import Sides
from briefreader.ui.searching import Searching
from briefreader.ui.selecting import Selecting
from briefreader.ui.shaping import Shaping
from briefreader.ui.side.panel import SidePanel
from briefreader.ui.state import State
from briefreader.ui.status import StatusBar
from briefreader.ui.summary.view import SummaryView
from briefreader.ui.theme import Theme, palette, style_sheet
from briefreader.ui.top_bar import TopBar
from briefreader.ui.visiting import Visiting
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
        self.setAcceptDrops(True)
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_SIZE)
        self._make_zones()
        self._lay_out()
        self.came_from_results = False
        self.going, self.looking, self.arrivals = Going(self), Looking(self), Arrivals(self)
        self.visiting = Visiting(self)
        self.searching = Searching(self)
        self.commands = WindowCommands(self)
        self._catching_up = QTimer(self, singleShot=True)
        self._catching_up.timeout.connect(self._catch_up)
        self._connect()
        self._restore()
        self._set_theme(state.theme)
        self.show_title(None)

    def start(self, paths: Sequence[Path] = ()) -> None:
        """Show what is there, and read in `paths`."""
        self.library.load()
        self.state.tell_undo()
        self.state.start()
        self.bridge.start()
        last = self.state.library.setting("last", "")
        if paths:
            self.arrivals.await_brief(str(paths[0]) if len(paths) == 1 and paths[0].is_file() else "")
            self.ingest(paths)
        elif any(not brief.analysed and brief.state == "ready" for brief in self.library.briefs):
            self.bridge.understand()
        self._catching_up.start(_CATCH_UP_MS)
        QTimer.singleShot(_BACK_UP_MS, self.bridge.back_up)
        if last and not self.arrivals.is_awaiting and any(brief.id == last for brief in self.library.briefs):
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
        self.kept = KeptList(self.state, self.bridge)
        self.library.add_section(self.kept)
        self.page = BriefPage(self.state, self.reading, self.actions_["back"], self.actions_["forward"])
        self.find = FindBar(self.state, self.reading, self.bridge)
        self.page.add_bar(self.find)
        self.enquiry = Enquiry(self.state, self.bridge, self)
        self.results = ResultsView(self.state, self.reading, self.top.search, self.enquiry)
        self.middle = Middle(self.page, self.results, sample_briefs().is_dir())
        self.side = SidePanel(self.state, self.reading)
        self.facets = FacetPanel(self.state, self.enquiry)
        self.preview = PreviewPanel(self.state, self.bridge, self.enquiry)
        self.left, self.right = Sides(self.library, self.facets), Sides(self.side, self.preview)
        self.hits = HitActions(self.state, self.results, self.preview, self.middle)
        self.summary = SummaryView(self.state, self.bridge, self.questions)
        self.across = AcrossView(self.state, self.bridge, self.questions)
        self.changes = ChangesView(self.state, self.bridge)
        self.status = StatusBar()
        self.editing = Editing(self.state, self.reading, self.page.reader, self.middle)
        self.correcting = Correcting(
            self.state, self.reading, self.page.reader, self.editing, self.side, self.questions, self.middle
        )
        self.copying = Copying(self.state, self.bridge, self.reading, self.questions, self)
        self.shaping = Shaping(self.state, self.reading, self.page.reader)
        self.selecting = Selecting(self.reading, self.page.reader)
        self.folding = Folding(self.left, self.right, self)
        for field in (self.top.search, self.find.field, self.library.filter, self.side.names.filter):
            self.actions_.come_before(field)
        self.top.set_zone_actions(self.actions_["library_zone"], self.actions_["side_zone"])

    def _lay_out(self) -> None:
        self.zones = QSplitter(Qt.Orientation.Horizontal)
        self.zones.setHandleWidth(1)
        self.zones.setChildrenCollapsible(False)
        for zone, smallest in ((self.left, 180), (self.middle, 320), (self.right, 250)):
            zone.setMinimumWidth(smallest)
            self.zones.addWidget(zone)
        self.zones.setStretchFactor(1, 1)
        self.zones.setSizes(list(_ZONES))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.zones)
        self.pages.addWidget(self.summary)
        self.pages.addWidget(self.across)
        self.pages.addWidget(self.changes)
        ground = QWidget()
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addWidget(self.pages, 1)
        self.palette_ = Palette(self.state, ground)
        self.minding = Minding(self.state, self.reading, self.library, ground)
        self.editing.finding.strength_wanted.connect(self.shaping.set_strength)
        self.setCentralWidget(ground)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        state, bridge, reading = self.state, self.bridge, self.reading
        state.theme_changed.connect(self._set_theme)
        state.said.connect(self.status.say)
        reading.opened.connect(self.arrivals.opened)
        reading.closed.connect(self.arrivals.closed)
        reading.updated.connect(self.arrivals.updated)
        reading.wanted.connect(self.arrivals.wanted)
        reading.findings_wanted.connect(bridge.understand)
        reading.hits_wanted.connect(bridge.highlight)
        bridge.highlighted.connect(reading.take_hits)
        bridge.changed.connect(state.look_soon)
        bridge.progressed.connect(self.status.show_progress)
        bridge.idle.connect(self.arrivals.idle)
        bridge.failed.connect(self.status.say)
        bridge.reported.connect(self.arrivals.reported)
        bridge.found.connect(self.arrivals.found)
        bridge.not_found.connect(self.arrivals.not_found)
        self.status.cancelled.connect(bridge.cancel)
        bridge.stopped.connect(self.arrivals.stopped)
        self.status.details_wanted.connect(self.questions.details)
        self.library.counted.connect(self.arrivals.counted)
        self.top.search.asked.connect(self.arrivals.search)
        self.top.search.entered.connect(self.arrivals.to_results)
        self.top.search.returned.connect(self.arrivals.show_results)
        self.top.search.left.connect(self.going.focus_reader)
        self.top.summary.clicked.connect(self.going.summary)
        self.summary.closed.connect(self.going.leave_summary)
        self.changes.closed.connect(self.going.leave_summary)
        self.changes.opened.connect(self.going.open_changed)
        self.across.attention.old_wanted.connect(self.going.show_as_marked)
        self.summary.link_clicked.connect(self.questions.link)
        self.page.reader.link_clicked.connect(self.questions.link)
        self.page.reader.zoomed.connect(self.looking.zoom)
        self.page.reader.menu_requested.connect(self.commands.text_menu)
        self.side.passages.menu_wanted.connect(self.editing.passage_menu)
        self.editing.speaker_wanted.connect(self.going.show_speaker)
        self.correcting.waiting.connect(bridge.understand)
        self.correcting.stepped.connect(self.side.review.judged)
        self.side.review.set_bridge(bridge)
        self.actions_.recent_tag.connect(self.visiting.recent_tag)
        self.across.closed.connect(self.going.leave_summary)
        self.across.corrected.connect(self.correcting.do)
        self.across.corrections.write_wanted.connect(self.correcting.write_file)
        self.across.corrections.read_wanted.connect(self.correcting.read_file)
        for button, command in self.top.views.items():
            button.clicked.connect(self.actions_[command].trigger)
        self.kept.wanted.connect(self.arrivals.ask_kept)
        self.results.keep_wanted.connect(self.arrivals.keep_search)
        self.preview.place_wanted.connect(self.arrivals.open_other)
        self.results.looked_at.connect(self.preview.show_found)
        self.results.chosen_count.connect(self.preview.show_count)
        self.middle.currentChanged.connect(self._fit_sides)
        self.folding.changed.connect(self._folded)
        self.folding.narrowed.connect(self._folded)
        self.palette_.command_wanted.connect(self.commands.run)
        self.palette_.brief_wanted.connect(self.going.open_brief)
        self._folded()
        self.middle.welcome.folder_wanted.connect(self.commands.open_folder)
        self.middle.welcome.samples_wanted.connect(self._samples)
        self.middle.unreadable.retry_wanted.connect(self._retry)
        self.middle.unreadable.forget_wanted.connect(self.commands.forget)

    # Look

    @Slot(object)
    def _set_theme(self, theme: Theme) -> None:
        QApplication.setPalette(palette(theme))
        QApplication.instance().setStyleSheet(style_sheet(theme))
        self.top.set_theme(theme)

    def show_title(self, brief: Brief | None) -> None:
        self.setWindowTitle(f"{wording.title(brief)} - BriefReader" if brief else "BriefReader")

    @Slot()
    def _folded(self) -> None:
        """What is on show is told by the actions; the buttons are there when not everything is."""
        folding = self.folding
        self.actions_["library_zone"].setChecked(folding.left_shown)
        self.actions_["side_zone"].setChecked(folding.right_shown)
        everything = folding.room == 2 and folding.left_shown and folding.right_shown
        self.top.show_zone_buttons(not everything, folding.left_shown)

    @property
    def shows_results(self) -> bool:
        """Whether the answers of a search are in the middle."""
        return self.middle.currentWidget() is self.results

    @Slot()
    def _fit_sides(self) -> None:
        """Beside answers stand their boxes and the chosen place, beside a brief the library and what is known of it."""
        for sides in (self.left, self.right):
            sides.show_search(self.shows_results)
        self.commands.show_state()

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
            self.going.leave()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.folding.fit(event.size().width())
        editing = self.editing
        for popup in (
            editing.tags, editing.notes, editing.finding, editing.all_tags, self.palette_, self.correcting.popup,
            self.hits.tags
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
        self.summary.close_pages()
        self.bridge.stop()
        event.accept()
