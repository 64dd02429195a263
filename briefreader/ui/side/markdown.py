"""A note as it is meant: its Markdown set, nothing fetched, no link followed."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from briefreader.ui.state import State
from briefreader.ui.theme import Theme

_LINK = re.compile(r"!?\[([^\]\n]{1,200})\]\([^)\s]{1,500}\)")
_LINE = re.compile(r"^[ \t]{0,3}(?:#{1,6}|>|[-*+])[ \t]+", re.MULTILINE)
_MARKS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_PLAIN = QTextDocument.MarkdownFeature.MarkdownNoHTML
_GITHUB = QTextDocument.MarkdownFeature.MarkdownDialectGitHub


class MarkdownView(QTextBrowser):
    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = ""
        self.setObjectName("note")
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(14)
        self.anchorClicked.connect(self._link)
        self._state = state
        state.theme_changed.connect(self.set_theme)

    @Slot(object)
    def set_theme(self, _theme: Theme) -> None:
        self.show_note(self._note)

    def show_note(self, note: str) -> None:
        self._note = note
        self.document().setDefaultStyleSheet(f"a {{ color: {self._state.theme.accent}; }}")
        self.document().setMarkdown(note, _GITHUB | _PLAIN)  # type: ignore[arg-type]

    @Slot(QUrl)
    def _link(self, url: QUrl) -> None:
        self._state.say(f"This link leads to {url.toString()}; it is not followed from here.")

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:
        return None


def as_words(note: str) -> str:
    """A note without the marks of its Markdown, for where it stands in a line or two."""
    return _MARKS.sub("", _LINE.sub("", _LINK.sub(r"\1", note)))
