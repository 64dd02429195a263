"""What the desktop must have before Qt is loaded: Qt itself would end the program with words nobody understands."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping

# The Debian package of each library that PySide6 does not bring along (tried on a bare Debian 12).
ALWAYS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
ON_X = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def obstacle(
    environment: Mapping[str, str] = os.environ, platform: str = sys.platform, loads: Callable[[str], bool] = _loads
) -> str:
    """A sentence saying why no window can open here and what to do, or "" when nothing stands in the way."""
    if platform != "linux":
        return ""
    chosen = environment.get("QT_QPA_PLATFORM", "").split(":")[0]
    needed = dict(ALWAYS)
    if chosen in ("", "xcb") and environment.get("DISPLAY"):
        needed |= ON_X
    packages = [package for library, package in needed.items() if not loads(library)]
    if packages:
        names = " ".join(packages)
        return f"The window needs desktop libraries that are not installed. On Debian: sudo apt-get install {names}"
    if not chosen and not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        return "There is no display to open a window on. The verbs work without one: see briefreader --help."
    return ""
