"""Saving a summary: the marking confirmed, a name and place asked for, nothing written over without a word."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from briefreader.service.drafting import Composed
from briefreader.ui import wording
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.state import State
from briefreader.ui.summary.desk import Desk

# As `export.forms` has them; named here because asking it would load the libraries of all forms.
FORMS = {
    "docx": ("Word document", "docx"), "pdf": ("PDF", "pdf"), "html": ("Web page", "html"),
    "md": ("Markdown", "md"), "odt": ("OpenDocument text", "odt"), "csv": ("Passages as CSV", "csv"),
    "csv-quotes": ("Quotes as CSV", "csv"), "csv-names": ("Names as CSV", "csv"), "xlsx": ("Excel workbook", "xlsx"),
    "jsonld": ("Web Annotations", "jsonld"), "qdpx": ("Project for REFI-QDA programs", "qdpx"),
    "qdc": ("Codebook for REFI-QDA programs", "qdc"), "bib": ("Sources as BibTeX", "bib"),
    "ris": ("Sources as RIS", "ris"), "csl": ("Sources as CSL-JSON", "json"),
}  # fmt: skip
_FOLDER = "summary folder"


class Saving(QObject):
    """`said` gives a sentence on what has become of it."""

    said = Signal(str)

    def __init__(self, state: State, desk: Desk, questions: Questions, parent: QObject) -> None:
        super().__init__(parent)
        self._state, self._desk, self._questions = state, desk, questions
        self.machine_copy = False
        desk.exported.connect(self._saved)

    def save(self, form: str, composed: Composed | None, template: Path | None = None) -> None:
        """Ask, and have the worker write the draft in this form."""
        if composed is None:
            self.said.emit("The summary is still being put together; try again in a moment.")
            return
        draft = self._desk.draft
        marking = self._questions.marking(composed.markings.sentence, draft.marking)
        if marking is None:
            return
        called, suffix = FORMS[form]
        folder = self._state.library.setting(_FOLDER, "")
        name = f"{wording.as_file_name(draft.title) or 'annotated-summary'}.{suffix}"
        path = self._questions.save_as(
            str(Path(folder, name)) if folder and Path(folder).is_dir() else name, f"{called} (*.{suffix})"
        )
        if path is None:
            return
        if not path.suffix:
            path = path.with_suffix(f".{suffix}")
            if path.exists() and not self._questions.replace(path.name):  # the dialog asked about another name
                return
        self.said.emit("Saving…")
        self._desk.export(form, path, marking, str(template) if template else "", self.machine_copy)

    def _saved(self, path: str) -> None:
        self._state.library.set_setting(_FOLDER, str(Path(path).parent))
        self._state.look_soon()
        self.said.emit(f"Saved: {Path(path).name}")
        self._state.say(f"The summary was saved to {path}")
