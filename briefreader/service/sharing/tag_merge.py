"""The tags of a reading among those of the library: the same by their identifier, else by their name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from briefreader.errors import UsageError
from briefreader.service.sharing.conflicts import Conflict, Decision, Decisions
from briefreader.store import COLOURS, Received, Store, tag_path
from briefreader.text.reading import Reading, SharedTag

_NAMING: tuple[Decision, ...] = ("mine", "theirs")


class TagMerge:
    """`ids` are the library's by the reading's, `new` those to be made, `values` what is to be set of which."""

    def __init__(self, store: Store, reading: Reading, base: Callable[[str], str | None], decisions: Decisions) -> None:
        self.ids: dict[str, str] = {}
        self.new: list[SharedTag] = []
        self.values: list[tuple[str, Mapping[str, str]]] = []
        self.received: list[Received] = []
        self.conflicts: list[Conflict] = []
        self._reading = reading
        self._base = base
        self._decisions = decisions
        known = store.readings.tags()
        self._by_id = {tag.id: tag for tag in known}
        self._by_path = {tag.path.casefold(): tag for tag in known}
        for tag in sorted(reading.tags, key=lambda one: (one.path, one.id)):
            try:
                self._take(replace(tag, path=tag_path(tag.path)))
            except UsageError:  # a name of nothing: what bears it comes without it
                continue

    def local(self, tag: str, path: str) -> str:
        """The library's id of a tag that once came under `path`."""
        if tag in self._by_id or tag in self.ids:
            return self.ids.get(tag, tag)
        there = self._by_path.get(path.casefold())
        return there.id if there else tag

    def path(self, tag: str) -> str:
        """The name of a tag of the library or of the reading."""
        return self._by_id[tag].path if tag in self._by_id else ""

    def _take(self, tag: SharedTag) -> None:
        mine = self._by_id.get(tag.id)
        if mine is not None:
            self.ids[tag.id] = tag.id
            self._compare(mine, tag)
            return
        mine = self._by_path.get(tag.path.casefold())
        if mine is not None:
            self.ids[tag.id] = mine.id
            self._compare(mine, replace(tag, path=mine.path))
            return
        colour = tag.colour if tag.colour in COLOURS else self._free_colour()
        self.ids[tag.id] = tag.id
        made = replace(tag, colour=colour, author=tag.author or self._reading.reader.name)
        self.new.append(made)
        self._by_id[tag.id] = self._by_path[tag.path.casefold()] = made

    def _compare(self, mine: SharedTag, theirs: SharedTag) -> None:
        """Its name and its definition, unless the reader's were seen before."""
        content = json.dumps([theirs.path, theirs.definition], ensure_ascii=False)
        before = self._base(f"tag:{theirs.id}")
        if before == content:
            return
        was = json.loads(before) if before else [None, None]
        told = False
        newer: Decision = "theirs" if theirs.changed > mine.changed else "mine"
        if theirs.path.casefold() != mine.path.casefold() and theirs.path != was[0]:
            told = True
            taken = self._by_path.get(theirs.path.casefold())
            choice = self._ask("tag renamed", mine, theirs, mine.path, theirs.path, newer, _NAMING)
            if choice == "theirs" and taken is None:
                self._set(mine, path=theirs.path)
        if theirs.definition and theirs.definition not in (mine.definition, was[1]):
            told = True
            if not mine.definition:
                self._set(mine, definition=theirs.definition)
            else:
                choice = self._ask("tag redefined", mine, theirs, mine.definition, theirs.definition, newer)
                if choice == "theirs":
                    self._set(mine, definition=theirs.definition)
                elif choice == "both":
                    self._set(mine, definition="\n".join(sorted((mine.definition, theirs.definition))))
        if told:
            reader = self._reading.reader
            self.received.append(Received(f"tag:{theirs.id}", reader.id, "", reader.name, True, content))

    def _ask(
        self,
        kind: str,
        mine: SharedTag,
        theirs: SharedTag,
        ours: str,
        others: str,
        usual: Decision,
        choices: tuple[Decision, ...] = ("mine", "theirs", "both"),
    ) -> Decision:
        identity = f"{kind.replace(' ', '-')}:{theirs.id}"
        decision = self._decisions.of(identity, usual, choices)
        by = self._reading.reader.name
        who = (mine.author, mine.changed, by, theirs.changed)
        self.conflicts.append(
            Conflict(identity, kind, "", mine.path, ours, others, *who, decision, choices)  # type: ignore[arg-type]
        )
        return decision

    def _set(self, mine: SharedTag, **values: str) -> None:
        self.values.append((mine.id, values))
        now = replace(self._by_id[mine.id], **values)
        self._by_path.pop(self._by_id[mine.id].path.casefold(), None)
        self._by_id[mine.id] = self._by_path[now.path.casefold()] = now

    def _free_colour(self) -> str:
        used = [tag.colour for tag in self._by_id.values()]
        return min(COLOURS, key=used.count)
