"""Questions to the user. The window asks through `Questions`, so that tests can answer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget

# As the readers know them; named here because asking them would load them all.
ENDINGS = (".pdf", ".docx", ".docm", ".dotx", ".odt", ".ott", ".rtf", ".txt", ".text", ".md", ".markdown", ".mdown",
           ".mkd", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".epub", ".eml", ".msg", ".pptx", ".ppsx", ".xlsx",
           ".xlsm", ".csv", ".tsv", ".srt", ".vtt", ".zip")  # fmt: skip


class Questions:
    """Asks over `parent`."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def folder(self) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self._parent, "Open a folder of briefs")
        return Path(chosen) if chosen else None

    def files(self) -> list[Path]:
        kinds = f"Briefs ({' '.join(f'*{ending}' for ending in ENDINGS)});;All files (*)"
        chosen, _ = QFileDialog.getOpenFileNames(self._parent, "Open briefs", "", kinds)
        return [Path(name) for name in chosen]

    def save_as(self, name: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self._parent, "Save the summary", name, kinds)
        return Path(chosen) if chosen else None

    def save_file(self, title: str, name: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self._parent, title, name, kinds)
        return Path(chosen) if chosen else None

    def open_file(self, title: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self._parent, title, "", kinds)
        return Path(chosen) if chosen else None

    def marking(self, found: str, last: str) -> str | None:
        """The marking a summary shall bear, confirmed by the user, "" for none; None: it is not to be saved. `found` is
        what its sources bear, in a sentence."""
        box = QInputDialog(self._parent)
        box.setWindowTitle("Confirm the marking - BriefReader")
        box.setLabelText(
            f"The marking of every page; leave it empty for none.\n\nThe sources: {found}\n\n"
            "It is you who decides: the program ranks nothing across schemes."
        )
        box.setTextValue(last)
        box.setOkButtonText("Confirm and save")
        return " ".join(box.textValue().split()) if box.exec() == QDialog.DialogCode.Accepted else None

    def replace(self, name: str) -> bool:
        """Whether a file that is there may be replaced."""
        choice = QMessageBox.question(
            self._parent, "Replace the file - BriefReader", f"{name} is there already. Replace it?"
        )
        return choice == QMessageBox.StandardButton.Yes

    def words(self, question: str, before: str = "") -> str | None:
        """A line of words; None when the user thinks better of it."""
        words, given = QInputDialog.getText(self._parent, "BriefReader", question, text=before)
        return words.strip() if given else None

    def template(self) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self._parent, "The office's template", "", "Word documents (*.docx)")
        return Path(chosen) if chosen else None

    def printer(self, name: str) -> QPrinter | None:
        """The printer for a document of that name; None when the user thinks better of it."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(name)
        dialog = QPrintDialog(printer, self._parent)
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None

    def forget(self, title: str, passages: int) -> tuple[bool, bool]:
        """Whether to forget a brief, and whether its passages too."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Forget this brief - BriefReader")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Forget “{title}”?")
        box.setInformativeText(
            "Its text, earlier versions, names and quotes are removed from the library and its backups. "
            "The file itself stays. This cannot be undone."
        )
        too = QCheckBox(f"Remove what I marked in it as well ({passages})")
        if passages:
            box.setCheckBox(too)
        forget = box.addButton("Forget", QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.exec()
        return box.clickedButton() is forget, passages == 0 or too.isChecked()

    def restore(self, made: str) -> bool:
        """Whether to put back the copy made then."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Put a copy back - BriefReader")
        box.setText(f"Put back the library as it was on {made}?")
        box.setInformativeText(
            "Everything marked, written and put right since then gives way to it. The library as it is now is kept as "
            "a copy, which can be put back in the same way."
        )
        put = box.addButton("Put back", QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.exec()
        return box.clickedButton() is put

    def link(self, address: str) -> None:
        """Show where a link leads; it is never followed from here."""
        box = QMessageBox(self._parent)
        box.setWindowTitle("Link - BriefReader")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText("This link leads to:")
        box.setInformativeText(address)
        copy = box.addButton("Copy the address", QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Close)
        box.exec()
        if box.clickedButton() is copy:
            QApplication.clipboard().setText(address)

    def details(self, sentence: str, detail: str) -> None:
        box = QMessageBox(self._parent)
        box.setWindowTitle("Details - BriefReader")
        box.setText(sentence)
        box.setDetailedText(detail)
        box.exec()
