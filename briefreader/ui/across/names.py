"""Everyone and everything that is named in all briefs: what it is, what else it is called, where, and beside whom."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QTabWidget, QWidget

from briefreader.records import Entity
from briefreader.service.across import Beside, Name, Suggestion
from briefreader.service.asking import InContext, NamesWanted
from briefreader.text.findings import EntityType
from briefreader.ui import wording
from briefreader.ui.across import drafting
from briefreader.ui.across.listing import Listing
from briefreader.ui.across.model import Column
from briefreader.ui.across.page import AcrossPage
from briefreader.ui.bridge import Bridge
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.lists.empty import Empty
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowList
from briefreader.ui.popups.correcting import CorrectingPopup
from briefreader.ui.popups.palette import Entry, EntryDelegate
from briefreader.ui.state import State
from briefreader.ui.theme import Theme

_TYPES: tuple[EntityType, ...] = ("person", "organisation", "country", "place", "group", "law", "weapon", "event")


def in_context(row: InContext) -> str:
    return f"{'…' * _led(row)}{row.text}…"


def _led(row: InContext) -> int:
    """Whether there are words before those shown."""
    return 1 if row.start else 0


def where(row: InContext, briefs: Any) -> str:
    brief = briefs.get(row.found.brief)
    unit = wording.unit(brief.format) if brief is not None else "page"
    place = wording.place(row.paragraph, row.page, unit)
    return f"{place} · {wording.title(brief)}" if brief is not None else place


NAMES = (
    Column("Name", lambda row, _: row.name, 24, "name", type=lambda row: row.type, least=130),
    Column("Type", lambda row, _: wording.TYPES[row.type][0], 8, "type", muted=True, least=96, spare=True),
    Column("Role", lambda row, _: row.role, 22, "role", tip=lambda row, _: row.role, spare=True),
    Column("Other names", lambda row, _: ", ".join(row.aliases[:6]), 24, muted=True, spare=True,
           tip=lambda row, _: "\n".join(row.aliases[:30])),
    Column("Mentions", lambda row, _: f"{row.mentions:,}", 4, "mentions", right=True, least=78),
    Column("Briefs", lambda row, _: f"{row.briefs:,}", 3, "briefs", right=True, least=64, spare=True),
)  # fmt: skip
SUGGESTIONS = (
    Column("This", lambda row, _: row.one.name, 20, type=lambda row: row.one.type),
    Column("may be", lambda row, _: row.into.name, 20, type=lambda row: row.into.type),
    Column("because", lambda row, _: row.reason, 34, muted=True, lines=2, tip=lambda row, _: row.reason),
)
MENTIONS = (
    Column("In the words", lambda row, _: in_context(row), 20, serif=True, lines=3,
           tip=lambda row, _: row.text, mark=lambda row: (row.start + _led(row), row.end + _led(row))),
    Column("Where", where, 12, muted=True, lines=3),
)  # fmt: skip
BESIDE = (
    Column("Name", lambda row, _: row.name, 20, type=lambda row: row.type),
    Column("Places", lambda row, _: f"{row.places:,}", 3, right=True, least=64),
    Column("Briefs", lambda row, _: f"{row.briefs:,}", 3, right=True, least=64),
)


class NamesPage(AcrossPage):
    """`corrected` with an entity and what is to be done with it in all briefs."""

    corrected = Signal(object, object)  # Entity, Deed
    plural = ("name", "names")

    def __init__(self, state: State, bridge: Bridge, questions: Questions) -> None:
        empty = Empty("No names", "Names appear here when briefs have been analysed. A shorter filter shows more.")
        super().__init__(state, bridge, questions, Listing(state, bridge, "names", "Names", NAMES, empty), "names.csv")
        self._shown: Name | None = None
        self.words = self.field("Filter names", "Name, other name, role")
        self.heading("Type")
        self.types = RowList("Types of names")
        self.types.set_delegate(EntryDelegate(self.types))
        rows = [Row("", "All types", Entry("All types"))]
        rows += [Row(kind, wording.TYPES[kind][1], Entry(wording.TYPES[kind][1])) for kind in _TYPES]
        self.types.set_rows(rows)
        self.types.choose("")
        self.types.chosen.connect(self._type_chosen)
        self.choices.addWidget(self.types, 1)
        self.doubles = QCheckBox("What may be the same")
        self.doubles.setToolTip("Names that may be one, each with the reason")
        self.doubles.toggled.connect(self._show_doubles)
        self.choices.addWidget(self.doubles)
        self.button("Merge", "Make the selected names one, in all briefs", "M", self.merge)
        self.button("Put right…", "Put this name right in all briefs", "C", self.put_right)
        self.button(
            "Into the summary", "Have the draft of the summary list people, bodies and places", "", self.into_summary
        )
        none = Empty("Nothing seems to be the same", "Pairs that may be one name are shown here, with the reason.")
        self.suggestions = Listing(state, bridge, "suggestions", "Names that may be the same", SUGGESTIONS, none)
        self.suggestions.hide()
        self.suggestions.table.typed.connect(self._typed)
        self.suggestions.table.current.connect(self._suggestion_chosen)
        self.suggestions.counted.connect(self._doubles_counted)
        self.listing.parentWidget().layout().addWidget(self.suggestions, 1)
        self._fill_details()
        self.popup = CorrectingPopup(state, self)
        self.popup.decided.connect(self.corrected)
        state.theme_changed.connect(self._set_theme)
        self._set_theme(state.theme)

    def _fill_details(self) -> None:
        self._title, self._about = QLabel(), QLabel()
        self._title.setObjectName("popupTitle")
        self._about.setObjectName("quiet")
        for label in (self._title, self._about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setContentsMargins(14, 2, 12, 0)
            self.details.addWidget(label)
        nothing = Empty("No mentions", "Choose a name at the left.")
        alone = Empty("Nobody near", "No other name stands within a few lines of this one.")
        self.mentions = Listing(self.state, self.bridge, "mentions", "Mentions in all briefs", MENTIONS, nothing)
        self.beside = Listing(self.state, self.bridge, "beside", "Appears with", BESIDE, alone)
        self.mentions.table.chosen.connect(self._open_mention)
        self.beside.table.chosen.connect(self._to_name)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("About this name")
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.mentions, "Mentions")
        self.tabs.addTab(self.beside, "Appears with")
        self.tabs.currentChanged.connect(self._ask_details)
        self.details.addWidget(self.tabs, 1)

    @Slot(object)
    def _set_theme(self, theme: Theme) -> None:
        self.types.set_theme(theme)

    def wanted(self) -> NamesWanted:
        row = self.types.rows.row(self.types.currentIndex())
        return NamesWanted(" ".join(self.words.text().split()), row.key if row is not None else "")

    def go(self, row: Name) -> None:
        """Enter on a name: to its mentions."""
        self.tell(row)
        self.tabs.setCurrentIndex(0)
        self.mentions.table.setFocus()

    def tell(self, row: Name | None) -> None:
        if row is None or (self._shown is not None and row == self._shown and not self.mentions.isHidden()):
            self.tabs.setVisible(row is not None or self._shown is not None)
            return
        self._shown = row
        self._title.setText(row.name)
        facts = (wording.TYPES[row.type][0], row.role, row.country)
        named = f"{wording.count(row.mentions, 'mention')} in {wording.count(row.briefs, 'brief')}"
        called = f"Also called {', '.join(row.aliases[:8])}." if row.aliases else ""
        self._about.setText("\n".join(x for x in (" · ".join(f for f in facts if f), called, named) if x))
        self.tabs.show()
        self._ask_details()

    @Slot()
    def _ask_details(self) -> None:
        if self._shown is not None:
            part = self.mentions if self.tabs.currentIndex() == 0 else self.beside
            part.ask((self._shown.name, self._shown.type))

    @Slot(object)
    def _open_mention(self, row: InContext) -> None:
        self.opened.emit(row.found.brief, row.found.mention.start, row.found.mention.end)

    @Slot(object)
    def _to_name(self, row: Beside) -> None:
        """Enter on who appears beside: to that name."""
        self.types.choose("")
        self.words.setText(row.name)
        self.ask()

    def step_open(self, step: int) -> None:
        """From mention to mention, through all briefs."""
        self.mentions.table.step(step)
        row = self.mentions.table.current_row()
        if row is not None:
            self._open_mention(row)

    @Slot(object)
    def _type_chosen(self, _row: Row) -> None:
        self.doubles.setChecked(False)
        self.ask()

    def into_summary(self) -> None:
        """The draft lists who and what its own sources name."""
        drafting.show_block(self.state, ("people", "places"), "People, bodies and places of its sources")

    # Putting right, in all briefs

    @Slot(bool)
    def _show_doubles(self, shown: bool) -> None:
        self.suggestions.setVisible(shown)
        self.listing.setVisible(not shown)
        if not shown:
            self._counted(self.listing.table.rows.total)
        elif self.suggestions.table.rows.total:
            self._doubles_counted(self.suggestions.table.rows.total)
        (self.suggestions if shown else self.listing).show_if_stale()
        (self.suggestions if shown else self.listing).table.setFocus()

    @Slot(object)
    def _suggestion_chosen(self, row: Suggestion | None) -> None:
        if row is not None:
            self.tell(row.one)

    @Slot(int)
    def _doubles_counted(self, count: int) -> None:
        if self.doubles.isChecked():
            self.show_count("Looking…" if count < 0 else wording.count(count, "pair"))

    def merge(self) -> None:
        """The selected names become one: the most mentioned; of a suggestion the first becomes the second."""
        if self.doubles.isChecked():
            pairs = [(row.one, row.into) for row in self.suggestions.table.selected_rows()]
        else:
            names: list[Name] = self.listing.table.selected_rows()
            into = max(names, key=lambda one: (one.mentions, len(one.name)), default=None)
            pairs = [(one, into) for one in names if into is not None and one is not into]
        if not pairs:
            self.state.say("Select two names or more: with Shift or Ctrl and the arrows, or with the mouse.")
            return
        self.corrected.emit([_entity(one) for one, _ in pairs], [(into.name, into.type) for _, into in pairs])

    def put_right(self) -> None:
        table = (self.suggestions if self.doubles.isChecked() else self.listing).table
        row: Any = table.current_row()
        name = row.one if isinstance(row, Suggestion) else row
        if name is None:
            return
        known = [_entity(one) for _, one in self.listing.table.rows.loaded()]
        rect = table.visualRect(table.currentIndex())
        at = QRect(table.viewport().mapTo(self, rect.bottomLeft()), rect.size())
        self.popup.ask(_entity(name), at, known, "")

    def holders(self) -> list[QWidget]:
        return [self.types, self.suggestions if self.doubles.isChecked() else self.listing, self.tabs]


def _entity(name: Name) -> Entity:
    """For all briefs: none of its mentions is named."""
    return Entity(name.name, name.type, ())
