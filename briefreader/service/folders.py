"""Which files the given paths stand for."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from briefreader.records import INSIDE, Failure

_ABSENT = (errno.ENOENT, errno.ENOTDIR)
_NO_TEXT = "Its name is not valid UTF-8. Rename it."


@dataclass(frozen=True, slots=True)
class Listing:
    """`files` in reading order, each once, absolute; `failed` the paths that could not be listed; `roots` the given
    paths, absolute: what the library knows beneath them and is not among `files` is gone."""

    files: tuple[Path, ...] = ()
    failed: tuple[Failure, ...] = ()
    roots: tuple[Path, ...] = field(default=())


def listing(
    paths: Iterable[Path],
    is_candidate: Callable[[Path, bool], bool],
    known: Callable[[Path], bool],
    want: Callable[[str, str], bool] = lambda _path, _root: True,
) -> Listing:
    """The files that `paths` (files and folders) stand for, folders walked without following links to folders.

    `is_candidate(path, explicit)` says by its name whether a file is worth reading; `known(path)` whether the library
    has it, so that a given path that has vanished is "gone" and not "no such file". `want(path, root)` says whether the
    user wants a file of a folder; a file they name themselves they do.
    """
    files: dict[Path, None] = {}
    failed: list[Failure] = []
    roots: list[Path] = []
    for given in paths:
        root = Path(os.path.abspath(given.expanduser()))  # noqa: PTH100 - a link keeps the name the user gave it
        if printable(root) != str(root):
            failed.append(Failure(printable(root), _NO_TEXT))
            continue
        try:
            mode = root.stat().st_mode
        except OSError as error:
            if error.errno not in _ABSENT:
                failed.append(Failure(str(root), f"It cannot be looked at: {(error.strerror or '').lower()}."))
            elif known(root):
                roots.append(root)
            else:
                failed.append(Failure(str(root), "There is no such file or folder."))
            continue
        roots.append(root)
        if stat.S_ISDIR(mode):
            _walk(root, partial(_is_wanted, is_candidate, want, str(root)), files, failed)
        else:
            files[root] = None
    return Listing(tuple(files), tuple(failed), tuple(roots))


def _is_wanted(
    is_candidate: Callable[[Path, bool], bool], want: Callable[[str, str], bool], root: str, path: Path
) -> bool:
    return is_candidate(path, False) and want(str(path), root)


def printable(path: Path) -> str:
    """`path` as text that can be stored and shown, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")


def is_there(path: str) -> bool:
    """Whether a file, or the file that something is in, is there; what may not be looked at is not known to be gone."""
    if not _is_absent(path):
        return True
    outer = (path[:end] for end in range(len(path)) if path.startswith(INSIDE, end))
    return any(not _is_absent(file) and not os.path.isdir(file) for file in outer)  # noqa: PTH112 - one of very many


def _is_absent(path: str) -> bool:
    try:
        os.lstat(path)
    except OSError as error:
        return error.errno in (*_ABSENT, errno.ENAMETOOLONG)
    return False


def _walk(root: Path, is_wanted: Callable[[Path], bool], files: dict[Path, None], failed: list[Failure]) -> None:
    def refused(error: OSError) -> None:
        name = printable(Path(error.filename))
        failed.append(Failure(name, "This folder may not be opened. Ask for permission to read it."))

    for folder, subfolders, names in os.walk(root, onerror=refused):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if not is_wanted(path):
                continue
            if printable(path) != str(path):
                failed.append(Failure(printable(path), _NO_TEXT))
            elif path.is_file():
                files[path] = None
