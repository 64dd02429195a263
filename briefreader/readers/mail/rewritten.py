"""A mail written anew as it would travel: what Outlook embeds in another mail is no file of its own."""

from __future__ import annotations

from collections.abc import Iterable
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import formataddr

from briefreader.errors import ReadError
from briefreader.readers.mail.letter import Correspondent, Letter
from briefreader.text.normalize import canonical


def as_eml(letter: Letter) -> bytes:
    """`letter` as EML, enclosures that can be had included."""
    message = MIMEMultipart("mixed")
    fields = {
        "Subject": _encoded(letter.subject),
        "From": _addresses(letter.senders),
        "To": _addresses(letter.to),
        "Cc": _addresses(letter.cc),
        "Date": _encoded(letter.date),
        "Sensitivity": _encoded(letter.marking),
    }
    for field, value in fields.items():
        if value:
            message[field] = value
    for body in letter.bodies:
        forms = MIMEMultipart("alternative")
        for text, kind in ((body.plain, "plain"), (body.html, "html")):
            if text.strip():
                forms.attach(MIMEText(canonical(text), kind, "utf-8"))
        message.attach(forms)
    for enclosure in letter.enclosures:
        if enclosure.refusal:
            continue
        try:
            part = MIMEApplication(enclosure.content())
        except ReadError:
            continue
        part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", _line(enclosure.name)))
        message.attach(part)
    return message.as_bytes()


def _line(text: str) -> str:
    return " ".join(canonical(text).split())


def _encoded(text: str) -> str:
    line = _line(text)
    return line if line.isascii() else Header(line, "utf-8").encode()


def _addresses(people: Iterable[Correspondent]) -> str:
    return ", ".join(
        formataddr((_line(person.name), _line(person.address).encode("ascii", "ignore").decode("ascii")))
        for person in people
    )
