"""The PowerPoint reader: slides in the order in which they are shown, each a page, with what its speaker notes."""

from __future__ import annotations

from briefreader.readers.builder import Builder
from briefreader.readers.opc import ID, Package, first
from briefreader.readers.paging import PageStart, paged
from briefreader.readers.pptx.names import number, p
from briefreader.readers.pptx.slides import Sheet, Slides
from briefreader.readers.properties import core, described
from briefreader.readers.running import running
from briefreader.readers.trees import Element
from briefreader.text.document import Block, Document

_NOTES = "Speaker notes"
_HIDDEN = "Hidden slide"


def read(data: bytes, name: str) -> Document:
    """The brief in the PowerPoint file `data`. A hidden slide is read too, and says that it is one.

    Raises ReadError, TooManyBlocks.
    """
    package = Package(data, name)
    main = package.main("ppt/presentation.xml")
    presentation = package.read(main)
    relations = package.relations(main)
    builder = Builder()
    slides = Slides(builder, package)
    starts: list[PageStart] = []
    feet: list[str] = []
    count = number(presentation, "firstSlideNum", 1, 10_000)
    for entry in presentation.iterfind(f"{p('sldIdLst')}/{p('sldId')}"):
        relation = relations.get(entry.get(ID) or "")
        root = package.find(relation.target) if relation and not relation.outside else None
        if relation is None or root is None:
            continue
        starts.append(PageStart(str(count), builder.position))
        feet.extend(_slide(package, slides, root, relation.target, is_first=len(starts) == 1))
        count += 1
    document = paged(builder.finish(), starts, "slide")
    heading = next((block for block in document.blocks if block.kind == "heading" and block.level == 1), None)
    title = document.text[heading.start : heading.end] if heading else ""
    properties = core(package.find(first(package.relations(""), "core-properties")))
    return described(document, properties, "pptx", name, title, running([], feet))


def _slide(package: Package, slides: Slides, root: Element, part: str, is_first: bool) -> list[str]:
    """Add the slide `root`; the lines at its foot."""
    relations = package.relations(part)
    layout_part = first(relations, "slideLayout")
    master_part = first(package.relations(layout_part), "slideMaster") if layout_part else ""
    opens = is_first and next((True for place in root.iter(p("ph")) if place.get("type") == "ctrTitle"), False)
    sheet = Sheet(root, relations, package.find(layout_part), package.find(master_part), 1 if opens else 2)
    slides.add(sheet)
    if root.get("show") in ("0", "false"):
        slides.builder.begin(Block("aside", 0, 0, label=_HIDDEN))
        slides.builder.text("This slide is not shown in the presentation.")
    notes_part = first(relations, "notesSlide")
    notes = package.find(notes_part)
    if notes is not None:
        slides.add_notes(Sheet(notes, package.relations(notes_part)), _NOTES)
    slides.builder.end()
    return sheet.feet
