"""Putting a name or a quote right beside it: a letter says what is wrong with it, the arrows for how far that holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from briefreader.records import Entity, FoundMention, FoundQuote
from briefreader.text.corrections import CorrectionKind, Scope
from briefreader.ui import wording
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowList
from briefreader.ui.popups.frame import Popup
from briefreader.ui.popups.palette import Entry, EntryDelegate
from briefreader.ui.state import State

NOBODY = "Nobody"
SCOPES: dict[Scope, str] = {"place": "Only here", "brief": "This brief", "library": "All briefs"}
_SHOWN = 9
_ROW = 29
_WIDTH = 380
_TYPES = ("person", "organisation", "country", "place", "group", "law", "weapon", "event")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a brief that were selected and that nothing was found in."""

    brief: str
    start: int
    end: int
    text: str


Subject = FoundMention | FoundQuote | Entity | Words


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be done: `value` is the new name, speaker or type, `type` that of the entity merged into, `span` the
    new bounds."""

    kind: CorrectionKind
    scope: Scope
    value: str = ""
    type: str = ""
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that can be said of a finding; `asks` is what must be known for it ("" nothing more). The first of
    `scopes` is taken unless the user chooses another."""

    kind: CorrectionKind
    key: str
    text: str
    scopes: tuple[Scope, ...]
    asks: str = ""


_WIDE: tuple[Scope, ...] = ("brief", "place", "library")
_NEAR: tuple[Scope, ...] = ("place", "brief", "library")
_NAME = (
    Way("confirm", "Y", "It is right as it is", _NEAR),
    Way("wrong", "W", "It is no name", _NEAR),
    Way("retype", "T", "It is of another type…", _WIDE, "type"),
    Way("rename", "R", "It has another name…", _WIDE, "name"),
    Way("merge", "M", "It is the same as…", _WIDE, "entity"),
    Way("split", "S", "Written so, it is somebody else…", _WIDE, "name"),
    Way("resize", "B", "It is longer, or shorter…", _NEAR, "bounds"),
    Way("add", "D", "Always a name: to the dictionary…", ("library", "brief"), "type"),
)
_QUOTE = (
    Way("confirm", "Y", "It is right as it is", _NEAR),
    Way("speaker", "S", "Somebody else said it…", _NEAR, "speaker"),
    Way("not a quote", "W", "It is no quote", _NEAR),
)
_WORDS = (Way("add", "D", "It is a name, wherever it stands…", ("brief", "library"), "type"),)
_OF_ENTITY = ("confirm", "wrong", "retype", "rename", "merge")


def ways(subject: Subject) -> tuple[Way, ...]:
    """What can be said of `subject`."""
    match subject:
        case FoundQuote():
            return _QUOTE
        case Words():
            return _WORDS
        case Entity():
            wide: tuple[Scope, ...] = ("brief", "library") if subject.mentions else ("library",)
            return tuple(Way(way.kind, way.key, way.text, wide, way.asks) for way in _NAME if way.kind in _OF_ENTITY)
    return _NAME


def brief_of(subject: Subject) -> str:
    """ "" for an entity of all briefs."""
    if isinstance(subject, Entity):
        return subject.mentions[0].brief if subject.mentions else ""
    return subject.brief


class CorrectingPopup(Popup):
    """`decided` with the subject and the deed; `bounds_shown` with the words a name may come to cover."""

    decided = Signal(object, object)  # Subject, Deed
    bounds_shown = Signal(int, int)

    def __init__(self, state: State, parent: QWidget) -> None:
        super().__init__("Put right", parent)
        self._subject: Subject | None = None
        self._way: Way | None = None
        self._scope: Scope | None = None  # as the user chose it
        self._text = ""
        self._span = (0, 0)
        self._names: Sequence[Entity] = ()
        self._title, self._about = QLabel(), QLabel()
        self._title.setObjectName("popupTitle")
        self._about.setObjectName("quiet")
        for label in (self._title, self._about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setAccessibleName("What is right")
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._take)
        self.field.installEventFilter(self)
        self.list = RowList("What is to be put right")
        self.list.setObjectName("popupList")
        self.list.set_delegate(EntryDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.chosen.connect(self._clicked)
        self.list.selectionModel().currentChanged.connect(self._show_scopes)
        self._scopes = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        self._buttons: dict[Scope, QToolButton] = {}
        for scope, name in SCOPES.items():
            button = QToolButton()
            button.setText(name)
            button.setCheckable(True)
            button.setAccessibleName(f"It holds: {name.lower()}")
            button.clicked.connect(self._scope_clicked)
            self._scopes.addButton(button)
            self._buttons[scope] = button
            row.addWidget(button)
        row.addStretch(1)
        self._hint = QLabel()
        self._hint.setObjectName("quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 12, 10)
        layout.setSpacing(6)
        for widget in (self._title, self._about, self.field, self.list):
            layout.addWidget(widget)
        layout.addLayout(row)
        layout.addWidget(self._hint)
        self.setFixedWidth(_WIDTH)
        state.theme_changed.connect(self.list.set_theme)
        self.list.set_theme(state.theme)

    def ask(self, subject: Subject, anchor: QRect, names: Sequence[Entity], text: str, kind: str = "") -> None:
        """Ask what is wrong with `subject`, beside `anchor`; `names` are the entities of its brief, `text` is the
        brief's. With `kind`, one of the ways is taken at once."""
        self._subject, self._names, self._text = subject, names, text
        self._way, self._scope = None, None
        self._anchor = anchor
        self._title.setText(_title(subject))
        self._begin()
        way = next((way for way in ways(subject) if way.kind == kind), None)
        if way is not None:
            self._go(way)
        self.open_at(anchor, self if self._way is None or self._way.asks == "bounds" else self.field)

    # The steps

    def _begin(self) -> None:
        """What can be said is listed."""
        self._way = None
        self._about.setText(_about(self._subject) if self._subject is not None else "")
        self._about.setVisible(bool(self._about.text()))
        self.field.hide()
        self._hint.setText("A letter, or Enter.  ← → for how far it holds.")
        self._fill()

    def _go(self, way: Way) -> None:
        """One way has been chosen: it is done, or what it needs is asked."""
        if not way.asks:
            self._decide(Deed(way.kind, self._scope_of(way)))
            return
        self._way = way
        self.list.setAccessibleName(way.text.removesuffix("…"))
        self.field.setVisible(way.asks != "bounds")
        self.list.setVisible(way.asks != "bounds")
        if way.asks == "bounds" and isinstance(self._subject, FoundMention):
            self._span = (self._subject.mention.start, self._subject.mention.end)
            self._hint.setText("← → move the end, with Shift the beginning, by a word. Enter takes it.")
            self._show_bounds()
            self.setFocus()
        else:
            self._about.setText(way.text.removesuffix("…"))
            self._about.show()
            self._hint.setText("Enter takes it; Escape goes back.")
            self.field.setPlaceholderText(_PLACEHOLDERS[way.asks])
            self.field.setAccessibleName(_PLACEHOLDERS[way.asks])
            self.field.blockSignals(True)
            self.field.setText(_name(self._subject) if way.kind == "rename" else "")
            self.field.selectAll()
            self.field.blockSignals(False)
            self._fill()
            if self.isVisible():
                self.field.setFocus()
        self._show_scopes()
        if self.isVisible():
            self.settle()

    def _decide(self, deed: Deed) -> None:
        subject = self._subject
        self.dismiss()
        if subject is not None:
            self.decided.emit(subject, deed)

    @Slot()
    def _fill(self) -> None:
        entries = self._entries()
        self.list.set_rows([Row(f"{number}", f"{one.text}, {one.beside}", one) for number, one in enumerate(entries)])
        self.list.setFixedHeight(max(1, min(_SHOWN, len(entries))) * _ROW + 2)
        self.list.setVisible(bool(entries))
        if entries:
            self.list.setCurrentIndex(self.list.rows.index(0))
        self._show_scopes()
        if self.isVisible():
            self.settle()

    def _entries(self) -> list[Entry]:
        subject, way = self._subject, self._way
        if subject is None:
            return []
        if way is None:
            return [Entry(one.text, one.key, command=one.kind) for one in ways(subject)]
        typed = " ".join(self.field.text().split())
        match way.asks:
            case "type":
                known = [Entry(wording.TYPES[kind][0], "", command=kind) for kind in _TYPES]  # type: ignore[index]
                return [one for one in known if typed.casefold() in one.text.casefold()]
            case "entity" | "speaker":
                return self._others(subject, way, typed)
        return [Entry(f"“{typed}”", "", command=typed)] if typed else []

    def _others(self, subject: Subject, way: Way, typed: str) -> list[Entry]:
        """The entities that may be meant, those of the subject's own type first; else what is typed."""
        own = subject.mention.type if isinstance(subject, FoundMention) else getattr(subject, "type", "person")
        wanted = typed.casefold()
        fits = [
            one for one in self._names
            if wanted in one.name.casefold() and one.type not in ("date", "money")
            and not (way.asks == "entity" and (one.name, one.type) == (_name(subject), own))
        ]  # fmt: skip
        if way.asks == "speaker":
            fits = [one for one in fits if one.type in ("person", "organisation", "country", "group")]
        fits.sort(key=lambda one: (one.type != own, -len(one.mentions)))
        entries = [Entry(one.name, wording.TYPES[one.type][0], command=one.name, brief=one.type) for one in fits[:40]]
        if way.asks == "speaker" and wanted in NOBODY.casefold():
            entries.insert(0 if typed else len(entries), Entry(NOBODY, "no speaker", command="", brief="-"))
        if typed and not any(one.name.casefold() == wanted for one in self._names):
            entries.append(Entry(f"“{typed}”", "as typed", command=typed))
        return entries

    @Slot(object)
    def _clicked(self, _row: Row) -> None:
        self._take()

    @Slot()
    def _take(self) -> None:
        row = self.list.rows.row(self.list.currentIndex())
        if row is None or self._subject is None:
            return
        entry: Entry = row.item
        if self._way is None:
            self._go(next(way for way in ways(self._subject) if way.kind == entry.command))
            return
        type_ = entry.brief if self._way.asks == "entity" else ""
        self._decide(Deed(self._way.kind, self._scope_of(self._way), entry.command, type_))

    # How far it holds

    def _scope_of(self, way: Way) -> Scope:
        return self._scope if self._scope in way.scopes else way.scopes[0]

    def _present(self) -> Way | None:
        """The way that is being gone, or the one the list stands at."""
        row = self.list.rows.row(self.list.currentIndex())
        if self._way is not None or row is None or self._subject is None:
            return self._way
        return next((way for way in ways(self._subject) if way.kind == row.item.command), None)

    @Slot()
    def _show_scopes(self) -> None:
        way = self._present()
        for scope, button in self._buttons.items():
            button.setEnabled(way is not None and scope in way.scopes)
            button.setVisible(way is not None and scope in way.scopes)
            button.setChecked(way is not None and scope == self._scope_of(way))

    @Slot()
    def _scope_clicked(self) -> None:
        self._scope = next((scope for scope, button in self._buttons.items() if button.isChecked()), None)
        if self._way is not None and self._way.asks != "bounds":
            self.field.setFocus()

    def _step_scope(self, step: int) -> None:
        way = self._present()
        if way is not None:
            shown = [scope for scope in SCOPES if scope in way.scopes]
            self._scope = shown[max(0, min(len(shown) - 1, shown.index(self._scope_of(way)) + step))]
            self._show_scopes()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Letters are ours here, not the window's."""
        others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(not event.modifiers() & others)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._way is not None and self._subject is not None:
            self._begin()
            self.setFocus()
            return
        if self._way is not None and self._way.asks == "bounds":
            self._bound(event)
            return
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step_scope(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif self._subject is not None and self._way is None and event.text().isalpha():
            way = next((way for way in ways(self._subject) if way.key == event.text().upper()), None)
            if way is not None:
                self._go(way)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        count = len(self.list.rows.rows)
        if count:
            self.list.setCurrentIndex(self.list.rows.index((self.list.currentIndex().row() + step) % count))

    # The bounds of a name

    def _bound(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        if step:
            at_start = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._span = moved(self._text, self._span, step, at_start=at_start)
            self._show_bounds()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._way is not None:
            self._decide(Deed("resize", self._scope_of(self._way), span=self._span))

    def _show_bounds(self) -> None:
        start, end = self._span
        before, behind = self._text[max(0, start - 40) : start], self._text[end : end + 40]
        self._about.setText(" ".join(f"…{before}[{self._text[start:end]}]{behind}…".split()))
        self._about.show()
        self.bounds_shown.emit(start, end)
        if self.isVisible():
            self.settle()


_PLACEHOLDERS = {
    "type": "Which type?",
    "name": "Its name",
    "entity": "The other name of it",
    "speaker": "Who said it?",
}


def moved(text: str, span: tuple[int, int], step: int, *, at_start: bool) -> tuple[int, int]:
    """`span` with its end, or `at_start` its beginning, one word on (-1: back); at least one word stays, and it stays
    within the paragraph."""
    low, high = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    words = [match.span() for match in _WORD.finditer(text, low, high if high >= 0 else len(text))]
    first = next((n for n, (_, end) in enumerate(words) if end > span[0]), 0)
    last = max((n for n, (start, _) in enumerate(words) if start < span[1]), default=first)
    if at_start:
        first = max(0, min(last, first + step))
        return words[first][0], span[1]
    last = max(first, min(len(words) - 1, last + step))
    start = words[first][0] if span[0] < words[first][0] else span[0]
    return start, _bare(text, max(start, words[last][0]), words[last][1])


def _bare(text: str, start: int, end: int) -> int:
    """The end of a word without the marks behind it."""
    while end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    return end


def _name(subject: Subject | None) -> str:
    match subject:
        case FoundMention():
            return subject.mention.name
        case Entity():
            return subject.name
        case FoundQuote():
            return subject.quote.speaker or ""
        case Words():
            return subject.text
    return ""


def _title(subject: Subject) -> str:
    match subject:
        case FoundQuote():
            return wording.said(subject, 90)
        case Words():
            return f"“{subject.text[:80]}”"
    return _name(subject)


def _about(subject: Subject) -> str:
    match subject:
        case FoundMention():
            mention = subject.mention
            here = f"here “{mention.text}”" if mention.text != mention.name else ""
            facts = (wording.TYPES[mention.type][0], mention.role, here, wording.sureness(subject))
        case FoundQuote():
            facts = (wording.QUOTES[subject.quote.kind], wording.speaker(subject).removesuffix(" ?"),
                     wording.sureness(subject), "")  # fmt: skip
        case Entity():
            named = wording.count(len(subject.mentions), "mention") if subject.mentions else "in all briefs"
            facts = (wording.TYPES[subject.type][0], named, "", "")
        case Words():
            return "Nothing was found in these words."
    return " · ".join(fact for fact in facts if fact)
