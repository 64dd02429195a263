"""What the user puts on a whole brief: tags, and whether it is still to be dealt with. Every change can be undone."""

from __future__ import annotations

from datetime import date

from briefreader.errors import NotFound, UsageError
from briefreader.records import Changes, Todo
from briefreader.store.database import Database, now
from briefreader.store.journal import Action, Journal
from briefreader.store.tags import Tags


class BriefMarks:
    """The marks of all briefs."""

    def __init__(self, database: Database, journal: Journal, tags: Tags) -> None:
        self._db = database
        self._journal = journal
        self._tags = tags

    def put_tag(self, brief: str, path: str) -> Changes:
        """Tag a whole brief. Raises NotFound."""
        with self._journal.action(f"Tag “{self._title(brief)}” {path}") as action:
            self.put_tag_in(action, brief, path, self._tags.author)
        return action.changes

    def put_tag_in(self, action: Action, brief: str, path: str, author: str) -> None:
        """`put_tag` within `action`, by `author`'s hand."""
        tag = self._tags.ensure(action, path)
        if self._db.one("SELECT 1 FROM brief_tags WHERE brief = ? AND tag = ?", (brief, tag)) is None:
            action.insert("brief_tags", {"brief": brief, "tag": tag, "author": author, "created": now(6)})

    def remove_tag(self, brief: str, path: str) -> Changes:
        """Take a tag off a whole brief. Raises NotFound when it does not carry it."""
        title, tag = self._title(brief), self._tags.find(path)
        if self._db.one("SELECT 1 FROM brief_tags WHERE brief = ? AND tag = ?", (brief, tag.id)) is None:
            raise NotFound(f"“{title}” does not carry the tag “{tag.path}”.")
        with self._journal.action(f"Take {tag.path} off “{title}”") as action:
            action.delete("brief_tags", {"brief": brief, "tag": tag.id})
        return action.changes

    def set_todo(self, brief: str, todo: Todo, due: str = "") -> Changes:
        """Say whether a brief is to be dealt with, and until when (ISO 8601, "" for no day). Raises NotFound,
        UsageError for what is no day."""
        title = self._title(brief)
        if due and not _is_day(due):
            raise UsageError(f"“{due}” is no day.", "Write it as 2026-03-12.")
        named = {"todo": "To do", "done": "Done", "": "No longer to do"}[todo]
        with self._journal.action(f"{named}: “{title}”") as action:
            self.set_todo_in(action, brief, todo, due, self._tags.author)
        return action.changes

    def set_todo_in(self, action: Action, brief: str, todo: Todo, due: str, author: str) -> None:
        """`set_todo` within `action`, by `author`'s hand."""
        row = self._db.one("SELECT todo, due FROM brief_states WHERE brief = ?", (brief,))
        values = {"todo": todo, "due": due, "author": author, "changed": now()}
        if row is None:
            if todo or due:
                action.insert("brief_states", {"brief": brief, **values})
        elif (row["todo"], row["due"]) != (todo, due):
            action.update("brief_states", {"brief": brief}, values)

    def _title(self, brief: str) -> str:
        title = self._db.value("SELECT title FROM briefs WHERE id = ?", (brief,))
        if title is None:
            raise NotFound(f"There is no brief {brief}.", "See: briefreader list")
        return str(title)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
