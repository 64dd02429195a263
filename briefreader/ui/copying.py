"""Copies of the brief on show that other programs open, with its passages marked in them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from briefreader.ui import wording
from briefreader.ui.bridge import Bridge
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.reading import Reading
from briefreader.ui.state import State

_PDF, _WORD = "The brief's PDF with highlights (*.pdf)", "Text with comments for Word (*.docx)"
_FORMS = {".pdf": "highlights", ".docx": "comments"}


class Copying(QObject):
    def __init__(self, state: State, bridge: Bridge, reading: Reading, questions: Questions, parent: QObject) -> None:
        super().__init__(parent)
        self._state, self._bridge, self._reading, self._questions = state, bridge, reading, questions
        bridge.copied.connect(self._copied)

    @Slot()
    def save_copy(self) -> None:
        """Ask for a name, whose end says in which form, and have the worker write the copy."""
        brief = self._reading.brief
        if brief is None:
            return
        paged = brief.format == "pdf"
        kinds = f"{_PDF};;{_WORD}" if paged else _WORD
        name = f"{wording.as_file_name(wording.title(brief)) or 'brief'} - passages.{'pdf' if paged else 'docx'}"
        path = self._questions.save_file("Save a copy with its passages", name, kinds)
        if path is None:
            return
        if path.suffix.casefold() not in _FORMS:
            path = path.with_name(f"{path.name}.{'pdf' if paged else 'docx'}")
            if path.exists() and not self._questions.replace(path.name):  # the dialog asked about another name
                return
        self._bridge.export_copy(_FORMS[path.suffix.casefold()], brief.id, path)

    @Slot(str, int)
    def _copied(self, path: str, placed: int) -> None:
        self._state.say(f"{wording.count(placed, 'passage')} marked in {Path(path).name}.")
