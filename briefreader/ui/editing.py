"""What the user does to the text: tag, note, copy, remove; each beside the passage it is about."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from briefreader.errors import BriefReaderError
from briefreader.records import FoundMention, FoundQuote, Passage
from briefreader.ui import wording
from briefreader.ui.popups.finding import FindingPopup
from briefreader.ui.popups.note import NotePopup
from briefreader.ui.popups.tagging import TagPopup
from briefreader.ui.popups.tags import TagsPopup
from briefreader.ui.reader.view import ReaderView
from briefreader.ui.reading import Reading
from briefreader.ui.state import State
from briefreader.ui.target import Span, Target


class Editing(QObject):
    """Works on the selection, else on the chosen passage."""

    speaker_wanted = Signal(str)

    def __init__(self, state: State, reading: Reading, reader: ReaderView, ground: QWidget) -> None:
        super().__init__(ground)
        self._state, self._reading, self._reader, self._ground = state, reading, reader, ground
        self._library = state.library
        self._tagged: Target | None = None
        self._noted: Target | None = None
        self.tags = TagPopup(state, ground)
        self.notes = NotePopup(ground)
        self.finding = FindingPopup(state, reading, ground)
        self.all_tags = TagsPopup(state, ground)
        self.tags.tagged.connect(self._tag)
        self.notes.written.connect(self._write)
        self.finding.tag_wanted.connect(self.ask_tag_for)
        self.finding.more_tags_wanted.connect(self.ask_more_tags)
        self.finding.note_wanted.connect(self.ask_note_for)
        self.finding.removal_wanted.connect(self.remove_passage)
        self.finding.untag_wanted.connect(self.untag)
        self.finding.edit_tag_wanted.connect(self.edit_tag)
        self.finding.copy_wanted.connect(self.copy_span)
        self.finding.confirm_wanted.connect(self.confirm)
        self.finding.speaker_wanted.connect(self.speaker_wanted)
        reader.span_clicked.connect(self.show_found)
        reading.opened.connect(self.dismiss)
        reading.closed.connect(self.dismiss)

    @Slot()
    def dismiss(self) -> bool:
        """Close what stands over the text; a note begun is kept. Returns whether all is closed: a note that could not
        be kept stays."""
        for popup in (self.tags, self.notes, self.finding, self.all_tags):
            popup.dismiss()
        return self.notes.isHidden()

    # Tags

    @Slot()
    def ask_tag(self) -> None:
        """T: a tag for the selection, or one more for the chosen passage."""
        span = self._reader.selection()
        if span is not None:
            self.ask_tag_for(*span)
        elif self._chosen() is not None:
            self.ask_more_tags(self._reading.passage)
        else:
            self._state.say("Select the words to tag first: with the mouse, with Shift and the arrows, or with S.")

    @Slot(int, int)
    def ask_tag_for(self, start: int, end: int) -> None:
        if not self.dismiss():
            return
        self._tagged = self._target((start, end))
        same = self._passage_at((start, end))
        self._reader.select(start, end)
        self._reader.reveal(start, end, flash=False)
        self.tags.ask(self._rect(start, end), same.tags if same else (), same.note if same else "")

    @Slot(str)
    def ask_more_tags(self, passage: str) -> None:
        found = self._known(passage) if self.dismiss() else None
        if found is not None:
            self._tagged = self._target(None, found)
            self.tags.ask(self._rect_of(found), found.tags, found.note)

    @Slot(int)
    def tag_recent(self, number: int) -> None:
        """A digit: the recent tag of that number, for the selection or the chosen passage."""
        recent = self._library.recent_tags()
        if number > len(recent):
            self._state.say(f"There is no recent tag {number} yet.")
            return
        span, chosen = self._reader.selection(), self._chosen()
        if span is None and chosen is None:
            self._state.say("Select the words to tag first.")
            return
        self._tagged = self._target(span, chosen if span is None else None)
        self._tag(recent[number - 1].path, "", "")

    @Slot(str, str, str)
    def _tag(self, path: str, note: str, colour: str) -> None:
        target = self._tagged
        if target is not None and not self._put_tag(target, path, note, colour):
            self.tags.come_back(self.tags.field)

    def _put_tag(self, target: Target, path: str, note: str, colour: str) -> bool:
        """Returns whether it was done; if not, it has been said why."""
        if target.passage:
            done = self._state.do(self._library.add_tag, target.passage, path) is not None
            if done and note and note != target.note:
                done = self._state.do(self._library.set_note, target.passage, note) is not None
        else:
            now = self._now(target)
            done = now is not None and self._put(now, [path], note or None)
        if not done:
            return False
        if colour:
            self._state.do(self._library.recolour_tag, path, colour)
        self._state.say(f"Tagged: {path}. Ctrl+Z takes it back.")
        return True

    def _put(self, target: Target, tags: list[str], note: str | None) -> bool:
        """Tag a span, or write a note on it; on show it is the chosen passage then, and no longer the selection."""
        span = target.span
        if span is None or self._state.do(self._library.tag, target.brief, *span, tags, note, target.document) is None:
            return False
        if tags and self._reading.brief is not None and self._reading.brief.id == target.brief:
            same = self._passage_at(span)
            self._reading.choose_passage(same.id if same else "")
            self._reader.clear_selection()
        return True

    @Slot(str, str)
    def untag(self, passage: str, tag: str) -> None:
        self._state.do(self._library.untag, passage, tag)

    @Slot()
    def edit_tags(self) -> None:
        """All tags, to be renamed, recoloured and defined: the first of the chosen passage before the others."""
        found = self._chosen()
        self.edit_tag(found.tags[0] if found is not None and found.tags else "")

    @Slot(str)
    def edit_tag(self, path: str) -> None:
        found = self._chosen()
        middle = QRect(max(0, self._ground.width() // 2 - 170), 48, 1, 1)
        self.all_tags.ask(self._rect_of(found) if path and found is not None else middle, path)

    # Notes, and the passage itself

    @Slot()
    def ask_note(self) -> None:
        """N: a note on the selection, or on the chosen passage."""
        if not self.dismiss():
            return
        span = self._reader.selection()
        if span is not None:
            same = self._passage_at(span)
            if same is not None:
                self.ask_note_for(same.id)
                return
            self._noted = self._target(span)
            self.notes.ask(self._rect(*span), "")
        elif self._chosen() is not None:
            self.ask_note_for(self._reading.passage)
        else:
            self._state.say("Select the words the note is about first.")

    @Slot(str)
    def ask_note_for(self, passage: str) -> None:
        found = self._known(passage) if self.dismiss() else None
        if found is not None:
            self._noted = self._target(None, found)
            self.notes.ask(self._rect_of(found), found.note)

    @Slot(str)
    def _write(self, note: str) -> None:
        target = self._noted
        if target is None:
            return
        if target.passage:
            done = self._state.do(self._library.set_note, target.passage, note) is not None
        else:
            now = self._now(target)
            done = now is not None and self._put(now, [], note)
        if not done:
            self.notes.come_back(self.notes.editor)

    @Slot()
    def remove_chosen(self) -> None:
        found = self._chosen()
        if found is None:
            self._state.say("Choose a passage to remove first.")
        else:
            self.remove_passage(found.id)

    @Slot(str)
    def remove_passage(self, passage: str) -> None:
        if self._state.do(self._library.untag, passage) is not None:
            self._reading.choose_passage("")
            self._state.say("The passage was removed. Ctrl+Z brings it back.")

    @Slot(str)
    def confirm(self, passage: str) -> None:
        self._state.do(self._library.confirm, passage)

    # Copying

    @Slot()
    def copy(self) -> None:
        """The selection or the chosen passage, with its citation, as rich and as plain text."""
        span = self._reader.selection()
        found = self._chosen()
        if span is None and found is not None and found.start is not None and found.end is not None:
            span = (found.start, found.end)
        if span is None:
            self._state.say("Select the words to copy first.")
        else:
            self.copy_span(*span)

    @Slot(int, int)
    def copy_span(self, start: int, end: int) -> None:
        if self._reading.brief is None:
            return
        try:
            plain, html = self._library.citation(self._reading.brief.id, start, end)
        except BriefReaderError as error:
            self._state.say(str(error))
            return
        data = QMimeData()
        data.setText(plain)
        data.setHtml(html)
        QApplication.clipboard().setMimeData(data)
        self._state.say("Copied with its citation.")

    # What lies under a click

    @Slot(object)
    def show_found(self, found: FoundMention | FoundQuote | Passage) -> None:
        """Tell of what was clicked, and of what else lies there: overlapping passages can be chosen."""
        start, end = _span_of(found)
        others = [one for one in self._reader.spans_at(start) if one.id != found.id]
        if isinstance(found, Passage):
            others += [p for p in self._reading.passages if _overlaps(p, start, end) and p.id != found.id]
            self._reading.choose_passage(found.id)
        seen: dict[str, FoundMention | FoundQuote | Passage] = {one.id: one for one in others}
        self.finding.show_found(found, list(seen.values()), self._rect(start, end))

    @Slot()
    def explain(self) -> None:
        """I: what is marked at the selection, else the chosen passage, else the next thing in view."""
        span = self._reader.selection()
        chosen = self._chosen()
        if span is None and chosen is not None:
            self.show_found(chosen)
            return
        start, end = span or self._reader.visible_span()
        found = self._reader.spans_at(start) or [m for m in self._reading.mentions if start <= m.mention.start < end]
        if found:
            self.show_found(found[0])
        else:
            self._state.say("Nothing is marked here.")

    def passage_menu(self, passage: Passage, where: QPoint) -> None:
        """What can be done with a passage, as a menu."""
        self._reading.choose_passage(passage.id)
        menu = QMenu(self._ground)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Add a tag…").triggered.connect(lambda: self.ask_more_tags(passage.id))
        menu.addAction("Edit the note…").triggered.connect(lambda: self.ask_note_for(passage.id))
        menu.addAction("Copy with citation").triggered.connect(self.copy)
        for tag in passage.tags:
            name = wording.tag(tag)
            menu.addAction(f"Take off: {name}").triggered.connect(lambda _=False, tag=tag: self.untag(passage.id, tag))
            menu.addAction(f"Rename, recolour: {name}…").triggered.connect(lambda _=False, tag=tag: self.edit_tag(tag))
        if passage.status not in ("exact", "moved") and passage.start is not None:
            menu.addAction("The place is right").triggered.connect(lambda: self.confirm(passage.id))
        span = self._reader.selection()
        if passage.status != "exact" and span is not None:
            attach = menu.addAction("Attach to the selected words")
            shown = self._reading.document
            attach.triggered.connect(lambda: self._state.do(self._library.attach, passage.id, *span, shown))
        menu.addSeparator()
        menu.addAction("Remove the passage").triggered.connect(lambda: self.remove_passage(passage.id))
        menu.popup(where)

    # Inside

    def _target(self, span: Span | None, passage: Passage | None = None) -> Target | None:
        brief, document = self._reading.brief, self._reading.document
        if brief is None or document is None:
            return None
        if passage is not None:
            return Target(brief.id, document, passage=passage.id, note=passage.note)
        return Target(brief.id, document, span)

    def _now(self, target: Target) -> Target | None:
        """The target's words in the present text; None when they are not surely there, which is said."""
        self._state.look()  # the brief may have been read in anew a moment ago
        brief, document = self._reading.brief, self._reading.document
        if brief is None or brief.id != target.brief:
            try:
                document = self._library.document(target.brief)
            except BriefReaderError as error:
                self._state.say(str(error))
                return None
        span = target.span_in(document) if document is not None else None
        if span is None:
            self._state.say("The brief has changed, and these words no longer stand in it. What you wrote stays.")
        return Target(target.brief, document, span) if span is not None and document is not None else None

    def _passage_at(self, span: Span) -> Passage | None:
        return next((p for p in self._reading.passages if (p.start, p.end) == span), None)

    def _known(self, passage: str) -> Passage | None:
        return next((found for found in self._reading.passages if found.id == passage), None)

    def _chosen(self) -> Passage | None:
        return self._known(self._reading.passage) if self._reading.passage else None

    def _rect(self, start: int, end: int) -> QRect:
        """Where a span stands, from its first line to its last, with the left edge of the last."""
        rect = self._reader.offset_rect(start, end)
        first = self._reader.offset_rect(start, min(start + 1, end))
        if not first.isNull():
            rect.setTop(min(first.top(), rect.top()))
        return QRect(self._reader.mapTo(self._ground, rect.topLeft()), rect.size())

    def _rect_of(self, passage: Passage) -> QRect:
        if passage.start is None or passage.end is None:
            return QRect(self._ground.width() // 2 - 150, 120, 1, 1)
        return self._rect(passage.start, passage.end)


def _span_of(found: FoundMention | FoundQuote | Passage) -> Span:
    match found:
        case FoundMention():
            return found.mention.start, found.mention.end
        case FoundQuote():
            return found.quote.start, found.quote.end
        case Passage():
            return found.start or 0, found.end or 0


def _overlaps(passage: Passage, start: int, end: int) -> bool:
    return passage.start is not None and passage.end is not None and passage.start < end and passage.end > start
