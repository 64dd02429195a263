"""Confirming and putting right what was found, by key and by menu, wherever a name or a quote is pointed at."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from briefreader.errors import BriefReaderError
from briefreader.records import Changes, Doubt, Entity, FoundMention, FoundQuote
from briefreader.text.corrections import Scope
from briefreader.ui import wording
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.editing import Editing
from briefreader.ui.middle.views import Views
from briefreader.ui.popups.correcting import SCOPES, CorrectingPopup, Deed, Subject, Words, brief_of, ways
from briefreader.ui.reading import Reading
from briefreader.ui.side.names import grouped
from briefreader.ui.side.panel import SidePanel
from briefreader.ui.state import State

_FILES = "Corrections (*.csv)"
_LISTS = "Corrections, or a list of names (*.csv *.tsv *.txt);;All files (*)"
_COMPLAINTS = 12  # of a file, told at once


class Correcting(QObject):
    """Works on what the card shows, else on the row the keyboard is on, the selection, or what was last pointed at."""

    waiting = Signal()  # corrections are still to be applied to some briefs
    stepped = Signal()  # something of the review has been judged

    def __init__(
        self, state: State, reading: Reading, reader: Views, editing: Editing, side: SidePanel, questions: Questions,
        ground: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(ground)
        self._state, self._reading, self._reader, self._editing = state, reading, reader, editing
        self._side, self._questions, self._ground = side, questions, ground
        self._at: FoundMention | FoundQuote | None = None
        self.popup = CorrectingPopup(state, ground)
        self.popup.decided.connect(self.do)
        self.popup.bounds_shown.connect(reader.select)
        editing.finding.judged.connect(self.confirm)
        editing.finding.correction_wanted.connect(self.put_right)
        side.names.menu_wanted.connect(self.menu)
        side.quotes.menu_wanted.connect(self.menu)
        side.review.menu_wanted.connect(self.menu)
        reader.span_clicked.connect(self._pointed_at)
        reading.opened.connect(self._forget)
        state.changed.connect(self._changed)
        reader.text.set_more(self.more)

    def more(self, found: FoundMention) -> str:
        """What is known of a name beside what stands in the text: its other names, and where else it stands."""
        entity = self._reading.entity_of(found)
        briefs = self._state.library.briefs_naming(found.mention.name, found.mention.type) - 1
        here = wording.count(len(entity.mentions), "mention")
        where = (
            f"{here}, and in {wording.count(briefs, 'other brief')}." if briefs > 0 else f"{here}, in this brief only."
        )
        return f"{wording.other_names(entity, found.mention.text)} {where}".strip()

    # What is meant

    def subject(self) -> Subject | None:
        """What is pointed at; None for nothing."""
        shown = self._editing.finding.found
        if isinstance(shown, FoundMention | FoundQuote):
            return shown
        focus = QApplication.focusWidget()
        for panel in (self._side.names, self._side.quotes, self._side.review):
            if focus is panel.list:
                return _of_row(panel.list.rows.row(panel.list.currentIndex()))
        span, brief = self._reader.selection(), self._reading.brief
        if span is not None and brief is not None and self._reading.document is not None:
            under = self._found_in(*span)
            return under or Words(brief.id, *span, " ".join(self._reading.document.text[slice(*span)].split()))
        if self._at is not None:
            return self._at
        if self._side.review.isVisible():
            return _of_row(self._side.review.list.rows.row(self._side.review.list.currentIndex()))
        return self._reading.entity

    def _found_in(self, start: int, end: int) -> FoundMention | FoundQuote | None:
        """The name the selection touches, else the quote it is."""
        for found in self._reading.mentions:
            if found.mention.start < end and found.mention.end > start:
                return found
        inside = (q for q in self._reading.quotes if q.quote.start <= start and end <= q.quote.end)
        return next(inside, None)

    # Commands

    @Slot()
    def put_right(self) -> None:
        """C: ask what is wrong."""
        subject = self.subject()
        if subject is None:
            self._state.say("Point at a name or a quote first: click it, or go to it with . and ,")
        else:
            self._ask(subject)

    @Slot()
    def confirm(self) -> None:
        """Y: it is right as it is."""
        self._judge("confirm")

    @Slot()
    def wrong(self) -> None:
        """W: it is no name, or no quote."""
        self._judge("wrong")

    @Slot()
    def next_found(self) -> None:
        self._step(1)

    @Slot()
    def previous_found(self) -> None:
        self._step(-1)

    def _judge(self, kind: str) -> None:
        subject = self.subject()
        if subject is None or isinstance(subject, Words):
            self._state.say("Point at a name or a quote first: click it, or go to it with . and ,")
            return
        scope: Scope = "brief" if isinstance(subject, Entity) else "place"
        self.do(subject, Deed("confirm" if kind == "confirm" else "wrong", scope))

    def _step(self, step: int) -> None:
        """To the next name or quote that is marked in the text, from the one pointed at or from what is in view."""
        hidden = set(self._state.preferences.hidden)
        found: list[tuple[int, FoundMention | FoundQuote]] = [
            (one.mention.start, one) for one in self._reading.mentions if one.mention.type not in hidden
        ]
        if "quotes" not in hidden:
            found += [
                (one.quote.start, one) for one in self._reading.quotes
                if one.quote.kind != "indirect" or "reported" not in hidden
            ]  # fmt: skip
        if not found:
            self._state.say("No names or quotes are marked in this brief.")
            return
        found.sort(key=lambda pair: pair[0])
        here = _start(self._at) if self._at is not None else self._reader.first_offset() - (step > 0)
        if step > 0:
            start, one = next((pair for pair in found if pair[0] > here), found[0])
        else:
            start, one = next((pair for pair in reversed(found) if pair[0] < here), found[-1])
        end = one.mention.end if isinstance(one, FoundMention) else one.quote.end
        self._reading.go_to(start, end, leave=False)
        self._editing.show_found(one)
        self._at = one

    # Doing it

    def _ask(self, subject: Subject, kind: str = "") -> None:
        document, brief = self._reading.document, self._reading.brief
        if document is None or brief is None or brief.id != brief_of(subject):
            self._state.say("Open the brief first: J goes to the place.")
            return
        self._editing.dismiss()
        self.popup.ask(subject, self._rect(subject), grouped(self._reading.mentions), document.text, kind)

    @Slot(object, object)
    def do(self, subject: Subject, deed: Deed) -> None:
        self._state.look()  # the brief may have been read in anew a moment ago
        if not self._is_there(subject):
            self._state.say("The brief has been read in anew meanwhile: point at it again.")
            return
        label = self._act(subject, deed)
        if not label:
            return
        where = {"place": "here", "brief": "in this brief", "library": "in all briefs"}[deed.scope]
        self._state.say(f"{label}, {where}. Ctrl+Z takes it back.")
        self._show_again(subject)
        self.stepped.emit()

    def _act(self, subject: Subject, deed: Deed) -> str:
        """Returns what was done, "" when it was refused, which has been said then."""
        corrections, scope, value = self._state.library.corrections, deed.scope, deed.value
        do = self._state.do
        changes: Changes | None = None
        match deed.kind:
            case "confirm":
                changes = do(corrections.confirm, subject, scope)
            case "wrong" | "not a quote":
                changes = do(corrections.wrong, subject, scope)
            case "retype":
                changes = do(corrections.retype, subject, value, scope)
            case "rename":
                changes = do(corrections.rename, subject, value, scope)
            case "merge":
                changes = do(corrections.merge, subject, value, deed.type, scope)
            case "split":
                changes = do(corrections.split, subject, value, scope)
            case "resize" if deed.span is not None:
                changes = do(corrections.resize, subject, *deed.span, scope, self._reading.document)
            case "speaker":
                changes = do(corrections.set_speaker, subject, value or None, scope)
            case "add":
                changes = do(corrections.add, _written(subject), value, **_dictionary(subject, scope))
        return self._state.library.undo_label() if changes is not None else ""

    def _is_there(self, subject: Subject) -> bool:
        """Whether it is still what it was; of a brief that is not on show nothing is known."""
        brief = self._reading.brief
        if brief is None or brief.id != brief_of(subject):
            return True
        match subject:
            case FoundMention():
                return subject in self._reading.mentions
            case FoundQuote():
                return subject in self._reading.quotes
            case Entity():
                return any(m.mention.name == subject.name for m in self._reading.mentions)
        document = self._reading.document
        return document is not None and " ".join(document.text[subject.start : subject.end].split()) == subject.text

    def _show_again(self, subject: Subject) -> None:
        """The card says what is so now; of what is no more there is none."""
        self._at = None
        if not isinstance(subject, FoundMention | FoundQuote):
            return
        now = [*self._reading.mentions, *self._reading.quotes]
        same = next((one for one in now if type(one) is type(subject) and _start(one) == _start(subject)), None)
        if self._editing.finding.isVisible():
            if same is None:
                self._editing.finding.dismiss()
            else:
                self._editing.finding.show_found(same, [], self._rect(same))
        self._at = same

    # Menus

    @Slot(object, QPoint)
    def menu(self, what: Subject | Doubt, where: QPoint) -> None:
        """What can be said of a finding, as a menu."""
        subject = _of_doubt(what) if isinstance(what, Doubt) else what
        if subject is None:
            return
        menu = QMenu(self._ground)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu, subject)
        menu.popup(where)

    def fill_menu(self, menu: QMenu, subject: Subject) -> None:
        """A line for each thing that can be said of `subject`; how far it holds is asked, or a further menu."""
        for way in ways(subject):
            if way.asks:
                action = menu.addAction(way.text)
                action.triggered.connect(lambda _=False, kind=way.kind: self._ask(subject, kind))
                continue
            scopes = menu.addMenu(way.text)
            for scope in (scope for scope in SCOPES if scope in way.scopes):
                deed = Deed(way.kind, scope)
                scopes.addAction(SCOPES[scope]).triggered.connect(lambda _=False, deed=deed: self.do(subject, deed))

    # Files

    @Slot()
    def write_file(self) -> None:
        path = self._questions.save_file("Save the corrections", "corrections.csv", _FILES)
        if path is None:
            return
        try:
            count = self._state.library.corrections.write(path)
        except BriefReaderError as error:
            self._state.say(str(error))
            return
        self._state.say(f"{wording.count(count, 'correction')} saved to {path.name}.")

    @Slot()
    def read_file(self) -> None:
        path = self._questions.open_file("Take over corrections, or a list of names", _LISTS)
        if path is None:
            return
        try:
            brought = self._state.library.corrections.read(path)
        except BriefReaderError as error:
            self._state.say(str(error))
            return
        self._state.broadcast(brought.changes)
        known = f", {wording.count(brought.known, 'known')} already" if brought.known else ""
        missed = f", {len(brought.complaints):,} could not be taken over" if brought.complaints else ""
        done = f"{wording.count(len(brought.corrections), 'correction')} taken over from {path.name}{known}{missed}."
        self._state.say(done, "\n".join(brought.complaints[:_COMPLAINTS]))

    # Inside

    def _rect(self, subject: Subject) -> QRect:
        match subject:
            case Entity():
                return QRect(max(0, self._ground.width() - 400), 60, 1, 1)
            case Words():
                start, end = subject.start, subject.end
            case FoundMention():
                start, end = subject.mention.start, subject.mention.end
            case FoundQuote():
                start, end = subject.quote.start, subject.quote.end
        rect = self._reader.offset_rect(start, end)
        if rect.isNull():
            return QRect(self._ground.width() // 2 - 190, 80, 1, 1)
        return QRect(self._reader.mapTo(self._ground, rect.topLeft()), rect.size())

    @Slot(object)
    def _pointed_at(self, found: object) -> None:
        self._at = found if isinstance(found, FoundMention | FoundQuote) else None

    @Slot()
    def _forget(self) -> None:
        self._at = None

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes.corrections and self._state.library.corrections.waiting:
            self.waiting.emit()


def _start(found: FoundMention | FoundQuote) -> int:
    return found.mention.start if isinstance(found, FoundMention) else found.quote.start


def _of_row(row: object) -> Subject | None:
    item = getattr(row, "item", None)
    if isinstance(item, Doubt):
        return _of_doubt(item)
    return item if isinstance(item, FoundMention | FoundQuote | Entity) else None


def _of_doubt(doubt: Doubt) -> Subject | None:
    """A name named once in the brief is meant in its place."""
    if doubt.entity is not None and len(doubt.entity.mentions) == 1:
        return doubt.entity.mentions[0]
    return doubt.entity or doubt.quote


def _written(subject: Subject) -> str:
    return subject.mention.text if isinstance(subject, FoundMention) else getattr(subject, "text", "")


def _dictionary(subject: Subject, scope: Scope) -> dict[str, str | None]:
    """What a word of the dictionary is the name of, and in which brief."""
    name = subject.mention.name if isinstance(subject, FoundMention) else ""
    return {"name": name, "brief": None if scope == "library" else brief_of(subject)}
