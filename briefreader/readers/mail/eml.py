"""The reader of mails as they travel (EML, RFC 5322), read by the standard library's parser."""

from __future__ import annotations

import codecs
import re
from email.parser import BytesHeaderParser, BytesParser
from email.policy import compat32

from briefreader.readers.encoding import decode
from briefreader.readers.mail.bodies import Body
from briefreader.readers.mail.headers import correspondents, day, text_of, words
from briefreader.readers.mail.letter import Letter, document_of
from briefreader.readers.mail.parts import Parsed, Sorted, content, sorted_parts
from briefreader.text.document import Document

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NO_MARKING = frozenset(("", "normal", "none"))
_BLANK = re.compile(rb"\A(?:[ \t]*\r?\n)+")
_BOUNDARY = re.compile(rb"boundary\s?=", re.IGNORECASE)
_DEEP = 100  # parts that may stand in each other
_MOST_COMPARISONS = 30_000_000
_TOO_DEEP = "Its parts stand within each other too deeply to be told apart."


def read(data: bytes, name: str) -> Document:
    """The mail in `data`. Raises TooManyBlocks."""
    return document_of(letter(data), "eml", name)


def letter(data: bytes) -> Letter:
    """The mail in `data`, however damaged."""
    data = decode(data).text.encode("utf-8") if data.startswith(_WIDE) else data.removeprefix(codecs.BOM_UTF8)
    data = _BLANK.sub(b"", data, count=1)
    # The older policy keeps headers as they stand: the newer one takes minutes over long or broken ones.
    try:
        message: Parsed | None = None if _is_too_deep(data) else BytesParser(policy=compat32).parsebytes(data)
        parts = sorted_parts(message) if message is not None else Sorted()
    except RecursionError:
        message = None
    if message is None:
        message = BytesHeaderParser(policy=compat32).parsebytes(data)
        return _letter(message, Letter(bodies=(Body(text_of(content(message), "")),), notice=_TOO_DEEP))
    return _letter(
        message,
        Letter(
            bodies=tuple(parts.bodies),
            enclosures=tuple(parts.enclosures),
            notice=" ".join(dict.fromkeys(parts.notices)),
        ),
    )


def _is_too_deep(data: bytes) -> bool:
    """Whether the parser, which compares each line with each part that is open, would take minutes."""
    parts = len(_BOUNDARY.findall(data))
    return parts > _DEEP and parts * data.count(b"\n") > _MOST_COMPARISONS


def _letter(message: Parsed, rest: Letter) -> Letter:
    headers: dict[str, list[str]] = {}
    for key, value in message.raw_items():
        headers.setdefault(key.lower(), []).append(value)
    dates = headers.get("date", [])
    marking = words("".join(headers.get("sensitivity", [])[:1]))
    return Letter(
        subject=words("".join(headers.get("subject", [])[:1])),
        senders=correspondents(headers.get("from", []) or headers.get("sender", [])),
        to=correspondents(headers.get("to", [])),
        cc=correspondents(headers.get("cc", [])),
        date=words("".join(dates[:1])),
        day=day(dates[0]) if dates else "",
        marking="" if marking.lower() in _NO_MARKING else marking,
        notice=rest.notice,
        bodies=rest.bodies,
        enclosures=rest.enclosures,
    )
