"""How many words a text has when it is said aloud: "£2.8 million" has five, two point eight million pounds."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

WORDS_A_MINUTE = 140
"""Speaking pace used for every estimate of seconds."""

_CURRENCIES = {"£": "pounds", "$": "dollars", "€": "euros"}
_MAGNITUDES = {"k": "thousand", "m": "million", "bn": "billion", "tn": "trillion"}
_LARGE = "hundred|thousand|million|billion|trillion"
_UNITS = {"x": "times", "s": "seconds", "ms": "milliseconds", "h": "hours", "kg": "kilos", "km": "kilometres"}
_READABLE = 15
"""A figure of more digits is a reference, and is said digit by digit."""

_TENS = r"\b((?:twen|thir|for|fif|six|seven|eigh|nine)ty)-(?=(?:one|two|three|four|five|six|seven|eight|nine)\b)"
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_CLOCK = re.compile(r"(?<![\d.,:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])")
_SUM = re.compile(rf"([£$€])\s?(\d[\d,]*)(?:\.(\d+))?(?:\s?(bn|tn|k|m)\b|(\s|-)({_LARGE})\b)?", re.IGNORECASE)
_SHARE = re.compile(r"(?<=\d)\s?%")
_ORDINAL = re.compile(r"\b(\d[\d,]*)(?:st|nd|rd|th)\b")
_DECADE = re.compile(r"\b(\d{1,3}0)s\b")
_YEAR = re.compile(r"(?<![\w.,/-])((?:19|20)\d\d)(?!\w|[.,/]\d)")
_SPAN = re.compile(r"(?<=\d)\s?[–−]\s?(?=[£$€]?\d)")
_SUFFIX = re.compile(r"\b(\d[\d,]*(?:\.\d+)?)\s?(bn|tn|ms|kg|km|[kmxsh])\b")
_FIGURE = re.compile(r"(\d+(?:,\d{3})*)(?:\.(\d+))?")


def spoken_seconds(words: int) -> int:
    """How long so many words take to say, to the nearest five seconds, five at least."""
    return max(5, round(words * 60 / WORDS_A_MINUTE / 5) * 5)


@lru_cache(maxsize=1024)
def spoken_words(markdown: str) -> int:
    """How many words are said when this is read aloud: figures as words, marks and lone dashes as nothing."""
    return sum(any(map(str.isalnum, word)) for word in spoken(markdown).split())


def spoken(markdown: str) -> str:
    """A text with its figures in words, as they are said in British English. "Twenty-four" becomes two words, as 24."""
    text = re.sub(_TENS, r"\1 ", _LINK.sub(r"\1", markdown), flags=re.IGNORECASE)
    if any(map(str.isdigit, text)):
        for pattern, say in _READINGS:
            text = pattern.sub(say, text)
    return text


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    if minute == 0:
        return _apart(_whole(str(hour)), "o'clock" if hour <= 12 else "hundred")
    return _apart(_whole(str(hour)), "oh" if minute < 10 else "", _whole(str(minute)))


def _sum(found: re.Match[str]) -> str:
    sign, whole, part, short, _, large = found.groups()
    unit, magnitude = _CURRENCIES[sign], large or _MAGNITUDES.get((short or "").lower(), "")
    if part and len(part) == 2 and not magnitude:
        return _apart(_whole(whole), unit, _whole(part))
    return _apart(_decimal(whole, part), magnitude, unit)


def _suffixed(found: re.Match[str]) -> str:
    return f"{found[1]} {_MAGNITUDES.get(found[2]) or _UNITS[found[2]]}"


def _ordinal(found: re.Match[str]) -> str:
    # "Thirty-first" has as many words as "thirty-one".
    return _apart(_whole(found[1]))


def _year(found: re.Match[str]) -> str:
    from num2words import num2words

    return _apart(_plain(num2words(int(found[1]), to="year")))


def _figure(found: re.Match[str]) -> str:
    return _apart(_decimal(found[1], found[2]))


def _decimal(whole: str, part: str | None) -> str:
    return _apart(_whole(whole), "point", *(_digit(digit) for digit in part)) if part else _whole(whole)


def _whole(figures: str) -> str:
    digits = figures.replace(",", "")
    return _cardinal(digits) if len(digits) <= _READABLE else _apart(*map(_digit, digits))


def _digit(digit: str) -> str:
    return _cardinal(digit)


@lru_cache(maxsize=1024)
def _cardinal(digits: str) -> str:
    from num2words import num2words

    return _plain(num2words(int(digits)))


def _plain(said: str) -> str:
    return said.replace("-", " ").replace(",", "")


def _apart(*words: str) -> str:
    """Words with room around them, so that "72-hour" and "Q3" fall apart as they do when they are said."""
    return f" {' '.join(word for word in words if word)} "


_READINGS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_SPAN, " to "),
    (_CLOCK, _clock),
    (_SUM, _sum),
    (_SHARE, " per cent"),
    (_ORDINAL, _ordinal),
    (_DECADE, r"\1"),
    (_YEAR, _year),
    (_SUFFIX, _suffixed),
    (_FIGURE, _figure),
)
