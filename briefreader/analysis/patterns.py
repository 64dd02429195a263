"""Names that follow a form: laws and resolutions, weapon designations, events, sums of money.

Every repetition is bounded, so the time is linear in the text whatever it holds. All expressions read the plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefreader.analysis.lexicon import UPPER, lexicon
from briefreader.text.findings import EntityType

_CAP = rf"[{UPPER}][\w-]{{0,40}}"
_LINK = r"(?:(?:of|for|on|and|the|to|in|with|against|from) ){0,3}"


_TAIL = rf"{_CAP}(?: (?:(?:of|and|in|on|the|for|to) ){{0,3}}{_CAP}){{0,6}}"


def _any(words: frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _law_named() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:{_CAP} {_LINK}){{1,8}}(?:{_any(lexicon().law_heads)})\b"
        rf"(?: (?:on|against|concerning|relating to) (?:the )?{_TAIL})?(?: of \d{{4}})?"
    )


@cache
def _event() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:(?:{_CAP} ){{1,4}}(?:{_any(lexicon().event_heads)})\b(?: of (?:{_CAP}|\d{{4}}))?"
        rf"|Operation {_CAP}(?: {_CAP})?|(?:Hurricane|Typhoon|Cyclone|Tropical Storm) {_CAP}|COP-?\d{{2}}"
        rf"|Battle of (?:the )?{_CAP}(?: {_CAP})?|Siege of {_CAP})"
    )


_LAW_HEAD_FIRST = re.compile(
    rf"(?<![\w-])(?:Treaty|Convention|Charter|Protocol|Agreement|Covenant|Declaration|Accord)"
    rf" (?:of|on|for|against|relating to|concerning) (?:the )?{_TAIL}"
    rf"(?: of \d{{4}})?"
)
_LAW_NUMBERED = re.compile(
    r"(?<![\w-])(?:"
    r"(?:(?:UN|U\.N\.|United Nations) )?(?:(?:Security Council|General Assembly|Human Rights Council|UNSC|UNGA) )?"
    r"[Rr]esolutions? \d{1,4}(?:/\d{1,4})?(?: \(\d{4}\))?"
    r"|[SA]/RES/\d{1,4}(?:/\d{1,4})?(?: \(\d{4}\))?"
    r"|Executive Order (?:No\. )?\d{4,5}|E\.O\. \d{4,5}"
    r"|Public Law (?:No\. )?\d{2,3}-\d{1,4}|P\.L\. \d{2,3}-\d{1,4}"
    r"|H\.R\. ?\d{1,5}|\d{1,2} U\.S\.C\. (?:§{1,2} ?)?\d{1,5}[a-z]?"
    r"|\d{1,2} C\.F\.R\. (?:§{1,2} ?|[Pp]art )?\d{1,5}(?:\.\d{1,4})?"
    r"|(?:Council |Commission |Framework |Delegated |Implementing ){0,2}(?:Directive|Regulation|Decision) "
    r"(?:\((?:EU|EC|EEC|Euratom)\) )?(?:No\.? )?\d{1,4}/\d{2,4}(?:/[A-Z]{2,7})?"
    r"|(?:Article|Art\.|Articles) (?:\d{1,3}|[IVX]{1,5})(?:\(\d{1,2}\))?(?=[ ,.;)]|$)"
    r")",
    re.MULTILINE,
)
_WEAPON = re.compile(
    r"(?<![\w-])(?:"
    # one-letter series only with the numbers that fly, for visas, roads and circulars have letters and numbers too
    r"F-(?:4|5|14|15|16|18|22|35|1\d\d)[A-Z]{0,2}|F/A-18[A-Z]?|B-(?:1B?|2|21|29|52)[GH]?|C-(?:5|17|130|295)[A-Z]?|A-10C?"
    r"|E-(?:2|3|7|8)[A-Z]?|P-(?:3|8)[A-Z]?|[UV]-22?|H-6[A-Z]?|J-(?:7|8|10|11|15|16|20|31|35)[A-Z]?|R-(?:27|36|37|60|73|77)M?"
    r"|(?:KC|AC|AH|UH|CH|MH|OH|RQ|MQ|RC|EA|AV)-\d{1,3}[A-Z]?|(?:AGM|AIM|BGM|MGM|RIM|GBU|LGM|UGM)-\d{1,3}[A-Z]?"
    r"|(?:MiG|Su|Tu|Il|Ka|Mi|Yak|An)-\d{2,3}[A-Z]{0,3}"
    r"|S-(?:75|125|200|300|350|400|500)[A-Z]{0,3}\d?"
    r"|T-(?:34|54|55|62|64|72|80|84|90|14)[A-Z]{0,3}\d?"
    r"|M(?:1A[12]|2A\d|109|113|142|270|777|4A1)(?:A\d)?"
    r"|(?:RS|RPG|BM|KN|DF|JL|HQ|AK|SM|PAC|Kh|BMP|BTR|PL|YJ|CJ|JF|KAB|FAB|Buk|Pantsir|Orlan|Geran|Shahed|Mohajer|Fateh|Fattah"
    r"|Hwasong|Pukguksong|Zelzal|Qiam|Sejjil|Kheibar|Agni|Ababil|Samad)-M?\d{1,3}[A-Z]{0,3}\d?"
    r"|9[MKAP]\d{2,3}|2S\d{1,2}|TOS-1A?"
    r")s?(?![\w-])"
)
_NUMBER = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,4})?|\d{1,15}(?:\.\d{1,4})?"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|bn|mn|tn|m|k|b)\b"
_SIGN = (
    r"(?:(?:US|AU|CA|NZ|HK|S|A|C|R)?\$|[£€¥₽₹₴₺₩₪]"
    r"|(?:USD|EUR|GBP|CHF|RUB|CNY|JPY|AUD|CAD|SEK|NOK|DKK|INR|Rs\.?|US\$) ?)"
)
_UNIT = (
    r"(?:dollars?|euros?|pounds?(?: sterling)?|ro?ubles?|yuan|renminbi|yen|rials?|rupees?|shekels?|lira|francs?|marks?"
    r"|kroner|kronor|krona|hryvnias?|hryvnia|zlotys?|pesos?|rand|won|dinars?|dirhams?|riyals?|naira|shillings?|cents?"
    r"|pence|USD|EUR|GBP|RUB|CNY|CHF|SEK|NOK|DKK|JPY)\b"
)
_MONEY = re.compile(
    rf"(?<![\w$€£])(?:"
    rf"{_SIGN} ?(?:{_NUMBER})(?: ?{_SCALE})?(?: ?(?:-|–|to) ?{_SIGN} ?(?:{_NUMBER}))?(?:[ -]?{_SCALE})?"
    rf"|(?:{_NUMBER})(?: ?(?:-|–|to) ?(?:{_NUMBER}))?(?: (?:hundred|thousand|million|billion|trillion))?"
    rf"(?: (?:US|U\.S\.|Australian|Canadian|American|Swiss|Russian|Iranian|Swedish|Norwegian|Danish))? {_UNIT}"
    rf"|(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|a|several)"
    rf"(?: (?:hundred|thousand|million|billion|trillion)){{1,2}} {_UNIT}"
    rf")"
)

PatternSpan = tuple[int, int, EntityType]


def laws(plain: str) -> Iterator[PatternSpan]:
    """Acts, treaties, resolutions, articles and the like; may overlap, the surest first."""
    for match in _LAW_NUMBERED.finditer(plain):
        yield match.start(), match.end(), "law"
    for expression in (_law_named(), _LAW_HEAD_FIRST):
        for match in expression.finditer(plain):
            start = _without_lead(plain, match.start(), match.end())
            # one capitalised word and the head make a name ("Minsk Agreement"), a head alone or "Public Law" does not
            words = plain[start : match.end()].split()
            if any(word[0].isupper() and word.lower() not in lexicon().common for word in words[:-1]):
                yield start, match.end(), "law"


def weapons(plain: str) -> Iterator[PatternSpan]:
    """Designations such as S-400, MiG-29 or Hwasong-17."""
    for match in _WEAPON.finditer(plain):
        yield match.start(), match.end(), "weapon"


def events(plain: str) -> Iterator[PatternSpan]:
    """Wars, summits, operations, storms: capitalised names that end or begin with such a noun."""
    for match in _event().finditer(plain):
        start = _without_lead(plain, match.start(), match.end())
        words = plain[start : match.end()].split()
        if (len(words) > 1 and not all(word.lower() in lexicon().common for word in words)) or plain.startswith(
            "COP", start
        ):
            yield start, match.end(), "event"


def money(plain: str) -> Iterator[PatternSpan]:
    """Sums with a currency sign, code or name."""
    for match in _MONEY.finditer(plain):
        yield match.start(), match.end(), "money"


_ROMAN = re.compile("[IVX]{1,5}")


def _without_lead(plain: str, start: int, end: int) -> int:
    """`start` moved behind words such as "Under the", "In" or "And" that only open a sentence."""
    while True:
        space = plain.find(" ", start, end)
        word = plain[start:space] if space > 0 else ""
        if not _ROMAN.fullmatch(word) and (word.lower() not in lexicon().stop or (word.isupper() and len(word) > 1)):
            return start
        start = space + 1
