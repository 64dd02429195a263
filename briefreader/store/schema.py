"""The tables, as steps from one version of the file to the next. A step once released is never changed."""

from __future__ import annotations

# Which briefs the index should hold; every trigger below asks the same.
_FIRST = """
CREATE TABLE briefs (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    date TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    format TEXT NOT NULL DEFAULT '',
    words INTEGER NOT NULL DEFAULT 0,
    pages INTEGER,
    state TEXT NOT NULL CHECK (state IN ('ready', 'failed', 'missing')),
    reason TEXT,
    size INTEGER NOT NULL DEFAULT 0,
    added TEXT NOT NULL,
    changed TEXT NOT NULL,
    version INTEGER,
    read INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    brief TEXT NOT NULL REFERENCES briefs (id) ON DELETE CASCADE,
    content_hash TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    text TEXT NOT NULL,
    structure BLOB NOT NULL,
    reader_version INTEGER NOT NULL,
    created TEXT NOT NULL
) STRICT;
CREATE INDEX versions_brief ON versions (brief);
CREATE INDEX versions_content ON versions (content_hash);

CREATE TABLE places (
    path TEXT PRIMARY KEY,
    brief TEXT NOT NULL REFERENCES briefs (id) ON DELETE CASCADE,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    reader_version INTEGER NOT NULL
) STRICT;
CREATE INDEX places_brief ON places (brief);

CREATE TABLE findings (
    brief TEXT PRIMARY KEY REFERENCES briefs (id) ON DELETE CASCADE,
    text_hash TEXT NOT NULL,
    analyzer TEXT NOT NULL,
    version INTEGER NOT NULL,
    notice TEXT NOT NULL
) STRICT;
CREATE TABLE mentions (
    id TEXT PRIMARY KEY,
    brief TEXT NOT NULL REFERENCES findings (brief) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    country TEXT NOT NULL
) STRICT;
CREATE INDEX mentions_brief ON mentions (brief, start);
CREATE TABLE quotes (
    id TEXT PRIMARY KEY,
    brief TEXT NOT NULL REFERENCES findings (brief) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    speaker TEXT,
    attribution TEXT NOT NULL,
    rule TEXT NOT NULL,
    speaker_start INTEGER,
    speaker_end INTEGER,
    paragraph INTEGER,
    page TEXT
) STRICT;
CREATE INDEX quotes_brief ON quotes (brief, start);
CREATE TABLE key_sentences (
    brief TEXT NOT NULL REFERENCES findings (brief) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    score REAL NOT NULL
) STRICT;
CREATE INDEX key_sentences_brief ON key_sentences (brief, start);

CREATE TABLE tags (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    colour TEXT NOT NULL,
    definition TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
) STRICT;
CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    brief TEXT NOT NULL REFERENCES briefs (id),
    start INTEGER,
    end INTEGER,
    status TEXT NOT NULL CHECK (status IN ('exact', 'moved', 'approximate', 'ambiguous', 'orphan')),
    guess_start INTEGER,
    guess_end INTEGER,
    placed_in TEXT NOT NULL,
    saved_start INTEGER NOT NULL,
    saved_end INTEGER NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    page TEXT,
    paragraph INTEGER,
    heading TEXT NOT NULL,
    rival REAL NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
) STRICT;
CREATE INDEX passages_brief ON passages (brief, start);
CREATE TABLE passage_tags (
    passage TEXT NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
    tag TEXT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    author TEXT NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (passage, tag)
) STRICT;
CREATE INDEX passage_tags_tag ON passage_tags (tag);
CREATE TABLE corrections (
    id TEXT PRIMARY KEY,
    brief TEXT REFERENCES briefs (id),
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    value TEXT NOT NULL,
    author TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT;

CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    created TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE journal_rows (
    journal INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    subject TEXT NOT NULL,
    key TEXT NOT NULL,
    brief TEXT,
    before TEXT,
    after TEXT,
    PRIMARY KEY (journal, step)
) STRICT;

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE folders (path TEXT PRIMARY KEY, added TEXT NOT NULL) STRICT;

CREATE TABLE index_outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, brief TEXT NOT NULL) STRICT;
CREATE TRIGGER outbox_new AFTER INSERT ON briefs WHEN NEW.version IS NOT NULL BEGIN
    INSERT INTO index_outbox (brief) VALUES (NEW.id);
END;
CREATE TRIGGER outbox_changed AFTER UPDATE OF version, title, state ON briefs
WHEN NEW.version IS NOT OLD.version OR NEW.title <> OLD.title OR NEW.state <> OLD.state BEGIN
    INSERT INTO index_outbox (brief) VALUES (NEW.id);
END;
CREATE TRIGGER outbox_gone AFTER DELETE ON briefs BEGIN
    INSERT INTO index_outbox (brief) VALUES (OLD.id);
END;

CREATE TABLE changes (seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL) STRICT;
"""

_WATCHED = (
    ("briefs", "brief", "id", "title, state, reason, version, read, words, path"),
    ("findings", "findings", "brief", ""),
    ("passages", "passage", "id", ""),
    ("passage_tags", "passage", "passage", ""),
    ("tags", "tag", "id", ""),
)


def _watching() -> str:
    """Triggers that note every change another process may want to show."""
    made = []
    for table, kind, key, columns in _WATCHED:
        of = f" OF {columns}" if columns else ""
        for event, row in (("INSERT", "NEW"), (f"UPDATE{of}", "NEW"), ("DELETE", "OLD")):
            name = f"change_{table}_{event.split()[0].lower()}"
            made.append(
                f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN "
                f"INSERT INTO changes (kind, id) VALUES ('{kind}', {row}.{key}); END;"
            )
    return "\n".join(made)


# A pack (an archive of briefs) is no brief itself; what is in it has places of its own, "pack.zip!/report.pdf".
_PACKS = """
CREATE TABLE packs (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    reader_version INTEGER NOT NULL
) STRICT;
"""

# How many pages of a version are pictures nobody has tried to read yet.
_SCANS = "ALTER TABLE versions ADD COLUMN scans INTEGER NOT NULL DEFAULT 0;"

# How sure a passage is, tags and to-dos of whole briefs, what of a reading came from somebody else, analyses begun, and
# the texts of old versions, compressed.
_READING = """
ALTER TABLE passages ADD COLUMN strength TEXT NOT NULL DEFAULT '' CHECK (strength IN ('', 'fact', 'claim', 'opinion'));
ALTER TABLE passages ADD COLUMN settled TEXT NOT NULL DEFAULT '';
CREATE INDEX passages_created ON passages (created);
CREATE TABLE brief_tags (
    brief TEXT NOT NULL REFERENCES briefs (id) ON DELETE CASCADE,
    tag TEXT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    author TEXT NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (brief, tag)
) STRICT;
CREATE INDEX brief_tags_tag ON brief_tags (tag);
CREATE TABLE brief_states (
    brief TEXT PRIMARY KEY REFERENCES briefs (id) ON DELETE CASCADE,
    todo TEXT NOT NULL CHECK (todo IN ('', 'todo', 'done')),
    due TEXT NOT NULL,
    author TEXT NOT NULL,
    changed TEXT NOT NULL
) STRICT;
CREATE TABLE received (
    passage TEXT NOT NULL,
    reader TEXT NOT NULL,
    brief TEXT NOT NULL,
    name TEXT NOT NULL,
    own INTEGER NOT NULL,
    content TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (passage, reader)
) STRICT;
CREATE INDEX received_brief ON received (brief);
CREATE TABLE attempts (
    brief TEXT PRIMARY KEY REFERENCES briefs (id) ON DELETE CASCADE,
    text_hash TEXT NOT NULL,
    analyzer TEXT NOT NULL,
    version INTEGER NOT NULL,
    count INTEGER NOT NULL
) STRICT;
ALTER TABLE versions ADD COLUMN packed BLOB;
CREATE TRIGGER change_brief_tags_insert AFTER INSERT ON brief_tags BEGIN
    INSERT INTO changes (kind, id) VALUES ('brief', NEW.brief); END;
CREATE TRIGGER change_brief_tags_delete AFTER DELETE ON brief_tags BEGIN
    INSERT INTO changes (kind, id) VALUES ('brief', OLD.brief); END;
CREATE TRIGGER change_brief_states_insert AFTER INSERT ON brief_states BEGIN
    INSERT INTO changes (kind, id) VALUES ('brief', NEW.brief); END;
CREATE TRIGGER change_brief_states_update AFTER UPDATE ON brief_states BEGIN
    INSERT INTO changes (kind, id) VALUES ('brief', NEW.brief); END;
CREATE TRIGGER change_brief_states_delete AFTER DELETE ON brief_states BEGIN
    INSERT INTO changes (kind, id) VALUES ('brief', OLD.brief); END;
"""

# Findings as the analysis had them, where corrections change what is shown; `stale`: corrections wait to be applied.
_CORRECTED = """
ALTER TABLE mentions ADD COLUMN role TEXT NOT NULL DEFAULT '';
ALTER TABLE mentions ADD COLUMN value TEXT NOT NULL DEFAULT '';
ALTER TABLE findings ADD COLUMN raw BLOB;
ALTER TABLE findings ADD COLUMN stale INTEGER NOT NULL DEFAULT 0;
CREATE INDEX mentions_name ON mentions (type, name);
CREATE INDEX quotes_speaker ON quotes (speaker);
CREATE INDEX corrections_brief ON corrections (brief);
CREATE TABLE applied (
    correction TEXT NOT NULL,
    brief TEXT NOT NULL REFERENCES findings (brief) ON DELETE CASCADE,
    PRIMARY KEY (correction, brief)
) STRICT, WITHOUT ROWID;
CREATE INDEX applied_brief ON applied (brief);
"""

# Drafts of the summary, a column for each part that is undone by itself, and versions of them, kept whole.
_DRAFTS = """
CREATE TABLE drafts (
    id TEXT PRIMARY KEY,
    cover TEXT NOT NULL,
    selection TEXT NOT NULL,
    blocks TEXT NOT NULL,
    bottom_line TEXT NOT NULL,
    points TEXT NOT NULL,
    questions TEXT NOT NULL,
    open_points TEXT NOT NULL,
    cuts TEXT NOT NULL,
    by TEXT NOT NULL,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
) STRICT;
CREATE TABLE draft_versions (
    draft TEXT NOT NULL,
    number INTEGER NOT NULL,
    label TEXT NOT NULL,
    content TEXT NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (draft, number)
) STRICT;
CREATE TRIGGER change_drafts_insert AFTER INSERT ON drafts BEGIN
    INSERT INTO changes (kind, id) VALUES ('draft', NEW.id); END;
CREATE TRIGGER change_drafts_update AFTER UPDATE ON drafts BEGIN
    INSERT INTO changes (kind, id) VALUES ('draft', NEW.id); END;
CREATE TRIGGER change_drafts_delete AFTER DELETE ON drafts BEGIN
    INSERT INTO changes (kind, id) VALUES ('draft', OLD.id); END;
"""

# Searches that are kept, terms watched for; sketches of texts and the families of drafts they tell of (a cache).
_SEARCHES = """
CREATE TABLE searches (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    choices TEXT NOT NULL,
    ordering TEXT NOT NULL CHECK (ordering IN ('best', 'newest', 'oldest', 'title')),
    pinned INTEGER NOT NULL,
    created TEXT NOT NULL,
    seen TEXT NOT NULL
) STRICT;
CREATE TABLE watched (term TEXT PRIMARY KEY, added TEXT NOT NULL) STRICT;
CREATE TABLE sketches (
    brief TEXT PRIMARY KEY REFERENCES briefs (id) ON DELETE CASCADE,
    text_hash TEXT NOT NULL,
    sketch BLOB NOT NULL,
    family TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX sketches_family ON sketches (family);
CREATE TRIGGER change_searches_insert AFTER INSERT ON searches BEGIN
    INSERT INTO changes (kind, id) VALUES ('search', NEW.id); END;
CREATE TRIGGER change_searches_update AFTER UPDATE ON searches BEGIN
    INSERT INTO changes (kind, id) VALUES ('search', NEW.id); END;
CREATE TRIGGER change_searches_delete AFTER DELETE ON searches BEGIN
    INSERT INTO changes (kind, id) VALUES ('search', OLD.id); END;
CREATE TRIGGER change_watched_insert AFTER INSERT ON watched BEGIN
    INSERT INTO changes (kind, id) VALUES ('search', ''); END;
CREATE TRIGGER change_watched_delete AFTER DELETE ON watched BEGIN
    INSERT INTO changes (kind, id) VALUES ('search', ''); END;
"""

# Which drafts belong together is news of the briefs: lists and searches show it.
_FAMILIES = """
CREATE TRIGGER change_sketches_family AFTER UPDATE OF family ON sketches WHEN OLD.family <> NEW.family BEGIN
    INSERT INTO changes (kind, id) VALUES ('brief', NEW.brief); END;
"""

# What the analysis had found in the text of an old version.
_OLD_FINDINGS = "ALTER TABLE versions ADD COLUMN findings BLOB;"

# The sha256 of the file that a brief of a colleague's reading waits for; "" for all others.
_AWAITED = "ALTER TABLE briefs ADD COLUMN awaited TEXT NOT NULL DEFAULT '';"

MIGRATIONS: tuple[str, ...] = (
    _FIRST + _watching(),
    _PACKS,
    _SCANS,
    _READING,
    _CORRECTED,
    _DRAFTS,
    _SEARCHES,
    _FAMILIES,
    _OLD_FINDINGS,
    _AWAITED,
)
"""`MIGRATIONS[n]` brings a file from version n to n + 1."""
