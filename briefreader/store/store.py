"""The store: the parts of the library file, opened together."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from briefreader.store import backup
from briefreader.store.across import Across
from briefreader.store.brief_marks import BriefMarks
from briefreader.store.briefs import Briefs
from briefreader.store.corrections import CorrectionsStore
from briefreader.store.database import BACKUPS, Database
from briefreader.store.drafts import Drafts
from briefreader.store.facts import Facts
from briefreader.store.findings import FindingsStore
from briefreader.store.journal import Journal
from briefreader.store.news import News
from briefreader.store.old_versions import OldVersions
from briefreader.store.outbox import Outbox
from briefreader.store.outline import Outline
from briefreader.store.passages import Passages
from briefreader.store.readings import Readings
from briefreader.store.searches import Searches
from briefreader.store.settings import SettingsStore
from briefreader.store.sketches import Sketches
from briefreader.store.tags import Tags


class Store:
    """`library.db` at `path`; `author` signs what the user makes. Belongs to one thread. Raises StoreError."""

    def __init__(self, path: Path, author: str = "") -> None:
        self._database = Database(path)
        self._backups = path.parent / BACKUPS
        self.briefs = Briefs(self._database)
        self.findings = FindingsStore(self._database)
        self.versions = OldVersions(self._database)
        self.journal = Journal(self._database)
        self.corrections = CorrectionsStore(self._database, self.journal, author)
        self.across = Across(self._database)
        self.tags = Tags(self._database, self.journal, author)
        self.passages = Passages(self._database, self.journal, self.tags)
        self.outline = Outline(self._database, self.journal, self.tags)
        self.searches = Searches(self._database, self.journal)
        self.sketches = Sketches(self._database)
        self.drafts = Drafts(self._database, self.journal, author)
        self.readings = Readings(self._database, self.journal, self.tags)
        self.marks = BriefMarks(self._database, self.journal, self.tags)
        self.outbox = Outbox(self._database)
        self.facts = Facts(self._database)
        self.settings = SettingsStore(self._database)
        self.news = News(self._database)

    def sign(self, author: str) -> None:
        """`author` signs what the user makes from now on."""
        self.tags.author = self.corrections.author = self.drafts.author = author

    def transaction(self) -> AbstractContextManager[None]:
        """What is called inside is committed together, or not at all."""
        return self._database.write()

    def snapshot(self) -> AbstractContextManager[None]:
        """What is read inside is of one moment, whatever other processes write meanwhile."""
        return self._database.read()

    def back_up(self) -> Path | None:
        """Today's copy, made unless it is there already. Raises StoreError."""
        made = backup.back_up(self._database, self._backups, datetime.now(UTC).date())
        if made is not None:
            self.news.prune()  # once a day is often enough
        return made

    def quick_check(self) -> None:
        """Look over the file's structure. Raises StoreError when it is damaged."""
        self._database.quick_check()

    def replace_backups(self) -> Path:
        """One copy made now in place of all the older ones. Raises StoreError."""
        return backup.replace_all(self._database, self._backups, datetime.now(UTC).date())

    def leave_no_trace(self) -> None:
        """Deleted text is gone from the file and the log beside it. Raises StoreError while another process reads."""
        self._database.leave_no_trace()

    def complaints(self) -> list[str]:
        """What is wrong with the file; empty when sound."""
        return self._database.complaints()

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
