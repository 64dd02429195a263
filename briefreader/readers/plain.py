"""The plain text reader: from lines to headings, paragraphs, lists and tables, by the habits of the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefreader.readers import frontmatter
from briefreader.readers.about import complete, declared
from briefreader.readers.builder import Builder
from briefreader.readers.furniture import without_furniture
from briefreader.readers.lines import (
    BULLET,
    ENUMERATOR,
    FIELD,
    SPEAKER,
    Line,
    Seam,
    ends_sentence,
    joined,
    line_of,
    seam,
    shape_of,
)
from briefreader.readers.titles import HeadingStyle, heading_style
from briefreader.text.document import Block, BlockKind, CellPlace, Document, ListPlace
from briefreader.text.normalize import canonical

_TERMINAL_CODES = re.compile(r"\x1b(?:\[[0-9;?]{0,30}[ -/]?[@-~]|\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\)|[@-Z\\^_])")
_UNDERLINE = re.compile(r"([=\-~*^_])\1{2,}$")
_RULE = re.compile(r"(?:[*_=~-]\s?){3,}$|[─━═—]{3,}$")
_GAP = re.compile(r"\S {3,}(?=\S)")
_QUOTED = re.compile(r"((?:>\s?)+)")
_NOTE_NUMBER = re.compile(r"\d{1,3}")
_SPACES = re.compile(r"[ \t]{2,}")
_MANY = 1000  # narrow lines in one group: a list of words, kept in blocks of 50 lines
_SHORT_ITEM = 240


@dataclass(slots=True)
class _Piece:
    """A block to be: `text` in full, `label` the number it begins with, `style` what makes it a heading."""

    kind: BlockKind
    text: str
    indent: int = 0
    label: str = ""
    quote: int = 0
    style: HeadingStyle | None = None
    rows: list[list[str]] | None = None


def read_text(text: str, name: str, form: str = "text", notice: str = "") -> Document:
    """The brief in the plain `text`. Raises TooManyBlocks. `form` and `notice` are for texts of other formats."""
    fields, body = frontmatter.split(canonical(_TERMINAL_CODES.sub("", text)))
    about = declared(fields)
    if notice:
        about = replace(about, extra={**about.extra, "notice": notice})
    lines, title = without_furniture(body.split("\n"))
    about = replace(about, title=about.title or title)
    return complete(_Reader(lines).read(), about, form, name)


class _Reader:
    def __init__(self, raw_lines: list[str]) -> None:
        self._raw = raw_lines
        self._shape = shape_of(raw_lines)
        self._words = _divided_words(raw_lines)
        self._pieces: list[_Piece] = []

    def read(self) -> Document:
        for group in _groups(self._raw):
            self._group(group)
        pieces = _whole_again(self._pieces)
        _settle_headings(pieces)
        return _built(pieces)

    def _group(self, raw: list[str]) -> None:
        if rows := _rows(raw):
            self._pieces.append(_Piece("cell", "", rows=rows))
            return
        if _is_aligned(raw):
            self._pieces.append(_Piece("code", _dedented(raw)))
            return
        if raw[0].startswith(">") and all(line.startswith(">") for line in raw):
            depth = _QUOTED.match(raw[0])
            inner = [_QUOTED.sub("", line, count=1) for line in raw]
            start = len(self._pieces)
            for group in _groups(inner):
                self._lines([line_of(line) for line in group])
            for piece in self._pieces[start:]:
                piece.quote = min(8, depth.group(1).count(">")) if depth else 1
                piece.style = None
            return
        if notes := _notes(raw):
            for label, note in notes:
                lines = [line_of(line) for line in note]
                seams: list[Seam] = ["join"] * (len(lines) - 1)
                text = joined([line.text for line in lines], seams, self._words)
                self._pieces.append(_Piece("footnote", text, label=label))
            return
        if len(raw) > _MANY and self._shape.narrow:
            for start in range(0, len(raw), 50):
                part = "\n".join(line.strip() for line in raw[start : start + 50])
                self._pieces.append(_Piece("paragraph", part))
            return
        self._lines([line_of(line) for line in raw])

    def _lines(self, lines: list[Line]) -> None:
        """Cut a group of lines into blocks."""
        start = 0
        seams: list[Seam] = []
        alone = len(lines) == 1
        if len(lines) == 2 and _UNDERLINE.match(lines[1].text) and lines[1].end <= 2 * lines[0].end + 3:
            level: HeadingStyle = "title" if lines[1].text[0] == "=" else "section"
            self._pieces.append(_Piece("heading", lines[0].text, style=level))
            return
        for index in range(1, len(lines) + 1):
            if index < len(lines):
                how = self._seam(lines, start, index)
                if how != "new":
                    seams.append(how)
                    continue
            self._block(lines[start:index], seams, alone or self._leads(lines, start, index))
            start, seams = index, []

    def _seam(self, lines: list[Line], start: int, index: int) -> Seam:
        line, follower = lines[index - 1], lines[index]
        first = index - 1 == start
        fits = self._shape.fits(line, follower)
        if _opens(follower) and (_opens(lines[start]) or fits or (ends_sentence(line.text) and line.text[-1] != ":")):
            return "new"
        if BULLET.match(follower.text) and ends_sentence(line.text):
            return "new"
        if first and self._is_lead(line, follower):
            return "new"
        if _opens(lines[start]) and follower.indent > lines[start].indent and not self._shape.long:
            return "join"  # the hanging lines of an item
        body = lines[start + 1].indent if index - 1 > start else line.indent
        return seam(self._shape, line, follower, body, first)

    def _is_lead(self, line: Line, follower: Line) -> bool:
        """Whether a line is the heading of the lines right beneath it."""
        shape = self._shape
        return (
            not shape.long
            and not shape.narrow
            and heading_style(line.text) is not None
            and shape.fits(line, follower)
            and line.end <= 0.7 * shape.width
            and follower.end >= 0.75 * shape.width
            and not FIELD.match(line.text)
        )

    def _leads(self, lines: list[Line], start: int, index: int) -> bool:
        if self._shape.long:
            return True
        return index - start == 1 and index < len(lines) and self._is_lead(lines[start], lines[index])

    def _block(self, lines: list[Line], seams: list[Seam], may_lead: bool) -> None:
        text = joined([_SPACES.sub(" ", line.text) for line in lines], seams, self._words)
        indent = min(line.indent for line in lines[1:]) if len(lines) > 1 else lines[0].indent
        if len(lines) == 1 and _RULE.match(text):
            self._pieces.append(_Piece("rule", ""))
            return
        if bullet := BULLET.match(text):
            self._pieces.append(_Piece("item", text[bullet.end() :], lines[0].indent))
            return
        numbered = ENUMERATOR.match(text)
        style = heading_style(text) if may_lead or _all_broken(seams) else None
        if style and (FIELD.match(text) or (SPEAKER.match(text) and style != "numbered")):
            style = None
        label = numbered.group("label") if numbered else ""
        quote = 0
        if len(lines) > 1 and not label and "break" not in seams and indent >= self._shape.base + 4:
            quote = 1
        self._pieces.append(_Piece("paragraph", text, lines[0].indent, label, quote, style))


def _groups(raw: list[str]) -> Iterator[list[str]]:
    """Runs of lines with something in them."""
    group: list[str] = []
    for line in raw:
        if line and not line.isspace():
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _notes(raw: list[str]) -> list[tuple[str, list[str]]]:
    """The footnotes at a page's foot, each with its number alone on a line above; none when a group is not that."""
    if len(raw) < 2 or not _NOTE_NUMBER.fullmatch(raw[0].strip()) or _NOTE_NUMBER.fullmatch(raw[1].strip()):
        return []
    notes: list[tuple[str, list[str]]] = []
    for line in raw:
        text = line.strip()
        if _NOTE_NUMBER.fullmatch(text) and (not notes or int(text) == int(notes[-1][0]) + 1):
            notes.append((text, []))
        else:
            notes[-1][1].append(line)
    return notes if all(lines for _, lines in notes) else []


def _opens(line: Line) -> bool:
    """Whether a line begins an item or a numbered paragraph."""
    return bool(BULLET.match(line.text) or ENUMERATOR.match(line.text))


def _all_broken(seams: list[Seam]) -> bool:
    return len(seams) == 1 and seams[0] == "join"  # a heading of two lines


def _rows(raw: list[str]) -> list[list[str]] | None:
    """The cells of a group drawn with `|` or tabs; None when it is not such a table."""
    if len(raw) < 2 or len(raw) > 20_000:
        return None
    for mark, least in (("|", 2), ("\t", 1)):
        counts = {line.strip(" ").strip("|").count(mark) for line in raw if not set(line) <= set("|+-=: \t")}
        if len(counts) == 1 and (count := counts.pop()) >= least - (mark == "|") and count < 200:
            if mark == "|" and not all("|" in line for line in raw if not set(line) <= set("|+-=: \t")):
                continue
            cells = [line.strip(" ").strip("|").split(mark) for line in raw if not set(line) <= set("|+-=: \t")]
            if len(cells) > 1 and max(len(cell) for row in cells for cell in row) < 1000:
                return [[cell.strip() for cell in row] for row in cells]
    return None


def _is_aligned(raw: list[str]) -> bool:
    """Whether lines are set in columns by spaces: then every space matters."""
    if len(raw) < 3 or len(raw) > 5000:
        return False
    gaps = [len(_GAP.findall(line.strip()[:2000])) for line in raw]
    wide = sum(count > 1 for count in gaps)
    return sum(count > 0 for count in gaps) >= 0.6 * len(raw) or (wide >= 3 and wide >= 0.4 * len(raw))


def _dedented(raw: list[str]) -> str:
    lines = [line.expandtabs(8).rstrip() for line in raw]
    margin = min(len(line) - len(line.lstrip()) for line in lines)
    return "\n".join(line[margin:] for line in lines)


def _divided_words(raw: list[str]) -> frozenset[str]:
    """The words of a file that has words divided at line ends; nothing when it has none."""
    if not any(line.rstrip().endswith("-") for line in raw):
        return frozenset()
    return frozenset(word.lower() for line in raw for word in re.findall(r"[^\W\d_][\w’']+", line))


def _whole_again(pieces: list[_Piece]) -> list[_Piece]:
    """`pieces` with each paragraph that footnotes at a page's foot have cut in two made one."""
    result: list[_Piece] = []
    last: _Piece | None = None  # the last piece that is not a footnote
    for piece in pieces:
        if piece.kind == "footnote":
            result.append(piece)
            continue
        if (
            last is not None
            and result[-1].kind == "footnote"
            and last.kind in ("paragraph", "item")
            and piece.kind == "paragraph"
            and not ends_sentence(last.text)
            and (piece.text[0].islower() or piece.text[0] == "(")
        ):
            last.text += ("" if last.text.endswith("-") else " ") + piece.text
            continue
        if last is not None and FIELD.fullmatch(last.text):
            piece.style = None  # "To:" and, a line below, whom
        last = piece
        result.append(piece)
    return result


def _settle_headings(pieces: list[_Piece]) -> None:
    """Make headings of the candidates that lead to something; three of a kind in a row are a list of names."""
    index = 0
    while index < len(pieces):
        style = pieces[index].style
        end = index + 1
        while style and end < len(pieces) and pieces[end].style == style:
            end += 1
        if style and any(piece.kind != "rule" for piece in pieces[end : end + 2]):
            run = pieces[index:end]
            if len(run) <= 2 or style in ("title", "section"):
                for piece in run:
                    piece.kind = "heading"
        index = end


_LEVELS: dict[HeadingStyle, int] = {"title": 1, "section": 2, "part": 2, "capitals": 2, "numbered": 2, "words": 3}


def _built(pieces: list[_Piece]) -> Document:
    builder = Builder()
    lists = 0
    indents: list[int] = []
    numbers: list[int] = []
    first_heading = True
    levels = {piece.style for piece in pieces if piece.kind == "heading" and piece.style}
    for index, piece in enumerate(pieces):
        if piece.kind != "item":
            indents, numbers = [], []
        if piece.rows:
            lists += 1
            _add_table(builder, lists, piece.rows)
            continue
        block = Block(piece.kind, 0, 0, label=piece.label, quote=piece.quote)
        if piece.kind == "heading":
            level = _level(piece, levels, first_heading and index <= 3)
            block = replace(block, level=level, quote=0)
            first_heading = False
        elif piece.kind == "item":
            while indents and piece.indent < indents[-1]:
                indents.pop()
                numbers.pop()
            if not indents:
                lists += 1
            if not indents or piece.indent > indents[-1] + 1:
                indents.append(piece.indent)
                numbers.append(0)
            numbers[-1] += 1
            block = replace(block, level=len(indents), place=ListPlace(lists * 100 + len(indents), False, numbers[-1]))
        builder.begin(block)
        builder.raw(piece.text)
    return builder.finish()


def _level(piece: _Piece, present: set[HeadingStyle], opening: bool) -> int:
    style = piece.style or "words"
    if opening or style == "title":
        return 1
    if style == "numbered":
        return min(6, 2 + piece.label.strip(".").count("."))
    if style == "words" and not present & {"capitals", "numbered", "part", "section"}:
        return 2
    return _LEVELS[style]


def _add_table(builder: Builder, table: int, rows: list[list[str]]) -> None:
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            builder.begin(Block("cell", 0, 0, cell=CellPlace(table, row, column, header=row == 0)))
            builder.text(cell)
    builder.end()
    builder.tables[table] = (len(rows), max(map(len, rows)))
