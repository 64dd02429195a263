"""What a mark in the text means: a name, a quote or one's own passage, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from briefreader.records import Entity, FoundMention, FoundQuote, Passage
from briefreader.ui import wording
from briefreader.ui.popups.frame import Popup
from briefreader.ui.reading import Reading
from briefreader.ui.side.markdown import MarkdownView
from briefreader.ui.state import State
from briefreader.ui.theme import dot

Found = FoundMention | FoundQuote | Passage
_WIDTH = 320
_NOTE = 220  # pixels a note is high at most
_TITLE = 230  # pixels of a brief's title
_ELSEWHERE = 5  # other briefs with the same name that are offered


class Chip(QLabel):
    """A tag by its colour and name; its meaning is the tooltip."""

    def __init__(self, name: str, state: State, path: str) -> None:
        super().__init__(name)
        self._colour = dot(state.theme, state.colours.get(path, ""))
        self.setToolTip(wording.tag_tip(state.tags.get(path)))
        self.setContentsMargins(16, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour))
        painter.drawRoundedRect(QRect(0, self.height() // 2 - 4, 9, 9), 2, 2)
        painter.end()


class FindingPopup(Popup):
    """Shows one thing; what else lies at the same place can be switched to."""

    tag_wanted = Signal(int, int)  # tag this span
    more_tags_wanted = Signal(str)  # passage
    note_wanted = Signal(str)
    removal_wanted = Signal(str)
    untag_wanted = Signal(str, str)  # passage, tag
    edit_tag_wanted = Signal(str)
    copy_wanted = Signal(int, int)
    speaker_wanted = Signal(str)
    confirm_wanted = Signal(str)
    strength_wanted = Signal(str, str)  # passage, strength
    judged = Signal()  # what is shown is right
    correction_wanted = Signal()  # it is to be put right

    def __init__(self, state: State, reading: Reading, parent: QWidget) -> None:
        super().__init__("What this is", parent)
        self._state, self._reading = state, reading
        self._found: Found | None = None
        self._others: list[Found] = []
        self._entity: Entity | None = None
        self._anchor = QRect()
        self._kind, self._name, self._text = QLabel(), QLabel(), QLabel()
        self._kind.setObjectName("sectionTitle")
        self._name.setObjectName("popupTitle")
        self._text.setObjectName("quiet")
        for label in (self._kind, self._name, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._note_view = MarkdownView(state)
        self._note_view.document().setDocumentMargin(0)
        self._note_view.setAccessibleName("Note")
        self._note_view.hide()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(16)
        self._tags = QVBoxLayout()
        self._tags.setSpacing(2)
        self._judging = QVBoxLayout()
        self._also = QVBoxLayout()
        self._also.setSpacing(0)
        self._elsewhere = QVBoxLayout()
        self._elsewhere.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 12, 10)
        layout.setSpacing(4)
        for label in (self._kind, self._name, self._text):
            layout.addWidget(label)
        layout.insertWidget(2, self._note_view)
        layout.addLayout(self._tags)
        layout.addLayout(self._buttons)
        layout.addLayout(self._judging)
        layout.addLayout(self._elsewhere)
        layout.addLayout(self._also)
        self.setFixedWidth(_WIDTH)

    @property
    def found(self) -> Found | None:
        """What is shown, None while the sheet is closed."""
        return self._found if not self.isHidden() else None

    def show_found(self, found: Found, others: Sequence[Found], anchor: QRect) -> None:
        """Tell of `found`, beside `anchor`; `others` lie at the same place."""
        self._found, self._anchor = found, anchor
        self._others = [other for other in others if other is not found and other.id != found.id]
        for layout in (self._buttons, self._judging, self._tags, self._elsewhere, self._also):
            _clear(layout)
        self._entity = None
        self._note_view.hide()
        self._name.show()
        match found:
            case FoundMention():
                self._tell_mention(found)
            case FoundQuote():
                self._tell_quote(found)
            case Passage():
                self._tell_passage(found)
        self._buttons.addStretch(1)
        self._offer_others()
        self.layout().activate()
        self.open_at(anchor)

    def _tell_mention(self, found: FoundMention) -> None:
        mention = found.mention
        entity = self._reading.entity_of(found)
        self._entity = entity
        number = next((n for n, m in enumerate(entity.mentions, 1) if m.mention.start == mention.start), 1)
        self._kind.setText(wording.TYPES[mention.type][0])
        self._name.setText(mention.name)
        called = f"Here “{mention.text}”. " if mention.text != mention.name else ""
        others = wording.other_names(entity, mention.text)
        role = next((one.mention.role for one in (found, *entity.mentions) if one.mention.role), "")
        lines = [role, f"{called}{others}".strip(), f"Mention {number} of {len(entity.mentions)} in this brief."]
        self._text.setText("\n".join(line for line in lines if line))
        self._kind.setText(_beside(wording.TYPES[mention.type][0], wording.sureness(found)))
        if len(entity.mentions) > 1:
            self._add("‹ Before", "Mention before", self._step_back)
            self._add("Next ›", "Next mention", self._step_on)
        self._add("Tag", "Tag this", self._tag_span)
        self._add("Copy", "Copy with citation", self._copy)
        self._offer_judging()
        self._offer_elsewhere(found)

    def _offer_judging(self) -> None:
        """That it is right is said by one key, what is wrong by another."""
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(_button("Right  Y", "This is right as it is (Y)", self.judged))
        row.addWidget(_button("Put right…  C", "Put this right (C)", self.correction_wanted))
        row.addStretch(1)
        self._judging.addLayout(row)

    def _offer_elsewhere(self, found: FoundMention) -> None:
        """The other briefs in which the name stands, each with a way to its first mention there."""
        name, type_, library = found.mention.name, found.mention.type, self._state.library
        places = [place for place in library.first_places(name, type_, _ELSEWHERE + 1) if place[0] != found.brief]
        if not places:
            return
        self._elsewhere.addSpacing(4)
        others = max(len(places), library.briefs_naming(name, type_) - 1)
        self._elsewhere.addWidget(_section(f"In {wording.count(others, 'other brief')}"))
        briefs = {brief.id: brief for brief in library.some_briefs([place[0] for place in places])}
        for brief, start, end, times in places[:_ELSEWHERE]:
            if brief not in briefs:
                continue
            title = wording.title(briefs[brief])
            spoken = f"Open {title}: {wording.count(times, 'mention')}"
            button = _button("", spoken, self._go, (brief, start, end))
            button.setText(button.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, _TITLE))
            number = QLabel(f"{times:,}")
            number.setObjectName("quiet")
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            row.addWidget(number)
            self._elsewhere.addLayout(row)

    @Slot()
    def _go(self) -> None:
        brief, start, end = self.sender().property("what")
        self.dismiss()
        self._reading.open(brief, (start, end))

    def _tell_quote(self, found: FoundQuote) -> None:
        quote = found.quote
        self._kind.setText(_beside(wording.QUOTES[quote.kind], wording.sureness(found)))
        self._name.setText(wording.speaker(found).removesuffix(" ?"))
        how = wording.attribution(found)
        shown = wording.said(found, 160)
        place = wording.place(found.paragraph, found.page)
        about = " · ".join(part for part in (how.capitalize(), place) if part)
        self._text.setText(f"{about}\n{shown}" if about else shown)
        if quote.speaker is not None:
            self._add("All by them", "Show all quotes by this speaker", self._all_by_speaker)
        self._add("Tag", "Tag this quote", self._tag_span)
        self._add("Copy", "Copy with citation", self._copy)
        self._offer_judging()

    def _tell_passage(self, found: Passage) -> None:
        self._kind.setText(_beside("Your passage", found.strength))
        self._name.setText("" if found.note else "No note yet")
        self._show_note(found.note)
        doubt = wording.STATUS.get(found.status, "")
        self._text.setText(" · ".join(part for part in (wording.passage_place(found), doubt) if part))
        for tag in found.tags:
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(Chip(wording.tag(tag), self._state, tag), 1)
            row.addWidget(
                _button("Edit", f"Rename, recolour or define the tag {wording.tag(tag)}", self._edit_tag, tag)
            )
            row.addWidget(_button("Take off", f"Take the tag {wording.tag(tag)} off", self._untag, tag))
            self._tags.addLayout(row)
        row = QHBoxLayout()
        row.setSpacing(4)
        for strength in ("fact", "claim", "opinion"):
            button = QToolButton()
            button.setText(strength.capitalize())
            button.setCheckable(True)
            button.setChecked(found.strength == strength)
            button.setAccessibleName(f"The passage states a {strength}")
            button.setProperty("what", strength)
            button.clicked.connect(self._strength)
            row.addWidget(button)
        row.addStretch(1)
        self._judging.addLayout(row)
        self._add("Tag", "Add a tag", self._more_tags)
        self._add("Note", "Edit the note", self._note)
        if found.start is not None:
            self._add("Copy", "Copy with citation", self._copy)
        if doubt and found.start is not None:
            self._add("This is right", "Confirm the place", self._confirm)
        self._add("Remove", "Remove the passage", self._remove)

    def _offer_others(self) -> None:
        if self._others:
            self._also.addSpacing(4)
            self._also.addWidget(_section("Also here"))
        for number, other in enumerate(self._others[:6]):
            button = _button(_name(other), f"Show {_name(other)}", self._other, number)
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            self._also.addLayout(row)

    def _add(self, text: str, name: str, slot: object) -> None:
        self._buttons.addWidget(_button(text, name, slot))

    @Slot()
    def _other(self) -> None:
        number = self.sender().property("what")
        self.show_found(self._others[number], [self._found, *self._others], self._anchor)  # type: ignore[list-item]

    @Slot()
    def _step_on(self) -> None:
        self._step(1)

    @Slot()
    def _step_back(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        if self._entity is None or not isinstance(self._found, FoundMention):
            return
        self._reading.choose_entity(self._entity)
        found = self._reading.step_mention(self._entity, step, self._found.mention.start)
        self.stepped(found)

    def stepped(self, found: FoundMention) -> None:
        """Tell of another mention of the same; the sheet stays where it is, so that the buttons do."""
        self.show_found(found, [], QRect(self.pos(), self.pos()).translated(0, -8))

    @Slot()
    def _tag_span(self) -> None:
        span = self._span()
        self.dismiss()
        self.tag_wanted.emit(*span)

    @Slot()
    def _copy(self) -> None:
        span = self._span()
        self.dismiss()
        self.copy_wanted.emit(*span)

    @Slot()
    def _all_by_speaker(self) -> None:
        if isinstance(self._found, FoundQuote) and self._found.quote.speaker:
            name = self._found.quote.speaker
            self.dismiss()
            self.speaker_wanted.emit(name)

    @Slot()
    def _more_tags(self) -> None:
        self._leave_for(self.more_tags_wanted)

    @Slot()
    def _note(self) -> None:
        self._leave_for(self.note_wanted)

    @Slot()
    def _remove(self) -> None:
        self._leave_for(self.removal_wanted)

    @Slot()
    def _confirm(self) -> None:
        self._leave_for(self.confirm_wanted)

    @Slot()
    def _strength(self) -> None:
        button, found = self.sender(), self._found
        if isinstance(found, Passage):
            self.dismiss()
            self.strength_wanted.emit(found.id, button.property("what") if button.isChecked() else "")

    def _show_note(self, note: str) -> None:
        """The note as it is meant, as high as it is long."""
        self._note_view.show_note(note)
        self._note_view.setVisible(bool(note))
        self._name.setVisible(not note)
        document = self._note_view.document()
        document.setTextWidth(_WIDTH - 30)
        self._note_view.setFixedHeight(min(_NOTE, int(document.size().height()) + 2))

    @Slot()
    def _untag(self) -> None:
        tag = self.sender().property("what")
        if isinstance(self._found, Passage):
            passage = self._found.id
            self.dismiss()
            self.untag_wanted.emit(passage, tag)

    @Slot()
    def _edit_tag(self) -> None:
        tag = self.sender().property("what")
        self.dismiss()
        self.edit_tag_wanted.emit(tag)

    def _leave_for(self, signal: Signal) -> None:
        if isinstance(self._found, Passage):
            passage = self._found.id
            self.dismiss()
            signal.emit(passage)

    def _span(self) -> tuple[int, int]:
        match self._found:
            case FoundMention():
                return self._found.mention.start, self._found.mention.end
            case FoundQuote():
                return self._found.quote.start, self._found.quote.end
            case Passage():
                return self._found.start or 0, self._found.end or 0
        return 0, 0


def _name(found: Found) -> str:
    match found:
        case FoundMention():
            return f"{wording.TYPES[found.mention.type][0]}: {found.mention.name}"
        case FoundQuote():
            return f"{wording.QUOTES[found.quote.kind]}: {wording.speaker(found)}"
        case Passage():
            return f"Your passage: {', '.join(wording.tag(tag) for tag in found.tags) or 'note'}"


def _beside(kind: str, sure: str) -> str:
    return f"{kind} · {sure}" if sure else kind


def _section(title: str) -> QLabel:
    label = QLabel(title)
    label.setObjectName("sectionTitle")
    return label


def _button(text: str, name: str, slot: object, what: object = None) -> QPushButton:
    button = QPushButton()
    button.setObjectName("link")
    button.setText(text)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setProperty("what", what)
    button.clicked.connect(slot)
    return button


def _clear(layout: object) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item.widget() is not None:
            item.widget().hide()
            item.widget().deleteLater()
        elif item.layout() is not None:
            _clear(item.layout())
            item.layout().deleteLater()
