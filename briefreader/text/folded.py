"""A text as a reader compares it: one kind of quotation mark, dash and space, compatibility forms resolved.

Used to find a passage again whose wording is the same while its typography changed. Every fold keeps the way back to
offsets of the text it was made from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from briefreader.text.document import Span

_LONGEST_CLUSTER = 1000  # code points: putting a heap of accents in order takes quadratic time
_CHANGED = re.compile(r"\s{2,}|[^\S ]|[\x21-\x7e]?[^\x00-\x7f]+|-{2,}")
_SPECIAL = re.compile(
    "[\\s\u2018-\u201f\u2032\u2033\u2039\u203a\u00ab\u00bb\u0060\u00b4\u2010-\u2015\u2212\u00ad"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SPELLED = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u0060\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
        **dict.fromkeys(map(chr, (*range(0x202A, 0x202F), *range(0x2061, 0x206A))), ""),
    }
)


@dataclass(frozen=True)
class Folded:
    """A folded text. Piece `i` begins at `starts[i]` of `text` and stands for `sources[i]` of the original; pieces
    that were left as they are (`verbatim[i]`) map character by character."""

    text: str
    starts: list[int]
    sources: list[Span]
    verbatim: list[bool]

    def original(self, start: int, end: int) -> Span:
        """The span of the original that `start`-`end` (not empty) of the folded text stands for."""
        first, last = self._piece(start), self._piece(max(start, end - 1))
        begin, source = self.starts[first], self.sources[first]
        left = source.start + (start - begin if self.verbatim[first] else 0)
        begin, source = self.starts[last], self.sources[last]
        right = source.start + (end - begin) if self.verbatim[last] else source.end
        return Span(left, max(left, right))

    def near(self, offset: int) -> int:
        """About where `offset` of the original lies in the folded text."""
        index = bisect_right(self.sources, (offset, 1 << 62)) - 1
        if index < 0:
            return 0
        return min(len(self.text), self.starts[index] + max(0, offset - self.sources[index].start))

    def _piece(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)


def fold(text: str) -> Folded:
    """`text` folded. Linear in its length; letters keep their case, and raised or circled numbers their form."""
    parts: list[str] = []
    starts: list[int] = []
    sources: list[Span] = []
    verbatim: list[bool] = []
    length = 0
    for start, end, piece in _pieces(text):
        if piece.startswith(" ") and parts and parts[-1].endswith(" "):
            start, piece = (start + 1, piece[1:]) if len(piece) > 1 else (start, "")
        if not piece:
            continue
        parts.append(piece)
        starts.append(length)
        sources.append(Span(start, end))
        verbatim.append(piece == text[start:end])
        length += len(piece)
    return Folded("".join(parts), starts, sources, verbatim)


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    done = 0
    for match in _CHANGED.finditer(text):
        if match.start() > done:
            yield done, match.start(), text[done : match.start()]
        run = match.group()
        if run.isspace() or run.startswith("--"):
            yield match.start(), match.end(), run[0] if run[0] == "-" else " "
        elif unicodedata.is_normalized("NFKC", run) and not _SPECIAL.search(run):
            yield match.start(), match.end(), run
        else:
            yield from _clusters(run, match.start())
        done = match.end()
    if done < len(text):
        yield done, len(text), text[done:]


def _clusters(run: str, offset: int) -> Iterator[tuple[int, int, str]]:
    """The run in clusters that normalise independently of each other."""
    start = 0
    for index in range(1, len(run) + 1):
        if index < len(run) and index - start < _LONGEST_CLUSTER and _joins(run[index]):
            continue
        cluster = run[start:index]
        yield offset + start, offset + index, _spelled(cluster)
        start = index


def _joins(char: str) -> bool:
    return unicodedata.combining(char) != 0 or "\u1160" <= char <= "\u11ff"


def _spelled(cluster: str) -> str:
    cluster = cluster.translate(_SPELLED)
    if not cluster or cluster.isspace():
        return cluster and " "
    if unicodedata.category(cluster[0]) == "No":  # 10⁵ is not 105
        return cluster
    return unicodedata.normalize("NFKC", cluster)
