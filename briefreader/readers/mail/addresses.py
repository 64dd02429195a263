"""The people in an address header: `Ada Bright <ada@example.org>, "Stone, Bo" <bo@example.org>, c@example.org (Cy)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|\\.|[(),;:<>]|[^"\\(),;:<>]+|.', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def people(header: str) -> Iterator[tuple[str, str]]:
    """The name and the address of each, either may be ""; `header` is unfolded, encoded words stay as they are.

    In time linear in `header`, whatever is wrong with it.
    """
    words: list[str] = []
    comment: list[str] = []
    address: list[str] = []
    depth = 0  # of comments
    inside = False  # of the angle brackets
    for piece in _PIECE.findall(header):
        if depth:
            depth += (piece == "(") - (piece == ")")
            comment.append(piece if depth else "")
        elif piece == "(":
            depth = 1
        elif inside:
            inside = piece != ">"
            address.append(piece if inside else "")
        elif piece == "<":
            inside = True
        elif piece in (",", ";"):
            yield from _person(words, address, comment)
            words, comment, address = [], [], []
        elif piece == ":" and words and "@" not in "".join(words):
            words = []  # the name of a group
        else:
            words.append(
                _ESCAPE.sub(r"\1", piece[1:-1]) if piece[:1] == piece[-1:] == '"' and len(piece) > 1 else piece
            )
    yield from _person(words, address, comment)


def _person(words: list[str], address: list[str], comment: list[str]) -> Iterator[tuple[str, str]]:
    name, written = "".join(words).strip(), "".join(address).strip()
    if not written and "@" in name and " " not in name:
        name, written = "".join(comment).strip(), name
    if name or written:
        yield name, written
