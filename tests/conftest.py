"""What tests of several packages need."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

# A change is judged by the same examples every time; new ones are sought where a find can be looked into.
settings.register_profile("same", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("same")


@pytest.fixture(scope="session")
def pdf_maker() -> ModuleType:
    """The module that writes small PDFs, `tests/readers/pdf_maker.py`."""
    if "pdf_maker" not in sys.modules:
        spec = importlib.util.spec_from_file_location("pdf_maker", Path(__file__).parent / "readers" / "pdf_maker.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules["pdf_maker"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["pdf_maker"])
    return sys.modules["pdf_maker"]
