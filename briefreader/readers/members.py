"""What a mail or a pack holds besides itself: attachments, forwarded mails, the files in a ZIP; one after the other.

Members are bytes with a name to show. Nothing is written, and no name is ever used as a path of this machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from briefreader.errors import ReadError
from briefreader.readers.archive import Archive
from briefreader.readers.kinds import Format, is_candidate, kind_of
from briefreader.readers.mail import eml, msg
from briefreader.readers.mail.letter import Letter
from briefreader.text.document import Document

MAX_MEMBERS = 2_000
MAX_MEMBER = 256 * 1024 * 1024  # bytes
MAX_TOTAL = 500 * 1024 * 1024  # bytes of all members of one file
_LONGEST = 120  # characters of one step of a name
_DEEPEST = 20  # steps of a name
# Controls, and marks that turn the direction of writing: they make `exe.pdf` of `fdp.exe`.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_DRIVE = re.compile(r"^(?:\s*[A-Za-z]:)+")
_SYSTEM = frozenset(("__macosx", "thumbs.db", "desktop.ini", "$recycle.bin"))
_LETTERS: dict[Format, Callable[[bytes, str], Letter]] = {
    "eml": lambda data, _: eml.letter(data),
    "msg": msg.letter,
}


class Member(NamedTuple):
    """A file within a file. `name` is a relative path of clean steps with `/` between them."""

    name: str
    data: bytes


class Refused(NamedTuple):
    """A file within a file that cannot be had; `sentence` says why."""

    name: str
    sentence: str


def has_members(form: Format) -> bool:
    """Whether files of a format may hold other files that are briefs of their own."""
    return form == "zip" or form in _LETTERS


def members(data: bytes, name: str) -> Iterator[Member | Refused]:
    """What the mail or pack `data` holds, in its order, each unpacked when its turn comes: at most MAX_MEMBERS of
    MAX_TOTAL bytes. Left out is what is no brief by its name, hidden, or of the system.

    Nothing for other files. Raises ReadError when a pack is damaged.
    """
    form = kind_of(data, name).format
    if form == "zip":
        yield from _bounded(_packed(data, name))
    elif form in _LETTERS:
        yield from _bounded(_enclosed(_LETTERS[form](data, name)))


def read_pack(data: bytes, name: str) -> Document:
    """Always raises ReadError: a pack holds briefs and is none."""
    if not any(_is_brief(clean(member)) for member in Archive(data, name).names):
        raise ReadError(name, "There is no file in it that BriefReader can read.")
    raise ReadError(name, "It is a pack of files; they are read one by one.")


def clean(name: str) -> str:
    """`name` as a relative path without drive, `..`, controls or endless steps; "unnamed" when nothing is left."""
    name = _UNSEEN.sub("", _meant(name)).replace("\\", "/")
    steps = (_shortened(_DRIVE.sub("", step.strip())).strip().rstrip(". ") for step in name.split("/"))
    kept = [step for step in steps if step]
    return "/".join(kept[-_DEEPEST:]) or "unnamed"


def _bounded(found: Iterator[tuple[str, Callable[[], bytes], str]]) -> Iterator[Member | Refused]:
    """`found`, as far as it is briefs, within bounds. Each is its name, what gets its bytes, and why they cannot be
    had."""
    seen: dict[str, int] = {}
    count = total = 0
    for raw, load, refusal in found:
        name = clean(raw)
        if not refusal and not _is_brief(name):
            continue
        name = _apart(name, seen)
        count += 1
        if count > MAX_MEMBERS:
            yield Refused(name, f"It and those after it were not read: it is beyond the first {MAX_MEMBERS:,} files.")
            return
        if refusal:
            yield Refused(name, refusal)
            continue
        try:
            data = load()
        except ReadError as error:
            yield Refused(name, f"{error.message} {error.remedy}".strip())
            continue
        if len(data) > MAX_MEMBER:
            yield Refused(name, f"It has more than {MAX_MEMBER // 1024**2} MB.")
            continue
        total += len(data)
        if total > MAX_TOTAL:
            yield Refused(
                name, f"It and those after it were not read: together they have over {MAX_TOTAL // 1024**2} MB."
            )
            return
        yield Member(name, data)


def _packed(data: bytes, name: str) -> Iterator[tuple[str, Callable[[], bytes], str]]:
    archive = Archive(data, name)
    for member in archive.names:
        refusal = ""
        if _is_brief(clean(member)):
            if archive.is_protected(member):
                refusal = "It is protected by a password."
            elif archive.size(member) > MAX_MEMBER:
                refusal = f"It has more than {MAX_MEMBER // 1024**2} MB."
        yield member, lambda member=member: archive.read(member), refusal  # type: ignore[misc]


def _enclosed(letter: Letter) -> Iterator[tuple[str, Callable[[], bytes], str]]:
    for enclosure in letter.enclosures:
        yield enclosure.name.replace("/", "-"), enclosure.content, enclosure.refusal


def _is_brief(name: str) -> bool:
    steps = name.split("/")
    if any(step.startswith(".") or step.lower() in _SYSTEM for step in steps):
        return False
    return is_candidate(Path(steps[-1]), explicit=False)


def _meant(name: str) -> str:
    """A name that was written in UTF-8 and read as the old encoding of ZIP, as it was meant."""
    if name.isascii():
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _shortened(step: str) -> str:
    if len(step) <= _LONGEST:
        return step
    stem, dot, ending = step.rpartition(".")
    return f"{stem[: _LONGEST - 12]}{dot}{ending}" if dot and len(ending) < 10 else step[:_LONGEST]


def _apart(name: str, seen: dict[str, int]) -> str:
    """`name`, with a number when another member has it; `seen` counts how often each was asked for."""
    count = seen[name.lower()] = seen.get(name.lower(), 0) + 1
    if count == 1:
        return name
    folder, slash, last = name.rpartition("/")
    stem, dot, ending = last.rpartition(".") if "." in last else (last, "", "")
    return _apart(f"{folder}{slash}{stem} ({count}){dot}{ending}", seen)
