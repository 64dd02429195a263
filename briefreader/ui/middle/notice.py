"""What should be known before reading a brief: its file is gone, passages are to be checked, its reader remarks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from briefreader.records import Brief
from briefreader.text.document import Document
from briefreader.ui import wording
from briefreader.ui.reading import Reading

_AUTHOR = 40  # characters: of a longer author line, with office and place, only the name is shown


class Notice(QFrame):
    """Is there only when there is something to say."""

    def __init__(self, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAccessibleName("What to know of this brief")
        self._document: Document | None = None
        self._text = QLabel()
        self._text.setObjectName("quiet")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 5, 16, 5)
        layout.addWidget(self._text)
        self.hide()
        reading.opened.connect(self._opened)
        reading.text_changed.connect(self._opened)
        reading.updated.connect(self.show_brief)

    @Slot(object, object, int)
    def _opened(self, brief: Brief, document: Document | None, _offset: int) -> None:
        self._document = document
        self.show_brief(brief)

    @Slot(object)
    def show_brief(self, brief: Brief) -> None:
        text = " ".join(notices(brief, self._document))
        self._text.setText(text)
        self.setVisible(bool(text))


def notices(brief: Brief, document: Document | None = None) -> list[str]:
    """Sentences about a brief that its reader must know."""
    found: list[str] = []
    if document is not None and (remark := document.metadata.extra.get("notice", "")):
        found.append(remark)
    if brief.state == "missing":
        found.append("The file is no longer where it was; this is its text as last read.")
    if brief.attention:
        words = "should be checked: the text has changed since."
        found.append(f"{wording.count(brief.attention, 'passage')} {words}")
    if brief.analysed and brief.notice:
        found.append(brief.notice)
    return found


def caption(brief: Brief) -> str:
    """The line under the title: author, date, length, a language other than English, file."""
    facts = (
        brief.author if len(brief.author) <= _AUTHOR else brief.author.split(",")[0],
        wording.day(brief.date),
        wording.count(brief.words, "word"),
        "" if brief.language.startswith("en") else wording.language(brief.language),
        wording.file_name(brief),
        f"in {brief.places} places" if brief.places > 1 else "",
    )
    return " · ".join(fact for fact in facts if fact)
