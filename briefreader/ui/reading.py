"""The brief on show: its text, what is known of it, where the user has been and what is being stepped through."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from briefreader.errors import BriefReaderError, NotFound
from briefreader.jobs import Job
from briefreader.records import Brief, Changes, Entity, FoundMention, FoundQuote, Passage
from briefreader.text.document import Document
from briefreader.text.findings import KeySentence
from briefreader.ui.calm import no_collecting, settle
from briefreader.ui.history import History, Place
from briefreader.ui.state import State

Span = tuple[int, int]
_SLICE_MS = 8
_LONG = 150_000  # characters: of a longer brief what was found is read and shown bit by bit (1 MB: 130 ms at once)


class Reading(QObject):
    """Asked to show a brief, it reads what is known of it once and tells all who show a part of it."""

    opened = Signal(object, object, int)  # Brief, Document or None (it could not be read), offset to begin at
    closed = Signal()
    updated = Signal(object)  # Brief: its record has changed
    text_changed = Signal(object, object, int)  # Brief, Document: a new version of the brief on show, where one was
    mentions_changed = Signal(object)  # list[FoundMention]
    quotes_changed = Signal(object)  # list[FoundQuote]
    passages_changed = Signal(object)  # list[Passage]
    keys_changed = Signal(object)  # list[KeySentence]
    hits_changed = Signal(object)  # list[Span]
    reveal = Signal(int, int)  # bring this span into view
    wanted = Signal()  # the brief on show is asked for: whatever stands in its place is to give way
    entity_chosen = Signal(object)  # Entity being stepped through, or None
    passage_chosen = Signal(str)  # id, "" for none
    history_changed = Signal()
    findings_wanted = Signal(str)  # brief without findings
    hits_wanted = Signal(str, str)  # brief, query

    def __init__(self, state: State, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._library = state.library
        self.brief: Brief | None = None
        self.document: Document | None = None
        self.mentions: list[FoundMention] = []
        self.quotes: list[FoundQuote] = []
        self.passages: list[Passage] = []
        self.keys: list[KeySentence] = []
        self.hits: list[Span] = []
        self.query = ""
        self.entity: Entity | None = None
        self.passage = ""  # id of the chosen one
        self.offset = 0  # first in view
        self.selection: Span | None = None
        self.history = History()
        self._judged: set[str] = set()  # briefs whose read state the user has set
        self._steps: list[Callable[[], None]] = []
        self._stepping = QTimer(self, interval=0, singleShot=True)
        self._stepping.timeout.connect(self._next_step)
        self._opening: Callable[[], None] | None = None
        self._stepping_in = QTimer(self, interval=0, singleShot=True)
        self._stepping_in.timeout.connect(self._go_on_opening)
        state.closing.connect(self._stepping.stop)
        state.closing.connect(self._stepping_in.stop)
        state.changed.connect(self._changed)

    # Going places

    def open(self, brief: str, span: Span | None = None, query: str = "", *, leave: bool = True) -> None:
        """Show a brief, at `span` or where one was; with `query`, its hits are marked."""
        if self.brief is not None and self.brief.id == brief:
            self._move_within(span, query, leave=leave)
            return
        try:
            found = self._library.brief(brief)
        except BriefReaderError as error:
            self._state.say(str(error))
            return
        if leave:
            self.history.leave(self.here)
        self._remember()
        opening = self._library.opening(brief)
        self._opening = lambda: self._step_opening(opening, found, span, query)
        self._opening()

    def _step_opening(self, opening: Job[Document | None], found: Brief, span: Span | None, query: str) -> None:
        """Take up a stored text: at once, but a book of very many blocks a little in each turn of the event loop."""
        clock = QElapsedTimer()
        clock.start()
        try:
            with no_collecting():
                while clock.elapsed() < _SLICE_MS:
                    next(opening)
        except StopIteration as end:
            self._opening = None
            settle()
            self._show(found, end.value, span, query)
        except BriefReaderError as error:
            self._opening = None
            self._state.say(str(error))
        else:
            self._stepping_in.start()

    @Slot()
    def _go_on_opening(self) -> None:
        if self._opening is not None:
            self._opening()

    def _show(self, found: Brief, document: Document | None, span: Span | None, query: str) -> None:
        brief = found.id
        offset = span[0] if span else self._library.position(brief)
        self.brief, self.document, self.offset = found, document, offset
        self.selection, self.entity, self.passage = None, None, ""
        self.query = query
        self.opened.emit(found, document, offset if span is None else 0)
        self._load_findings()
        self._load_passages()
        self._set_hits([])
        self.entity_chosen.emit(None)
        self.history_changed.emit()
        if document is not None:
            if not found.analysed:
                self.findings_wanted.emit(brief)
            if query:
                self.hits_wanted.emit(brief, query)
            if span is not None:
                self.reveal.emit(*span)

    def close(self) -> None:
        """Show no brief."""
        self._opening = None
        self._remember()
        self.brief, self.document = None, None
        self.mentions, self.quotes, self.passages, self.keys, self.hits = [], [], [], [], []
        self.selection, self.entity, self.passage, self.query = None, None, "", ""
        self.closed.emit()

    @property
    def here(self) -> Place | None:
        return Place(self.brief.id, self.offset) if self.brief is not None else None

    def back(self) -> None:
        self._go(self.history.back(self.here))

    def forward(self) -> None:
        self._go(self.history.forward(self.here))

    def go_to(self, start: int, end: int, *, leave: bool = True) -> None:
        """Bring a span of the brief on show into view."""
        if leave:
            self.history.leave(self.here)
            self.history_changed.emit()
        self.wanted.emit()
        self.reveal.emit(start, end)

    def scrolled(self, offset: int) -> None:
        self.offset = offset

    def reached_end(self) -> None:
        """The end of the brief has come into view: it counts as read, unless the user has said otherwise."""
        brief = self.brief
        if brief is not None and not brief.read and brief.id not in self._judged:
            self._state.do(self._library.mark_read, brief.id, True)

    def toggle_read(self) -> None:
        if self.brief is not None:
            self._judged.add(self.brief.id)
            self._state.do(self._library.mark_read, self.brief.id, not self.brief.read)

    def save_place(self) -> None:
        self._remember()

    # Hits, mentions, passages: what one steps through

    def choose_entity(self, entity: Entity | None) -> None:
        self.entity = entity
        self.entity_chosen.emit(entity)

    def choose_passage(self, passage: str) -> None:
        self.passage = passage
        self.passage_chosen.emit(passage)

    def entity_of(self, found: FoundMention) -> Entity:
        """All mentions in the brief of what `found` names."""
        name, type_ = found.mention.name, found.mention.type
        same = tuple(m for m in self.mentions if m.mention.name == name and m.mention.type == type_)
        return Entity(name, type_, same or (found,))

    def step_mention(self, entity: Entity, step: int, at: int | None = None) -> FoundMention:
        """The next (-1: previous) mention of `entity` after the one that starts `at`, round the end; shown too."""
        starts = [found.mention.start for found in entity.mentions]
        here = self.offset if at is None else at
        if step > 0:
            index = next((i for i, start in enumerate(starts) if start > here), 0)
        else:
            index = next((i for i in reversed(range(len(starts))) if starts[i] < here), len(starts) - 1)
        found = entity.mentions[index]
        self.go_to(found.mention.start, found.mention.end, leave=False)
        return found

    @Slot(str, str, object)
    def take_hits(self, brief: str, query: str, spans: Sequence[Span]) -> None:
        """The places of the query have been found."""
        if self.brief is not None and self.brief.id == brief and self.query == query:
            self._set_hits(list(spans))

    def show_found(self, spans: Sequence[Span]) -> None:
        """Mark what was found in this brief alone, in the place of the hits of a search."""
        self.query = ""
        self._set_hits(list(spans))

    def drop_hits(self) -> None:
        self.query = ""
        self._set_hits([])

    # Inside

    def _go(self, place: Place | None) -> None:
        if place is not None:
            self.open(place.brief, (place.offset, place.offset), leave=False)
        self.history_changed.emit()

    def _move_within(self, span: Span | None, query: str, *, leave: bool) -> None:
        if query and query != self.query:
            self.query = query
            self._set_hits([])
            self.hits_wanted.emit(self.brief.id, query)  # type: ignore[union-attr]
        if span is not None:
            self.go_to(*span, leave=leave)
        else:
            self.wanted.emit()

    def _remember(self) -> None:
        if self.brief is not None and self.document is not None:
            self._state.do(self._library.remember, self.brief.id, self.offset)

    def _set_hits(self, spans: list[Span]) -> None:
        self.hits = spans
        self.hits_changed.emit(spans)

    def _load_findings(self) -> None:
        """Ask for what was found: at once, but for a long brief one kind in each turn of the event loop."""
        steps = [self._load_mentions, self._load_quotes, self._load_keys]
        if self.document is not None and len(self.document.text) > _LONG:
            self.mentions, self.quotes, self.keys = [], [], []
            self._steps = steps
            self._stepping.start()
            return
        self._steps = []
        for step in steps:
            step()

    @Slot()
    def _next_step(self) -> None:
        if self._steps:
            self._steps.pop(0)()
        if self._steps:
            self._stepping.start()

    @property
    def _is_analysed(self) -> bool:
        return self.brief is not None and self.document is not None and self.brief.analysed

    def _load_mentions(self) -> None:
        self.mentions = self._library.mentions(self.brief.id) if self.brief and self._is_analysed else []
        self.mentions_changed.emit(self.mentions)
        if self.entity is not None:
            self._choose_again(self.entity)

    def _choose_again(self, entity: Entity) -> None:
        """What is being stepped through, in a new version or as another analysis has it; None when it is gone."""
        same = next((m for m in self.mentions if (m.mention.name, m.mention.type) == (entity.name, entity.type)), None)
        now = self.entity_of(same) if same is not None else None
        if now != entity:
            self.choose_entity(now)

    def _load_quotes(self) -> None:
        self.quotes = self._library.quotes(self.brief.id) if self.brief and self._is_analysed else []
        self.quotes_changed.emit(self.quotes)

    def _load_keys(self) -> None:
        self.keys = self._library.key_sentences(self.brief.id) if self.brief and self._is_analysed else []
        self.keys_changed.emit(self.keys)

    def _load_passages(self) -> None:
        self.passages = self._library.passages(self.brief.id) if self.brief is not None else []
        self.passages_changed.emit(self.passages)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        brief = self.brief
        if brief is None:
            return
        if changes.everything or brief.id in changes.briefs or brief.id in changes.findings:
            self._refresh(brief)
        if self.brief is None:
            return
        if changes.everything or brief.id in changes.findings:
            self._load_findings()
        if changes.everything or changes.tags or brief.id in changes.briefs or changes.passages:
            self._load_passages()

    def _refresh(self, brief: Brief) -> None:
        found = next(iter(self._library.some_briefs([brief.id])), None)
        if found is None:
            self.history.forget(brief.id)
            self.brief = None
            self.close()
            return
        self.brief = found
        if self._has_new_text(brief, found):
            self.document = self._text(found.id)
            self.text_changed.emit(found, self.document, self.offset)
            self._load_findings()
            if self.query:
                self.hits_wanted.emit(found.id, self.query)
        self.updated.emit(found)

    def _text(self, brief: str) -> Document | None:
        """None for a file that could not be read: there is only its reason to show."""
        try:
            return self._library.document(brief)
        except NotFound:
            return None

    def _has_new_text(self, before: Brief, now: Brief) -> bool:
        return (before.changed, before.state) != (now.changed, now.state)
