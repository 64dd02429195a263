"""The index's files: opened so that none is left open by an error, and refusals of the system put into a sentence."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from briefreader.errors import SearchError


class Storage(FileStorage):  # type: ignore[misc]
    """The files of an index; in a `with` that ends in an error, those opened are closed, which Whoosh forgets."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._files: list[BinaryIO] = []

    def __enter__(self) -> Storage:
        return self

    def open_file(self, name: str, **kwargs: Any) -> StructFile:
        file = (Path(self.folder) / name).open("rb")
        self._files.append(file)
        return StructFile(file, name=name, **kwargs)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for file in self._files if kind else ():
            file.close()
        self._files.clear()


@contextmanager
def writable() -> Iterator[None]:
    """Turns what the file system refuses (a full disk, no permission) into a sentence."""
    try:
        yield
    except OSError as error:
        raise SearchError(f"The search index could not be written: {error.strerror or error}.") from error


@contextmanager
def without_collector() -> Iterator[None]:
    """Millions of small values are made and none in cycles: looking for cycles would cost a quarter of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
