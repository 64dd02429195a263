"""The drawing process as Qt sees it: pictures and boxes are asked for and come as signals."""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from briefreader.records import Source
from briefreader.service.page_messages import (
    Answer,
    AskLinks,
    Box,
    Draw,
    Drawn,
    Find,
    Found,
    Links,
    Opened,
    Outline,
    Outlined,
    Refused,
)
from briefreader.service.page_room import GAVE_UP, PageRoom
from briefreader.ui.pages.read_words import ReadWords, is_read

BUDGET = 160 * 1024**2  # bytes of pictures kept; about a dozen pages on a large screen

Key = tuple[int, float, int]
"""Page, scale, rotation."""


class _Picture(NamedTuple):
    """An image and the bytes it is drawn from, which it does not hold itself."""

    image: QImage
    data: bytes


class PageSource(QObject):
    """The pages of one PDF. Sizes, boxes and places are in points, not turned; pages count from 0."""

    opened = Signal(object)  # tuple of (width, height) of each page
    refused = Signal(str)  # why there are no pages to show
    drawn = Signal(int)  # page: a picture of it has come
    outlined = Signal(int)  # page: boxes on it have come
    found = Signal(object, object)  # the Find asked, the character or None
    linked = Signal(int, object)  # page, its links
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Answers come in the room's thread; Qt carries them over to this object's.
        self._room = PageRoom(self._answered.emit)
        self._answered.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._pictures: OrderedDict[Key, _Picture] = OrderedDict()
        self._held = 0
        self._boxes: dict[int, dict[tuple[int, int], tuple[Box, ...]]] = {}
        self._wanted: dict[str, list[Key]] = {}
        self._drawing: Key | None = None
        self._is_open = False
        self._dark = False
        self.read_words = ReadWords()

    def prepare(self) -> None:
        """Have the process running, in view of a PDF that may be shown."""
        self._room.start()

    def open(self, source: Source) -> None:
        self._forget()
        self._room.open(source.place, source.digest)

    def close(self) -> None:
        """End the process."""
        self._forget()
        self._room.close()

    def set_dark(self, dark: bool) -> None:
        """Light letters on dark paper from now on, or not."""
        if dark != self._dark:
            self._dark = dark
            self._drop_pictures()

    def picture(self, page: int, scale: float, rotation: int) -> QImage | None:
        """The picture of a page if it is there; else another of it, drawn at another scale; else None."""
        key = (page, scale, rotation)
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key].image
        return next((it.image for one, it in reversed(self._pictures.items()) if one[::2] == (page, rotation)), None)

    def want(self, keys: list[Key], who: str = "") -> None:
        """Draw these, the first first, after what is wanted in the name of those before `who` in the alphabet. What was
        wanted in this name before and is not among them is not drawn any more."""
        self._wanted[who] = [key for key in keys if key not in self._pictures]
        self._draw_next()

    def boxes(self, page: int, stretches: list[tuple[int, int]]) -> dict[tuple[int, int], tuple[Box, ...]]:
        """The boxes of stretches of characters, those that are there; the others are asked for."""
        there = self._boxes.setdefault(page, {})
        for stretch in stretches:
            if is_read(stretch[0]) and stretch not in there:
                there[stretch] = self.read_words.boxes(page, *stretch)
        missing = tuple(dict.fromkeys(stretch for stretch in stretches if stretch not in there))
        if missing and self._is_open:
            there.update(dict.fromkeys(missing, ()))  # asked for
            self._room.ask(Outline(page, missing))
        return {stretch: there[stretch] for stretch in stretches if stretch in there}

    def find(self, page: int, x: float, y: float) -> None:
        """Ask which character is there; answered by `found`."""
        asked, char = Find(page, x, y), self.read_words.char_at(page, x, y)
        if char is not None:
            QTimer.singleShot(0, self, lambda: self.found.emit(asked, char))
        elif self._is_open:
            self._room.ask(asked)

    def ask_links(self, page: int) -> None:
        if self._is_open:
            self._room.ask(AskLinks(page))

    @Slot(object)
    def _hear(self, answer: Answer) -> None:
        match answer:
            case Opened(sizes):
                self._is_open = True
                self.opened.emit(sizes)
                self._draw_next()
            case Refused(sentence):
                self._refuse(sentence)
            case Drawn():
                self._take(answer)
            case Outlined(page, stretches, boxes):
                self._boxes.setdefault(page, {}).update(zip(stretches, boxes, strict=True))
                self.outlined.emit(page)
            case Found(asked, char):
                self.found.emit(asked, char)
            case Links(page, links):
                self.linked.emit(page, links)

    def _refuse(self, sentence: str) -> None:
        if sentence:
            self.refused.emit(sentence)
            return
        self._is_open, self._drawing = False, None
        self._boxes.clear()
        if not self._room.revive():  # it has ended by itself
            self.refused.emit(GAVE_UP)

    def _take(self, drawn: Drawn) -> None:
        asked = drawn.asked
        key = (asked.page, asked.scale, asked.rotation)
        if self._drawing == key:
            self._drawing = None
        if asked.dark == self._dark:
            image = QImage(drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
            self._keep(key, _Picture(image, drawn.data))
            self.drawn.emit(asked.page)
        self._draw_next()

    def _keep(self, key: Key, picture: _Picture) -> None:
        if key in self._pictures:
            self._held -= len(self._pictures.pop(key).data)
        self._held += len(picture.data)
        self._pictures[key] = picture
        while self._held > BUDGET and len(self._pictures) > 1:
            self._held -= len(self._pictures.popitem(last=False)[1].data)

    def _draw_next(self) -> None:
        """One at a time: what is wanted changes while one scrolls."""
        for who in sorted(self._wanted):
            keys = self._wanted[who]
            while self._is_open and self._drawing is None and keys:
                key = keys.pop(0)
                if key not in self._pictures:
                    self._drawing = key
                    self._room.ask(Draw(*key, self._dark))

    def _drop_pictures(self) -> None:
        self._pictures.clear()
        self._held = 0

    def _forget(self) -> None:
        self._is_open, self._drawing, self._wanted = False, None, {}
        self._boxes.clear()
        self._drop_pictures()
