"""Headers and footers: what stands above and below the pages, without page numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefreader.readers.docx.names import is_on, w
from briefreader.readers.opc import ID, Relation
from briefreader.readers.trees import Element

COUNTS = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "FILENAME", "PAGEREF"))  # fields that tell nothing
_MOST = 40  # parts read


def margins(
    body: Element, settings: Element | None, relations: dict[str, Relation], read: Callable[[str], list[str]]
) -> tuple[list[str], list[str]]:
    """The lines above and those below the pages of `body`, each part that is printed once; `read` gives the lines of
    a part."""
    alternating = settings.find(w("evenAndOddHeaders")) if settings is not None else None
    even = alternating is not None and is_on(alternating)
    above: dict[str, None] = {}
    below: dict[str, None] = {}
    for section in body.iter(w("sectPr")):
        first = section.find(w("titlePg"))
        printed = {"default": True, "first": first is not None and is_on(first), "even": even}
        for name, found in (("headerReference", above), ("footerReference", below)):
            for target in _targets(section, name, printed, relations):
                found.setdefault(target)
    return (
        [line for target in list(above)[:_MOST] for line in read(target)],
        [line for target in list(below)[:_MOST] for line in read(target)],
    )


def _targets(section: Element, name: str, printed: dict[str, bool], relations: dict[str, Relation]) -> Iterator[str]:
    for reference in section.iterfind(w(name)):
        relation = relations.get(reference.get(ID) or "")
        if relation and not relation.outside and printed.get(reference.get(w("type")) or "default", False):
            yield relation.target
