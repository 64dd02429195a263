"""The outline that the tags form: branches moved, merged, split and cut off, each as one action."""

from __future__ import annotations

from collections.abc import Sequence

from briefreader.errors import NotFound, UsageError
from briefreader.records import Branch, Changes, Tag
from briefreader.store.database import Database
from briefreader.store.journal import Action, Journal
from briefreader.store.tags import BORNE, SEPARATOR, Bearing, Tags, is_within, tag_path


class Outline:
    """The tags of one library as branches."""

    def __init__(self, database: Database, journal: Journal, tags: Tags) -> None:
        self._db = database
        self._journal = journal
        self._tags = tags

    def branches(self) -> list[Branch]:
        """Every tag and every step above one, in order, with what bears it or a tag beneath it, each counted once."""
        tags = {tuple(tag.path.casefold().split(SEPARATOR)): tag for tag in self._tags.all()}
        names: dict[tuple[str, ...], str] = {}
        for keys, tag in tags.items():
            steps = tag.path.split(SEPARATOR)
            for depth in range(1, len(steps) + 1):
                names.setdefault(keys[:depth], SEPARATOR.join(steps[:depth]))
            names[keys] = tag.path
        bearers: dict[str, dict[tuple[str, ...], set[str]]] = {}
        for table, bearer in BORNE:
            counted = bearers.setdefault(bearer, {keys: set() for keys in names})
            of = {tag.id: [keys[:depth] for depth in range(1, len(keys) + 1)] for keys, tag in tags.items()}
            for row in self._db.all(f"SELECT tag, {bearer} AS bearer FROM {table}"):
                for keys in of[row["tag"]]:
                    counted[keys].add(row["bearer"])
        return [
            Branch(names[keys], len(keys), tags.get(keys), len(bearers["passage"][keys]), len(bearers["brief"][keys]))
            for keys in sorted(names)
        ]

    def move(self, path: str, parent: str) -> Changes:
        """Put a tag, or a step of the outline, with those beneath it under `parent`, which need not be there yet; ""
        means the top. Raises NotFound, UsageError when it would lie within itself or the name is taken."""
        branch = self._tags.scope(path)
        above = tag_path(parent) if parent.strip(SEPARATOR + " ") else ""
        if above and is_within(above, branch):
            raise UsageError(f"“{branch}” cannot be put beneath itself.")
        name = branch.split(SEPARATOR)[-1]
        return self._tags.rename(branch, SEPARATOR.join((above, name)) if above else name)

    def merge(self, path: str, into: str) -> Changes:
        """What bears the tag `path` bears `into` instead, and the same for each tag beneath it; what was said of them
        is kept under what is said of the other. Raises NotFound, UsageError when one lies within the other."""
        branch, target = self._tags.scope(path), self._tags.scope(into)
        if is_within(target, branch) or is_within(branch, target):
            raise UsageError("A tag cannot be merged with one it lies beneath.", "Move it out of there first.")
        with self._journal.action(f"Merge {branch} into {target}") as action:
            depth = branch.count(SEPARATOR) + 1
            for one in [one for one in self._tags.all() if is_within(one.path, branch)]:
                rest = one.path.split(SEPARATOR)[depth:]
                self._merge(action, one, SEPARATOR.join((target, *rest)))
        return action.changes

    def split(self, path: str, new: str, passages: Sequence[str]) -> Changes:
        """These passages bear the tag `new` in place of `path`. Raises NotFound when one does not bear `path`,
        UsageError when there is none or the tags are the same."""
        tag, wanted = self._tags.find(path), tag_path(new)
        if not passages or wanted.casefold() == tag.path.casefold():
            raise UsageError("Say which passages go under which other tag.")
        with self._journal.action(f"Split {wanted} off {tag.path}") as action:
            other = self._tags.ensure(action, wanted)
            for passage in dict.fromkeys(passages):
                if not self._bears("passage_tags", "passage", passage, tag.id):
                    raise NotFound(f"The passage {passage} does not carry the tag “{tag.path}”.")
                self._pass_on(action, "passage_tags", "passage", passage, tag.id, other)
        return action.changes

    def remove(self, path: str) -> Changes:
        """Take a tag and all beneath it off whatever bears them, and delete them. Raises NotFound."""
        branch = self._tags.scope(path)
        with self._journal.action(f"Delete the tags beneath {branch}") as action:
            for tag in self._tags.all():
                if is_within(tag.path, branch):
                    self._tags.drop(action, tag.id)
        return action.changes

    def _merge(self, action: Action, tag: Tag, path: str) -> None:
        try:
            there = self._tags.find(path)
        except NotFound:
            self._tags.set(action, tag.id, path=path)
            return
        for table, bearer in BORNE:
            for row in self._db.all(f"SELECT {bearer} AS bearer FROM {table} WHERE tag = ?", (tag.id,)):
                self._pass_on(action, table, bearer, row["bearer"], tag.id, there.id)
        said = [text for text in (there.definition, tag.definition) if text.strip()]
        self._tags.set(action, there.id, definition="\n".join(dict.fromkeys(said)))
        self._tags.drop(action, tag.id)

    def _pass_on(self, action: Action, table: Bearing, bearer: str, one: str, old: str, new: str) -> None:
        """`one` bears the tag `new` in place of `old`, by the same hand."""
        row = self._db.one(f"SELECT author, created FROM {table} WHERE {bearer} = ? AND tag = ?", (one, old))
        action.delete(table, {bearer: one, "tag": old})
        if row is not None and not self._bears(table, bearer, one, new):
            action.insert(table, {bearer: one, "tag": new, "author": row["author"], "created": row["created"]})

    def _bears(self, table: str, bearer: str, one: str, tag: str) -> bool:
        return self._db.one(f"SELECT 1 FROM {table} WHERE {bearer} = ? AND tag = ?", (one, tag)) is not None
