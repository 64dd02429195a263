"""A colleague's reading, as `export.reading` writes it. See docs/READINGS.md. Nothing in it is believed: every value is
taken for what it is, or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefreader.errors import ReadError
from briefreader.readers.foreign.structured import (
    Object,
    line,
    load,
    object_,
    objects,
    person,
    share,
    time,
    whole,
    words,
)
from briefreader.text.anchor import Anchor
from briefreader.text.corrections import CORRECTION_KINDS, SCOPES, Correction
from briefreader.text.findings import ENTITY_TYPES
from briefreader.text.reading import STRENGTHS, Reader, Reading, SharedBrief, SharedPassage, SharedTag, TagUse, Was

FORMAT = "briefreader-reading"
VERSION = 1
MOST = 200_000  # passages, and of each other kind
_NEIGHBOUR = 64  # code points of a prefix or suffix
_TAGS = 200  # on one passage
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._:-]{0,79}")
_HASH = re.compile(r"[0-9a-f]{64}")


def read(data: bytes, name: str) -> Reading:
    """The reading in `data`. Raises ReadError when it is none, or of a program newer than this."""
    return taken(object_(load(data, name)), name)


def taken(value: Object, name: str) -> Reading:
    """The reading in a value of JSON."""
    version = value.get("version")
    if value.get("format") != FORMAT or not isinstance(version, int):
        raise ReadError(name, "It is no reading.", "Choose a file that BriefReader has exported.")
    if version > VERSION:
        raise ReadError(name, "It was made by a newer BriefReader.", "Bring this one up to date first.")
    reader = object_(value.get("reader"))
    identity = _id(reader.get("id"))
    if not identity:
        raise ReadError(name, "It does not say whose reading it is.", "Have it exported again.")
    found: dict[str, SharedPassage] = {}
    for item in objects(object_(value.get("annotations")).get("items"))[:MOST]:
        passage = _passage(item)
        if passage is not None:
            found.setdefault(passage.id, passage)
    briefs = {brief.id: brief for brief in map(_brief, objects(value.get("briefs"))[:MOST]) if brief.id}
    for passage in found.values():
        briefs.setdefault(passage.brief, SharedBrief(passage.brief))
    return Reading(
        Reader(identity, person(reader) or "A colleague"),
        tuple(briefs.values()),
        tuple({tag.id: tag for tag in _tags(value)}.values()),
        tuple(found.values()),
        tuple({one.id: one for one in map(_correction, objects(value.get("corrections"))[:MOST]) if one}.values()),
        value.get("whole") is True,
        time(value.get("made")),
        line(value.get("program"), 60),
    )


def _tags(value: Object) -> Iterator[SharedTag]:
    """The tags that passages name, and over them those with their definitions."""
    for item in objects(object_(value.get("annotations")).get("items"))[:MOST]:
        for body in objects(item.get("body")):
            tag, path = _id(body.get("id")), line(body.get("value"))
            if body.get("purpose") == "tagging" and tag and path.strip("/ "):
                yield SharedTag(tag, path)
    for one in objects(value.get("tags"))[:MOST]:
        tag, path = _id(one.get("id")), line(one.get("path"))
        if tag and path.strip("/ "):
            about = (line(one.get("colour"), 20), words(one.get("definition"), 5000), person(one.get("author")))
            yield SharedTag(tag, path, *about, time(one.get("created")), time(one.get("changed")))


def _brief(one: Object) -> SharedBrief:
    return SharedBrief(
        _id(one.get("id")),
        line(one.get("title")),
        line(one.get("file")),
        _hash(one.get("sha256")),
        _hash(one.get("text_hash")),
        line(one.get("format"), 20),
        line(one.get("date"), 20),
        tuple(filter(None, map(_id, one["tags"][:_TAGS]))) if isinstance(one.get("tags"), list) else (),
    )


def _passage(item: Object) -> SharedPassage | None:
    """A passage; None when it has no identifier, no words or no brief."""
    target, own = object_(item.get("target")), object_(item.get("briefreader"))
    selectors = {str(one.get("type")): one for one in objects(target.get("selector"))}
    quote = object_(selectors.get("TextQuoteSelector"))
    identity, brief = _id(item.get("id")), _id(object_(target.get("source")).get("id"))
    exact = words(quote.get("exact"))
    if not (identity and brief and exact.strip()):
        return None
    bodies = objects(item.get("body"))
    notes = [words(body.get("value")) for body in bodies if body.get("purpose") == "commenting"]
    said = next((body.get("value") for body in bodies if body.get("purpose") == "assessing"), "")
    position = object_(selectors.get("TextPositionSelector"))
    created = time(item.get("created"))
    return SharedPassage(
        identity,
        brief,
        _anchor(exact, quote, position, own),
        tuple({use.tag: use for use in _uses(bodies)}.values())[:_TAGS],
        "\n\n".join(filter(None, notes)),
        next((strength for strength in STRENGTHS if strength == said), ""),
        person(item.get("creator")),
        created,
        time(item.get("modified")) or created,
        {_id(key): _hash(state) for key, state in object_(own.get("basis")).items() if _id(key)},
        _was(own.get("was")),
    )


def _was(value: object) -> Was | None:
    if not isinstance(value, dict):
        return None
    tags = value.get("tags")
    said = value.get("strength")
    return Was(
        tuple(filter(None, map(_id, tags[:_TAGS]))) if isinstance(tags, list) else (),
        words(value.get("note")),
        next((strength for strength in STRENGTHS if strength == said), ""),
        words(value.get("exact")),
    )


def _uses(bodies: object) -> Iterator[TagUse]:
    for body in objects(bodies):
        tag = _id(body.get("id"))
        if body.get("purpose") == "tagging" and tag:
            yield TagUse(tag, person(body.get("creator")), time(body.get("created")))


def _anchor(exact: str, quote: Object, position: Object, own: Object) -> Anchor:
    start = whole(position.get("start")) or 0
    heading = own.get("heading")
    steps = [line(step) for step in heading[:20]] if isinstance(heading, list) else []
    return Anchor(
        start,
        start + len(exact),
        exact,
        words(quote.get("prefix"), _NEIGHBOUR),
        words(quote.get("suffix"), _NEIGHBOUR),
        _hash(own.get("text_hash")),
        line(own.get("page"), 40) or None,
        whole(own.get("paragraph")),
        tuple(steps),
        share(own.get("rival")),
    )


def _correction(one: Object) -> Correction | None:
    """A correction; None when it says nothing this program knows."""
    kind = next((kind for kind in CORRECTION_KINDS if kind == one.get("kind")), None)
    scope = next((scope for scope in SCOPES if scope == one.get("scope")), None)
    identity, brief = _id(one.get("id")), _id(one.get("brief")) or None
    place = object_(one.get("anchor"))
    exact = words(place.get("exact"))
    if kind is None or scope is None or not identity or (scope != "library" and brief is None):
        return None
    if scope == "place" and not exact:
        return None
    types = {key: next((type_ for type_ in ENTITY_TYPES if type_ == one.get(key)), "") for key in ("type", "to_type")}
    aliases = one.get("aliases")
    return Correction(
        identity,
        kind,
        scope,
        types["type"],  # type: ignore[arg-type]
        line(one.get("name")),
        words(one.get("text")),
        brief if scope != "library" else None,
        line(one.get("to_name")),
        types["to_type"],  # type: ignore[arg-type]
        line(one.get("role")),
        tuple(filter(None, (line(alias) for alias in aliases[:100]))) if isinstance(aliases, list) else (),
        _anchor(exact, place, place, place) if scope == "place" else None,
        person(one.get("author")),
        time(one.get("created")),
    )


def _id(value: object) -> str:
    """An identifier, "" for what is none."""
    text = value.removeprefix("urn:uuid:") if isinstance(value, str) else ""
    return text if _ID.fullmatch(text) else ""


def _hash(value: object) -> str:
    return value if isinstance(value, str) and _HASH.fullmatch(value) else ""
