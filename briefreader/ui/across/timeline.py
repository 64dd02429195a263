"""The sentences that name a date, in the order of the dates."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from briefreader.errors import BriefReaderError
from briefreader.records import Brief
from briefreader.service.across import Dated
from briefreader.service.asking import TimesWanted
from briefreader.ui import wording
from briefreader.ui.across import drafting
from briefreader.ui.across.listing import Listing
from briefreader.ui.across.model import Column
from briefreader.ui.across.page import AcrossPage
from briefreader.ui.bridge import Bridge
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.lists.empty import Empty
from briefreader.ui.state import State

_AT_ONCE = 60


def date_of(row: Dated) -> str:
    """ "3 to 5 May 2026"; a year that the text leaves to the reader carries a question mark."""
    first, _, last = row.value.partition("/")
    first, last = (f"{part}0s" if len(part) == 3 and part.isdigit() else wording.day(part) for part in (first, last))
    day = f"{first} – {last}" if last else first
    return f"{day} ?" if row.assumed else day


def _place(row: Dated, briefs: Mapping[str, Brief]) -> str:
    brief = briefs.get(row.mention.brief)
    return wording.place(row.paragraph, row.page, wording.unit(brief.format) if brief else "page")


TIMES = (
    Column("Date", lambda row, _: date_of(row), 6, "date", lines=2, least=104,
           tip=lambda row, _: "The year is taken from the brief's own date" if row.assumed else ""),
    Column("Sentence", lambda row, _: row.sentence, 54, "sentence", serif=True, lines=2, least=190,
           tip=lambda row, _: row.sentence),
    Column("Brief", lambda row, _: row.title, 20, "brief", muted=True, lines=2, least=88, spare=True,
           tip=lambda row, _: row.title),
    Column("Place", _place, 5, muted=True, lines=2, least=72, spare=True),
)  # fmt: skip


class TimelinePage(AcrossPage):
    plural = ("dated sentence", "dated sentences")

    def __init__(self, state: State, bridge: Bridge, questions: Questions) -> None:
        empty = Empty("No dates", "Sentences that name a date appear here when briefs have been analysed.")
        listing = Listing(state, bridge, "timeline", "Timeline", TIMES, empty)
        super().__init__(state, bridge, questions, listing, "timeline.csv")
        self.words = self.field("Words of the sentence or title")
        self.heading("Between")
        self.since = self.field("From", "From: 2026, or 2026-03-01")
        self.until = self.field("Until")
        self.choices.addStretch(1)
        self.button("Into the summary", "Put the selected dates into the draft of the summary", "", self.into_summary)
        self._text, self._where = QLabel(), QLabel()
        for label in (self._text, self._where):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setContentsMargins(14, 4, 12, 2)
            self.details.addWidget(label)
        self._where.setObjectName("quiet")
        self.details.addStretch(1)

    def wanted(self) -> TimesWanted:
        since, until = self.since.text().strip(), self.until.text().strip()
        return TimesWanted(since, until, " ".join(self.words.text().split()))

    def go(self, row: Dated) -> None:
        self.opened.emit(row.mention.brief, row.start, row.mention.mention.end)

    def into_summary(self) -> None:
        """The selected sentences become points of the latest draft, each with its date."""
        rows: list[Dated] = self.listing.table.selected_rows()[:_AT_ONCE]
        try:
            points = [drafting.of_date(row, self.state.library.document(row.mention.brief)) for row in rows]
        except BriefReaderError as error:
            self.state.say(str(error))
            return
        if points:
            what = wording.count(len(points), *self.plural)
            drafting.put(self.state, lambda draft: drafting.with_points(draft, points), what)

    def tell(self, row: Dated | None) -> None:
        self._text.setText(row.sentence if row is not None else "")
        if row is not None:
            assumed = "the year is the brief's" if row.assumed else ""
            facts = (date_of(row).removesuffix(" ?"), assumed, row.title, _place(row, self.listing.table.rows.briefs))
            self._where.setText(" · ".join(fact for fact in facts if fact))
        else:
            self._where.clear()
