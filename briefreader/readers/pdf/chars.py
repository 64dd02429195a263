"""The words of a page: PDFium's characters in order, with their place, size and weight.

Sizes and fonts are asked once for each text object, places at the ends of words: asking for every character would
take five times as long.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from briefreader.readers.pdf.geometry import Frame, frame_of

_WORD = re.compile("[^ \t\r\n\x0b\x0c\x00-\x08\x0e-\x1f\x7f\xad\ufffe\uffff\ufeff\ud800-\udfff\u2028\u2029]+")
_HYPHENS = "\ufffe\x02\xad"
# Fonts without a table of Unicode give the codes of Windows; what has no meaning there, or in no text, is no character.
_MEANT = {code: bytes([code]).decode("cp1252", "ignore") or "\x00" for code in range(0x80, 0xA0)}
_MEANT |= dict.fromkeys((*range(0xFDD0, 0xFDF0), 0xFFF9, 0xFFFA, 0xFFFB), "\x00")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!an)|-bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obliq|-it\b|kursiv", re.IGNORECASE)
_FIXED_PITCH, _FORCE_BOLD = 1, 1 << 18
_HEAVY = 600
_BLANK = "\xa0\u200b\u2007\u202f\u200e\u200f\u200d\u200c"
_NARROW = 0.09  # of the size: a gap below it is no space, whatever PDFium makes of it


class Style(NamedTuple):
    """How a word is set: its size in points, its weight, and its direction in quarter turns clockwise."""

    size: float
    bold: bool = False
    italic: bool = False
    fixed: bool = False
    turns: int = 0


@dataclass(slots=True)
class Word:
    """Characters without white space: `text` is, one to one, PDFium's characters from `char` on.

    Places are in points from the top left of the page as it is read; `base` is the line the letters stand on.
    `spaced` tells whether white space stands before it, `hyphen` whether a hyphen at the line's end was taken from it
    (its character follows the word's). `rise` is 1 for a raised small word, -1 for a lowered one.
    """

    text: str
    char: int
    left: float
    right: float
    base: float
    style: Style
    spaced: bool = True
    hyphen: bool = False
    soft: bool = False
    rise: int = 0

    @property
    def end(self) -> int:
        return self.char + len(self.text)


@dataclass(slots=True)
class Sheet:
    """A page as read: its words in the order of the file, its size, and how many characters PDFium counts on it."""

    index: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    count: int = 0
    frame: Frame | None = None
    turned: bool = False  # most words run upwards or downwards, and places were turned as they do


class Reader:
    """Reads the words of the pages of one document; fonts are known by their place in memory while a page is open."""

    def __init__(self) -> None:
        self._box = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._refs = tuple(map(ctypes.byref, (self._box, self._matrix, self._x, self._y)))

    def sheet(self, page: Any, text: Any, index: int) -> Sheet:
        """The words of a loaded page."""
        frame = frame_of(page)
        count = max(0, raw.FPDFText_CountChars(text)) if text else 0
        width, height = frame.size
        sheet = Sheet(index, width, height, count=count, frame=frame)
        if count:
            sheet.words = self._words(text, count, frame)
            _straighten(sheet)
        return sheet

    def _words(self, text: Any, count: int, frame: Frame) -> list[Word]:
        letters = _letters(text, count)
        words: list[Word] = []
        styles: dict[int, tuple[Style, float]] = {}
        fonts: dict[int, tuple[bool, bool, bool]] = {}
        box, (box_ref, _, x_ref, y_ref) = self._box, self._refs
        x, y = self._x, self._y
        origin, loose = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox
        get_object = raw.FPDFText_GetTextObject
        address = ctypes.addressof
        plain = frame.turns == 0
        shift, top = frame.left, frame.top
        width, height = frame.size
        before = 0  # the end of the word before
        for match in _WORD.finditer(letters):
            first, end = match.span()
            item = get_object(text, first)
            key = address(item.contents) if item else 0
            known = styles.get(key)
            if known is None:
                known = styles[key] = self._style(text, item, first, fonts, frame)
            style, tall = known
            if not origin(text, first, x_ref, y_ref) or not loose(text, end - 1, box_ref):
                continue
            if plain and not style.turns:
                if end - first > 1 and abs(box.top - box.bottom - tall) > 0.06 * tall:
                    pieces = self._pieces(text, first, end, styles, fonts, frame)
                    for place in self._placed(text, pieces, frame):
                        before = _add(words, letters, text, before, *place, width, height)
                    continue
                left, base, right = x.value - shift, top - y.value, box.right - shift
            else:
                left, base = frame.point(x.value, y.value)
                right = _far_end(frame, box, style.turns)
            before = _add(words, letters, text, before, first, end, style, left, base, right, width, height)
        return words

    def _pieces(
        self, text: Any, first: int, end: int, styles: dict[int, tuple[Style, float]],
        fonts: dict[int, tuple[bool, bool, bool]], frame: Frame,
    ) -> tuple[tuple[int, int, Style], ...]:  # fmt: skip
        """A word whose letters differ in size, cut where they do."""
        pieces: list[tuple[int, int, Style]] = []
        for index in range(first, min(end, first + 200)):
            item = raw.FPDFText_GetTextObject(text, index)
            key = ctypes.addressof(item.contents) if item else 0
            if key not in styles:
                styles[key] = self._style(text, item, index, fonts, frame)
            style = styles[key][0]
            if pieces and abs(pieces[-1][2].size - style.size) < 0.06 * style.size:
                pieces[-1] = (pieces[-1][0], index + 1, pieces[-1][2])
            else:
                pieces.append((index, index + 1, style))
        if end > first + 200:
            pieces[-1] = (pieces[-1][0], end, pieces[-1][2])
        return tuple(pieces)

    def _placed(
        self, text: Any, pieces: tuple[tuple[int, int, Style], ...], frame: Frame
    ) -> Iterator[tuple[int, int, Style, float, float, float]]:
        """The pieces of a word with their left end, base line and right end."""
        box_ref, _, x_ref, y_ref = self._refs
        for first, end, style in pieces:
            found = raw.FPDFText_GetCharOrigin(text, first, x_ref, y_ref)
            if found and raw.FPDFText_GetLooseCharBox(text, end - 1, box_ref):
                left, base = frame.point(self._x.value, self._y.value)
                yield first, end, style, left, base, self._box.right - frame.left

    def _style(
        self, text: Any, item: Any, index: int, fonts: dict[int, tuple[bool, bool, bool]], frame: Frame
    ) -> tuple[Style, float]:
        """How a text object is set, and the height of the boxes of its characters."""
        matrix, (box_ref, matrix_ref, _, _) = self._matrix, self._refs
        size, turns = 0.0, 0
        size = raw.FPDFText_GetFontSize(text, index)
        if raw.FPDFText_GetMatrix(text, index, matrix_ref):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5
            if abs(matrix.b) > abs(matrix.a):
                turns = 3 if matrix.b > 0 else 1
            elif matrix.a < 0:
                turns = 2
        font = raw.FPDFTextObj_GetFont(item) if item else None
        bold = italic = fixed = False
        if font:
            key = ctypes.addressof(font.contents)
            if key not in fonts:
                fonts[key] = _font(font)
            bold, italic, fixed = fonts[key]
        found = raw.FPDFText_GetLooseCharBox(text, index, box_ref)
        tall = max(0.1, self._box.top - self._box.bottom) if found else 1.0
        if not 0.5 < size < 2000:
            size = min(max(tall, 0.5), 2000.0)
        return Style(round(size * 4) / 4, bold, italic, fixed, (turns + frame.turns) % 4), tall


def _add(
    words: list[Word], letters: str, text: Any, before: int, first: int, end: int, style: Style,
    left: float, base: float, right: float, width: float, height: float,
) -> int:  # fmt: skip
    """Add the word `first` to `end`; where the last word added ends, its white space lies behind `before`."""
    if not -2 <= left <= width + 2 or not -2 <= base <= height + 8:
        return before  # outside the page as it is shown
    word = letters[first:end]
    if word[0] in _BLANK and not word.strip(_BLANK):
        return before
    spaced = first > before
    if spaced and words and first == before + 1:
        last = words[-1]
        gap = left - last.right
        if (
            gap < _NARROW * style.size
            and -0.3 * style.size < gap
            and last.end == before
            and abs(base - last.base) < 0.5 * style.size
            and letters[before] == " "
            and (raw.FPDFText_IsGenerated(text, before) == 1 or word[0] in "’'")
        ):
            spaced = False
    follower = letters[end : end + 1]
    hyphen = follower in _HYPHENS and follower != ""
    words.append(Word(word, first, left, right, base, style, spaced, hyphen, follower == "\xad"))
    return end


def _letters(text: Any, count: int) -> str:
    """The characters of a page, one for each that PDFium counts."""
    buffer = (ctypes.c_ushort * (count + 1))()
    got = raw.FPDFText_GetText(text, 0, count, buffer)
    letters = bytes(buffer)[: 2 * max(0, got - 1)].decode("utf-16-le", "surrogatepass")
    if len(letters) != count:
        codes = (raw.FPDFText_GetUnicode(text, index) for index in range(count))
        letters = "".join(chr(code) if 0 < code < 0x110000 else "\x00" for code in codes)
    return letters if letters.isascii() else letters.translate(_MEANT)


def _font(font: Any) -> tuple[bool, bool, bool]:
    """Whether a font is bold, italic, of fixed pitch: as its name, its flags and its weight tell."""
    buffer = ctypes.create_string_buffer(200)
    size = raw.FPDFFont_GetBaseFontName(font, buffer, 200)
    name = buffer.value.decode("latin-1") if 0 < size <= 200 else ""
    flags = max(0, raw.FPDFFont_GetFlags(font))
    angle = ctypes.c_int()
    italic = bool(_ITALIC.search(name)) or bool(raw.FPDFFont_GetItalicAngle(font, angle) and angle.value < -4)
    bold = bool(_BOLD.search(name)) or bool(flags & _FORCE_BOLD) or raw.FPDFFont_GetWeight(font) >= _HEAVY
    return bold, italic, bool(flags & _FIXED_PITCH)


def _far_end(frame: Frame, box: Any, turns: int) -> float:
    """Where a word ends, along its direction as shown."""
    shown = frame.box(box.left, box.bottom, box.right, box.top)
    return (shown.right, shown.bottom, shown.left, shown.top)[turns]


def _straighten(sheet: Sheet) -> None:
    """Turn the places of a page on which most words run upwards or downwards, as if the page lay as they do."""
    counts = [0, 0, 0, 0]
    for word in sheet.words:
        counts[word.style.turns] += len(word.text)
    turns = counts.index(max(counts))
    if turns:
        sheet.turned = True
        width, height = sheet.width, sheet.height
        for word in sheet.words:
            mine = word.style.turns == turns
            x, y, far = word.left, word.base, word.right
            if turns == 3:
                word.left, word.base, word.right = height - y, x, height - far
            elif turns == 1:
                word.left, word.base, word.right = y, width - x, far
            else:
                word.left, word.base, word.right = width - x, height - y, width - far
            word.style = word.style._replace(turns=0 if mine else (word.style.turns - turns) % 4)
        if turns % 2:
            sheet.width, sheet.height = height, width
    for word in sheet.words:
        if word.style.turns:
            word.right = word.left + word.style.size
