"""The reader of subtitles (SubRip, WebVTT): a transcript, each turn a paragraph with its time as label."""

from __future__ import annotations

import re

from briefreader.errors import ReadError
from briefreader.readers.about import About, complete
from briefreader.readers.builder import Builder
from briefreader.readers.cues import Line, lines
from briefreader.readers.encoding import BinaryData, decode
from briefreader.text.document import Block, Document
from briefreader.text.normalize import canonical

_PAUSE = 4.0  # seconds of silence after which a paragraph ends with its sentence
_LONG = 500  # characters after which a paragraph ends with its sentence
_LONGEST = 1500  # characters of a paragraph whose sentences do not end
_ENDS = (".", "!", "?", "…", '"', "”", "]", ")", "♪", "。", "？", "！")
_HEADER = re.compile(r"WEBVTT[ \t]*(?:-[ \t]*)?([^\n]{0,200})\n")
_LANGUAGE = re.compile(r"^Language:[ \t]*([a-z]{2})\b", re.MULTILINE)


def read(data: bytes, name: str) -> Document:
    """The transcript in the subtitles `data`. Raises ReadError when there are none in it, and TooManyBlocks."""
    try:
        text = canonical(decode(data).text)
    except BinaryData:
        raise ReadError(name, "Its content is not text.", "Save the subtitles as .srt or .vtt.") from None
    builder = Builder()
    size = 0
    last: Line | None = None
    for line in lines(text):
        if last is None or _begins(last, line, size):
            builder.begin(Block("paragraph", 0, 0, label=_time(line.start)))
            size = 0
            speaker = line.speaker
            if speaker and line.text:
                builder.text(f"{speaker}: ")
        else:
            speaker = line.speaker or last.speaker
            builder.text(" ")
        builder.text(line.text)
        size += len(line.text) + 1
        last = Line(line.start, line.end, speaker, line.turn, line.text)
    document = builder.finish()
    if not document.blocks:
        raise ReadError(name, "There are no subtitles in it.")
    header = _HEADER.match(text.lstrip("\ufeff"))
    language = _LANGUAGE.search(text[:2000])
    about = About(title=header.group(1).strip() if header else "", language=language.group(1) if language else "")
    return complete(document, about, "subtitles", name)


def _begins(last: Line, line: Line, size: int) -> bool:
    """Whether `line` begins another paragraph, after one of `size` characters that ends with `last`."""
    if line.turn and not line.speaker:
        return True
    if line.speaker and line.speaker != last.speaker:
        return True
    ended = last.text.endswith(_ENDS)
    return (ended and (size > _LONG or line.start - last.end > _PAUSE)) or size > _LONGEST


def _time(seconds: float) -> str:
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}"
