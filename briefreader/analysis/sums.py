"""Sums of money as a currency and an amount: "€4.2 million" is EUR 4200000."""

from __future__ import annotations

import re
from decimal import Decimal

_SIGNS = {
    "$": "USD", "US$": "USD", "AU$": "AUD", "A$": "AUD", "CA$": "CAD", "C$": "CAD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "R$": "BRL", "£": "GBP", "€": "EUR", "¥": "JPY", "₽": "RUB", "₹": "INR", "₴": "UAH", "₺": "TRY",
    "₩": "KRW", "₪": "ILS", "RS": "INR", "RS.": "INR",
}  # fmt: skip
_CODES = "USD|EUR|GBP|CHF|RUB|CNY|JPY|AUD|CAD|SEK|NOK|DKK|INR"
# What a word alone says; crowns, francs, pesos and the like belong to several countries.
_UNITS = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "rouble": "RUB", "ruble": "RUB", "yuan": "CNY", "renminbi": "CNY",
    "yen": "JPY", "rupee": "INR", "shekel": "ILS", "hryvnia": "UAH", "zloty": "PLN", "rand": "ZAR", "naira": "NGN",
    "krona": "SEK", "kronor": "SEK",
}  # fmt: skip
_OF = {
    ("australian", "dollar"): "AUD", ("canadian", "dollar"): "CAD", ("swiss", "franc"): "CHF",
    ("swedish", "krona"): "SEK", ("swedish", "kronor"): "SEK", ("norwegian", "kroner"): "NOK",
    ("danish", "kroner"): "DKK", ("norwegian", "krone"): "NOK", ("danish", "krone"): "DKK", ("iranian", "rial"): "IRR",
}  # fmt: skip
_SCALES = {
    "hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "mn": 10**6, "m": 10**6, "billion": 10**9,
    "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_WORDS = {
    "one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_NUMBER = re.compile(r"\d[\d,]{0,30}(?:\.\d{1,6})?")
_SIGN = re.compile(rf"(?:US|AU|CA|NZ|HK|S|A|C|R)?\$|[£€¥₽₹₴₺₩₪]|\b(?:{_CODES})\b|\bRs\.?")
_WORD = re.compile(r"[a-z]+")


def value(text: str) -> str:
    """ "EUR 4200000", a range as "EUR 2000000/3000000"; "" when the currency or the amount is not told by the words
    alone ("kroner", "several million dollars")."""
    words = _WORD.findall(text.lower())
    currency = _currency(text, words)
    amounts = [Decimal(match.replace(",", "")) for match in _NUMBER.findall(text)]
    if not amounts:
        amounts = [Decimal(_WORDS[word]) for word in words if word in _WORDS][:1]
    if not currency or not amounts or len(amounts) > 2:
        return ""
    scale = 1
    behind = _NUMBER.split(text)[-1].lower() if _NUMBER.search(text) else text.lower()
    for word in _WORD.findall(behind):
        scale *= _SCALES.get(word, 1)
    # "2-3 million" and "$2 million to $3 million" are both millions twice
    return f"{currency} {'/'.join(_plain(amount * scale) for amount in amounts)}"


def _currency(text: str, words: list[str]) -> str:
    if sign := _SIGN.search(text):
        return _SIGNS.get(sign.group().upper(), sign.group() if sign.group().isalpha() else "")
    if "sterling" in words:
        return "GBP"
    for before, word in zip(["", *words], words, strict=False):
        unit = word if word in _UNITS or (before, word) in _OF else word.removesuffix("s")
        if (before, unit) in _OF:
            return _OF[before, unit]
        if unit in _UNITS:
            return _UNITS[unit]
    return ""


def _plain(amount: Decimal) -> str:
    whole = amount.to_integral_value()
    return str(int(whole)) if amount == whole else str(amount.normalize())
