from __future__ import annotations

import pytest

from briefreader.text.findings import ENTITY_TYPES
from briefreader.ui.theme import DARK, LIGHT, LINE_STYLES, Theme, marker, style_sheet


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["paper", "panel", "raised"])
@pytest.mark.parametrize("ink", ["ink", "ink2", "ink3", "accent", "danger"])
def test_text_can_be_read_on_every_ground(theme: Theme, ground: str, ink: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_can_be_read_on_what_is_chosen_marked_quoted_or_found(theme: Theme) -> None:
    for ground in (theme.accent_ground, theme.quote_tint, theme.hit_tint, *theme.markers.values()):
        assert contrast(theme.ink, ground) >= 4.5
    assert contrast(theme.ink2, theme.accent_ground) >= 4.5
    assert contrast(theme.accent_text, theme.accent) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_speakers_in_the_margin_and_on_cards_can_be_read(theme: Theme) -> None:
    for ground in (theme.paper, theme.raised):
        assert contrast(theme.names["person"], ground) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_type_of_name_has_a_colour_and_a_line(theme: Theme) -> None:
    assert set(theme.names) == set(LINE_STYLES) == set(ENTITY_TYPES)


def test_light_and_dark_have_the_same_markers_and_an_unknown_one_is_the_first() -> None:
    assert list(LIGHT.markers) == list(DARK.markers)
    assert marker(LIGHT, "ultraviolet") == LIGHT.markers["yellow"]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_style_sheet_has_no_gap(theme: Theme) -> None:
    assert "$" not in style_sheet(theme)
