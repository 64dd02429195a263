"""Where things are: the data folder, the resources, the sample briefs."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

DATA_VARIABLE = "BRIEFREADER_DATA"
PACKAGE = Path(__file__).parent


def data_dir(given: str | Path | None = None) -> Path:
    """The data folder: `given`, else $BRIEFREADER_DATA, else the system's place for user data. Not created here."""
    chosen = given or os.environ.get(DATA_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().resolve()
    return Path(platformdirs.user_data_dir("briefreader", appauthor=False)).resolve()


def resources() -> Path:
    """The resources folder: inside the installed package, or beside the package in a checkout."""
    installed = PACKAGE / "_resources"
    return installed if installed.is_dir() else PACKAGE.parent / "resources"


def sample_briefs() -> Path:
    """The folder of the twelve fictional briefs that ship with the program."""
    installed = PACKAGE / "_resources" / "briefs"
    return installed if installed.is_dir() else PACKAGE.parent / "briefs"
