"""A reading gathered from the library: what its reader made, and what they have of others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePath

from briefreader import __version__
from briefreader.records import Brief
from briefreader.service.sharing.kept import translated, unpacked
from briefreader.store import Received, Store
from briefreader.text.reading import Reader, Reading, SharedBrief, SharedPassage, Was


def gather(store: Store, reader: Reader, briefs: Collection[str] = (), *, own: bool = False) -> Reading:
    """The reading of these briefs, or of all. With `own` without what came from others, unless it was changed here."""
    with store.snapshot():
        tags = store.readings.tags()
        came: dict[str, list[Received]] = {}
        for one in store.readings.received():
            came.setdefault(one.subject, []).append(one)
        by_path = {tag.path.casefold(): tag.id for tag in tags}
        here = {tag.id for tag in tags}
        held = store.readings.passages(None) if not briefs else store.readings.passages((), briefs)
        passages = [_signed(one.passage, came.get(one.passage.id, []), here, by_path) for one in held.values()]
        if own:
            passages = [one for one in passages if not one.basis or one.edited]
        corrections = store.corrections.all()
        if briefs:
            corrections = [one for one in corrections if one.brief in briefs]
        marked = store.readings.brief_tags()
        concerned = {one.brief for one in passages} | {one.brief for one in corrections if one.brief}
        concerned |= {brief for brief in marked if not briefs or brief in briefs}
        told = _briefs(store, concerned, marked)
    used = (
        {use.tag for one in passages for use in one.tags}
        | {tag for one in passages if one.was for tag in one.was.tags}
        | {tag for one in told for tag in one.tags}
    )
    return Reading(
        reader,
        tuple(told),
        tuple(tag for tag in tags if not briefs or tag.id in used),
        tuple(sorted(passages, key=lambda one: (one.brief, one.anchor.start, one.created, one.id))),
        tuple(corrections),
        whole=not briefs,
        made=datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        program=f"BriefReader {__version__}",
    )


def _signed(
    passage: SharedPassage, came: list[Received], here: Collection[str], by_path: dict[str, str]
) -> SharedPassage:
    """`passage` with what others had sent of it."""
    foreign = [one for one in came if not one.own]
    if not foreign:
        return passage
    basis: dict[str, str] = {}
    before: Was | None = None
    for one in foreign:
        was, paths = unpacked(one.content)
        basis[one.reader] = was.state
        known = {tag: by_path[path.casefold()] for tag, path in paths.items() if tag not in here
                 and path.casefold() in by_path}  # fmt: skip
        there = translated(was, known)
        if there.state == passage.state:
            return replace(passage, basis={other.reader: unpacked(other.content)[0].state for other in foreign})
        before = Was(tuple(sorted(use.tag for use in there.tags)), there.note, there.strength, there.anchor.exact)
    return replace(passage, basis=basis, was=before)


def _briefs(store: Store, wanted: Collection[str], tags: dict[str, list[str]]) -> list[SharedBrief]:
    digests: dict[str, tuple[str, str]] = {}
    for version_of, content, text in store.readings.digests():
        digests.setdefault(version_of, (content, text))
    awaited = {one.id: one for one in store.readings.awaited()}
    found: list[SharedBrief] = []
    for brief in sorted(store.briefs.some(wanted), key=lambda one: one.id):
        if brief.id in awaited:
            found.append(awaited[brief.id])
        else:
            found.append(_shared(brief, digests.get(brief.id, ("", "")), tags.get(brief.id, [])))
    return found


def _shared(brief: Brief, digests: tuple[str, str], tags: list[str]) -> SharedBrief:
    file = PurePath(brief.path.rsplit("!/", 1)[-1]).name
    return SharedBrief(brief.id, brief.title, file, *digests, brief.format, brief.date, tuple(tags))
