"""The sketches of the briefs' texts, and the families of drafts they tell of: a cache, made again when texts change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefreader.store.database import Database


class Sketches:
    """A sketch of each brief that can be read, as bytes that this module does not look into."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def lacking(self) -> list[str]:
        """The briefs without a sketch of their present text."""
        rows = self._db.all(
            "SELECT briefs.id FROM briefs JOIN versions ON versions.id = version "
            "LEFT JOIN sketches ON sketches.brief = briefs.id "
            "WHERE state = 'ready' AND sketches.text_hash IS NOT versions.text_hash ORDER BY briefs.rowid"
        )
        return [row["id"] for row in rows]

    def put(self, made: Iterable[tuple[str, str, bytes]]) -> None:
        """Keep sketches: (brief, hash of its text, sketch). A brief that has gone meanwhile is passed over."""
        with self._db.write():
            for brief, text_hash, sketch in made:
                self._db.run(
                    "INSERT INTO sketches (brief, text_hash, sketch) SELECT id, ?, ? FROM briefs WHERE id = ? "
                    "ON CONFLICT (brief) DO UPDATE SET text_hash = excluded.text_hash, sketch = excluded.sketch",
                    (text_hash, sketch, brief),
                )

    def all(self) -> dict[str, bytes]:
        """The sketch of each brief that can be read."""
        rows = self._db.all("SELECT brief, sketch FROM sketches JOIN briefs ON briefs.id = brief WHERE state = 'ready'")
        return {row["brief"]: row["sketch"] for row in rows}

    def set_families(self, families: Mapping[str, str]) -> None:
        """Which family each brief belongs to; those not named belong to none. What stays as it was is no change."""
        with self._db.write():
            rows = self._db.all("SELECT brief, family FROM sketches WHERE family <> ''")
            for brief in {row["brief"] for row in rows} - families.keys():
                self._db.run("UPDATE sketches SET family = '' WHERE brief = ?", (brief,))
            known = {row["brief"]: row["family"] for row in rows}
            for brief, family in families.items():
                if known.get(brief) != family:
                    self._db.run("UPDATE sketches SET family = ? WHERE brief = ?", (family, brief))

    def families(self, of: str = "") -> list[list[str]]:
        """The families with their members that can be read, oldest draft first (by date, then by when they came in);
        with `of` only the one this brief is in."""
        rows = self._db.all(
            "SELECT family, brief FROM sketches JOIN briefs ON briefs.id = brief "
            "WHERE family <> '' AND state = 'ready' "
            "AND (?1 = '' OR family = (SELECT family FROM sketches WHERE brief = ?1)) "
            "ORDER BY family, coalesce(date, ''), added, briefs.rowid",
            (of,),
        )
        found: dict[str, list[str]] = {}
        for row in rows:
            found.setdefault(row["family"], []).append(row["brief"])
        return [members for members in found.values() if len(members) > 1]
