"""Who said what, where: words that several briefs quote stand once, with their places and how they differ."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel

from briefreader.errors import BriefReaderError
from briefreader.records import Brief, Changes
from briefreader.service.across import Quotation, Said, Wanted
from briefreader.ui import wording
from briefreader.ui.across import drafting
from briefreader.ui.across.listing import Listing
from briefreader.ui.across.model import Column
from briefreader.ui.across.page import AcrossPage
from briefreader.ui.bridge import Bridge
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.lists.empty import Empty
from briefreader.ui.lists.lines import Lines
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowDelegate, RowList
from briefreader.ui.popups.tagging import TagPopup
from briefreader.ui.side import cards
from briefreader.ui.state import State
from briefreader.ui.theme import Theme

_SAID = ("speech", "fragment", "block")
_TAGGED_AT_ONCE = 500


def _place(row: Quotation, briefs: Mapping[str, Brief]) -> str:
    return place_of(row.first, briefs)


def place_of(said: Said, briefs: Mapping[str, Brief]) -> str:
    brief = briefs.get(said.found.brief)
    return wording.place(said.found.paragraph, said.found.page, wording.unit(brief.format) if brief else "page")


QUOTES = (
    Column("Speaker", lambda row, _: wording.speaker(row.first.found).replace(" ?", "\u00a0?"), 17, "speaker", lines=2,
           least=96, type=lambda row: "person" if row.first.found.quote.speaker else "",
           tip=lambda row, _: row.first.role),
    Column("Words", lambda row, _: wording.said(row.first.found, 400), 41, "text", serif=True, lines=2, least=190,
           tip=lambda row, _: wording.said(row.first.found, 1200)),
    Column("Brief", lambda row, _: row.first.title, 18, "brief", muted=True, lines=2, least=88, spare=True,
           tip=lambda row, _: row.first.title),
    Column("Date", lambda row, _: wording.day(row.first.date), 3, "date", muted=True, least=96, spare=True),
    Column("Place", _place, 5, muted=True, lines=2, least=72, spare=True),
    Column("Briefs", lambda row, _: f"{len({said.found.brief for said in row.places}):,}", 2, "places", right=True,
           least=62, spare=True),
)  # fmt: skip


class PlaceDelegate(RowDelegate):
    """A place at which the words stand: the brief, the page and paragraph, and how they differ there."""

    briefs: Mapping[str, Brief]

    def height(self, row: Row, width: int) -> int:
        title, place, differs = self._lines(row, width)
        return title.height + place.height + (differs.height if differs else 0) + 18 + cards.GAP

    def draw(self, painter, row, rect, option) -> None:  # type: ignore[no-untyped-def]
        sheet = cards.card(rect, option)
        cards.draw_card(painter, sheet, self.theme, option)
        left, top = sheet.left() + cards.INSIDE, sheet.top() + 8
        title, place, differs = self._lines(row, rect.width())
        title.paint(painter, left, top, self.theme.ink)
        place.paint(painter, left, top + title.height, self.theme.ink2)
        if differs:
            differs.paint(painter, left, top + title.height + place.height, self.theme.danger)

    def _lines(self, row: Row, width: int) -> tuple[Lines, Lines, Lines | None]:
        said, differences = row.item
        inside = cards.inner_width(width)
        facts = (wording.day(said.date), place_of(said, self.briefs), ", ".join(wording.tag(tag) for tag in said.tags))
        differs = "; ".join(f"“{one.there}” for “{one.here}”" if one.here and one.there else
                            f"“{one.there}” added" if one.there else f"“{one.here}” left out"
                            for one in differences)  # fmt: skip
        return (
            Lines(said.title, self.font, inside, 2, 1.2),
            Lines(" · ".join(fact for fact in facts if fact), self.small, inside, 2, 1.25),
            Lines(f"Differs: {differs}", self.small, inside, 4, 1.25) if differs else None,
        )


class QuotesPage(AcrossPage):
    """`tagged` with spans, a tag, a note and a colour ("" for as it is)."""

    tagged = Signal(object, str, str, str)
    plural = ("quotation", "quotations")

    def __init__(self, state: State, bridge: Bridge, questions: Questions) -> None:
        empty = Empty("No quotations", "Quotes appear here when briefs have been analysed. Fewer choices show more.")
        super().__init__(
            state, bridge, questions, Listing(state, bridge, "quotes", "Quotations", QUOTES, empty), "quotes.csv"
        )
        self._shown: Quotation | None = None
        self._to_tag: list[Quotation] = []
        self.speaker = self.field("Speaker")
        self.words = self.field("Words they said", "Words in the quotation")
        self.heading("Tagged")
        self.tag = QComboBox()
        self.tag.setAccessibleName("Quotations that bear a tag")
        self.tag.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.tag.activated.connect(self.ask)
        self.choices.addWidget(self.tag)
        self.heading("Date of the brief")
        self.since = self.field("From", "From: 2026, or 2026-03-01")
        self.until = self.field("Until")
        self.reported = QCheckBox("Reported speech too")
        self.reported.toggled.connect(self.ask)
        self.choices.addSpacing(8)
        self.choices.addWidget(self.reported)
        self.choices.addStretch(1)
        self.button("Tag…", "Tag the selected quotations", "T", self.ask_tag)
        self.button("Copy", "Copy the selected quotations with their citations", "", self.copy)
        self.button(
            "Into the summary", "Put the selected quotations into the draft of the summary", "", self.into_summary
        )
        self._words, self._who = QLabel(), QLabel()
        for label in (self._words, self._who):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setContentsMargins(14, 4, 12, 2)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.details.addWidget(label)
        self._who.setObjectName("quiet")
        self.places = RowList("Where these words stand")
        self._delegate = PlaceDelegate(self.places)
        self._delegate.briefs = {}
        self.places.set_delegate(self._delegate)
        self.places.chosen.connect(self._open_place)
        self.details.addWidget(self.places, 1)
        self.popup = TagPopup(state, self)
        self.popup.tagged.connect(self._tag_chosen)
        state.theme_changed.connect(self._set_theme)
        state.changed.connect(self._tags_changed)
        self._set_theme(state.theme)
        self._fill_tags()

    @Slot(object)
    def _set_theme(self, theme: Theme) -> None:
        self.places.set_theme(theme)

    @Slot(object)
    def _tags_changed(self, changes: Changes) -> None:
        if changes.tags or changes.everything:
            self._fill_tags()

    def _fill_tags(self) -> None:
        chosen = self.tag.currentData()
        self.tag.clear()
        self.tag.addItem("Whether or not tagged", "")
        for path in sorted(self.state.tags, key=str.casefold):
            self.tag.addItem(wording.tag(path), path)
        self.tag.setCurrentIndex(max(0, self.tag.findData(chosen)) if chosen else 0)

    def wanted(self) -> Wanted:
        kinds = (*_SAID, "indirect") if self.reported.isChecked() else _SAID
        since, until = self.since.text().strip(), self.until.text().strip()
        speaker, words = (" ".join(field.text().split()) for field in (self.speaker, self.words))
        return Wanted(speaker, words, self.tag.currentData() or "", since, until, kinds)

    def go(self, row: Quotation) -> None:
        quote = row.first.found.quote
        self.opened.emit(row.first.found.brief, quote.start, quote.end)

    def tell(self, row: Quotation | None) -> None:
        self._shown = row
        for part in (self._words, self._who, self.places):
            part.setVisible(row is not None)
        if row is None:
            return
        found = row.first.found
        self._words.setText(wording.said(found, 1500))
        facts = (wording.speaker(found).removesuffix(" ?"), row.first.role, wording.attribution(found),
                 wording.QUOTES[found.quote.kind].lower(), wording.sureness(found))  # fmt: skip
        self._who.setText(" · ".join(fact for fact in facts if fact))
        differing = {said.found.id: differences for said, differences in row.others}
        self._delegate.briefs = self.listing.table.rows.briefs
        self._delegate.forget_heights()
        self.places.set_rows(
            [
                Row(said.found.id, f"{said.title}, {place_of(said, self._delegate.briefs)}",
                    (said, differing.get(said.found.id, ())))
                for said in row.places
            ]
        )  # fmt: skip

    @Slot(object)
    def _open_place(self, row: Row) -> None:
        said: Said = row.item[0]
        self.opened.emit(said.found.brief, said.found.quote.start, said.found.quote.end)

    def _selected(self) -> list[Quotation]:
        rows: list[Quotation] = self.listing.table.selected_rows()
        return rows

    def ask_tag(self) -> None:
        """T: a tag for all that is selected, at each of its places."""
        self._to_tag = self._selected()
        if not self._to_tag:
            self.state.say("Select quotations first: with Shift or Ctrl and the arrows, or with the mouse.")
        elif len(self._to_tag) > _TAGGED_AT_ONCE:
            self.state.say(f"Select at most {_TAGGED_AT_ONCE} quotations at once.")
        else:
            table = self.listing.table
            rect = table.visualRect(table.currentIndex())
            self.popup.ask(QRect(table.viewport().mapTo(self, rect.bottomLeft()), rect.size()))

    @Slot(str, str, str)
    def _tag_chosen(self, path: str, note: str, colour: str) -> None:
        spans = [
            (said.found.brief, said.found.quote.start, said.found.quote.end)
            for row in self._to_tag for said in row.places
        ]  # fmt: skip
        self.tagged.emit(spans, path, note, colour)

    def tag_recent(self, number: int) -> None:
        """A digit: the recent tag of that number, for all that is selected."""
        recent = self.state.library.recent_tags()
        self._to_tag = self._selected()
        if number <= len(recent) and self._to_tag:
            self._tag_chosen(recent[number - 1].path, "", "")
        else:
            self.state.say(f"There is no recent tag {number} yet.")

    def into_summary(self) -> None:
        """The selected quotations become points of the latest draft."""
        rows = self._selected()[:_TAGGED_AT_ONCE]
        if rows:
            points = [drafting.of_quote(row.first) for row in rows]
            what = wording.count(len(rows), *self.plural)
            drafting.put(self.state, lambda draft: drafting.with_points(draft, points), what)

    def copy(self) -> None:
        """The selected quotations with their citations, as rich and as plain text."""
        rows = self._selected()[:_TAGGED_AT_ONCE]
        spans = [(row.first.found.brief, row.first.found.quote.start, row.first.found.quote.end) for row in rows]
        copy_cited(self.state, spans)


def copy_cited(state: State, spans: list[tuple[str, int, int]]) -> None:
    """Put spans with their citations on the clipboard, a paragraph each."""
    try:
        cited = [state.library.citation(*span) for span in spans]
    except BriefReaderError as error:
        state.say(str(error))
        return
    if not cited:
        state.say("Select something to copy first.")
        return
    data = QMimeData()
    data.setText("\n\n".join(plain for plain, _ in cited))
    data.setHtml("\n".join(html for _, html in cited))
    QApplication.clipboard().setMimeData(data)
    state.say(f"Copied with {'its citation' if len(cited) == 1 else f'{len(cited)} citations'}.")
