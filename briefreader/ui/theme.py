"""Colours and type of the window, light and dark, and the style sheet made of them.

Every text colour meets WCAG AA (4.5:1) on the ground it is used on; `tests/ui/test_theme.py` works it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template
from types import MappingProxyType

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from briefreader.config import resources

READING_FAMILIES = ("Noto Serif", "Source Serif 4", "Charter", "Georgia", "Cambria", "Liberation Serif", "DejaVu Serif")
INTERFACE_FAMILIES = ("Inter", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Noto Sans", "DejaVu Sans")
READING_SIZE = 16.5  # pixels at 100 %
LINE_HEIGHT = 1.62

# The same order in light and dark: how each kind of name is underlined tells them apart before its colour does.
LINE_STYLES: Mapping[str, str] = MappingProxyType(
    {
        "person": "solid",
        "organisation": "double",
        "country": "dotted",
        "place": "dotted",
        "group": "dashed",
        "law": "dash-dot",
        "weapon": "wavy",
        "event": "long-dash",
        "date": "thin",
        "money": "thin",
    }
)


@dataclass(frozen=True)
class Theme:
    """The colours of one appearance, as #RRGGBB. `names` are by entity type, `markers` by the colour name of a tag."""

    name: str
    paper: str
    panel: str
    raised: str
    ink: str
    ink2: str
    ink3: str
    line: str
    accent: str
    accent_text: str
    accent_ground: str
    quote_bar: str
    quote_tint: str
    hit: str
    hit_tint: str
    danger: str
    names: Mapping[str, str]
    markers: Mapping[str, str]

    @property
    def is_dark(self) -> bool:
        return self.name == "dark"


LIGHT = Theme(
    name="light",
    paper="#FFFEFB",
    panel="#F6F5F1",
    raised="#FFFFFF",
    ink="#22262B",
    ink2="#5D636B",
    ink3="#6B7077",
    line="#DEDCD4",
    accent="#1D5C86",
    accent_text="#FFFFFF",
    accent_ground="#E3EEF5",
    quote_bar="#C8B27A",
    quote_tint="#FBF6E6",
    hit="#E7791B",
    hit_tint="#FCE8D4",
    danger="#A83632",
    names=MappingProxyType(
        {
            "person": "#5B4BB7",
            "organisation": "#0E7C76",
            "country": "#3E7B2C",
            "place": "#3E7B2C",
            "group": "#8A5A16",
            "law": "#4A5A78",
            "weapon": "#B0413E",
            "event": "#8A3C7B",
            "date": "#6B7077",
            "money": "#6B7077",
        }
    ),
    markers=MappingProxyType(
        {
            "yellow": "#FDE28A",
            "green": "#BDE7CC",
            "blue": "#BFDDF5",
            "pink": "#F6C6CF",
            "orange": "#FBD3AC",
            "purple": "#DCD0F3",
            "teal": "#B5E3E0",
            "red": "#F4BDB5",
        }
    ),
)

DARK = Theme(
    name="dark",
    paper="#212429",
    panel="#1D2024",
    raised="#282C32",
    ink="#E4E6E8",
    ink2="#A7ADB4",
    ink3="#8C939B",
    line="#33373D",
    accent="#7CB7DF",
    accent_text="#14202A",
    accent_ground="#24384A",
    quote_bar="#8F7D4C",
    quote_tint="#2B2920",
    hit="#F29A4A",
    hit_tint="#4A3420",
    danger="#EE8B87",
    names=MappingProxyType(
        {
            "person": "#A99CF5",
            "organisation": "#5CC7C0",
            "country": "#8CCB78",
            "place": "#8CCB78",
            "group": "#D8A95B",
            "law": "#9DB2DA",
            "weapon": "#EE8B87",
            "event": "#DE96CF",
            "date": "#8C939B",
            "money": "#8C939B",
        }
    ),
    markers=MappingProxyType(
        {
            "yellow": "#5E5120",
            "green": "#23513A",
            "blue": "#234A68",
            "pink": "#63303D",
            "orange": "#643F1E",
            "purple": "#463A6B",
            "teal": "#1F4F4D",
            "red": "#6A302B",
        }
    ),
)


def marker(theme: Theme, colour: str) -> str:
    """The ground of a tag's colour; a colour this version does not know is shown as the first."""
    return theme.markers.get(colour, theme.markers["yellow"])


def dot(theme: Theme, colour: str) -> str:
    """A tag's colour as a small mark beside its name: on dark panels the grounds of dark paper could not be seen."""
    return marker(LIGHT, colour) if theme.is_dark else marker(theme, colour)


def palette(theme: Theme) -> QPalette:
    """What Qt's own controls are drawn with."""
    colours = {
        QPalette.ColorRole.Window: theme.panel,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.raised,
        QPalette.ColorRole.AlternateBase: theme.panel,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.ink3,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.BrightText: theme.danger,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.accent_text,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.Mid: theme.line,
        QPalette.ColorRole.Midlight: theme.line,
        QPalette.ColorRole.Dark: theme.line,
        QPalette.ColorRole.Light: theme.raised,
        QPalette.ColorRole.Shadow: theme.line,
    }
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.ink3))
    return made


def installed(families: tuple[str, ...], fallback: QFontDatabase.SystemFont) -> str:
    """The first of `families` that the system has, else its own."""
    there = set(QFontDatabase.families())
    own = QFontDatabase.systemFont(fallback).family()
    return next((family for family in families if family in there), own)


def interface_font() -> QFont:
    """The system's sans, 13 pixels at 100 %."""
    font = QFont(installed(INTERFACE_FAMILIES, QFontDatabase.SystemFont.GeneralFont))
    font.setPixelSize(13)
    return font


def reading_family() -> str:
    return installed(READING_FAMILIES, QFontDatabase.SystemFont.GeneralFont)


def style_sheet(theme: Theme) -> str:
    """The style sheet of the whole program in `theme`."""
    values = {name: value for name, value in vars(theme).items() if isinstance(value, str)}
    values["icons"] = (resources() / "icons").as_posix()
    return Template(_SHEET).substitute(values)


_SHEET = """
QMainWindow, QDialog { background: $panel; }
QToolTip { background: $raised; color: $ink; border: 1px solid $line; padding: 4px 6px; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QFrame#topBar { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame#briefBar { background: $paper; border: none; border-bottom: 1px solid $line; }
QFrame#briefBar QToolButton:checked {
    background: transparent; border-bottom: 2px solid $accent; border-bottom-left-radius: 0;
    border-bottom-right-radius: 0;
}
QFrame#briefBar QToolButton:checked:hover { background: $accent_ground; }
QFrame#briefBar QToolButton:checked:focus { border: 1px solid $accent; border-bottom: 2px solid $accent; }
QFrame#briefBar QToolButton#mark { color: $ink3; padding: 3px 6px; }
QFrame#briefBar QToolButton#mark[popupMode="1"] { padding-right: 18px; }
QFrame#briefBar QToolButton#mark:checked { color: $ink; border: 1px solid transparent; border-bottom: 1px solid $ink3; }
QFrame#briefBar QToolButton#mark:focus { border: 1px solid $accent; }
QFrame#notice { background: $panel; border: none; border-bottom: 1px solid $line; }
QWidget#libraryPanel, QWidget#sidePanel { background: $panel; }
QWidget#paper { background: $paper; }
QLabel#appName { font-weight: 600; }
QLabel#sectionTitle { color: $ink2; font-weight: 600; font-size: 11px; }
QLabel#quiet { color: $ink2; }
QLabel#danger { color: $danger; }
QLabel#emptySmall { font-weight: 600; }
QLabel#popupTitle { font-size: 15px; font-weight: 600; }
QLabel#searchSummary { font-weight: 600; }
QLabel#keyName { color: $ink2; }
QTextBrowser#note { background: transparent; color: $ink; border: none; }
QTextBrowser#preview { background: #FFFFFF; color: #22262B; border: none; }
QListWidget { background: transparent; border: none; }
QListWidget::item { padding: 4px 2px; border-radius: 5px; color: $ink; }
QListWidget::item:selected { background: $accent_ground; color: $ink; }
QGroupBox { border: none; margin-top: 18px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QLabel#emptyTitle { font-size: 18px; font-weight: 600; }
QLineEdit, QPlainTextEdit, QTextEdit#noteEditor {
    background: $raised; color: $ink; border: 1px solid $line; border-radius: 6px; padding: 5px 8px;
    selection-background-color: $accent; selection-color: $accent_text;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit#noteEditor:focus { border: 1px solid $accent; }
QPushButton {
    background: $raised; color: $ink; border: 1px solid $line; border-radius: 6px; padding: 5px 12px;
}
QPushButton:hover { background: $accent_ground; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $ink3; }
QPushButton[primary="true"] { background: $accent; color: $accent_text; border: 1px solid $accent; font-weight: 600; }
QPushButton[primary="true"]:focus { border: 2px solid $ink; padding: 4px 11px; }
QPushButton[primary="true"]:disabled { background: $line; color: $ink2; border-color: $line; }
QToolButton {
    background: transparent; color: $ink2; border: 1px solid transparent; border-radius: 5px; padding: 3px 7px;
}
QToolButton:hover { background: $accent_ground; color: $ink; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton:checked { color: $ink; background: $accent_ground; }
QToolButton:disabled { color: $line; }
QToolButton::menu-indicator { image: none; }
QToolButton[popupMode="1"] { padding-right: 20px; }
QToolButton::menu-button { border: none; border-radius: 5px; width: 18px; }
QToolButton::menu-button:hover { background: $line; }
QToolButton::menu-arrow { image: url("$icons/arrow-$name.svg"); width: 14px; height: 14px; }
QToolButton#link {
    color: $accent; padding: 2px 0; border: none; border-bottom: 1px solid transparent; border-radius: 0;
}
QToolButton#link:hover { background: transparent; border-bottom: 1px solid $accent; }
QToolButton#link:focus { border-bottom: 2px solid $accent; }
QStatusBar QToolButton#link { padding: 1px 4px; }
QPushButton#link {
    background: transparent; color: $accent; padding: 2px 0; border: none; border-bottom: 1px solid transparent;
    border-radius: 0; text-align: left;
}
QPushButton#link:hover { border-bottom: 1px solid $accent; }
QPushButton#link:focus { border-bottom: 2px solid $accent; }
QTabWidget::pane { border: none; border-top: 1px solid $line; background: $panel; }
QTabWidget::tab-bar { left: 6px; }
QTabBar { background: $panel; }
QTabBar::tab {
    background: transparent; color: $ink2; padding: 11px 7px 9px 7px;
    border: none; border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: $ink; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:focus { color: $accent; }
QListView, QTreeView { background: transparent; border: none; outline: none; }
QTableView#across {
    background: $paper; border: none; outline: none; selection-background-color: transparent; selection-color: $ink;
}
QTableView#across QTableCornerButton::section { background: $paper; border: none; border-bottom: 1px solid $line; }
QTableView#across QHeaderView, QTreeView#across QHeaderView { background: $paper; border: none; }
QTableView#across QHeaderView::section, QTreeView#across QHeaderView::section {
    background: $paper; color: $ink2; border: none; border-bottom: 1px solid $line; padding: 5px 8px; font-size: 12px;
}
QTreeView#across { background: $paper; border: none; outline: none; padding-left: 8px; }
QTreeView#across::item { padding: 5px 4px; border: none; color: $ink; }
QTreeView#across::item:selected { background: $accent_ground; color: $ink; }
QTreeView#across::item:selected:focus { border-top: 1px solid $accent; border-bottom: 1px solid $accent; }
QTableView#across QHeaderView::section:vertical { color: $ink; padding: 2px 10px 2px 14px; font-size: 13px; }
QListView#popupList { background: $raised; }
QListView#shelf { border-top: 1px solid $line; }
QStatusBar { background: $panel; border-top: 1px solid $line; color: $ink2; }
QStatusBar::item { border: none; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QFrame#popup { background: $raised; border: 1px solid $line; border-radius: 10px; }
QMenu { background: $raised; color: $ink; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_ground; color: $ink; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QSpinBox {
    background: $raised; color: $ink; border: 1px solid $line; border-radius: 6px; padding: 4px 7px;
    selection-background-color: $accent; selection-color: $accent_text;
}
QSpinBox:focus { border: 1px solid $accent; }
QSpinBox QLineEdit { border: none; background: transparent; padding: 0; }
QSpinBox::up-button, QSpinBox::down-button { subcontrol-origin: border; width: 24px; border: none; }
QSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-arrow { image: url("$icons/arrow-up-$name.svg"); width: 12px; height: 12px; }
QSpinBox::down-arrow { image: url("$icons/arrow-$name.svg"); width: 12px; height: 12px; }
QComboBox { background: $raised; color: $ink; border: 1px solid $line; border-radius: 6px; padding: 5px 8px; }
QComboBox:focus { border: 1px solid $accent; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$icons/arrow-$name.svg"); width: 16px; height: 16px; }
QComboBox QAbstractItemView {
    background: $raised; color: $ink; border: 1px solid $line; selection-background-color: $accent_ground;
    selection-color: $ink;
}
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator, QListView::indicator, QMenu::indicator {
    width: 14px; height: 14px; border: 1px solid $ink3; border-radius: 4px; background: $raised;
}
QMenu::indicator { margin-left: 6px; }
QCheckBox::indicator:checked, QListView::indicator:checked, QMenu::indicator:checked {
    background: $accent; border: 1px solid $accent; image: url("$icons/check-$name.svg");
}
QCheckBox::indicator:focus { border: 2px solid $accent; }
QScrollBar:vertical { background: transparent; width: 8px; margin: 0; border: none; }
QScrollBar::handle:vertical { background: $line; border-radius: 2px; min-height: 32px; margin: 2px; }
QScrollBar::handle:vertical:hover { background: $ink3; }
QScrollBar#marked { width: 14px; border-left: 1px solid $line; }
QScrollBar#marked::handle:vertical { background: $line; border-radius: 3px; min-height: 32px; margin: 3px 4px 3px 3px; }
QScrollBar#marked::handle:vertical:hover { background: $ink3; }
QScrollBar:horizontal { background: transparent; height: 8px; margin: 0; border: none; }
QScrollBar::handle:horizontal { background: $line; border-radius: 2px; min-width: 32px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
