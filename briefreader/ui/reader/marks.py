"""All that is known of the brief on show, by place: what the overlay draws and what lies under the mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from briefreader.records import FoundMention, FoundQuote, Passage
from briefreader.text.document import Block, Document, Inline
from briefreader.text.findings import ENTITY_TYPES, KeySentence
from briefreader.ui.reader.notes import Notes
from briefreader.ui.reader.pagemarks import PageMarks
from briefreader.ui.reader.roles import roles
from briefreader.ui.reader.spans import Placed, SpanIndex

KINDS: frozenset[str] = frozenset((*ENTITY_TYPES, "quotes", "speakers", "passages", "hits", "keys",
                                  "reported"))  # fmt: skip
Found = FoundMention | FoundQuote | Passage
_OPENING = "\"'“‘«‹„‚「『"
_CLOSING = "\"'”’»›“‘」』"
_TRAILING = ",.!?;:…"
_SILENT = ("term", "title", "indirect")  # not somebody's words, so not tinted as such
_WHOLE = 0.6  # a paragraph is a quotation when it begins with one and this much of it is quoted


class Speaker(NamedTuple):
    """A name beside the text: whose words begin at `offset`, and what the brief says they are ("" for nothing)."""

    offset: int
    name: str
    sure: bool
    quote: FoundQuote
    role: str = ""


class Marks:
    """What to draw on `document`. Each `set_` replaces one kind whole; `visible` holds the kinds that are shown."""

    def __init__(self, document: Document | None = None) -> None:
        self.document = document or Document("")
        self.visible = KINDS
        self.colours: Mapping[str, str] = {}
        self.mentions: SpanIndex[FoundMention] = SpanIndex()
        self.quotes: SpanIndex[FoundQuote] = SpanIndex()
        self.passages: SpanIndex[Passage] = SpanIndex()
        self.keys: SpanIndex[KeySentence] = SpanIndex()
        self.hits: SpanIndex[int] = SpanIndex()
        self.links: SpanIndex[Inline] = SpanIndex(
            (mark.start, mark.end, mark) for mark in self.document.inlines if mark.kind == "link"
        )
        self.notes = Notes(self.document)
        self.pages = PageMarks(self.document)
        self.current_hit: int | None = None
        self.more: Callable[[FoundMention], str] | None = None  # what is known of a name beyond its mention
        self.speakers: tuple[Speaker, ...] = ()
        self.bars: SpanIndex[Block] = SpanIndex()
        self._set_bars(())

    def set_mentions(self, mentions: Iterable[FoundMention]) -> None:
        self.mentions = SpanIndex((found.mention.start, found.mention.end, found) for found in mentions)
        self.speakers = self._names()

    def set_quotes(self, quotes: Sequence[FoundQuote]) -> None:
        self.quotes = SpanIndex((*self._with_marks(found), found) for found in quotes)
        self._set_bars(quotes)
        self.speakers = self._names()

    def set_passages(self, passages: Iterable[Passage], colours: Mapping[str, str]) -> None:
        placed = [
            (passage.start, passage.end, passage)
            for passage in passages
            if passage.start is not None and passage.end is not None
        ]
        self.colours = dict(colours)
        self.passages = SpanIndex(placed)

    def set_hits(self, hits: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(hit for hit in hits if hit[1] > hit[0])
        self.hits = SpanIndex((start, end, number) for number, (start, end) in enumerate(ordered))
        self.current_hit = None

    def set_keys(self, keys: Iterable[KeySentence]) -> None:
        self.keys = SpanIndex((key.start, key.end, key) for key in keys)

    def shows(self, kind: str) -> bool:
        return kind in self.visible

    def shows_quote(self, found: FoundQuote) -> bool:
        """What is only reported is marked for those who want it."""
        return found.quote.kind != "indirect" or self.shows("reported")

    def visible_mentions(self, start: int, end: int) -> list[Placed[FoundMention]]:
        return [span for span in self.mentions.overlapping(start, end) if span.item.mention.type in self.visible]

    def at(self, offset: int) -> tuple[Found, ...]:
        """What is shown at `offset`, the shortest first; of equals the user's own first."""
        found: list[tuple[int, Found]] = []
        if self.shows("passages"):
            found.extend((span.end - span.start, span.item) for span in self.passages.at(offset))
        found.extend((span.end - span.start, span.item) for span in self.visible_mentions(offset, offset + 1))
        if self.shows("quotes"):
            quotes = (span for span in self.quotes.at(offset) if self.shows_quote(span.item))
            found.extend((span.end - span.start, span.item) for span in quotes)
        return tuple(item for _, item in sorted(found, key=lambda pair: pair[0]))

    def link_at(self, offset: int) -> str:
        """The target of the link at `offset`; "" where there is none."""
        links = self.links.at(offset)
        return links[0].item.value if links else ""

    def colours_of(self, passage: Passage) -> tuple[str, ...]:
        """The marker names of a passage's tags; the first marker's for a passage without tags."""
        return tuple(dict.fromkeys(self.colours.get(tag, "") for tag in passage.tags)) or ("",)

    def _with_marks(self, found: FoundQuote) -> tuple[int, int]:
        """The span of a quote with its quotation marks."""
        text, start, end = self.document.text, found.quote.start, found.quote.end
        if start and text[start - 1] in _OPENING:
            start -= 1
        stop = end
        while stop < len(text) and stop < end + 2 and text[stop] in _TRAILING:
            stop += 1
        return start, stop + 1 if stop < len(text) and text[stop] in _CLOSING else end

    def _set_bars(self, quotes: Sequence[FoundQuote]) -> None:
        """The paragraphs that are quotations: quoted by their form, or for most of their length."""
        first: dict[int, int] = {}
        quoted: dict[int, int] = {}
        for found in quotes:
            if found.quote.kind in _SILENT:
                continue
            index = self.document.block_index(found.quote.start)
            first[index] = min(first.get(index, found.quote.start), found.quote.start)
            quoted[index] = quoted.get(index, 0) + found.quote.end - found.quote.start
        blocks = self.document.blocks
        barred = {index for index, block in enumerate(blocks) if block.quote}
        for index, length in quoted.items():
            if index < 0 or blocks[index].cell is not None or blocks[index].kind == "heading":
                continue
            block = blocks[index]
            if first[index] - block.start <= 1 and length >= _WHOLE * (block.end - block.start):
                barred.add(index)
        self.bars = SpanIndex((blocks[index].start, blocks[index].end, blocks[index]) for index in barred)

    def _names(self) -> tuple[Speaker, ...]:
        """One name for all that a speaker says in a paragraph, where they first speak in it; what they are, once."""
        names: list[Speaker] = []
        seen: set[tuple[int, str]] = set()
        speakers = {span.item.quote.speaker for span in self.quotes.spans if span.item.quote.speaker is not None}
        known = roles(self.document, (span.item for span in self.mentions.spans), speakers)
        for span in self.quotes.spans:
            quote = span.item.quote
            if quote.speaker is None or quote.kind in ("term", "title"):
                continue
            key = (self.document.block_index(quote.start), quote.speaker)
            if key not in seen:
                seen.add(key)
                role = known.pop(quote.speaker, "")
                names.append(Speaker(span.start, quote.speaker, quote.attribution == "explicit", span.item, role))
        return tuple(names)
