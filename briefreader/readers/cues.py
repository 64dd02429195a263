"""The cues of subtitles (SubRip and WebVTT): when each is shown, and what is said by whom in it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TIMES = re.compile(
    r"\s*(?P<start>(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)\s*-->\s*(?P<end>(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)"
)
_VOICE = re.compile(r"<v(?:\.[^\s>]{1,60})?\s([^>]{1,120})>")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>]{0,200}>|\{\\[^{}]{1,100}\}")
_DASH = re.compile(r"[-‐–—]\s*(?=\S)")
_CHEVRONS = re.compile(r"(?:>>|&gt;&gt;)\s*")
_SPEAKER = re.compile(r"(?P<name>[^\W\d_][^:：\n()\[\]\"“?!]{0,50}?)\s?(?:\([^()\n]{1,40}\)\s?)?[:：](?=\s|$)")
_NAME = re.compile(
    r"(?:[A-Z][\w.'’-]{0,30}|of|the|for|de|van|von|al)(?: (?:[A-Z][\w.'’-]{0,30}|of|the|for|de|van|von|al)){1,4}"
)
_VOICE_ENDS = re.compile(r"</v>")
_NEWLINE = "\n"
_FLASH = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cue. `start` and `end` are seconds. `speaker` is "" when the line does not say who speaks; `turn`
    whether another voice begins."""

    start: float
    end: float
    speaker: str
    turn: bool
    text: str


def lines(text: str) -> Iterator[Line]:
    """The lines of the subtitles `text`, those that only repeat what was shown before left out."""
    shown: list[str] = []
    for start, end, raw in _cues(text):
        voice = ""
        now: list[str] = []
        rolls = len(raw) > 1 or end - start < _FLASH  # such cues show again what was said, and what is new below it
        for line in raw:
            fresh = False
            parts = _VOICE.split(line)
            for index, part in enumerate(parts):
                if index % 2:
                    voice, fresh = " ".join(html.unescape(part).split()), True
                    continue
                words = " ".join(html.unescape(_TAG.sub("", part)).split())
                if not words:
                    continue
                now.append(words)
                if words not in shown or not rolls:
                    yield _line(start, end, voice, fresh, words)
                fresh = False
            if _VOICE_ENDS.search(line):
                voice = ""
        shown = now or shown


def _line(start: float, end: float, voice: str, fresh: bool, words: str) -> Line:
    if chevrons := _CHEVRONS.match(words):
        words, fresh = words[chevrons.end() :], True
    elif dash := _DASH.match(words):
        words, fresh = words[dash.end() :], True
    named = None if voice else _SPEAKER.match(words)
    if named and _is_name(named["name"]):
        return Line(start, end, named["name"].strip(), True, words[named.end() :].strip())
    return Line(start, end, voice, fresh, words)


def _is_name(name: str) -> bool:
    """Whether words before a colon name a speaker: in capitals, or more than one with a capital each."""
    return name.isupper() or bool(_NAME.fullmatch(name)) or name in ("Q", "A")


def _cues(text: str) -> Iterator[tuple[float, float, list[str]]]:
    """Start, end and the lines of each cue."""
    times: tuple[float, float] | None = None
    found: list[str] = []
    for line in text.split(_NEWLINE):
        match = _TIMES.match(line) if "-->" in line else None
        if match:
            if times is not None:
                yield *times, _without_number(found)
            times, found = (_seconds(match["start"]), _seconds(match["end"])), []
        elif not line.strip():
            if times is not None:
                yield *times, found
            times, found = None, []
        elif times is not None:
            found.append(line)
    if times is not None:
        yield *times, found


def _without_number(found: list[str]) -> list[str]:
    """The lines of a cue that no blank line parts from the next, whose number is the last of them."""
    return found[:-1] if found and found[-1].strip().isdigit() else found


def _seconds(written: str) -> float:
    total = 0.0
    for part in written.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total
