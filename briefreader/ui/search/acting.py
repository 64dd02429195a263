"""What is done with places among the answers: tagged, many in one step, and copied with their citations."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QObject, QRect, Slot
from PySide6.QtWidgets import QApplication, QWidget

from briefreader.errors import BriefReaderError
from briefreader.records import Snippet
from briefreader.text.sentences import sentences_in
from briefreader.ui import wording
from briefreader.ui.popups.tagging import TagPopup
from briefreader.ui.search.preview import PreviewPanel
from briefreader.ui.search.results import ResultsView
from briefreader.ui.search.rows import Found
from briefreader.ui.state import State

Span = tuple[int, int]


class HitActions(QObject):
    """Works on the places chosen in `results`, else on the one in the preview."""

    def __init__(self, state: State, results: ResultsView, preview: PreviewPanel, ground: QWidget) -> None:
        super().__init__(ground)
        self._state, self._results, self._preview, self._ground = state, results, preview, ground
        self._spans: list[tuple[str, int, int]] = []
        self.tags = TagPopup(state, ground)
        self.tags.tagged.connect(self._tag)
        preview.tag_wanted.connect(self.ask_tag)
        preview.copy_wanted.connect(self.copy)

    def spans(self) -> list[tuple[str, int, int]]:
        """The sentences of the chosen places, by brief."""
        chosen = self._results.chosen()
        if not chosen and self._preview.found is not None:
            chosen = [self._preview.found]
        return [(found.hit.brief, *sentence(_snippet(found))) for found in chosen]

    @Slot()
    def ask_tag(self) -> None:
        self._spans = self.spans()
        if not self._spans:
            self._state.say("Choose a place among the answers first.")
            return
        rect = self._results.current_rect()
        self.tags.ask(QRect(self._results.mapTo(self._ground, rect.topLeft()), rect.size()))

    @Slot(int)
    def tag_recent(self, number: int) -> None:
        recent = self._state.library.recent_tags()
        self._spans = self.spans()
        if number > len(recent) or not self._spans:
            self._state.say(f"There is no recent tag {number} yet." if self._spans else "Choose a place first.")
            return
        self._tag(recent[number - 1].path, "", "")

    @Slot(str, str, str)
    def _tag(self, path: str, note: str, colour: str) -> None:
        if self._state.do(self._state.library.marking.tag_spans, self._spans, [path], note) is None:
            self.tags.come_back(self.tags.field)
            return
        if colour:
            self._state.do(self._state.library.recolour_tag, path, colour)
        self._state.say(
            f"{wording.count(len(self._spans), 'place')} tagged: {wording.tag(path)}. Ctrl+Z takes it back."
        )

    @Slot()
    def copy(self) -> None:
        """Every chosen sentence with its citation."""
        try:
            copied = [self._state.library.citation(*span) for span in self.spans()]
        except BriefReaderError as error:
            self._state.say(str(error))
            return
        if not copied:
            self._state.say("Choose a place among the answers first.")
            return
        data = QMimeData()
        data.setText("\n\n".join(plain for plain, _ in copied))
        data.setHtml("\n".join(html for _, html in copied))
        QApplication.clipboard().setMimeData(data)
        self._state.say("Copied with its citation." if len(copied) == 1 else f"{len(copied)} copied with citations.")


def _snippet(found: Found) -> Snippet:
    return found.snippet or found.hit.snippets[0]


def sentence(snippet: Snippet) -> Span:
    """The sentence, or sentences, of a place that hold its matches; all of it when none is marked."""
    marks: Sequence[Span] = snippet.highlights
    parts = sentences_in(snippet.text, 0, len(snippet.text))
    held = [
        (snippet.start + start, snippet.start + end)
        for start, end in parts
        if any(a < snippet.start + end and b > snippet.start + start for a, b in marks)
    ]
    return (held[0][0], held[-1][1]) if held else (snippet.start, snippet.end)
