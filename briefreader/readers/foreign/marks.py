"""What another program keeps of a reading, before it is known where in the library it belongs."""

from __future__ import annotations

from typing import NamedTuple


class Mark(NamedTuple):
    """A highlight, or a note on a place. `key` is its identifier there, "" when it has none. `start` and `end` are code
    points of some text, that of `text_hash` if it is given. `page` is a printed label. `title`, `file`, `sha256`,
    `brief` and `address` tell what it was made in, as far as the program says. `span` are code points of the brief's
    own text, known without looking."""

    exact: str
    note: str = ""
    tags: tuple[str, ...] = ()
    author: str = ""
    created: str = ""
    changed: str = ""
    key: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    text_hash: str = ""
    page: str = ""
    title: str = ""
    file: str = ""
    sha256: str = ""
    brief: str = ""
    address: str = ""
    strength: str = ""
    span: tuple[int, int] | None = None


class Marks(NamedTuple):
    """All that was found; `left_out` counts what has no place in a text (pictures, replies, notes on whole files)."""

    program: str
    marks: tuple[Mark, ...]
    left_out: int = 0
