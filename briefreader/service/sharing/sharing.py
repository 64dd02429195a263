"""`library.sharing`."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefreader import export
from briefreader.errors import UsageError
from briefreader.records import Changes, Passage
from briefreader.service import lazily
from briefreader.service.sharing.agreement import Agreement, agreement
from briefreader.service.sharing.conflicts import Decision, Decisions
from briefreader.service.sharing.gathering import gather
from briefreader.service.sharing.merging import Plan, plan
from briefreader.store import Store
from briefreader.text.reading import Reader, Reading

if TYPE_CHECKING:
    from briefreader.export import reading as written
    from briefreader.service.sharing import files
else:
    files = lazily.module("briefreader.service.sharing.files")
    written = lazily.module("briefreader.export.reading")

SUFFIX = ".reading.json"
_READER = "reader"
_NAME = 60  # code points


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a reading: the plan as it was carried out, and what it changed."""

    plan: Plan
    changes: Changes


class Sharing:
    """The readings of others, and one's own for them. Every mutation is one step of undo."""

    def __init__(self, store: Store, follow: Callable[[Changes], Changes]) -> None:
        self._store = store
        self._follow = follow
        known = store.settings.get(_READER, {})
        if isinstance(known, dict) and known.get("name"):
            store.sign(str(known["name"]))

    @property
    def reader(self) -> Reader:
        """Who reads in this library."""
        known = self._store.settings.get(_READER, {})
        if not (isinstance(known, dict) and known.get("id")):
            known = {"id": str(uuid.uuid4()), "name": ""}
            self._store.settings.put(_READER, known)
        return Reader(str(known["id"]), str(known.get("name") or self._store.tags.author or "A reader"))

    def set_name(self, name: str) -> Reader:
        """The name that signs what is made from now on. Raises UsageError when it is empty."""
        plain = " ".join(name.split())[:_NAME]
        if not plain:
            raise UsageError("A reader needs a name.")
        self._store.settings.put(_READER, {"id": self.reader.id, "name": plain})
        self._store.sign(plain)
        return self.reader

    def gather(self, briefs: Collection[str] = (), *, own: bool = False) -> Reading:
        """The reading of these briefs, or of all; with `own` without what came from others and was left as it is."""
        return gather(self._store, self.reader, briefs, own=own)

    def export(self, output: Path, briefs: Collection[str] = (), *, own: bool = False) -> tuple[Path, int]:
        """Write the reading to `output`: (full path, how many passages). Raises ExportError."""
        reading = self.gather(briefs, own=own)
        path = output if output.name.lower().endswith(".json") else output.with_name(output.name + SUFFIX)
        protected = map(Path, self._store.briefs.files())
        return export.write(path, written.render(reading), protected=protected), len(reading.passages)

    def look(
        self, source: Path, decisions: Mapping[str, Decision] | None = None, *, rest: Decision | None = None
    ) -> Plan:
        """What the reading at `source` would change here, and where the two readers differ; nothing is changed. Raises
        ReadError."""
        reading = files.read(source)
        with self._store.snapshot():
            return plan(self._store, self.reader, reading, Decisions(decisions or {}, rest))

    def take(
        self, source: Path, decisions: Mapping[str, Decision] | None = None, *, rest: Decision | None = None
    ) -> Taken:
        """Take over the reading at `source`: where the two readers differ as decided (by a conflict's id, `rest` for
        all others), else as usual. Raises ReadError."""
        return self.adopt(files.read(source), decisions, rest=rest)

    def adopt(
        self, reading: Reading, decisions: Mapping[str, Decision] | None = None, *, rest: Decision | None = None
    ) -> Taken:
        """`take` of a reading that is at hand."""
        me = self.reader
        if reading.reader.id == me.id:
            # One's own file brought back: what has since gone is wanted again.
            reading = replace(reading, reader=replace(reading.reader, id=f"{me.id}-file"), whole=False)
        with self._store.transaction():
            made = plan(self._store, me, reading, Decisions(decisions or {}, rest))
            changes = self._store.readings.put(made.intake, f"Reading of {reading.reader.name}")
        return Taken(made, self._follow(changes) if changes else changes)

    def others(self, brief: str | None = None) -> dict[str, str]:
        """The passages that came from somebody else, in a brief or in all: passage id to that reader's name."""
        return self._store.readings.others(brief)

    def readers(self) -> list[str]:
        """The names of those whose passages are here."""
        return sorted(set(self.others().values()), key=str.casefold)

    def agreement(self, reader: str) -> list[Agreement]:
        """How far the reader of this library and another agree, tag by tag. Raises UsageError when nothing of that
        reader is here."""
        others = self.others()
        if reader not in others.values():
            known = ", ".join(self.readers()) or "nobody yet"
            raise UsageError(f"There is nothing of “{reader}” here.", f"Read in a reading of theirs; here: {known}.")
        with self._store.snapshot():
            passages = self._store.passages.all()
            documents = {brief: self._store.briefs.document(brief) for brief in self._read(passages)}
        theirs = [one for one in passages if others.get(one.id) == reader]
        return agreement([one for one in passages if one.id not in others], theirs, documents)

    def _read(self, passages: Iterable[Passage]) -> list[str]:
        """The briefs of passages whose text is here."""
        briefs = dict.fromkeys(one.brief for one in passages)
        return [one.id for one in self._store.briefs.some(briefs) if self._store.briefs.text_hash(one.id)]
