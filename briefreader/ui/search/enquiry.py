"""What is asked of all briefs: words, boxes ticked, an order; and the answer, in as many parts as are looked at."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from briefreader.records import Changes, Choice, FacetField, Order, SearchResult, Snippet
from briefreader.ui.bridge import Bridge
from briefreader.ui.state import State

PART = 50  # briefs asked for at once
_AGAIN_MS = 700  # after a change: briefs stream in


class Enquiry(QObject):
    """The one question on show. Boxes stay ticked while words are typed, and go with the last of them."""

    answered = Signal(object)  # SearchResult: to another question than before
    renewed = Signal(object)  # SearchResult: the same question, because the library has changed or more was asked for
    refused = Signal(str, str)  # query, sentence
    unfolded = Signal(str)  # brief whose places are all there now
    ended = Signal()  # nothing is asked any more

    def __init__(self, state: State, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.query = ""
        self.choices: tuple[Choice, ...] = ()
        self.order: Order = "best"
        self.result: SearchResult | None = None
        self.unfolded_briefs: dict[str, tuple[Snippet, ...]] = {}
        self._asked = 0  # how many briefs the answer on its way begins after
        self._renewing = False
        self._again = QTimer(self, interval=_AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self.renew)
        bridge.pieces_found.connect(self._take_pieces)
        state.changed.connect(self._changed)
        state.closing.connect(self._again.stop)

    def ask(self, query: str) -> None:
        """Ask for `query`, narrowed by what is ticked."""
        self.query = query
        self.unfolded_briefs.clear()
        if not query:
            self._again.stop()
            self.choices, self.result = (), None
            self.ended.emit()
            return
        self._send()

    def open(self, query: str, choices: tuple[Choice, ...], order: Order) -> None:
        """Ask a whole question anew, as it was kept."""
        self.choices, self.order = choices, order
        self.ask(query)

    def tick(self, field: FacetField, value: str) -> None:
        """Tick a box, or take its tick away."""
        choice = Choice(field, value)
        there = choice in self.choices
        self.choices = tuple(one for one in self.choices if one != choice) if there else (*self.choices, choice)
        self._send()

    @Slot()
    def clear_choices(self) -> None:
        if self.choices:
            self.choices = ()
            self._send()

    def set_order(self, order: Order) -> None:
        if order != self.order:
            self.order = order
            self._send()

    @Slot()
    def ask_more(self) -> None:
        """The next part of the answer."""
        if self.result is not None and len(self.result.hits) < self.result.total:
            self._send(len(self.result.hits))

    @Slot()
    def renew(self) -> None:
        """Ask the same again: the library has changed."""
        if self.query and self.result is not None:
            self._send(0, max(PART, len(self.result.hits)))
            self._renewing = True

    def unfold(self, brief: str) -> None:
        """Ask for all places in a brief; if they are there, take them away."""
        if self.unfolded_briefs.pop(brief, None) is None:
            self._bridge.pieces(brief, self.query)
        else:
            self.unfolded.emit(brief)

    @property
    def is_renewing(self) -> bool:
        """Whether the last answer was to the same question as the one before."""
        return self._renewing or self._asked > 0

    def take(self, result: SearchResult) -> None:
        """An answer has come."""
        if self._asked and self.result is not None:
            known = {hit.brief for hit in self.result.hits}
            further = tuple(hit for hit in result.hits if hit.brief not in known)
            hits = (*self.result.hits, *further)
            self.result = replace(result, hits=hits, places=self.result.places + sum(hit.matches for hit in further))
            self.renewed.emit(self.result)
            return
        self.query, self.result = result.query, result
        (self.renewed if self._renewing else self.answered).emit(result)

    def refuse(self, query: str, sentence: str) -> None:
        self.result = None
        self.refused.emit(query, sentence)

    def _send(self, offset: int = 0, limit: int = PART) -> None:
        self._asked, self._renewing = offset, False
        self._again.stop()
        self._bridge.search(self.query, limit, self.choices, self.order, offset)

    @Slot(str, str, object)
    def _take_pieces(self, brief: str, query: str, pieces: tuple[Snippet, ...]) -> None:
        if query == self.query and pieces:
            self.unfolded_briefs[brief] = pieces
            self.unfolded.emit(brief)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if self.result is None or not self.query:
            return
        if changes.everything or changes.index or changes.briefs or changes.findings or changes.tags:
            self._again.start()
