"""What one file holds: itself, and, when it is a mail or a pack, what is in it, read one after the other."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from briefreader.errors import ReadError
from briefreader.readers import recognition
from briefreader.readers.kinds import kind_of
from briefreader.readers.members import Refused, has_members, members
from briefreader.readers.reading import load, read_bytes
from briefreader.records import INSIDE
from briefreader.text.document import Document

MAX_DEPTH = 3  # files within files within files
MAX_PARTS = 5_000  # of one file, however deep
TOO_MUCH = "Reading this file takes more memory than it may."

logger = logging.getLogger(__name__)


class Part(NamedTuple):
    """One brief of a file. `inner` is "" for the file itself, else the way to it inside; `digest` the sha256 of its
    bytes. Either a `document`, or a `refusal` in a sentence (`passing` when another try may go better), or, when the
    bytes are those already known or the file is a mere pack of others (`is_pack`), neither."""

    inner: str
    size: int
    digest: str
    document: Document | None = None
    refusal: str = ""
    passing: bool = False
    is_pack: bool = False


class Pulse(NamedTuple):
    """A sign that a long reading goes on."""


def parts(path: Path, known: str = "") -> Iterator[Part]:
    """The briefs of the file `path`, itself first. Nothing but it when its sha256 is `known`. Raises nothing."""
    try:
        data = load(path)
    except ReadError as error:
        yield Part("", 0, "", refusal=sentence(error), passing=True)
        return
    digest = hashlib.sha256(data).hexdigest()
    if digest == known:
        yield Part("", len(data), digest)
        return
    for number, part in enumerate(_parts("", data, str(path), digest)):
        if number >= MAX_PARTS:
            logger.warning("a file holds more than %d briefs; the rest was left out", MAX_PARTS)
            return
        yield part


def recognised(place: str) -> Iterator[Part | Pulse]:
    """The brief at a place of the library with its scanned pages recognised; a Pulse after each page. Raises
    nothing."""
    try:
        data = bytes_of(place)
        digest = hashlib.sha256(data).hexdigest()
        document = read_bytes(data, place)
        pages = []
        for page in recognition.read_scans(document, data, place):
            pages.append(page)
            yield Pulse()
        yield Part("", len(data), digest, recognition.with_recognised(document, pages, place))
    except ReadError as error:
        yield Part("", 0, "", refusal=sentence(error))
    except (MemoryError, RecursionError):
        yield Part("", 0, "", refusal=TOO_MUCH)


def bytes_of(place: str) -> bytes:
    """The bytes of a brief at a place of the library: a file, or what is in one. Raises ReadError."""
    outer, *inner = place.split(INSIDE)
    while inner and not Path(outer).is_file():  # a folder's name may end in "!"
        outer += INSIDE + inner.pop(0)
    data = load(Path(outer))
    for step in inner:
        found = next((one for one in members(data, outer) if one.name == step), None)
        outer += INSIDE + step
        if found is None:
            raise ReadError(outer, "It is no longer in the file that held it.")
        if isinstance(found, Refused):
            raise ReadError(outer, found.sentence)
        data = found.data
    return data


def sentence(error: ReadError) -> str:
    """What is wrong and what to do."""
    return f"{error.message} {error.remedy}".strip()


def _parts(inner: str, data: bytes, name: str, digest: str) -> Iterator[Part]:
    """What `data` is and what is in it; a pack is nothing itself unless nothing can be had of it."""
    form = kind_of(data, name).format
    if not form or not has_members(form):
        yield _part(inner, data, name, digest)
        return
    count = 0
    if form != "zip":
        yield _part(inner, data, name, digest)
        count = 1
    if inner.count(INSIDE) >= MAX_DEPTH - 1:
        if not count:
            yield Part(inner, len(data), digest, refusal="It lies too deep within other files. Take it out of them.")
        return
    try:
        for member in members(data, name):
            way = f"{inner}{INSIDE}{member.name}" if inner else member.name
            count += 1
            if isinstance(member, Refused):
                yield Part(way, 0, "", refusal=member.sentence)
            else:
                below = hashlib.sha256(member.data).hexdigest()
                yield from _parts(way, member.data, f"{name}{INSIDE}{member.name}", below)
    except ReadError as error:
        yield Part(inner if not count else f"{inner}{INSIDE}…".removeprefix(INSIDE), 0, "", refusal=sentence(error))
        return
    except Exception as error:  # noqa: BLE001 - as below
        logger.error("taking apart failed: %s", type(error).__qualname__)
        refusal = f"BriefReader could not make sense of this file ({type(error).__name__})."
        yield Part(inner, len(data), digest, refusal=refusal)
        return
    if not count:
        yield _part(inner, data, name, digest)  # says why
    elif form == "zip" and not inner:
        yield Part("", len(data), digest, is_pack=True)


def _part(inner: str, data: bytes, name: str, digest: str) -> Part:
    try:
        return Part(inner, len(data), digest, read_bytes(data, name))
    except ReadError as error:
        refusal = sentence(error)
    except (MemoryError, RecursionError):
        refusal = TOO_MUCH
    except Exception as error:  # noqa: BLE001 - one file must not stop the folder; logged by kind, told by a sentence
        logger.error("reading failed: %s", type(error).__qualname__)
        refusal = f"BriefReader could not make sense of this file ({type(error).__name__})."
    return Part(inner, len(data), digest, refusal=refusal)
