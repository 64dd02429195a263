"""The user's work and the findings, in one SQLite file. The only package that speaks SQL.

    Store(path: Path, author: str = "")     open or make `library.db`; a context manager; belongs to one thread
      .briefs    put(FileFacts, Document, place_passages) -> (brief id, text is new, Changes)
                 put_failure(FileFacts, reason) · failure(path)
                 known(path) -> FileFacts | None · places_under(root) · files() · remove_places(paths)
                 forget(brief, passages: bool) · all() · some(ids) · get(id) · find(id or path) · document(id)
                 text_hash(id) · hashes() · index_texts(ids=None) · mark_read(id, bool)
                 remember(id, offset) · position(id)
      .findings  put(brief, text_hash, Document, Findings) · get(brief) · pending(analyzer, version) · clear()
                 mentions(brief=None) · quotes(brief=None, speaker=None) · key_sentences(brief) · entities(brief=None)
      .versions  of(brief) -> [Version] · document(version) · findings(version) · marked(passage): texts of before too
      .passages  add(brief, Anchor, tags, note=None) -> (passage id, Changes) · put_tag · remove_tag · set_note · remove
                 attach(passage, Anchor) · place_all(brief, Document, text_hash, resolve)
                 add_all(spans, tags, note, label) · set_strength(ids, strength) · settle(passage)
                 get(id) · all(brief=None, tag=None) · some(PassageQuery) -> (passages, total) · anchor(id)
                 unplaced(text_hash_of, ids) -> briefs to place anew after undo or redo
      .tags      all() · recent(n) · find(path) · scope(path) · define · rename · recolour · remove
      .outline   branches() · move · merge · split · remove: the tags as a tree
      .marks     put_tag(brief, path) · remove_tag · set_todo(brief, todo, due): of whole briefs
      .readings  passages(ids=None, briefs=()) · tags() · brief_tags() · received(subjects=None) · received_from(reader)
                 others(brief=None) · digests() · awaited() · where_stands(words) · put(Intake, label)
      .journal   undo() -> Changes | None · redo() · undo_label() · redo_label()
      .drafts    add(Draft, label) -> (Draft, Changes) · save(Draft, label, burst=False) · remove · find(id or title)
                 get(id) · all() · keep(id, label) -> version number · versions(id) · forget(brief)
      .outbox    take(limit) -> [Waiting] · done(taken) · enter(ids) · clear() · len(): what the index awaits
      .facts     moment() · since(moment) · briefs(ids) · names(ids) · speakers(ids) · jottings() · quotes(ids)
                 called(name)
      .settings  get(key, default) · put(key, value) · folders() · add_folder · remove_folder
      .news      poll() -> Changes made by other processes
      .sign(author)    who signs from now on
      .transaction()   several calls in one; .snapshot()   several reads of one moment
      .back_up() · .replace_backups() · .leave_no_trace() · .complaints() · .close()

Mutations return Changes and are transactions of their own unless one is under way: on disk when they return. Raises
StoreError when the file cannot be used or refuses, NotFound and UsageError as each method says.
"""

from briefreader.store.backup import Copy
from briefreader.store.outbox import Waiting
from briefreader.store.passages import shortened
from briefreader.store.places import FileFacts
from briefreader.store.readings import ELSEWHERE, Arrival, Held, Intake, Received
from briefreader.store.store import Store
from briefreader.store.tags import COLOURS, tag_path
from briefreader.store.versions import IndexText

__all__ = [
    "COLOURS", "ELSEWHERE", "Arrival", "Copy", "FileFacts", "Held", "IndexText", "Intake", "Received", "Store",
    "Waiting", "shortened", "tag_path",
]  # fmt: skip
