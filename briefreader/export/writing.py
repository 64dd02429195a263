"""A file is written whole or not at all, and never over one of the user's briefs."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from briefreader.errors import ExportError

_REASONS = {
    errno.ENOSPC: ("the disk is full", "Free some space, or choose another disk."),
    errno.EDQUOT: ("your share of the disk is full", "Free some space, or choose another disk."),
    errno.EROFS: ("the disk is read-only", "Choose another folder."),
    errno.EACCES: ("you may not write there", "Choose another folder."),
    errno.EPERM: ("you may not write there", "Choose another folder."),
    errno.ENAMETOOLONG: ("its name is too long", "Choose a shorter name."),
    errno.EBUSY: ("another program holds it open", "Close it there, then try again."),
}


def write(path: Path, content: str | bytes, protected: Iterable[Path] = ()) -> Path:
    """`content` (text as UTF-8) at `path`, complete before it appears there; an older file is replaced. Returns the
    full path.

    Raises ExportError: no such folder, a folder of that name, one of the `protected` files (the briefs themselves),
    or whatever the system refuses.
    """
    target = _target(path.expanduser())
    _refuse_sources(target, protected)
    try:
        _replace(target, content.encode() if isinstance(content, str) else content)
    except OSError as error:
        reason, remedy = _REASONS.get(
            error.errno or 0, ((error.strerror or str(error)).lower(), "Choose another place.")
        )
        raise ExportError(f"The summary could not be written to {target}: {reason}.", remedy) from error
    return target


def _target(path: Path) -> Path:
    """Where the file shall be; a link is followed, so that what it points to is replaced and not the link."""
    try:
        target = path.resolve()
        if target.is_dir():
            raise ExportError(f"{target} is a folder.", "Give the name of a file in it.")
        if target.exists() and not target.is_file():
            raise ExportError(f"{target} is not a file that can be written.", "Choose another name.")
        if not target.parent.is_dir():
            raise ExportError(f"There is no folder {target.parent}.", "Create it, or choose another.")
    except (OSError, RuntimeError, ValueError) as error:  # too long a name, links in a circle, a null character
        raise ExportError(f"“{path}” is no name for a file: {error}.", "Choose another name.") from error
    return target


def _refuse_sources(target: Path, protected: Iterable[Path]) -> None:
    if not target.exists():
        return
    for source in protected:
        try:
            same = target.samefile(source)
        except (OSError, ValueError):  # the brief's file is gone: it cannot be written over
            continue
        if same:
            raise ExportError(f"{target} is one of your briefs.", "Choose another name; a brief is never written over.")


def _replace(target: Path, data: bytes) -> None:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=".briefreader-", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(mode)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _umask() -> int:
    current = os.umask(0o077)
    os.umask(current)
    return current


def _sync_folder(folder: Path) -> None:
    """So that the new name outlives a power cut; Windows offers no such call."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
