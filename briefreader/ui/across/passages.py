"""All that was marked, in whatever brief: chosen by tag, words, person, strength and day; changed many at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from briefreader.records import Brief, Changes, Passage, PassageQuery, Strength
from briefreader.ui import wording
from briefreader.ui.across import drafting
from briefreader.ui.across.listing import Listing
from briefreader.ui.across.model import Column
from briefreader.ui.across.page import AcrossPage
from briefreader.ui.across.quotes import copy_cited
from briefreader.ui.bridge import Bridge
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.lists.empty import Empty
from briefreader.ui.popups.note import NotePopup
from briefreader.ui.popups.palette import Entry, Palette
from briefreader.ui.popups.tagging import TagPopup
from briefreader.ui.side.markdown import MarkdownView, as_words
from briefreader.ui.state import State

STRENGTHS: tuple[Strength, ...] = ("fact", "claim", "opinion")
_ORDERS = {"brief": "By brief", "newest": "Newest first", "oldest": "Oldest first"}


def passage_title(row: Passage, briefs: Mapping[str, Brief]) -> str:
    brief = briefs.get(row.brief)
    return wording.title(brief) if brief is not None else ""


def passage_place(row: Passage, briefs: Mapping[str, Brief]) -> str:
    brief = briefs.get(row.brief)
    return wording.place(row.paragraph, row.page, wording.unit(brief.format) if brief is not None else "page")


def _state(row: Passage) -> str:
    if row.settled:
        return "kept as it is"
    return {"approximate": "changed", "ambiguous": "to check", "orphan": "not found"}.get(row.status, "")


def _facts(*facts: str) -> str:
    return " · ".join(fact for fact in facts if fact)


PASSAGES = (
    Column("Passage", lambda row, _: row.exact, 38, serif=True, lines=2, least=170,
           tip=lambda row, _: row.exact[:1200]),
    Column("Tags", lambda row, _: ", ".join(wording.tag(tag) for tag in row.tags), 18, lines=2, least=90,
           tip=lambda row, _: "\n".join(wording.tag(tag) for tag in row.tags)),
    Column("Note", lambda row, _: as_words(row.note), 16, muted=True, lines=2, spare=True,
           tip=lambda row, _: row.note),
    Column("Brief", passage_title, 16, muted=True, lines=2, least=80, spare=True, tip=passage_title),
    Column("Place", lambda row, briefs: _facts(passage_place(row, briefs), row.strength, _state(row)), 8, muted=True,
           lines=2, least=84, spare=True),
)  # fmt: skip


class PassagesPage(AcrossPage):
    plural = ("passage", "passages")

    def __init__(self, state: State, bridge: Bridge, questions: Questions) -> None:
        empty = Empty(
            "No passages", "Select words in a brief and press T to tag them, or N for a note. Fewer choices show more."
        )
        listing = Listing(state, bridge, "passages", "Passages", PASSAGES, empty)
        super().__init__(state, bridge, questions, listing, "passages.csv")
        self._brief = ""
        self._meant: list[str] = []  # passages a popup was opened for
        self._shown: Passage | None = None
        self.words = self.field("Words of the passage or its note", "Words")
        self.person = self.field("Person who is named or speaks", "Person")
        self.heading("Tag")
        self.tag = self._combo("Passages that bear a tag")
        self.heading("Strength")
        self.strength = self._combo("How sure they state it")
        self.strength.addItem("Whatever strength", None)
        for one in STRENGTHS:
            self.strength.addItem(one.capitalize(), one)
        self.strength.addItem("Not said", "")
        self.heading("Made")
        self.since = self.field("From", "From: 2026, or 2026-03-01")
        self.until = self.field("Until")
        self.heading("Order")
        self.order = self._combo("Order")
        for key, text in _ORDERS.items():
            self.order.addItem(text, key)
        self.only_brief = QCheckBox("This brief only")
        self.only_brief.setToolTip("Only passages of the brief of the present row (B)")
        self.only_brief.clicked.connect(self._brief_toggled)
        self.attention = QCheckBox("Needs attention")
        self.attention.toggled.connect(self.ask)
        for box in (self.only_brief, self.attention):
            self.choices.addWidget(box)
        self.choices.addStretch(1)
        self.button("Tag…", "Tag the selected passages", "T", self.ask_tag)
        self.button("Take off…", "Take a tag off the selected passages", "U", self.ask_untag)
        self.button("Split off…", "Another tag in place of the one chosen at the left", "S", self.ask_split)
        self.button(
            "Into the summary", "Put the selected passages into the draft of the summary", "", self.into_summary
        )
        self.button("Copy", "Copy the selected passages with their citations", "", self.copy)
        self.button("Remove", "Remove the selected passages", "", self.remove)
        listing.table.removal_wanted.connect(self.remove)
        self._keys |= {"B": self.only_brief.click, "N": self.ask_note, "F": lambda: self.set_strength("fact"),
                       "C": lambda: self.set_strength("claim"), "O": lambda: self.set_strength("opinion")}  # fmt: skip
        self._fill_details()
        self.tag_popup = TagPopup(state, self)
        self.tag_popup.tagged.connect(self._tag)
        self.split_popup = TagPopup(state, self)
        self.split_popup.tagged.connect(self._split)
        self.untag_popup = Palette(state, self, "Take off which tag?")
        self.untag_popup.command_wanted.connect(self._untag)
        self.note_popup = NotePopup(self)
        self.note_popup.written.connect(self._write)
        state.changed.connect(self._tags_changed)
        self._fill_tags()

    def _combo(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.activated.connect(self.ask)
        self.choices.addWidget(made)
        return made

    def _fill_details(self) -> None:
        self._text, self._about = QLabel(), QLabel()
        for label in (self._text, self._about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setContentsMargins(14, 4, 12, 2)
            self.details.addWidget(label)
        self._about.setObjectName("quiet")
        row = QHBoxLayout()
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(4)
        self._strengths: dict[Strength, QToolButton] = {}
        for strength in STRENGTHS:
            button = QToolButton()
            button.setText(strength.capitalize())
            button.setCheckable(True)
            button.setAccessibleName(f"The passage states a {strength}")
            button.setToolTip(f"{strength.capitalize()} ({strength[0].upper()})")
            button.clicked.connect(lambda _=False, strength=strength: self._strength_clicked(strength))
            self._strengths[strength] = button
            row.addWidget(button)
        row.addStretch(1)
        self._part = QWidget()
        self._part.setLayout(row)
        self.details.addWidget(self._part)
        self.note = MarkdownView(self.state)
        self.note.setAccessibleName("Note")
        self.details.addWidget(self.note, 1)
        edit = QPushButton("Edit the note…")
        edit.setObjectName("link")
        edit.clicked.connect(self.ask_note)
        self._edit = edit
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 0, 12, 12)
        foot.addWidget(edit)
        foot.addStretch(1)
        self.details.addLayout(foot)
        self.tell(None)

    # What is asked for

    def wanted(self) -> PassageQuery:
        strength, tag = self.strength.currentData(), self.tag.currentData()
        return PassageQuery(
            briefs=(self._brief,) if self.only_brief.isChecked() and self._brief else (),
            tags=(tag,) if tag else (),
            strengths=() if strength is None else (strength,),
            since=self.since.text().strip(),
            until=self.until.text().strip(),
            person=" ".join(self.person.text().split()),
            words=" ".join(self.words.text().split()),
            attention=self.attention.isChecked(),
            order=self.order.currentData() or "brief",
        )

    def show_tag(self, path: str) -> None:
        """Only passages with this tag, or with one beneath it."""
        self.tag.setCurrentIndex(max(0, self.tag.findData(path)))
        self.ask()

    def show_attention(self) -> None:
        self.attention.setChecked(True)

    @Slot()
    def _brief_toggled(self) -> None:
        row = self.listing.table.current_row()
        self._brief = row.brief if row is not None else self._brief
        self.ask()

    @Slot(object)
    def _tags_changed(self, changes: Changes) -> None:
        if changes.tags or changes.everything:
            self._fill_tags()

    def _fill_tags(self) -> None:
        chosen = self.tag.currentData()
        self.tag.clear()
        self.tag.addItem("Whatever tag", "")
        steps = {"/".join(path.split("/")[:n]) for path in self.state.tags for n in range(1, path.count("/") + 2)}
        for path in sorted(steps, key=str.casefold):
            self.tag.addItem("   " * path.count("/") + path.split("/")[-1], path)
        self.tag.setCurrentIndex(max(0, self.tag.findData(chosen)) if chosen else 0)

    # One passage

    def go(self, row: Passage) -> None:
        span = (row.start, row.end) if row.start is not None else row.guess
        if span is None or span[1] is None:
            self.opened.emit(row.brief, 0, 0)
            self.state.say("These words are no longer found in the brief.")
        else:
            self.opened.emit(row.brief, span[0], span[1])

    def tell(self, row: Passage | None) -> None:
        self._shown = row
        for part in (self._text, self._about, self._part, self.note, self._edit):
            part.setVisible(row is not None)
        if row is None:
            return
        briefs = self.listing.table.rows.briefs
        self._text.setText(row.exact if len(row.exact) < 900 else f"{row.exact[:899]}…")
        facts = (", ".join(wording.tag(tag) for tag in row.tags) or "no tag", passage_title(row, briefs),
                 passage_place(row, briefs), wording.STATUS.get(row.status, ""),
                 f"by {row.author}" if row.author else "", wording.day(row.created))  # fmt: skip
        self._about.setText(" · ".join(fact for fact in facts if fact))
        for strength, button in self._strengths.items():
            button.setChecked(strength == row.strength)
        self.note.show_note(row.note or "*No note yet.*")

    def _strength_clicked(self, strength: Strength) -> None:
        if self._shown is not None:
            wanted: Strength = "" if self._shown.strength == strength else strength
            self.state.do(self.state.library.marking.set_strength, [self._shown.id], wanted)

    def ask_note(self) -> None:
        row = self.listing.table.current_row()
        if row is not None:
            self._meant = [row.id]
            self.note_popup.ask(self._at(), row.note)

    @Slot(str)
    def _write(self, note: str) -> None:
        for passage in self._meant:
            if self.state.do(self.state.library.set_note, passage, note) is None:
                self.note_popup.come_back(self.note_popup.editor)

    # Many passages

    def _selected(self) -> list[Passage]:
        rows: list[Passage] = self.listing.table.selected_rows()
        if not rows:
            self.state.say("Select passages first: with Shift or Ctrl and the arrows, or with the mouse.")
        return rows

    def _at(self) -> QRect:
        table = self.listing.table
        rect = table.visualRect(table.currentIndex())
        return QRect(table.viewport().mapTo(self, rect.bottomLeft()), rect.size())

    def ask_tag(self) -> None:
        rows = self._selected()
        self._meant = [row.id for row in rows]
        if rows:
            self.tag_popup.ask(self._at(), rows[0].tags if len(rows) == 1 else ())

    @Slot(str, str, str)
    def _tag(self, path: str, note: str, colour: str) -> None:
        library = self.state.library
        if self._change(library.marking.tag_all, self._meant, path):
            for passage in self._meant if note else ():
                self.state.do(library.set_note, passage, note)
            if colour:
                self.state.do(library.recolour_tag, path, colour)

    def tag_recent(self, number: int) -> None:
        recent = self.state.library.recent_tags()
        rows = self._selected()
        if number > len(recent):
            self.state.say(f"There is no recent tag {number} yet.")
        elif rows:
            self._change(self.state.library.marking.tag_all, [row.id for row in rows], recent[number - 1].path)

    def ask_untag(self) -> None:
        rows = self._selected()
        self._meant = [row.id for row in rows]
        borne: dict[str, int] = {}
        for tag in (tag for row in rows for tag in row.tags):
            borne[tag] = borne.get(tag, 0) + 1
        if borne:
            entries = [Entry(wording.tag(tag), f"{times:,}", command=tag) for tag, times in sorted(borne.items())]
            self.untag_popup.ask(entries)
        elif rows:
            self.state.say("None of these passages bears a tag.")

    @Slot(str)
    def _untag(self, path: str) -> None:
        self._change(self.state.library.marking.untag_all, self._meant, path)

    def ask_split(self) -> None:
        """S: another tag in place of the one that is chosen at the left."""
        rows, tag = self._selected(), self.tag.currentData()
        self._meant = [row.id for row in rows if tag in row.tags]
        if not tag:
            self.state.say("Choose the tag to split at the left first.")
        elif self._meant:
            self.split_popup.ask(self._at(), (tag,))
        elif rows:
            self.state.say(f"None of these passages bears {wording.tag(tag)} itself.")

    @Slot(str, str, str)
    def _split(self, path: str, _note: str, colour: str) -> None:
        library, tag = self.state.library, self.tag.currentData()
        if self.state.do(library.codebook.split, tag, path, self._meant) is not None:
            if colour:
                self.state.do(library.recolour_tag, path, colour)
            self.state.say(f"{self.state.library.undo_label()}. Ctrl+Z takes it back.")

    def set_strength(self, strength: Strength) -> None:
        rows = self._selected()
        if rows:
            self._change(self.state.library.marking.set_strength, [row.id for row in rows], strength)

    @Slot()
    def remove(self) -> None:
        rows = self._selected()
        if rows:
            self._change(self.state.library.marking.remove_all, [row.id for row in rows])

    def into_summary(self) -> None:
        """The selected passages become points of the latest draft, and are among its evidence."""
        rows = self._selected()
        if rows:
            points, ids = [drafting.of_passage(row) for row in rows], [row.id for row in rows]
            what = wording.count(len(rows), *self.plural)
            drafting.put(self.state, lambda draft: drafting.with_points(draft, points, ids), what)

    def copy(self) -> None:
        """The selected passages with their citations."""
        rows = [row for row in self._selected() if row.start is not None and row.end is not None]
        copy_cited(self.state, [(row.brief, row.start or 0, row.end or 0) for row in rows])

    def _change(self, action: Callable[..., Changes], passages: Sequence[str], *more: str) -> bool:
        done = self.state.do(action, passages, *more) is not None
        if done:
            self.state.say(f"{self.state.library.undo_label()}. Ctrl+Z takes it back.")
        return done
