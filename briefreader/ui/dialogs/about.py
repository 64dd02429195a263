"""What this program is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from briefreader import __version__
from briefreader.ui.icons import icon
from briefreader.ui.state import State


class AboutDialog(QDialog):
    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About BriefReader")
        picture = QLabel()
        picture.setPixmap(icon("briefreader").pixmap(48, 48))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        name = QLabel(f"BriefReader {__version__}")
        name.setObjectName("emptyTitle")
        text = QLabel(
            "A reader for people who get forty pages in the evening and owe one page in the morning. "
            "Everything works offline; your files are never changed.\n\n"
            f"Your library: {state.library.folder}\n\n"
            "MIT licence. Made with Python, Qt (LGPL), spaCy, Whoosh, lxml and others named in the lock file."
        )
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        words = QVBoxLayout()
        words.addWidget(name)
        words.addWidget(text)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(picture)
        top.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.addLayout(top)
        layout.addWidget(buttons)
        self.setMinimumWidth(460)
