"""XML of packed documents to trees: no external entity, no network, and never more than a brief can need."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefreader.errors import ReadError

MAX_XML = 64 * 1024 * 1024  # bytes; a tree takes about ten times as much memory

Element = etree._Element

_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/presentationml/main", b"http://schemas.openxmlformats.org/presentationml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)  # fmt: skip


def parse(data: bytes, name: str, part: str) -> Element:
    """The root of the XML in `data`, mended as far as it can be; the strict dialect of Office becomes the usual one.

    Raises ReadError for the file `name`, whose part `part` it is.
    """
    if len(data) > MAX_XML:
        raise ReadError(name, f"{part} in it is too long for a brief.", "Split the file.")
    data = usual(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise ReadError(
            name, f"It is damaged: {part} in it makes no sense.", "Save it anew in the program that made it."
        )
    return root


def usual(data: bytes) -> bytes:
    """XML in the strict dialect of Office in the usual one; other XML as it stands."""
    if b"http://purl.oclc.org/ooxml/" in data[:10_000]:
        for strict, common in _STRICT:
            data = data.replace(strict, common)
    return data


def elements(parent: Element) -> Iterator[tuple[str, Element]]:
    """The children of `parent` that are elements, each with its tag."""
    for child in parent:
        if isinstance(child.tag, str):  # an entity that is not resolved has none
            yield child.tag, child
