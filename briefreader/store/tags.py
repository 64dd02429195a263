"""Tags: rows with a path ("arms/drones"), a marker colour and a definition."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Literal

from briefreader.errors import NotFound, UsageError
from briefreader.records import Changes, Tag
from briefreader.store.database import Database, Row, now
from briefreader.store.journal import Action, Journal
from briefreader.text.normalize import canonical

COLOURS = ("yellow", "green", "blue", "pink", "orange", "purple", "teal", "red")
SEPARATOR = "/"
Bearing = Literal["passage_tags", "brief_tags"]
BORNE: tuple[tuple[Bearing, str], ...] = (
    ("passage_tags", "passage"),
    ("brief_tags", "brief"),
)  # what bears a tag: the table, and its column

_COUNTS = (
    "(SELECT count(*) FROM passage_tags WHERE tag = tags.id) AS passages, "
    "(SELECT count(*) FROM brief_tags WHERE tag = tags.id) AS briefs"
)
_SELECT = f"SELECT tags.*, {_COUNTS} FROM tags"


def tag_path(text: str) -> str:
    """`text` as a tag's path: steps without surrounding white space, joined by "/". Raises UsageError when empty."""
    steps = [" ".join(step.split()) for step in canonical(text).split(SEPARATOR)]
    path = SEPARATOR.join(step for step in steps if step)
    if not path:
        raise UsageError("A tag needs a name.")
    return path


def is_within(path: str, parent: str) -> bool:
    """Whether the tag `path` is `parent` or stands beneath it, whatever their case."""
    return (path + SEPARATOR).casefold().startswith((parent + SEPARATOR).casefold())


class Tags:
    """The tags of one library."""

    def __init__(self, database: Database, journal: Journal, author: str) -> None:
        self._db = database
        self._journal = journal
        self.author = author

    def all(self) -> list[Tag]:
        """Every tag with the number of its passages, by path."""
        return [_tag(row) for row in self._db.all(_SELECT + " ORDER BY path COLLATE NOCASE")]

    def recent(self, count: int) -> list[Tag]:
        """The tags used last, the latest first."""
        sql = (  # by the order they came in: the clock may have been set back
            "WITH used AS (SELECT tag, max(rowid) AS last FROM passage_tags GROUP BY tag ORDER BY last DESC LIMIT ?) "
            f"SELECT tags.*, {_COUNTS} FROM used JOIN tags ON tags.id = used.tag ORDER BY last DESC"
        )
        return [_tag(row) for row in self._db.all(sql, (count,))]

    def find(self, path: str) -> Tag:
        """The tag with this path, whatever its case. Raises NotFound."""
        row = self._row(tag_path(path))
        if row is None:
            raise NotFound(f"There is no tag “{path}”.")
        return _tag(self._db.all(_SELECT + " WHERE id = ?", (row["id"],))[0])

    def scope(self, path: str) -> str:
        """`path` as a tag has it, or as the tags beneath it have it. Raises NotFound when there are neither."""
        wanted = tag_path(path)
        row = self._row(wanted)
        if row is not None:
            return str(row["path"])
        beneath = next((tag.path for tag in self.all() if is_within(tag.path, wanted)), None)
        if beneath is None:
            raise NotFound(f"There is no tag “{path}”.")
        return SEPARATOR.join(beneath.split(SEPARATOR)[: wanted.count(SEPARATOR) + 1])

    def ensure(self, action: Action, path: str) -> str:
        """The id of the tag with this path, made within `action` when it is new; the steps above it are then spelled
        as other tags have them."""
        wanted = tag_path(path)
        row = self._row(wanted)
        if row is not None:
            return str(row["id"])
        tag = str(uuid.uuid4())
        action.insert(
            "tags",
            {
                "id": tag,
                "path": _spelled(wanted, [one["path"] for one in self._db.all("SELECT path FROM tags")]),
                "colour": self._free_colour(),
                "definition": "",
                "author": self.author,
                "created": now(),
                "changed": now(),
            },
        )
        return tag

    def define(self, path: str, definition: str) -> Changes:
        """Say what a tag means; makes it when it is new."""
        with self._journal.action(f"Define {tag_path(path)}") as action:
            self.set(action, self.ensure(action, path), definition=definition)
        return action.changes

    def recolour(self, path: str, colour: str) -> Changes:
        """Raises UsageError for a colour that is not one of `COLOURS`."""
        if colour not in COLOURS:
            raise UsageError(f"There is no marker “{colour}”.", f"The markers are: {', '.join(COLOURS)}.")
        tag = self.find(path)
        with self._journal.action(f"Colour {tag.path}") as action:
            self.set(action, tag.id, colour=colour)
        return action.changes

    def rename(self, path: str, new: str) -> Changes:
        """Rename a tag and the steps of those beneath it; a step without a tag of its own too. Raises NotFound,
        UsageError when a name it would give is taken."""
        branch, wanted = self.scope(path), tag_path(new)
        with self._journal.action(f"Rename {branch}") as action:
            tags = self.all()
            moving = [one for one in tags if is_within(one.path, branch)]
            wanted = _spelled(wanted, [one.path for one in tags if one not in moving])
            depth = branch.count(SEPARATOR) + 1
            moved = {one.id: SEPARATOR.join([wanted, *one.path.split(SEPARATOR)[depth:]]) for one in moving}
            names = {name.casefold() for name in moved.values()}
            for other in tags:
                if other.id not in moved and other.path.casefold() in names:
                    raise UsageError(f"There is already a tag “{other.path}”.")
            # One may take the name another has yet to leave: those go first.
            for one in sorted(moving, key=lambda one: len(one.path), reverse=len(wanted) > len(branch)):
                self.set(action, one.id, path=moved[one.id])
        return action.changes

    def remove(self, path: str) -> Changes:
        """Take a tag off all its passages and briefs, which stay, and delete it; those beneath it stay."""
        tag = self.find(path)
        with self._journal.action(f"Delete the tag {tag.path}") as action:
            self.drop(action, tag.id)
        return action.changes

    def drop(self, action: Action, tag: str) -> None:
        """Delete the tag with this id within `action`, wherever it is borne."""
        for table, bearer in BORNE:
            for row in self._db.all(f"SELECT {bearer} FROM {table} WHERE tag = ?", (tag,)):
                action.delete(table, {bearer: row[bearer], "tag": tag})
        action.delete("tags", {"id": tag})

    def set(self, action: Action, tag: str, **values: str) -> None:
        """Set columns of the tag with this id within `action`."""
        before = action.changes
        action.update("tags", {"id": tag}, values)
        if action.changes != before:
            action.update("tags", {"id": tag}, {"changed": now()})

    def _row(self, path: str) -> Row | None:
        exact = self._db.one("SELECT * FROM tags WHERE path = ?", (path,))
        if exact is not None:
            return exact
        folded = path.casefold()  # SQLite folds the case of ASCII letters only
        return next((row for row in self._db.all("SELECT * FROM tags") if row["path"].casefold() == folded), None)

    def _free_colour(self) -> str:
        """The marker used least so far, so that tags stay apart as long as they can."""
        used = {
            row["colour"]: row["n"] for row in self._db.all("SELECT colour, count(*) AS n FROM tags GROUP BY colour")
        }
        return min(COLOURS, key=lambda colour: used.get(colour, 0))


def _spelled(path: str, others: Sequence[str]) -> str:
    """`path`, the steps above its last in the spelling of those `others` that share the most of them."""
    steps = path.split(SEPARATOR)
    for depth in range(len(steps) - 1, 0, -1):
        parent = SEPARATOR.join(steps[:depth])
        for other in others:
            if is_within(other, parent):
                return SEPARATOR.join([*other.split(SEPARATOR)[:depth], *steps[depth:]])
    return path


def _tag(row: Row) -> Tag:
    return Tag(row["id"], row["path"], row["colour"], row["definition"], row["passages"], row["briefs"])
