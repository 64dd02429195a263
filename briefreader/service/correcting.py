"""Putting names and quotes right, and having the findings shown follow at once, without the model.

Every correction is kept, journalled, and applied to whatever the analysis finds: now, in a new version of the brief,
and after another analyzer. The briefs a wide one concerns are marked stale in the same transaction; those few that can
be brought up to date within the blink of an eye are, the rest follow in `reapply`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefreader.errors import NotFound, StoreError, UsageError
from briefreader.jobs import Job, Progress
from briefreader.records import Changes, Doubt, Entity, FoundMention, FoundQuote
from briefreader.service import correction_files, reviewing
from briefreader.service.correction_files import Brought
from briefreader.service.words import entity_type, one_line, word
from briefreader.store import Store
from briefreader.text.anchor import Anchor, describe, resolve
from briefreader.text.corrections import SCOPES, Correction, CorrectionKind, Placed, Scope, apply
from briefreader.text.document import Document, Span

Finding = FoundMention | FoundQuote | Entity
BUDGET = 0.25  # seconds a correction may take before the rest of its briefs are left to the job
_SURE = ("exact", "moved", "approximate")
_LABEL = 40


class Corrections:
    """The corrections of one library. A finding is a mention, a quote, an entity with all its mentions, or an id."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # What can be said of a finding

    def confirm(self, finding: Finding | str, scope: Scope = "place") -> Changes:
        """It is right as it is."""
        return self._keep(self._target("confirm", finding, scope), "Confirm")

    def wrong(self, finding: Finding | str, scope: Scope = "place") -> Changes:
        """It is no name, or no quote. Of a mention its words are meant, of an entity all its mentions."""
        found = self._found(finding)
        kind: CorrectionKind = "not a quote" if isinstance(found, FoundQuote) else "wrong"
        one = self._target(kind, found, scope)
        return self._keep(_by_words(one, found), "Not a quote" if kind == "not a quote" else "Not a name")

    def retype(self, finding: Finding | str, type_: str, scope: Scope = "brief") -> Changes:
        """It is a name of another type. Raises UsageError for a type there is not."""
        one = self._target("retype", finding, scope)
        return self._keep(replace(one, to_type=entity_type(type_)), f"Make {type_}")

    def resize(
        self, finding: FoundMention | str, start: int, end: int, scope: Scope = "place", shown: Document | None = None
    ) -> Changes:
        """The name is code points `start` to `end`; in a wider scope, wherever these words stand and overlap it."""
        found = self._found(finding)
        if not isinstance(found, FoundMention):
            raise UsageError("Only a mention of a name can be resized.")
        anchor = self._anchor(found.brief, start, end, shown)
        one = replace(self._target("resize", found, scope), to_name=anchor.exact)
        return self._keep(replace(one, anchor=anchor if scope == "place" else None), "Resize")

    def merge(self, finding: Finding | str, into: str, type_: str = "", scope: Scope = "brief") -> Changes:
        """It is another name of the entity called `into`, of that entity's type if it is given."""
        one = self._target("merge", finding, scope)
        kind = entity_type(type_) if type_ else one.type
        return self._keep(replace(one, to_name=one_line(into), to_type=kind), f"Merge with {_short(into)}:")

    def merge_all(self, pairs: Sequence[tuple[Entity, tuple[str, str]]]) -> Changes:
        """Each entity is, in all briefs, another name of one of that name and type; one step of undo."""
        kept = [
            replace(self._target("merge", one, "library"), to_name=one_line(name), to_type=entity_type(type_))
            for one, (name, type_) in pairs
        ]
        into = dict.fromkeys(name for _, (name, _) in pairs)
        return self.keep(kept, f"Merge {_told(kept)} with {_short(', '.join(into))}")

    def split(self, finding: FoundMention | str, name: str, scope: Scope = "brief") -> Changes:
        """Written so, it is somebody else: `name`."""
        found = self._found(finding)
        one = self._target("split", found, scope)
        return self._keep(replace(_by_words(one, found), to_name=one_line(name)), "Split off")

    def rename(self, finding: Finding | str, name: str, scope: Scope = "brief") -> Changes:
        """The entity is called `name`."""
        return self._keep(replace(self._target("rename", finding, scope), to_name=one_line(name)), "Rename")

    def set_speaker(self, quote: FoundQuote | str, speaker: str | None, scope: Scope = "place") -> Changes:
        """Who said it; None for nobody. In a wider scope, of every quote of its present speaker."""
        found = self._found(quote)
        if not isinstance(found, FoundQuote):
            raise UsageError("Only a quote has a speaker.")
        one = self._target("speaker", found, scope)
        return self._keep(replace(one, to_name=one_line(speaker) if speaker else ""), "Speaker of")

    def not_a_quote(self, quote: FoundQuote | str, scope: Scope = "place") -> Changes:
        return self.wrong(quote, scope)

    def add(
        self,
        text: str,
        type_: str,
        *,
        name: str = "",
        role: str = "",
        aliases: Sequence[str] = (),
        brief: str | None = None,
    ) -> Changes:
        """Wherever `text` or one of `aliases` stands, in `brief` or in all, it is a name of this type."""
        return self._keep(word(text, type_, name=name, role=role, aliases=aliases, brief=brief), "Add")

    # The log

    def all(self) -> list[Correction]:
        """Every correction in the order they were made."""
        return self._store.corrections.all()

    def counts(self) -> dict[str, int]:
        """In how many briefs each correction, by its id, changes something."""
        return self._store.corrections.counts()

    def roles(self) -> dict[str, str]:
        """What the persons of the user's word lists are, by name."""
        return self._store.corrections.roles()

    def find(self, reference: str) -> Correction:
        """The correction an id or its beginning names. Raises NotFound, Ambiguous."""
        return self._store.corrections.find(reference)

    def keep(self, corrections: Sequence[Correction], label: str) -> Changes:
        """Make several corrections as one action."""
        if not corrections:
            return Changes()
        with self._store.transaction():
            kept, changes = self._store.corrections.add(corrections, label)
            self._store.corrections.touch(kept)
        return changes | self._settle(kept[0].brief)

    def remove(self, corrections: Sequence[Correction]) -> Changes:
        """Take corrections back, whenever they were made."""
        ids = [one.id for one in corrections]
        with self._store.transaction():
            self._store.corrections.touch(corrections, ids)
            changes = self._store.corrections.remove(ids, f"Take back: {_told(corrections)}")
        return changes | self._settle(corrections[0].brief if corrections else None)

    def follow(self, changes: Changes) -> Changes:
        """What undo or redo did to corrections, done to the findings too."""
        if not changes.corrections:
            return changes
        with self._store.transaction():
            self._store.corrections.touch(self._store.corrections.some(changes.corrections), changes.corrections)
        return changes | self._settle(None)

    @property
    def waiting(self) -> int:
        """How many briefs wait for corrections to be applied."""
        return len(self._store.corrections.stale())

    def reapply(self) -> Job[int]:
        """Apply the corrections wherever that is still to be done. Returns in how many briefs."""
        return (yield from reapply(self._store))

    def review(self, brief: str | None = None, limit: int = 200) -> list[Doubt]:
        """The names and speakers most in doubt, of a brief or of all."""
        return reviewing.review(self._store, brief, limit)

    def write(self, path: Path) -> int:
        """Write every correction to a file a colleague can take over; returns how many. Raises ExportError."""
        return correction_files.write(path, self.all(), self._store)

    def read(self, path: Path) -> Brought:
        """Take over the corrections of such a file, or a list of names (name, type, role, aliases), as one action.
        Raises ReadError."""
        brought = correction_files.read(path, self._store)
        changes = self.keep(brought.corrections, f"Take over {len(brought.corrections)} from {_short(path.name)}:")
        return replace(brought, changes=changes)

    # Inside

    def _keep(self, one: Correction, what: str) -> Changes:
        return self.keep([one], f"{what} “{_short(one.text or one.name)}”")

    def _settle(self, first: str | None) -> Changes:
        """Bring briefs up to date, `first` before all, as long as nobody notices."""
        until = time.monotonic() + BUDGET
        waiting = self._store.corrections.stale()
        waiting.sort(key=lambda brief: brief != first)
        wide = _wide(self._store) if waiting else []
        changes = Changes()
        for brief in waiting:
            changes |= reapply_to(self._store, brief, wide)
            if time.monotonic() > until:
                break
        return changes

    def _found(self, finding: Finding | str) -> Finding:
        if not isinstance(finding, str):
            return finding
        found = self._store.findings.mention(finding) or self._store.findings.quote(finding)
        if found is None:
            raise NotFound(f"There is no mention or quote {finding}.", "See: briefreader entities --json")
        return found

    def _target(self, kind: CorrectionKind, finding: Finding | str, scope: Scope) -> Correction:
        if scope not in SCOPES:
            raise UsageError(f"There is no scope “{scope}”.", f"Choose one of: {', '.join(SCOPES)}.")
        found = self._found(finding)
        if isinstance(found, Entity):
            briefs = {one.brief for one in found.mentions}
            if scope == "place" or (scope == "brief" and len(briefs) != 1):
                raise UsageError("An entity is put right in one brief or in the library.")
            brief = briefs.pop() if scope == "brief" else None
            return Correction("", kind, scope, found.type, found.name, "", brief)
        brief = None if scope == "library" else found.brief
        if isinstance(found, FoundQuote):
            quote = found.quote
            anchor = self._anchor(found.brief, quote.start, quote.end) if scope == "place" else None
            return Correction("", kind, scope, "", quote.speaker or "", quote.text, brief, anchor=anchor)
        mention = found.mention
        if scope != "place":
            return Correction("", kind, scope, mention.type, mention.name, "", brief)
        anchor = self._anchor(found.brief, mention.start, mention.end)
        return Correction("", kind, scope, mention.type, mention.name, mention.text, brief, anchor=anchor)

    def _anchor(self, brief: str, start: int, end: int, shown: Document | None = None) -> Anchor:
        document = self._store.briefs.document(brief)
        if shown is not None and shown.text != document.text:
            raise StoreError("The brief has been read in anew meanwhile.", "Select the words again.")
        try:
            return describe(document, start, end)
        except ValueError as error:
            raise UsageError("There is no text in this place.", "Select some words.") from error


def reapply(store: Store) -> Job[int]:
    """Apply the corrections to every brief whose findings are stale. Returns how many."""
    waiting = store.corrections.stale()
    wide = _wide(store) if waiting else []
    for number, brief in enumerate(waiting):
        changes = reapply_to(store, brief, wide)
        yield Progress(number + 1, len(waiting), brief, changes or None)
    return len(waiting)


def reapply_to(store: Store, brief: str, wide: Sequence[Correction] | None = None) -> Changes:
    """Make what is shown of `brief` from what was found and the corrections; `wide` are those of the whole library."""
    with store.transaction():
        found = store.findings.found(brief)
        own = [one for one in store.corrections.all(brief) if wide is None or one.brief is not None]
        if found is None:
            return Changes()
        corrections = sorted([*(wide or ()), *own], key=lambda one: one.created)
        shown = store.findings.get(brief)
        if not corrections and shown == found:
            store.corrections.fresh(brief)
            return Changes()
        document, digest = store.briefs.document(brief), store.briefs.text_hash(brief)
        placed: list[Placed] = [(one, _place(one, document, digest)) for one in corrections]
        now, applied = apply(found, document.text, placed)
        if now == shown and not applied:
            store.corrections.fresh(brief)
            return Changes()
        return store.findings.show(brief, document, now, applied)


def _wide(store: Store) -> list[Correction]:
    return [one for one in store.corrections.all() if one.brief is None]


def _place(one: Correction, document: Document, digest: str) -> Span | None:
    if one.anchor is None:
        return None
    placed = resolve(one.anchor, document.text, digest)
    if placed.status not in _SURE or placed.start is None or placed.end is None:
        return None
    return Span(placed.start, placed.end)


def _by_words(one: Correction, found: Finding) -> Correction:
    """Of a mention, only where it is written so."""
    return replace(one, text=found.mention.text) if isinstance(found, FoundMention) else one


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LABEL else line[: _LABEL - 1].rstrip() + "…"


def _told(corrections: Sequence[Correction]) -> str:
    first = _short(corrections[0].text or corrections[0].name) if corrections else ""
    return first if len(corrections) < 2 else f"{first} and {len(corrections) - 1} more"
