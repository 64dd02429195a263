"""What one file holds: itself, and, when it is a mail or a pack, what is in it, read one after the other."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from briefreader.errors import ReadError
from briefreader.readers.reading import load, read_bytes
from briefreader.text.document import Document

TOO_MUCH = "Reading this file takes more memory than it may."

logger = logging.getLogger(__name__)


class Part(NamedTuple):
    """One brief of a file. `inner` is "" for the file itself, else the way to it inside; `digest` the sha256 of its
    bytes. Either a `document`, or a `refusal` in a sentence, or, when the bytes are those already known, neither."""

    inner: str
    size: int
    digest: str
    document: Document | None = None
    refusal: str = ""


def parts(path: Path, known: str = "") -> Iterator[Part]:
    """The briefs of the file `path`, itself first. Nothing but it when its sha256 is `known`. Raises nothing."""
    try:
        data = load(path)
    except ReadError as error:
        yield Part("", 0, "", refusal=sentence(error))
        return
    digest = hashlib.sha256(data).hexdigest()
    if digest == known:
        yield Part("", len(data), digest)
        return
    yield _part("", data, str(path), digest)


def sentence(error: ReadError) -> str:
    """What is wrong and what to do."""
    return f"{error.message} {error.remedy}".strip()


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
