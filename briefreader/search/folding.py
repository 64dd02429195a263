"""Folding and stemming of one word: how it is compared, whatever its case, accents and ending.

Folding comes before stemming, so that `négociations` and `negociation` meet. What an accent means differs by script:
Latin and Greek lose theirs, Cyrillic keeps its letters (й is not и) and loses stress marks only, the scripts of
Asia keep everything.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import Stemmer

# Letters that Unicode does not decompose, as a reader without that key types them.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t", "ŋ": "n", "ı": "i",
     "ə": "e", "ʻ": "", "\u200c": "", "\u200d": "", "\u0640": "", "'": "", "\u2019": "", "\u02bc": "", "\u2018": "",
     "ё": "е", "ى": "ي", "ة": "ه"}
)  # fmt: skip
_BY_BLOCK = (
    (0x0000, 0x024F, "latin"), (0x0250, 0x02FF, "latin"), (0x0370, 0x03FF, "greek"), (0x0400, 0x052F, "cyrillic"),
    (0x0530, 0x058F, "armenian"), (0x0590, 0x05FF, "hebrew"), (0x0600, 0x06FF, "arabic"), (0x0750, 0x077F, "arabic"),
    (0x0900, 0x097F, "devanagari"), (0x0B80, 0x0BFF, "tamil"), (0x1E00, 0x1EFF, "latin"), (0x1F00, 0x1FFF, "greek"),
    (0xFB50, 0xFDFF, "arabic"), (0xFE70, 0xFEFF, "arabic"),
)  # fmt: skip
_WITHOUT_MARKS = frozenset({"latin", "greek", "hebrew", "arabic"})
_STEMMERS = {
    script: Stemmer.Stemmer(name, maxCacheSize=0).stemWord
    for script, name in {
        "latin": "english", "cyrillic": "russian", "greek": "greek", "armenian": "armenian",
        "devanagari": "hindi", "tamil": "tamil",
    }.items()
}  # fmt: skip
_STRESS = "\u0300\u0301"
# With and without its article a word must have one stem, which Snowball's stemmer for Arabic does not give; so the
# light one of Larkey, Ballesteros and Connell (2007) stands in, without its rule for a lone "and", which many words
# begin like.
_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
_ARABIC_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


def script_of(word: str) -> str:
    """The script of the first letter that tells one; "other" for those without a rule of their own."""
    for character in word:
        if character.isalpha():
            point = ord(character)
            return next((name for low, high, name in _BY_BLOCK if low <= point <= high), "other")
    return "latin"


def fold(word: str) -> str:
    """`word` in lower case, without accents, ligatures, apostrophes and foreign digits."""
    if word.isascii():
        return word.lower().replace("'", "")
    text = unicodedata.normalize("NFKC", word).casefold().translate(_PLAIN)
    if script_of(text) in _WITHOUT_MARKS:
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    else:
        text = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", text) if c not in _STRESS))
    return "".join(_digit(c) if c.isdecimal() else c for c in text)


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character))


@lru_cache(maxsize=100_000)
def term_of(surface: str) -> str:
    """The stem of a folded word, by the rules of its script; words with digits lose a plural s (`400s`) at most."""
    if not surface.isalpha() and any(c.isdecimal() for c in surface):
        return surface[:-1] if surface[-1] == "s" and surface[-2:-1].isdecimal() else surface
    script = "latin" if surface.isascii() else script_of(surface)
    if script == "arabic":
        return _without_article_and_endings(surface)
    stem = _STEMMERS.get(script)
    return str(stem(surface)) if stem else surface


def _without_article_and_endings(word: str) -> str:
    article = next((one for one in _ARTICLES if word.startswith(one)), "")
    word = word[len(article) :] if len(word) - len(article) >= 2 else word
    for ending in _ARABIC_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            word = word[: -len(ending)]
    return word


def common_start(term: str) -> str:
    """What every word of plain ASCII letters whose term this is begins with, in small letters; "" for a term that no
    such word has. English stemming changes nothing but a word's end and leaves of a term the last letter at most."""
    start = term.lower()
    if not term.isascii():
        return ""
    if len(start) < 3 or start != term or not start.isalpha():
        return start
    return start[:1] if len(start) == 3 and start.endswith("ie") else start[:-1]  # dying, lying, tying
