"""The text of a mail: of its plain and its HTML form the one that says more, and the document that makes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from briefreader.errors import ReadError
from briefreader.readers import plain, rtf
from briefreader.readers.builder import Builder
from briefreader.readers.content import without_hidden
from briefreader.readers.html import parse
from briefreader.readers.mail.quoting import FIELD, FIRST_FIELD, arranged
from briefreader.readers.office import without_office_marks
from briefreader.readers.walker import build
from briefreader.text.document import Block, Document, numbered

_ENOUGH = 0.5  # of the words of the HTML form: a plain form with fewer only says that there is another
# What programs write that make the plain form of the HTML one: addresses behind the words they were links of, names of
# pictures. Nobody writes so by hand, and it tears sentences apart.
_CONVERTED = re.compile(r"\w\s{0,4}<(?:https?|mailto):[^<>\s]|\[cid:|^HYPERLINK |\[image: ", re.MULTILINE)
_ENOUGH_CONVERTED = 1.6
_GREETING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|greetings|all|colleagues|team|thanks|thank you|"
    r"(?:best|kind|warm)(?: regards| wishes)?|regards|sincerely|cheers|bonjour|hola|guten tag|liebe\w?|"
    r"sehr geehrte\w?)\b",
    re.IGNORECASE,
)
_LONG_CELL = 300  # characters in the mean
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
    enough = _ENOUGH_CONVERTED if _CONVERTED.search(body.plain) else _ENOUGH
    if not body.plain.strip() and not formatted.blocks and body.rich:
        return _rich(body.rich, name)
    if not body.plain.strip() or len(body.plain.split()) < enough * formatted.words:
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
    for table in content.iter("table"):
        if _lays_out(table):
            table.set("role", "presentation")
    builder = Builder()
    build(content, builder)
    return builder.finish()


def _rich(data: bytes, name: str) -> Document:
    try:
        return rtf.read(data, name)
    except ReadError:
        return Document("")  # who wrote to whom is worth reading without it


def _lays_out(table: HtmlElement) -> bool:
    """Whether a table only places text on the screen, as newsletters do: few of its rows have cells side by side, or
    the cells are long."""
    rows = [[len("".join(cell.itertext()).strip()) for cell in row.iter("td", "th")] for row in table.iter("tr")]
    filled = [[size for size in row if size] for row in rows]
    cells = [size for row in filled for size in row]
    if not cells:
        return True
    abreast = sum(len(row) > 1 for row in filled)
    return 2 * abreast < sum(bool(row) for row in filled) or sum(cells) > _LONG_CELL * len(cells)


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
