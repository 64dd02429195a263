"""What the reader says of the thing under the mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from briefreader.records import FoundMention, FoundQuote, Passage
from briefreader.ui import wording
from briefreader.ui.reader.marks import Found

_KINDS = {
    "speech": "Said by",
    "fragment": "Words of",
    "block": "Quoted from",
    "indirect": "Reported of",
}
_STATES = {
    "approximate": "The text has changed here: this is the nearest place.",
    "ambiguous": "The text has changed: this is one of several likely places.",
}


def tip(things: Sequence[Found], link: str, more: Callable[[FoundMention], str] | None = None) -> str:
    """Rich text on `things`, the first one first, and on the target of a link; "" when there is nothing to say. `more`
    gives what is known of a name beyond its mention."""
    lines = [_line(thing) for thing in things]
    if more is not None and things and isinstance(things[0], FoundMention):
        lines.insert(1, escape(more(things[0])))
    if link:
        lines.append(f"Link to {escape(link)}")
    return "<br>".join(line for line in lines if line)


def _line(thing: Found) -> str:
    if isinstance(thing, FoundMention):
        return _mention(thing)
    if isinstance(thing, FoundQuote):
        return _quote(thing)
    return _passage(thing)


def _mention(found: FoundMention) -> str:
    mention = found.mention
    sure = wording.sureness(found)
    head = f"<b>{escape(mention.name)}</b> · {wording.TYPES[mention.type][0].lower()}{f' · {sure}' if sure else ''}"
    return f"{head}<br>{escape(mention.role)}" if mention.role else head


def _quote(found: FoundQuote) -> str:
    quote = found.quote
    if quote.kind in ("term", "title"):
        return f"A {quote.kind} in quotation marks"
    if quote.speaker is None:
        return "A quotation; the text does not say whose"
    unsure = " · inferred" if quote.attribution == "inferred" else ""
    return f"{_KINDS[quote.kind]} <b>{escape(quote.speaker)}</b>{unsure}"


def _passage(passage: Passage) -> str:
    parts = [", ".join(f"<b>{escape(tag)}</b>" for tag in passage.tags) or "Marked, without a tag"]
    if passage.note:
        parts.append(escape(passage.note))
    if passage.status in _STATES:
        parts.append(_STATES[passage.status])
    return "<br>".join(parts)
