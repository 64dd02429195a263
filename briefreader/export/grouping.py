"""How the passages of a report are grouped: by tag, tags below tags; or by brief."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from briefreader.export.citation import title_of
from briefreader.export.lines import LineMaker, is_certain
from briefreader.export.tree import Section
from briefreader.records import Brief, Passage, Tag

UNTAGGED = "Without a tag"
_DEEPEST = 12  # levels of tags; what lies deeper stands in one heading

Steps = tuple[str, ...]


def steps_of(path: str) -> Steps:
    """A tag's path in steps: ("arms", "drones")."""
    steps = [" ".join(step.split()) for step in path.split("/") if step.strip()]
    deep = steps[_DEEPEST - 1 :]
    return (*steps[: _DEEPEST - 1], " / ".join(deep)) if deep else tuple(steps)


def is_wanted(path: str, wanted: Sequence[str]) -> bool:
    """Whether the tag `path` is one of the `wanted` or below one; everything is when none is named."""
    steps = steps_of(path.casefold())
    return not wanted or any(steps[: len(steps_of(one))] == steps_of(one.casefold()) for one in wanted)


def by_tag(
    passages: Sequence[Passage], tags: Mapping[Steps, Tag], wanted: Sequence[str], maker: LineMaker
) -> tuple[Section, ...]:
    """A section per tag in the order of their names, tags below tags, passages without any last. A parent that bears
    no passage itself is a heading only."""
    tree = _Tree(tags, maker)
    for passage in passages:
        for path in passage.tags:
            if is_wanted(path, wanted):
                tree.add(passage, path)
    sections = list(tree.below(()))
    loose = [passage for passage in passages if not any(map(steps_of, passage.tags))]
    if loose and not wanted:
        sections.append(_section("untagged", UNTAGGED, loose, maker))
    return tuple(sections)


def by_brief(passages: Sequence[Passage], briefs: Mapping[str, Brief], maker: LineMaker) -> tuple[Section, ...]:
    """A section per brief, in the order of the passages."""
    under: dict[str, list[Passage]] = {}
    for passage in passages:
        under.setdefault(passage.brief, []).append(passage)
    return tuple(
        _section(f"b{index}", title_of(briefs[brief]) if brief in briefs else "Unknown brief", found, maker)
        for index, (brief, found) in enumerate(under.items(), 1)
    )


class _Tree:
    """Tags below tags, found without regard to case, named as first met."""

    def __init__(self, tags: Mapping[Steps, Tag], maker: LineMaker) -> None:
        self._tags = tags
        self._maker = maker
        self._names: dict[Steps, Steps] = {}
        self._children: dict[Steps, list[Steps]] = defaultdict(list)
        self._passages: dict[Steps, list[Passage]] = defaultdict(list)
        self._keys = itertools.count(1)

    def add(self, passage: Passage, path: str) -> None:
        key, steps = steps_of(path.casefold()), steps_of(path)
        for depth in range(1, len(key) + 1):
            if key[:depth] not in self._names:
                self._names[key[:depth]] = steps[:depth]
                self._children[key[: depth - 1]].append(key[:depth])
        self._passages[key].append(passage)

    def below(self, parent: Steps) -> Iterator[Section]:
        """The sections one level below `parent`, each with its own; made in reading order."""
        for key in sorted(self._children[parent]):
            tag = self._tags.get(key)
            own = _section(f"t{next(self._keys)}", self._names[key][-1], self._passages[key], self._maker)
            yield replace(
                own,
                path="/".join(self._names[key]),
                definition=" ".join(tag.definition.split()) if tag else "",
                colour=tag.colour if tag else "",
                sections=tuple(self.below(key)),
            )


def _section(key: str, title: str, passages: Sequence[Passage], maker: LineMaker) -> Section:
    certain = [passage for passage in passages if is_certain(passage)]
    lines = tuple(maker.line(passage) for passage in certain)
    return Section(key, title, lines=lines, attention=len(passages) - len(certain))
