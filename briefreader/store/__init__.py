"""The user's work and the findings, in one SQLite file. The only package that speaks SQL.

    Store(path, author)             open or make `library.db`; a context manager
        .briefs                     briefs, versions, places: put, put_failure, remove_places, forget, find, document
        .findings                   put, get, pending; mentions, quotes, entities
        .passages                   add, put_tag, remove_tag, set_note, remove, attach, place_all; get, all
        .tags                       all, recent, find, define, rename, recolour, remove
        .journal                    undo, redo and their labels
        .outbox                     take, done, enter: what the index has yet to be told
        .settings                   get, put; folders
        .news                       poll: what other processes have changed
        .transaction()              several calls in one
        .back_up(), .replace_backups(), .leave_no_trace(), .complaints()

Raises StoreError when the file cannot be used, NotFound and UsageError as each method says.
"""

from briefreader.store.outbox import Waiting
from briefreader.store.passages import shortened
from briefreader.store.places import FileFacts
from briefreader.store.store import Store
from briefreader.store.tags import COLOURS, tag_path
from briefreader.store.versions import IndexText

__all__ = ["COLOURS", "FileFacts", "IndexText", "Store", "Waiting", "shortened", "tag_path"]
