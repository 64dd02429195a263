"""The reader of web pages saved in one file (MHTML): a mail by its form, whose main part is the page."""

from __future__ import annotations

from dataclasses import replace
from email.parser import BytesParser
from email.policy import compat32

from briefreader.errors import ReadError
from briefreader.readers import html
from briefreader.readers.mail.headers import day, text_of, words
from briefreader.readers.mail.parts import Parsed, content, leaves
from briefreader.text.document import Document

_SAVE = "Save the page again, as HTML."
_MAX_PAGE = 32 * 1024 * 1024  # bytes


def read(data: bytes, name: str) -> Document:
    """The page in `data`. Raises ReadError when there is none, and TooManyBlocks.

    `extra` says where it was ("source") and on which day it was saved ("saved").
    """
    try:
        message: Parsed = BytesParser(policy=compat32).parsebytes(data.lstrip())
        part = _main(message)
    except RecursionError:
        part = None
    if part is None:
        raise ReadError(name, "There is no page in it.", _SAVE)
    page = content(part)
    if len(page) > _MAX_PAGE:
        raise ReadError(name, f"The page in it has more than {_MAX_PAGE // 1024**2} MB.", "Split the page.")
    text = text_of(page, str(part.get_param("charset", "") or "") or html.declared_charset(page))
    return _described(html.read_text(text, name), message, part)


def _main(message: Parsed) -> Parsed | None:
    """The part that is the page: the one that the whole names as its start, else the first."""
    pages = [part for part, _ in leaves(message) if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = str(message.get_param("start", "") or "").strip("<> ")
    named = (page for page in pages if start and str(page.get("content-id", "")).strip("<> \t\r\n") == start)
    return next(named, pages[0] if pages else None)


def _described(document: Document, message: Parsed, part: Parsed) -> Document:
    headers = {key.lower(): value for key, value in reversed(list(message.raw_items()))}
    about = document.metadata
    subject = words(headers.get("subject", ""))
    extra = {
        "source": words(headers.get("snapshot-content-location", "") or str(part.get("content-location", "") or "")),
        "saved": day(headers.get("date", "")),
    }
    told = {key: value for key, value in extra.items() if value and not value.startswith(("file:", "cid:"))}
    title = about.title if any(block.kind == "heading" for block in document.blocks) or not subject else subject
    return replace(document, metadata=replace(about, title=title, format="mhtml", extra={**told, **about.extra}))
