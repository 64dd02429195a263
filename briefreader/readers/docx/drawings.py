"""Drawings: the text boxes and diagrams in them are text, pictures have words that describe them."""

from __future__ import annotations

from collections.abc import Iterator

from briefreader.readers.descriptions import described
from briefreader.readers.docx.names import ALTERNATE, branch, w
from briefreader.readers.opc import OFFICE, Package, Relation
from briefreader.readers.trees import Element, elements

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_BOX, _PROPERTIES, _DIAGRAM_IDS = w("txbxContent"), _WP + "docPr", _DIAGRAM + "relIds"
_DATA = f"{{{OFFICE}}}dm"
_DEEPEST = 60


def boxes(drawing: Element, depth: int = 0) -> Iterator[Element]:
    """The contents of the text boxes in `drawing`, each once, the outermost of those within each other."""
    for tag, child in elements(drawing):
        if tag == _BOX:
            yield child
        elif depth < _DEEPEST:
            chosen = branch(child) if tag == ALTERNATE else child
            if chosen is not None:
                yield from boxes(chosen, depth + 1)


def description(drawing: Element) -> str:
    """What the author says a picture shows; "" without a word."""
    properties = next(drawing.iter(_PROPERTIES), None)
    return described((properties.get("descr") or "") if properties is not None else "")


def diagram(drawing: Element, package: Package, relations: dict[str, Relation]) -> list[str]:
    """The lines of the diagram in `drawing`; none when it is something else."""
    ids = next(drawing.iter(_DIAGRAM_IDS), None)
    relation = relations.get(ids.get(_DATA) or "") if ids is not None else None
    root = package.find(relation.target) if relation and not relation.outside else None
    if root is None:
        return []
    lines = (
        "".join(run.text or "" for run in paragraph.iter(_A + "t"))
        for text in root.iter(_DIAGRAM + "t")
        for paragraph in text.iter(_A + "p")
    )
    return [line for line in lines if line.strip()]
