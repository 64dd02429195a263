"""How the passages of a report are grouped: by tag, tags below tags; or by brief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefreader.export.citation import title_of
from briefreader.export.lines import LineMaker, is_certain
from briefreader.export.tree import Section
from briefreader.records import Brief, Passage, Tag

UNTAGGED = "Without a tag"

Steps = tuple[str, ...]


def steps_of(path: str) -> Steps:
    """A tag's path in steps: ("arms", "drones")."""
    return tuple(" ".join(step.split()) for step in path.split("/") if step.strip())


def is_wanted(path: str, wanted: Sequence[str]) -> bool:
    """Whether the tag `path` is one of the `wanted` or below one; everything is when none is named."""
    steps = steps_of(path.casefold())
    return not wanted or any(steps[: len(steps_of(one))] == steps_of(one.casefold()) for one in wanted)


def by_tag(
    passages: Sequence[Passage], tags: Mapping[Steps, Tag], wanted: Sequence[str], maker: LineMaker
) -> tuple[Section, ...]:
    """A section per tag in the order of their names, tags below tags, passages without any last. A parent that bears
    no passage itself is a heading only."""
    under: dict[Steps, list[Passage]] = {}
    names: dict[Steps, Steps] = {}
    for passage in passages:
        for path in passage.tags:
            if is_wanted(path, wanted):
                steps = steps_of(path)
                key = steps_of(path.casefold())
                under.setdefault(key, []).append(passage)
                for depth in range(1, len(steps) + 1):
                    names.setdefault(key[:depth], steps[:depth])
    sections = list(_below((), sorted(names), names, under, tags, maker))
    loose = [passage for passage in passages if not passage.tags]
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


def _below(
    parent: Steps,
    keys: Sequence[Steps],
    names: Mapping[Steps, Steps],
    under: Mapping[Steps, Sequence[Passage]],
    tags: Mapping[Steps, Tag],
    maker: LineMaker,
) -> Iterable[Section]:
    for index, key in enumerate(keys, 1):
        if len(key) != len(parent) + 1 or key[: len(parent)] != parent:
            continue
        tag = tags.get(key)
        own = _section(f"t{index}", names[key][-1], under.get(key, ()), maker)
        yield Section(
            key=own.key,
            title=own.title,
            path="/".join(names[key]),
            definition=" ".join(tag.definition.split()) if tag else "",
            colour=tag.colour if tag else "",
            lines=own.lines,
            sections=tuple(_below(key, keys, names, under, tags, maker)),
            attention=own.attention,
        )


def _section(key: str, title: str, passages: Sequence[Passage], maker: LineMaker) -> Section:
    certain = [passage for passage in passages if is_certain(passage)]
    lines = tuple(maker.line(passage) for passage in certain)
    return Section(key, title, lines=lines, attention=len(passages) - len(certain))
