"""The language a text is in, recognised offline."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_ENOUGH = 60  # letters: fewer say too little
_SAMPLE = 2000  # characters from the beginning, the middle and the end: 20 ms to judge
_SURE = 0.8
_NOISE = re.compile(r"https?://\S{1,2000}|[\w.-]{1,64}@[\w.-]{1,255}|[\d_]+")


def recognise(text: str) -> str:
    """The ISO 639-1 code of the language of `text`; "" when there is too little of it to tell, or none is likely."""
    middle = max(0, len(text) // 2 - _SAMPLE // 2)
    parts = (text,) if len(text) <= 3 * _SAMPLE else (text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:])
    sample = _NOISE.sub(" ", " ".join(parts))
    if sum(letter.isalpha() for letter in sample) < _ENOUGH:
        return ""
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _SURE else ""


def prepare() -> None:
    """Load the model now. It is unpacked through a temporary file, which a process that may not write could not do
    later."""
    _identifier()


@cache
def _identifier() -> LanguageIdentifier:
    """The model: 0.7 s and 100 MB on first use."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
