"""The draft that is being composed: kept as it is typed, asked about in a worker, put back by undo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from briefreader.errors import BriefReaderError
from briefreader.records import Changes
from briefreader.service.drafting import Composed, Preview
from briefreader.text.draft import Draft, Selection
from briefreader.ui.bridge import Bridge
from briefreader.ui.state import State

_SETTING = "draft"
_SAVE_MS = 250
_ASK_MS = 180


class Desk(QObject):
    """`loaded` gives the draft when it is another or was changed by another hand; `composed` and `previewed` what the
    worker makes of it; `saved` after each save."""

    loaded = Signal(object)  # Draft
    composed = Signal(object)  # Composed
    previewed = Signal(object)  # Preview
    refused = Signal(str)
    kept = Signal()
    exported = Signal(str)

    def __init__(self, state: State, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state, self._bridge = state, bridge
        self.draft = Draft()
        self.words = ""
        self.wants_preview = False
        self._offered: object = None  # what the candidates on show were asked for
        self._asked: object = None
        self._label = ""
        self._jobs = {"compose": 0, "preview": 0, "export": 0}
        self._saving = QTimer(self, interval=_SAVE_MS, singleShot=True)
        self._saving.timeout.connect(self.flush)
        self._asking = QTimer(self, interval=_ASK_MS, singleShot=True)
        self._asking.timeout.connect(self._ask)
        state.changed.connect(self._changed)
        state.closing.connect(self._close)
        bridge.composed.connect(self._composed)
        bridge.previewed.connect(self._previewed)
        bridge.exported.connect(self._exported)
        bridge.export_failed.connect(self._refused)

    def open(self, draft: str = "") -> None:
        """Show a draft: the one named, else the last one shown, else the newest, else a new one."""
        library = self._state.library
        self.flush()
        known = {one.id: one for one in library.drafts.all()}
        wanted = draft or library.setting(_SETTING, "")
        found = known.get(wanted) or next(iter(known.values()), None)
        if found is None:
            found = library.drafts.begin()
            self._state.tell_undo()
        self._show(found)

    def begin(self, form: str, selection: Selection) -> None:
        """Begin another draft and show it."""
        self.flush()
        try:
            made = self._state.library.drafts.begin(form, selection)
        except BriefReaderError as error:
            self.refused.emit(str(error))
            return
        self._state.tell_undo()
        self._show(made)

    def change(self, label: str, **values: Any) -> None:
        """The user has changed these fields; they are kept soon, under `label` for undo."""
        changed = replace(self.draft, **values)
        if changed == self.draft:
            return
        if self._label and self._label != label:
            self.flush()
        self.draft, self._label = changed, label
        self._saving.start()
        self._asking.start()

    @Slot()
    def flush(self) -> None:
        """Keep now what was typed."""
        self._saving.stop()
        if not self._label:
            return
        label, self._label = self._label, ""
        self._state.do(self._state.library.drafts.save, self.draft, label, burst=True)
        self.kept.emit()

    def seek(self, words: str) -> None:
        """Offer candidates that hold these words."""
        self.words = words
        self._asking.start()

    def show_preview(self, wanted: bool) -> None:
        """Whether the pages are looked at, so that they are made."""
        self.wants_preview = wanted
        if wanted:
            self._asking.start(0)

    def export(self, form: str, output: Path, marking: str, template: str, machine_copy: bool) -> None:
        self.flush()
        self._jobs["export"] = self._bridge.export_draft(self.draft, form, output, marking, template, machine_copy)

    def _show(self, draft: Draft) -> None:
        self.draft = draft
        self._state.library.set_setting(_SETTING, draft.id)
        self.loaded.emit(draft)
        self._asking.start(0)

    @Slot()
    def _ask(self) -> None:
        """One question of each kind at a time; an older one is dropped."""
        for kind in ("compose", "preview"):
            if self._jobs[kind]:
                self._bridge.withdraw(self._jobs[kind])
        # The candidates are many: they are asked for when they may be others, not for every letter typed.
        wanted = (self.draft.id, self.draft.selection, self.draft.marks, self.draft.shown, self.words)
        self._jobs["compose"] = self._bridge.compose(self.draft, self.words, offers=wanted != self._offered)
        self._asked = wanted
        self._jobs["preview"] = self._bridge.preview(self.draft) if self.wants_preview else 0

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if not self.draft.id:
            return
        if self.draft.id in changes.drafts or changes.everything:
            self._refresh()
        if changes.everything or changes.passages or changes.tags or changes.briefs or changes.findings:
            self._offered = None
            self._asking.start()
        elif changes.drafts:
            self._asking.start()

    def _refresh(self) -> None:
        """Another hand, or undo, has changed the draft; what is being typed goes before."""
        if self._label:
            return
        now = next((one for one in self._state.library.drafts.all() if one.id == self.draft.id), None)
        if now is None:
            self.open()
        elif replace(now, changed="") != replace(self.draft, changed=""):
            self.draft = now
            self.loaded.emit(now)

    @Slot(int, object)
    def _composed(self, job: int, composed: Composed) -> None:
        if job == self._jobs["compose"]:
            self._jobs["compose"] = 0
            if composed.candidates is not None:
                self._offered = self._asked
            self.composed.emit(composed)

    @Slot(int, object)
    def _previewed(self, job: int, preview: Preview) -> None:
        if job == self._jobs["preview"]:
            self._jobs["preview"] = 0
            self.previewed.emit(preview)

    @Slot(int, str)
    def _exported(self, job: int, path: str) -> None:
        if job == self._jobs["export"]:
            self._jobs["export"] = 0
            self.exported.emit(path)

    @Slot(int, str)
    def _refused(self, job: int, sentence: str) -> None:
        for kind, asked in self._jobs.items():
            if asked and asked == job:
                self._jobs[kind] = 0
                self.refused.emit(sentence)
                return

    @Slot()
    def _close(self) -> None:
        self._asking.stop()
        self.flush()
