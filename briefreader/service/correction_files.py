"""Corrections as a file: one table that a spreadsheet opens and a colleague takes over. See docs/CORRECTIONS.md.

A list of ministers, acronyms or organisations (name, type, role, aliases) is read by the same hand: its rows are words
of the dictionary.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path, PurePath

from briefreader.errors import ExportError, ReadError, UsageError
from briefreader.records import Changes
from briefreader.service.words import entity_type, word
from briefreader.store import Store
from briefreader.text.anchor import Anchor
from briefreader.text.corrections import CORRECTION_KINDS, SCOPES, Correction

COLUMNS = (
    "kind", "scope", "type", "name", "text", "to name", "to type", "role", "aliases", "brief", "file", "start", "end",
    "exact", "before", "after", "text hash", "author", "created",
)  # fmt: skip
_BETWEEN = "|"  # aliases
_LARGEST = 20_000_000  # bytes
_KNOWN_HEADS = {"names": "name", "alias": "aliases", "kind of name": "type", "category": "type", "title": "role",
                "office": "role", "function": "role", "acronym": "aliases", "also": "aliases"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file holds: the corrections that are new here, how many were known, and what could not be taken over, each
    in a sentence."""

    corrections: tuple[Correction, ...]
    known: int = 0
    complaints: tuple[str, ...] = ()
    changes: Changes = field(default_factory=Changes)


def write(path: Path, corrections: Sequence[Correction], store: Store) -> int:
    """Write `corrections`; returns how many. Raises ExportError."""
    briefs = {one.id: one for one in store.briefs.some({c.brief for c in corrections if c.brief is not None})}
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file)
            table.writerow(COLUMNS)
            for one in corrections:
                brief = briefs.get(one.brief or "")
                titles = ("", "") if brief is None else (brief.title, PurePath(brief.path).name)
                digest = store.briefs.text_hash(one.brief) if one.brief is not None else ""
                table.writerow([_guarded(str(cell)) for cell in _cells(one, *titles, digest)])
    except OSError as error:
        raise ExportError(f"The file {path} cannot be written ({error.strerror}).") from error
    return len(corrections)


def _cells(one: Correction, title: str, file: str, digest: str) -> list[object]:
    anchor = one.anchor
    target = [one.kind, one.scope, one.type, one.name, one.text, one.to_name, one.to_type, one.role]
    where = [anchor.start, anchor.end, anchor.exact, anchor.prefix, anchor.suffix, anchor.text_hash] if anchor else (
        [""] * 5 + [digest]
    )  # fmt: skip
    return [*target, _BETWEEN.join(one.aliases), title, file, *where, one.author, one.created]


def _guarded(cell: str) -> str:
    """A spreadsheet must not take words for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "@", "-", "\t", "'") else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "@", "-", "\t", "'") else cell


def read(path: Path, store: Store) -> Brought:
    """The corrections that `path` holds and this library does not. Raises ReadError."""
    rows = _rows(path)
    here = {_sense(one) for one in store.corrections.all()}
    briefs = _Briefs(store)
    made: list[Correction] = []
    complaints: list[str] = []
    known = 0
    for number, row in rows:
        try:
            one = _correction(row, briefs) if row.get("kind") else _word(row)
        except UsageError as error:
            complaints.append(f"Line {number}: {error}")
            continue
        if _sense(one) in here:
            known += 1
        else:
            here.add(_sense(one))
            made.append(one)
    return Brought(tuple(made), known, tuple(complaints))


def _rows(path: Path) -> list[tuple[int, Mapping[str, str]]]:
    """(line, cells by column) of each row that is not empty."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ReadError(str(path), "It is too large for a list of names.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ReadError(str(path), f"It cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ReadError(str(path), "It is not UTF-8 text.", "Save it as CSV UTF-8.") from error
    mark = max(",;\t", key=text.partition("\n")[0].count)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise ReadError(str(path), f"It is no table ({error}).", "Save it as CSV UTF-8.") from error
    head = [_KNOWN_HEADS.get(cell.strip().casefold(), cell.strip().casefold()) for cell in table[0]] if table else []
    if "name" not in head:
        raise ReadError(str(path), "Its first line names no column “name”.", "See docs/CORRECTIONS.md.")
    return [
        (number, {key: _unguarded(cell) for key, cell in zip(head, row, strict=False)})
        for number, row in enumerate(table[1:], 2)
        if any(cell.strip() for cell in row)
    ]


def _word(row: Mapping[str, str]) -> Correction:
    """A row of a list of names; without a type it is a person when it has a role, else an organisation."""
    role = row.get("role", "")
    kind = row.get("type", "").strip() or ("person" if role.strip() else "organisation")
    between = _BETWEEN if _BETWEEN in row.get("aliases", "") else ";"
    return word(row["name"], kind, role=role, aliases=row.get("aliases", "").split(between))


def _correction(row: Mapping[str, str], briefs: _Briefs) -> Correction:
    kind = next((kind for kind in CORRECTION_KINDS if kind == row["kind"]), None)
    scope = next((scope for scope in SCOPES if scope == row.get("scope")), None)
    if kind is None or scope is None:
        raise UsageError(f"There is no correction “{row['kind']}” of scope “{row.get('scope', '')}”.")
    brief = None if scope == "library" else briefs.find(row)
    aliases = tuple(alias for alias in row.get("aliases", "").split(_BETWEEN) if alias)
    type_, to_type = row.get("type", ""), row.get("to type", "")
    return Correction(
        "",
        kind,
        scope,
        entity_type(type_) if type_ else "",
        row["name"],
        row.get("text", ""),
        brief,
        row.get("to name", ""),
        entity_type(to_type) if to_type else "",
        row.get("role", ""),
        aliases,
        _anchor(row) if scope == "place" else None,
        row.get("author", ""),
        row.get("created", ""),
    )


def _anchor(row: Mapping[str, str]) -> Anchor:
    start, end, exact = row.get("start", ""), row.get("end", ""), row.get("exact", "")
    if not (start.isdecimal() and end.isdecimal() and exact):
        raise UsageError("The place is not told by start, end and exact.")
    return Anchor(
        int(start), int(end), exact, row.get("before", ""), row.get("after", ""), row.get("text hash", "")
    )  # fmt: skip


class _Briefs:
    """The briefs of this library by the hash of their text, else by the name of their file."""

    def __init__(self, store: Store) -> None:
        ready = [brief for brief in store.briefs.all() if brief.state == "ready"]
        self._by_hash = {store.briefs.text_hash(brief.id): brief.id for brief in ready}
        self._by_file = _unique((PurePath(brief.path).name, brief.id) for brief in ready)

    def find(self, row: Mapping[str, str]) -> str:
        """The brief a row speaks of. Raises UsageError when it is not in the library."""
        found = self._by_hash.get(row.get("text hash", "")) or self._by_file.get(row.get("file", ""))
        if found is None:
            raise UsageError(f"The brief “{row.get('brief') or row.get('file', '')}” is not in this library.")
        return found


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    twice: set[str] = set()
    for name, brief in pairs:
        if name in found:
            twice.add(name)
        found[name] = brief
    return {name: brief for name, brief in found.items() if name not in twice}


def _sense(one: Correction) -> tuple[object, ...]:
    """What a correction says, whoever made it and whenever."""
    bare = replace(one, id="", author="", created="", anchor=None)
    place = (one.anchor.start, one.anchor.exact) if one.anchor is not None else ()
    return (*(getattr(bare, part.name) for part in fields(bare)), place)
