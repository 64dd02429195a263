"""Formatting of running text: neighbouring runs that look alike become one span."""

from __future__ import annotations

from briefreader.readers.builder import Builder
from briefreader.text.document import InlineKind

Mark = tuple[InlineKind, str]
Look = tuple[Mark, ...]  # the formatting of a run, what lasts longest first


class Marks:
    """The marks that are open on a builder."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._open: list[Mark] = []

    def want(self, look: Look) -> None:
        """Let what follows look like `look` and no other way."""
        same = 0
        while same < len(look) and same < len(self._open) and look[same] == self._open[same]:
            same += 1
        for _ in range(len(self._open) - same):
            self._builder.close_mark()
        del self._open[same:]
        for mark in look[same:]:
            self._builder.open_mark(*mark)
            self._open.append(mark)
