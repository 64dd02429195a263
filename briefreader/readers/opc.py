"""Office packages (ECMA-376, part 2): parts of a container, found by the relations between them."""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from urllib.parse import unquote

from briefreader.errors import ReadError
from briefreader.readers.archive import Archive
from briefreader.readers.trees import Element, elements, parse, usual

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ID = f"{{{OFFICE}}}id"  # the attribute by which an element names a relation of its part


class Relation(NamedTuple):
    """`kind` is the last word of its type ("footnotes"); `target` a part, or, when `outside`, an address."""

    kind: str
    target: str
    outside: bool


class Package:
    """The parts of the Office file `data` called `name`. Raises ReadError."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._archive = Archive(data, name)

    def __contains__(self, part: str) -> bool:
        return part in self._archive

    def read(self, part: str) -> Element:
        """The tree of `part`. Raises ReadError."""
        return parse(self._archive.read(part), self.name, part)

    def content(self, part: str) -> bytes:
        """The bytes of `part`, for those who walk it piece by piece. Raises ReadError."""
        return usual(self._archive.read(part))

    def find(self, part: str) -> Element | None:
        """The tree of `part`, None when it is missing or damaged: for parts a brief can be read without."""
        if not part or part not in self._archive:
            return None
        try:
            return self.read(part)
        except ReadError:
            return None

    def relations(self, part: str) -> dict[str, Relation]:
        """The relations of `part`, "" for the package itself, by their ids."""
        folder, file = posixpath.split(part)
        root = self.find(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relation] = {}
        if root is None:
            return found
        for _, element in elements(root):
            outside = element.get("TargetMode") == "External"
            target = element.get("Target") or ""
            kind = (element.get("Type") or "").rpartition("/")[2]
            if not outside:
                target = posixpath.normpath(posixpath.join("/" + folder, unquote(target))).lstrip("/")
            found[element.get("Id") or ""] = Relation(kind, target, outside)
        return found

    def main(self, usual: str) -> str:
        """The part the package is about; `usual` when it does not say or says nonsense."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self._archive:
                return relation.target
        return usual


def first(relations: dict[str, Relation], kind: str) -> str:
    """The target of the first relation of `kind`, "" without one."""
    return next((relation.target for relation in relations.values() if relation.kind == kind), "")
