"""Everything that was put right: what, how far, by whom, and in how many briefs it holds; taken back one by one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

from briefreader.service.asking import NamesWanted, PutRight
from briefreader.text.corrections import Correction
from briefreader.ui import wording
from briefreader.ui.across.listing import Listing
from briefreader.ui.across.model import Column
from briefreader.ui.across.page import AcrossPage
from briefreader.ui.bridge import Bridge
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.lists.empty import Empty
from briefreader.ui.state import State

_SCOPES = {"place": "only there", "brief": "its brief", "library": "all briefs"}


def what(one: Correction) -> str:
    """A correction in words: "“Norway” is an organisation"."""
    meant = one.text or one.name
    subject = f"“{meant if len(meant) < 90 else meant[:89] + '…'}”"
    kind = wording.TYPES[one.to_type][0].lower() if one.to_type else ""
    match one.kind:
        case "confirm":
            return f"{subject} is right"
        case "wrong":
            return f"{subject} is no name"
        case "not a quote":
            return f"{subject} is no quote"
        case "retype":
            return f"{subject} is of the type: {kind}"
        case "resize":
            return f"{subject} is longer or shorter: “{one.to_name}”"
        case "merge":
            return f"{subject} is {one.to_name}"
        case "split":
            return f"Written {subject} it is somebody else: {one.to_name}"
        case "rename":
            return f"{subject} is called {one.to_name}"
        case "speaker":
            return f"{subject} was said by {one.to_name or 'nobody named'}"
    return f"{subject} is a name: {kind}"


def _title(row: PutRight, briefs: Any) -> str:
    brief = briefs.get(row.correction.brief or "")
    return wording.title(brief) if brief is not None else ""


CORRECTIONS = (
    Column("What was put right", lambda row, _: what(row.correction), 48, lines=2, least=170,
           tip=lambda row, _: what(row.correction)),
    Column("Holds for", lambda row, _: _SCOPES[row.correction.scope], 10, least=90),
    Column("Brief", _title, 20, muted=True, lines=2, least=80, spare=True),
    Column("By", lambda row, _: row.correction.author, 6, muted=True, spare=True),
    Column("Made", lambda row, _: wording.day(row.correction.created), 4, muted=True, least=96, spare=True),
    Column("Briefs", lambda row, _: f"{row.briefs:,}", 2, right=True, least=62, spare=True),
)  # fmt: skip


class CorrectionsPage(AcrossPage):
    """`write_wanted` and `read_wanted` ask for the file of corrections."""

    write_wanted = Signal()
    read_wanted = Signal()
    plural = ("correction", "corrections")

    def __init__(self, state: State, bridge: Bridge, questions: Questions) -> None:
        empty = Empty("Nothing was put right yet", "Point at a name or a quote in a brief and press C.")
        listing = Listing(state, bridge, "corrections", "Corrections, the latest first", CORRECTIONS, empty)
        super().__init__(state, bridge, questions, listing, "corrections.csv")
        self.words = self.field("Words of what was put right", "Words")
        self.choices.addStretch(1)
        self.button("Take back", "Take the selected corrections back", "", self.take_back)
        self.button("To a file…", "Save the corrections to a file that a colleague can take over", "", self._write)
        self.button("From a file…", "Take over corrections, or a list of names", "", self._read)
        self._save.hide()  # the file of corrections is its own
        listing.table.removal_wanted.connect(self.take_back)
        self._about = QLabel()
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setWordWrap(True)
        self._about.setContentsMargins(14, 8, 12, 2)
        self.details.addWidget(self._about)
        self.details.addStretch(1)

    def wanted(self) -> NamesWanted:
        return NamesWanted(" ".join(self.words.text().split()))

    def go(self, row: PutRight) -> None:
        one = row.correction
        if one.brief is not None:
            start, end = (one.anchor.start, one.anchor.end) if one.anchor is not None else (0, 0)
            self.opened.emit(one.brief, start, end)

    def tell(self, row: PutRight | None) -> None:
        if row is None:
            self._about.clear()
            return
        one = row.correction
        changed = wording.count(row.briefs, "brief")
        facts = (what(one) + ".", f"It holds for {_SCOPES[one.scope]} and changes something in {changed}.",
                 f"Role: {one.role}." if one.role else "",
                 f"Also: {', '.join(one.aliases)}." if one.aliases else "")  # fmt: skip
        self._about.setText("\n\n".join(fact for fact in facts if fact))

    def take_back(self) -> None:
        rows: list[PutRight] = self.listing.table.selected_rows()
        if rows and self.state.do(self.state.library.corrections.remove, [row.correction for row in rows]) is not None:
            self.state.say(f"{self.state.library.undo_label()}. Ctrl+Z does it again.")

    def _write(self) -> None:
        self.write_wanted.emit()

    def _read(self) -> None:
        self.read_wanted.emit()

    def _fit(self) -> None:
        super()._fit()
        self._save.hide()
