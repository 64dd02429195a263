"""Dates: days, months, years, decades, quarters, and days named from the day of writing ("last Tuesday")."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SHORT = {"Sept": "September"} | {month[:3]: month for month in _MONTHS}
_NUMBERS = {month: number for number, month in enumerate(_MONTHS, start=1)}
_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NTH = rf"{_DAY}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MODIFIER = r"(?:[Ee]arly|[Ll]ate|[Mm]id)[ -]"
_SEASON = r"(?:spring|summer|autumn|fall|winter|Spring|Summer|Autumn|Winter)"
_FULL = (
    rf"(?:{_WEEKDAY},? )?(?:{_NTH}(?: ?[-–] ?{_NTH}| (?:and|to) {_NTH})? (?:of )?{_MONTH}(?:,? {_YEAR})?"
    rf"|{_MONTH} {_NTH}(?: ?[-–] ?{_NTH}| (?:and|to) {_NTH})?(?!\d)(?:,? {_YEAR})?)"
)
_DATE = re.compile(
    rf"(?<![\w/.$€£-])(?<!\d,)(?:{_FULL}"
    rf"|(?:{_MODIFIER})?{_MONTH}(?:,| of)? {_YEAR}"
    rf"|{_YEAR}-\d\d-\d\d|{_DAY}[/.]{_DAY}[/.](?:19|20)\d\d"
    rf"|(?:{_MODIFIER})?(?:1[5-9]|20)\d0'?s|(?:{_MODIFIER})?'\d0s"
    rf"|{_SEASON}(?: of)? {_YEAR}"
    rf"|(?:Q[1-4]|[Tt]he (?:first|second|third|fourth) quarter of|H[12]) {_YEAR}"
    rf"|(?:FY|fiscal years?|Fiscal [Yy]ears?|financial year) ?{_YEAR}(?:[-–/](?:{_YEAR}|\d\d))?"
    rf"|(?:[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast) (?:week|month|year|quarter|decade|century|{_SEASON}|{_WEEKDAY}|{_MONTH})"
    rf"|(?:{_MODIFIER})?(?:1[7-9]|20)\d\d(?: ?[-–/] ?(?:{_YEAR}|\d\d))?(?![\w/(-]|,\d|\.\d)"
    rf"|(?:{_MODIFIER})?(?:{'|'.join(month for month in _MONTHS if month not in ('March', 'May', 'August'))})"
    rf"|{_WEEKDAY}|[Yy]esterday|[Tt]omorrow"
    rf")(?![\w])"
)
# A bare number from 1500 to 2099 is a year unless one of these stands before it, or a counted thing behind.
_NOT_YEAR_BEFORE = re.compile(
    r"(?:[Rr]esolutions?|No\.?|[Nn]umber|[Oo]rder|[Dd]irective|[Rr]oom|[Pp]age|p\.|pp\.|[Ss]ection|§|#|[Aa]bout|[Ss]ome"
    r"|[Nn]early|[Aa]lmost|over|than|[Aa]pproximately|roughly|only|least|[-–+])\s?$"
)
_COUNTED = re.compile(
    r" (?:million|billion|people|men|women|children|troops|soldiers|km|kilomet|miles|metres|meters|tons|tonnes|dollars"
    r"|euros|percent|per cent|votes|pages|words|feet|jobs|staff|workers|cases|deaths|refugees|prisoners|members|units"
    r"|years|days|hours|MW|GW|kW|kg|employees|students|homes|houses|schools|vehicles|drones|missiles|respondents"
    r"|participants)"
)
_BARE_YEAR = re.compile(rf"{_YEAR}$")


def find(plain: str) -> Iterator[tuple[int, int]]:
    """The dates in `plain`, in order, none overlapping."""
    for match in _DATE.finditer(plain):
        start, end = match.span()
        if _BARE_YEAR.match(plain, start, end) and not _is_year(plain, start, end):
            continue
        yield start, end


def _is_year(plain: str, start: int, end: int) -> bool:
    return not _COUNTED.match(plain, end) and not _NOT_YEAR_BEFORE.search(plain[max(0, start - 16) : start])


_CALENDAR = re.compile(
    rf"(?:{_WEEKDAY},? )?(?:(?P<day>{_DAY})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})|(?P<month2>{_MONTH}) "
    rf"(?P<day2>{_DAY})(?:st|nd|rd|th)?)(?:,? (?P<year>{_YEAR}))?$"
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_MONTH_YEAR = re.compile(rf"(?P<month>{_MONTH})(?:,| of)? (?P<year>{_YEAR})$")


def canonical(text: str) -> str:
    """One name for every way to write a date: "12 March 2026" for "March 12th, 2026" and "2026-03-12"; what is no
    calendar date keeps its words, without a leading article and in small letters where it is relative."""
    if match := _CALENDAR.match(text):
        day = int(match["day"] or match["day2"])
        name = f"{day} {_full_month(match['month'] or match['month2'])}"
        return f"{name} {match['year']}" if match["year"] else name
    if (match := _ISO.match(text)) and 1 <= int(match[2]) <= 12:
        return f"{int(match[3])} {_MONTHS[int(match[2]) - 1]} {match[1]}"
    if match := _MONTH_YEAR.match(text):
        return f"{_full_month(match['month'])} {match['year']}"
    if text.split(" ")[0] in ("Last", "Next", "This", "Past", "Yesterday", "Tomorrow", "Early", "Late", "Mid"):
        return text[0].lower() + text[1:]
    return text


_RANGE = re.compile(
    rf"(?P<day>{_DAY})(?:st|nd|rd|th)?(?: ?[-–] ?| (?:and|to) )(?P<last>{_DAY})(?:st|nd|rd|th)? (?:of )?"
    rf"(?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?$"
)
_MONTH_RANGE = re.compile(
    rf"(?P<month>{_MONTH}) (?P<day>{_DAY})(?:st|nd|rd|th)?(?: ?[-–] ?| (?:and|to) )(?P<last>{_DAY})(?:st|nd|rd|th)?"
    rf"(?:,? (?P<year>{_YEAR}))?$"
)
_SLASHED = re.compile(rf"({_DAY})\.({_DAY})\.((?:19|20)\d\d)$")
_YEARS = re.compile(r"(?P<first>\d{4}) ?[-–/] ?(?P<last>\d{4}|\d\d)$")
_QUARTER = re.compile(rf"(?:Q([1-4])|[Tt]he (first|second|third|fourth) quarter of) ({_YEAR})$")
_SEASONED = re.compile(rf"{_SEASON}(?: of)? ({_YEAR})$")
_DECADE = re.compile(r"(\d{3})0'?s$")
_LEAD = re.compile(rf"(?:{_MODIFIER}|{_WEEKDAY},? )")
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def value(text: str) -> str:
    """A date as ISO 8601, as precise as it is: "2026-03-12", "2026-03"; a span of time as "2026-05-07/2026-05-08",
    a quarter as its months, a decade as "203"; "--05-07" when the year is not said; "" for what no calendar has."""
    words = _LEAD.sub("", text, count=1) if _LEAD.match(text) else text
    if match := _CALENDAR.match(words):
        return _day(match["year"], match["month"] or match["month2"], match["day"] or match["day2"])
    if match := _RANGE.match(words) or _MONTH_RANGE.match(words):
        first, last = (_day(match["year"], match["month"], match[part]) for part in ("day", "last"))
        return f"{first}/{last}" if match["year"] else first
    if (match := _ISO.match(words)) and 1 <= int(match[2]) <= 12:
        return words
    if (match := _SLASHED.match(words)) and int(match[2]) <= 12:
        return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    if match := _MONTH_YEAR.match(words):
        return f"{match['year']}-{_NUMBERS[_full_month(match['month'])]:02}"
    if match := _QUARTER.match(words):
        number = int(match[1]) if match[1] else _QUARTERS[match[2]]
        return f"{match[3]}-{number * 3 - 2:02}/{match[3]}-{number * 3:02}"
    if match := _YEARS.match(words):
        first, last = match["first"], match["last"]
        return f"{first}/{first[: 4 - len(last)]}{last}"
    if match := _SEASONED.match(words):
        return match[1]
    if match := _DECADE.match(words):
        return match[1]
    return words if _BARE_YEAR.fullmatch(words) else ""


def _day(year: str | None, month: str, day: str) -> str:
    return f"{year or '-'}-{_NUMBERS[_full_month(month)]:02}-{int(day):02}"


def _full_month(word: str) -> str:
    return _SHORT.get(word.rstrip("."), word)


# What the model calls a date and a reader would look up: it names a point in time, not a length of time.
_UNIT = rf"(?:week|month|year|quarter|decade|century|morning|evening|{_SEASON}|{_WEEKDAY}|{_MONTH})"
_DATED = re.compile(
    rf"\b(?:{_YEAR}|{_MONTH}|{_WEEKDAY}|yesterday|tomorrow|today|tonight|(?:[Ll]ast|[Nn]ext|[Tt]his) {_UNIT})\b"
    rf"|\b(?:ago|earlier|later)$|\d0s\b|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
)
_LENGTH = re.compile(
    r"(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|several|many|few|some|recent|coming|past)?[ -]?"
    r"(?:days?|weeks?|months?|years?|decades?|centuries|century|quarters?)(?:[ -]old)?$"
)


def is_point(text: str) -> bool:
    """True for "early March" and "three weeks ago", false for "several months" and "45-year-old"."""
    return bool(_DATED.search(text)) and not _LENGTH.match(text)


_PART_OF_DATE = re.compile(
    rf"(?i:{_YEAR}|{_MONTH}|{_WEEKDAY}|\d{{1,2}}(?:st|nd|rd|th)?|early|late|mid|end|beginning|start|middle|close|eve|first|second"
    rf"|third|fourth|last|next|this|half|quarter|week|weeks|weekend|month|months|year|fiscal|financial|days?|later|earlier"
    rf"|ago|morning|evening|night|afternoon|{_SEASON}|of|the|in|and|to|\d0s|century|one|two|three)$"
)


def says_more(text: str) -> bool:
    """True when every word of a longer span helps to tell the time: "end of March 2024", not "five pages in 2024"."""
    return all(_PART_OF_DATE.match(word) for word in re.split(r"[ ,-]+", text) if word)
