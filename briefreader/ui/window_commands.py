"""What each command does, where it is the window's business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from briefreader.ui import wording
from briefreader.ui.commands import COMMANDS
from briefreader.ui.dialogs.about import AboutDialog
from briefreader.ui.dialogs.keys import KeysDialog
from briefreader.ui.dialogs.settings import SettingsDialog
from briefreader.ui.popups.palette import Entry

if TYPE_CHECKING:
    from briefreader.ui.main_window import MainWindow

_ON_PAGES = ("next_page", "previous_page", "go_to_page", "fit_width", "turn_pages")
_ON_TEXT = ("copy", "tag", "note", "explain", "remove", "select_next", "select_previous", "select_more", "mark_read",
            "print", "next_found", "previous_found", "put_right", "confirm", "wrong")  # fmt: skip


class WindowCommands(QObject):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._state, self._reading, self._bridge = window.state, window.reading, window.bridge
        editing = window.editing
        window.actions_.connect_all(
            {
                "open_folder": self.open_folder,
                "open_files": self.open_files,
                "refresh": self.refresh,
                "summary": self.summary,
                "settings": self.settings,
                "quit": window.close,
                "undo": self._state.undo,
                "redo": self._state.redo,
                "copy": editing.copy,
                "tag": editing.ask_tag,
                "note": editing.ask_note,
                "tags": self.tags,
                "explain": editing.explain,
                "remove": editing.remove_chosen,
                "select_next": window.selecting.next,
                "select_previous": window.selecting.previous,
                "select_more": window.selecting.more,
                "next_found": window.correcting.next_found,
                "previous_found": window.correcting.previous_found,
                "confirm": window.correcting.confirm,
                "wrong": window.correcting.wrong,
                "put_right": window.correcting.put_right,
                "review": self.review,
                "which_names": window.page.bar.ask_names,
                "write_corrections": window.correcting.write_file,
                "read_corrections": window.correcting.read_file,
                "mark_read": self.mark_read,
                "print": self.print_brief,
                "forget": self.forget,
                "palette": self.palette,
                "search": self.search,
                "next": self.next,
                "previous": self.previous,
                "back": self.back,
                "forward": self._reading.forward,
                "next_brief": self.next_brief,
                "previous_brief": self.previous_brief,
                "show_passages": lambda: self.show_tab(0),
                "show_names": lambda: self.show_tab(1),
                "show_quotes": lambda: self.show_tab(2),
                "show_keys": lambda: self.show_tab(3),
                "next_zone": lambda: self._step_zone(1),
                "previous_zone": lambda: self._step_zone(-1),
                "library_zone": window.folding.toggle_left,
                "side_zone": window.folding.toggle_right,
                "pages_view": self.toggle_pages,
                "next_page": lambda: self._step_page(1),
                "previous_page": lambda: self._step_page(-1),
                "go_to_page": window.page.reader.pages.bar.ask_page,
                "fit_width": window.page.reader.pages.canvas.fit_width,
                "turn_pages": window.page.reader.pages.canvas.rotate,
                "bigger": lambda: self.zoom(1),
                "smaller": lambda: self.zoom(-1),
                "plain_size": lambda: self.zoom(0),
                "appearance": self.toggle_appearance,
                "menu": window.top.menu.showMenu,
                "help_keys": self.help_keys,
                "about": self.about,
            }
        )
        self._reading.history_changed.connect(self.show_state)
        self._reading.opened.connect(self.show_state)
        self._reading.closed.connect(self.show_state)
        self._state.preferences_changed.connect(self.show_state)
        window.pages.currentChanged.connect(self.show_state)
        window.page.reader.paged.connect(self.show_state)
        self.show_state()

    @Slot()
    def show_state(self) -> None:
        """What cannot be done now is shown as such."""
        actions, reading = self._window.actions_, self._reading
        actions["back"].setEnabled(bool(reading.history.past) or self._window.came_from_results or self._in_summary)
        actions["forward"].setEnabled(bool(reading.history.future))
        readable = reading.document is not None and not self._in_summary  # nothing is done to words out of sight
        for name in _ON_TEXT:
            actions[name].setEnabled(readable)
        actions.set_digits_enabled(readable)
        reader = self._window.page.reader
        actions["pages_view"].setEnabled(readable and reader.has_pages)
        actions["pages_view"].setChecked(reader.shows_pages)
        for name in _ON_PAGES:
            actions[name].setEnabled(readable and reader.shows_pages)
        actions["forget"].setEnabled(reading.brief is not None)
        letters = self._state.preferences.letters
        key = actions["search"].shortcut().toString() if letters else ""
        self._window.top.search.show_key(key)

    # The library

    @Slot()
    def open_folder(self) -> None:
        folder = self._window.questions.folder()
        if folder is not None:
            self._window.ingest([folder])

    @Slot()
    def open_files(self) -> None:
        files = self._window.questions.files()
        if files:
            self._window.ingest(files)

    @Slot()
    def refresh(self) -> None:
        folders = self._state.library.folders()
        if folders:
            self._window.ingest(folders)  # type: ignore[arg-type]
        else:
            self._state.say("Open a folder first.")

    @Slot()
    def mark_read(self) -> None:
        self._reading.toggle_read()

    @Slot()
    def forget(self) -> None:
        brief = self._reading.brief
        if brief is None:
            return
        forget, passages = self._window.questions.forget(wording.title(brief), brief.passages)
        if forget:
            self._bridge.forget(brief.id, passages)
            self._reading.history.forget(brief.id)
            self._reading.close()
            self._state.say(f"“{wording.title(brief)}” is being forgotten.")

    # Going

    @property
    def _in_summary(self) -> bool:
        return self._window.pages.currentWidget() is self._window.summary

    @Slot()
    def back(self) -> None:
        """From the summary to the brief, from a hit to the answers it was among, else to the place before."""
        window = self._window
        if self._in_summary:
            self.leave_summary()
        elif (
            window.came_from_results and window.middle.currentWidget() is window.middle.brief and window.show_results()
        ):
            window.came_from_results = False
            window.results.list.setFocus()
            self.show_state()
        else:
            self._reading.back()

    def leave(self) -> None:
        """Escape, where nothing nearer has taken it: a filter is emptied, the answers of a search give way to the
        brief; then what is marked is unmarked, one thing after the other."""
        window, reading, field = self._window, self._reading, QApplication.focusWidget()
        if field in (window.library.filter, window.side.names.filter) and field.text():
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
        if window.middle.currentWidget() is window.results:
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

    def _step_zone(self, step: int) -> None:
        window = self._window
        if window.pages.currentWidget() is window.summary:
            zones: list[QWidget] = [window.summary.briefs, window.summary.tags, window.summary.preview]
        else:
            middle = window.middle.currentWidget()
            reader: QWidget = window.page.reader if middle is window.page else middle
            if middle is window.results:
                reader = window.results.list
            zones = [window.top.search, window.library.list, reader, window.side.focus_target]
        now = QApplication.focusWidget()
        holders = [window.top, window.library, window.middle, window.side] if len(zones) == 4 else zones
        shown = [number for number, holder in enumerate(holders) if holder.isVisible()]
        zones, holders = [zones[number] for number in shown], [holders[number] for number in shown]
        at = next(
            (n for n, zone in enumerate(holders) if now is not None and (zone is now or zone.isAncestorOf(now))), -1
        )
        zones[(at + step) % len(zones)].setFocus()

    @Slot()
    def tags(self) -> None:
        self.leave_summary()
        self._window.editing.edit_tags()

    @Slot()
    def palette(self) -> None:
        """Every command that can be done now, and the briefs."""
        actions = self._window.actions_
        entries = []
        for command in COMMANDS:
            if command.name != "palette" and actions[command.name].isEnabled():
                keys = ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in
                                 actions[command.name].shortcuts()[:1])  # fmt: skip
                entries.append(Entry(actions[command.name].text().removesuffix("…"), keys, command=command.name))
        briefs = (brief for brief in self._window.library.briefs if brief.state != "failed")
        entries.extend(Entry(wording.title(brief), wording.day(brief.date), brief=brief.id) for brief in briefs)
        self._window.palette_.ask(entries)

    @Slot(str)
    def run(self, name: str) -> None:
        """Do the command of this name."""
        self._window.actions_[name].trigger()

    @Slot(str)
    def open_brief(self, brief: str) -> None:
        self.leave_summary()
        self._reading.open(brief)
        self._window.show_place()
        self.focus_reader()

    # Look

    @Slot(object)
    def text_menu(self, where: QPoint) -> None:
        """What can be done with the selected words."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in ("tag", "note", "copy", "explain"):
            menu.addAction(self._window.actions_[name])
        menu.addSeparator()
        under = self._window.page.reader.found_at(where)
        if under is not None:
            self._window.correcting.fill_menu(menu.addMenu("This name, or this quote"), under)
        elif self._window.page.reader.selection() is not None:
            menu.addAction(self._window.actions_["put_right"])
        for name in ("mark_read", "print"):
            menu.addAction(self._window.actions_[name])
        menu.popup(where)

    @Slot()
    def toggle_pages(self) -> None:
        """From the text to the brief's own pages, and back."""
        self._window.page.show_pages(not self._window.page.reader.shows_pages)

    def _step_page(self, step: int) -> None:
        canvas = self._window.page.reader.pages.canvas
        canvas.go_to_page(canvas.page + step)

    @Slot(int)
    def zoom(self, steps: int) -> None:
        """Larger (-1: smaller) text, 0 as it was made; of pages in view the pages, 0 their own size."""
        reader = self._window.page.reader
        if reader.shows_pages and not self._in_summary:
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

    # Windows over the window

    @Slot()
    def summary(self) -> None:
        """To the summary, and from it back."""
        if self._window.pages.currentWidget() is self._window.summary:
            self.leave_summary()
            return
        self._window.pages.setCurrentWidget(self._window.summary)
        self._window.summary.open()
        self.show_state()

    @Slot()
    def leave_summary(self) -> None:
        if self._window.pages.currentWidget() is self._window.summary:
            self._window.pages.setCurrentWidget(self._window.zones)
            self.focus_reader()
            self.show_state()

    @Slot()
    def settings(self) -> None:
        self._open(SettingsDialog(self._state, self._window))

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
