"""The reader of mails as Outlook keeps them (MSG)."""

from __future__ import annotations

from email.utils import format_datetime
from functools import partial

from briefreader.errors import ReadError
from briefreader.readers.encoding import BinaryData, decode
from briefreader.readers.html import declared_charset
from briefreader.readers.mail.bodies import Body
from briefreader.readers.mail.compound import Compound, Storage
from briefreader.readers.mail.eml import letter as letter_of
from briefreader.readers.mail.encapsulated import html_in, text_in
from briefreader.readers.mail.letter import Correspondent, Enclosure, Letter, document_of
from briefreader.readers.mail.lzfu import unpacked
from briefreader.readers.mail.rewritten import as_eml
from briefreader.text.document import Document

_DEEPEST = 5  # mails within mails
_RECIPIENT, _ATTACHMENT, _EMBEDDED = "__recip_version1.0_", "__attach_version1.0_", "__substg1.0_3701000D"
_SUBJECT, _CLASS, _HEADERS, _SENSITIVITY = 0x0037, 0x001A, 0x007D, 0x0036
_PLAIN, _HTML, _RICH = 0x1000, 0x1013, 0x1009
_NAME, _KIND, _ADDRESS, _SMTP = 0x3001, 0x0C15, 0x3003, 0x39FE
_LONG_NAME, _SHORT_NAME, _METHOD, _CONTENT, _CONTENT_ID, _HIDDEN = 0x3707, 0x3704, 0x3705, 0x3701, 0x3712, 0x7FFE
_TO, _CC = 1, 2
_BY_VALUE = (0, 1)
# For whom it was sent, then who sent it: name, address of the mail, address of any kind.
_SENDERS = ((0x0042, 0x5D02, 0x0065), (0x0C1A, 0x5D01, 0x0C1F))
_SENT, _ARRIVED = 0x0039, 0x0E06
_MARKINGS = {1: "Personal", 2: "Private", 3: "Company-Confidential"}
_SEALED = "It is encrypted or sealed; BriefReader cannot read its text."
_ELSEWHERE = "It is not in the mail, only a link to it."


def read(data: bytes, name: str) -> Document:
    """The mail in `data`. Raises ReadError and TooManyBlocks."""
    return document_of(letter(data, name), "msg", name)


def letter(data: bytes, name: str) -> Letter:
    """The mail in `data`. Raises ReadError when no mail can be made out."""
    return _letter(Storage(Compound(data, name)), 0)


def _letter(mail: Storage, depth: int) -> Letter:
    sent = mail.time(_SENT) or mail.time(_ARRIVED)
    travelled = letter_of(mail.text(_HEADERS).encode("utf-8", "replace")) if mail.binary(_HEADERS, "001F") else Letter()
    people = [
        (storage.number(_KIND), Correspondent(storage.text(_NAME).strip("' "), _address(storage, _SMTP, _ADDRESS)))
        for storage in mail.inner(_RECIPIENT)
    ]
    senders = (
        Correspondent(mail.text(name).strip("' "), _address(mail, smtp, other)) for name, smtp, other in _SENDERS
    )
    sender = next((sender for sender in senders if sender.name or sender.address), None)
    return Letter(
        subject=mail.text(_SUBJECT).strip(),
        senders=(sender,) if sender else travelled.senders,
        to=tuple(person for kind, person in people if kind == _TO),
        cc=tuple(person for kind, person in people if kind == _CC),
        date=travelled.date or (format_datetime(sent) if sent else ""),
        day=travelled.day or (sent.date().isoformat() if sent else ""),
        marking=_MARKINGS.get(mail.number(_SENSITIVITY), ""),
        notice=_SEALED if "SMIME" in mail.text(_CLASS).upper() else "",
        bodies=(_body(mail),),
        enclosures=tuple(
            enclosure for part in mail.inner(_ATTACHMENT) if (enclosure := _enclosure(part, depth)) is not None
        ),
    )


def _address(storage: Storage, smtp: int, other: int) -> str:
    """An address people can write to; those of an Exchange server are none."""
    address = storage.text(smtp) or storage.text(other)
    return address.strip() if "@" in address else ""


def _body(mail: Storage) -> Body:
    rich = _rich(mail)
    plain, page = mail.text(_PLAIN) or text_in(rich), _html(mail) or html_in(rich)
    return Body(plain, page, rich=b"" if plain.strip() or page.strip() else rich)


def _html(mail: Storage) -> str:
    data = mail.binary(_HTML)
    if not data:
        return mail.text(_HTML)
    try:
        return decode(data, declared_charset(data) or mail.charset).text
    except BinaryData:
        return ""


def _rich(mail: Storage) -> bytes:
    try:
        return unpacked(mail.binary(_RICH))
    except ValueError:
        return b""


def _enclosure(part: Storage, depth: int) -> Enclosure | None:
    name = (part.text(_LONG_NAME) or part.text(_SHORT_NAME) or part.text(_NAME)).strip()
    embedded = next(part.inner(_EMBEDDED, 24), None)
    if embedded is not None:
        subject = embedded.text(_SUBJECT).strip() or name or "message"
        if depth >= _DEEPEST or not embedded.text(_CLASS):  # a picture or a document of another program
            return None
        return Enclosure(subject + ".eml", partial(_rewritten, embedded, depth + 1))
    if part.number(_HIDDEN) or (part.text(_CONTENT_ID) and name.lower().endswith((".png", ".jpg", ".jpeg", ".gif"))):
        return None
    if part.number(_METHOD) not in _BY_VALUE:
        return Enclosure(name or "attachment", bytes, _ELSEWHERE)
    return Enclosure(name or "attachment", partial(part.binary, _CONTENT))


def _rewritten(mail: Storage, depth: int) -> bytes:
    try:
        return as_eml(_letter(mail, depth))
    except (ValueError, LookupError, RecursionError):
        raise ReadError("", "It is too damaged to be taken out of the mail.") from None
