"""What the user has set, and which folders the library was made from."""

from __future__ import annotations

import json
from typing import Any

from briefreader.store.database import Database, now


class SettingsStore:
    """Values are anything JSON can hold."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, key: str, default: Any = None) -> Any:
        text = self._db.value("SELECT value FROM settings WHERE key = ?", (key,))
        return default if text is None else json.loads(text)

    def put(self, key: str, value: Any) -> None:
        with self._db.write():
            self._db.run(
                "INSERT INTO settings (key, value) VALUES (?, ?) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, json.dumps(value, ensure_ascii=False)),
            )

    def folders(self) -> list[str]:
        """The files and folders the user has opened, in order."""
        return [row["path"] for row in self._db.all("SELECT path FROM folders ORDER BY rowid")]

    def add_folder(self, path: str) -> None:
        with self._db.write():
            self._db.run("INSERT OR IGNORE INTO folders (path, added) VALUES (?, ?)", (path, now()))

    def remove_folder(self, path: str) -> None:
        with self._db.write():
            self._db.run("DELETE FROM folders WHERE path = ?", (path,))
