"""What each command does, where it is the window's business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from briefreader.ui import wording
from briefreader.ui.commands import COMMANDS
from briefreader.ui.popups.palette import Entry

if TYPE_CHECKING:
    from briefreader.ui.main_window import MainWindow

_ON_PAGES = ("next_page", "previous_page", "go_to_page", "fit_width", "turn_pages")
_ON_TEXT = (
    "copy", "tag", "note", "explain", "remove", "select_next", "select_previous", "select_more", "mark_read", "print",
    "save_copy", "changes", "next_found", "previous_found", "put_right", "confirm", "wrong", "end_on", "end_back",
    "begin_before", "begin_behind", "move_passage", "strength",
)  # fmt: skip
_ON_ANSWERS = ("copy", "tag")


class WindowCommands(QObject):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._state, self._reading, self._bridge = window.state, window.reading, window.bridge
        self._going, self._looking, self._visiting = window.going, window.looking, window.visiting
        editing = window.editing
        window.actions_.connect_all(
            {
                "open_folder": self.open_folder,
                "open_files": self.open_files,
                "refresh": self.refresh,
                "summary": self._going.summary,
                "backups": self._looking.backups,
                "settings": self._looking.settings,
                "quit": window.close,
                "undo": self._state.undo,
                "redo": self._state.redo,
                "copy": self.copy,
                "tag": self.tag,
                "note": editing.ask_note,
                "tags": self._going.tags,
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
                "review": self._going.review,
                "which_names": window.page.bar.ask_names,
                "write_corrections": window.correcting.write_file,
                "read_corrections": window.correcting.read_file,
                "all_names": lambda: self._visiting.show("names"),
                "all_quotes": lambda: self._visiting.show("quotes"),
                "timeline": lambda: self._visiting.show("timeline"),
                "matrix": lambda: self._visiting.show("matrix"),
                "all_passages": lambda: self._visiting.show("passages"),
                "outline": lambda: self._visiting.show("tags"),
                "attention": lambda: self._visiting.show("attention"),
                "corrections": lambda: self._visiting.show("corrections"),
                "next_elsewhere": lambda: self._visiting.step_elsewhere(1),
                "previous_elsewhere": lambda: self._visiting.step_elsewhere(-1),
                "end_on": window.shaping.end_on,
                "end_back": window.shaping.end_back,
                "begin_before": window.shaping.begin_before,
                "begin_behind": window.shaping.begin_behind,
                "move_passage": window.shaping.move,
                "strength": window.shaping.next_strength,
                "tag_brief": window.minding.ask_tag,
                "todo": window.minding.next_todo,
                "due": window.minding.ask_todo,
                "mark_read": self.mark_read,
                "changes": self._going.changes,
                "save_copy": window.copying.save_copy,
                "print": self._looking.print_brief,
                "forget": self.forget,
                "palette": self.palette,
                "search": self._going.search,
                "find": window.searching.find,
                "check_quote": window.searching.check_quote,
                "watch_list": window.searching.watch_list,
                "help_search": window.searching.help,
                "next": self._going.next,
                "previous": self._going.previous,
                "back": self._going.back,
                "forward": self._reading.forward,
                "next_brief": self._going.next_brief,
                "previous_brief": self._going.previous_brief,
                "show_passages": lambda: self._going.show_tab(0),
                "show_names": lambda: self._going.show_tab(1),
                "show_quotes": lambda: self._going.show_tab(2),
                "show_keys": lambda: self._going.show_tab(3),
                "next_zone": lambda: self._going.step_zone(1),
                "previous_zone": lambda: self._going.step_zone(-1),
                "library_zone": window.folding.toggle_left,
                "side_zone": window.folding.toggle_right,
                "pages_view": self._looking.toggle_pages,
                "next_page": lambda: self._looking.step_page(1),
                "previous_page": lambda: self._looking.step_page(-1),
                "go_to_page": window.page.reader.pages.bar.ask_page,
                "fit_width": window.page.reader.pages.canvas.fit_width,
                "turn_pages": window.page.reader.pages.canvas.rotate,
                "bigger": lambda: self._looking.zoom(1),
                "smaller": lambda: self._looking.zoom(-1),
                "plain_size": lambda: self._looking.zoom(0),
                "appearance": self._looking.toggle_appearance,
                "menu": window.top.menu.showMenu,
                "help_keys": self._looking.help_keys,
                "about": self._looking.about,
            }
        )
        self._going.moved.connect(self.show_state)
        self._visiting.moved.connect(self.show_state)
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
        away = self._going.in_summary or self._going.in_changes or self._visiting.is_there
        back = away or self._going.can_return or self._window.came_from_results or self._visiting.can_go_back
        actions["back"].setEnabled(bool(back or reading.history.past))
        actions["forward"].setEnabled(bool(reading.history.future))
        answers = self._window.shows_results and not away
        readable = reading.document is not None and not away  # nothing is done to words out of sight
        for name in _ON_TEXT:
            actions[name].setEnabled((readable and not answers) or (answers and name in _ON_ANSWERS))
        actions.set_digits_enabled(readable or self._visiting.is_there or answers)
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

    # What is chosen: in the text, or among the answers of a search

    @Slot()
    def tag(self) -> None:
        (self._window.hits if self._window.shows_results else self._window.editing).ask_tag()

    @Slot()
    def copy(self) -> None:
        (self._window.hits if self._window.shows_results else self._window.editing).copy()

    # What is offered

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
        for name in ("mark_read", "changes", "save_copy", "print"):
            menu.addAction(self._window.actions_[name])
        menu.popup(where)
