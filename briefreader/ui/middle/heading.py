"""What the brief says of itself, and what should be known before reading it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from briefreader.records import Brief
from briefreader.text.document import Document
from briefreader.ui import wording
from briefreader.ui.reading import Reading


class Heading(QFrame):
    """The title (where the text does not begin with it), author, date, format, words, language, file; notices."""

    def __init__(self, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("briefHeading")
        self._title, self._facts = QLabel(), QLabel()
        self._title.setObjectName("briefTitle")
        self._facts.setObjectName("quiet")
        self._notice = QLabel()
        self._notice.setObjectName("noticeText")
        for label in (self._title, self._facts, self._notice):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 7, 24, 7)
        layout.setSpacing(3)
        for label in (self._title, self._facts, self._notice):
            layout.addWidget(label)
        self._document: Document | None = None
        reading.opened.connect(self._opened)
        reading.text_changed.connect(self._opened)
        reading.updated.connect(self._show)

    @Slot(object, object, int)
    def _opened(self, brief: Brief, document: Document | None, _offset: int) -> None:
        self._document = document
        self._show(brief)

    @Slot(object)
    def _show(self, brief: Brief) -> None:
        title = wording.title(brief)
        self._title.setText(title)
        self._title.setVisible(not _begins_with(self._document, title))
        facts = (
            brief.author,
            wording.day(brief.date),
            wording.file_format(brief),
            wording.count(brief.words, "word"),
            wording.language(brief.language),
            wording.file_name(brief),
        )
        self._facts.setText(" · ".join(fact for fact in facts if fact))
        notices = [brief.notice] if brief.analysed else ["Names and quotes are being looked for."]
        if brief.state == "missing":
            notices.insert(0, "The file is no longer where it was; this is its text as last read.")
        if brief.attention:
            notices.append(f"{wording.count(brief.attention, 'passage')} should be checked: the text has changed.")
        text = " ".join(notice for notice in notices if notice)
        self._notice.setText(text)
        self._notice.setVisible(bool(text))


def _begins_with(document: Document | None, title: str) -> bool:
    """Whether the first words of the text are its title already."""
    if document is None or not document.blocks:
        return False
    opening = " ".join(document.text[: len(title) * 2 + 200].split()).casefold()
    return title.casefold() in opening
