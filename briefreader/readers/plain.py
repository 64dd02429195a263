"""The plain text reader: from lines to headings, paragraphs, lists and tables, by the habits of the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefreader.readers import frontmatter
from briefreader.readers.about import complete, declared
from briefreader.readers.dates import is_date_line
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
from briefreader.readers.pieces import Piece, document_of
from briefreader.readers.titles import HeadingStyle, heading_style
from briefreader.text.document import Document
from briefreader.text.normalize import canonical

_TERMINAL_CODES = re.compile(r"\x1b(?:\[[0-9;?]{0,30}[ -/]?[@-~]|\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\)|[@-Z\\^_])")
_UNDERLINE = re.compile(r"([=\-~*^_])\1{2,}$")
_RULE = re.compile(r"(?:[*_=~-]\s?){3,}$|[─━═—]{3,}$")
_GAP = re.compile(r"\S {3,}(?=\S)")
_QUOTED = re.compile(r"((?:>\s?)+)")
_NOTE_NUMBER = re.compile(r"\d{1,3}")
_SPACES = re.compile(r"[ \t]{2,}")
_MANY = 1000  # narrow lines in one group: a list of words, kept in blocks of 50 lines


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
        self._pieces: list[Piece] = []

    def read(self) -> Document:
        for group in _groups(self._raw):
            self._group(group)
        return document_of(self._pieces)

    def _group(self, raw: list[str]) -> None:
        if rows := _rows(raw):
            self._pieces.append(Piece("cell", "", rows=rows))
            return
        if _is_aligned(raw):
            self._pieces.append(Piece("code", _dedented(raw)))
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
                self._pieces.append(Piece("footnote", text, label=label))
            return
        if len(raw) > _MANY and self._shape.narrow:
            for start in range(0, len(raw), 50):
                part = "\n".join(line.strip() for line in raw[start : start + 50])
                self._pieces.append(Piece("paragraph", part))
            return
        self._lines([line_of(line) for line in raw])

    def _lines(self, lines: list[Line]) -> None:
        """Cut a group of lines into blocks."""
        start = 0
        seams: list[Seam] = []
        alone = len(lines) == 1
        if len(lines) == 2 and _UNDERLINE.match(lines[1].text) and lines[1].end <= 2 * lines[0].end + 3:
            level: HeadingStyle = "title" if lines[1].text[0] == "=" else "section"
            self._pieces.append(Piece("heading", lines[0].text, style=level))
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
            and heading_style(line.text) not in (None, "sentence")
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
            self._pieces.append(Piece("rule", ""))
            return
        if bullet := BULLET.match(text):
            self._pieces.append(Piece("item", text[bullet.end() :], lines[0].indent))
            return
        numbered = ENUMERATOR.match(text)
        style = heading_style(text) if may_lead or _all_broken(seams) else None
        if style in ("words", "sentence") and is_date_line(text):
            style = None
        if style and (FIELD.match(text) or (SPEAKER.match(text) and style != "numbered")):
            style = None
        label = numbered.group("label") if numbered else ""
        quote = 0
        if len(lines) > 1 and not label and "break" not in seams and indent >= self._shape.base + 4:
            quote = 1
        self._pieces.append(Piece("paragraph", text, lines[0].indent, label, quote, style))


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
