"""How the window says things: dates, counts, formats, languages, the kinds of names and quotes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

from PySide6.QtCore import QLocale

from briefreader.records import Brief, Entity, FoundMention, FoundQuote, Passage, Tag
from briefreader.text import doubt
from briefreader.text.corrections import USER
from briefreader.text.findings import EntityType, QuoteKind

_REFUSED = frozenset('<>:"/\\|?*')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "html": "HTML",
        "pdf": "PDF",
        "docx": "Word",
        "odt": "OpenDocument",
        "rtf": "RTF",
        "epub": "EPUB",
        "mhtml": "Web page",
        "eml": "Mail",
        "msg": "Mail",
        "pptx": "Slides",
        "xlsx": "Excel",
        "csv": "CSV",
    }
)
_UNITS: Mapping[str, str] = MappingProxyType({"pptx": "slide", "xlsx": "sheet", "csv": "sheet"})
TYPES: Mapping[EntityType, tuple[str, str]] = MappingProxyType(
    {
        "person": ("Person", "People"),
        "organisation": ("Organisation", "Organisations"),
        "country": ("Country", "Countries"),
        "place": ("Place", "Places"),
        "group": ("Group", "Groups"),
        "law": ("Law or agreement", "Laws and agreements"),
        "weapon": ("Weapon", "Weapons"),
        "event": ("Event", "Events"),
        "date": ("Date", "Dates"),
        "money": ("Sum of money", "Sums of money"),
    }
)
QUOTES: Mapping[QuoteKind, str] = MappingProxyType(
    {
        "speech": "Quotation",
        "fragment": "Quoted words",
        "block": "Block quotation",
        "term": "A term, nobody's words",
        "title": "A title",
        "indirect": "Reported speech",
    }
)
STATUS: Mapping[str, str] = MappingProxyType(
    {
        "exact": "",
        "moved": "",
        "approximate": "The words have changed since",
        "ambiguous": "May stand elsewhere: please check",
        "orphan": "No longer found in the brief",
    }
)
_SURE = 0.8  # from here on nothing is said of it
_BIDI_MARKS = "\u2068", "\u2069"


def count(number: int, one: str, many: str = "") -> str:
    """ "1 brief", "1,204 words"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day(date: str) -> str:
    """An ISO 8601 date, with the precision it has, as "12 Mar 2026"; anything else as it stands."""
    parts = date[:10].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return date
    if len(parts) == 1 or not 1 <= int(parts[1]) <= 12:
        return date
    month = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{int(parts[2])} {month}" if len(parts) == 3 else month


def file_format(brief: Brief) -> str:
    ending = PurePath(brief.path).suffix.lstrip(".").upper()
    return _FORMATS.get(brief.format, brief.format.capitalize() or ending or "File")


def form(name: str) -> str:
    """A format as it is named; "" for one known by its ending alone."""
    return _FORMATS.get(name, "")


def file_name(brief: Brief) -> str:
    return PurePath(brief.path).name


def title(brief: Brief) -> str:
    return " ".join(brief.title.split()) or file_name(brief)


def language(code: str) -> str:
    """The English name of a language by its ISO 639 code; "" for none."""
    known = QLocale.codeToLanguage(code) if code else QLocale.Language.AnyLanguage
    return code if known == QLocale.Language.AnyLanguage else QLocale.languageToString(known)


def tag(path: str) -> str:
    """ "arms/drones" as "arms / drones"."""
    return " / ".join(path.split("/"))


def tag_path(typed: str) -> str:
    """What was typed for a tag as its path: "arms / drones" as "arms/drones"."""
    return "/".join(step.strip() for step in typed.split("/") if step.strip())


def tag_tip(defined: Tag | None) -> str:
    """What a tag means, in a line; "" where the user has not said."""
    meaning = " ".join(defined.definition.split()) if defined is not None else ""
    return f"{tag(defined.path)}: {meaning}" if defined is not None and meaning else ""


def page(label: str, unit: str = "page") -> str:
    """A page as it is named: "p. 4", "slide 4", and a sheet by its own name."""
    return {"slide": f"slide {label}", "sheet": label}.get(unit, f"p. {label}")


def unit(format_: str) -> str:
    """What the pages of a brief of this format are: "page", "slide" or "sheet"."""
    return _UNITS.get(format_, "page")


def place(paragraph: int | None, page_label: str | None, unit: str = "page") -> str:
    """ "p. 4, para 3"; `unit` is what the brief's pages are: "page", "slide" or "sheet"."""
    parts = (
        (page(page_label, unit) if page_label else ""),
        (f"para {paragraph}" if paragraph is not None else ""),
    )
    return ", ".join(part for part in parts if part)


def passage_place(passage: Passage) -> str:
    return place(passage.paragraph, passage.page)


def speaker_name(name: str) -> str:
    """A speaker as a label: "The Chair" as "Chair", "its minutes" as "Its minutes"."""
    bare = name[4:] if name[:4].casefold() == "the " else name
    return bare[:1].upper() + bare[1:]


def speaker(found: FoundQuote) -> str:
    """Who said it; a name that is inferred carries a question mark."""
    quote = found.quote
    if quote.speaker is None:
        return "No speaker named"
    name = speaker_name(quote.speaker)
    return f"{name} ?" if quote.attribution == "inferred" else name


def attribution(found: FoundQuote) -> str:
    """How its speaker is known, in words."""
    return {"explicit": "speaker named", "inferred": "speaker inferred", "none": ""}[found.quote.attribution]


def said(found: FoundQuote, longest: int = 0) -> str:
    """A quote's words between marks; what is only reported stands without. Cut to `longest` characters (0: not)."""
    text = found.quote.text
    if longest and len(text) > longest:
        text = f"{text[: longest - 1].rstrip()}…"
    return text if found.quote.kind == "indirect" else f"“{text}”"


def sureness(found: FoundMention | FoundQuote) -> str:
    """How sure a name or a speaker is, where that is worth a word; or that a reader has judged it."""
    if isinstance(found, FoundMention):
        judged, sure = found.mention.source == USER, doubt.name_sureness(found.mention)
    else:
        judged, sure = found.quote.rule == USER, doubt.quote_sureness(found.quote)
    if judged:
        return "judged by a reader"
    return "" if sure >= _SURE else "likely" if sure >= doubt.DOUBTFUL else "doubtful"


def other_names(entity: Entity, besides: str = "") -> str:
    """ "Also called Okonjo, the minister."; "" when it has one name only."""
    ways = dict.fromkeys(" ".join(one.mention.text.split()) for one in entity.mentions)
    others = [way for way in ways if way not in (entity.name, besides)]
    more = f" and {len(others) - 4} more" if len(others) > 4 else ""
    return f"Also called {', '.join(others[:4])}{more}." if others else ""


def aside(text: str) -> str:
    """Words of a brief within ours, in whatever direction they run."""
    return f"{_BIDI_MARKS[0]}{text}{_BIDI_MARKS[1]}"


def as_file_name(title: str) -> str:
    """A title as the beginning of a file name; "" when nothing of it can stand in one."""
    kept = "".join(" " if char in _REFUSED or not char.isprintable() else char for char in title)
    return " ".join(kept.split())[:80].strip(" .-")
