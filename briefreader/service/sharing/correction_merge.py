"""The corrections of a reading among those of the library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from briefreader.service.sharing.conflicts import Conflict, Decisions
from briefreader.store import Received, Store
from briefreader.text.corrections import Correction
from briefreader.text.reading import Reading

TAKEN = "taken"  # all that need be kept of a correction that came: it is never changed


class CorrectionMerge:
    """`new` are those to be made, `removed` the ids of the library's that give way."""

    def __init__(
        self,
        store: Store,
        reading: Reading,
        bases: Mapping[str, list[Received]],
        brief: Callable[[str], str],
        decisions: Decisions,
    ) -> None:
        self.new: list[Correction] = []
        self.removed: list[str] = []
        self.received: list[Received] = []
        self.conflicts: list[Conflict] = []
        self._reading = reading
        self._decisions = decisions
        here = store.corrections.all()
        self._ids = {one.id for one in here}
        self._said = {_sense(one): one for one in here}
        self._about: dict[tuple[object, ...], list[Correction]] = {}
        for one in here:
            self._about.setdefault(_target(one), []).append(one)
        for theirs in reading.corrections:
            if any(one.reader == reading.reader.id for one in bases.get(theirs.id, ())):
                continue
            self._take(replace(theirs, brief=brief(theirs.brief) if theirs.brief else None))

    def _take(self, theirs: Correction) -> None:
        reader = self._reading.reader
        known = theirs.id in self._ids
        self.received.append(Received(theirs.id, reader.id, theirs.brief or "", reader.name, known, TAKEN))
        if known or _sense(theirs) in self._said:
            return
        mine = [one for one in self._about.get(_target(theirs), ()) if one.id not in self.removed]
        if mine:
            last = mine[-1]
            identity = f"correction:{theirs.id}"
            decision = self._decisions.of(identity, "both")
            self.conflicts.append(
                Conflict(
                    identity,
                    "correction",
                    theirs.brief or "",
                    theirs.text or theirs.name,
                    _told(last),
                    _told(theirs),
                    last.author,
                    last.created,
                    theirs.author or reader.name,
                    theirs.created,
                    decision,
                )
            )
            if decision == "mine":
                return
            if decision == "theirs":
                self.removed += [one.id for one in mine]
        self._said[_sense(theirs)] = theirs
        self.new.append(replace(theirs, author=theirs.author or reader.name))


def _target(one: Correction) -> tuple[object, ...]:
    """What a correction is about."""
    place = (one.anchor.start, one.anchor.exact) if one.anchor is not None and one.kind != "resize" else ()
    if one.kind == "add":
        return (one.scope, one.brief, one.text.casefold())
    return (one.scope, one.brief, one.type, one.name.casefold(), one.text, place)


def _sense(one: Correction) -> tuple[object, ...]:
    """What it says, whoever made it and whenever."""
    place = (one.anchor.start, one.anchor.exact) if one.anchor is not None else ()
    return (*_target(one), one.kind, one.type, one.to_name, one.to_type, one.role, one.aliases, place)


def _told(one: Correction) -> str:
    becomes = ", ".join(filter(None, (one.to_name, one.to_type, one.role)))
    return f"{one.kind}: {becomes}" if becomes else one.kind
