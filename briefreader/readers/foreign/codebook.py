"""Codebooks: the tags of another program as CSV, or as the `.qdc` of the REFI-QDA standard
(https://www.qdasoftware.org)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from briefreader.errors import ReadError
from briefreader.readers.encoding import BinaryData, decode
from briefreader.readers.tabular import rows, separator_of
from briefreader.readers.trees import Element, elements, parse
from briefreader.text.normalize import canonical

_MOST = 5_000  # codes
_DEEPEST = 40
_NAMES = ("tag", "code", "name", "path", "label", "codename", "code name")
_MEANINGS = ("definition", "description", "memo", "meaning", "note")
_COLOURS = ("colour", "color")
_ABOVE = ("parent", "category", "group")


class Code(NamedTuple):
    """A tag: its path ("arms/drones"), what it means, and its colour as the file has it ("#fde28a", "yellow", "")."""

    path: str
    definition: str = ""
    colour: str = ""


def read(data: bytes, name: str) -> list[Code]:
    """The tags in the codebook `data`, in its order. Raises ReadError when it is none."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:200]
    found = list(_qdc(data, name) if start.startswith(b"<") else _table(data, name))
    if not found:
        raise ReadError(name, "There are no tags in it.", "Choose a codebook: CSV with a column “tag”, or .qdc.")
    return found[:_MOST]


def _qdc(data: bytes, name: str) -> Iterator[Code]:
    root = parse(data, name, "the codebook")
    for tag, codes in elements(root):
        if etree.QName(tag).localname == "CodeBook":  # within a project
            yield from _qdc_codes(codes)
    yield from _qdc_codes(root)


def _qdc_codes(parent: Element) -> Iterator[Code]:
    for tag, codes in elements(parent):
        if etree.QName(tag).localname == "Codes":
            for _, code in elements(codes):
                yield from _code(code, "", 1)


def _code(code: Element, above: str, depth: int) -> Iterator[Code]:
    own = _step(code.get("name") or "")
    if not own or depth > _DEEPEST:
        return
    path = f"{above}/{own}" if above else own
    said = next((one.text or "" for tag, one in elements(code) if etree.QName(tag).localname == "Description"), "")
    yield Code(path, canonical(said).strip(), (code.get("color") or "").lower())
    for tag, child in elements(code):
        if etree.QName(tag).localname == "Code":
            yield from _code(child, path, depth + 1)


def _table(data: bytes, name: str) -> Iterator[Code]:
    try:
        text = canonical(decode(data).text)
    except BinaryData:
        raise ReadError(name, "It is no codebook.", "Choose a CSV with a column “tag”, or a .qdc.") from None
    lines = rows(text, separator_of(text))
    head = [cell.strip().casefold() for cell in next(lines, [])]
    at = {key: _column(head, names) for key, names in
          (("name", _NAMES), ("meaning", _MEANINGS), ("colour", _COLOURS), ("above", _ABOVE))}  # fmt: skip
    if at["name"] is None:
        raise ReadError(name, "It has no column “tag”.", "Give the columns tag, definition and colour.")
    for line in lines:
        own, above = _cell(line, at["name"]), _cell(line, at["above"])
        if own:
            yield Code(
                f"{above}/{own}" if above else own, _cell(line, at["meaning"]), _cell(line, at["colour"]).lower()
            )


def _column(head: list[str], names: tuple[str, ...]) -> int | None:
    return next((head.index(name) for name in names if name in head), None)


def _cell(line: list[str], column: int | None) -> str:
    """A cell without the apostrophe by which a spreadsheet marks text."""
    cell = line[column].strip() if column is not None and column < len(line) else ""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@" else cell


def _step(name: str) -> str:
    """A name as one step of a path: what separates steps becomes a dash."""
    return " ".join(canonical(name).replace("/", "-").split())
