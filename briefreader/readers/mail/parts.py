"""The parts of a mail as it travels (MIME): which are its text, which it encloses, which only serve to show it."""

from __future__ import annotations

import base64
import binascii
import quopri
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.errors import MessageError
from email.message import Message
from functools import partial
from pathlib import PurePath
from typing import TypeAlias

from briefreader.errors import ReadError
from briefreader.readers.html import declared_charset
from briefreader.readers.mail.bodies import Body
from briefreader.readers.mail.headers import text_of, words
from briefreader.readers.mail.letter import Enclosure

MAX_PARTS = 20_000
_LONGEST_HEADER = 4_000  # characters; the parser's time grows with their square
_MAX_TEXT = 32 * 1024 * 1024  # bytes of one text
TNEF = "BriefReader cannot read what Outlook packs into winmail.dat."
_ENDINGS = {
    "application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt", "text/csv": ".csv",
    "application/rtf": ".rtf", "text/rtf": ".rtf", "application/zip": ".zip", "application/vnd.ms-outlook": ".msg",
    "text/calendar": ".ics",
    "application/epub+zip": ".epub", "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}  # fmt: skip
_SERVING = frozenset(
    (
        "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
        "application/pgp-encrypted", "message/delivery-status", "message/disposition-notification",
        "message/external-body", "message/partial", "text/rfc822-headers", "text/x-amp-html",
    )
)  # fmt: skip
_SEALED = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))

Parsed: TypeAlias = "Message[str, str]"


@dataclass(slots=True)
class Sorted:
    """The parts of a mail by what they are for."""

    bodies: list[Body] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Text:
    """One text in the forms it was sent in."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    flowed: bool = False
    joins: bool = False


def sorted_parts(message: Parsed) -> Sorted:
    """The parts of `message`, however deep they stand in each other."""
    result = Sorted()
    texts: dict[int, _Text] = {}
    shown: list[str] = []
    pictures: list[tuple[str, Enclosure]] = []
    for part, choice in leaves(message):
        kind = part.get_content_type()
        name = _name(part, kind)
        if kind == "message/rfc822":
            result.enclosures.append(_forwarded(part, name))
        elif kind in _SEALED or kind == "multipart/encrypted":
            result.notices.append("It is encrypted or sealed; BriefReader cannot read its text.")
        elif kind == "application/ms-tnef" or name.lower() == "winmail.dat":
            result.enclosures.append(Enclosure(name or "winmail.dat", bytes, TNEF))
            result.notices.append(TNEF)
        elif kind in _SERVING:
            continue
        elif _is_text(part, kind, name, choice):
            text = texts.setdefault(choice if choice is not None else id(part), _Text())
            _add(text, part, kind)
            if kind == "text/html":
                shown.append(text.html[-1])
        elif part.get_content_maintype() == "image" and part.get("content-id"):
            pictures.append((str(part.get("content-id")).strip("<> \t\r\n"), Enclosure(name, partial(content, part))))
        elif name:
            result.enclosures.append(Enclosure(name, partial(content, part)))
    result.enclosures += [
        picture for key, picture in pictures if picture.name and not any("cid:" + key in page for page in shown)
    ]
    result.bodies = [
        Body("\n".join(text.plain), "\n".join(text.html), text.flowed, text.joins) for text in texts.values()
    ]
    return result


def content(part: Parsed) -> bytes:
    """The bytes of a part; those that do not hold what their encoding promises as they stand."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, binascii.Error, AssertionError, LookupError):
        payload = None
    return payload if isinstance(payload, bytes) else b""


def leaves(message: Parsed) -> Iterator[tuple[Parsed, int | None]]:
    """The parts that hold no others, in order, each with the choice of forms ("multipart/alternative") it is one of."""
    waiting: list[tuple[Parsed, int | None]] = [(message, None)]
    count = 0
    while waiting and count < MAX_PARTS:
        part, choice = waiting.pop()
        count += 1
        for header in ("Content-Type", "Content-Disposition"):
            if len(value := str(part.get(header, ""))) > _LONGEST_HEADER:
                part.replace_header(header, value[:_LONGEST_HEADER])
        kind = part.get_content_type()
        inner = part.get_payload() if part.is_multipart() else ""
        if kind == "multipart/encrypted" or not isinstance(inner, list) or not kind.startswith("multipart/"):
            yield part, choice
            continue
        if kind == "multipart/alternative":
            choice = id(part)
        waiting.extend((child, choice) for child in reversed(inner) if isinstance(child, Message))


def _is_text(part: Parsed, kind: str, name: str, choice: int | None) -> bool:
    if not kind.startswith("text/") or kind in ("text/calendar", "text/csv", "text/rtf", "text/vcard", "text/x-vcard"):
        return False
    return choice is not None or not (name or part.get_content_disposition() == "attachment")


def _add(text: _Text, part: Parsed, kind: str) -> None:
    data = content(part)[:_MAX_TEXT]
    charset = str(part.get_param("charset", "") or "")
    if kind == "text/html":
        text.html.append(text_of(data, charset or declared_charset(data)))
        return
    text.plain.append(text_of(data, charset))
    text.flowed = str(part.get_param("format", "")).lower() == "flowed"
    text.joins = str(part.get_param("delsp", "")).lower() == "yes"


def _name(part: Parsed, kind: str) -> str:
    """The name a part would be saved under, with an ending that says what it is; "" when it has none."""
    try:
        name = words(part.get_filename("") or "")
    except (ValueError, LookupError, TypeError):
        return ""
    if not name and part.get_content_disposition() == "attachment":
        name = "attachment"
    if name and not PurePath(name).suffix:
        name += _ENDINGS.get(kind, "")
    return name


def _forwarded(part: Parsed, name: str) -> Enclosure:
    inner = part.get_payload() if part.is_multipart() else ""
    message = inner[0] if isinstance(inner, list) and inner and isinstance(inner[0], Message) else None
    if message is None:
        return Enclosure(name or "message.eml", partial(content, part))
    subject = words(str(message.get("subject", ""))) if not name else ""
    name = name or f"{subject or 'message'}.eml"
    name = name if name.lower().endswith((".eml", ".msg")) else name + ".eml"
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    return Enclosure(name, _bytes_of(message, name, encoding))


def _bytes_of(message: Parsed, name: str, encoding: str) -> Callable[[], bytes]:
    def load() -> bytes:
        try:
            data = message.as_bytes()
        except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            raise ReadError(name, "It is too damaged to be taken out of the mail.") from None
        try:
            if encoding == "base64":
                return base64.b64decode(data)
            return quopri.decodestring(data) if encoding == "quoted-printable" else data
        except (ValueError, binascii.Error):
            return data

    return load
