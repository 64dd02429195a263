"""One mail whatever file it came in, and the document it makes: who wrote to whom and when, then what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from briefreader.readers.about import About, complete
from briefreader.readers.builder import Builder
from briefreader.readers.chain import chained, with_levels
from briefreader.readers.kinds import Format
from briefreader.readers.mail.bodies import Body, body_document
from briefreader.text.document import Block, Document
from briefreader.text.normalize import canonical

_MOST_SHOWN = 300  # recipients or attachments in one line


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Someone a mail is from or to; either part may be ""."""

    name: str
    address: str

    def __str__(self) -> str:
        if self.name and self.address and self.name != self.address:
            return f"{self.name} <{self.address}>"
        return self.name or self.address


@dataclass(frozen=True, slots=True)
class Enclosure:
    """Something a mail encloses: its name as written and what gives its bytes, which raises ReadError when they cannot
    be had; `refusal` is the sentence when that is known before."""

    name: str
    content: Callable[[], bytes]
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail. `date` is as written and `day` the same in ISO 8601; `marking` is how it asks to be handled; `notice` a
    sentence about what of it could not be read."""

    subject: str = ""
    senders: tuple[Correspondent, ...] = ()
    to: tuple[Correspondent, ...] = ()
    cc: tuple[Correspondent, ...] = ()
    date: str = ""
    day: str = ""
    marking: str = ""
    notice: str = ""
    bodies: tuple[Body, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()


def document_of(letter: Letter, form: Format, name: str) -> Document:
    """The document of `letter`: its subject as heading, a paragraph of its headers, and its text. Raises
    TooManyBlocks."""
    lines = {
        "From": _listed(letter.senders),
        "To": _listed(letter.to),
        "Cc": _listed(letter.cc),
        "Date": letter.date,
        "Attachments": _listed(enclosure.name for enclosure in letter.enclosures),
    }
    head = _head(letter.subject, [f"{field}: {value}" for field, value in lines.items() if value])
    bodies = [with_levels(body_document(body, name), 1 if letter.subject else 0) for body in letter.bodies]
    extra = {
        "to": lines["To"], "cc": lines["Cc"], "attachments": lines["Attachments"],
        "marking": letter.marking, "notice": letter.notice,
    }  # fmt: skip
    sender = letter.senders[0] if letter.senders else Correspondent("", "")
    about = About(
        title=letter.subject,
        author=sender.name or sender.address,
        date=letter.day,
        extra={key: value for key, value in extra.items() if value},
    )
    return complete(chained([head, *bodies]), about, form, name)


def _head(subject: str, lines: list[str]) -> Document:
    builder = Builder()
    builder.begin(Block("heading", 0, 0, level=1))
    builder.text(subject)
    builder.begin(Block("paragraph", 0, 0))
    builder.raw("\n".join(" ".join(line.split()) for line in lines))
    return builder.finish()


def _listed(values: Iterable[object]) -> str:
    every = [text for value in values if (text := " ".join(canonical(str(value)).split()))]
    more = len(every) - _MOST_SHOWN
    return "; ".join(every[:_MOST_SHOWN]) + (f"; and {more} more" if more > 0 else "")
