"""How each kind of block is set: type, size, space around it. Colours are not here: they are drawn, not stored."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextTableFormat,
)

from briefreader.text.document import Block, Inline
from briefreader.ui.theme import LINE_HEIGHT

MEASURE = 68  # characters of a full line
NARROWEST = 52  # characters a line may shrink to before the names in the margin give way
_HEADINGS = {1: 1.55, 2: 1.24, 3: 1.08}
_LONG_TITLE = 110  # characters: a longer title is set as a heading of the second level
_SAMPLE = "The members of the council agreed on a date, and asked the ministers of both countries to sign by then."


@dataclass(frozen=True)
class Typography:
    """Families and the size of running text in pixels."""

    family: str
    headings: str
    mono: str
    size: float

    @property
    def line(self) -> float:
        """The height of a line of running text."""
        return round(self.size * LINE_HEIGHT)

    @property
    def indent(self) -> float:
        """One step of a list or a block quotation."""
        return round(self.size * 1.75)

    def font(self) -> QFont:
        font = QFont(self.family)
        font.setPixelSize(max(1, round(self.size)))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def small(self) -> QFont:
        """For numbers and names in the margins."""
        font = QFont(self.headings)
        font.setPixelSize(max(9, round(self.size * 0.7)))
        return font

    def measure(self, characters: int = MEASURE) -> int:
        """The width in pixels of `characters` of running text."""
        return round(QFontMetricsF(self.font()).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * characters)

    def block(
        self, block: Block, *, rtl: bool = False, first: bool = True, last: bool = True, hang: int = 0
    ) -> QTextBlockFormat:
        """The format of a block, or of a piece of one: `first` and `last` tell whether it opens and closes it.
        `rtl` puts the indent to the right; `hang` are pixels left free beside it for its label."""
        in_table = block.cell is not None
        return _block_format(self, block.kind, _level(block), block.quote, in_table, rtl, first, last, hang)

    def hang(self, block: Block, text: str) -> int:
        """The pixels that the number of a heading or paragraph needs beside it, when `text` does not print it."""
        if block.kind not in ("heading", "paragraph") or block.cell is not None or not block.label:
            return 0
        if text.startswith(block.label, block.start):
            return 0
        form = self.characters(block)
        font = form.font() if block.kind == "heading" else self.font()
        return round(QFontMetricsF(font).horizontalAdvance(block.label) + 0.5 * font.pixelSize())

    @property
    def above_aside(self) -> int:
        """The pixels above an aside in which its label stands."""
        return round(self.size * 1.9)

    def characters(self, block: Block) -> QTextCharFormat:
        return _base_format(self, block.kind, _level(block), block.cell is not None and block.cell.header)

    def inline(self, base: QTextCharFormat, inlines: tuple[Inline, ...]) -> QTextCharFormat:
        """`base` with the formatting of all `inlines`. Links and images are drawn, not formatted."""
        made = QTextCharFormat(base)
        for inline in inlines:
            match inline.kind:
                case "strong":
                    made.setFontWeight(QFont.Weight.Bold)
                case "emphasis":
                    made.setFontItalic(True)
                case "underline":
                    made.setFontUnderline(True)
                case "strike":
                    made.setFontStrikeOut(True)
                case "code":
                    made.setFontFamilies([self.mono])
                    _resize(made, self.size * 0.9)
                case "superscript" | "note":
                    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
                case "subscript":
                    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
        return made

    def table(self, columns: int, *, first: bool, last: bool) -> QTextTableFormat:
        made = QTextTableFormat()
        made.setBorder(0)
        made.setCellPadding(max(2.0, round(self.size * (0.35 if columns < 9 else 0.15))))
        made.setCellSpacing(0)
        made.setTopMargin(round(self.size * 0.25) if first else 0)
        made.setBottomMargin(round(self.size * 1.1) if last else 0)
        return made


def heading_scale(length: int) -> float:
    """How large a title of `length` characters is, against running text."""
    return _HEADINGS[2 if length > _LONG_TITLE else 1]


def _level(block: Block) -> int:
    """The level a block is set at."""
    long = block.kind == "heading" and block.level == 1 and block.end - block.start > _LONG_TITLE
    return 2 if long else block.level


def _resize(made: QTextCharFormat, size: float) -> None:
    made.setProperty(QTextFormat.Property.FontPixelSize, max(1, round(size)))


@lru_cache(maxsize=512)
def _block_format(
    type_: Typography, kind: str, level: int, quote: int, in_table: bool, rtl: bool, first: bool, last: bool, hang: int
) -> QTextBlockFormat:
    made = QTextBlockFormat()
    size, line = type_.size, type_.line
    above, below = 0.0, size * 0.85
    indent = min(quote, 6) * type_.indent
    other = 0.0
    if kind == "heading":
        scale = _HEADINGS.get(level, 1.0)
        line = round(size * scale * 1.28)
        above, below = size * (0.4 if level == 1 else 1.1), size * 0.45
        made.setHeadingLevel(max(1, min(level, 6)))
    elif kind == "item":
        indent += max(1, min(level, 8)) * type_.indent
        below = size * 0.4
    elif kind == "code":
        line = round(size * 1.4)
        indent += size * 0.8
        above, below = size * 0.5, size * 1.3
        other = size * 0.8
    elif kind == "footnote":
        line = round(size * 0.88 * 1.5)
        indent += type_.indent
        below = size * 0.4
    elif kind == "aside":
        line = round(size * 0.9 * 1.5)
        indent += size * 0.8
        above, below, other = type_.above_aside, size * 1.1, size * 0.8
    elif kind == "caption":
        line = round(size * 0.9 * 1.45)
    elif kind == "rule":
        below = size * 0.6
    if in_table:
        line, above, below = round(size * 0.9 * 1.4), 0, 0
    if not in_table and kind == "paragraph" and level:
        indent += min(level, 8) * type_.indent
    indent += hang
    if quote:
        other += type_.indent * 0.5
        made.setProperty(QTextFormat.Property.BlockQuoteLevel, quote)
    made.setLineHeight(line, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    made.setLeftMargin(round(other if rtl else indent))
    made.setRightMargin(round(indent if rtl else other))
    made.setTopMargin(round(above) if first else 0)
    made.setBottomMargin(round(below) if last else 0)
    made.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return made


@lru_cache(maxsize=128)
def _base_format(type_: Typography, kind: str, level: int, header: bool) -> QTextCharFormat:
    made = QTextCharFormat()
    if kind == "heading":
        made.setFontFamilies([type_.headings])
        made.setFontWeight(QFont.Weight.Bold)
        _resize(made, type_.size * _HEADINGS.get(level, 1.0))
    elif kind == "code":
        made.setFontFamilies([type_.mono])
        _resize(made, type_.size * 0.85)
    elif kind in ("footnote", "aside"):
        _resize(made, type_.size * (0.88 if kind == "footnote" else 0.9))
    elif kind == "caption":
        made.setFontItalic(True)
        _resize(made, type_.size * 0.92)
    elif kind == "cell":
        _resize(made, type_.size * 0.88)
        if header:
            made.setFontWeight(QFont.Weight.Bold)
    return made
