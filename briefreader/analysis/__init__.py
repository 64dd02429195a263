"""Findings from a document: entities, quotes, key sentences.

    model = load_model()  # once a process: half a second
    findings = analyse(document, model)

Importing this package loads neither spaCy nor the model.
"""

from briefreader.analysis.analyse import ANALYZER, VERSION, analyse
from briefreader.analysis.model import Loaded as Model
from briefreader.analysis.model import load as load_model

__all__ = ["ANALYZER", "VERSION", "Model", "analyse", "load_model"]
