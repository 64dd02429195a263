"""Walks an HTML tree without recursion and builds blocks from it. Serves the HTML and the Markdown reader."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree
from lxml.html import HtmlElement

from briefreader.readers.builder import Builder
from briefreader.readers.elements import (
    NOTE_ID,
    NOTE_LABEL,
    OpenList,
    OpenTable,
    State,
    is_data,
    is_note,
    is_note_mark,
    marker,
    number,
)
from briefreader.text.document import Block, CellPlace, InlineKind, ListPlace

_SKIPPED = frozenset(
    (
        "script", "style", "head", "title", "template", "noscript", "iframe", "object", "embed", "applet", "svg",
        "canvas", "audio", "video", "map", "select", "button", "input", "textarea", "datalist", "option", "progress",
        "meter", "dialog", "link", "meta", "base", "param", "source", "track", "area", "frame", "frameset", "rp",
        "math-annotation",
    )
)  # fmt: skip
_INLINE: dict[str, InlineKind] = {
    "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "cite": "emphasis", "dfn": "emphasis",
    "var": "emphasis", "u": "underline", "ins": "underline", "s": "strike", "del": "strike", "strike": "strike",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code", "sup": "superscript", "sub": "subscript",
}  # fmt: skip
_TRANSPARENT = frozenset(
    (
        "span", "font", "abbr", "acronym", "small", "big", "mark", "time", "label", "bdi", "bdo", "data", "output",
        "picture", "wbr", "nobr", "ruby", "rb", "rt", "math", "a", "q", "img", "br", "tbody",
        "thead", "tfoot", "colgroup", "col",
    )
)  # fmt: skip
_HEADING = re.compile(r"h([1-6])")
_BACK = re.compile(r"^[\s\u21a9\u21b5\u2191\u2934^\ufe0e\ufe0f]*$")
_TO_TOP = re.compile(r"(?:(?:back|return|go) to (?:the )?)top(?: of (?:the )?page)?", re.IGNORECASE)
# Links a reader may follow: to the web, to an address, within the page, relative; never `javascript:` and its like.
_SAFE_TARGET = re.compile(r"(?:https?|mailto):|[^:]*(?:[/?#]|$)", re.IGNORECASE)
_MAX_SPAN = 200

Undo = Callable[[], None]


def build(root: HtmlElement, builder: Builder, places: dict[str, int] | None = None) -> None:
    """Add the blocks of `root` to `builder`; `places` then has the code point at which each id of an element stands.
    Raises TooManyBlocks."""
    _Walker(builder, places).walk(root)


class _Walker:
    def __init__(self, builder: Builder, places: dict[str, int] | None = None) -> None:
        self._builder = builder
        self._places = places
        self._state = State()
        self._ids = 0
        self._quotation = 0  # how many <q> are open
        self._undo: list[Undo | None] = []

    def walk(self, root: HtmlElement) -> None:
        for event, element in (walk := etree.iterwalk(root, events=("start", "end", "comment", "pi"))):
            if event == "start":
                undo = self._enter(element)
                if self._places is not None and (name := element.get("id") or element.get("name")):
                    self._places.setdefault(name, self._builder.position)
                self._undo.append(undo)
                if undo is None:
                    walk.skip_subtree()
                else:
                    self._text(element.text)
                continue
            if event == "end" and (leave := self._undo.pop()) is not None:
                leave()
            if element is not root:
                self._text(element.tail)
        self._builder.end()

    # -- text

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if not self._builder.is_open:
            if not text.strip(" \t\r\n\f"):
                return
            self._open()
        if self._state.pre:
            self._builder.raw(text)
        else:
            self._builder.text(text)

    def _open(self) -> None:
        """Open the block that text at this place belongs to."""
        state = self._state
        level, place, label = state.indent, None, ""
        kind = state.kind
        if state.heading:
            kind, level = "heading", state.heading
        elif state.note:
            if kind != "code":
                kind = "footnote"
            label, state.note_label = state.note_label, ""
        elif state.cell is not None:
            if kind != "code":
                kind = "cell"
        elif state.lists:
            top = state.lists[-1]
            if kind != "code":
                kind = "item"
            level = len(state.lists)
            place = ListPlace(top.list_id, top.ordered, max(1, top.number), top.fresh)
            label = marker(top) if top.fresh else ""
            top.fresh = False
        self._builder.begin(
            Block(kind, 0, 0, level=level, label=label, quote=state.quote, place=place, cell=state.cell)
        )

    # -- elements

    def _enter(self, element: HtmlElement) -> Undo | None:
        """Begin `element`; what ends it, or None when it is to be left out with all it holds."""
        tag = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        if not tag or tag in _SKIPPED:
            return None
        if tag == "br":
            self._line_break()
            return _nothing
        if tag == "img":
            self._image(element)
            return _nothing
        if tag == "a":
            return self._link(element)
        if tag == "q":
            return self._quote_marks()
        if tag == "sup" and self._repeats_label(element):
            return None
        if tag in _INLINE:
            return self._inline(element, _INLINE[tag])
        if tag in _TRANSPARENT:
            return _nothing
        return self._block_element(element, tag)

    def _repeats_label(self, element: HtmlElement) -> bool:
        """Whether a footnote's number is printed at its beginning as well: its block has it as label."""
        state = self._state
        return bool(state.note_label) and not self._builder.is_open and (element.text or "").strip() == state.note_label

    def _block_element(self, element: HtmlElement, tag: str) -> Undo:
        end, state = self._builder.end, self._state
        end()
        if heading := _HEADING.fullmatch(tag):
            return self._set_heading(int(heading.group(1)))
        if element.get("role") == "heading":
            level = element.get("aria-level", "2")
            return self._set_heading(int(level) if level in ("1", "2", "3", "4", "5", "6") else 2)
        if tag == "hr":
            if not state.note and state.cell is None:
                self._builder.begin(Block("rule", 0, 0, quote=state.quote))
            return end
        if tag in ("ul", "ol", "menu", "dir"):
            return self._list(element, tag == "ol")
        if tag == "li":
            return self._item(element)
        if tag == "table":
            return self._table(element)
        if tag == "tr" and state.tables:
            return self._row()
        if tag in ("td", "th") and state.cell is None and state.tables and state.tables[-1].row >= 0:
            return self._cell(element, tag == "th")
        if tag == "blockquote":
            state.quote += 1
            return self._ending("quote", state.quote - 1)
        if tag in ("pre", "listing", "xmp"):
            return self._preformatted()
        if tag in ("caption", "figcaption"):
            before, state.kind = state.kind, "caption"
            cell, state.cell = state.cell, None

            def leave_caption() -> None:
                end()
                state.kind, state.cell = before, cell

            return leave_caption
        if tag == "dd":
            state.indent += 1
            return self._ending("indent", state.indent - 1)
        if is_note(element):
            return self._note(element.get(NOTE_LABEL, ""))
        return end

    def _ending(self, name: str, value: int) -> Undo:
        def leave() -> None:
            self._builder.end()
            setattr(self._state, name, value)

        return leave

    def _set_heading(self, level: int) -> Undo:
        state = self._state
        if state.cell is not None or state.heading:  # a heading in a cell is the cell's text
            return self._builder.end
        state.heading = level
        return self._ending("heading", 0)

    def _line_break(self) -> None:
        if self._state.heading:
            self._builder.text(" ")
        elif self._state.pre:
            self._builder.raw("\n")
        else:
            self._builder.line_break()

    def _image(self, element: HtmlElement) -> None:
        words = (element.get("alt") or "").strip()
        if not words or element.get("role") == "presentation" or len(words) > 2000:
            return
        if not self._builder.is_open:
            self._open()
        self._builder.open_mark("image", words)
        self._builder.text(words)
        self._builder.close_mark()

    def _link(self, element: HtmlElement) -> Undo | None:
        target = (element.get("href") or "").strip()
        words = "".join(element.itertext()).strip() if len(element) < 20 else "..."
        if _TO_TOP.fullmatch(words) and (target[:1] in ("", "#") or target.endswith("#top")):
            return None
        if not target or not _SAFE_TARGET.match(target):
            return _nothing
        if target.startswith("#") and (
            "backref" in (element.get("class") or "") or element.get("role") == "doc-backlink" or _BACK.match(words)
        ):
            return None
        if is_note_mark(element, target, words):
            if not self._builder.is_open:
                self._open()
            self._builder.open_mark("link", target)
            self._builder.text(f"[{words.strip('[]()')}]")
            self._builder.close_mark()
            return None
        self._builder.open_mark("link", target)
        return self._builder.close_mark

    def _inline(self, element: HtmlElement, kind: InlineKind) -> Undo:
        self._builder.open_mark(kind)
        return self._builder.close_mark

    def _quote_marks(self) -> Undo:
        """A browser draws the marks of <q>: without them the text would not show that it quotes."""
        opening, closing = ("“", "”") if self._quotation % 2 == 0 else ("‘", "’")
        self._quotation += 1
        if not self._builder.is_open:
            self._open()
        self._builder.text(opening)

        def leave() -> None:
            self._quotation -= 1
            self._builder.close_joined(closing)

        return leave

    def _list(self, element: HtmlElement, ordered: bool) -> Undo:
        state = self._state
        self._ids += 1
        start = number(element.get("start"), 1) if ordered else 1
        style = element.get("type") or ""
        state.lists.append(OpenList(self._ids, ordered, start - 1, style if style in ("a", "A", "i", "I") else ""))

        def leave() -> None:
            self._builder.end()
            state.lists.pop()

        return leave

    def _item(self, element: HtmlElement) -> Undo:
        state = self._state
        if not state.lists:
            self._ids += 1
            state.lists.append(OpenList(self._ids, False, 0, fresh=True))
            return self._end_loose_item
        top = state.lists[-1]
        top.number = number(element.get("value"), top.number + 1)
        top.fresh = True
        label = element.get(NOTE_LABEL, "")
        if state.note:
            state.note_label = label or str(top.number)
        elif label or (NOTE_ID.fullmatch(element.get("id") or "") and len(state.lists) == 1):
            return self._note(label or str(top.number))
        return self._builder.end

    def _end_loose_item(self) -> None:
        self._builder.end()
        self._state.lists.pop()

    def _note(self, label: str) -> Undo:
        state = self._state
        state.note += 1
        state.note_label = label
        return self._ending("note", state.note - 1)

    def _preformatted(self) -> Undo:
        state = self._state
        before = state.kind
        state.kind = "code" if state.kind == "paragraph" else state.kind
        state.pre += 1

        def leave() -> None:
            self._builder.end()
            state.pre -= 1
            state.kind = before

        return leave

    # -- tables

    def _table(self, element: HtmlElement) -> Undo:
        state = self._state
        if state.cell is not None or state.note or not is_data(element):  # a nested table is text of its cell
            state.tables.append(OpenTable(-1, row=-(1 << 40)))

            def leave_layout() -> None:
                self._builder.end()
                state.tables.pop()

            return leave_layout
        self._ids += 1
        table = OpenTable(self._ids)
        state.tables.append(table)
        lists, state.lists = state.lists, []
        before = self._builder.count

        def leave() -> None:
            self._builder.end()
            state.tables.pop()
            state.lists = lists
            if self._builder.count > before and table.columns:
                self._builder.tables[table.table] = (table.rows, table.columns)

        return leave

    def _row(self) -> Undo:
        table = self._state.tables[-1]
        table.row += 1
        table.column = 0
        return self._builder.end

    def _cell(self, element: HtmlElement, header: bool) -> Undo:
        state, table = self._state, self._state.tables[-1]
        while table.until.get(table.column, 0) > table.row:
            table.column += 1
        rows = min(number(element.get("rowspan"), 1) or 1, _MAX_SPAN)
        columns = min(number(element.get("colspan"), 1) or 1, _MAX_SPAN)
        if columns > 1 or rows > 1:
            for column in range(table.column, table.column + columns):
                table.until[column] = table.row + rows
        cell = CellPlace(table.table, table.row, table.column, rows, columns, header)
        state.cell = cell
        table.column += columns
        before = self._builder.count

        def leave() -> None:
            self._builder.end()
            if self._builder.count > before:
                table.columns = max(table.columns, cell.column + cell.column_span)
                table.rows = max(table.rows, cell.row + cell.row_span)
            state.cell = None

        return leave


def _nothing() -> None:
    """The element ends without a trace."""
