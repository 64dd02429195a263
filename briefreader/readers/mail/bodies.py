"""The text of a mail: of its plain and its HTML form the one that says more, and the document that makes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefreader.readers import plain
from briefreader.readers.builder import Builder
from briefreader.readers.content import without_hidden
from briefreader.readers.html import parse
from briefreader.readers.mail.quoting import FIELD, FIRST_FIELD, arranged
from briefreader.readers.office import without_office_marks
from briefreader.readers.walker import build
from briefreader.text.document import Block, Document, numbered

_ENOUGH = 0.5  # of the words of the HTML form: a plain form with fewer only says that there is another
_GREETING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|greetings|all|colleagues|team|thanks|thank you|"
    r"(?:best|kind|warm)(?: regards| wishes)?|regards|sincerely|cheers|bonjour|hola|guten tag|liebe\w?|"
    r"sehr geehrte\w?)\b",
    re.IGNORECASE,
)
_MOST_GREETED = 60  # characters of a greeting
_MOST_FIELD = 20_000  # characters of a header


@dataclass(frozen=True, slots=True)
class Body:
    """One text of a mail in the forms it was sent in, "" where it was not. `flowed` and `joins` are how the plain form
    wraps its lines (RFC 3676: format=flowed, delsp=yes). `rich` is read when there is no other form."""

    plain: str = ""
    html: str = ""
    flowed: bool = False
    joins: bool = False
    rich: bytes = b""


def body_document(body: Body, name: str) -> Document:
    """The document of `body`, without metadata. Raises TooManyBlocks."""
    formatted = _formatted(body.html) if body.html.strip() else Document("")
    if not body.plain.strip() or body.plain.count(" ") < _ENOUGH * formatted.text.count(" "):
        return formatted
    # The line end keeps a text that begins with a line of dashes from being taken for front matter.
    document = plain.read_text("\n" + arranged(body.plain, flowed=body.flowed, joins=body.joins), name)
    return _settled(document)


def _formatted(page: str) -> Document:
    content = parse(page).find("body")
    if content is None:
        return Document("")
    without_hidden(content)
    without_office_marks(content)
    builder = Builder()
    build(content, builder)
    return builder.finish()


def _settled(document: Document) -> Document:
    """`document` with what looks like a heading in other texts as paragraphs: greetings, closing words and the name
    below them, a first line on its own; and with the headers of a quoted mail as one paragraph of lines."""
    blocks: list[Block] = []
    greeted = False  # the block before is a greeting
    headings = [block for block in document.blocks if block.kind == "heading"]
    alone = headings[0] if len(headings) == 1 and headings[0] is document.blocks[0] else None
    for block in document.blocks:
        short = block.end - block.start <= _MOST_GREETED
        greets = short and bool(_GREETING.match(document.text, block.start))
        if block.kind == "heading" and (block is alone or (short and (greets or greeted))):
            block = replace(block, kind="paragraph", level=0)
        greeted = greets
        if blocks and _continues(document, blocks[-1], block):
            blocks[-1] = replace(blocks[-1], end=block.end)
        else:
            blocks.append(block)
    return replace(document, blocks=numbered(blocks))


def _continues(document: Document, head: Block, block: Block) -> bool:
    """Whether `block` is a header of the quoted mail whose first headers are `head`."""
    return (
        head.kind == block.kind == "paragraph"
        and head.quote == block.quote
        and bool(FIRST_FIELD.match(document.text, head.start))
        and bool(FIELD.match(document.text, block.start))
        and block.end - block.start <= _MOST_FIELD
    )
