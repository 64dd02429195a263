"""Passages that a new version of their brief has left without a certain place: old words beside new ones."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QTextBrowser

from briefreader.errors import BriefReaderError
from briefreader.records import Passage, PassageQuery
from briefreader.ui import wording
from briefreader.ui.across.listing import Listing
from briefreader.ui.across.model import Column
from briefreader.ui.across.page import AcrossPage
from briefreader.ui.across.passages import passage_place, passage_title
from briefreader.ui.bridge import Bridge
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.lists.empty import Empty
from briefreader.ui.state import State

_AROUND = 160  # code points shown beside the best guess
PASSAGES = (
    Column(
        "Passage", lambda row, _: row.exact, 40, serif=True, lines=2, least=160, tip=lambda row, _: row.exact[:1200]
    ),
    Column("What happened", lambda row, _: wording.STATUS.get(row.status, ""), 20, lines=2, least=110),
    Column("Brief", passage_title, 24, muted=True, lines=2, tip=passage_title, spare=True),
    Column("Was at", passage_place, 8, muted=True, lines=2, least=84, spare=True),
)


class AttentionPage(AcrossPage):
    """`old_wanted` with a passage that is to be seen in the text it was marked in."""

    old_wanted = Signal(str)
    plural = ("passage to check", "passages to check")

    def __init__(self, state: State, bridge: Bridge, questions: Questions) -> None:
        empty = Empty("Nothing needs attention", "Every passage has its place, or has been left as it is.")
        listing = Listing(state, bridge, "passages", "Passages that need attention", PASSAGES, empty)
        super().__init__(state, bridge, questions, listing, "needs-attention.csv")
        self.words = self.field("Words of the passage or its note", "Words")
        self.choices.addStretch(1)
        self._shown: Passage | None = None
        self.button("Here", "The best guess is right", "H", self.here)
        self.button("Somewhere else…", "Look for the place in the brief", "E", self.elsewhere)
        self.button("Keep as is", "Leave it without a place until the brief changes again", "L", self.keep)
        self.button("In the old text", "Show it where it was marked", "O", self.show_old)
        self._was, self._now = _Words("As it was"), _Words("In the brief now: the best guess")
        for title, view in (("As it was", self._was), ("In the brief now: the best guess", self._now)):
            label = QLabel(title)
            label.setObjectName("sectionTitle")
            label.setContentsMargins(14, 8, 12, 0)
            self.details.addWidget(label)
            self.details.addWidget(view, 1)
        self._hint = QLabel()
        self._hint.setObjectName("quiet")
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(14, 4, 12, 12)
        self.details.addWidget(self._hint)
        self.tell(None)

    def wanted(self) -> PassageQuery:
        return PassageQuery(attention=True, words=" ".join(self.words.text().split()))

    def go(self, row: Passage) -> None:
        """To the place, or the best guess, with the passage chosen."""
        span = _guess(row)
        self.opened.emit(row.brief, *(span or (0, 0)))
        if span is None:
            self.state.say("These words are not found. Select others, and press Ctrl+M: they are the passage then.")

    def tell(self, row: Passage | None) -> None:
        self._shown = row
        if row is None:
            self._was.show_words("", "", "", "")
            self._now.show_words("", "", "", "")
            self._hint.clear()
            return
        try:
            anchor = self.state.library.marking.anchor(row.id)
            text = self.state.library.document(row.brief).text
        except BriefReaderError as error:
            self._hint.setText(str(error))
            return
        tint = self.state.theme.hit_tint
        span = _guess(row)
        now = text[slice(*span)] if span else ""
        self._was.show_words(anchor.prefix, differing(anchor.exact, now, tint), anchor.suffix, self.state.theme.accent)
        if span is None:
            self._now.show_words("", "<i>No place is like it.</i>", "", self.state.theme.ink2)
        else:
            before, behind = text[max(0, span[0] - _AROUND) : span[0]], text[span[1] : span[1] + _AROUND]
            self._now.show_words(before, differing(now, anchor.exact, tint), behind, self.state.theme.accent)
        self._hint.setText(
            "H: it is here.  E: somewhere else.  L: keep as is.  O: in the old text.  What differs has a ground."
        )

    def here(self) -> None:
        row, span = self.listing.table.current_row(), None
        if row is not None:
            span = _guess(row)
        if row is None or span is None:
            self.state.say("There is no guess: look for the place with E.")
        elif self.state.do(self.state.library.attach, row.id, *span) is not None:
            self.state.say("The passage stands here now. Ctrl+Z takes it back.")

    def elsewhere(self) -> None:
        row = self.listing.table.current_row()
        if row is not None:
            self.go(row)
            self.state.say("Select the words it is now and press Ctrl+M; Alt+Left comes back here.")

    def show_old(self) -> None:
        row = self.listing.table.current_row()
        if row is not None:
            self.old_wanted.emit(row.id)

    def keep(self) -> None:
        row = self.listing.table.current_row()
        if row is not None and self.state.do(self.state.library.marking.settle, row.id) is not None:
            self.state.say("It is kept as it is, until its brief changes again. Ctrl+Z takes it back.")


class _Words(QTextBrowser):
    """Words with what stands around them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("note")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(14)

    def show_words(self, before: str, marked: str, behind: str, colour: str) -> None:
        """`marked` is rich text, the rest plain."""
        self.setHtml(f'{escape(before)}<b style="color: {colour};">{marked}</b>{escape(behind)}')


def _guess(row: Passage) -> tuple[int, int] | None:
    if row.start is not None and row.end is not None:
        return row.start, row.end
    return row.guess


def differing(words: str, other: str, tint: str) -> str:
    """`words` as rich text, those that `other` has not so with a ground and underlined."""
    ours, theirs = words.split(), other.split()
    parts: list[str] = []
    for kind, first, last, _, _ in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        text = escape(" ".join(ours[first:last]))
        if text:
            parts.append(text if kind == "equal" else f'<u style="background: {tint};">{text}</u>')
    return " ".join(parts)
