"""The pipeline: mentions, then the quotations that take their speakers' names from them, then key sentences."""

from __future__ import annotations

from briefreader.analysis.entities import find_mentions
from briefreader.analysis.keys import key_sentences
from briefreader.analysis.model import Loaded, Model
from briefreader.analysis.quotes import find_quotes
from briefreader.text.document import Document
from briefreader.text.findings import Findings

ANALYZER = "briefreader"
VERSION = 4  # raise it when the same text would give other findings: all briefs are then analysed anew

TABLES = "Sheets are searched and can be tagged; names and quotations are not looked for in them."
_NO_MODEL = "Names were found by rules alone, without the language model."
_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish",
    "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian",
    "lv": "Latvian", "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian",
    "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def analyse(document: Document, model: Loaded | Model | None) -> Findings:
    """All findings of `document`, by the model for English and by rules alone for other languages or without a model;
    `notice` then says so. Nothing is looked for in a workbook: its cells are figures and labels, not sentences."""
    if document.unit == "sheet":
        return Findings(analyzer=ANALYZER, version=VERSION, notice=TABLES)
    loaded = model if isinstance(model, Loaded) else Loaded(model, "" if model is not None else _NO_MODEL)
    language = document.metadata.language.lower().partition("-")[0]
    notice = loaded.notice
    used = loaded.model
    if language not in ("", "en"):
        name = _LANGUAGES.get(language)
        tongue = f"in {name}" if name else "not in English"
        notice = (
            f"This brief is {tongue}: names and quotations were found by rules alone, some of which know only English."
        )
        used = None
    mentions = find_mentions(document, used)
    return Findings(
        mentions=mentions,
        quotes=find_quotes(document, mentions),
        key_sentences=key_sentences(document),
        analyzer=ANALYZER,
        version=VERSION,
        notice=notice,
    )
