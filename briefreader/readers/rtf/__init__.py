"""The RTF reader: an own parser of groups and control words, since the libraries give text without structure."""

from __future__ import annotations

from briefreader.readers.builder import Builder
from briefreader.readers.emphatic import with_bold_headings
from briefreader.readers.grids import Frame
from briefreader.readers.properties import Properties, clean, described
from briefreader.readers.rtf.build import Blocks
from briefreader.readers.rtf.model import Parsed, Story
from briefreader.readers.rtf.parser import Parser
from briefreader.readers.running import running
from briefreader.readers.typednumbers import with_typed_numbers
from briefreader.text.document import Document


def read(data: bytes, name: str) -> Document:
    """The brief in the RTF file `data`. Footnotes and comments follow the text; the format notes no pages.

    Raises TooManyBlocks. Damaged files are read as far as they make sense.
    """
    parsed = Parser(data).parse()
    builder = Builder()
    blocks = Blocks(builder, parsed.styles, parsed.comments)
    blocks.find_title(parsed.body)
    blocks.add(parsed.body)
    for note in (*parsed.notes, *parsed.asides):
        blocks.add(note.story, Frame(kind=note.kind, label=note.label))
    document = builder.finish()
    heading = next((block for block in document.blocks if block.kind == "heading" and block.level == 1), None)
    title = document.text[heading.start : heading.end] if heading and blocks.title else ""
    extra = running(_lines(parsed, parsed.heads), _lines(parsed, parsed.feet))
    document = described(document, _properties(parsed), "rtf", name, title, extra)
    return with_typed_numbers(with_bold_headings(document))


def _properties(parsed: Parsed) -> Properties:
    return Properties(**{name: clean(value) for name, value in parsed.info.items()})


def _lines(parsed: Parsed, stories: list[Story]) -> list[str]:
    """The lines of headers or footers."""
    builder = Builder()
    blocks = Blocks(builder, parsed.styles, {})
    for story in stories:
        blocks.add(story)
    return builder.finish().text.split("\n")
