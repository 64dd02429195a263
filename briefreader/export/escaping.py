"""Words of briefs and notes as Markdown that shows them letter for letter.

Only the characters are escaped that CommonMark, its common extensions or Python-Markdown would read as markup, so
that the file stays readable. Backslashes go where every one of them honours a backslash; elsewhere entities do.
"""

from __future__ import annotations

import re

from briefreader.text.normalize import canonical

_EVERYWHERE = str.maketrans(
    {
        **{char: "\\" + char for char in "\\`*_[]{}"},
        "<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "&#124;", "~": "&#126;", "^": "&#94;", "=": "&#61;",
    }
)  # fmt: skip
_OPENING = re.compile(r"[#+\-!]|\(?\w{1,10}[.)](?=\s|$)")
_AUTOLINK = re.compile(r"(?i)\b(?=(?:https?|ftp|mailto|www)[:.])(\w+)([:.])")


def inline(text: str, *, opens: bool = True) -> str:
    """`text` as one line of Markdown, for a paragraph, a heading or a table cell; `opens`: nothing is before it."""
    plain = " ".join(canonical(text).split())
    escaped = plain.translate(_EVERYWHERE)
    if plain.count("$") > 1:  # a pair would be mathematics to some readers
        escaped = escaped.replace("$", "&#36;")
    escaped = _AUTOLINK.sub(lambda match: f"{match.group(1)}&#{ord(match.group(2))};", escaped)
    if escaped.endswith("#"):  # it would close a heading
        escaped = escaped[:-1] + "\\#"
    return _opened(escaped) if opens else escaped


def block(text: str) -> list[str]:
    """The lines of `text` as Markdown paragraphs, blank lines dropped."""
    return [line for line in map(inline, canonical(text).split("\n")) if line]


def _opened(text: str) -> str:
    """A line that would open a heading, a list or a definition does not."""
    if text.startswith(":"):
        return "&#58;" + text[1:]
    match = _OPENING.match(text)
    if match is None:
        return text
    mark = match.end() - 1
    return f"{text[:mark]}\\{text[mark:]}"
