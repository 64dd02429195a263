"""Codebook (.qdc) and project (.qdpx) of the REFI-QDA standard 1.5, https://www.qdasoftware.org: tags are codes,
briefs plain text sources, passages selections of them. Positions are code points into the texts in the same file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

from lxml import etree
from lxml.etree import _Element

from briefreader.export.citation import title_of
from briefreader.export.grouping import steps_of
from briefreader.export.legal import plain
from briefreader.export.lines import is_certain
from briefreader.export.material import Material
from briefreader.export.packing import packed
from briefreader.export.tree import TagUse
from briefreader.records import Passage, Tag

CODEBOOK = "urn:QDA-XML:codebook:1.0"
PROJECT = "urn:QDA-XML:project:1.0"
COLOURS = {
    "yellow": "#FDE28A", "green": "#BDE7CC", "blue": "#BFDDF5", "pink": "#F6C6CF", "orange": "#FBD3AC",
    "purple": "#DCD0F3", "teal": "#B5E3E0", "red": "#F4BDB5",
}  # fmt: skip
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}.*")
_NAME = 60  # code points of a passage that name its selection


def codebook(material: Material) -> bytes:
    """The tags of the report with their parents, definitions and colours, as a `.qdc`."""
    root = _root("CodeBook", CODEBOOK, origin=material.report.program)
    root.append(_codes(_tree(material.report.tags, material.tags), CODEBOOK))
    return _bytes(root)


def outline(tags: Sequence[Tag], program: str) -> bytes:
    """All of these tags, whether anything bears them or not, as a `.qdc` that names the `program` it is from."""
    root = _root("CodeBook", CODEBOOK, origin=program)
    root.append(_codes(_tree(tags, tags), CODEBOOK))
    return _bytes(root)


def project(material: Material) -> bytes:
    """Tags, texts, passages and notes as a `.qdpx`. A passage whose place is not certain is a note of the project."""
    report = material.report
    time = f"{report.day or '1980-01-01'}T00:00:00Z"
    people = _people(report.passages)
    root = _root(
        "Project", PROJECT, name=plain(report.title) or "Summary", origin=report.program,
        creatingUserGUID=next(iter(people.values())), creationDateTime=time,
    )  # fmt: skip
    users = _child(root, "Users")
    for name, identity in people.items():
        _child(users, "User", guid=identity, name=name)
    book = _child(root, "CodeBook")
    book.append(_codes(_tree(report.tags, material.tags), PROJECT))
    sources, notes = _child(root, "Sources"), _child(root, "Notes")
    files: list[tuple[str, bytes]] = []
    for brief, text in _texts(material):
        identity = _guid(brief)
        name = f"{identity}.txt"
        files.append((f"Sources/{name}", text.encode()))
        source = _child(
            sources, "TextSource", guid=identity, name=_title(material, brief), plainTextPath=f"internal://{name}",
            creatingUser=next(iter(people.values())), creationDateTime=time,
        )  # fmt: skip
        for passage in report.passages:
            if passage.brief == brief and is_certain(passage):
                _selection(source, notes, passage, people, time)
    for passage in report.passages:
        if not is_certain(passage) or passage.brief not in material.documents:
            said = f"{material.lines[passage.id].citation.text}: {passage.exact}\n{passage.note}".strip()
            _note(
                notes, f"unplaced {passage.id}", "Needs attention", said, people[_user(passage)], _stamp(passage, time)
            )
    for empty in (sources, notes):
        if len(empty) == 0:
            root.remove(empty)
    return packed([("project.qde", _bytes(root)), *files])


@dataclass
class _Code:
    """A tag and those below it; one without a row of its own in the library is a parent only."""

    path: str
    name: str
    definition: str = ""
    colour: str = ""
    below: dict[str, _Code] = field(default_factory=dict)


def _tree(wanted: Iterable[Tag | TagUse], known: Iterable[Tag]) -> dict[str, _Code]:
    """The wanted tags, by name without regard to case, as the known ones describe them."""
    described = {steps_of(tag.path.casefold()): tag for tag in known}
    top: dict[str, _Code] = {}
    for used in wanted:
        level, steps, keys = top, steps_of(used.path), steps_of(used.path.casefold())
        for depth, (name, key) in enumerate(zip(steps, keys, strict=True), 1):
            tag = described.get(keys[:depth])
            definition, colour = (tag.definition, tag.colour) if tag else ("", "")
            level = level.setdefault(key, _Code("/".join(keys[:depth]), name, definition, colour)).below
    return top


def _codes(tree: Mapping[str, _Code], space: str) -> _Element:
    codes = etree.Element(f"{{{space}}}Codes")
    for code in tree.values():
        codes.append(_code(code, space))
    return codes


def _code(code: _Code, space: str) -> _Element:
    facts = {"guid": _code_guid(code.path), "name": plain(code.name) or "Tag", "isCodable": "true"}
    if code.colour in COLOURS:
        facts["color"] = COLOURS[code.colour]
    made = etree.Element(f"{{{space}}}Code", facts)
    if code.definition.strip():
        etree.SubElement(made, f"{{{space}}}Description").text = plain(code.definition)
    for child in code.below.values():
        made.append(_code(child, space))
    return made


def _selection(source: _Element, notes: _Element, passage: Passage, people: Mapping[str, str], time: str) -> None:
    user, stamp = people[_user(passage)], _stamp(passage, time)
    selection = _child(
        source, "PlainTextSelection", guid=_guid(passage.id), name=" ".join(plain(passage.exact).split())[:_NAME],
        startPosition=str(passage.start), endPosition=str(passage.end), creatingUser=user, creationDateTime=stamp,
    )  # fmt: skip
    for path in dict.fromkeys("/".join(steps_of(tag.casefold())) for tag in passage.tags):
        if path:
            coding = _child(
                selection, "Coding", guid=_made(f"coding {passage.id} {path}"), creatingUser=user,
                creationDateTime=stamp,
            )  # fmt: skip
            _child(coding, "CodeRef", targetGUID=_code_guid(path))
    if passage.note.strip():
        identity = _note(notes, f"note {passage.id}", "Note", passage.note, user, stamp)
        _child(selection, "NoteRef", targetGUID=identity)


def _note(notes: _Element, key: str, name: str, text: str, user: str, stamp: str) -> str:
    identity = _made(key)
    note = _child(notes, "Note", guid=identity, name=name, creatingUser=user, creationDateTime=stamp)
    _child(note, "PlainTextContent").text = plain(text)
    return identity


def _texts(material: Material) -> Iterator[tuple[str, str]]:
    for source in material.report.sources:
        document = material.documents.get(source.brief)
        if document is not None:
            yield source.brief, document.text


def _title(material: Material, brief: str) -> str:
    return plain(title_of(material.briefs[brief])) or "Brief"


def _people(passages: Iterable[Passage]) -> dict[str, str]:
    names = dict.fromkeys(map(_user, passages)) or {"reader": None}
    return {name: _made(f"user {name}") for name in names}


def _user(passage: Passage) -> str:
    return plain(passage.author) or "reader"


def _stamp(passage: Passage, otherwise: str) -> str:
    return passage.created if _TIME.fullmatch(passage.created) else otherwise


def _guid(identity: str) -> str:
    """A brief's or a passage's own id where it is one, else one made from it."""
    try:
        return str(UUID(identity))
    except ValueError:
        return _made(identity)


def _code_guid(path: str) -> str:
    return _made(f"code {path}")


def _made(key: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"urn:briefreader:{key.encode('utf-8', 'surrogatepass').hex()}"))


def _root(tag: str, space: str, **attributes: str) -> _Element:
    return etree.Element(f"{{{space}}}{tag}", attributes, {None: space})  # type: ignore[dict-item]


def _child(parent: _Element, tag: str, **attributes: str) -> _Element:
    return etree.SubElement(parent, f"{{{PROJECT}}}{tag}", attributes)


def _bytes(root: _Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True, pretty_print=True)
