"""Sums of money as currency and amount."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.analysis import sums


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("€4.2 million", "EUR 4200000"),
        ("$2-3 million", "USD 2000000/3000000"),
        ("$2 million to $3 million", "USD 2000000/3000000"),
        ("EUR 12,500", "EUR 12500"),
        ("two million dollars", "USD 2000000"),
        ("US$ 3bn", "USD 3000000000"),
        ("£1.5m", "GBP 1500000"),
        ("1.25 billion Swiss francs", "CHF 1250000000"),
        ("40 Swedish kronor", "SEK 40"),
        ("0.5 euros", "EUR 0.5"),
        ("10 kroner", ""),
        ("several million dollars", ""),
    ],
)
def test_currency_and_amount(text: str, expected: str) -> None:
    assert sums.value(text) == expected


@given(st.integers(0, 10**12), st.sampled_from(["€", "$", "USD ", "£"]))
def test_every_plain_amount_comes_back(amount: int, sign: str) -> None:
    assert sums.value(f"{sign}{amount:,}").split(" ")[1] == str(amount)
