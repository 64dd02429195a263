"""Forgetting a brief: everything the library holds of its text goes, from the undo journal too."""

from __future__ import annotations

from briefreader.store.database import Database, now


def forget(database: Database, brief: str, passages: bool) -> None:
    """Remove a brief's text, versions, places and findings, and with `passages` the user's passages too; without, a
    stub keeps its title and file name for their citations. To be called within a transaction."""
    _forget_actions(database, brief)
    database.run("DELETE FROM corrections WHERE brief = ?", (brief,))
    for table in ("findings", "places", "versions", "received", "attempts"):
        database.run(f"DELETE FROM {table} WHERE brief = ?", (brief,))
    if not passages and database.value("SELECT count(*) FROM passages WHERE brief = ?", (brief,)):
        database.run(
            "UPDATE briefs SET version = NULL, state = 'missing', reason = NULL, position = 0, changed = ? "
            "WHERE id = ?",
            (now(), brief),
        )
        database.run(
            "UPDATE passages SET start = NULL, end = NULL, guess_start = NULL, guess_end = NULL, prefix = '', "
            "suffix = '', placed_in = '', status = 'orphan' WHERE brief = ?",
            (brief,),
        )
    else:
        database.run("DELETE FROM passages WHERE brief = ?", (brief,))
        database.run("DELETE FROM briefs WHERE id = ?", (brief,))


def _forget_actions(database: Database, brief: str) -> None:
    """Strike the brief's rows from the journal, so that what remains can still be undone row by row.

    An action upon other briefs too (a tag deleted everywhere) keeps its other rows. Of an action upon this brief only
    the making of its tag may remain: that goes as well, since its label quotes the passage, and the tag stays. What
    could be redone may build upon what is struck, and goes.
    """
    database.run("DELETE FROM journal WHERE undone = 1")
    touched = [row[0] for row in database.all("SELECT DISTINCT journal FROM journal_rows WHERE brief = ?", (brief,))]
    database.run("DELETE FROM journal_rows WHERE brief = ?", (brief,))
    for number in touched:
        database.run(
            "DELETE FROM journal WHERE id = ? AND NOT EXISTS (SELECT 1 FROM journal_rows "
            "WHERE journal = journal.id AND NOT (subject = 'tags' AND before IS NULL))",
            (number,),
        )
